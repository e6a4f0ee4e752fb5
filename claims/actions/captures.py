"""Fetches and keeps copies of sources, in the background. See `jobs` for leases, `rechecks` for what differs later."""

import hashlib
import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import net
from claims.actions import audit, copies, jobs, queue, rechecks
from claims.actions.refusals import NotNow, NotYou
from claims.models import Capture, Claim, Job, Source

log = logging.getLogger(__name__)

FIRST_PAUSE = 60  # seconds before the second try; doubled each time
OPEN = (Job.State.WAITING, Job.State.RUNNING)
BUSY = {408, 425, 429}  # asked to come back, not turned away
ABSENT = {404, 410}
UNCHANGED = 304
NO_COPY = {"copy": None, "captured_at": None, "sha256": "", "next_check_at": None}
Purpose = Capture.Purpose


class Turned(net.NetError):
    """The server answered, but not with the page."""

    message = _("The server answered with an error (HTTP %(status)s).")

    def __init__(self, status):
        self.code = f"http_{status}"
        super().__init__(retry=status >= 500 or status in BUSY)


@dataclass
class Answer:
    """What came of a capture: the fields of its row, and the bytes that become its file."""

    fields: dict
    kept: bytes = b""


def request(source, *, by, purpose=Purpose.COPY):
    """Enqueues a fetch of the source's address, in the caller's transaction. Returns the Capture, None without address.

    Asked twice for the same address, the first stands; a fetch of an address that the source no longer has is dropped.
    """
    if not source.url:
        return None
    under_way = source.captures.filter(state__in=OPEN).exclude(purpose=Purpose.UPLOAD)
    for earlier in under_way.select_for_update(no_key=True):
        if earlier.url == source.url:
            return earlier
        drop(earlier)
    capture = create(source, by=by, purpose=purpose, url=source.url)
    queue.after_commit("capture", capture.pk)
    return capture


def create(source, *, by, purpose, **fields):
    now = timezone.now()
    return Capture.objects.create(
        source=source, purpose=purpose, requested_at=now, requested_by=by, next_try_at=now, **fields
    )


def drop(capture):
    """Ends a fetch that nobody wants any more; a worker that is at it finds its lease gone."""
    jobs.finish(capture, problem="dropped")


def forget(source):
    """After the address changed: the old copy, and what was found about it, no longer speak for the source."""
    source.captures.filter(pending=True).update(pending=False)
    audit.change(source, state=Source.State.UNCHECKED, checked_at=None, **NO_COPY)


def standing_of(source):
    """What is known of the source's copy, as JSON, so that a dropped correction can put it back."""
    return {name: audit.plain(getattr(source, name)) for name in (*NO_COPY, "state", "checked_at")}


def relocate(source):
    """Looks for the source's present excerpt in its copy."""
    if source.copy:
        audit.change(source.copy, passage=copies.places_of(source.excerpt, source.copy.text))


def run(pk, fetch=net.fetch):
    """Takes the capture `pk`, fetches (or reads the uploaded file), and stores what came. Returns it, None if not due.

    What the net refuses is kept on the row, tried again where that may help. Any other error is raised on as well.
    """
    capture = jobs.take(Capture, pk)
    if capture is None:
        return None
    try:
        with jobs.kept(capture):
            answer = reading(capture, fetch)
        return store(capture, answer)
    except net.NetError as problem:
        log.info("Capture %s of %s: %s", pk, capture.url, problem)
        return give_up(capture, problem)
    except Exception as problem:
        jobs.fail(capture, problem, first_pause=FIRST_PAUSE)
        raise


def give_up(capture, problem):
    """Keeps why there is no answer. A name that no longer exists, asked for often enough, is a finding of a check."""
    if problem.code == "dns" and capture.purpose == Purpose.CHECK and capture.attempts >= jobs.MAX_ATTEMPTS:
        return store(capture, Answer({"problem": problem.code, "fetched_at": timezone.now()}))
    status = {"status": int(problem.code[5:])} if isinstance(problem, Turned) else {}
    jobs.fail(capture, problem, first_pause=FIRST_PAUSE, problem=problem.code, **status)
    return None


def reading(capture, fetch):
    """The Answer to one capture: what its server says now, or what its uploaded file says."""
    source = capture.source
    if capture.purpose == Purpose.UPLOAD:
        with capture.file.open() as file:
            return Answer(fields_of(file.read(), source))
    checking = capture.purpose == Purpose.CHECK
    known = known_version(source.copy) if checking else None
    fetched = fetch(capture.url, respect_robots=checking, conditional=known)
    if checking and fetched.status in ABSENT | {UNCHANGED}:
        return Answer(headers_of(fetched))
    if not 200 <= fetched.status < 300:
        raise Turned(fetched.status)
    return Answer(headers_of(fetched) | fields_of(fetched.body, source), copies.warc(fetched))


