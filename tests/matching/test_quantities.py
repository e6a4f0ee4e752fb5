"""Figures compared as figures: notation, language, unit, whole, rounding."""

from __future__ import annotations

import pytest

from claims.matching.quantities import OTHER_VALUE, OTHER_WHOLE, SAME, align, apart, compare, periods, quantities


def one(code: str, text: str):
    (found,) = quantities(text, code)
    return found


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        (("id", "Indeks SPBE Arunika 3,14"), ("en", "The SPBE index of Arunika was 3.14"), SAME),
        (("id", "anggaran Rp1,5 triliun"), ("en", "a budget of Rp 1,500 billion"), SAME),
        (("id", "250 juta dolar AS"), ("en", "$250 million"), SAME),
        (("id", "tiga puluh kelurahan"), ("en", "30 kelurahan"), SAME),
        (("id", "30 kelurahan"), ("id", "50 kelurahan"), OTHER_VALUE),
        (("id", "30 dari 50 kelurahan"), ("id", "30 dari 60 kelurahan"), OTHER_WHOLE),
        (("id", "30 dari 50 sekolah"), ("en", "60 percent of schools"), SAME),
        (("id", "30 dari 50 sekolah"), ("en", "61 percent of schools"), None),
        (("id", "12 persen"), ("en", "12 percentage points"), None),
        (("id", "30 sekolah"), ("en", "30 hospitals"), None),
        (("id", "30 orang"), ("id", "30 jiwa"), SAME),
        (("id", "Rp5 miliar"), ("en", "$5 billion"), None),
        (("id", "sekitar 1,5 juta orang"), ("en", "1,504,312 people"), SAME),
        (("id", "1,5 juta orang"), ("en", "1,504,312 people"), OTHER_VALUE),
        (("en", "an education budget of $5 million"), ("en", "a health budget of $7 million"), None),
        (("id", "peringkat ketiga"), ("en", "ranked 3rd"), SAME),
    ],
)
def test_compared(a, b, how):
    assert compare(one(*a), one(*b)) == how
    assert compare(one(*b), one(*a)) == how


def test_equals_find_each_other_first():
    text = tuple(quantities("Ada 12 sekolah di Selasih dan 15 sekolah di Arunika.", "id"))
    claim = tuple(quantities("Sebanyak 15 sekolah rusak, 40 guru mengungsi.", "id"))
    assert [(a.raw, b.raw, how) for a, b, how in align(text, claim)] == [("15", "15", SAME)]


def test_periods_are_one_in_both_languages():
    assert periods("pada Maret 2024", "id") == periods("in March 2024", "en") == {"2024-03"}
    assert not apart(frozenset({"2024-03"}), frozenset({"2024"}))
    assert apart(frozenset({"2024-03"}), frozenset({"2023"}))
    assert not apart(frozenset(), frozenset({"2023"}))
