"""The card of a claim for other people's pages, in an iframe, without JavaScript. It always tells what stands today.

This address alone may be framed by anybody; every other page of the site by nobody.
"""

from csp.decorators import csp_replace
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from claims.site.page import public
from claims.site.records import Gone, ShownClaim
from claims.site.share import claim_row, dated, who_of

LONGEST_VERSION = 6


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@public
def embed(request, public_id):
    """GET /embed/claims/<uuid>/. `?version=` pins to a version; a hold, a later version and a withdrawal go before it.

    410 with the notice once withdrawn; 404 for a version that never was.
    """
    pinned = version_asked(request)
    row = claim_row(public_id)
    if pinned is not None and not 1 <= pinned <= row.version:
        raise Http404
    room = request.newsroom
    context = {"newsroom": room, "pinned": pinned, "site": room.site_url()}
    if row.status == "withdrawn":
        return render(request, "site/embed.html", context | {"claim": Gone(row), "gone": True}, status=410)
    return render(request, "site/embed.html", context | told(ShownClaim(row), pinned, room))


def version_asked(request):
    """The number in ?version=, or None; anything else is no page."""
    asked = request.GET.get("version")
    if asked is None:
        return None
    if not asked.isdecimal() or len(asked) > LONGEST_VERSION:
        raise Http404
    return int(asked)


def told(claim, pinned, room):
    """What the card says of a claim not withdrawn. `overtaken`: the pinned version does not stand."""
    version = claim.record["version"]
    return {
        "claim": claim,
        "who": who_of(claim),
        "version": version,
        "overtaken": pinned is not None and (claim.held or version > pinned),
        "date": dated(claim.record["updated_at"], room),
        "correction": None if claim.held else claim.correction,
    }
