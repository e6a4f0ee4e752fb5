"""Said again by somebody else: the desk shows repeat, precedent and another figure; another verdict is explained; the
pack and the ledger of the next debate know both. With a real worker; people and place are made up."""

import pytest
from django.urls import reverse

from claims.actions import events
from claims.models import Article, Claim, Newsroom, Speaker, words
from tests.browser.test_newsroom import attach, log_in
from tests.support.newsroom import make_people, publish

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FIRST = (
    "Calon wali kota Rahma Wirasti membacakan rapor pemerintahannya, Rabu malam.\n\n"
    "“Indeks SPBE Kota Seruni tahun 2023 adalah 3,14,” kata Rahma Wirasti.\n\n"
    "“Di Kota Seruni sudah ada 30 dari 50 kelurahan berbasis digital,” ujar Rahma Wirasti.\n"
)
AGAIN = (
    "Calon wali kota Bima Laksana menanggapinya pada debat kedua, Kamis malam.\n\n"
    "“Indeks SPBE Kota Seruni pada tahun 2023 mencapai 3,14,” kata Bima Laksana.\n\n"
    "“Di Kota Seruni baru ada 20 dari 50 kelurahan berbasis digital,” ujar Bima Laksana.\n"
)


def paste(page, title, text, event=None):
    """Pastes an article and waits until the worker has split it into its two claims."""
    page.goto("/en/admin/claims/article/add/")
    page.fill("[name=title]", title)
    page.fill("[name=text]", text)
    page.fill("[name=publisher]", "Harian Contoh")
    page.fill("[name=published_on]", "5/11/2024")
    if event:
        page.locator("[name=event]").first.select_option(str(event.pk))
    page.click("button.first:has-text('Take it in and split it')")
    page.locator("#cards .card").nth(1).wait_for(timeout=60_000)
    return Article.objects.get(title=title)


def accept_all(page):
    """Accepts both suggestions."""
    for left in (1, 0):
        page.locator(".card.work-extracted button[value=queue]").first.click()
        page.wait_for_function("(n) => document.querySelectorAll('.card.work-extracted').length === n", arg=left)


def claims_of(article):
    """(the claim on the index, the claim on the kelurahan)"""
    index, share = Claim.objects.filter(article=article).order_by("start")
    return index, share


def test_said_again_by_somebody_else(worker, transactional_db, new_person):
    people = make_people()
    editor = new_person(locale="en")
    log_in(editor, "editor")
    article = paste(editor, "Rapor pertama", FIRST)
    accept_all(editor)
    for claim, slug in zip(claims_of(article), ("true", "partly-true"), strict=True):
        publish(claim, people, slug=slug)
    event = events.create(by=people.editor, newsroom=Newsroom.objects.default(), title="Debat kedua")
    events.add_participant(event, by=people.editor, speaker=Speaker.objects.get(name="Rahma Wirasti"), role=words())

    again = paste(editor, "Tanggapan", AGAIN, event)
    cards = editor.locator("#cards .card")
    told = cards.nth(0).locator(".before:not(.unread)")
    told.wait_for()
    assert (
        "Checked before:" in told.inner_text() and "True" in told.inner_text() and "Said 2 times" in told.inner_text()
    )
    assert "Another figure was claimed: 30 dari 50 (Rahma Wirasti" in cards.nth(1).locator(".before").inner_text()
    accept_all(editor)

    index, share = claims_of(again)
    reviewer = new_person(locale="en", allow=["422"])
    log_in(reviewer, "reviewer")
    reviewer.goto(told_address(share))
    assert "Another figure was claimed: 30 dari 50" in reviewer.inner_text("#checked")
    explain(reviewer, index)
    index.refresh_from_db()
    assert index.work == "proposed" and index.draft.precedent_note == "He speaks of another year."
    assert index.match_decisions.get().decision == "linked"

    reviewer.goto(f"/en/admin/claims/event/{event.pk}/pack/")
    earlier = reviewer.inner_text("#earlier")
    assert "Rahma Wirasti" in earlier and "SPBE" in earlier and "30" in earlier
    reviewer.goto("/en/admin/figures/")
    reviewer.locator(".ledger-table a", has_text="SPBE").first.click()
    reviewer.wait_for_selector("#claims-title")
    rows = reviewer.inner_text(".ledger-table >> nth=0")
    assert "Rahma Wirasti" in rows and "Bima Laksana" in rows


def told_address(claim):
    return f"{reverse('admin:claims_claim_change', args=[claim.pk])}".replace("/admin/", "/en/admin/", 1)


def explain(page, claim):
    """Takes the claim, links the precedent, chooses another verdict, is blocked, says why, and proposes."""
    page.goto(told_address(claim))
    panel = page.inner_text("#checked")
    assert "Same claim" in panel and "another speaker" in panel and "Said 2 times" in panel
    with page.expect_navigation():
        page.click("button:has-text('Take for review')")
    with page.expect_navigation():
        page.locator("#checked button[value=link]").first.click()
    assert "linked by the desk" in page.inner_text("#checked")
    attach(page, "Laporan indeks 2023", "refutes")
    page.locator("#form-verdict label.rating", has_text="Misleading").click()
    page.fill("#form-verdict [name=summary_id]", "Nilai itu bukan untuk seluruh kota.")
    page.fill("#form-verdict [name=explanation_id]", "Laporan **2023** mencatatnya lain.")
    propose = page.locator("#form-verdict button[value=propose]")
    with page.expect_navigation():
        propose.click()
    assert "The same claim has another verdict" in page.inner_text("#form-verdict")
    assert "not the verdict chosen here" in page.inner_text("#precedent")
    page.fill("#precedent [name=precedent_note]", "He speaks of another year.")
    with page.expect_navigation():
        propose.click()
    assert page.locator(".standing .work").inner_text() == "proposed", page.inner_text("main")
