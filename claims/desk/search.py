"""Search over everything that a person may see, in groups. A figure is found in either notation: 70,94 and 70.94."""

import re
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q, Value
from django.db.models.functions import Greatest, Lower, StrIndex, Substr
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from claims.actions import second_ratings
from claims.desk import wording
from claims.desk.base import newsroom_of, page_of, roles_of
from claims.models import Article, Claim, Comment, Event, Source, Speaker
from claims.text.tokens import FIGURE, figure

EACH = 8  # rows a group shows
WORDS = 8  # words of a query that are looked for
LONGEST = 200  # characters of a query
BEFORE, AROUND = 60, 240  # characters of an article's text that are shown: before the words, in all
GROUPED = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


@dataclass(frozen=True)
class Hit:
    title: str
    address: str
    about: str = ""
    text: str = ""


def addresses(site):
    """The address of the page, for the site that it stands on."""
    return [path("search/", site.admin_view(require_GET(lambda request: page(site, request))), name="search")]


def page(site, request):
    """Groups of hits for ?q=."""
    if not roles_of(request.user):
        raise PermissionDenied
    typed = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
    terms = spellings(typed)
    groups = found(terms, request.user) if terms else []
    marks = re.compile("|".join(re.escape(one) for term in terms for one in sorted(term, key=len, reverse=True)), re.I)
    shown = [
        {"title": title, "hits": [marked(hit, marks) for hit in hits[:EACH]], "all": all_of, "more": len(hits) > EACH}
        for title, hits, all_of in groups
        if hits
    ]
    context = {**site.each_context(request), "title": _("Search"), "typed": typed, "groups": shown}
    request.current_app = site.name
    return TemplateResponse(request, "desk/search.html", context)


def spellings(typed):
    """For each word of a query the ways in which it may be written: a figure with point or comma, with or without
    thousands marks."""
    terms = []
    for word in typed.split()[:WORDS]:
        bare = word.strip("“”\"'()[]:;!?")
        if FIGURE.fullmatch(bare):
            whole, _point, decimals = figure(bare).partition(".")
            marked = {mark: GROUPED.sub(mark, whole) for mark in ".,"} if len(whole) > 3 else {}
            ways = {bare, whole + (f".{decimals}" if decimals else "")}
            if decimals:
                ways |= {f"{whole},{decimals}"} | {
                    f"{part}{',' if mark == '.' else '.'}{decimals}" for mark, part in marked.items()
                }
            else:
                ways |= set(marked.values())
            terms.append(ways)
        elif bare:
            terms.append({bare})
    return terms


def matching(terms, *fields):
    """Every word in some field, in one of its spellings."""
    every = Q()
    for ways in terms:
        some = Q()
        for way in ways:
            for field in fields:
                some |= Q(**{f"{field}__icontains": way})
        every &= some
    return every


def found(terms, user):
    """[(title, hits, address of the whole list or "")] of every kind of thing; one more than are shown is asked for."""
    newsroom = newsroom_of(user)
    finders = (
        (_("Claims"), claims, "claim"),
        (_("Articles"), articles, "article"),
        (_("Speakers"), speakers, "speaker"),
        (_("Sources"), sources, "source"),
        (_("Comments"), comments, ""),
        (_("Events"), events, "event"),
    )
    return [
        (title, find(terms, newsroom, user), noun and reverse(f"admin:claims_{noun}_changelist"))
        for title, find, noun in finders
    ]


VERDICT_WORDS = [f"{name}__{code}" for name in ("summary", "explanation") for code in ("id", "en")]


