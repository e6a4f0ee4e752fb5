"""What is public follows at once when the facts around a claim change, and the counts when the desk's list does.

Rows are locked before the first place in the sequence is taken: claims first, the sequence last, everywhere.
"""

from claims.actions.publishing import Kind, publish_event, publish_speaker, revise
from claims.models import Claim, Event
from claims.workflow import Public


def locked(**which):
    """The public claims that match, under lock, in the order of their keys."""
    claims = Claim.objects.in_public().filter(**which).order_by("pk")
    return list(claims.select_for_update(of=("self",), no_key=True))


def renew(claims):
    for claim in claims:
        revise(claim, Kind.HELD if claim.public == Public.HELD else Kind.PUBLISHED)


def follow_article(article):
    """After an article's details changed: its public claims, its sheet and its event say so."""
    renew(locked(article=article))


def follow_event(event):
    """After an event's details changed: the public claims of all its articles."""
    renew(locked(article__event=event))


def follow_speaker(speaker):
    """After a speaker was renamed: the public claims that name them, their debates, then their own record."""
    renew(locked(publication__speaker_ref=speaker.public_id))
    renew_sheets_of(speaker)


def follow_merge(speaker, into):
    """After `speaker` became one with `into`: the claims that name either, then the record that leads to the other."""
    renew(locked(publication__speaker_ref=speaker.public_id))
    renew_sheets_of(into)
    renew_sheets_of(speaker)


def renew_sheets_of(speaker):
    """The debates in which the speaker took part, and their own record, where they are public."""
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
