"""Verdict marks, numbers and dates as readers see them, in both languages."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import translation

from claims.actions.foundations import DEFAULT_SCALE
from claims.shown import marks, notation


def rendered(source, language="id", **context):
    with translation.override(language):
        return engines["django"].from_string("{% load shown %}" + source).render(context)


@pytest.mark.parametrize(("slug", "label"), [(slug, label) for slug, label, _meaning, _number in DEFAULT_SCALE])
def test_every_verdict_of_the_default_scale_has_its_words(slug, label):
    for language in ("id", "en"):
        with translation.override(language):
            assert marks.word(slug) == label[language]


def test_degrees_of_truth_each_have_a_shape_of_their_own():
    slugs = [slug for slug, _label, _meaning, number in DEFAULT_SCALE if number]
    assert len({marks.svg(slug) for slug in [*slugs, "unproven", "held", "withdrawn"]}) == len(slugs) + 3
    assert marks.svg("unproven") == marks.svg("of-another-scale")


def test_a_mark_always_carries_its_word():
    assert ">Salah</span>" in rendered("{% verdict_mark 'false' %}")
    quiet = rendered("{% verdict_mark 'held' quiet=True %}", "en")
    assert '<span class="visually-hidden">Under review</span>' in quiet and 'aria-hidden="true"' in quiet


def test_the_label_of_the_scale_goes_before_our_word_and_is_escaped():
    html = rendered("{% verdict_mark 'false' label %}", label={"id": "<b>Keliru</b>", "en": None})
    assert "&lt;b&gt;Keliru&lt;/b&gt;" in html and "<b>" not in html


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (3.14, "3,14", "3.14"),
        (30, "30", "30"),
        (Decimal("3.10000000"), "3,1", "3.1"),
        (2024, "2024", "2024"),
        (1234567.5, "1.234.567,5", "1,234,567.5"),
        (-0.25, "−0,25", "−0.25"),
        (1e15, "1.000.000.000.000.000", "1,000,000,000,000,000"),
        (None, "", ""),
    ],
)
def test_numbers_in_the_readers_notation(value, indonesian, english):
    assert rendered("{{ value|number }}", value=value) == indonesian
    assert rendered("{{ value|number }}", "en", value=value) == english


def test_dates_in_full():
    assert rendered("{{ day|day }}", day="2024-08-04") == '<time datetime="2024-08-04">4 Agustus 2024</time>'
    assert rendered("{{ day|day }}", "en", day="2024-08-04") == '<time datetime="2024-08-04">4 August 2024</time>'
    assert rendered("{{ day|day }}", day=None) == ""


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Jakarta", "5 November 2024, 01.05 WIB"),
        ("Asia/Makassar", "5 November 2024, 02.05 WITA"),
        ("Asia/Jayapura", "5 November 2024, 03.05 WIT"),
        ("America/Sao_Paulo", "4 November 2024, 15.05 UTC-03"),
    ],
)
def test_times_name_their_zone(zone, shown):
    assert shown in rendered("{{ at|moment:zone }}", at="2024-11-04T18:05:00Z", zone=zone)
    with translation.override("en"):
        assert notation.moment(datetime(2024, 11, 4, 18, 5, tzinfo=UTC), zone) == shown.replace(".", ":")


def test_words_fall_back_to_the_other_language_and_say_which():
    html = rendered("{{ pair|words }} {{ pair|words_language }}", "en", pair={"id": "Hanya ini", "en": None})
    assert html == "Hanya ini id"
