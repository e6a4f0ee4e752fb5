"""What is public follows at once when the facts around a claim change, and the counts when the desk's list does.

Nothing here writes or locks a claim's row: the sequence's lock is enough, and it is always taken last.
"""

import json

from claims.actions import sheets
from claims.actions.publishing import Kind, lock_sequence, publish_event, publish_speaker, renew_sheets, revision
from claims.models import ArticleSheet, Claim, Event, Publication
from claims.workflow import Public


def renew(**which):
    """New revisions of the public claims that match."""
    lock_sequence()
    for claim in Claim.objects.in_public().filter(**which).order_by("pk"):
        kind = Kind.HELD if claim.public == Public.HELD else Kind.PUBLISHED
        renew_sheets(claim, revision(claim, kind, claim.public))


def follow_article(article):
    """After an article's details changed: its public claims, its sheet and its event say so."""
    renew(article=article)


def follow_split(article):
    """After a new wording was split: the sentences around its public claims may now be shown."""
    claim = article.claims.in_public().order_by("pk").first()
    sheet = ArticleSheet.objects.filter(article=article, visible=True).first()
    if claim is None or sheet is None:
        return
    lock_sequence()
    shown = Publication.objects.claims().filter(claim__article=article).values_list("body", flat=True)
    if sheets.passages(article, [json.loads(body)["article"] for body in shown]) != sheet.passages:
        renew(pk=claim.pk)


def follow_event(event):
    """After an event's details changed: the public claims of all its articles, the records of who takes part."""
    renew(article__event=event)
    follow_participants(event)


def follow_participants(event):
    """After who takes part in an event changed, or which election it belongs to: whether their tallies pause."""
    for participant in event.participants.select_related("speaker").order_by("speaker_id"):
        if participant.speaker.publications.exists():
            publish_speaker(participant.speaker)


def follow_speaker(speaker):
    """After a speaker was renamed or merged: the public claims that name them, their debates, their own record."""
    renew(publications__current=True, publications__speaker_ref=speaker.public_id)
    renew_sheets_of(speaker)


def follow_merge(speaker, into):
    """After `speaker` became one with `into`: the claims that named it, then the record that leads to the other."""
    follow_speaker(speaker)
    renew_sheets_of(into)


def renew_sheets_of(speaker):
    """The debates in which the speaker takes part, and their own record, where they are public."""
    for event in Event.objects.filter(participants__speaker=speaker, publications__current=True).order_by("pk"):
        publish_event(event)
    if speaker.publications.exists():
        publish_speaker(speaker)


def follow_list(claim):
    """After a claim came onto the desk's list or left it: the public counts of claims chosen."""
    event, speaker = claim.article.event, claim.speaker
    if event and event.publications.exists():
        publish_event(event)
    if speaker and speaker.publications.exists():
        publish_speaker(speaker)
