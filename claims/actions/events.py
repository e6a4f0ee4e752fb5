"""Debates, speeches and interviews, and who takes part."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.actions import addresses, audit, following, publishing
from claims.actions.guard import need_role, unmoved
from claims.actions.refusals import Unacceptable
from claims.models import Event, Participant, words
from claims.workflow import Role


@transaction.atomic
def create(*, by, newsroom, title, **details):
    """A new event (kind, held_on, place, election, recording_url)."""
    need_role(by, Role.EDITOR)
    if not title.strip():
        raise Unacceptable(_("Give the event a title."), field="title", code="title")
    addresses.check(details.get("recording_url"), field="recording_url")
    event = Event.objects.create(newsroom=newsroom, title=title.strip(), **details)
    audit.record("create", event, by=by, newsroom=newsroom, after={"title": event.title})
    return event


@transaction.atomic
def describe(event, *, by, seen=None, **details):
    """Changes an event's details; its public sheet and its public claims follow at once.

    Raises Stale where a field to be changed is no longer what the person saw: see `guard.unmoved`.
    """
    need_role(by, Role.EDITOR)
    if not details.get("title", event.title).strip():
        raise Unacceptable(_("Give the event a title."), field="title", code="title")
    addresses.check(details.get("recording_url"), field="recording_url")
    fresh = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    unmoved(fresh, seen, details)
    before, after = audit.change(fresh, **details)
    if after:
        audit.record("describe", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
        following.follow_event(fresh)
        follow(fresh)
    return fresh


@transaction.atomic
def add_participant(event, *, by, speaker, role=None, ballot_number=None):
    """Names somebody as taking part, in a role ({"id", "en"}) and with a ballot number."""
    need_role(by, Role.EDITOR)
    participant, _new = Participant.objects.update_or_create(
        event=event, speaker=speaker, defaults={"role": role or words(), "ballot_number": ballot_number}
    )
    audit.record(
        "add_participant", event, by=by, newsroom=event.newsroom, after={"speaker": speaker.name, "role": role}
    )
    follow(event)
    return participant


@transaction.atomic
def remove_participant(participant, *, by):
    """Takes somebody off the event."""
    need_role(by, Role.EDITOR)
    event, speaker = participant.event, participant.speaker
    participant.delete()
    audit.record("remove_participant", event, by=by, newsroom=event.newsroom, before={"speaker": speaker.name})
    follow(event)
    if speaker.publications.exists():
        publishing.publish_speaker(speaker)
    return event


def follow(event):
    """Publishes the sheet anew where the event is already public; and whether its participants' tallies pause."""
    following.follow_participants(event)
    if event.publications.exists():
        publishing.publish_event(event)
