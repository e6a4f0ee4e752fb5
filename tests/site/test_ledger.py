"""The ledger's public pages: only what is published, drawn and as a table, as JSON and CSV, in both languages."""

import csv
import io

import pytest
from django.test import Client

from claims.actions import named_measures
from claims.models import Measure, words
from tests.site.pages import LANGUAGES, get, read, text
from tests.support import ledger
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db

PAGE = "/figures/spbe--kota-seruni/"


@pytest.fixture
def source_text(people):
    return ledger.article(people)


@pytest.fixture
def three(source_text, people):
    """Two claims of one speaker and one of another, with a working claim beside them that must not show."""
    done = [
        ledger.published(source_text, people, which, found)
        for which, found in (("early", "3.12"), ("late", "3.05"), ("rival", None))
    ]
    return done


def test_who_claimed_what_and_what_the_sources_say(three):
    for prefix, point in zip(LANGUAGES, (",", "."), strict=True):
        page = read(prefix + PAGE)
        said = text(page.main)
        for value in ("3,14", "3,41", "3,02", "3,12", "3,05"):
            assert value.replace(",", point) in said
        assert "Rahma Wirasti" in said and "Bagas Lintang" in said and "Laporan Layanan Digital 2023" in said
        assert {a["href"] for a in page.main.find_all("a")} >= {
            f"{prefix}/claims/{claim.public_id}/" for claim in three
        }


def test_it_is_drawn_by_speaker_with_sources_as_diamonds_and_told_in_words(three):
    picture = read(PAGE).find("svg", class_="timeline")
    assert len(picture.select("circle")) == 3 and len(picture.select(".diamond")) == 2
    assert len({g["class"][0] for g in picture.select("g") if g.select("circle")}) == 2
    assert "Rahma Wirasti: 2022 3,14, 2023 3,41" in picture["aria-label"] and "2022 3,12" in picture["aria-label"]
    assert "style=" not in str(picture)


def test_one_value_is_not_drawn(source_text, people):
    ledger.published(source_text, people)
    assert read(PAGE).find("svg", class_="timeline") is None


def test_work_is_not_shown(three, source_text, people):
    made.draft(ledger.claim(source_text, people, "poor", subject="Kota Melati"), people)
    assert "Melati" not in text(read("/figures/").main)
    get("/figures/spbe--kota-melati/", 404)


def test_the_list_leads_to_every_page(three):
    for prefix in LANGUAGES:
        page = read(prefix + "/figures/")
        assert page.main.find("a", href=prefix + PAGE) and "2022–2023" in text(page.main)
    assert "/figures/" in {a["href"] for a in read("/").header.find_all("a")}


def test_an_empty_ledger_says_so(newsroom):
    assert "empty" in str(read("/figures/").main) and "Belum ada" in text(read("/figures/").main)
    get("/figures/nothing/", 404)
    get("/figures/nothing--kota-seruni/", 404)


def test_a_held_claim_shows_no_verdict_and_no_source_value(source_text, people):
    made.hold(ledger.published(source_text, people, found="3.12"), people)
    said = text(read(PAGE).main)
    assert "3,14" in said and "3,12" not in said and "Sebagian Besar Benar" not in said and "itinjau ulang" in said


def test_a_withdrawn_claim_leaves_the_page_and_the_last_one_closes_it(source_text, people):
    claims = [ledger.published(source_text, people, which) for which in ("early", "rival")]
    made.withdraw(claims[0], people)
    assert "3,14" not in text(read(PAGE).main)
    made.withdraw(claims[1], people)
    get(PAGE, 410)


def test_json(three):
    body = get("/figures/spbe--kota-seruni.json").json()
    assert body["subject"] == "Kota Seruni" and body["measure"]["en"] == "SPBE (e-government) index"
    assert [one["value"] for one in body["claims"]] == [3.14, 3.41, 3.02]
    assert body["claims"][0]["found"]["value"] == 3.12 and body["claims"][2]["found"] is None
    assert body["claims"][0]["speaker"]["name"] == "Rahma Wirasti" and body["claims"][0]["verdict"]["slug"]
    assert [one["value"] for one in body["sources"]] == [3.12, 3.05]


def test_csv_is_safe_in_a_spreadsheet(source_text, people):
    ledger.published(source_text, people, subject="=HYPERLINK(1)")
    path = read("/figures/").main.find("td").find_previous("a")["href"]
    response = get(path.rstrip("/") + ".csv")
    assert response["Content-Type"].startswith("text/csv") and "attachment" in response["Content-Disposition"]
    [row] = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert row["subject"] == "'=HYPERLINK(1)" and row["value"] == "3.14" and row["speaker"] == "Rahma Wirasti"


def test_a_merged_measures_addresses_lead_to_the_other(three, source_text, people):
    measure = named_measures.resolve(three[0].newsroom, made_named("kematangan digital"))
    named_measures.merge(Measure.objects.get(slug="spbe"), into=measure, by=people.editor, reason="Sama")
    for path in (PAGE, "/figures/spbe--kota-seruni.json", "/en" + PAGE):
        answer = get(path, 302)
        assert answer["Location"] == path.replace("spbe", "kematangan-digital")
        get(answer["Location"])


def made_named(name):
    return named_measures.scales.measured(None, name, None, "id")


def test_a_name_that_an_editor_added_leads_to_the_measure(three, people):
    named_measures.add_alias(Measure.objects.get(), by=people.editor, name="Kematangan Digital", language="id")
    assert get("/figures/kematangan-digital--kota-seruni/", 302)["Location"] == PAGE


def test_four_questions_a_page_and_two_for_what_is_there(three, django_assert_max_num_queries):
    for path in ("/figures/", PAGE, "/figures/spbe--kota-seruni.json", "/figures/spbe--kota-seruni.csv"):
        with django_assert_max_num_queries(4):
            response = Client().get(path)
        with django_assert_max_num_queries(2):
            get(path, 304, if_none_match=response["ETag"])


def test_renaming_a_measure_makes_a_new_tag(three, people):
    tag = get(PAGE)["ETag"]
    named_measures.rename(
        Measure.objects.get(), by=people.editor, name=words("Indeks pemerintahan digital", "Digital index")
    )
    again = get(PAGE, if_none_match=tag)
    assert again["ETag"] != tag and "Indeks pemerintahan digital" in again.content.decode()
    assert "Digital index" in get("/en" + PAGE).content.decode()


def test_a_claims_page_leads_to_its_figures_page(three):
    for prefix in LANGUAGES:
        page = read(f"{prefix}/claims/{three[0].public_id}/")
        assert page.main.find("a", href=prefix + PAGE)


def test_an_address_of_a_subject_that_never_was_is_not_found(source_text, people):
    claim = ledger.published(source_text, people)
    get(PAGE.replace("seruni", "nowhere"), 404)
    made.withdraw(claim, people)
    get(PAGE, 410)
    get(PAGE.replace("seruni", "nowhere"), 404)
