"""Brings the article that stands at an address: asked for by an editor, fetched by the worker, taken in like a paste.

What the server answered is kept before anything is done to it. How a worker holds a fetch: `claims.actions.jobs`.
"""

import hashlib
from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import net
from claims.actions import articles, audit, intakes, jobs, queue, reading, versions
from claims.actions.guard import need_role
from claims.actions.refusals import NotNow, Refused, Unacceptable
from claims.models import Event, Fetch, Intake
from claims.text import formats
from claims.workflow import Role

SECONDS = 30  # for one answer
BUSY = {408, 425, 429}  # statuses below 500 of a server that may be willing later


class Answered(net.NetError):
    """The server answered, but with no page."""

    code = "status"
    message = gettext_lazy("The server answered with an error (%(status)s) instead of the page.")

    def __init__(self, status):
        super().__init__(str(status), retry=status >= 500 or status in BUSY)


@transaction.atomic
def request(*, by, newsroom, url, fields, **details):
    """An Intake whose text is still to come from `url`, with its Fetch, enqueued after commit; returns the Fetch.

    `fields` are the form's texts as typed, `details` the same, checked, as `articles.submit` takes them.
    """
    articles.check_details(title="-", url=url)
    intake = intakes.receive(by=by, newsroom=newsroom, body=b"", fields={**fields, "url": url}, way=Intake.Way.ADDRESS)
    now = timezone.now()
    details = {name: audit.plain(value) for name, value in {**details, "url": url}.items() if value not in (None, "")}
    fetch = Fetch.objects.create(intake=intake, url=url, details=details, requested_at=now, next_try_at=now)
    queue.after_commit("fetch", fetch.pk)
    return fetch


@transaction.atomic
def again(fetch, *, by):
    """Asks the server once more where it gave nothing. Raises NotNow while a try is under way or something came."""
    need_role(by, Role.EDITOR)
    fresh = Fetch.objects.select_for_update(no_key=True).get(pk=fetch.pk)
    if fresh.state != Fetch.State.FAILED or fresh.intake.article_id:
        raise NotNow(_("The page is being fetched, or is here already."))
    jobs.start_over(fresh)
    audit.change(fresh.intake, outcome=Intake.Outcome.RECEIVED, problem="", words={})
    queue.after_commit("fetch", fresh.pk)
    return fresh


def run(pk):
    """Fetches, reads and takes in what the Fetch `pk` asks for. Returns the Fetch, or None if not due."""
    fetch = jobs.take(Fetch, pk)
    if fetch is None:
        return None
    try:
        with jobs.kept(fetch):
            receive(fetch)
            return take_in(fetch)
    except net.NetError as problem:
        fail(fetch, problem)
    except Exception as problem:
        jobs.fail(fetch, problem)
        raise
    return fetch


def receive(fetch):
    """Keeps what the server answers as the intake's body; does nothing where an earlier try got that far."""
    if fetch.fetched_at:
        return
    answer = net.fetch(fetch.url, max_bytes=formats.MAX_BYTES, timeout=SECONDS)
    if answer.status != 200:
        raise Answered(answer.status)
    with transaction.atomic():
        fresh = jobs.held(fetch)
        if fresh is None:
            return
        digest = hashlib.sha256(answer.body).hexdigest()
        audit.change(fresh.intake, body=answer.body, sha256=digest, media_type=answer.media_type[:100])
        audit.change(fresh, fetched_at=answer.fetched_at, status=answer.status, final_url=answer.url)


@transaction.atomic
def take_in(fetch):
    """Reads the kept answer and submits it as an article; what stands against that is written on the intake."""
    fresh = jobs.held(fetch)
    if fresh is None:
        return None
    try:
        submit(fresh)
    except Refused as problem:
        intakes.refuse(
            fresh.intake,
            problem.code,
            words=getattr(problem, "words", None),
            known=getattr(problem, "article", None),
        )
    jobs.finish(fresh)
    return fresh


def submit(fetch):
    intake = fetch.intake
    read = reading.of(intake)
    version = versions.nearest(intake.newsroom, read.content)
    if version:
        articles.refuse_duplicate(intake.newsroom, read.content)
        raise Unacceptable(code="alike", field="url", article=version.article)
    return articles.submit(by=intake.by, newsroom=intake.newsroom, intake=intake, read=read, **given(fetch.details))


def given(details):
    """The details as `articles.submit` takes them, from JSON."""
    day, event = details.get("published_on"), details.get("event")
    found = {"published_on": date.fromisoformat(day) if day else None, "event": event and Event.objects.get(pk=event)}
    return {**details, **found}


@transaction.atomic
def fail(fetch, problem):
    """Keeps on the intake, in both languages, why nothing came; refuses it once no further try will be made."""
    jobs.fail(fetch, problem)
    fresh = Fetch.objects.select_related("intake").get(pk=fetch.pk)
    words = {code: said(problem, code) for code in ("id", "en")}
    if fresh.state == Fetch.State.FAILED:
        intakes.refuse(fresh.intake, "fetch", words=words)
    else:
        audit.change(fresh.intake, words=words)


def said(problem, code):
    with translation.override(code):
        return str(problem.message) % {"status": problem.detail}


def sweep():
    """Enqueues every fetch that is due and that nobody holds; returns how many."""
    return jobs.sweep(Fetch, "fetch")


def state_in_words(fetch):
    """One sentence for the intake's page, in the reader's language."""
    return {
        Fetch.State.WAITING: _("Waiting to be fetched.")
        if not fetch.error
        else _("The last try failed and will be repeated."),
        Fetch.State.RUNNING: _("The page is being fetched and read."),
        Fetch.State.DONE: _("The page was fetched."),
        Fetch.State.FAILED: _("The page could not be fetched. Try again, or paste its text."),
    }[fetch.state]
