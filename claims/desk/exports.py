"""A year of the newsroom's work as tables: what was checked, and what was put right, as CSV that streams."""

import csv
from collections import Counter
from datetime import UTC, datetime

from django.db.models import Prefetch
from django.db.models.functions import ExtractYear
from django.http import Http404, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from claims.desk import wording
from claims.desk.base import newsroom_of
from claims.models import Verdict, Withdrawal

BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
FORMULA = ("=", "+", "-", "@", "\t", "\r")
PEOPLE = ("edited_by", "proposed_by", "approved_by")

CHECKS = (
    "claim", "url", "published_at", "article", "publisher", "event", "speaker", "attribution", "quote", "label_id",
    "label_en", "verdict", "summary_id", "summary_en", "sources", "versions", "public", "proposed_by", "approved_by",
)  # fmt: skip
CORRECTIONS = (
    "claim", "url", "at", "kind", "version", "label_id", "label_en", "speaker", "from", "to", "note_id", "note_en",
    "reason", "proposed_by", "approved_by",
)  # fmt: skip


def addresses(admin):
    return [
        admin.look("years/", lambda request: years(admin, request), "years"),
        admin.look("years/<int:year>/checks.csv", lambda request, year: table(request, year, "checks"), "checks"),
        admin.look(
            "years/<int:year>/corrections.csv", lambda request, year: table(request, year, "corrections"), "corrections"
        ),
    ]


def years(admin, request):
    """Every year in which something was published, with its tables."""
    newsroom = newsroom_of(request.user)
    told = published(newsroom).annotate(year=ExtractYear("published_at", tzinfo=newsroom.zone())).order_by()
    checks, corrections = Counter(), Counter()
    for year, version in told.values_list("year", "version"):
        (checks if version == 1 else corrections)[year] += 1
    gone = withdrawn(newsroom).annotate(year=ExtractYear("approved_at", tzinfo=newsroom.zone())).order_by()
    corrections.update(gone.values_list("year", flat=True))
    rows = [
        {"year": str(year), "checks": checks[year], "corrections": corrections[year], **links(year)}
        for year in sorted({*checks, *corrections}, reverse=True)
    ]
    return admin.shown(request, "desk/years.html", title=gettext("Year by year"), rows=rows)


def links(year):
    return {
        f"{name}_url": reverse(f"admin:claims_publication_{name}", args=[year]) for name in ("checks", "corrections")
    }


def published(newsroom):
    """Verdicts that were published, first versions and corrections."""
    return Verdict.objects.filter(claim__newsroom=newsroom, published_at__isnull=False, dropped_at=None)


def withdrawn(newsroom):
    return Withdrawal.objects.filter(claim__newsroom=newsroom, approved_at__isnull=False)


def table(request, year, name):
    """One year's table. A year is the newsroom's own, by its time zone."""
    newsroom = newsroom_of(request.user)
    try:
        start, end = (datetime(one, 1, 1, tzinfo=newsroom.zone()) for one in (year, year + 1))
    except ValueError as problem:
        raise Http404 from problem
    head, rows = TABLES[name]
    answer = StreamingHttpResponse(lines(head, rows(newsroom, start, end)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{newsroom.slug or "factcheck"}-{name}-{year}.csv"'
    return answer


class Echo:
    """A file that hands back what is written to it."""

    @staticmethod
    def write(text):
        return text


def lines(head, rows):
    """The lines of a CSV, each as soon as its row is there."""
    writer = csv.writer(Echo())
    yield BOM + writer.writerow(head)
    for row in rows:
        yield writer.writerow([safe(value) for value in row])


def safe(value):
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def stamp(value):
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else ""


def address(claim):
    return f"{claim.newsroom.site_url()}/claims/{claim.public_id}/"


def whom(verdict):
    return [person.shown_name() if person else "" for person in (verdict.proposed_by, verdict.approved_by)]


def in_year(newsroom, start, end):
    rows = published(newsroom).filter(published_at__gte=start, published_at__lt=end).order_by("published_at", "pk")
    return rows.select_related("rating", "claim__newsroom", "claim__speaker", "claim__article__event", *PEOPLE)


def checks(newsroom, start, end):
    """A row for each claim that was first published in the year, with its first verdict."""
    rows = in_year(newsroom, start, end).filter(version=1)
    rows = rows.prefetch_related("claim__sources", Prefetch("claim__verdicts", published(newsroom)))
    for one in rows.iterator(chunk_size=200):
        claim, article = one.claim, one.claim.article
        yield [
            claim.public_id, address(claim), stamp(one.published_at), article.title, article.publisher or newsroom.name,
            article.event and article.event.title, claim.speaker and claim.speaker.name, claim.attribution, claim.quote,
            claim.label.get("id"), claim.label.get("en"), one.rating.slug, one.summary.get("id"), one.summary.get("en"),
            sum(source.removed_at is None for source in claim.sources.all()), len(claim.verdicts.all()), claim.public,
            *whom(one),
        ]  # fmt: skip


def corrections(newsroom, start, end):
    """A row for each correction and each withdrawal of the year."""
    for one in in_year(newsroom, start, end).filter(version__gt=1).iterator():
        before = (
            published(newsroom).filter(claim=one.claim_id, version=one.version - 1).select_related("rating").first()
        )
        kind = "material" if one.material else "minor"
        yield [
            *about(one.claim, one.published_at, kind, one.version), before and before.rating.slug, one.rating.slug,
            one.correction_note.get("id"), one.correction_note.get("en"), one.correction_reason, *whom(one),
        ]  # fmt: skip
    gone = withdrawn(newsroom).filter(approved_at__gte=start, approved_at__lt=end).order_by("approved_at")
    people = ("proposed_by", "approved_by")
    for one in gone.select_related("claim__newsroom", "claim__speaker", "claim__live__rating", *people).iterator():
        was, why = one.claim.live, f"{wording.ground_of(one.ground)} {one.reason}".strip()
        yield [
            *about(one.claim, one.approved_at, "withdrawn", was.version), was.rating.slug, "",
            one.notice.get("id"), one.notice.get("en"), why, *whom(one),
        ]  # fmt: skip


def about(claim, at, kind, version):
    names = claim.label.get("id"), claim.label.get("en"), claim.speaker and claim.speaker.name
    return [claim.public_id, address(claim), stamp(at), kind, version, *names]


TABLES = {"checks": (CHECKS, checks), "corrections": (CORRECTIONS, corrections)}
