"""The same claim against the same claim with another figure: 200 labelled pairs in both languages, 0.98 right."""

from __future__ import annotations

from collections import Counter

import pytest

from claims.matching import OTHER_FIGURE, RELATED, SAME, Index, Item
from tests.matching.named_pairs import NAMED
from tests.matching.pairs import Pair, pairs

PAIRS = 200
RIGHT = 0.98


def item(key: str, code: str, text: str) -> Item:
    return Item(key, (("quote", code, text),))


@pytest.fixture(scope="module")
def earlier() -> Index:
    """All the earlier claims of the pairs together: which words tell depends on what else was claimed."""
    return index_of(pairs(PAIRS))


def index_of(given: list[Pair]) -> Index:
    return Index(item(one.claim, one.claim_code, one.claim) for one in {p.claim: p for p in given}.values())


def kind(earlier: Index, pair: Pair) -> str | None:
    found = earlier.match(item("", pair.code, pair.text), top=len(earlier.ids))
    return next((one.kind for one in found if one.id == pair.claim), RELATED)


def test_the_pairs_are_of_every_kind_and_language():
    kinds = Counter(pair.kind for pair in pairs(PAIRS))
    assert len(kinds) == 3 and min(kinds.values()) >= 20
    codes = Counter((pair.code, pair.claim_code) for pair in pairs(PAIRS))
    assert len(codes) == 4 and min(codes.values()) >= 12
    assert all(pair.text != pair.claim for pair in pairs(PAIRS) if pair.kind != SAME)


def test_same_and_other_figure_are_told_apart(earlier):
    wrong = [(kind(earlier, pair), pair) for pair in pairs(PAIRS) if kind(earlier, pair) != pair.kind]
    assert 1 - len(wrong) / PAIRS >= RIGHT, "\n".join(map(str, wrong))


def test_another_place_person_or_way_is_not_the_same():
    index = index_of(NAMED)
    wrong = [(kind(index, pair), pair) for pair in NAMED if kind(index, pair) != pair.kind]
    assert not wrong, "\n".join(map(str, wrong))


def told(place: str, text: str, other_place: str, other: str):
    index = Index([Item("1", (("quote", "id", other),), place=other_place)])
    return index.match(Item("", (("quote", "id", text),), place=place))[0]


def test_where_it_was_said_tells_of_whom_it_is():
    ours, theirs = "Indeks SPBE kita 3,14 pada 2023.", "Indeks SPBE Kota Selasih 3,42 pada 2023."
    found = told("Balai Kota, Arunika", ours, "", theirs)
    assert found.kind == RELATED and "elsewhere" in found.reasons
    found = told("", ours, "", theirs)
    assert found.kind == OTHER_FIGURE and "place_unsaid" in found.reasons
    found = told("Kota Selasih", ours, "", theirs)
    assert found.kind == OTHER_FIGURE and "place_unsaid" not in found.reasons


def test_a_figure_whose_measure_another_text_says_is_of_no_other_measure():
    texts = (("statement", "id", "Prevalensi stunting Arunika 24,6 persen."), ("quote", "en", "It is 24.6 percent."))
    index = Index([Item("1", texts)])
    found = index.match(item("", "id", "Tingkat kemiskinan Arunika 9,8 persen."))[0]
    assert (found.kind, found.figures) == (RELATED, ())
