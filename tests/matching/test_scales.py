"""Reference scales: the data file is refused when it is not in order; questions fire where they should."""

from decimal import Decimal

import pytest

from claims.matching.scales import (
    Near,
    ScaleFileError,
    arithmetic,
    measured,
    question,
    read_scales,
    read_words,
    scales,
    slug,
    year_of,
)
from claims.matching.scales.data import FOLDER
from claims.text import extract

SPBE = """
[[scale]]
key = "spbe"
name = { id = "Indeks SPBE", en = "SPBE index" }
aliases = ["SPBE"]
least = 1
most = 5
rule = "PermenPANRB 59/2020"
years = { from = 2020, until = 2026 }
source = { title = "Naskah", url = "" }
seen = true
rule_seen = false
bands = [{ id = "kurang", en = "poor", from = 1 }, { id = "baik", en = "good", above = 2.6 }]
"""


def asked(text, language="id"):
    """The kinds and questions about the figures of the first sentence with some, as the desk finds them."""
    found = extract(text, language)
    rows = [(claim, figure) for claim in found.claims for figure in claim.figures]
    assert rows, "the engine found no figure in the sample"
    return [
        (figure.raw, one)
        for _claim, figure in rows
        for one in question(figure, Near.of(found.text, figure.start, figure.end), language)
    ]


def said(words):
    return f"“{words},” kata Rahma Wirasti, calon wali kota Seruni."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("rule_seen = false\n", ""), "rule_seen is missing"),
        (("seen = true\n", "seen = true\nprinted = true\n"), "printed is unknown"),
        (("seen = true\n", "seen = true\nseen = true\n"), "Cannot overwrite"),
        (("seen = true\n", 'seen = "yes"\n'), "must be true or false"),
        (('aliases = ["SPBE"]', 'aliases = ["SPBE", "spbe"]'), "twice"),
        (("above = 2.6", "above = 2.6, from = 2.6"), "either from or above"),
        (("above = 2.6", "above = 0.6"), "rise from least to most"),
        (('en = "good"', 'en = "poor"'), "twice"),
        (("until = 2026", "until = 2019"), "years in order"),
        (("least = 1", 'least = "1"'), "must be a number"),
    ],
)
def test_a_file_that_is_not_in_order_is_refused(tmp_path, change, told):
    file = tmp_path / "id.toml"
    file.write_text(SPBE)
    assert read_scales(file)[0].key == "spbe"
    assert SPBE.replace(*change) != SPBE
    file.write_text(SPBE.replace(*change))
    with pytest.raises(ScaleFileError, match=told):
        read_scales(file)


def test_two_scales_with_one_name_must_differ_in_values_or_years(tmp_path):
    file = tmp_path / "id.toml"
    other = SPBE.replace('key = "spbe"', 'key = "other"')
    file.write_text(SPBE + other)
    with pytest.raises(ScaleFileError, match="share 'spbe'"):
        read_scales(file)
    file.write_text(SPBE + other.replace("from = 2020, until = 2026", "from = 2027"))
    assert len(read_scales(file)) == 2
    file.write_text(SPBE + SPBE)
    with pytest.raises(ScaleFileError):
        read_scales(file)


def test_words_are_refused_when_a_language_lacks_one(tmp_path):
    text = (FOLDER / "words.toml").read_text()
    file = tmp_path / "words.toml"
    file.write_text(text.replace('of = ["of", "out of"]\n', ""))
    with pytest.raises(ScaleFileError, match=r"en\.of is missing"):
        read_words(file)


def test_every_scale_names_its_rule_and_where_it_was_read():
    for scale in scales():
        assert scale.rule and scale.source["title"] and scale.years[0] > 1900
        assert scale.seen, f"{scale.key}: what nobody saw is left out"
        assert all(
            scale.band(band.begin if not band.above else band.begin + Decimal("0.01")) == band for band in scale.bands
        )