def claims(terms, newsroom, user):
    """By label, statement, quotation and the verdict's words; a draft that is kept from this person is not searched."""
    fields = ["quote", *(f"{name}__{code}" for name in ("label", "statement") for code in ("id", "en"))]
    fields += [f"live__{name}" for name in VERDICT_WORDS]
    kept = second_ratings.kept_from(user) if newsroom.blind_rating else []
    drafts = matching(terms, *fields, *(f"draft__{name}" for name in VERDICT_WORDS)) & ~Q(pk__in=kept)
    rows = Claim.objects.filter(matching(terms, *fields) | drafts, newsroom=newsroom, superseded_by=None)
    rows = rows.select_related("speaker", "article").order_by("-worked_at")[: EACH + 1]
    return [
        Hit(
            wording.label_of(row),
            page_of(row),
            " · ".join(
                filter(None, [row.speaker and row.speaker.name, str(wording.WORK[row.work]), row.article.title])
            ),
            row.quote,
        )
        for row in rows
    ]


def articles(terms, newsroom, user):
    """By title, publisher and text; of the text only the part around the first word is read."""
    rows = Article.objects.filter(
        matching(terms, "title", "publisher", "current_text__content"), newsroom=newsroom
    ).defer("current_text__content", "current_text__received")
    first = sorted(terms[0])[0]
    at = StrIndex(Lower("current_text__content"), Value(first.lower()))
    rows = rows.annotate(part=Substr("current_text__content", Greatest(at - BEFORE, 1), AROUND)).order_by("-pk")
    return [Hit(row.title, page_of(row), row.publisher, row.part or "") for row in rows[: EACH + 1]]


def speakers(terms, newsroom, user):
    rows = Speaker.objects.filter(matching(terms, "name", "aliases__name"), newsroom=newsroom, merged_into=None)
    rows = rows.distinct().prefetch_related("aliases").order_by("name")[: EACH + 1]
    return [Hit(row.name, page_of(row), ", ".join(alias.name for alias in row.aliases.all())) for row in rows]


def sources(terms, newsroom, user):
    rows = Source.objects.filter(
        matching(terms, "title", "publisher", "url", "excerpt"), claim__newsroom=newsroom, removed_at=None
    )
    rows = rows.select_related("claim").order_by("-pk")[: EACH + 1]
    return [
        Hit(row.title, f"{page_of(row.claim)}#sources", f"{row.publisher} · {wording.label_of(row.claim)}", row.excerpt)
        for row in rows
    ]


def comments(terms, newsroom, user):
    rows = Comment.objects.filter(matching(terms, "body"), newsroom=newsroom, removed_at=None)
    rows = rows.select_related("claim", "article", "by").order_by("-pk")[: EACH + 1]
    return [
        Hit(
            wording.label_of(row.claim) if row.claim else row.article.title,
            f"{page_of(row.claim or row.article)}#comment-{row.pk}",
            row.by.shown_name(),
            row.body,
        )
        for row in rows
    ]


def events(terms, newsroom, user):
    rows = Event.objects.filter(matching(terms, "title", "place", "election"), newsroom=newsroom)
    rows = rows.order_by("-held_on", "-pk")[: EACH + 1]
    return [Hit(row.title, page_of(row), " · ".join(filter(None, [row.place, row.election]))) for row in rows]


def marked(hit, marks):
    """A hit for the page: its texts as runs of (words, whether they were looked for)."""
    return {
        "title": runs(hit.title, marks),
        "address": hit.address,
        "about": runs(hit.about, marks),
        "text": runs(around(hit.text, marks), marks),
    }


def around(text, marks):
    """The part of a text around the first word that was looked for."""
    first = marks.search(text)
    start = max(first.start() - BEFORE, 0) if first else 0
    part = " ".join(text[start : start + AROUND].split())
    return ("… " if start else "") + part + (" …" if start + AROUND < len(text) else "")


def runs(text, marks):
    """A text cut at what was looked for."""
    cut, at = [], 0
    for match in marks.finditer(text):
        if match.start() > at:
            cut.append((text[at : match.start()], False))
        cut.append((match[0], True))
        at = match.end()
    return [*cut, (text[at:], False)] if at < len(text) else cut
