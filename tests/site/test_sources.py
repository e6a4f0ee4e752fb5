"""What readers learn of the evidence: copies, and sources that changed, moved, vanished or are withheld."""

import pytest

from claims.actions import captures, rechecks
from tests.actions.test_captures import PAGE, answering
from tests.actions.test_rechecks import check
from tests.site.pages import path_of, read, text
from tests.support.newsroom import hold, publish


@pytest.fixture
def source(claim, people):
    source = publish(claim, people).sources.get()
    captures.run(source.captures.get().pk, fetch=answering())
    source.refresh_from_db()
    return source


TOLD = {
    "changed": (answering(body=PAGE.replace("18 kelurahan", "22 kelurahan")), "berubah sejak kami membacanya"),
    "moved": (answering(url="https://arsip.example.org/laporan"), "pindah ke alamat lain"),
    "gone": (answering(404, ""), "tidak ada lagi di alamatnya"),
}


@pytest.mark.parametrize(("fetch", "words"), TOLD.values(), ids=list(TOLD))
def test_a_source_that_is_no_longer_as_it_was(source, people, fetch, words):
    rechecks.confirm(check(source, fetch), by=people.approver)
    page = read(path_of("claims", source.claim))
    assert f"Sumber 1 : {words}" in text(page.select_one("section [class=history]"))
    assert page.select_one("#history") and page.select_one('.history a[href="#source-1"]')
    assert text(page.select_one(".sources .notice, .sources .meta"))


def test_a_copy_and_a_first_look_are_no_events(source):
    check(source, answering())
    page = read(path_of("claims", source.claim))
    assert "Sumber 1" not in text(page.select_one(".history"))
    sources = text(page.select_one(".sources"))
    assert source.sha256[:16] in sources and "Tidak berubah" in sources


def test_a_gone_source_is_no_link_any_more(source, people):
    rechecks.confirm(check(source, answering(404, "")), by=people.approver)
    assert not read(path_of("claims", source.claim)).select(f'a[href="{source.url}"]')


def test_a_source_that_came_back(source, people):
    rechecks.confirm(check(source, answering(404, "")), by=people.approver)
    rechecks.confirm(check(source, answering()), by=people.approver)
    assert "kembali seperti ketika kami membacanya" in text(
        read(path_of("claims", source.claim)).select_one(".history")
    )


def test_while_a_claim_is_held_its_history_tells_no_source(source, people):
    rechecks.confirm(check(source, answering(404, "")), by=people.approver)
    source.claim.refresh_from_db()
    hold(source.claim, people)
    assert "Sumber" not in text(read(path_of("claims", source.claim)).select_one(".history"))
