"""Background work that was given up: every kind of job on one list, each with its way to try again."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import F

from claims.actions import articles, captures, fetches
from claims.actions.refusals import NotNow
from claims.models import Capture, Extraction, Fetch, Job

LISTED = 200  # of each kind


@dataclass(frozen=True)
class Kind:
    """`find()` gives the jobs of a kind, `about(job)` the row that people know it by; `again(job, by=)` tries anew."""

    find: Callable
    about: Callable
    again: Callable
    newsroom: str


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
}


def failed(kind, newsroom=None):
    """The jobs of one kind that were given up, newest first; of one newsroom where it is given."""
    found = KINDS[kind].find().filter(state=Job.State.FAILED)
    if newsroom:
        found = found.filter(**{KINDS[kind].newsroom: newsroom})
    return found.order_by("-next_try_at")


def retry(kind, pk, *, by):
    """Tries one of them again. NotYou, or NotNow where it is no longer among them."""
    job = failed(kind, by.newsroom).filter(pk=pk).first()
    if job is None:
        raise NotNow()
    return KINDS[kind].again(job, by=by)
