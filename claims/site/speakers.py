"""What one speaker claimed: counts with their denominator, never percentages, and the claims."""

import json

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from claims.models import Publication, Rating
from claims.site.page import gone, public, show
from claims.site.paging import claims_page


@public
def speaker(request, public_id):
    """GET /speakers/<uuid>/. The address of a merged speaker leads to the other; 410 once no claim is public."""
    sheet = get_object_or_404(Publication.objects.sheets("speaker"), subject=public_id)
    record = json.loads(sheet.body)
    if record["merged_into"]:
        return redirect("site:speaker", record["merged_into"], permanent=True)
    if sheet.status == "empty":
        return gone(request)
    claims, older, query = claims_page(request, Publication.objects.claims().filter(speaker_ref=public_id))
    return show(
        request,
        "site/speaker.html",
        title=f"{record['name']} – {request.newsroom.name}",
        description=_("What %(name)s claimed, and what the evidence says.") % {"name": record["name"]},
        query=query,
        record=record,
        tally=tally(request.newsroom, record["verdicts"] or {}),
        claims=claims,
        older=older,
        first=not query,
    )


def tally(newsroom, verdicts):
    """[(slug, label, count)] in the order of the scale, only verdicts that occur."""
    ratings = Rating.objects.filter(scale__newsroom=newsroom).order_by("scale__version", "position")
    labels = {slug: label for slug, label in ratings.values_list("slug", "label") if slug in verdicts}
    return [(slug, label, verdicts[slug]) for slug, label in labels.items()]
