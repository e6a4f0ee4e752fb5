"""What is known beside a new claim: official values of its measure and subject, period and value told apart."""

from decimal import Decimal

import pytest
from django.utils import timezone

from claims.actions import earlier, events, figures, official_values, packs, precedents
from claims.actions.measure_words import measure_key, names_subject, one_subject, subject_key
from claims.models import CheckImport, Claim, Figure, words
from tests.actions.test_earlier import external
from tests.support.newsroom import make_article, make_claim, publish

pytestmark = pytest.mark.django_db

TABLE = """measure;subject;period;value;unit
Indeks layanan digital;Kota Seruni;2023;3,41;
Indeks layanan digital;Kota Seruni;2022;3,12;
Indeks layanan digital;Kabupaten Seruni;2023;2,9;
Indeks layanan digital;Kota Kenanga;2023;3,4;
Persentase penduduk miskin;Kota Seruni;2023;6,18;%
Persentase penduduk miskin;Kota Seruni;2021;7,5;%
Penduduk miskin ekstrem;Kota Seruni;2023;1,1;%
Jumlah penduduk;Kota Seruni;2023;125,3;ribu jiwa
"""


@pytest.fixture
def table(people, newsroom):
    source = {"title": "Statistik Seruni", "publisher": "BPS Seruni", "name": "s.csv"}
    row = official_values.receive(by=people.editor, newsroom=newsroom, data=TABLE.encode(), **source)
    return official_values.save(row, by=people.editor)


def claim_with(article, people, quote, value, measure, **more):
    claim = make_claim(article, people.editor, quote)
    start = claim.start
    fields = {"raw": value, "start": start, "end": start + 3, "value": Decimal(value.replace(",", ".")), **more}
    Figure.objects.create(claim=claim, measure=measure, **fields)
    return Claim.objects.get(pk=claim.pk)


def beside(claim):
    """What was checked before, as it is known beside the claim."""
    return {(kind, row) for kind, row, why in packs.known_for(claim) if kind != packs.OFFICIAL and why.found}


def told(claim):
    return {
        (row.measure, row.subject, row.period): why.reasons
        for kind, row, why in packs.known_for(claim)
        if kind == packs.OFFICIAL
    }


def test_the_official_value_of_measure_and_subject_with_periods_told_apart(table, article, people):
    claim = claim_with(article, people, "Indeks layanan digital kami 3,41", "3,41", "layanan digital", period="2023")
    found = told(claim)
    index = "Indeks layanan digital"
    assert list(found) == [(index, "Kota Seruni", "2023"), (index, "Kota Seruni", "2022")]
    assert found[index, "Kota Seruni", "2023"] == ("same_measure", "same_subject", "same_period", "same_value")
    assert found[index, "Kota Seruni", "2022"] == ("same_measure", "same_subject", "other_period", "other_value")


def test_another_name_of_the_measure_rounding_and_a_near_measure(table, article, people):
    claim = claim_with(
        article, people, "angka kemiskinan turun menjadi 6,2 persen pada 2023", "6,2", "angka kemiskinan",
        period="2023", unit="persen",
    )  # fmt: skip
    found = told(claim)
    assert found["Persentase penduduk miskin", "Kota Seruni", "2023"] == (
        "same_measure", "same_subject", "same_period", "near_value",
    )  # fmt: skip
    assert found["Penduduk miskin ekstrem", "Kota Seruni", "2023"][0] == "near_measure"
    assert next(iter(found)) == ("Persentase penduduk miskin", "Kota Seruni", "2023")


@pytest.mark.parametrize(
    ("subject", "seen"), [("Kota Seruni", True), ("Seruni", True), ("Kabupaten Seruni", False), ("Kenanga", False)]
)
def test_a_figure_that_names_its_subject_is_compared_with_that_one(subject, seen, table, article, people):
    claim = claim_with(
        article, people, "Indeks layanan digital kami 3,41", "3,41", "layanan digital", period="2023", subject=subject
    )
    assert (("Indeks layanan digital", "Kota Seruni", "2023") in told(claim)) is seen


def test_a_unit_with_a_scale_and_a_claim_without_a_period(table, people):
    article = make_article(people.editor, "Penduduk Kota Seruni kini 125.300 jiwa.\n", title="Pidato")
    claim = claim_with(article, people, "Penduduk Kota Seruni kini 125.300 jiwa", "125300", "penduduk", unit="jiwa")
    assert told(claim)["Jumlah penduduk", "Kota Seruni", "2023"] == (
        "same_measure",
        "same_subject",
        "period_unsaid",
        "same_value",
    )


