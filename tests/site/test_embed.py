"""The card in other people's pages, and how they learn of it: it always tells what stands today."""

import json
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.site.pages import LANGUAGES, get, path_of, read, text
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db
HOST = "http://127.0.0.1:8000"


def card(claim, query="", status=200, language=""):
    return text(read(f"{language}/embed/claims/{claim.public_id}/{query}", status).body)


def asked(claim, status=200, language="", **more):
    return get("/oembed?" + urlencode({"url": f"{HOST}{language}{path_of('claims', claim)}", **more}), status)


def test_the_card_may_be_framed_and_nothing_else_may(published):
    for path, allowed in ((f"/embed/claims/{published.public_id}/", "*"), (path_of("claims", published), "'none'")):
        response = get(path)
        assert f"frame-ancestors {allowed};" in response["Content-Security-Policy"] + ";"
        assert ("X-Frame-Options" in response) == (allowed == "'none'")
    assert "unsafe" not in get(f"/embed/claims/{published.public_id}/")["Content-Security-Policy"]
    assert not read(f"/embed/claims/{published.public_id}/").find_all(["script", "style"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_the_verdict_and_after_a_change_that_and_when(published, people, language):
    verdict, word, now = {
        "": ("Sebagian Besar Benar", "Diperbarui", "Sebagian Benar"),
        "/en": ("Mostly True", "Updated", "Partly True"),
    }[language]
    before = card(published, language=language)
    assert verdict in before and word not in before
    made.correct(published, people)
    after = card(published, language=language)
    assert after.startswith(now) and word in after


def test_a_pinned_card_yields_to_a_correction_a_hold_and_a_withdrawal(published, people):
    assert "versi 1" in card(published, "?version=1")
    made.correct(published, people)
    yielded = card(published, "?version=1")
    assert "halaman ini mengutip versi 1; yang berlaku sekarang adalah versi 2" in yielded and "Dikoreksi" in yielded
    assert "mengutip" not in card(published, "?version=2")
    made.hold(published, people)
    for query in ("", "?version=1", "?version=2"):
        held = card(published, query)
        assert "Vonis ditinjau ulang." in held and "Benar" not in held
    made.withdraw(published, people)
    for query in ("", "?version=1"):
        gone = card(published, query, 410)
        assert "Klaim bukan oleh dia." in gone and "kelurahan" not in gone and "Rahma" not in gone


@pytest.mark.parametrize("version", ["0", "2", "x", "1e3", "9" * 30, ""])
def test_a_version_that_never_was_is_no_page(published, version):
    card(published, f"?version={version}", 404)


def test_the_claim_page_offers_the_card_and_leads_programs_to_it(published):
    page = read(path_of("claims", published))
    links = {link["type"]: link["href"] for link in page.find_all("link", type=True) if "oembed" in link["type"]}
    assert set(links) == {"application/json+oembed", "text/xml+oembed"}
    for address in links.values():
        assert get(address.removeprefix(HOST)).status_code == 200
    codes = [area.get_text() for area in page.select("textarea[readonly]")]
    frames = [BeautifulSoup(code, "html.parser").iframe for code in codes]
    assert [frame["src"].partition("?")[2] for frame in frames] == ["", "version=1"]
    assert get(frames[0]["src"].removeprefix(HOST)).status_code == 200
    ways = [link["href"] for link in page.select(".share-way")]
    assert (
        ways[0].startswith("https://wa.me/?text=") and "versi+1" in ways[0] and ways[1].startswith("mailto:?subject=")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_oembed_answers_in_both_formats(published, language):
    answer = json.loads(asked(published, language=language).content)
    assert answer["version"] == "1.0" and answer["type"] == "rich"
    for told in (answer["title"], answer["html"]):  # what stands in other people's pages tells no verdict
        assert "Sebagian Besar Benar" not in told and "Mostly True" not in told
    frame = BeautifulSoup(answer["html"], "html.parser").iframe
    assert frame["src"] == f"{HOST}{language}/embed/claims/{published.public_id}/"
    assert (answer["width"], answer["height"]) == (int(frame["width"]), int(frame["height"]))
    assert {name for name in answer if name.startswith("thumbnail")} == {
        f"thumbnail_{x}" for x in ("url", "width", "height")
    }
    root = ElementTree.fromstring(asked(published, language=language, format="xml").content)  # noqa: S314
    assert root.tag == "oembed" and {one.tag: one.text for one in root} == {
        key: str(value) for key, value in answer.items()
    }


def test_oembed_keeps_to_the_size_asked_for(published):
    answer = json.loads(asked(published, maxwidth=320, maxheight=200).content)
    assert (answer["width"], answer["height"]) == (320, 200) and "thumbnail_url" not in answer
    for size in ("x", "0", "-3", "1.5"):
        asked(published, 400, maxwidth=size)


def test_oembed_refuses_as_its_specification_says(published, people):
    assert get("/oembed", 400).content
    asked(published, 501, format="yaml")
    get("/oembed?" + urlencode({"url": f"{HOST}{path_of('claims', published)}preview/"}), 401)
    for address in (
        "/",
        "/articles/",
        "ftp://x",
        "http://[",
        "https://elsewhere.example" + path_of("claims", published),
    ):
        get("/oembed?" + urlencode({"url": address if "://" in address else HOST + address}), 404)
    made.hold(published, people)
    assert json.loads(asked(published).content)["title"].startswith("Klaim yang diperiksa")
    made.withdraw(published, people)
    asked(published, 404)


def test_four_questions_at_most(published, django_assert_max_num_queries):
    for path in (
        f"/embed/claims/{published.public_id}/",
        "/oembed?" + urlencode({"url": HOST + path_of("claims", published)}),
    ):
        with django_assert_max_num_queries(4):
            assert Client().get(path).status_code == 200
