"""A page is asked of the database once a change, in few questions, and never kept beyond it."""

import gzip

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from claims.actions import articles, events
from claims.models import Newsroom, words
from claims.site import shelf
from tests.site.pages import get, path_of
from tests.support import newsroom as made

QUERIES = 4
STATIC = ("tokens.css", "site/site.css", "site/article.js", "site/keys.js", "site/icon.svg")


@pytest.fixture
def busy(article, people, newsroom):
    """An event's article with several claims, one corrected, one held, one withdrawn."""
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat")
    articles.describe(article, by=people.editor, event=event)
    article.refresh_from_db()
    quotes = ("Indeks layanan", "18 dari 27", "27 kelurahan", "angka kemiskinan", "6,2 persen")
    chosen = [made.make_claim(article, people.editor, quote=quote, label=words(quote, quote)) for quote in quotes]
    done = [made.publish(claim, people) for claim in chosen]
    made.correct(done[0], people)
    made.hold(done[1], people)
    made.withdraw(done[2], people)
    return done


def paths(claims):
    first = claims[0]
    return [
        "/",
        "/en/corrections/",
        "/methodology/",
        "/feeds/rss.xml",
        path_of("articles", first.article),
        *(path_of("claims", claim) for claim in claims[:3]),
        path_of("events", first.article.event),
        path_of("speakers", first.speaker),
    ]


def test_four_questions_a_page_at_most(busy, django_assert_max_num_queries):
    for path in paths(busy):
        with django_assert_max_num_queries(QUERIES):
            Client().get(path)


def test_a_visitor_who_has_the_page_is_told_so_for_one_question(busy, django_assert_num_queries):
    for path in paths(busy):
        response = Client().get(path)
        assert response["Cache-Control"] == "public, no-cache" and "Cookie" not in response.get("Vary", "")
        with django_assert_num_queries(1):
            again = get(path, status=304, if_none_match=response["ETag"])
        assert again["ETag"] == response["ETag"] and not again.content


def test_the_next_visitor_gets_the_same_page_for_one_question(busy, people, django_assert_num_queries):
    for path in paths(busy):
        first = Client().get(path)
        with django_assert_num_queries(1):
            second = Client().get(path)
        assert second.content == first.content and second.status_code == first.status_code
        assert dict(second.headers) == dict(first.headers) and second is not first
    path = path_of("articles", busy[3].article)
    before = get(path).content
    made.hold(busy[3], people)
    assert get(path).content != before


def test_what_is_kept_has_bounds(monkeypatch):
    monkeypatch.setattr(shelf, "ROOM", 250)
    monkeypatch.setattr(shelf, "LARGEST", 120)
    for n in range(4):
        shelf.keep(n, HttpResponse("x" * 100))
    shelf.keep("large", HttpResponse("x" * 121))
    personal = HttpResponse("x")
    personal.set_cookie("who", "me")
    shelf.keep("personal", personal)
    assert [key for key in (0, 1, 2, 3, "large", "personal") if shelf.kept(key)] == [2, 3]
    monkeypatch.setattr(shelf, "SECONDS", 0)
    assert shelf.kept(3) is None


def test_whatever_changes_a_page_changes_its_tag(busy, people):
    path = path_of("claims", busy[3])
    tags = [get(path)["ETag"], get(f"/en{path}")["ETag"], get(path_of("claims", busy[4]))["ETag"]]
    made.hold(busy[3], people)
    tags.append(get(path, if_none_match=tags[0])["ETag"])
    Newsroom.objects.update(demo=True)
    tags.append(get(path)["ETag"])
    assert len(set(tags)) == 5


def test_a_copy_of_a_claim_since_withdrawn_is_not_confirmed(busy, people):
    path = path_of("claims", busy[3])
    tag = get(path)["ETag"]
    made.withdraw(busy[3], people)
    get(path, status=410, if_none_match=tag)


def test_pages_are_only_read(newsroom):
    assert Client().post("/").status_code == 405
    assert Client().head("/").status_code == 200


def test_an_article_with_all_it_needs_is_light(people):
    article = made.make_article(people.editor, "\n\n".join(f"Kalimat ke-{n:02} dari teks ini." for n in range(20)))
    for n in range(20):
        made.publish(made.make_claim(article, people.editor, quote=f"Kalimat ke-{n:02}"), people)
    page = get(path_of("articles", article)).content
    assert page.count(b'class="card ') == 20
    parts = [page, *((settings.BASE_DIR / "claims/static" / name).read_bytes() for name in STATIC)]
    assert sum(len(gzip.compress(part)) for part in parts) < 60_000
