"""Feeds in their three forms, sitemaps and robots.txt, each by the published rules of its format."""

import re
from datetime import datetime, timedelta

import feedparser
import pytest
from django.utils import timezone
from lxml import etree

from claims.actions import articles, claims, events
from claims.models import Publication, Topic, words
from tests.site.pages import LANGUAGES, get, path_of, read
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db

FORMS = ("rss.xml", "atom.xml", "feed.json")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@pytest.fixture
def debate(article, people, newsroom):
    """A published claim with a speaker, an event and a topic, and a second one of somebody else."""
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat & Dialog")
    articles.describe(article, by=people.editor, event=event)
    topic = Topic.objects.create(slug="layanan", label=words("Layanan", "Services"))
    claim = claims.edit(made.make_claim(article, people.editor), by=people.editor, topics=[topic])
    elsewhere = made.make_article(people.editor, "Kata dia, 7 dari 9.", title="Lain")
    made.publish(made.make_claim(elsewhere, people.editor, "7 dari 9", "Dewi Arkanda", words("7 dari 9")), people)
    return made.publish(claim, people)


def every_feed(claim):
    event = path_of("events", claim.article.event)
    return ["/feeds/", path_of("speakers", claim.speaker), event, "/topics/layanan/", "/corrections/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rss_and_atom_are_well_formed_and_say_what_the_page_says(debate, people, newsroom, language):
    made.correct(debate, people)
    for path in every_feed(debate):
        for form, version in (("rss.xml", "rss20"), ("atom.xml", "atom10")):
            response = get(f"{language}{path}{form}")
            feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
            assert not feed.bozo and feed.version == version, (path, feed.get("bozo_exception"))
            assert feed.feed.title.endswith(newsroom.name) and feed.feed.subtitle
            assert feed.feed.language == (language[1:] or "id")
            own = [link.href for link in feed.feed.links if link.rel == "self"]
            assert own == [f"{newsroom.site_url()}{language}{path}{form}"]
            assert len(feed.entries) == (2 if path == "/feeds/" else 1)
            entry = next(one for one in feed.entries if str(debate.public_id) in one.id)
            assert entry.link == f"{newsroom.site_url()}{language}{path_of('claims', debate)}"
            assert entry.title and entry.summary and (entry.get("published_parsed") or entry.updated_parsed)
            assert len({one.id for one in feed.entries}) == len(feed.entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_feeds_keep_to_version_1_1(debate, people, newsroom, language):
    made.correct(debate, people)
    for path in every_feed(debate):
        response = get(f"{language}{path}feed.json")
        assert response["Content-Type"] == "application/feed+json; charset=utf-8"
        assert response["Access-Control-Allow-Origin"] == "*"
        feed = response.json()
        assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
        assert feed["feed_url"] == f"{newsroom.site_url()}{language}{path}feed.json"
        assert feed["home_page_url"].startswith(newsroom.site_url() + language) and feed["authors"][0]["name"]
        assert set(feed) <= {
            "version",
            "title",
            "home_page_url",
            "feed_url",
            "description",
            "language",
            "authors",
            "items",
        }
        for item in feed["items"]:
            assert isinstance(item["id"], str) and item["id"] and item["content_text"]
            for moment in (item["date_published"], item["date_modified"]):
                assert datetime.fromisoformat(moment).tzinfo
            own = {name for name in item if not name.startswith("_")}
            dates = {"date_published", "date_modified"}
            assert own - dates <= {"id", "url", "title", "content_text", "tags", "language"}
    assert get("/topics/layanan/feed.json").json()["items"][0]["tags"] == ["Layanan"]


def test_a_correction_keeps_the_identity_and_a_hold_hides_the_verdict(debate, people):
    path = f"{path_of('speakers', debate.speaker)}feed.json"
    before = get(path).json()["items"][0]
    made.correct(debate, people)
    after = get(path).json()["items"][0]
    assert after["id"] == before["id"] and after["date_published"] == before["date_published"]
    assert after["title"] != before["title"] and after["_factcheck"] == before["_factcheck"] | {
        "version": 2, "verdict": "partly-true",
    }  # fmt: skip
    made.hold(debate, people)
    for form in FORMS:
        text = get(f"/corrections/{form}").content.decode() + get(f"/feeds/{form}").content.decode()
        assert "Vonis ditinjau ulang." in text and "Data 2024" not in text and "Sebagian Benar" not in text
    made.withdraw(debate, people)
    entries = get("/en/corrections/feed.json").json()["items"]
    assert [entry["_factcheck"]["kind"] for entry in entries] == ["withdrawn"]
    assert get("/feeds/feed.json").json()["items"][0]["_factcheck"]["claim"] != str(debate.public_id)
    get(path, status=410)
    get("/topics/layanan/rss.xml", status=404)
    get(f"{path_of('events', debate.article.event)}atom.xml", status=410)


def test_pages_name_their_feeds_and_every_one_answers(debate):
    for page, number in (("/", 3), *((path, 6) for path in every_feed(debate)[1:])):
        links = read(f"/en{page}").select("link[rel=alternate][type]")
        assert len(links) == number
        for link in links:
            assert get(link["href"])["Content-Type"].startswith(link["type"])
        assert len(read(page).select(".follow a")) == 3


def test_feeds_and_sitemaps_are_cached_and_few_questions_long(debate, django_assert_max_num_queries):
    maps = [
        "/sitemap.xml",
        "/sitemap-news.xml",
        "/robots.txt",
        *(f"/sitemap-{name}.xml" for name in ("pages", "events")),
    ]
    for path in [*maps, *(f"{path}atom.xml" for path in every_feed(debate))]:
        with django_assert_max_num_queries(4):
            response = get(path)
        assert response["Cache-Control"] == "public, no-cache"
        get(path, status=304, if_none_match=response["ETag"])


def located(path):
    """The addresses of a sitemap or index, checked by the protocol's rules."""
    response = get(path)
    assert response["Content-Type"].startswith("application/xml")
    root = etree.fromstring(response.content)
    assert root.tag in (f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex") and 0 < len(root) <= 50_000
    for entry in root:
        assert entry.tag == (f"{SITEMAP}url" if root.tag.endswith("urlset") else f"{SITEMAP}sitemap")
        assert [child.tag for child in entry][0] == f"{SITEMAP}loc"
        own = [child.tag.removeprefix(SITEMAP) for child in entry if child.tag.startswith(SITEMAP)]
        assert own in (["loc"], ["loc", "lastmod"])
        changed = entry.findtext(f"{SITEMAP}lastmod")
        assert changed is None or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", changed)
        assert len(entry.findtext(f"{SITEMAP}loc")) < 2048
    return root, [entry.findtext(f"{SITEMAP}loc") for entry in root]


def test_the_sitemaps_list_every_page_in_both_languages_each_naming_the_other(debate, people, newsroom):
    base = newsroom.site_url()
    robots = get("/robots.txt").content.decode()
    assert f"Sitemap: {base}/sitemap.xml\n" in robots and f"Sitemap: {base}/sitemap-news.xml\n" in robots
    _root, maps = located("/sitemap.xml")
    month = timezone.localtime(debate.published_at, newsroom.zone())
    assert f"{base}/sitemap-claims-{month:%Y-%m}.xml" in maps
    pages = []
    for one in maps:
        root, found = located(one.removeprefix(base))
        pages += found
        for entry in root:
            links = {link.get("hreflang"): link.get("href") for link in entry.findall(f"{XHTML}link")}
            assert set(links) == {"id", "en", "x-default"} and entry.findtext(f"{SITEMAP}loc") in links.values()
    assert len(pages) == len(set(pages))
    for path in ("/", path_of("claims", debate), path_of("articles", debate.article), "/topics/layanan/"):
        assert {base + path, f"{base}/en{path}"} <= set(pages)
    for page in pages:
        canonical = read(page.removeprefix(base)).select_one("link[rel=canonical]")["href"]
        assert canonical == page
    for elsewhere in ("/sitemap-claims-1999-01.xml", "/sitemap-figures.xml", "/sitemap-people.xml"):
        get(elsewhere, status=404)


def test_the_news_sitemap_has_the_last_two_days(debate, people, newsroom):
    root, found = located("/sitemap-news.xml")
    assert len(found) == 4 and f"{newsroom.site_url()}/en{path_of('claims', debate)}" in found
    for entry in root:
        news = entry.find(f"{NEWS}news")
        assert [child.tag for child in news] == [f"{NEWS}publication", f"{NEWS}publication_date", f"{NEWS}title"]
        assert news.findtext(f"{NEWS}publication/{NEWS}name") == newsroom.name
        assert news.findtext(f"{NEWS}publication/{NEWS}language") in ("id", "en")
        assert datetime.fromisoformat(news.findtext(f"{NEWS}publication_date"))
    assert "Mostly True" in root.findall(f".//{NEWS}title")[1].text
    Publication.objects.filter(claim=debate).update(published_at=timezone.now() - timedelta(hours=49))
    assert not [one for one in located("/sitemap-news.xml?later")[1] if str(debate.public_id) in one]
