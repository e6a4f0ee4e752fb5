"""A debate, speech or interview: what it was, who took part, and what was claimed there."""

import json

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.site import annotate
from claims.site.articles import counts
from claims.site.page import public, show
from claims.site.records import ShownClaim


@public
def event(request, public_id):
    """GET /events/<uuid>/."""
    record = json.loads(get_object_or_404(Publication.objects.events(), subject=public_id).body)
    claims = [ShownClaim(row) for row in Publication.objects.claims().filter(event_ref=public_id)]
    claims.sort(key=lambda claim: (claim.record["article"]["id"], annotate.span(claim)))
    return show(
        request,
        "site/event.html",
        title=f"{record['title']} – {request.newsroom.name}",
        description=_("Claims made at “%(title)s”, checked one by one.") % {"title": record["title"]},
        record=record,
        columns=columns(record, claims),
        articles=articles(claims),
        shown=len(claims),
    )


def columns(record, claims):
    """A column a participant, in ballot order, then one for everybody else: {speaker, role, claims, counts}."""
    found = []
    for part in record["participants"]:
        said = [claim for claim in claims if by(claim, part["speaker"]["id"])]
        path = said[0].speaker_path if said else ""
        found.append(part | {"claims": said, "counts": counts(said), "path": path})
    known = {part["speaker"]["id"] for part in record["participants"]}
    others = [claim for claim in claims if not claim.record["speaker"] or claim.record["speaker"]["id"] not in known]
    if others:
        found.append({"speaker": None, "claims": others, "counts": counts(others)})
    return found


def by(claim, speaker):
    return bool(claim.record["speaker"]) and claim.record["speaker"]["id"] == speaker


def articles(claims):
    """The texts in which the claims stand, each once: [(path, article part of the record)]."""
    parts = {claim.record["article"]["id"]: claim.record["article"] for claim in claims}
    return [(reverse("site:article", args=[key]), part) for key, part in parts.items()]
