"""The ledger of fairness: what was chosen, published, is in work or was left out, in numbers and never in words."""

import csv
import io
import json

import pytest
from django.test import Client

from claims.actions import articles, claims, events
from claims.models import Publication
from tests.site.pages import LANGUAGES, get, path_of, read, text
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def debate(article, people, newsroom):
    """A debate with one side: one of its claims published, one in work, three left out."""
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Seruni", election="Pilwalkot Seruni")
    articles.describe(article, by=people.editor, event=event)
    article.refresh_from_db()
    published = made.publish(made.make_claim(article, people.editor), people)
    events.add_participant(event, by=people.editor, speaker=published.speaker, ballot_number=1)
    made.make_claim(article, people.editor, quote="angka kemiskinan turun")
    for quote, why in (("Indeks layanan", "trivial"), ("6,2 persen", "not_checkable"), ("pada 2023", "trivial")):
        claims.dismiss(made.make_claim(article, people.editor, quote=quote), by=people.editor, dismissal=why)
    return event


def test_the_sheets_hold_numbers_of_what_was_left_out(debate):
    for noun in ("event", "speaker"):
        record = json.loads(Publication.objects.sheets(noun).get().body)
        assert record["claims"] == {"chosen": 2, "checked": 1} and record["waiting"] == 1
        assert record["dropped"] == {"not_checkable": 1, "trivial": 2}
        assert "kemiskinan" not in json.dumps(record) and "Indeks" not in json.dumps(record)
    sheet = json.loads(Publication.objects.events().get().body)
    assert sheet["participants"][0]["counts"] == {"chosen": 2, "checked": 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ledger_counts_each_event_and_speaker(debate, language):
    page = read(f"{language}/fairness/")
    for row in page.select(".even"):
        assert [cell.get_text() for cell in row.select("dd")] == ["2", "1", "1", "3"]
    words = text(page)
    assert ("Tidak penting bagi pembaca 2" if not language else "Of no consequence to readers 2") in words
    assert "kemiskinan" not in words and "6,2 persen" not in words


def test_the_table_holds_the_same(debate):
    response = get("/fairness.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["kind"] for row in rows] == ["event", "speaker"]
    for row in rows:
        assert (row["chosen"], row["published"], row["in_work"], row["left_out"]) == ("2", "1", "1", "3")
        assert (row["left_out_trivial"], row["left_out_other"], row["withdrawn"]) == ("2", "0", "0")


def test_no_cell_is_a_formula(debate, people):
    events.describe(debate, by=people.editor, title="=1+1")
    assert "'=1+1" in get("/fairness.csv").content.decode()


def test_a_withdrawn_claim_is_counted_as_such(debate, people, article):
    claim = made.publish(made.make_claim(article, people.editor, quote="Menurut Rahma"), people)
    made.withdraw(claim, people)
    row = read("/fairness/").select_one(".even")
    assert [cell.get_text() for cell in row.select("dd")] == ["3", "1", "1", "3"]
    assert "1 ditarik setelah terbit" in text(row)


def test_records_of_before_still_have_their_row(debate):
    for sheet in Publication.objects.filter(claim=None, current=True):
        record = json.loads(sheet.body)
        Publication.objects.filter(pk=sheet.pk).update(
            body=json.dumps({key: value for key, value in record.items() if key not in ("dropped", "waiting")})
        )
    row = read("/fairness/").select_one(".even")
    assert [cell.get_text() for cell in row.select("dd")] == ["2", "1", "1", "0"]


def test_the_event_page_tells_the_same_and_shows_the_empty_column(debate, people):
    page = read(path_of("events", debate))
    assert "1 dari 2 klaim yang dipilih sudah diperiksa" in text(page) and "Kolom kosong" in text(page)
    events.add_participant(debate, by=people.editor, speaker=other(debate, people), ballot_number=2)
    page = read(path_of("events", debate))
    assert "Kolom kosong" not in text(page) and len(page.select(".column")) == 2


def other(event, people):
    return made.Speaker.objects.create(newsroom=event.newsroom, name="Bagas Pratama")


def test_a_speakers_claims_by_event_and_topic(debate, django_assert_max_num_queries):
    claim = Publication.objects.claims().get()
    record = json.loads(claim.body) | {"topics": [{"slug": "layanan", "label": {"id": "Layanan", "en": "Services"}}]}
    Publication.objects.filter(pk=claim.pk).update(body=json.dumps(record), attribution="confirmed")
    with django_assert_max_num_queries(4):
        page = Client().get(f"/speakers/{claim.speaker_ref}/")
    assert page.status_code == 200
    page = read(f"/speakers/{claim.speaker_ref}/")
    groups = [text(group) for group in page.select(".broken-down li")]
    assert groups == [
        "Debat Seruni 1 klaim sudah diperiksa 1 Sebagian Besar Benar",
        "Layanan 1 klaim sudah diperiksa 1 Sebagian Besar Benar",
    ]
    assert "%" not in text(page.main)
