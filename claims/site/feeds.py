"""What programs follow: feeds of all verdicts, of a speaker, an event or a topic, and of the corrections.

Made from finished records, in the language of the address; at most ITEMS entries, newest first.
"""

import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.shown import marks
from claims.shown.claimreview import claim_reviewed
from claims.shown.notation import language
from claims.shown.tags import chosen
from claims.site.corrections import announcements, as_entry
from claims.site.feed_forms import FORMS, Feed, Item
from claims.site.page import gone, public
from claims.site.records import ShownClaim
from claims.site.topics import label_of

ITEMS = 50


@public
def latest(request, form):
    """GET /feeds/<form>: the latest verdicts."""
    room = request.newsroom
    says = _("The latest verdicts of %(newsroom)s") % {"newsroom": room.name}
    return claims_feed(request, form, "", says, reverse("site:home"), Publication.objects.claims())


@public
def of_speaker(request, public_id, form):
    """GET /speakers/<uuid>/<form>. Leads and ends as the speaker's page does."""
    sheet = get_object_or_404(Publication.objects.sheets("speaker"), subject=public_id)
    record = json.loads(sheet.body)
    if record["merged_into"]:
        return redirect("site:speaker_feed", record["merged_into"], form, permanent=True)
    if sheet.status == "empty":
        return gone(request)
    says = _("What %(name)s claimed, and what the evidence says.") % {"name": record["name"]}
    rows = Publication.objects.claims().filter(speaker_ref=public_id)
    return claims_feed(request, form, record["name"], says, reverse("site:speaker", args=[public_id]), rows)


@public
def of_event(request, public_id, form):
    """GET /events/<uuid>/<form>; 410 once no claim from it is public."""
    sheet = get_object_or_404(Publication.objects.sheets("event"), subject=public_id)
    if sheet.status == "empty":
        return gone(request)
    title = json.loads(sheet.body)["title"]
    says = _("Claims made at “%(title)s”, checked one by one.") % {"title": title}
    rows = Publication.objects.claims().filter(event_ref=public_id)
    return claims_feed(request, form, title, says, reverse("site:event", args=[public_id]), rows)


@public
def of_topic(request, slug, form):
    """GET /topics/<slug>/<form>; 404 where no claim is public under it."""
    name = chosen(label_of(slug))[0] or slug
    says = _("Claims about %(topic)s, and what the evidence says.") % {"topic": name}
    rows = Publication.objects.claims().on_topic(slug)
    return claims_feed(request, form, name, says, reverse("site:topic", args=[slug]), rows)


@public
def of_corrections(request, form):
    """GET /corrections/<form>: every correction, review and withdrawal."""
    says = _("Every correction, review and withdrawal of a published verdict, newest first.")
    rows = announcements().order_by("-sequence")[:ITEMS]
    items = [announcement(row, base(request)) for row in rows]
    return answer(request, form, _("Corrections"), says, reverse("site:corrections"), items)


def claims_feed(request, form, name, says, page, rows):
    rows = rows.order_by("-published_at", "-subject")[:ITEMS]
    return answer(request, form, name, says, page, [verdict(ShownClaim(row), base(request)) for row in rows])


def answer(request, form, name, says, page, items):
    """The feed of `items`, called `name` (the newsroom's own where that is empty), in the form asked for."""
    room, (media_type, write) = request.newsroom, FORMS[form]
    feed = Feed(
        title=f"{name} – {room.name}" if name else room.name,
        description=says,
        url=base(request) + request.path,
        page=base(request) + page,
        language=language(),
        author=room.name,
        author_url=base(request) + reverse("site:home"),
        license=room.license,
        items=items,
    )
    headers = {"Access-Control-Allow-Origin": "*"}
    return HttpResponse(write(feed), content_type=f"{media_type}; charset=utf-8", headers=headers)


def base(request):
    return request.newsroom.site_url()


def verdict(claim, base):
    """One claim. A corrected verdict keeps its identity: the claim's address in the default language."""
    label = chosen(claim.record["label"])[0] or claim.quoted
    word = _("Under review") if claim.held else chosen(claim.verdict_label)[0]
    says = chosen(claim.record.get("notice"))[0] if claim.held else chosen(claim.record["summary"])[0]
    return Item(
        id=claim.record["url"],
        url=base + claim.path,
        title=f"{label}: {word}",
        text=f"{sentence(claim_reviewed(claim.record))} {says}",
        published=claim.publication.published_at,
        updated=claim.publication.at,
        tags=tuple(chosen(topic["label"])[0] or topic["slug"] for topic in claim.record["topics"]),
        data={
            "claim": claim.id,
            "status": claim.record["status"],
            "version": claim.record["version"],
            "verdict": None if claim.held else claim.slug,
        },
    )


def sentence(words):
    """`words` closed by one full stop, whatever they ended with; a statement keeps its own, also before a bracket."""
    words = words.strip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def announcement(publication, base):
    """One correction, hold, release or withdrawal, with what the corrections page says of it."""
    entry = as_entry(publication)
    claim, kind = entry["claim"], entry["kind"]
    named = chosen(claim.ground)[0] if kind == "withdrawn" else chosen(claim.record["label"])[0] or claim.quoted
    return Item(
        id=f"{claim.record['url']}#{publication.sequence}",
        url=base + claim.path,
        title=f"{happened(entry)}: {named}",
        text=told(entry) or happened(entry),
        published=entry["at"],
        updated=entry["at"],
        data={"claim": claim.id, "kind": kind, "version": publication.version},
    )


def happened(entry):
    """What it is, in a few words."""
    if entry["kind"] == "corrected":
        return _("Correction") if entry["correction"]["material"] else _("Minor correction")
    if entry["kind"] == "released":
        return _("Review ended, verdict stands")
    return _("A claim was withdrawn") if entry["kind"] == "withdrawn" else marks.word("held")


def told(entry):
    """What the newsroom says of it; of a correction whose verdict is under review only that."""
    if entry["kind"] == "corrected":
        note = chosen(entry["correction"]["note"])[0]
        return note if entry["telling"] else _("The verdict is under review at present.")
    return chosen(entry.get("notice"))[0]
