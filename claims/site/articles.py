"""The annotated article: its words as far as they may be shown, with the published claims marked in them."""

import json

from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import ArticleSheet, Publication
from claims.shown import moments
from claims.site import annotate, checking, parts
from claims.site.page import public, show
from claims.site.records import ShownClaim
from claims.site.share import picture_of
from claims.text.timecodes import inline_codes, written


@public
def article(request, public_id):
    """GET /articles/<uuid>/, long ones in parts: ?part=2, or ?at= an offset in the text. 410 once all its claims are
    withdrawn."""
    sheet = get_object_or_404(ArticleSheet, public_id=public_id)
    record = json.loads(sheet.body)
    if not sheet.visible:
        return show(request, "site/article_gone.html", status=410, title=_("Withdrawn"), record=record)
    claims = [ShownClaim(row) for row in Publication.objects.claims().filter(article_ref=public_id)]
    claims.sort(key=annotate.span)
    standing = [claim for claim in claims if stands_in(claim, sheet, record)]
    in_work = checking.checked(record)
    marked = standing + [entry for entry in in_work if entry.placed]
    pages = parts.cut(sheet.passages, [annotate.span(claim) for claim in marked])
    number = parts.asked(request.GET, pages)
    event, segments = surroundings(sheet)
    title = _("%(title)s, part %(number)d") % {"title": record["title"], "number": number}
    return show(
        request,
        "site/article.html",
        title=f"{title if number > 1 else record['title']} – {request.newsroom.name}",
        description=described(record, claims),
        query=f"?part={number}" if number > 1 else "",
        record=record,
        picture=picture_of("article", sheet, request.newsroom, record["title"]),
        claims=claims,
        loose=[claim for claim in claims if claim not in standing],
        counts=counts(claims),
        checking=checking.numbers(in_work),
        out_of_sight=[entry for entry in in_work if not entry.placed],
        event=event,
        path=request.path,
        segments=neighbours(sheet, segments),
        **the_part(sheet, pages, number, marked, record, event),
    )


def the_part(sheet, pages, number, claims, record, event):
    """What the page shows of the text: the part with this number, its claims, and the way to the others."""
    page = pages[number - 1]
    before = pages[number - 2][-1]["end"] if number > 1 else 0
    end = page[-1]["end"] if page else 0
    here = [claim for claim in claims if before <= annotate.span(claim)[0] < end]
    cues = cues_of(sheet, page, event and event["recording_url"]) if record["kind"] == "transcript" else []
    return {
        "passages": annotate.passages(page, here, record["kind"] == "transcript", cues, before),
        "marked": [claim for claim in here if isinstance(claim, ShownClaim)],
        "gap_after": bool(page) and number == len(pages) and end < record["length"],
        "pages": len(pages),
        "number": number,
        "earlier": number - 1,
        "later": number + 1 if number < len(pages) else 0,
    }


def cues_of(sheet, page, recording):
    """The recording's time codes in these passages: those typed into the text where they can be followed, else those
    that came with it."""
    typed = [
        annotate.Cue(part["start"] + start, part["start"] + end, written(seconds))
        for part in page
        for start, end, seconds in inline_codes(part["text"])
    ]
    for cue in (cues := typed or [annotate.Cue(offset, offset, code) for offset, code in sheet.cues]):
        cue.url = moments.at(recording, cue.code) if moments.known(recording, cue.code) else ""
    return [cue for cue in cues if cue.url or not typed]


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


def surroundings(sheet):
    """(the event's public sheet with its path, or None; the event's other sheets that are segments, in order)."""
    if sheet.event_ref is None:
        return None, []
    body = Publication.objects.events().filter(event__public_id=OuterRef("event_ref")).values("body")[:1]
    sheets = ArticleSheet.objects.filter(event_ref=sheet.event_ref, visible=True).order_by("segment", "public_id")
    rows = list(sheets.annotate(event=Subquery(body)).values("public_id", "segment", "event"))
    told = next((row["event"] for row in rows if row["event"]), None)
    event = json.loads(told) | {"path": reverse("site:event", args=[sheet.event_ref])} if told else None
    return event, [row for row in rows if row["segment"] is not None]


def neighbours(sheet, segments):
    """{"earlier", "later"}: the segments of the transcript before and after this one that readers can see, or None."""
    if sheet.segment is None:
        return {"earlier": None, "later": None}
    sides = {
        "earlier": [row for row in segments if row["segment"] < sheet.segment][-1:],
        "later": [row for row in segments if row["segment"] > sheet.segment][:1],
    }
    return {side: found[0] | {"path": path_of(found[0])} if found else None for side, found in sides.items()}


def path_of(row):
    return reverse("site:article", args=[row["public_id"]])


def described(record, claims):
    number = len(claims)
    return ngettext(
        "%(number)d claim checked in “%(title)s”, marked in its words.",
        "%(number)d claims checked in “%(title)s”, marked in its words.",
        number,
    ) % {"number": number, "title": record["title"]}
