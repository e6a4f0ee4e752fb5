"""What machines read: the RSS feed of verdicts, and robots.txt."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.shown.claimreview import claim_reviewed
from claims.shown.tags import chosen
from claims.site.page import public
from claims.site.records import ShownClaim

ITEMS = 50


@public
def rss(request):
    """GET /feeds/rss.xml: the latest verdicts as RSS 2.0, in the language of the address."""
    room = request.newsroom
    base = room.site_url()
    feed = Rss201rev2Feed(
        title=room.name,
        link=base + reverse("site:home"),
        description=_("The latest verdicts of %(newsroom)s") % {"newsroom": room.name},
        language=get_language(),
        feed_url=base + request.path,
    )
    for row in Publication.objects.claims().order_by("-published_at", "-subject")[:ITEMS]:
        feed.add_item(**entry(ShownClaim(row), base))
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def entry(claim, base):
    """One item of the feed. A corrected verdict keeps its identity: the claim's address in the default language."""
    label = chosen(claim.record["label"])[0] or claim.quoted
    verdict = _("Under review") if claim.held else chosen(claim.verdict_label)[0]
    says = chosen(claim.record.get("notice"))[0] if claim.held else chosen(claim.record["summary"])[0]
    return {
        "title": f"{label}: {verdict}",
        "link": base + claim.path,
        "description": f"{sentence(claim_reviewed(claim.record))} {says}",
        "unique_id": claim.record["url"],
        "unique_id_is_permalink": False,
        "pubdate": claim.publication.published_at,
        "updateddate": claim.publication.at,
    }


def sentence(words):
    """`words` closed by one full stop, whatever they ended with; a statement keeps its own, also before a bracket."""
    words = words.strip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


@public
def robots(request):
    """GET /robots.txt: everything public may be read; the desk is nobody's business."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /en/admin/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
