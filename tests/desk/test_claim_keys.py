"""A real browser on the page of a claim: from queued to proposed by keys alone; findings lead into their fields."""

import pytest

from claims.actions import claims
from claims.models import Claim
from tests.desk.pages import to
from tests.desk.test_in_browser import enter
from tests.support.newsroom import draft, make_article, make_claim, make_people

pytestmark = pytest.mark.services


class Keys:
    """Presses keys and types words, and counts every press; words that must be written anyway count apart."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.type(text)


def test_from_queued_to_proposed_without_a_mouse(new_person):
    people = make_people()
    claim = make_claim(make_article(people.editor), people.editor)
    page = new_person()
    enter(page, "reviewer")
    page.goto(to("claim", "change", claim.pk))
    keys = Keys(page)
    with page.expect_navigation():
        keys.press("t")
    keys.press("n")
    page.wait_for_selector("#source-new-kind:focus")
    keys.press("Tab")
    keys.type("m")  # "mendukung klaim" in the list
    keys.press("Tab")
    keys.type("Laporan 2023")
    keys.press("Tab")
    keys.type("https://data.example.org/laporan")
    keys.press("Tab", "Tab", "Tab", "Tab")
    keys.type("Sebanyak 18 kelurahan.")
    with page.expect_navigation():
        keys.press("Control+Enter")
    page.wait_for_selector("#sources-title:focus")
    keys.press("2", "Tab")
    page.wait_for_selector("#verdict-summary_id:focus")
    keys.type("Sesuai laporan.")
    keys.press("Tab", "Tab")
    keys.type("Laporan mencatat 18.")
    with page.expect_navigation():
        keys.press("Control+Shift+Enter")
    claim = Claim.objects.get()
    assert (claim.work, claim.draft.rating.slug, claim.sources.get().excerpt) == (
        "proposed", "mostly-true", "Sebanyak 18 kelurahan.",
    )  # fmt: skip
    assert keys.pressed == 15, "keys beside the words themselves"


def test_a_finding_leads_into_its_field_and_typing_is_not_taken_for_keys(new_person):
    people = make_people()
    claim = claims.take(make_claim(make_article(people.editor), people.editor), by=people.reviewer)
    page = new_person()
    enter(page, "reviewer")
    page.goto(to("claim", "change", claim.pk))
    page.click('.lint a[href="#verdict-summary_id"]')
    page.wait_for_selector("#verdict-summary_id:focus")
    page.keyboard.type("g2t]?")
    assert page.input_value("#verdict-summary_id") == "g2t]?" and not page.is_visible("#claimkeyhelp")
    assert page.locator("[name=rating]:checked").count() == 0
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.is_visible("#claimkeyhelp") and page.get_attribute("#keys-button", "aria-expanded") == "true"
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_selector("#verdict-title:focus")
    page.click("#asking summary")
    page.fill("#asking-question", "Tidak boleh hilang")
    page.focus("#verdict-summary_id")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert Claim.objects.get().draft.summary["id"] == "g2t]?"
    assert page.input_value("#asking-question") == "Tidak boleh hilang"


def test_brackets_go_through_my_claims(new_person):
    people = make_people()
    article = make_article(people.editor)
    first = draft(make_claim(article, people.editor), people)
    second = claims.take(make_claim(article, people.editor, quote="6,2 persen"), by=people.reviewer)
    page = new_person()
    enter(page, "reviewer")
    page.goto(to("claim", "change", first.pk))
    page.keyboard.press("]")
    page.wait_for_url(f"**/claim/{second.pk}/change/")
    page.keyboard.press("[")
    page.wait_for_url(f"**/claim/{first.pk}/change/")
