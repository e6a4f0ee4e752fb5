"""What one speaker claimed: counts with their denominator, never percentages, by event and topic too; the claims."""

import json
from uuid import UUID

from django.db.models import JSONField, OuterRef, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Publication, words
from claims.shown.tags import chosen
from claims.site.fairness import Row
from claims.site.page import gone, public, show
from claims.site.paging import claims_page
from claims.site.share import picture_of


@public
def speaker(request, public_id):
    """GET /speakers/<uuid>/. The address of a merged speaker leads to the other; 410 once no claim is public."""
    sheet = get_object_or_404(Publication.objects.sheets("speaker"), subject=public_id)
    record = json.loads(sheet.body)
    if record["merged_into"]:
        return redirect("site:speaker", record["merged_into"], permanent=True)
    if sheet.status == "empty":
        return gone(request)
    theirs = Publication.objects.claims().filter(speaker_ref=public_id)
    claims, older, query = claims_page(request, theirs)
    told = list(verdicts_of(theirs))
    return show(
        request,
        "site/speaker.html",
        title=f"{record['name']} – {request.newsroom.name}",
        description=_("What %(name)s claimed, and what the evidence says.") % {"name": record["name"]},
        query=query,
        record=record,
        tally=[] if record["paused"] else tally(told),
        broken_down={"events": by_event(told), "topics": by_topic(told)},
        ledger=Row(sheet),
        picture=picture_of("speaker", sheet, request.newsroom, record["name"]),
        claims=claims,
        older=older,
        first=not query,
    )


def verdicts_of(publications):
    """One dict for each public claim: what counts of it. One query, whatever their number."""
    body = Cast("body", JSONField())
    event = Publication.objects.events().filter(subject=OuterRef("event_ref"))
    title = event.annotate(title=KeyTextTransform("title", body)).values("title")[:1]
    fields = {
        "given": KeyTransform("verdict", body),
        "filed": KeyTransform("topics", body),
        "event_title": Subquery(title, TextField()),
    }
    return publications.order_by().annotate(**fields).values("event_ref", "attribution", "status", *fields)


def counts(row):
    """Whether the verdict of a claim counts: it stands, and that the speaker said it is confirmed."""
    return row["status"] == "published" and row["attribution"] == "confirmed"


def tally(rows):
    """[(slug, label, how many)] of the verdicts that count: best rating first, those without number after."""
    found = {}
    for row in filter(counts, rows):
        verdict = row["given"]
        found.setdefault(verdict["slug"], [verdict, 0])[1] += 1
    order = sorted(found.values(), key=lambda pair: (pair[0]["rating"] is None, -(pair[0]["rating"] or 0)))
    return [(verdict["slug"], verdict["label"], number) for verdict, number in order]


def by_event(rows):
    """The claims by the event they were made at, the most first; those made at none are in no group."""
    groups = {}
    for row in rows:
        if row["event_ref"] and row["event_title"]:
            groups.setdefault((row["event_ref"], row["event_title"]), []).append(row)
    return ordered(
        group(words(title, title), reverse("site:event", args=[UUID(str(key))]), found)
        for (key, title), found in groups.items()
    )


def by_topic(rows):
    """The claims by topic, the most first; one filed under two is in both."""
    groups, labels = {}, {}
    for row in rows:
        for topic in row["filed"] or ():
            labels[topic["slug"]] = topic["label"]
            groups.setdefault(topic["slug"], []).append(row)
    return ordered(group(labels[slug], reverse("site:topic", args=[slug]), found) for slug, found in groups.items())


def group(label, path, rows):
    reported = sum(row["attribution"] == "reported" for row in rows)
    return {"label": label, "path": path, "number": len(rows), "reported": reported, "verdicts": tally(rows)}


def ordered(groups):
    return sorted(groups, key=lambda one: (-one["number"], chosen(one["label"])[0]))
