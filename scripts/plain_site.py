"""The readers' pages as one would write them first: querysets and templates over the working tables, nothing kept
ready. Only for bench_site.py, which asks them beside ours; they show what ours show, held claims aside."""

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.safestring import mark_safe

from claims.actions.markdown import to_html
from claims.models import Article, Claim, Newsroom, Source, Verdict
from claims.shown.tags import chosen
from claims.site.page import show

PAGE = 20


def plain(view):
    """Gives `view` what the readers' base template asks for."""

    def wrapped(request, **asked):
        request.newsroom = Newsroom.objects.default()
        return view(request, **asked)

    return wrapped


def published():
    """Claims with a verdict that readers may see, with all that a line of a list tells."""
    versions = Prefetch("verdicts", Verdict.objects.exclude(published_at=None).select_related("rating"))
    rows = Claim.objects.filter(public="published").select_related("speaker", "article__event", "live__rating")
    return rows.prefetch_related(versions).order_by("-published_at", "-pk")


@plain
def home(request):
    corrected = Verdict.objects.filter(published_at__isnull=False, version__gt=1).select_related("rating", "claim")
    shown = Article.objects.filter(claims__public="published").distinct().order_by("-created_at")
    return show(
        request,
        "list.html",
        title="Home",
        claims=published()[:PAGE],
        articles=shown[:5],
        corrections=corrected.order_by("-published_at")[:3],
    )


@plain
def search(request):
    words = request.GET["q"].split()
    rows = published()
    for word in words:
        said = Q(quote__icontains=word) | Q(label__icontains=word) | Q(statement__icontains=word)
        rows = rows.filter(said | Q(speaker__name__icontains=word) | Q(live__summary__icontains=word))
    return show(request, "list.html", title="Search", claims=rows[:PAGE])


@plain
def article(request, public_id):
    row = get_object_or_404(Article.objects.select_related("event", "current_text"), public_id=public_id)
    rows = published().filter(article=row).prefetch_related("sources", "replies").order_by("start")
    claims = list(rows)
    whole = Claim.objects.filter(article__event=row.event).chosen()
    return show(
        request,
        "article.html",
        title=row.title,
        article=row,
        claims=claims,
        pieces=pieces(row.current_text.content, claims),
        chosen=whole.count(),
        checked=whole.filter(public="published").count(),
    )


def pieces(text, claims):
    """(words, claim or None) in order; claims that overlap an earlier one are left out."""
    at, found = 0, []
    for claim in claims:
        if claim.start >= at:
            found += [(text[at : claim.start], None), (text[claim.start : claim.end], claim)]
            at = claim.end
    return [*found, (text[at:], None)]


@plain
def claim(request, public_id):
    sources = Prefetch("sources", Source.objects.filter(removed_at=None).select_related("copy"))
    rows = published().select_related("text").prefetch_related(sources, "figures", "topics", "replies", "confirmations")
    row = get_object_or_404(rows, public_id=public_id)
    text = row.text.content
    return show(
        request,
        "claim.html",
        title=chosen(row.label)[0],
        claim=row,
        before=text[max(0, row.start - 32) : row.start],
        after=text[row.end : row.end + 32],
        explanation=mark_safe(to_html(chosen(row.live.explanation)[0])),  # noqa: S308 - sanitised by to_html
        others=published().filter(quote=row.quote).exclude(pk=row.pk)[:3],
    )


urlpatterns = [
    path("plain/", home),
    path("plain/search/", search),
    path("plain/articles/<uuid:public_id>/", article),
    path("plain/claims/<uuid:public_id>/", claim),
]
