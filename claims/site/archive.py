"""Claims by the month in which they were first published, counted in the newsroom's own time zone."""

from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.urls import reverse
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.site.page import public, show
from claims.site.paging import claims_page


@public
def archive(request, year=None):
    """GET /archive/ and /archive/<year>/: the months with how many claims of theirs are public, newest first."""
    months = [row for row in counted(request.newsroom.zone()) if year in (None, row[0].year)]
    if year and not months:
        raise Http404
    years = [(one, [entry(*row) for row in rows]) for one, rows in groupby(months, key=lambda row: row[0].year)]
    name = _("Archive %(year)s") % {"year": year} if year else _("Archive")
    return show(
        request,
        "site/archive.html",
        title=f"{name} – {request.newsroom.name}",
        description=_("Every claim that was checked, by the month in which it was published."),
        years=[(one, reverse("site:archive_year", args=[one]), rows) for one, rows in years],
        year=year,
        name=name,
    )


@public
def month(request, year, month):
    """GET /archive/<year>/<month>/: the claims of one month, newest first. 404 for a month without any."""
    zone, first = request.newsroom.zone(), date(year, month, 1)
    months = counted(zone)
    place = next((n for n, row in enumerate(months) if row[0] == first), None)
    if place is None:
        raise Http404
    claims, older, query = claims_page(request, Publication.objects.claims().filter(**within(first, zone)))
    name = formatted(first, "F Y")
    return show(
        request,
        "site/month.html",
        title=f"{name} – {request.newsroom.name}",
        description=_("The claims whose verdicts were published in %(month)s.") % {"month": name},
        query=query,
        name=name,
        number=months[place][1],
        later=entry(*months[place - 1]) if place else None,
        earlier=entry(*months[place + 1]) if place + 1 < len(months) else None,
        claims=claims,
        older=older,
        first=not query,
    )


def counted(zone):
    """[(first day of the month, how many claims first published in it are public)], newest first."""
    months = Publication.objects.claims().order_by().annotate(month=TruncMonth("published_at", tzinfo=zone))
    rows = months.values("month").annotate(claims=Count("pk")).order_by("-month")
    return [(row["month"].date(), row["claims"]) for row in rows]


def entry(first, number):
    """(address, name, number of claims) of the month that begins with the day `first`."""
    return reverse("site:archive_month", args=[first.year, first.month]), formatted(first, "F Y"), number


def within(first, zone):
    """The filter for what was first published in the month that begins with the day `first`."""
    after = (first + timedelta(days=31)).replace(day=1)
    begin, end = (datetime(day.year, day.month, 1, tzinfo=zone) for day in (first, after))
    return {"published_at__gte": begin, "published_at__lt": end}
