"""The right of reply and of correction: recorded to the letter, answered, put right, taken back."""

import json

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, notices, publishing, sheets
from claims.actions.guard import step
from claims.actions.refusals import NotNow, Unacceptable
from claims.actions.verdicts import need_reason
from claims.models import Reply

DETAILS = {"who", "text", "kind", "received_at"}
LONGEST_NAME = 200


def record(claim, *, by, who, text, kind=Reply.Kind.REPLY, received_at=None, answer="", expected=None):
    """A reply of somebody concerned, to the letter; it is on the page and in the feed at once. Returns the Reply.

    `received_at` (an aware time, by default now) may not lie in the future.
    """
    with step("record_reply", claim, by=by, expected=expected) as fresh:
        now = timezone.now()
        details = {"who": who, "text": text, "kind": kind, "received_at": received_at or now}
        check(details, now)
        reply = Reply.objects.create(
            claim=fresh,
            language=fresh.article.language,
            answered_at=now if answer.strip() else None,
            answer=answer.strip(),
            recorded_by=by,
            **details,
        )
        publish("record_reply", reply, fresh, by=by, after={"who": who, "kind": kind})
        notices.tell_of_reply(fresh, by=by, words=who)
    return reply


def answer(reply, *, by, answer, expected=None):
    """Sets the newsroom's answer beside a reply, or puts other words in its place; the reply stays as it came."""
    if not answer.strip():
        raise Unacceptable(_("Write the answer."), field="answer", code="answer")
    with step("answer_reply", reply.claim, by=by, expected=expected) as claim:
        fresh = standing(reply)
        before, after = audit.change(fresh, answer=answer.strip())
        if after:
            audit.change(fresh, answered_at=timezone.now())
            publish("answer_reply", fresh, claim, by=by, before=before, after=after)
    return fresh


def edit(reply, *, by, reason, expected=None, **details):
    """Puts right what was recorded wrongly (who, text, kind, received_at), saying why."""
    need_reason(reason)
    if set(details) - DETAILS:
        raise Unacceptable(_("This field cannot be edited here."), code="field")
    with step("edit_reply", reply.claim, by=by, expected=expected) as claim:
        fresh = standing(reply)
        known = {name: getattr(fresh, name) for name in DETAILS}
        check({**known, **details}, fresh.answered_at or timezone.now())
        before, after = audit.change(fresh, **details)
        if after:
            publish("edit_reply", fresh, claim, by=by, before=before, after=after, reason=reason)
    return fresh


def retract(reply, *, by, reason, expected=None):
    """Takes a reply out of the public record, earlier entries of the feed included, saying why; the row stays."""
    need_reason(reason)
    with step("retract_reply", reply.claim, by=by, expected=expected) as claim:
        fresh = standing(reply)
        before, after = audit.change(fresh, retracted_at=timezone.now())
        strike(fresh, claim)
        publish("retract_reply", fresh, claim, by=by, before=before, after=after, reason=reason)
    return fresh


def strike(reply, claim):
    """Takes the reply out of the records that were published with it, as a withdrawal does with a whole claim."""
    key = str(reply.public_id)
    for publication in claim.publications.filter(body__contains=key):
        record = json.loads(publication.body)
        record["replies"] = [one for one in record["replies"] if one["id"] != key]
        audit.change(publication, body=sheets.dump(record))


def standing(reply):
    """The reply as it is under the claim's lock; raises NotNow where it was retracted."""
    fresh = Reply.objects.get(pk=reply.pk)
    if fresh.retracted_at:
        raise NotNow()
    return fresh


def check(details, latest):
    """Raises Unacceptable for what cannot stand; `latest` is when the reply had been received at the latest."""
    who, text = details["who"].strip(), details["text"].strip()
    if not who or not text or "\x00" in who + text:
        raise Unacceptable(_("A reply has a name and a text."), field="text" if who else "who", code="reply")
    if len(details["who"]) > LONGEST_NAME or details["kind"] not in Reply.Kind.values:
        raise Unacceptable(_("Say in at most 200 characters who replies."), field="who", code="who")
    if details["received_at"] > timezone.now():
        raise Unacceptable(_("This time lies in the future."), field="received_at", code="received_at")
    if details["received_at"] > latest:
        raise Unacceptable(_("The reply cannot be younger than its answer."), field="received_at", code="received_at")


def publish(verb, reply, claim, *, by, **change):
    """A new revision of the public record, which counts as one more edit of the claim, and the entry that says why."""
    publishing.revise(claim, publishing.Kind.REPLY)
    audit.record(verb, reply, by=by, newsroom=claim.newsroom, claim=claim, **change)
