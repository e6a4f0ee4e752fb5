"""What the speaker is asked before publication, and what they answer."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit
from claims.actions.claims import touch_draft
from claims.actions.guard import moved, step
from claims.actions.refusals import NotNow, Unacceptable
from claims.models import Confirmation

LONGEST_NAME = 200


def ask(claim, *, by, to, channel, question, sent_at=None, deadline=None, expected=None):
    """Records a question put to `to` by `channel` (Confirmation.Channel). Returns the Confirmation.

    `sent_at` (an aware time, by default now) may not lie in the future, `deadline` not before it.
    """
    details = {"to": to.strip(), "channel": channel, "question": question.strip()}
    details |= {"sent_at": sent_at or timezone.now(), "deadline": deadline}
    check(details)
    with step("ask_confirmation", claim, by=by, expected=expected) as fresh:
        row = Confirmation.objects.create(claim=fresh, sent_by=by, **details)
        after = {name: audit.plain(value) for name, value in details.items()}
        note("ask_confirmation", row, fresh, by=by, after=after)
    return row


def answer(confirmation, *, by, answer, answered_at=None, expected=None):
    """Sets what was answered, to the letter, and when (an aware time, by default now); again puts it right."""
    at = answered_at or timezone.now()
    if not answer.strip() or "\x00" in answer:
        raise Unacceptable(_("Write the answer."), field="answer", code="answer")
    if at > timezone.now():
        raise Unacceptable(_("This time lies in the future."), field="answered_at", code="answered_at")
    with step("answer_confirmation", confirmation.claim, by=by, expected=expected) as claim:
        fresh = standing(confirmation)
        if at < fresh.sent_at:
            raise Unacceptable(
                _("The answer cannot be older than the question."), field="answered_at", code="answered_at"
            )
        before, after = audit.change(fresh, answer=answer, answered_at=at)
        note("answer_confirmation", fresh, claim, by=by, before=before, after=after)
    return fresh


def remove(confirmation, *, by, reason, expected=None):
    """Takes off the claim what was recorded wrongly, saying why; the row and its history stay."""
    if not reason.strip():
        raise Unacceptable(_("Say why."), field="reason", code="reason")
    with step("remove_confirmation", confirmation.claim, by=by, expected=expected) as claim:
        fresh = standing(confirmation)
        before, after = audit.change(fresh, removed_at=timezone.now())
        note("remove_confirmation", fresh, claim, by=by, before=before, after=after, reason=reason)
    return fresh


def standing(confirmation):
    """The row as it is under the claim's lock; raises NotNow where it was removed."""
    fresh = Confirmation.objects.get(pk=confirmation.pk)
    if fresh.removed_at:
        raise NotNow()
    return fresh


def check(details):
    """Raises Unacceptable, naming the field, for what cannot stand."""
    if not details["to"] or len(details["to"]) > LONGEST_NAME or "\x00" in details["to"]:
        raise Unacceptable(_("Say in at most 200 characters who was asked."), field="to", code="to")
    if not details["question"] or "\x00" in details["question"]:
        raise Unacceptable(_("Write the question."), field="question", code="question")
    if details["channel"] not in Confirmation.Channel.values:
        raise Unacceptable(_("Say how they were asked."), field="channel", code="channel")
    if details["sent_at"] > timezone.now():
        raise Unacceptable(_("This time lies in the future."), field="sent_at", code="sent_at")
    if details["deadline"] and details["deadline"] < details["sent_at"]:
        raise Unacceptable(_("The deadline cannot come before the question."), field="deadline", code="deadline")


def note(verb, row, claim, *, by, **change):
    audit.change(claim, **moved(claim, "ask_confirmation"))
    touch_draft(claim, by)
    audit.record(verb, row, by=by, newsroom=claim.newsroom, claim=claim, **change)