@pytest.mark.parametrize(
    ("value", "band"), [("2.59", "cukup"), ("2.6", "baik"), ("3.49", "baik"), ("3.5", "sangat baik")]
)
def test_spbe_cut_offs(value, band):
    spbe = next(scale for scale in scales() if scale.key == "spbe")
    assert spbe.band(Decimal(value)).words["id"] == band


def test_bands_of_one_rule_include_their_beginning_and_of_another_leave_it_out():
    by_key = {scale.key: scale for scale in scales()}
    assert by_key["ipm"].band(Decimal(70)).words["id"] == "tinggi"
    assert by_key["sakip"].band(Decimal(70)).words["id"] == "baik"
    assert by_key["gini"].band(Decimal("0.38")) is None


def test_a_band_word_that_does_not_fit_is_a_question_with_the_rule_and_its_source():
    [(raw, one)] = asked(said("Indeks SPBE Kota Seruni 3,14, masuk kategori sangat baik"))
    assert (raw, one.kind) == ("3,14", "band")
    assert one.question["id"].endswith("?") and "3,14" in one.question["id"] and "“baik”" in one.question["id"]
    assert one.question["en"].endswith("?") and "3.14" in one.question["en"] and "“good”" in one.question["en"]
    assert "PermenPANRB 59/2020" in one.rule["id"] and "2,6 sampai di bawah 3,5" in one.rule["id"]
    assert one.source["url"].startswith("https://") and not one.confirmed


def test_a_word_said_of_all_reaches_back_over_other_numbers():
    words = "Indeks SPBE kami 3,14. Bahkan indeks pelayanan publik kita 4,3, semuanya masuk kategori sangat baik"
    assert [raw for raw, _one in asked(said(words))] == ["3,14"]


@pytest.mark.parametrize(
    "words",
    [
        "Indeks SPBE Kota Seruni 3,14, masuk kategori baik",
        "Indeks SPBE Kota Seruni 3,14. Layanan kami sangat baik",
        "Indeks SPBE Kota Seruni 3,14 karena tata kelola yang baik",
        "Indeks SPBE Kota Seruni 3,14 dan nilai SAKIP 71,2, masuk kategori sangat baik",
        "Indeks SPBE Kota Seruni pada 2018 sebesar 3,14, masuk kategori sangat baik",
        "Indeks Pembangunan Manusia Kota Seruni 78,3 dan tergolong tinggi",
        "Kami menempati peringkat 3 SPBE, dengan predikat sangat baik",
        "Sebanyak 47 indikator SPBE dinilai sangat baik",
        "Indeks kebahagiaan Kota Seruni 3,14, masuk kategori sangat baik",
    ],
)
def test_what_fits_or_speaks_of_something_else_is_left_alone(words):
    assert asked(said(words)) == []


def test_a_value_outside_the_scale_is_asked_about():
    [(_raw, one)] = asked(said("Indeks SPBE Kota Seruni 31,4"))
    assert one.kind == "range" and "1 sampai 5" in one.question["id"] and "1 to 5" in one.question["en"]


def test_one_name_on_two_scales_is_told_by_the_value():
    assert [
        one.kind for _raw, one in asked(said("Indeks kepuasan masyarakat Kota Seruni 3,2, masuk kategori sangat baik"))
    ] == ["band"]
    assert asked(said("Indeks kepuasan masyarakat Kota Seruni 82,4, masuk kategori baik")) == []


def test_english_words():
    found = asked("“Our human development index is 78.3 and is rated very high,” Rahma Wirasti said.", "en")
    assert [one.kind for _raw, one in found] == ["band"]


