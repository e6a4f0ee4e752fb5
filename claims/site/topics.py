"""Claims by subject: the topics with a public claim, and each one's claims. All of it from the finished records."""

import json

from django.db.models import Count, Max
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.shown.tags import chosen
from claims.site.names import topics_of
from claims.site.page import public, show
from claims.site.paging import claims_page


@public
def topics(request):
    """GET /topics/: every topic with how many claims stand under it, by the alphabet."""
    rows = [(reverse("site:topic", args=[slug]), label, number) for slug, label, number in counted()]
    rows.sort(key=lambda row: (chosen(row[1])[0] or row[0]).casefold())
    return show(
        request,
        "site/topics.html",
        title=_("Topics") + f" – {request.newsroom.name}",
        description=_("The claims that were checked, by what they are about."),
        topics=rows,
    )


def counted():
    """[(slug, {"id", "en"}, how many public claims)]. Two queries, whatever the number of claims."""
    filed = Publication.objects.claims().exclude(topics="").order_by()
    groups = list(filed.values("topics").annotate(claims=Count("pk"), newest=Max("sequence")))
    newest = Publication.objects.filter(sequence__in=[group["newest"] for group in groups])
    number = {}
    for group in groups:
        for slug in group["topics"].split():
            number[slug] = number.get(slug, 0) + group["claims"]
    return [(slug, label, number[slug]) for slug, label in topics_of(newest.values_list("body", flat=True)).items()]


@public
def topic(request, slug):
    """GET /topics/<slug>/: its claims, newest first. 404 where none is public."""
    label = label_of(slug)
    claims, older, query = claims_page(request, Publication.objects.claims().on_topic(slug))
    name = chosen(label)[0] or slug
    return show(
        request,
        "site/topic.html",
        title=f"{name} – {request.newsroom.name}",
        description=_("Claims about %(topic)s, and what the evidence says.") % {"topic": name},
        query=query,
        slug=slug,
        label=label,
        name=name,
        claims=claims,
        older=older,
        first=not query,
    )


def label_of(slug):
    """What the newest public claim under it calls a topic; 404 where there is none."""
    newest = Publication.objects.claims().on_topic(slug).order_by("-sequence").first()
    if newest is None:
        raise Http404
    return next(topic["label"] for topic in json.loads(newest.body)["topics"] if topic["slug"] == slug)