def known_version(copy):
    """What a server may compare its page with, of the copy that we keep."""
    if not copy or copy.purpose != Purpose.COPY:
        return None
    headers = {name.lower(): value for name, value in copy.headers}
    return {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}


def headers_of(fetched):
    return {
        "fetched_at": fetched.fetched_at,
        "status": fetched.status,
        "final_url": fetched.url,
        "redirects": [list(one) for one in fetched.redirects],
        "headers": [list(pair) for pair in fetched.headers],
        "media_type": fetched.media_type[:100],
    }


def fields_of(data, source):
    title, text = copies.words_in(data, source.excerpt)
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "title": title,
        "text": text,
        "passage": copies.places_of(source.excerpt, text),
    }


def trouble(capture):
    """Why there is no answer, as a sentence for people; "" where nothing went wrong."""
    if capture.problem.startswith("http_"):
        return Turned.message % {"status": capture.problem.removeprefix("http_")}
    if capture.problem in net.MESSAGES:
        return net.MESSAGES[capture.problem]
    return _("An error of our own; the operator finds it in the log.") if capture.error else ""


def store(capture, answer):
    """Writes what came; None, writing nothing, where the lease was lost meanwhile."""
    name = copies.save("captures", f"{capture.public_id}.warc.gz", answer.kept) if answer.kept else ""
    stored = None
    try:
        stored = write(capture, answer.fields | ({"file": name} if name else {}))
    finally:
        if stored is None:
            copies.discard(name)
    return stored


@transaction.atomic
def write(capture, fields):
    claim = Claim.objects.select_for_update(no_key=True).get(pk=capture.source.claim_id)
    fresh = jobs.held(capture)
    if fresh is None:
        return None
    jobs.finish(fresh, problem=fields.pop("problem", ""), **fields)
    source = fresh.source
    if fresh.text and source.excerpt != capture.source.excerpt:  # edited while the fetch ran
        audit.change(fresh, passage=copies.places_of(source.excerpt, fresh.text))
    if source.removed_at is None and source.url == (fresh.url or source.url):
        if fresh.purpose == Purpose.CHECK:
            rechecks.weigh(fresh, claim)
        elif source.copy is None:
            adopt(fresh, claim)
    return fresh


def adopt(capture, claim):
    """The first copy of a source becomes the one that speaks for it."""
    source = capture.source
    fields = {"copy": capture, "captured_at": capture.fetched_at, "sha256": capture.sha256}
    before, after = audit.change(source, **fields, next_check_at=rechecks.next_check(source))
    audit.record("capture", source, by=None, newsroom=claim.newsroom, claim=claim, before=before, after=after)
    rechecks.announce(claim)


@transaction.atomic
def retry(capture, *, by):
    """Fetches once more what failed. Raises NotNow where it did not fail, or another fetch is under way."""
    if not by.roles():
        raise NotYou()
    Claim.objects.select_for_update(no_key=True).get(pk=capture.source.claim_id)
    fresh = Capture.objects.select_for_update(no_key=True).get(pk=capture.pk)
    others = fresh.source.captures.filter(state__in=OPEN).exclude(purpose=Purpose.UPLOAD)
    if fresh.state != Job.State.FAILED or fresh.source.removed_at or others.exists() or fresh.url != fresh.source.url:
        raise NotNow(_("This fetch is not one that failed, or another one is under way."))
    jobs.start_over(fresh)
    audit.change(fresh, problem="")
    claim = fresh.source.claim
    audit.record("fetch_again", fresh.source, by=by, newsroom=claim.newsroom, claim=claim)
    queue.after_commit("capture", fresh.pk)
    return fresh


def request_due(now=None):
    """Enqueues a check of each source whose time has come, at most 50 at once; returns how many. By the clock."""
    due = Source.objects.to_check(now or timezone.now()).order_by("next_check_at").values_list("pk", flat=True)[:50]
    return sum(request_check(pk) for pk in list(due))


@transaction.atomic
def request_check(pk):
    # The claim first, as everywhere: no two wait crosswise.
    claim = Claim.objects.select_for_update(no_key=True, of=("self",)).get(sources=pk)
    source = claim.sources.get(pk=pk)
    audit.change(source, next_check_at=rechecks.next_check(source))
    return request(source, by=None, purpose=Purpose.CHECK) is not None


def sweep():
    """Enqueues every capture that is due and that nobody holds; returns how many."""
    return jobs.sweep(Capture, "capture")
