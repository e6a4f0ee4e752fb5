"""Units are said in the reader's language where both languages have a word, and else marked as the other's."""

import pytest
from django.utils import translation

from claims.actions import verdicts
from claims.shown import units
from claims.shown.tags import unit_words
from tests.site.pages import LANGUAGES, path_of, read
from tests.support import newsroom as made


@pytest.mark.parametrize(
    "unit, said_in, value, indonesian, english",
    [
        ("percent", "en", 14.2, "persen", "percent"),
        ("persen", "id", 1, "persen", "percent"),
        ("people", "en", 3, "orang", "people"),
        ("orang", "id", 412560, "orang", "people"),
        ("orang", "id", 1, "orang", "person"),
        ("rupiah", "id", 5, "rupiah", "rupiah"),
        ("indeks", "id", 3.42, "indeks", "index"),
        ("rank", "en", 3, "peringkat", "rank"),
        ("urutan", "id", 3, "urutan", "rank"),
        ("kilometres", "en", 186, "kilometer", "kilometres"),
        ("dolar AS", "id", 2, "dolar AS", "US dollars"),
        ("Persen", "id", 2, "Persen", "percent"),
    ],
)
def test_known_units_are_carried_over(unit, said_in, value, indonesian, english):
    for code, word in (("id", indonesian), ("en", english)):
        with translation.override(code):
            assert unit_words(unit, said_in, value) == f'<span class="unit" lang="{code}">{word}</span>'


def test_any_other_unit_stays_and_says_its_language():
    with translation.override("en"):
        assert unit_words("kelurahan", "id", 28) == '<span class="unit" lang="id">kelurahan</span>'
    with translation.override("id"):
        assert unit_words("<b>wells", "en", 18) == '<span class="unit" lang="en">&lt;b&gt;wells</span>'


def test_no_word_stands_in_two_pairs():
    for side, code in ((0, "id"), (1, "en")):
        lines = units.PAIRS.strip().splitlines()
        words = [word.casefold() for line in lines for word in set(units.forms(line.split(" = ")[side]))]
        assert len(words) == len(set(words)) == len(units.KNOWN[code])


def test_what_is_shown_is_known_too():
    for pair in units.SHOWN:
        for code, words in pair.items():
            assert all(units.in_language(word, code) == word for word in words)


def test_the_page_says_them_so(claim, people):
    claim = made.draft(claim, people)
    source = claim.sources.first()
    for number, unit in enumerate(("persen", "kelurahan")):
        claim.figures.create(
            value=3,
            raw="3",
            start=claim.start + number,
            end=claim.start + number + 1,
            unit=unit,
            found_value=4,
            found_source=source,
        )
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    shown = {
        language: [
            (unit["lang"], unit.get_text()) for unit in read(language + path_of("claims", claim)).select(".unit")
        ]
        for language in LANGUAGES
    }
    assert shown == {"": [("id", "persen"), ("id", "kelurahan")], "/en": [("en", "percent"), ("id", "kelurahan")]}
