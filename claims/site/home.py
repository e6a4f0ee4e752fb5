"""The front page: the latest verdicts, what was corrected or is under review, and the texts they stand in."""

import json

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import ArticleSheet, Publication
from claims.site.corrections import announcements, as_entry
from claims.site.page import public, show
from claims.site.paging import claims_page

ARTICLES = 5
ANNOUNCEMENTS = 3


@public
def home(request):
    """GET /: the latest verdicts, twenty a page."""
    claims, older, query = claims_page(request, Publication.objects.claims())
    room = request.newsroom
    return show(
        request,
        "site/home.html",
        title=_("%(newsroom)s: claims checked, in the words they were said in") % {"newsroom": room.name},
        description=intro(),
        query=query,
        claims=claims,
        older=older,
        first=not query,
        intro=intro(),
        announcements=[as_entry(row) for row in announcements().order_by("-sequence")[:ANNOUNCEMENTS]],
        articles=latest_articles(),
    )


def intro():
    """What this is, in one line."""
    return _(
        "We check what is claimed in news and debates: the words as they stand, who said them, what the evidence says, "
        "and how sure we are."
    )


def latest_articles():
    """The texts that were annotated last, as (path, record)."""
    sheets = ArticleSheet.objects.filter(visible=True)[:ARTICLES]
    return [(reverse("site:article", args=[sheet.public_id]), json.loads(sheet.body)) for sheet in sheets]
