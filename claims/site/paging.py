"""Pages of a list, newest first, that stay put while claims arrive: each begins after a claim, not a number."""

import re
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from claims.site.records import ShownClaim

PAGE = 20
CURSOR = re.compile(r"(\d{8}T\d{6}Z)_([0-9a-f-]{36})")


def claims_page(request, publications, shown=ShownClaim, kept=""):
    """(claims, query of the older page or "", own query): a page of `publications`, after the one in ?before=.

    Each becomes a `shown`; `kept` are the parameters ("q=air&topic=…") that belong to every page of the list.
    """
    kept = f"?{kept}&" if kept else "?"
    before = request.GET.get("before", "")
    if before:
        at, subject = read_cursor(before)
        publications = publications.filter(Q(published_at__lt=at) | Q(published_at=at, subject__lt=subject))
    rows = list(publications.order_by("-published_at", "-subject")[: PAGE + 1])
    older = f"{kept}before={cursor(rows[PAGE - 1])}" if len(rows) > PAGE else ""
    return [shown(row) for row in rows[:PAGE]], older, f"{kept}before={before}" if before else ""


def cursor(publication):
    return f"{publication.published_at.astimezone(UTC):%Y%m%dT%H%M%SZ}_{publication.subject}"


def read_cursor(text):
    """(time, UUID) of a cursor; anything else is a page that does not exist."""
    match = CURSOR.fullmatch(text)
    try:
        return datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC), UUID(match[2])
    except (TypeError, ValueError):
        raise Http404 from None


def before_sequence(request, publications, size=PAGE):
    """(rows, query of the older page or "", own query): the same for lists in order of the change sequence."""
    before = request.GET.get("before", "")
    if before:
        if not re.fullmatch(r"\d{1,18}", before):
            raise Http404
        publications = publications.filter(sequence__lt=int(before))
    rows = list(publications.order_by("-sequence")[: size + 1])
    older = f"?before={rows[size - 1].sequence}" if len(rows) > size else ""
    return rows[:size], older, f"?before={before}" if before else ""
