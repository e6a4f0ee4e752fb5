"""Tables of official figures: kept as they came, read by our number rules, each problem told by its row."""

import io
import zipfile
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest

from claims.actions import table_reading
from claims.actions.official_values import read_as, reading, receive, remove, save
from claims.actions.refusals import Incomplete, NotNow, NotYou, Unacceptable
from claims.models import AuditEntry, OfficialTable, OfficialValue

pytestmark = pytest.mark.django_db

CSV = (
    "Indikator;Wilayah;Tahun;Nilai;Satuan\n"
    "Indeks layanan digital;Kota Seruni;2023;3,12;\n"
    "Penduduk miskin;Kota Seruni;2023;6,2;%\n"
)


def bring(people, newsroom, data=CSV, **more):
    data = data.encode() if isinstance(data, str) else data
    source = {"title": "Statistik Seruni 2023", "publisher": "BPS Kota Seruni", "name": "statistik.csv", **more}
    return receive(by=people.editor, newsroom=newsroom, data=data, **source)


def sheet(*rows, formats=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, style in (formats or {}).items():
        book.active[place].number_format = style
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def codes(found):
    return [(one["row"], one["code"]) for one in found.problems]


def test_kept_as_it_came_and_nothing_saved_before_a_person_says_so(people, newsroom):
    table = bring(people, newsroom, url="https://data.example.org/t", as_of="Maret 2024")
    assert (bytes(table.body).decode(), table.name, table.state) == (CSV, "statistik.csv", "received")
    assert not OfficialValue.objects.exists()
    found = reading(table)
    assert [(row.number, row.measure, row.subject, row.period, row.value, row.unit) for row in found.rows] == [
        (2, "Indeks layanan digital", "Kota Seruni", "2023", Decimal("3.12"), ""),
        (3, "Penduduk miskin", "Kota Seruni", "2023", Decimal("6.2"), "%"),
    ]
    save(table, by=people.editor)
    row = OfficialValue.objects.standing().get(row=3)
    assert (row.value, row.raw, row.source_title, row.source_url) == (
        Decimal("6.2"),
        "6,2",
        "Statistik Seruni 2023",
        "https://data.example.org/t",
    )
    assert AuditEntry.objects.get(verb="save_table").after["values"] == 2


@pytest.mark.parametrize(
    ("language", "raw", "value", "unit"),
    [
        ("id", "3,14", "3.14", ""),
        ("id", "3.14", "3.14", ""),
        ("id", "1.234", "1234", ""),
        ("id", "1.234.567,8", "1234567.8", ""),
        ("id", "1 234 567", "1234567", ""),
        ("id", "6,2 %", "6.2", "%"),
        ("id", "-0,5", "-0.5", ""),
        ("id", "−0,5", "-0.5", ""),
        ("id", "Rp 1,2 triliun", "1200000000000", "rupiah"),
        ("id", "Rp1.500", "1500", "rupiah"),
        ("id", "125,3 ribu jiwa", "125300", "jiwa"),
        ("id", "3,12*", "3.12", ""),
        ("en", "1,234", "1234", ""),
        ("en", "1,234,567.8", "1234567.8", ""),
        ("en", "1.2 million people", "1200000", "people"),
    ],
)
def test_numbers_as_people_print_them(language, raw, value, unit):
    found = table_reading.figure(raw, False, language)
    assert (found[0], found[1]) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "no_value"),
        ("n/a", "no_value"),
        ("…", "no_value"),
        ("baik", "no_number"),
        ("3,1-3,4", "no_number"),
        ("12 dari 20", "no_number"),
        ("=1+1", "no_number"),
        ("9" * 30, "no_number"),
        ("999999 triliun triliun", None),
        ("99999999999 triliun", "too_large"),
    ],
)
def test_what_is_no_number_is_told(raw, code, people, newsroom):
    data = f"measure,value\nIPM,70\nIPM Seruni,{raw}\n" if "," not in raw else f"measure;value\nIPM;70\nA B;{raw}\n"
    found = reading(bring(people, newsroom, data))
    assert codes(found) == ([(3, code)] if code else [])


@pytest.mark.parametrize(
    ("language", "column", "values", "doubted"),
    [
        ("id", ["3,141", "2,5"], ["3.141", "2.5"], []),
        ("id", ["3,141", "7"], ["3.141", "7"], [2]),
        ("id", ["1.234", "987"], ["1234", "987"], []),
        ("id", ["2.875", "3.14"], ["2.875", "3.14"], [2]),
        ("en", ["1,234", "987"], ["1234", "987"], []),
        ("en", ["2.875", "3.1"], ["2.875", "3.1"], []),
    ],
)
def test_three_digits_after_a_mark_are_read_as_the_column_is(language, column, values, doubted, people, newsroom):
    lines = "".join(f"M{n};{raw}\n" for n, raw in enumerate(column))
    found = reading(bring(people, newsroom, f"measure;value\n{lines}", language=language))
    assert [row.value for row in found.rows] == [Decimal(value) for value in values]
    assert codes(found) == [(number, "two_readings") for number in doubted]


def test_problems_are_told_by_row_and_the_rest_is_saved(people, newsroom):
    data = CSV + ";Kota Seruni;2023;1;\nPenduduk miskin;Kota Seruni;2023;7;%\nPenduduk miskin;Kota Seruni;2023;6,20;%\n"
    table = save(bring(people, newsroom, data), by=people.editor)
    assert codes(table) == [(4, "no_measure"), (5, "twice"), (6, "again")]
    assert OfficialValue.objects.count() == 2
    assert AuditEntry.objects.get(verb="save_table").after["left_out"] == 3