def test_another_unit_is_no_other_value(table, article, people):
    claim = claim_with(article, people, "Indeks layanan digital kami 3,41", "3,41", "kemiskinan", unit="jiwa")
    assert told(claim)["Persentase penduduk miskin", "Kota Seruni", "2023"][-1] == "other_unit"


def test_what_speaks_of_something_else_or_was_removed_is_not_shown(table, article, people):
    other = claim_with(article, people, "18 dari 27 kelurahan sudah daring", "18", "kelurahan daring")
    assert told(other) == {}
    claim = claim_with(article, people, "Indeks layanan digital kami 3,41", "3,41", "layanan digital")
    assert told(claim)
    official_values.remove(table, by=people.editor, reason="Salah")
    assert told(claim) == {}


def test_it_follows_an_edited_figure(table, article, people):
    claim = claim_with(article, people, "18 dari 27 kelurahan sudah daring", "18", "kelurahan daring")
    figures.correct(claim.figures.get(), by=people.editor, measure="layanan digital", subject="Kota Seruni")
    assert told(claim)


def test_english_words_meet_an_indonesian_table(table, people):
    text = "The poverty rate of Seruni City fell to 6.18 percent in 2023.\n"
    article = make_article(people.editor, text, title="Debate", language="en")
    claim = claim_with(article, people, text.strip()[:-1], "6.18", "poverty rate", unit="percent", period="2023")
    assert told(claim)["Persentase penduduk miskin", "Kota Seruni", "2023"] == (
        "same_measure",
        "same_subject",
        "same_period",
        "same_value",
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Kota Seruni", "Seruni", True), ("Pemkot Seruni", "Seruni City", True), ("Kota Seruni", "Kab. Seruni", False),
     ("Kota Seruni", "Kota Kenanga", False), ("", "Seruni", False), ("Seruni Barat", "Seruni", False)],
)  # fmt: skip
def test_subjects(one, other, same):
    assert one_subject(subject_key(one), subject_key(other)) is same


def test_keys():
    assert measure_key("IPM", "id") == measure_key("Human Development Index", "en") != ""
    assert measure_key("Tingkat pengangguran terbuka", "id") == measure_key("unemployment rate", "en")
    assert measure_key("Indeks", "id") and not measure_key("", "id")
    assert names_subject("city:seruni", {"kota", "seruni"}) and not names_subject("regency:seruni", {"kota", "seruni"})


def test_earlier_claims_of_the_participants_are_those_of_other_texts(people, newsroom, article):
    earlier = publish(make_claim(article, people.editor), people)
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat kedua")
    events.add_participant(event, by=people.editor, speaker=earlier.speaker, role=words("Calon"))
    now = make_article(people.editor, "Rahma: 18 dari 27 kelurahan sudah daring lagi.\n", title="Segmen 1", event=event)
    make_claim(now, people.editor)
    ((participant, claims),) = packs.earlier_claims(event)
    assert participant.speaker == earlier.speaker and list(claims) == [earlier]


def test_what_was_checked_before_stands_beside_it_unless_set_aside(published, people, newsroom):
    other = external(newsroom, "18 dari 27 kelurahan sudah daring")
    article = make_article(people.editor, "Bagus: “18 dari 27 kelurahan sudah daring.”\n", title="Segmen 1")
    claim = Claim.objects.get(pk=make_claim(article, people.editor, speaker="Bagus Lintang").pk)
    assert beside(claim) == {(packs.EARLIER, published), (packs.EXTERNAL, other)}
    precedents.reject(claim, external=other, by=people.reviewer)
    assert beside(claim) == {(packs.EARLIER, published)}


def test_what_is_only_near_it_stands_there_where_the_events_pack_brings_it(people, newsroom, published):
    far = external(newsroom, "Sebanyak 18 dari 27 puskesmas kelurahan sudah daring sejak Mei")
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat")
    article = make_article(people.editor, "Bagus: “layanan kelurahan sudah daring.”\n", title="Segmen 1", event=event)
    quote = "layanan kelurahan sudah daring"
    claim = Claim.objects.get(pk=make_claim(article, people.editor, quote, "Bagus Lintang").pk)
    assert {one.row for one in earlier.checks(claim) if one.match.kind == "related"} == {published, far}
    assert beside(claim) == set()
    now = timezone.now()
    run = CheckImport.objects.create(newsroom=newsroom, feed="f.json", kind="json", by=people.editor, started_at=now)
    run.events.add(event), far.imports.add(run)
    assert beside(claim) == {(packs.EXTERNAL, far)}
    events.add_participant(event, by=people.editor, speaker=published.speaker)
    assert beside(claim) == {(packs.EXTERNAL, far), (packs.EARLIER, published)}
