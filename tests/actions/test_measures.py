"""Measures are made by publication, renamed and merged by Editors; the index of public figures follows every step."""

import json

import pytest
from django.core.management import call_command

from claims.actions import figures, named_measures, verdicts
from claims.actions.refusals import NotYou, Stale, Unacceptable
from claims.models import AuditEntry, Measure, MeasureAlias, PublishedFigure, words
from tests.support import ledger
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(people):
    return ledger.article(people)


def rows():
    """The index as tuples, and whether each points to its claim's present publication."""
    found = PublishedFigure.objects.select_related("measure", "publication", "claim").order_by("pk")
    assert all(row.publication == row.claim.present() for row in found)
    return [(row.measure.slug, row.subject_slug, str(row.value.normalize()), row.year) for row in found]


def test_nothing_is_in_the_ledger_before_publication(text, people):
    ledger.claim(text, people)
    assert rows() == [] and not Measure.objects.exists()


def test_publication_writes_the_figure_and_names_the_measure_from_the_scale(text, people):
    ledger.published(text, people, found="3.12")
    assert rows() == [("spbe", "kota-seruni", "3.14", 2022)]
    measure = Measure.objects.get()
    assert measure.name == {"id": "Indeks SPBE", "en": "SPBE (e-government) index"}
    assert AuditEntry.objects.filter(verb="create", noun="measure", by=None).count() == 1


def test_one_measure_for_its_many_names(text, people):
    ledger.published(text, people, "early")
    ledger.published(text, people, "late", measure="sistem pemerintahan berbasis elektronik")
    assert [row[0] for row in rows()] == ["spbe", "spbe"] and Measure.objects.count() == 1


def test_what_official_tables_call_one_measure_is_one_here(text, people):
    for which, name in (("early", "tingkat pengangguran"), ("late", "pengangguran"), ("rival", "tingkat pengangguran")):
        ledger.published(text, people, which, measure=name, unit="%")
    assert [row[0] for row in rows()] == ["tingkat-pengangguran"] * 3 and Measure.objects.count() == 1
    before = rows()
    call_command("rebuild_ledger")
    assert rows() == before and Measure.objects.count() == 1
    assert set(MeasureAlias.objects.values_list("key", flat=True)) == {"tingkat pengangguran", "pengangguran"}


@pytest.mark.parametrize(
    ("measure", "unit", "there"),
    [("inflasi", "tahun", 0), ("inflation", "months", 0), ("usia harapan hidup", "tahun", 1), ("inflasi", "%", 1)],
)
def test_a_span_of_time_is_no_value_of_a_measure(measure, unit, there, text, people):
    ledger.published(text, people, measure=measure, unit=unit)
    assert len(rows()) == there


def test_measures_in_different_units_are_merged_only_on_purpose(text, people):
    ledger.published(text, people, measure="anggaran jalan", unit="rupiah")
    ledger.published(text, people, "late", measure="jalan rusak", unit="%")
    money, roads = Measure.objects.get(slug="anggaran-jalan"), Measure.objects.get(slug="jalan-rusak")
    with pytest.raises(Unacceptable) as refused:
        named_measures.merge(roads, into=money, by=people.editor, reason="Sama")
    assert (refused.value.field, refused.value.code) == ("units_differ", "units")
    named_measures.merge(roads, into=money, by=people.editor, reason="Sama", units_differ=True)
    assert {row[0] for row in rows()} == {"anggaran-jalan"}


def test_a_figure_without_a_measure_is_left_out(text, people):
    ledger.published(text, people, measure="")
    assert rows() == []


