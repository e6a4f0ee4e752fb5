"""The year as tables: whose year, what stands in it, and that no spreadsheet runs what a source wrote."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.desk.exports import BOM, safe
from claims.models import Claim, Verdict
from tests.desk.pages import desk, to, words
from tests.support.newsroom import correct, make_claim, make_person, publish, withdraw

pytestmark = pytest.mark.django_db


def table(person, name, year):
    answer = desk(person).get(to("publication", name, year))
    body = b"".join(answer.streaming_content).decode()
    assert answer["Content-Type"] == "text/csv; charset=utf-8" and body.startswith(BOM)
    return list(csv.DictReader(io.StringIO(body.removeprefix(BOM))))


def at(moment, **which):
    Verdict.objects.filter(**which).update(published_at=moment)


def test_a_check_is_in_the_year_of_the_newsroom_not_of_greenwich(published, people, newsroom):
    newsroom.time_zone = "Asia/Makassar"
    newsroom.save()
    at(datetime(2025, 12, 31, 16, 30, tzinfo=UTC))  # half past midnight in Makassar
    assert table(people.editor, "checks", 2025) == []
    row = table(people.editor, "checks", 2026)[0]
    assert (row["claim"], row["verdict"], row["proposed_by"], row["approved_by"], row["sources"]) == (
        str(published.public_id), "mostly-true", "Rev", "App", "1",
    )  # fmt: skip


def test_corrections_and_withdrawals_are_told_from_what_to_what(article, people):
    claim = correct(publish(make_claim(article, people.editor), people), people)
    year = claim.live.published_at.year
    row = table(people.editor, "corrections", year)[0]
    assert (row["kind"], row["from"], row["to"], row["version"]) == ("material", "mostly-true", "partly-true", "2")
    assert row["note_id"] == "Data 2024 mengubah vonis." and row["reason"] == "Data baru"
    withdraw(Claim.objects.get(), people)
    rows = table(people.editor, "corrections", year)
    assert [row["kind"] for row in rows] == ["material", "withdrawn"] and rows[1]["note_en"] == "Not said by her."
    page = desk(people.editor).get(to("publication", "years"))
    assert page.context["rows"][0]["corrections"] == 2 and page.context["rows"][0]["checks"] == 1
    assert f"hasil cek {year} dalam CSV" in words(page)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =cmd|'/c calc'!A1"])
def test_no_cell_is_a_formula(text):
    assert safe(text) == f"'{text}"


def test_ordinary_words_stay_as_they_are():
    assert [safe(text) for text in ("18 dari 27", "a=b", "", None, 3)] == ["18 dari 27", "a=b", "", "", "3"]


def test_the_cells_of_a_table_are_made_safe(article, people):
    claim = publish(make_claim(article, people.editor), people)
    Claim.objects.update(quote="=HYPERLINK(1)")
    assert table(people.editor, "checks", claim.published_at.year)[0]["quote"] == "'=HYPERLINK(1)"


def test_a_second_check_costs_no_query_more(article, people):
    year = publish(make_claim(article, people.editor), people).published_at.year
    with CaptureQueriesContext(connection) as one:
        assert len(table(people.editor, "checks", year)) == 1
    publish(make_claim(article, people.editor, "angka kemiskinan turun menjadi 6,2 persen"), people)
    with CaptureQueriesContext(connection) as two:
        assert len(table(people.editor, "checks", year)) == 2
    assert len(one) == len(two)


def test_nothing_published_says_what_to_do_and_odd_years_are_not_there(people):
    client = desk(people.editor)
    assert "Redaktur menerbitkan" in words(client.get(to("publication", "years")))
    assert client.get(to("publication", "checks", 0)).status_code == 404
    assert client.get(to("publication", "checks", 9999)).status_code == 404
    assert desk(make_person("tamu")).get(to("publication", "years")).status_code == 403


def test_the_lists_of_the_desk_lead_there(people):
    page = desk(people.editor).get("/admin/").content.decode()
    assert to("publication", "years") in page
