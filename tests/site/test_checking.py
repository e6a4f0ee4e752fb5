"""What readers see of claims being checked: a mark with its word and a card, and never a word of what is in work."""

import pytest

from claims.actions import articles, claims, newsrooms
from tests.site.pages import LANGUAGES, get, path_of, read, text
from tests.support import newsroom as made

WORDS = {"": ("Sedang dicek", "Belum ada vonis."), "/en": ("Being checked", "No verdict yet.")}
ENDED = {"": "Tidak dicek lebih lanjut", "/en": "Not checked further"}
QUOTE = "angka kemiskinan turun menjadi 6,2 persen pada 2023"


@pytest.fixture
def checked(published, article, people, newsroom):
    """A claim that a Reviewer took, in an article that readers see."""
    newsrooms.describe(newsroom, by=people.approver, shows_checking=True)
    return claims.take(made.make_claim(article, people.editor, quote=QUOTE), by=people.reviewer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_words_are_marked_and_a_card_says_since_when(checked, language):
    page = read(language + path_of("articles", checked.article))
    mark = page.select_one("a.mark.v-checking")
    assert mark.get_text() == QUOTE and mark["href"] == f"#claim-{checked.public_id}"
    assert page.select_one(".flag.v-checking")["aria-label"] == WORDS[language][0]
    card = page.select_one(f'[id="claim-{checked.public_id}"]')
    assert text(card).startswith(WORDS[language][0]) and WORDS[language][1] in text(card)
    assert card.time and not card.select("a:not(.card-back)"), "there is no page of it"
    assert WORDS[language][0].split()[-1].lower() in text(page.select_one(".summary .in-work"))
    assert len(page.select(".jump li")) == 1 and len(page.select(".counts li")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_ends_with_a_notice_and_then_with_a_verdict(checked, people, language):
    path = language + path_of("articles", checked.article)
    first = get(path)["ETag"]
    claim = claims.dismiss(checked, by=people.editor, dismissal="trivial")
    assert get(path)["ETag"] != first
    page = read(path)
    assert page.select_one("a.mark.v-not-checked").get_text() == QUOTE and not page.select(".v-checking")
    assert ENDED[language] in text(page.select_one("div.card.v-not-checked"))
    claim = claims.queue(claims.restore(claim, by=people.editor), by=people.editor)
    made.publish(claim, people, slug="false")
    page = read(path)
    assert not page.select(".v-checking, .v-not-checked, .in-work") and page.select("a.mark.v-false")


def test_it_leaks_nothing(checked, people):
    clean = str(read("/en" + path_of("articles", checked.article)))
    made.draft(checked, people, slug="false", summary={"id": "RAHASIA", "en": "SECRET"})
    claims.edit(checked, by=people.reviewer, label={"id": "LABEL", "en": "LABEL"})
    page = str(read("/en" + path_of("articles", checked.article)))
    assert page == clean
    get(path_of("claims", checked), status=404)


def test_without_the_setting_nothing_of_it_is_on_the_page(published, article, people):
    made.propose(made.make_claim(article, people.editor, quote=QUOTE), people)
    page = read(path_of("articles", article))
    assert len(page.select("a.mark")) == 1 and not page.select(".v-checking, .in-work, .loose")


def test_a_passage_that_is_shown_no_more_still_says_so(checked, people):
    articles.describe(checked.article, by=people.editor, display="link")
    page = read("/en" + path_of("articles", checked.article))
    assert QUOTE not in page.get_text()
    assert "no longer stands" in text(page.select_one(".card.v-checking.standing"))
