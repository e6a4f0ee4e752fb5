"""A public site on which something stands on every page, and a walk over all of it by its links."""

from collections import Counter
from decimal import Decimal
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import Resolver404, resolve

from claims.actions import articles, claims, confirmations, events, figures, replies
from claims.models import Figure, Topic, words
from tests.site.pages import path_of
from tests.support import newsroom as made

RECORDING = "https://www.youtube.com/watch?v=seruni"
LINES = [f"“Ruas jalan nomor {n} selesai {n + 20} persen,” kata Rahma Wirasti." for n in range(7)]
SPOKEN = "[00:10:15] RAHMA WIRASTI: Sudah 18 dari 27 kelurahan daring.\n[00:10:40] TOMAS HALIM: Belum."
NOT_PAGES = ("/admin/", "/en/admin/", "/api/", "/static/")


def build(people):
    """A debate with an article, two segments of its transcript, and claims in every public state: {name: path}."""
    article = made.make_article(people.editor, "\n\n".join(LINES), url="https://kabar.example.org/1", complete=False)
    event = events.create(
        by=people.editor, newsroom=article.newsroom, title="Debat Kota Seruni", recording_url=RECORDING
    )
    articles.describe(article, by=people.editor, event=event)
    article.refresh_from_db()
    topic = Topic.objects.create(slug="jalan", label=words("Jalan", "Roads"))
    chosen = [chosen_on(article, people, line, topic) for line in LINES]
    events.add_participant(event, by=people.editor, speaker=chosen[0].speaker)
    slugs = ("true", "mostly-true", "partly-true", "misleading", "false", "unproven", "true")
    done = [made.publish(found(claim, people), people, slug=slug) for claim, slug in zip(chosen, slugs, strict=True)]
    made.correct(done[0], people)
    made.hold(done[1], people)
    made.withdraw(done[2], people)
    replies.record(done[3], by=people.approver, who="Tim Rahma", text="Kami keberatan.", answer="Kami catat.")
    for segment in (1, 2):
        body = f"{SPOKEN}\nSegmen {segment}."
        spoken = made.make_article(people.editor, body, kind="transcript", event=event, segment=segment)
        made.publish(made.make_claim(spoken, people.editor, quote="18 dari 27 kelurahan daring"), people)
    names = ("corrected", "held", "withdrawn", "replied")
    states = {f"claim {name}": path_of("claims", claim) for name, claim in zip(names, done, strict=False)}
    return states | {"transcript": path_of("articles", spoken), "article": path_of("articles", article)}


def chosen_on(article, people, line, topic):
    quote = line[1 : line.index(",”")]
    claim = made.make_claim(article, people.editor, quote=quote, label=words(quote, quote))
    return claims.edit(claim, by=people.editor, topics=[topic])


def found(claim, people):
    """The claim with a figure, what was found beside it, and somebody asked; as far as a draft."""
    claim = claims.take(claim, by=people.reviewer)
    figure = Figure.objects.create(
        claim=claim,
        value=Decimal(20),
        of=Decimal(50),
        raw="20",
        start=claim.start,
        end=claim.start + 2,
        measure="Ruas jalan selesai",
    )
    figures.find(figure, by=people.reviewer, value=Decimal(18), of=Decimal(50))
    confirmations.ask(claim, by=people.reviewer, to="Humas Kota Seruni", question="Benarkah?", channel="email")
    claim.refresh_from_db()
    return claim


def walk(*starts, each=4):
    """{path: its HTML} of the readers' pages that links lead to, at most `each` of one view beside the `starts`."""
    seen, of_view, pages, waiting = set(), Counter(), {}, list(starts)
    while waiting:
        path = waiting.pop(0)
        if path in seen or path.startswith(NOT_PAGES) or (path not in starts and of_view[view_of(path)] >= each):
            continue
        seen.add(path)
        of_view[view_of(path)] += 1
        answer = Client().get(path)
        assert answer.status_code in (200, 410), (path, answer.status_code)
        if answer["Content-Type"].startswith("text/html"):
            pages[path] = answer.content.decode()
            waiting += links(path, pages[path])
    return pages


def links(path, html):
    """The addresses on this site that a page links to, without fragments."""
    found = (urlsplit(urljoin(path, link["href"])) for link in BeautifulSoup(html, "html.parser").select("a[href]"))
    return [part.path + (f"?{part.query}" if part.query else "") for part in found if not part.netloc and part.path]


def view_of(path):
    """The name of the view that a path leads to; None for none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
