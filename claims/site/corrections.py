"""Corrections, holds, releases and withdrawals: everything by which the newsroom went back on what it had published."""

import json

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.site.page import public, show
from claims.site.paging import before_sequence
from claims.site.records import Gone, ShownClaim

Kind = Publication.Kind


def announcements():
    """The publications to announce, each with `now`, the present status of its claim.

    A hold is announced once, however often its record was renewed. Of a claim since withdrawn only the withdrawal is
    told: its earlier records may not be shown.
    """
    same = Publication.objects.filter(claim=OuterRef("claim"))
    held_before = same.filter(version=OuterRef("version"), revision=OuterRef("revision") - 1, status="held")
    told = Publication.objects.filter(kind__in=(Kind.CORRECTED, Kind.HELD, Kind.RELEASED, Kind.WITHDRAWN))
    told = told.annotate(now=Subquery(same.filter(current=True).values("status")[:1]))
    told = told.exclude(~Q(kind=Kind.WITHDRAWN) & Q(now="withdrawn"))
    return told.exclude(Q(kind=Kind.HELD) & Exists(held_before))


def as_entry(publication):
    """One announcement: {kind, at, claim, notice, correction, telling}; a verdict under hold is not told here."""
    if publication.kind == Kind.WITHDRAWN:
        gone = Gone(publication)
        return {"kind": "withdrawn", "at": publication.at, "claim": gone, "notice": gone.record["notice"]}
    claim = ShownClaim(publication)
    entry = {"kind": str(publication.kind), "at": publication.at, "claim": claim}
    if publication.kind == Kind.CORRECTED:
        entry |= {"correction": claim.correction, "telling": publication.now == "published"}
    if publication.kind == Kind.HELD:
        entry["notice"] = json.loads(publication.tombstone)["notice"]
    return entry


@public
def corrections(request):
    """GET /corrections/: newest first."""
    rows, older, query = before_sequence(request, announcements())
    return show(
        request,
        "site/corrections.html",
        title=_("Corrections – %(newsroom)s") % {"newsroom": request.newsroom.name},
        description=_("Every correction, review and withdrawal of a published verdict, newest first."),
        query=query,
        entries=[as_entry(row) for row in rows],
        older=older,
        first=not query,
    )
