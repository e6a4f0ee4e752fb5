"""Search over the public claims: words and figures as they stand in them, filters, and help where nothing is found.

`70,94` finds 70.94 in both languages, since both are one normalised word; nothing is stemmed.
"""

from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from claims.models import Publication
from claims.shown.tags import chosen
from claims.site.asked import Asked
from claims.site.hits import Hit, marked
from claims.site.names import names
from claims.site.page import public, show
from claims.site.paging import claims_page
from claims.text.tokens import FIGURE, WORD, tokens

KNOWN = 3000  # newest claims whose words are compared with a mistyped one
ALIKE = 75  # of 100
SHORTEST = 3  # letters of a word that may be mistyped
NAMED = 5  # speakers, events or texts listed by their name


@public
def search(request):
    """GET /search/?q=…: claims newest first, twenty a page, with those whose name is asked for above them."""
    known = names(request.newsroom)
    asked = Asked(request.GET, known, request.newsroom.zone())
    answer = found(request, asked, known) if asked.is_valid() else {"wrong": True}
    typed = asked.cleaned_data.get("q", "")
    return show(
        request,
        "site/search.html",
        title=(f"{typed} – " if typed else "") + _("Search") + f" – {request.newsroom.name}",
        description=_("Search every claim that was checked, by its words, its figures and who said it."),
        asked=asked,
        open=bool(set(asked.errors) - {"q"}),
        **answer,
    )


def found(request, asked, known):
    """What the page shows of a valid search."""
    rows = asked.among(Publication.objects.claims())
    claims, older, query = claims_page(request, rows, partial(Hit, words=asked.words), asked.query)
    typed, first = asked.cleaned_data["q"], "before" not in request.GET
    better = meant(typed, known) if typed and first and not claims else ""
    return {
        "claims": claims,
        "older": older,
        "first": first,
        "kept": asked.query,
        "query": query or (f"?{asked.query}" if asked.query else ""),
        "named": called(known, asked.words) if typed and first else [],
        "meant": better,
        "meant_query": urlencode({"q": better}),
        "bare_query": urlencode({"q": typed} if typed else {}),
    }


def called(known, words):
    """[(kind, path, name with the words marked)] of whatever bears all of `words` in its name."""
    return [
        (kind, reverse(f"site:{kind}", args=[key]), marked(name, set(words)))
        for kind, those in bearing_names(known).items()
        for key, name in [(key, name) for key, name in those.items() if {*words} <= {*tokens(name)}][:NAMED]
    ]


def bearing_names(known):
    topics = {slug: chosen(label)[0] or slug for slug, label in known.topics.items()}
    return {"topic": topics, "speaker": known.speakers, "event": known.events, "article": known.articles}


def meant(typed, known):
    """`typed` with each unknown word replaced by the nearest of a claim or name; "" where that too finds nothing.

    Only among the newest claims. A figure is never replaced: another figure is another claim.
    """
    texts = list(Publication.objects.claims().order_by("-published_at").values_list("search", flat=True)[:KNOWN])
    texts += [f" {' '.join(tokens(name))} " for those in bearing_names(known).values() for name in those.values()]
    words = {word for text in texts for word in text.split()}
    better = WORD.sub(lambda word: nearest(word[0], words), typed)
    wanted = [f" {word} " for word in tokens(better)]
    changed = tokens(better) != tokens(typed)
    return better if changed and any(all(word in text for word in wanted) for text in texts) else ""


def nearest(word, words):
    plain = "".join(tokens(word))
    if plain in words or FIGURE.fullmatch(word) or len(plain) < SHORTEST:
        return word
    best = process.extractOne(plain, words, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return best[0] if best else word
