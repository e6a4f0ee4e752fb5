"""The ledger of figures: each measure and subject with who claimed which value for which period, and what sources say.

Made from publications; the index (PublishedFigure) only says which. A merged measure's addresses lead to the other's.
"""

import csv
import io
import json
from functools import wraps

from django.db.models import Count, F, Max, Min
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.matching import scales
from claims.models import Measure, MeasureAlias, Publication, PublishedFigure
from claims.shown.tags import chosen
from claims.site import ledger_page
from claims.site.page import gone, public, show

LISTED = 500
BETWEEN = "--"  # in an address, between measure and subject
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def ledger(view):
    """A `public` view whose tag also changes when a measure is renamed or merged: a second query where it is 304."""
    shown = public(view)

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        request.stamp = Measure.objects.stamp()
        return shown(request, *args, **kwargs)

    return wrapped


@ledger
def figures(request):
    """GET /figures/: every measure and subject with a public claim."""
    rows = PublishedFigure.objects.filter(measure__newsroom=request.newsroom).values("measure", "subject_slug")
    rows = rows.annotate(
        claims=Count("claim", distinct=True),
        first=Min("year"),
        last=Max("year"),
        subject=Max("subject"),
        slug=F("measure__slug"),
        name=F("measure__name"),
    )
    pages = [row | {"path": path_of(row["slug"], row["subject_slug"])} for row in rows.order_by("slug")[:LISTED]]
    pages.sort(key=lambda row: ((chosen(row["name"])[0] or row["slug"]).casefold(), row["subject"].casefold()))
    return show(
        request,
        "site/figures.html",
        title=_("Ledger of figures") + f" – {request.newsroom.name}",
        description=_("Who claimed which figure, and what the sources say, over time."),
        pages=pages,
        full=len(pages) == LISTED,
    )


@ledger
def figure(request, slug):
    """GET /figures/<slug>/: one measure of one subject."""
    return answer(request, slug, "figure", page)


@ledger
def figure_json(request, slug):
    """GET /figures/<slug>.json: the same for programs."""
    return answer(request, slug, "figure_json", as_json)


@ledger
def figure_csv(request, slug):
    """GET /figures/<slug>.csv: its claims as a table."""
    return answer(request, slug, "figure_csv", as_csv)


def path_of(measure_slug, subject_slug, view="figure"):
    """The address of a ledger page, or of its JSON or CSV."""
    slug = measure_slug + (BETWEEN + subject_slug if subject_slug else "")
    return reverse(f"site:{view}", args=[slug])


def path_for(figure, language):
    """Where a public record's figure stands in the ledger; "" where it names no measure. Asks no rows."""
    named = scales.measured(figure["unit"], figure["measure"], figure["subject"], language)
    if named is None or figure["value"] is None:
        return ""
    return path_of(scales.slug(named.key, 70) or "measure", scales.slug(named.subject, 100))


def answer(request, slug, view, make):
    """What `make` makes of the page at `slug`; elsewhere where the measure was merged; 410 once nothing is public."""
    measure_slug, _between, subject_slug = slug.partition(BETWEEN)
    measure = measure_at(request.newsroom, measure_slug)
    if measure.slug != measure_slug:
        return redirect(path_of(measure.slug, subject_slug, view), permanent=False)
    rows = list(PublishedFigure.objects.on_page(measure, subject_slug)[:LISTED])[::-1]  # the newest, in order of time
    if not rows and (not subject_slug or not was_public(measure, subject_slug)):
        raise Http404
    return make(request, measure, ledger_page.Page(measure, rows, slug)) if rows else gone(request)


def was_public(measure, subject_slug):
    """Whether a claim since withdrawn had a figure of this measure and subject."""
    gone = Publication.objects.filter(newsroom=measure.newsroom_id, current=True, status="withdrawn")
    older = Publication.objects.filter(claim__in=gone.values("claim"), status="published")
    keys = {alias.key for alias in measure.aliases.all()}
    for body in older.order_by("-sequence").values_list("body", flat=True)[:LISTED]:
        record = json.loads(body)
        for one in record["figures"]:
            named = scales.measured(one["unit"], one["measure"], one["subject"], record["language"])
            if named and named.key in keys and scales.slug(named.subject, 100) == subject_slug:
                return True
    return False


def measure_at(newsroom, slug):
    """The measure whose address this is, or was before a merge, or whose name reads so. 404 for none."""
    rows = Measure.objects.select_related("merged_into").filter(newsroom=newsroom)
    measure = rows.filter(slug=slug).first()
    if measure is None:
        alias = MeasureAlias.objects.filter(newsroom=newsroom, key__in=(slug, slug.replace("-", " ")))
        measure = rows.filter(pk__in=alias.values("measure")).first()
    if measure is None:
        raise Http404
    return measure.current()


def page(request, measure, shown):
    return show(
        request,
        "site/figure.html",
        title=f"{shown.title} – {request.newsroom.name}",
        description=_("Who claimed which value of %(measure)s, and what the sources say.") % {"measure": shown.title},
        measure=measure,
        ledger=shown,
        json_path=path_of(measure.slug, shown.subject_slug, "figure_json"),
        csv_path=path_of(measure.slug, shown.subject_slug, "figure_csv"),
    )


def as_json(request, measure, shown):
    room = request.newsroom
    body = {
        "url": room.site_url() + path_of(measure.slug, shown.subject_slug),
        "measure": measure.name,
        "subject": shown.subject or None,
        "claims": [entry.data() for entry in shown.entries],
        "sources": shown.sources,
        "newsroom": {"id": str(room.public_id), "name": room.name, "url": room.site_url()},
        "license": room.license,
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def as_csv(request, measure, shown):
    """UTF-8 with a mark that spreadsheets look for; no cell can be taken for a formula."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(ledger_page.COLUMNS)
    for entry in shown.entries:
        table.writerow([safe(cell) for cell in entry.cells(chosen(measure.name)[0] or measure.slug)])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{shown.slug}.csv"'
    return response


def safe(cell):
    text = "" if cell is None else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text
