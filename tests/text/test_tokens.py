"""The words that search and matching compare."""

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text.stems import stems
from claims.text.tokens import figure, tokens

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


@pytest.mark.parametrize(
    ("raw", "whole"),
    [
        ("70,94", "70.94"),
        ("70.94", "70.94"),
        ("3,14", "3.14"),
        ("1.500", "1500"),
        ("1,500", "1500"),
        ("1.500,75", "1500.75"),
        ("1,500.75", "1500.75"),
        ("12.345.678", "12345678"),
        ("0,125", "0.125"),
        ("1.234,567", "1234.567"),
        ("2024", "2024"),
        ("1.2.3", "123"),
    ],
)
def test_a_figure_is_the_same_in_both_notations(raw, whole):
    assert figure(raw) == whole
    assert tokens(f"({raw}%)") == [whole]


def test_words_lose_case_marks_and_width():
    assert tokens("“Indeks SPBE”, Ｋota—ｂaru!") == ["indeks", "spbe", "kota", "baru"]


def test_a_word_is_found_however_its_accents_are_written():
    assert tokens("Jos\u00e9") == tokens("Jose\u0301") == ["jos\u00e9"]


@pytest.mark.parametrize(
    ("language", "forms", "stem"),
    [
        ("id", "menganggarkan dianggarkan penganggaran anggaran", "anggar"),
        ("id", "kemiskinan termiskin miskin", "miskin"),
        ("id", "membangun pembangunan dibangunnya Bangunan-bangunan", "bangun"),
        ("en", "increase increased increases Increasing", "increas"),
        ("en", "budget budgets Budgeted", "budget"),
    ],
)
def test_the_forms_of_a_word_share_a_stem(language, forms, stem):
    assert set(stems(forms, language)) == {stem}


def test_stems_keep_figures_whole_and_short_and_foreign_words_as_they_are():
    assert stems("di RT 70,94 persen café 2G", "id") == ["di", "rt", "70.94", "persen", "café", "2", "g"]


def test_a_language_without_a_stemmer_is_refused():
    with pytest.raises(ValueError, match="no stemmer for 'fr'"):
        stems("bonjour", "fr")


@settings(deadline=None)
@given(TEXTS)
def test_tokens_of_tokens_are_the_same_tokens(text):
    assert tokens(" ".join(tokens(text))) == tokens(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=60))
def test_case_makes_no_difference(text):
    assert tokens(text.casefold()) == tokens(text)


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_any_amount_meets_itself_in_the_other_notation(value):
    english = f"{value:,}"
    indonesian = english.replace(",", "\0").replace(".", ",").replace("\0", ".")
    assert tokens(english) == tokens(indonesian)
    assert Decimal(tokens(english)[0]) == value


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["id", "en"]))
def test_each_token_has_one_stem_and_no_stem_is_empty(text, language):
    found = stems(text, language)
    assert len(found) == len(tokens(text))
    assert all(found)


@settings(deadline=None)
@given(st.text(alphabet="abeginkmnprstuy", min_size=1, max_size=60), st.sampled_from(["id", "en"]))
def test_invented_words_are_stemmed_the_same_way_each_time(word, language):
    assert stems(word, language) == stems(word.upper(), language)


def test_words_as_printed_load_no_stemmer():
    code = "import claims.text.tokens, sys; sys.exit(bool({'Sastrawi', 'snowballstemmer'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