def test_a_workbook_with_a_title_above_percent_cells_and_dates(people, newsroom):
    data = sheet(
        ["Statistik Kota Seruni"],
        [],
        ["Indikator", "Kabupaten/Kota", "Tahun", "Nilai"],
        ["Penduduk miskin", "Kota Seruni", 2023, 0.062],
        ["IPM", "Kota Seruni", datetime(2023, 3, 1), 70.94],  # noqa: DTZ001
        ["Luas", "Kota Seruni", 2023, "=A1*2"],
        formats={"D4": "0.0%"},
    )
    found = reading(bring(people, newsroom, data, name="t.xlsx"))
    assert [(row.number, row.period, row.value, row.unit) for row in found.rows] == [
        (4, "2023", Decimal("6.2"), "%"),
        (5, "2023-03-01", Decimal("70.94"), ""),
    ]
    assert codes(found) == [(6, "formula")]


def test_a_row_may_name_its_own_source(people, newsroom):
    data = "measure,value,source\nA,1,https://data.example.org/a\nB,2,Perwali 4/2023\nC,3,\n"
    save(bring(people, newsroom, data, url="https://data.example.org/all"), by=people.editor)
    rows = OfficialValue.objects.standing().order_by("row")
    assert [row.source_url.rpartition("/")[2] for row in rows] == ["a", "all", "all"]
    assert rows[1].source_title == "Perwali 4/2023"


def test_columns_that_are_not_told_can_be_said(people, newsroom):
    table = bring(people, newsroom, "Apa,Berapa\nIPM,70\n")
    assert reading(table).missing == ["measure", "value"]
    with pytest.raises(Incomplete):
        save(table, by=people.editor)
    with pytest.raises(Unacceptable):
        read_as(table, by=people.editor, columns={"measure": 0, "value": 0}, language="id")
    table = read_as(table, by=people.editor, columns={"measure": 0, "value": 1, "unit": None}, language="en")
    save(table, by=people.editor)
    assert OfficialValue.objects.get().measure == "IPM"


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "<x/>")
        file.writestr("xl/worksheets/sheet1.xml", b"0" * (table_reading.MOST_UNPACKED + 1))
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "empty"),
        (lambda: b"%PDF-1.4 x", "kind"),
        (lambda: b"<html><table></table></html>", "kind"),
        (lambda: sheet(["measure", "value"])[:-200], "kind"),
        (bomb, "too_large"),
    ],
)
def test_what_is_no_table_is_refused_with_words(make, code, people, newsroom):
    with pytest.raises(Unacceptable) as refused:
        bring(people, newsroom, make())
    assert (refused.value.field, refused.value.code) == ("file", code)
    assert not OfficialTable.objects.exists()


def test_a_workbook_whose_insides_are_no_sheet_is_refused(people, newsroom):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(Unacceptable) as refused:
        bring(people, newsroom, out.getvalue())
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"title": " "}, "title"), ({"publisher": ""}, "publisher"), ({"url": "javascript:x"}, "url"),
     ({"as_of": "x" * 81}, "as_of")],
)  # fmt: skip
def test_a_source_must_be_named(change, field, people, newsroom):
    with pytest.raises(Unacceptable) as refused:
        bring(people, newsroom, **change)
    assert refused.value.field == field


def test_the_same_file_is_told_until_it_is_removed(people, newsroom):
    table = save(bring(people, newsroom), by=people.editor)
    with pytest.raises(Unacceptable) as refused:
        bring(people, newsroom)
    assert "Statistik Seruni" in str(refused.value)
    with pytest.raises(Incomplete):
        remove(table, by=people.editor, reason="")
    remove(table, by=people.editor, reason="Salah tahun")
    assert not OfficialValue.objects.standing().exists() and OfficialValue.objects.exists()
    assert bring(people, newsroom).pk


def test_saved_once_and_by_editors_only(people, newsroom):
    table = bring(people, newsroom)
    with pytest.raises(NotYou):
        save(table, by=people.approver)
    save(table, by=people.editor)
    for attempt in (save, lambda row, by: read_as(row, by=by, columns={}, language="id")):
        with pytest.raises(NotNow):
            attempt(table, by=people.editor)


def test_more_rows_than_are_read_are_told(people, newsroom, monkeypatch):
    monkeypatch.setattr(table_reading, "MOST_ROWS", 3)
    found = reading(bring(people, newsroom, "measure,value\n" + "".join(f"M{n},{n}\n" for n in range(9))))
    assert len(found.rows) == 3 and codes(found) == [(5, "many_rows")]


@pytest.mark.parametrize(
    "data",
    [
        f"Statistik Kota Seruni, 2023\n\n{CSV}".encode(),
        f"Statistik\n{CSV}Catatan: angka sementara\n".encode(),
        CSV.replace("layanan", "café").encode("cp1252"),
    ],
)
def test_a_title_above_and_another_encoding_are_read(data, people, newsroom):
    rows = reading(bring(people, newsroom, data)).rows
    assert [row.value for row in rows[:2]] == [Decimal("3.12"), Decimal("6.2")]


def test_empty_columns_at_the_end_are_not_listed(people, newsroom):
    data = sheet(["Indikator", "Nilai", ""], ["IPM", 71, ""], ["TPT", 6, ""], formats={"H1": "0%"})
    assert reading(bring(people, newsroom, data)).headings == ["Indikator", "Nilai"]
