"""Background work that was given up: every kind of job on one list, each with its way to try again."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import F, Q

from claims.actions import articles, captures, fetches, mails
from claims.actions.refusals import NotNow
from claims.models import Capture, Extraction, Fetch, Job, Notice

LISTED = 200  # of each kind


@dataclass(frozen=True)
class Kind:
    """`find()` gives the jobs of a kind, `about(job)` the row that people know it by (None where there is none);
    `again(job, by=)` tries anew. `since` is the field that says when, `given_up` what is true of one given up."""

    find: Callable
    about: Callable
    again: Callable
    newsroom: str
    since: str = "next_try_at"
    given_up: Q = Q(state=Job.State.FAILED)


KINDS = {
    "extraction": Kind(
        lambda: Extraction.objects.filter(text=F("text__article__current_text")).select_related("text__article"),
        attrgetter("text.article"),
        lambda job, by: articles.extract_again(job.text.article, by=by),
        "text__newsroom",
    ),
    "capture": Kind(
        lambda: Capture.objects.listed().filter(source__removed_at=None).select_related("source__claim"),
        attrgetter("source.claim"),
        lambda job, by: captures.retry(job, by=by),
        "source__claim__newsroom",
    ),
    "fetch": Kind(
        lambda: Fetch.objects.select_related("intake"),
        attrgetter("intake"),
        lambda job, by: fetches.again(job, by=by),
        "intake__newsroom",
    ),
    "letter": Kind(
        lambda: Notice.objects.given_up().select_related("to", "by", "claim", "article"),
        lambda notice: notice.claim or notice.article,
        lambda notice, by: mails.again(notice, by=by),
        "to__newsroom",
        "at",
        Q(),
    ),
}


def failed(kind, newsroom=None):
    """The jobs of one kind that were given up, newest first; of one newsroom where it is given."""
    found = KINDS[kind].find().filter(KINDS[kind].given_up)
    if newsroom:
        found = found.filter(**{KINDS[kind].newsroom: newsroom})
    return found.order_by(f"-{KINDS[kind].since}")


def retry(kind, pk, *, by):
    """Tries one of them again. NotYou, or NotNow where it is no longer among them."""
    job = failed(kind, by.newsroom).filter(pk=pk).first()
    if job is None:
        raise NotNow()
    return KINDS[kind].again(job, by=by)
