"""The annotated article, from publications that the actions made."""

import pytest

from claims.actions import articles, claims, events
from claims.models import words
from tests.site.pages import LANGUAGES, path_of, read, text
from tests.support import newsroom as made

HOSTILE = (
    "<script>alert(1)</script> “Indeks\u00a0layanan <b>3,41</b> 🙂 & 18 dari 27 kelurahan sudah daring,” kata Rahma.\n"
    "\n\nBaris  kedua\tdengan <img src=x onerror=alert(2)> tanda.\n  Baris ketiga 👩\u200d👩\u200d👧."
)


def shown(page):
    """The characters of the passages, without the cards between them."""
    for card in page.select(".cards"):
        card.decompose()
    return ["".join(passage.strings) for passage in page.select(".passage")]


@pytest.fixture
def overlapping(people):
    """An article with claims inside one another, side by side across each other, and across lines."""
    article = made.make_article(people.editor, HOSTILE, title="Judul <i>miring</i>", publisher="Kabar <u>Seruni</u>")
    for quote in (
        "Indeks\u00a0layanan <b>3,41</b> 🙂 & 18 dari 27 kelurahan sudah daring",
        "18 dari 27 kelurahan",
        "27 kelurahan sudah daring,” kata Rahma.\n\n\nBaris  kedua",
        "🙂",
    ):
        made.publish(made.make_claim(article, people.editor, quote=quote), people)
    return article


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_shown_is_the_text_to_the_letter(overlapping, language):
    page = read(language + path_of("articles", overlapping))
    assert shown(page) == [HOSTILE]


def test_every_claim_is_marked_has_one_card_and_leads_back(overlapping):
    page = read(path_of("articles", overlapping))
    ids = {str(claim.public_id) for claim in overlapping.claims.all()}
    assert {card["id"] for card in page.select("div.card")} == {f"claim-{id}" for id in ids}
    for id in ids:
        assert len(page.select(f'[id="at-{id}"]')) == 1
        assert page.select_one(f'[id="claim-{id}"] a.card-back')["href"] == f"#at-{id}"
    assert {link["href"] for link in page.select("a.mark")} == {f"#claim-{id}" for id in ids}
    everything = [node["id"] for node in page.select("[id]")]
    assert len(everything) == len(set(everything))


def test_each_marked_claim_ends_with_its_shape_and_word(overlapping):
    page = read(path_of("articles", overlapping))
    flags = page.select(".passage .flag")
    assert len(flags) == 4 and all(flag.svg and flag["aria-label"] == "Sebagian Besar Benar" for flag in flags)


def test_markup_in_the_text_is_text(overlapping):
    page = read(path_of("articles", overlapping))
    assert not page.select("img, main script, main b:not(.speaking), main i, main u")
    assert "<i>miring</i>" in page.h1.get_text() and "<u>Seruni</u>" in text(page.select_one(".byline"))


def test_the_summary_counts_by_verdict_and_says_how_many_were_chosen(article, people, newsroom):
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Kota Seruni")
    articles.describe(article, by=people.editor, event=event)
    article.refresh_from_db()
    made.make_claim(article, people.editor, quote="angka kemiskinan turun")  # chosen, never checked
    for quote, slug in (("Indeks layanan digital kami 3,41", "true"), ("18 dari 27", "true"), ("🙂", "unproven")):
        made.publish(made.make_claim(article, people.editor, quote=quote, label=words(quote, quote)), people, slug=slug)
    made.hold(article.claims.get(quote="18 dari 27"), people)
    page = read("/en" + path_of("articles", article))
    counts = [text(item) for item in page.select(".counts li")]
    assert counts == ["1 True", "1 Unproven", "1 Under review"]
    assert "3 of 4 chosen claims" in text(page.select_one(".summary"))


