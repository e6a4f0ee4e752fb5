"""The same claim against the same claim with another figure: 200 labelled pairs in both languages, 0.98 right."""

from __future__ import annotations

from collections import Counter

import pytest

from claims.matching import RELATED, SAME, Index, Item
from tests.matching.pairs import Pair, pairs

PAIRS = 200
RIGHT = 0.98


def item(key: str, code: str, text: str) -> Item:
    return Item(key, (("quote", code, text),))


@pytest.fixture(scope="module")
def earlier() -> Index:
    """All the earlier claims of the pairs together: which words tell depends on what else was claimed."""
    return Index(item(one.claim, one.claim_code, one.claim) for one in {p.claim: p for p in pairs(PAIRS)}.values())


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
