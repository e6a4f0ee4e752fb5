"""The claim page before it is public: the same template, made from the draft, for the newsroom's own people alone.

Asked by GET it shows the draft as it is stored, by POST what somebody has typed into the verdict's form on the desk
(the fields keep their names), which is stored nowhere.
"""

import json

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.actions import previews
from claims.actions.refusals import Incomplete, NotYou
from claims.models import Claim, Newsroom, Publication, words
from claims.site.claims import history, labels_of, others, told_by
from claims.site.page import show
from claims.site.records import ShownClaim
from claims.workflow import Public

PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, public_id):
    """GET or POST /claims/<uuid>/preview/: the page that publishing the draft would show. 403 for whom it is kept from,
    422 with what is missing."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    rows = Claim.objects.select_related("newsroom", "text", "speaker", "article__event", "draft__rating__scale")
    claim = get_object_or_404(rows, public_id=public_id)
    request.newsroom = Newsroom.objects.with_sequence()
    if request.newsroom is None:
        raise Http404
    response = answer(request, claim, typed(request.POST, claim) if request.method == "POST" else None)
    for name, value in PRIVATE.items():
        response[name] = value
    return response


def answer(request, claim, typed):
    try:
        record = previews.record(claim, by=request.user, typed=typed)
    except NotYou:
        raise PermissionDenied from None
    except Incomplete as problem:
        title = _("No preview yet")
        return show(request, "site/preview_none.html", status=422, title=title, problems=problem.problems)
    shown = ShownClaim(Publication(claim=claim, body=json.dumps(record)))
    room, rows = request.newsroom, list(claim.publications.order_by("sequence"))
    return show(
        request,
        "site/preview.html",
        **told_by(shown, room),
        history=[coming(shown, labels_of(rows)), *history(rows, shown)],
        others=others(shown.record),
        canonical=room.site_url() + claim.public_path(),
        unsaved=typed is not None,
        desk=reverse("admin:claims_claim_change", args=[claim.pk]),
    )


def coming(shown, labels):
    """The entry of the history that this publication would add; `labels` of the verdicts before it."""
    verdict, version = shown.record["verdict"], shown.record["version"]
    entry = {"at": timezone.now(), "version": version, "slug": verdict["slug"], "label": verdict["label"]}
    if version == 1:
        return entry | {"kind": Publication.Kind.PUBLISHED}
    correction = shown.correction
    return entry | {
        "kind": Publication.Kind.CORRECTED,
        "correction": correction,
        "from_label": labels.get(correction["from"]),
    }


def typed(posted, claim):
    """The verdict's fields as the desk's form posts them."""
    rating = posted.get("rating", "")
    ratings = claim.newsroom.scales.first().ratings.select_related("scale")
    fields = {
        "rating": ratings.filter(pk=rating).first() if rating.isdecimal() and len(rating) < 10 else None,
        "summary": pair(posted, "summary"),
        "explanation": pair(posted, "explanation"),
        "translated": {code: "machine" for code in ("id", "en") if posted.get(f"machine_{code}")},
    }
    if claim.public != Public.NONE:
        fields |= {"material": posted.get("material") == "yes", "correction_note": pair(posted, "note")}
    return fields


def pair(posted, name):
    return words(*(posted.get(f"{name}_{code}", "").strip() for code in ("id", "en")))