@pytest.mark.parametrize(("language", "says"), [("", "ditinjau ulang"), ("/en", "under review")])
def test_a_held_claim_stays_marked_without_its_verdict(published, article, people, language, says):
    made.hold(published, people)
    page = read(language + path_of("articles", article))
    card = page.select_one("div.card")
    assert says in text(card).lower() and "Sebagian Besar" not in str(page) and "Mostly" not in str(page)
    assert page.select_one("a.mark")["class"] == ["mark", "v-held"]
    assert page.select_one(".flag")["aria-label"].lower() == says


def sentences(article, *quotes):
    content = article.current_text.content
    spans = [[content.index(quote), content.index(quote) + len(quote)] for quote in quotes]
    extraction = article.current_text.extraction
    extraction.outline = {"sentences": spans}
    extraction.save()


def test_an_excerpt_shows_the_sentences_around_and_says_where_it_leaves_out(people):
    body = "Satu. Dua. Klaim tiga. Empat. Lima.\nEnam."
    article = made.make_article(
        people.editor, body, display="excerpt", publisher="Suara", url="https://suara.example.org/a"
    )
    sentences(article, "Satu.", "Dua.", "Klaim tiga.", "Empat.", "Lima.", "Enam.")
    made.publish(made.make_claim(article, people.editor, quote="Klaim tiga"), people)
    page = read(path_of("articles", article))
    assert len(page.select(".gap")) == 2 and "[…]" in text(page.select_one(".annotated-text"))
    assert shown(page) == ["Dua. Klaim tiga. Empat."] and "Lima" not in page.get_text()
    assert page.select_one('.notice a[href="https://suara.example.org/a"]')


def test_display_link_shows_the_claims_and_no_text(people):
    article = made.make_article(
        people.editor, display="link", publisher="Suara", url="https://suara.example.org/a", complete=False
    )
    claim = made.publish(made.make_claim(article, people.editor), people)
    page = read("/en" + path_of("articles", article))
    assert not page.select(".passage") and "angka kemiskinan" not in page.get_text()
    assert page.select_one(f'[id="claim-{claim.public_id}"].standing blockquote')
    assert "only a part of this text" in text(page) and page.select('.notice a[href="https://suara.example.org/a"]')


def test_a_transcript_keeps_its_lines_and_who_speaks(people):
    body = "[00:10:15] NADIA PRAWIRA: 9 of 10 homes.\n[00:10:40] TOMAS HALIM: Only 71 percent.\n"
    article = made.make_article(people.editor, body, kind="transcript", language="en")
    made.publish(
        made.make_claim(article, people.editor, quote="Only 71 percent"),
        people,
        summary=words(en="So."),
        explanation=words(en="So."),
    )
    page = read("/en" + path_of("articles", article))
    assert [b.get_text() for b in page.select(".speaking")] == ["[00:10:15] NADIA PRAWIRA:", "[00:10:40] TOMAS HALIM:"]
    assert len(page.select(".block")) == 2
    assert shown(page) == [body]


def test_quotes_and_text_carry_their_own_language(published, article):
    page = read("/en" + path_of("articles", article))
    assert page.html["lang"] == "en" and page.select_one(".passage")["lang"] == "id"
    assert page.select_one(".cards")["lang"] == "en" and page.h1["lang"] == "id"


def test_an_article_whose_claims_are_all_withdrawn_is_gone(published, article, people):
    made.withdraw(published, people)
    page = read(path_of("articles", article), status=410)
    assert "ditarik" in text(page.h1) and article.title not in page.get_text()


def test_a_card_opens_the_recording_at_its_moment_where_that_is_known(claim, people):
    known = {"attribution": "confirmed", "attribution_at": "01:12:07"}
    heard = known | {"attribution_url": "https://www.youtube.com/watch?v=x"}
    claim = made.publish(claims.edit(claim, by=people.editor, **heard), people)
    link = read(path_of("articles", claim.article)).select_one("div.card a[rel~=external]")
    assert link["href"] == "https://www.youtube.com/watch?v=x&t=4327s" and text(link) == "Dengar pada 01:12:07"
