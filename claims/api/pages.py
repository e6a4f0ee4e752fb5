"""Keyset pages: newest first, either way from a cursor, from finished texts."""

import json
from dataclasses import dataclass

from django.db.models import Q

from claims.api import cursors
from claims.api.cursors import Cursor
from claims.api.parameters import LIMIT, Parameter

CURSOR_SCHEMA = {"type": "string"}


@dataclass(frozen=True)
class Listing:
    """How the list `kind` is ordered: the columns of its moment and its UUID, and the column of its finished text."""

    kind: str
    at: str = "published_at"
    subject: str = "subject"

    def parameters(self):
        """`cursor` and `limit` for this list."""
        return (Parameter("cursor", self.unseal, CURSOR_SCHEMA, "From `next` or `previous` of another page."), LIMIT)

    def unseal(self, text):
        try:
            return cursors.unseal(text, self.kind)
        except ValueError:
            raise ValueError("what next or previous of this list gave, unchanged") from None

    def beyond(self, cursor):
        """The rows after a cursor, or before it; on one index, since the moment alone bounds the range."""
        way = "gt" if cursor.back else "lt"
        later = Q(**{f"{self.at}__{way}": cursor.at}) | Q(**{f"{self.subject}__{way}": cursor.subject})
        return Q(**{f"{self.at}__{way}e": cursor.at}) & later


def page(request, rows, listing, asked):
    """The text of one page of the queryset `rows`. One query."""
    cursor, limit = asked.get("cursor"), asked["limit"]
    back = bool(cursor and cursor.back)
    sign = "" if back else "-"
    if cursor:
        rows = rows.filter(listing.beyond(cursor))
    rows = rows.order_by(f"{sign}{listing.at}", f"{sign}{listing.subject}")
    found = list(rows.values_list(listing.at, listing.subject, "body")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if back:
        found.reverse()
    newer, older = (more, True) if back else (bool(cursor), more)
    return envelope(
        link(request, listing, found[-1], back=False) if found and older else None,
        link(request, listing, found[0], back=True) if found and newer else None,
        [body for _at, _subject, body in found],
    )


def envelope(following, previous, texts):
    """A list's JSON around finished `texts`."""
    return f'{{"next":{json.dumps(following)},"previous":{json.dumps(previous)},"results":[{",".join(texts)}]}}'


def link(request, listing, row, *, back):
    """The address of the page beside `row`, with all else that was asked."""
    query = request.GET.copy()
    query["cursor"] = cursors.seal(Cursor(row[0], row[1], back), listing.kind)
    return f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"