def test_correction_hold_release_and_withdrawal_are_followed(text, people):
    claim = ledger.published(text, people, found="3.12")
    claim = verdicts.correct(claim, by=people.reviewer, reason="Data baru")
    figures.correct(claim.figures.get(), by=people.reviewer, period="2021", subject="Kota Melati")
    assert rows() == [("spbe", "kota-seruni", "3.14", 2022)], "a draft is not public"
    claim.refresh_from_db()
    claim = verdicts.save(
        claim,
        by=people.reviewer,
        rating=claim.newsroom.scales.first().ratings.get(slug="partly-true"),
        correction={"material": True, "note": words("Tahunnya 2021.", "It was 2021.")},
    )
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    assert rows() == [("spbe", "kota-melati", "3.14", 2021)]
    claim = made.hold(claim, people)
    assert rows() == [("spbe", "kota-melati", "3.14", 2021)]
    held = PublishedFigure.objects.get().publication
    assert held.status == "held" and json.loads(held.body)["figures"][0]["found"] is None
    claim = made.release(claim, people)
    assert len(rows()) == 1
    made.withdraw(claim, people)
    assert rows() == []


def test_the_command_makes_it_anew(text, people, capsys):
    ledger.published(text, people)
    ledger.published(text, people, "rival")
    before = rows()
    PublishedFigure.objects.filter(value__gt=3.1).delete()
    PublishedFigure.objects.update(subject_slug="elsewhere")
    call_command("rebuild_ledger")
    assert sorted(rows()) == sorted(before) and "2 figures" in capsys.readouterr().out


def test_an_editor_renames_and_the_address_stays(text, people):
    ledger.published(text, people)
    measure = Measure.objects.get()
    stamp = Measure.objects.stamp()
    for person in (people.reviewer, people.approver):
        with pytest.raises(NotYou):
            named_measures.rename(measure, by=person, name=words("SPBE"))
    with pytest.raises(Unacceptable):
        named_measures.rename(measure, by=people.editor, name=words(" "))
    named_measures.rename(measure, by=people.editor, name=words("Indeks SPBE nasional", "National SPBE index"))
    assert Measure.objects.get().slug == "spbe" and Measure.objects.stamp() > stamp
    assert AuditEntry.objects.get(verb="rename", noun="measure").after["name"]["id"] == "Indeks SPBE nasional"
    with pytest.raises(Stale):
        named_measures.rename(measure, by=people.editor, name=words("Lain"), seen={"name": measure.name})


def test_names_gather_later_figures_and_belong_to_one_measure(text, people):
    ledger.published(text, people)
    measure = Measure.objects.get()
    named_measures.add_alias(measure, by=people.editor, name="Kematangan Digital", language="id")
    ledger.published(text, people, "late", measure="kematangan digital")
    assert {row[0] for row in rows()} == {"spbe"}
    ledger.published(text, people, "rival", measure="kepuasan warga")
    other = Measure.objects.get(slug="kepuasan-warga")
    with pytest.raises(Unacceptable) as refused:
        named_measures.add_alias(other, by=people.editor, name="indeks kematangan digital", language="id")
    assert refused.value.code == "taken" and "Indeks SPBE" in str(refused.value)
    with pytest.raises(NotYou):
        named_measures.add_alias(other, by=people.reviewer, name="Kepuasan", language="id")


def test_merging_moves_names_and_figures_and_is_on_record(text, people):
    ledger.published(text, people)
    ledger.published(text, people, "late", measure="kematangan digital")
    spbe, other = Measure.objects.get(slug="spbe"), Measure.objects.get(slug="kematangan-digital")
    with pytest.raises(NotYou):
        named_measures.merge(other, into=spbe, by=people.approver, reason="Sama")
    with pytest.raises(Unacceptable):
        named_measures.merge(spbe, into=spbe, by=people.editor, reason="Sama")
    with pytest.raises(Unacceptable):
        named_measures.merge(other, into=spbe, by=people.editor, reason=" ")
    named_measures.merge(other, into=spbe, by=people.editor, reason="Ukuran yang sama")
    assert {row[0] for row in rows()} == {"spbe"}
    assert MeasureAlias.objects.filter(measure=spbe).count() == 2
    assert AuditEntry.objects.get(verb="merge", noun="measure").reason == "Ukuran yang sama"
    ledger.published(text, people, "rival", measure="kematangan digital")
    assert [row[0] for row in rows()] == ["spbe"] * 3
    with pytest.raises(Unacceptable):
        named_measures.merge(other, into=spbe, by=people.editor, reason="Lagi")
