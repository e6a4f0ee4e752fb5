"""The annotated article in a real browser: on a phone, on a desktop, and without any script."""

import pytest

from tests.site.pages import path_of
from tests.support import newsroom as made
from tests.support.browser import DESKTOP, PHONE

QUOTES = ("Indeks layanan digital kami 3,41", "18 dari 27 kelurahan", "27 kelurahan sudah daring", "6,2 persen")
BOXES = """() => [...document.querySelectorAll('.card')].map((card) => {
    const box = card.getBoundingClientRect(); return [box.left, box.top, box.bottom] }).sort((a, b) => a[1] - b[1])"""
NO_ROOM = "() => document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def dense(article, people):
    """More claims than their paragraphs are high."""
    for quote in QUOTES:
        made.publish(made.make_claim(article, people.editor, quote=quote), people)
    return article


def test_on_a_phone_a_tap_opens_the_card_under_its_sentence_and_another_closes_it(new_person, dense):
    person = new_person(viewport=PHONE)
    person.goto(path_of("articles", dense))
    words, card = person.locator("a.mark").first, person.locator(".card").first
    assert not card.is_visible()
    words.click()
    assert card.is_visible()
    assert card.bounding_box()["y"] > words.bounding_box()["y"]
    assert person.url.endswith(f"#{card.get_attribute('id')}")
    assert card.evaluate("card => card.previousSibling.data ?? ''").rstrip().endswith((".", "”", "Wirasti."))
    assert card.evaluate("card => card.parentElement.className") == "words" and card.get_attribute("lang") == "id"
    words.click()
    assert not card.is_visible() and "#" not in person.url
    assert not person.evaluate(NO_ROOM)


def test_without_script_a_tap_opens_the_card_too_and_leads_back(new_person, dense):
    person = new_person(viewport=PHONE, java_script_enabled=False)
    person.goto(path_of("articles", dense))
    card = person.locator(".card").first
    assert not card.is_visible()
    person.locator("a.mark").first.click()
    assert card.is_visible()
    card.locator("a.card-back").click()
    assert not card.is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_desktop_cards_stand_in_the_margin_and_never_overlap(new_person, dense, script):
    person = new_person(viewport=DESKTOP, java_script_enabled=script)
    person.goto(path_of("articles", dense))
    boxes = person.evaluate(BOXES)
    text = person.locator(".words").first.bounding_box()
    assert len(boxes) == len(QUOTES)
    assert all(left > text["x"] + text["width"] - 1 for left, _top, _bottom in boxes)
    assert all(above[2] <= below[1] for above, below in zip(boxes, boxes[1:], strict=False))


def test_a_deep_link_opens_its_claim_beside_its_words(new_person, dense):
    person = new_person(viewport=DESKTOP)
    last = dense.claims.get(quote="6,2 persen").public_id
    person.goto(f"{path_of('articles', dense)}#claim-{last}")
    card, words = person.locator(f'[id="claim-{last}"]'), person.locator(f'[id="at-{last}"]')
    assert card.locator(".card-summary").is_visible()
    assert abs(card.bounding_box()["y"] - words.bounding_box()["y"]) < 40
    person.set_viewport_size(PHONE)
    assert card.is_visible()


def test_keys_go_from_claim_to_claim_until_they_are_turned_off(new_person, dense):
    person = new_person(viewport=DESKTOP)
    person.goto(path_of("articles", dense))
    ids = [f"claim-{claim.public_id}" for claim in dense.claims.order_by("start", "-end")]

    def chosen(key):
        person.keyboard.press(key)
        return person.evaluate("document.querySelector('.card.chosen')?.id ?? ''")

    assert [chosen(key) for key in ("j", "j", "k", "Escape", "x")] == [ids[0], ids[1], ids[0], "", ""]
    person.locator("[data-keys] button").click()
    assert chosen("j") == ""
    person.reload()
    assert chosen("j") == "" and person.locator("[data-keys] button").get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("locale", ["id-ID", "en-GB"])
def test_no_page_is_wider_than_a_phone(new_person, dense, locale):
    person = new_person(locale=locale, viewport={"width": 320, "height": 640}, allow=["404"])
    claim = dense.claims.first()
    prefix = "/en" if locale.startswith("en") else ""
    bare = ["/", "/corrections/", "/methodology/", "/nothing/", path_of("claims", claim), path_of("articles", dense)]
    for path in [*bare, path_of("speakers", claim.speaker)]:
        person.goto(prefix + path)
        assert not person.evaluate(NO_ROOM), path
