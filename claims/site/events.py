"""A debate, speech or interview: what it was, who took part, and what was claimed there."""

import json

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.site import annotate
from claims.site.articles import counts
from claims.site.fairness import Row
from claims.site.page import gone, public, show
from claims.site.records import ShownClaim
from claims.site.share import picture_of


@public
def event(request, public_id):
    """GET /events/<uuid>/: sides beside one another, those on one ballot in one column, then whoever else spoke.

    410 once no claim from it is public.
    """
    sheet = get_object_or_404(Publication.objects.sheets("event"), subject=public_id)
    if sheet.status == "empty":
        return gone(request)
    record = json.loads(sheet.body)
    claims = [ShownClaim(row) for row in Publication.objects.claims().filter(event_ref=public_id)]
    claims.sort(key=lambda claim: (claim.record["article"]["id"], annotate.span(claim)))
    parts = [part | {"chosen": part.get("counts")} | said(part["speaker"], claims) for part in record["participants"]]
    return show(
        request,
        "site/event.html",
        title=f"{record['title']} – {request.newsroom.name}",
        description=_("Claims made at “%(title)s”, checked one by one.") % {"title": record["title"]},
        record=record,
        columns=columns(parts, claims),
        alone=alone(record),
        ledger=Row(sheet),
        picture=picture_of("event", sheet, request.newsroom, record["title"]),
        silent=[part for part in parts if not part["claims"] and part["ballot_number"] is None],
        articles=articles(claims),
    )


def said(speaker, claims):
    """What a participant claimed: {claims, counts, reported, path of their page or ""}."""
    theirs = [claim for claim in claims if claim.record["speaker"] and claim.record["speaker"]["id"] == speaker["id"]]
    return tallied(theirs) | {"path": theirs[0].speaker_path if theirs else ""}


def tallied(claims):
    """`claims` with the counts of those that are confirmed, and how many are only reported and do not count."""
    confirmed = [claim for claim in claims if not claim.reported]
    return {"claims": claims, "counts": counts(confirmed), "reported": len(claims) - len(confirmed)}


def columns(parts, claims):
    """Lists of participants who stand together: by ballot number, then each other one who claimed something, then those
    who are no participants, under no name."""
    together = {}
    for part in parts:
        if part["ballot_number"] is not None or part["claims"]:
            key = part["ballot_number"] if part["ballot_number"] is not None else part["speaker"]["id"]
            together.setdefault(key, []).append(part)
    known = {part["speaker"]["id"] for part in parts}
    others = [claim for claim in claims if not claim.record["speaker"] or claim.record["speaker"]["id"] not in known]
    last = [[{"speaker": None} | tallied(others)]] if others else []
    return [*together.values(), *last]


def alone(record):
    """Whether one side only stands in the debate of an election: on such a ballot it faces the empty column."""
    numbers = {part["ballot_number"] for part in record["participants"]} - {None}
    return record["kind"] == "debate" and bool(record["election"]) and len(numbers) == 1


def articles(claims):
    """The texts in which the claims stand, each once: [(path, article part of the record, its language)]."""
    parts = {claim.record["article"]["id"]: claim.record for claim in claims}
    return [(reverse("site:article", args=[key]), part["article"], part["language"]) for key, part in parts.items()]
