"""The annotated article: its words as far as they may be shown, with the published claims marked in them."""

import json

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import ArticleSheet, Publication
from claims.site import annotate
from claims.site.page import public, show
from claims.site.records import ShownClaim


@public
def article(request, public_id):
    """GET /articles/<uuid>/. 410 once all its claims are withdrawn."""
    sheet = get_object_or_404(ArticleSheet, public_id=public_id)
    record = json.loads(sheet.body)
    if not sheet.visible:
        return show(request, "site/article_gone.html", status=410, title=_("Withdrawn"), record=record)
    claims = [ShownClaim(row) for row in Publication.objects.claims().filter(article_ref=public_id)]
    claims.sort(key=annotate.span)
    shown = [claim for claim in claims if stands_in(claim, sheet, record)]
    passages = annotate.passages(sheet.passages, shown, transcript=record["kind"] == "transcript")
    return show(
        request,
        "site/article.html",
        title=f"{record['title']} – {request.newsroom.name}",
        description=described(record, claims),
        record=record,
        claims=claims,
        passages=passages,
        loose=[claim for claim in claims if claim not in shown],
        gap_after=bool(sheet.passages) and sheet.passages[-1]["end"] < record["length"],
        counts=counts(claims),
        event=event_of(record),
    )


def stands_in(claim, sheet, record):
    """Whether the claim's words are among the passages shown; those of an earlier wording are not."""
    start, end = annotate.span(claim)
    same = claim.record["article"]["text_sha256"] == record["text_sha256"]
    return same and any(part["start"] <= start and end <= part["end"] for part in sheet.passages)


def counts(claims):
    """[(claim, how many share its verdict)], best rating first, those without number after, held last."""
    first, number = {}, {}
    for claim in claims:
        first.setdefault(claim.slug, claim)
        number[claim.slug] = number.get(claim.slug, 0) + 1
    return [(claim, number[slug]) for slug, claim in sorted(first.items(), key=lambda item: rank(item[1]))]


def rank(claim):
    """Where a claim's verdict stands in a row of verdicts."""
    if claim.held:
        return (2, 0, "")
    rating = claim.record["verdict"]["rating"]
    return (0, -rating, "") if rating is not None else (1, 0, claim.slug)


def event_of(record):
    """The event's public sheet with its path, or None."""
    event = record["event"]
    sheet = event and Publication.objects.events().filter(subject=event["id"]).first()
    return json.loads(sheet.body) | {"path": reverse("site:event", args=[event["id"]])} if sheet else None


def described(record, claims):
    number = len(claims)
    return ngettext(
        "%(number)d claim checked in “%(title)s”, marked in its words.",
        "%(number)d claims checked in “%(title)s”, marked in its words.",
        number,
    ) % {"number": number, "title": record["title"]}
