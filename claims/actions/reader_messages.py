"""What readers write: received as it came, closed, turned into a reply or an article; at last its sender is erased."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, intakes, notices, replies
from claims.actions.guard import need_role
from claims.actions.refusals import NotNow, NotYou, Unacceptable
from claims.actions.verdicts import need_reason
from claims.models import ReaderMessage, Reply
from claims.workflow import Role

Kind, Handling = ReaderMessage.Kind, ReaderMessage.Handling

LONGEST = 8000  # characters of a message
SHORTEST = 10
LONGEST_NAME = 200
LONGEST_LINK = 500
KEPT = timedelta(days=180)  # name and contact after the message was closed
ABOUT_A_CLAIM = (Kind.REPLY, Kind.CORRECTION)
SIGNED = (Kind.REPLY, Kind.CORRECTION)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another


@transaction.atomic
def receive(*, newsroom, kind, text, claim=None, link="", name="", contact="", language="id"):
    """Keeps a reader's message to the letter and tells the newsroom's Editors. Returns the ReaderMessage.

    Raises Unacceptable naming the field. Anybody may write: nothing of it is public.
    """
    given = {"text": text.strip(), "link": link.strip(), "name": name.strip(), "contact": contact.strip()}
    check(kind, claim, **given)
    message = ReaderMessage.objects.create(
        newsroom=newsroom,
        reference=reference(),
        kind=kind,
        claim=claim,
        language=language,
        received_at=timezone.now(),
        **given,
    )
    # What the sender told of themselves stays out of the trail, which is never erased.
    audit.record("receive_message", message, by=None, newsroom=newsroom, claim=claim, after={"kind": kind})
    notices.tell_of_message(message)
    return message


def reference():
    """A number to quote, "FC-" and six letters, that nobody can guess the next of."""
    while True:
        number = "FC-" + "".join(secrets.choice(LETTERS) for _place in range(6))
        if not ReaderMessage.objects.filter(reference=number).exists():
            return number


def check(kind, claim, text, link, name, contact):
    """Raises Unacceptable for the first thing that cannot stand."""
    if kind not in Kind.values:
        raise Unacceptable(_("Choose what you write about."), field="kind", code="kind")
    if "\x00" in text + link + name + contact:
        raise Unacceptable(_("There is a character in it that cannot be stored."), field="text", code="text")
    if len(text) < SHORTEST:
        raise Unacceptable(_("Write at least a sentence."), field="text", code="short")
    if len(text) > LONGEST:
        raise Unacceptable(_("This is longer than 8,000 characters. Shorten it, or send it in parts."), field="text")
    if len(link) > LONGEST_LINK or (link and not link.lower().startswith(("http://", "https://"))):
        raise Unacceptable(_("Write the address as http://… or https://…"), field="link", code="link")
    if max(len(name), len(contact)) > LONGEST_NAME:
        raise Unacceptable(_("This is longer than 200 characters."), field="name" if len(name) > 200 else "contact")
    if kind in ABOUT_A_CLAIM and claim is None:
        raise Unacceptable(_("Choose the claim that you write about."), field="claim", code="claim")
    for field, value in (("name", name), ("contact", contact)):
        if kind in SIGNED and not value:
            raise Unacceptable(_("We need this to answer you, and to see that you are concerned."), field=field)


@transaction.atomic
def close(message, *, by, handling, reason):
    """Closes a message with what became of it (done, declined, unwanted) and why."""
    need_reason(reason)
    if handling not in (Handling.DONE, Handling.DECLINED, Handling.UNWANTED):
        raise Unacceptable(_("Choose what became of it."), field="handling", code="handling")
    return closed(still_open(message, by), by=by, handling=handling, reason=reason.strip())


@transaction.atomic
def make_reply(message, *, by, who, text, expected=None):
    """Records the message as a reply to its claim, public at once; `text` is the sender's, to the letter."""
    fresh = still_open(message, by)
    if fresh.claim is None:
        raise Unacceptable(_("This message names no claim."), code="claim")
    kind = Reply.Kind.CORRECTION if fresh.kind == Kind.CORRECTION else Reply.Kind.REPLY
    row = replies.record(
        fresh.claim, by=by, who=who, text=text, kind=kind, received_at=fresh.received_at, expected=expected
    )
    return closed(fresh, by=by, handling=Handling.REPLY, reply=row)


@transaction.atomic
def make_intake(message, *, by):
    """Puts the message among what was brought in, as a paste to be taken up in the article form; returns the intake."""
    fresh = still_open(message, by)
    need_role(by, Role.EDITOR)
    fields = {"title": fresh.text.splitlines()[0][:120], "url": fresh.link, "language": fresh.language}
    intake = intakes.receive(by=by, newsroom=fresh.newsroom, body=fresh.text.encode(), fields=fields)
    closed(fresh, by=by, handling=Handling.INTAKE, intake=intake)
    return intake


def still_open(message, by):
    """The message under its lock; NotYou for who is neither Editor nor Approver of its newsroom, NotNow once closed."""
    need_role(by, Role.EDITOR, Role.APPROVER)
    fresh = ReaderMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if by.newsroom_id not in (None, fresh.newsroom_id):
        raise NotYou()
    if fresh.closed_at:
        raise NotNow(_("Somebody has dealt with this message already."))
    return fresh


def closed(message, *, by, handling, **fields):
    now = timezone.now()
    before, after = audit.change(message, handling=handling, closed_by=by, closed_at=now, erase_at=now + KEPT, **fields)
    reason = after.pop("reason", "")
    audit.record(
        "close_message", message, by=by, newsroom=message.newsroom, claim=message.claim, before=before, after=after,
        reason=reason,
    )  # fmt: skip
    return message


@transaction.atomic
def erase_due(now=None):
    """Erases name and contact of messages closed long enough ago; returns how many. Called by the clock."""
    now = now or timezone.now()
    due = list(ReaderMessage.objects.select_for_update(of=("self",)).to_erase(now)[:500])
    for message in due:
        audit.change(message, name="", contact="", erased_at=now)
        audit.record("erase_message", message, by=None, newsroom=message.newsroom)
    return len(due)