@pytest.mark.parametrize(
    ("text", "language", "kind", "told"),
    [
        ("30 dari 50 kelurahan atau 70 persen sudah daring", "id", "share", "60 persen"),
        ("30 dari 50 kelurahan (66%) sudah daring", "id", "share", "60 persen"),
        ("30 of 50 schools, or 70 percent, are online", "en", "share", "60 persen"),
        ("pengangguran naik 20 persen dari 10 menjadi 15 ribu orang", "id", "change", "50 persen"),
        ("kemiskinan turun dari 8,4 menjadi 6,2 persen atau turun 40 persen", "id", "change", "26,2 persen"),
        ("kemiskinan turun 2,2 persen dari 8,4 menjadi 6,2 persen", "id", "points", "26,2 persen"),
        ("kemiskinan turun dari 6,2 menjadi 8,4 persen", "id", "direction", "naik"),
        ("revenue rose by 20 percent from 10 to 15 billion", "en", "change", "50 persen"),
    ],
)
def test_arithmetic_that_does_not_hold_is_a_question(text, language, kind, told):
    [one] = arithmetic(text, language)
    assert one.kind == kind and told in one.question["id"]
    assert one.question["id"].endswith("?") and one.question["en"].endswith("?") and one.rule["en"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("30 dari 50 kelurahan atau 60 persen sudah daring", "id"),
        ("18 dari 27 kelurahan (66,7 persen) sudah daring", "id"),
        ("18 dari 27 kelurahan (66 persen) sudah daring", "id"),
        ("30 dari 50 kelurahan sudah daring, sementara 70 persen warga puas", "id"),
        ("kemiskinan turun dari 8,4 menjadi 6,2 persen", "id"),
        ("kemiskinan turun 2,2 persen poin dari 8,4 menjadi 6,2 persen", "id"),
        ("pengangguran naik 50 persen dari 10 menjadi 15 ribu orang", "id"),
        ("anggaran naik dari 900 juta menjadi 1,2 miliar rupiah", "id"),
        ("kata dia dari 2019 ke 2023 anggaran turun 5 persen", "id"),
        ("poverty fell from 8.4 to 6.2 percent, a drop of 26 percent", "en"),
    ],
)
def test_arithmetic_that_holds_is_left_alone(text, language):
    assert arithmetic(text, language) == []


@pytest.mark.parametrize(
    ("parts", "key", "subject"),
    [
        (("indeks", "SPBE", "Kota Seruni"), "spbe", "Kota Seruni"),
        (("indeks", "Pembangunan", "Manusia Kota Seruni"), "ipm", "Kota Seruni"),
        (("indeks", "Pembangunan", "Manusia"), "ipm", ""),
        (("nilai", "SAKIP", None), "sakip", ""),
        (("persen", "angka kemiskinan", "Kota Seruni"), "kemiskinan", "Kota Seruni"),
        (("indeks", "layanan digital", None), "layanan digital", ""),
        (("index", "human development", "Norwick"), "ipm", "Norwick"),
        (("kelurahan", "gaji guru reformasi birokrasi", None), "gaji guru reformasi birokrasi", ""),
    ],
)
def test_one_key_for_a_measure_whatever_it_is_called(parts, key, subject):
    found = measured(*parts, "en" if parts[0] == "index" else "id")
    assert (found.key, found.subject) == (key, subject)


def test_no_measure_no_key():
    assert measured("kelurahan", None, None, "id") is None
    assert measured(None, " ", "Kota Seruni", "id") is None


def test_names_addresses_and_years():
    assert measured("indeks", "layanan digital", None, "id").name == {"id": "Indeks layanan digital"}
    assert measured("index", "digital service", None, "en").name == {"en": "Digital service index"}
    assert slug("Kota Contoh, Kalimantan") == "kota-contoh-kalimantan"
    assert [year_of(one) for one in ("2023", "Maret 2024", "2019–2023", "", None)] == [2023, 2024, 2023, None, None]


@pytest.mark.parametrize("denied", ["belum masuk kategori", "bukan kategori"])
def test_a_band_that_is_denied_asks_nothing(denied):
    assert asked(said(f"Indeks SPBE Kota Seruni 3,14, {denied} sangat baik")) == []
