"""Home, corrections, events, speakers, methodology: lists that stay honest, page on, and say so when they are empty."""

import pytest

from claims.actions import articles, claims, events, replies, speakers
from claims.models import Newsroom, Publication, Speaker, words
from claims.site import paging
from claims.site.methodology import STEPS
from claims.workflow import TRANSITIONS
from tests.site.pages import LANGUAGES, get, path_of, read, text
from tests.support import newsroom as made

CONFIRMED = {"attribution": "confirmed", "attribution_at": "00:12"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_newsroom_says_what_comes_next(newsroom, language):
    page = read(f"{language}/")
    assert page.select_one(".latest .empty a")["href"] == f"{language}/methodology/"
    assert read(f"{language}/corrections/").select_one(".empty")


def test_home_shows_what_it_is_and_the_latest_verdicts(published, people):
    item = read("/").select_one(".item")
    words = text(item)
    for part in (
        "Sebagian Besar Benar",
        "18 dari 27 kelurahan daring",
        "Rahma Wirasti",
        "“18 dari 27 kelurahan sudah daring”",
    ):
        assert part in words
    assert item.select_one("h3 a")["href"] == path_of("claims", published)
    assert item.time["datetime"] and "Menurut laporan" in words
    made.correct(published, people)
    made.hold(published, people)
    page = read("/en/")
    assert text(page.select_one(".item .verdict")) == "Under review"
    assert [text(kind.select_one(".entry-kind"))[:5] for kind in page.select(".entry")] == ["Under", "Corre"]


@pytest.mark.parametrize("path", ["/", "/en/", "/corrections/", "/en/methodology/", "/no-such-page/"])
def test_a_demo_newsroom_says_so_on_every_page(published, path):
    status = 404 if "no-such" in path else 200
    assert not read(path, status).select(".demo")
    Newsroom.objects.update(demo=True)
    assert read(path, status).select_one(".demo").get_text().strip()


def many(people, number):
    article = made.make_article(people.editor, " ".join(f"klaim-{n:03}." for n in range(number)))
    for n in range(number):
        made.publish(made.make_claim(article, people.editor, quote=f"klaim-{n:03}", label=words(f"nomor {n}")), people)


def test_older_pages_miss_nothing_and_repeat_nothing(people, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 4)
    many(people, 7)
    first = read("/")
    older = first.select_one("a[rel=next]")["href"]
    second = read(f"/{older}")
    titles = [text(title) for page in (first, second) for title in page.select(".item-title")]
    assert len(first.select(".item")) == 4 and len(titles) == 7 and len(set(titles)) == 7
    assert (
        not second.select("a[rel=next]") and f"before={older[8:]}" in second.select_one("link[rel=canonical]")["href"]
    )


@pytest.mark.parametrize("cursor", ["x", "20240101T000000Z_zz", "20249901T000000Z_" + "0" * 36, "' OR 1=1"])
def test_a_broken_cursor_is_a_page_that_does_not_exist(newsroom, cursor):
    get(f"/?before={cursor}", status=404)
    get(f"/corrections/?before={cursor}", status=404)


def test_corrections_tell_all_newest_first(published, people):
    claim = made.release(made.hold(made.correct(published, people), people), people)
    kinds = [text(kind) for kind in read("/en/corrections/").select(".entry-kind")]
    assert [kind.split(" 2")[0] for kind in kinds][0].startswith("Review ended")
    assert len(kinds) == 3 and kinds[1].startswith("Under review") and kinds[2].startswith("Correction")
    made.withdraw(claim, people)
    page = read("/en/corrections/")
    assert len(page.select(".entry")) == 1 and "Wrong person" in text(page.main)
    assert published.quote not in page.get_text() and "Partly" not in page.get_text()


def test_a_hold_is_announced_once_however_often_its_record_is_renewed(published, people, article):
    made.hold(published, people)
    articles.describe(article, by=people.editor, title="Judul baru")
    replies.record(published, by=people.approver, who="Tim", text="Surat")
    assert len(read("/corrections/").select(".entry")) == 1


def test_a_correction_of_a_claim_now_under_review_does_not_tell_its_verdict(published, people):
    made.hold(made.correct(published, people), people)
    page = read("/en/corrections/")
    assert len(page.select(".entry")) == 2
    assert "Partly True" not in page.get_text() and "2024 data" not in page.get_text()


def test_a_speaker_is_counted_only_where_recorded_and_with_the_denominator(article, people):
    confirmed = made.make_claim(article, people.editor, quote="Indeks layanan digital kami 3,41")
    made.publish(claims.edit(confirmed, by=people.editor, **CONFIRMED), people, slug="true")
    made.make_claim(article, people.editor, quote="angka kemiskinan")
    made.publish(made.make_claim(article, people.editor), people, slug="false")
    page = read("/en" + path_of("speakers", confirmed.speaker))
    assert text(page.select_one(".denominator")) == "2 of 3 chosen claims checked"
    assert [text(item) for item in page.select(".counts li")] == ["1 True"]
    assert len(page.select(".item")) == 2 and "%" not in text(page.main)


def test_the_address_of_a_merged_speaker_leads_to_the_other(published, people, newsroom):
    old, new = published.speaker, Speaker.objects.create(newsroom=newsroom, name="Rahma W.")
    speakers.merge(old, into=new, by=people.editor, reason="Orang yang sama")
    response = get("/en" + path_of("speakers", old), status=301)
    assert response["Location"] == "/en" + path_of("speakers", new)
    assert "Rahma W." in text(read("/en" + path_of("speakers", new)).h1)


def test_an_event_shows_its_sides_and_what_was_chosen(article, people, newsroom):
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Kota Seruni", place="Balai Kota")
    articles.describe(article, by=people.editor, event=event)
    article.refresh_from_db()
    claim = made.publish(made.make_claim(article, people.editor), people)
    rival = Speaker.objects.create(newsroom=newsroom, name="Bima Lesmana")
    for number, speaker in ((2, claim.speaker), (1, rival)):
        events.add_participant(event, by=people.editor, speaker=speaker, ballot_number=number)
    page = read(path_of("events", event))
    assert [text(side.h2) for side in page.select(".side")] == ["1 Bima Lesmana", "2 Rahma Wirasti"]
    assert len(page.select(".line")) == 1 and page.select_one(".side .empty")
    assert "1 dari 1 klaim" in text(page.select_one(".denominator")) and "Balai Kota" in text(page.main)
    assert page.select_one(f'a[href="{path_of("articles", article)}"]')


def debated(article, people, newsroom):
    """A debate in which Rahma Wirasti takes part; the article belongs to it."""
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Kota Seruni")
    articles.describe(article, by=people.editor, event=event)
    article.refresh_from_db()
    return event


def test_an_event_counts_only_what_a_recording_confirms(article, people, newsroom):
    event = debated(article, people, newsroom)
    label = words("Indeks layanan 3,41", "Service index 3.41")
    confirmed = made.make_claim(article, people.editor, quote="Indeks layanan digital kami 3,41", label=label)
    confirmed = made.publish(claims.edit(confirmed, by=people.editor, **CONFIRMED), people, slug="true")
    events.add_participant(event, by=people.editor, speaker=confirmed.speaker, ballot_number=1)
    made.publish(made.make_claim(article, people.editor), people, slug="false")
    made.publish(made.make_claim(article, people.editor, quote="angka kemiskinan"), people, slug="false")
    side = read("/en" + path_of("events", event)).select_one(".side")
    assert [text(item) for item in side.select(".counts li")] == ["1 True"]
    assert text(side.select_one(".uncounted")) == "2 only reported, not counted"
    assert len(side.select(".line")) == 3
    assert "2 hanya menurut laporan, tidak dihitung" in text(read(path_of("events", event)).main)


def test_a_side_without_reported_claims_speaks_of_none(article, people, newsroom):
    event = debated(article, people, newsroom)
    claim = claims.edit(made.make_claim(article, people.editor), by=people.editor, **CONFIRMED)
    events.add_participant(event, by=people.editor, speaker=claim.speaker, ballot_number=1)
    made.publish(claim, people)
    assert not read(path_of("events", event)).select(".uncounted")


def test_an_event_names_who_else_spoke_with_their_role(article, people, newsroom):
    event = debated(article, people, newsroom)
    role = words("Ketua KPU", "Election chair")
    made.publish(claims.edit(made.make_claim(article, people.editor), by=people.editor, role=role), people)
    for language, said in (("", "Rahma Wirasti, Ketua KPU"), ("/en", "Rahma Wirasti, Election chair")):
        who = read(language + path_of("events", event)).select_one(".line .who")
        assert " ".join(who.get_text().split()) == said


def test_methodology_tells_the_rules_that_the_software_goes_by(newsroom):
    page = read("/en/methodology/")
    rows = {text(row.th): text(row.td) for row in page.select(".may tbody tr")}
    assert rows["Approve and publish a verdict or a correction"] == "Approver a second person"
    assert rows["Put a published verdict under review, at once"] == "Approver"
    assert {verb for verb, step in TRANSITIONS.items() if step.second_person} <= set(STEPS)
    sentences = text(page.main)
    assert "Attach at least one source." in sentences and "There is one source only." in sentences
    assert "%(" not in sentences and all(page.find(id=part) for part in ("replies", "silence", "corrections"))


def test_methodology_comes_from_the_living_scale(newsroom):
    rating = newsroom.scales.first().ratings.get(slug="misleading")
    page = read("/en/methodology/")
    assert rating.meaning["en"] in text(page.main) and "Version 1" in text(page.main)
    assert len(page.select("dl.scale")[0].select("dt")) == newsroom.scales.first().ratings.count() + 2


def test_the_feed_carries_the_latest_verdicts(published, people):
    feed = get("/en/feeds/rss.xml")
    assert feed["Content-Type"].startswith("application/rss+xml")
    assert "18 of 27 kelurahan online: Mostly True" in feed.content.decode()
    made.hold(published, people)
    held = get("/en/feeds/rss.xml").content.decode()
    assert "Under review" in held and "Mostly True" not in held
    made.withdraw(published, people)
    assert "<item>" not in get("/feeds/rss.xml").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_feed_ends_once(article, people, language):
    whole = words("Sebanyak 18 kelurahan sudah daring.", "18 kelurahan are online.")
    reported = claims.edit(made.make_claim(article, people.editor), by=people.editor, statement=whole)
    sure = made.make_claim(article, people.editor, quote="angka kemiskinan")
    for claim in (reported, claims.edit(sure, by=people.editor, statement=whole, **CONFIRMED)):
        made.publish(claim, people)
    feed = get(f"{language}/feeds/rss.xml").content.decode()
    assert feed.count("18 kelurahan") >= 2 and ".." not in feed and "). ." not in feed and ". (" not in feed


def test_robots_are_kept_from_the_desk(newsroom):
    assert "Disallow: /admin/" in get("/robots.txt").content.decode()


def test_every_link_of_every_page_is_alive(published, people):
    seen, waiting = set(), {"/", "/en/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        if path.startswith("/static/") or "/admin/" in path:
            continue
        response = get(path)
        if "html" in response["Content-Type"]:
            links = {a["href"].partition("#")[0] for a in read(path).select("[href]")}
            waiting |= {link for link in links if link.startswith("/")} - seen
    assert {path_of("claims", published), "/en" + path_of("speakers", published.speaker)} <= seen
    assert Publication.objects.count() > 1
