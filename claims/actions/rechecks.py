"""Looks at the sources of public claims again, by the clock; people decide what a difference means."""

import json
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, publishing, records
from claims.actions.guard import need_role
from claims.actions.refusals import NotNow, Unacceptable
from claims.models import Capture, Claim, Publication, Source
from claims.text.passages import alike
from claims.workflow import Public, Role

Finding, State = Capture.Finding, Source.State
# What readers are told once an Approver confirmed a finding.
STATES = {
    Finding.SAME: State.SAME,
    Finding.CHANGED: State.CHANGED,
    Finding.PASSAGE_GONE: State.CHANGED,
    Finding.MOVED: State.MOVED,
    Finding.GONE: State.GONE,
}
AS_READ = (State.UNCHECKED, State.SAME)


def next_check(source):
    """When the source is looked at next: after the interval, earlier or later by up to a tenth, by its identifier.

    None where the newsroom does not re-check. The tenths keep what was attached in one evening from coming due at once.
    """
    hours = settings.RECHECK_HOURS
    if not hours:
        return None
    tenth = source.public_id.int % 2001 / 10_000 - 0.1
    return timezone.now() + timedelta(hours=hours * (1 + tenth))


def weigh(capture, claim):
    """Compares a finished check with the copy; what differs, and nobody decided on yet, waits for an Approver."""
    source = capture.source
    finding = compared(original(capture), capture)
    source.captures.filter(pending=True).exclude(pk=capture.pk).update(pending=False)
    audit.change(capture, finding=finding, pending=news(capture, finding))
    audit.change(source, next_check_at=next_check(source))
    decided = source.captures.filter(url=capture.url, accepted=True).exists()
    if finding == Finding.SAME and source.state == State.UNCHECKED and not decided:
        audit.change(source, state=State.SAME, checked_at=capture.fetched_at)
        announce(claim)
    if capture.pending:
        audit.record("check", source, by=None, newsroom=claim.newsroom, claim=claim, after={"finding": finding})


def original(capture):
    """The capture that a check is compared with: the copy, or after an upload the first check that found a page."""
    copy = capture.source.copy
    if copy and copy.purpose == Capture.Purpose.COPY:
        return copy
    checks = capture.source.captures.filter(purpose=Capture.Purpose.CHECK, url=capture.url).exclude(sha256="")
    return checks.exclude(pk=capture.pk).first()


def compared(before, now):
    """The Finding of a check `now` beside the capture `before` (None: nothing to compare with)."""
    if now.status == 304:
        return Finding.SAME
    if not now.sha256:
        return Finding.GONE
    if before is None:
        return Finding.SAME
    if found(before.passage) and not found(now.passage):
        return Finding.PASSAGE_GONE
    if place(before.final_url) != place(now.final_url):
        return Finding.MOVED
    return Finding.SAME if says_the_same(before, now) else Finding.CHANGED


def says_the_same(before, now):
    if before.sha256 == now.sha256:
        return True
    if not (before.text and now.text) or score(now.passage) < score(before.passage):
        return False
    return alike(before.text, now.text)


def found(passage):
    """Whether every part of a located passage is there; a passage that was never looked for is not."""
    return bool(passage) and all(part["start"] is not None for part in passage)


def score(passage):
    return min((part["score"] for part in passage or ()), default=0)


def place(url):
    """Where an address leads, whatever its scheme, www. and closing slash."""
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query


def news(capture, finding):
    """Whether nobody has decided on this finding yet."""
    source = capture.source
    if finding == Finding.SAME:
        return source.state not in AS_READ
    last = source.captures.filter(url=capture.url, decided_at__isnull=False).last()
    return last is None or last.finding != finding or not alike(last.text, capture.text)


def announce(claim):
    """A new revision of the claim's public record where a source of it stands otherwise than the record says."""
    if claim.public != Public.PUBLISHED:
        return {}, {}
    base = json.loads(publishing.approved_body(claim))
    if records.sources_now(claim, base) == base["sources"]:
        return {}, {}
    return publishing.revise(claim, Publication.Kind.SOURCE_STATE)


def confirm(capture, *, by):
    """An Approver confirms what a check found: the source's state changes, and with it the public record."""
    with deciding(capture, by) as (fresh, claim):
        source = fresh.source
        before, after = audit.change(source, state=STATES[fresh.finding], checked_at=fresh.fetched_at)
        decide(fresh, by, accepted=True)
        was, now_is = announce(claim)
        audit.record(
            "confirm_check",
            source,
            by=by,
            newsroom=claim.newsroom,
            claim=claim,
            before=was | before,
            after=now_is | after | {"finding": fresh.finding},
        )
    return fresh


def set_aside(capture, *, by, reason):
    """An Approver finds the difference of no consequence; the same difference is not brought up again."""
    if not reason.strip():
        raise Unacceptable(_("Say why."), field="reason", code="reason")
    with deciding(capture, by) as (fresh, claim):
        decide(fresh, by, accepted=False)
        after = {"finding": fresh.finding}
        audit.record(
            "set_check_aside", fresh.source, by=by, newsroom=claim.newsroom, claim=claim, after=after, reason=reason
        )
    return fresh


@contextmanager
def deciding(capture, by):
    """One transaction around a decision: yields the capture and its claim, locked. NotYou, or NotNow where decided."""
    need_role(by, Role.APPROVER)
    with transaction.atomic():
        claim = Claim.objects.select_for_update(no_key=True).get(pk=capture.source.claim_id)
        fresh = Capture.objects.select_for_update(no_key=True).get(pk=capture.pk)
        if not fresh.pending or fresh.source.removed_at:
            raise NotNow(_("Somebody has decided on this already, or a later check took its place."))
        yield fresh, claim


def decide(capture, by, *, accepted):
    audit.change(capture, pending=False, accepted=accepted, decided_by=by, decided_at=timezone.now())
