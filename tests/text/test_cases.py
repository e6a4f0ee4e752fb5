"""Golden cases: each TOML file of cases/ is named by the rule it guards, each case says what it expects of one text."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from claims.text import Extraction, extract

FOLDER = Path(__file__).parent / "cases"
KNOWN = {
    "name",
    "text",
    "cues",
    "claims",
    "absent",
    "only",
    "quotations",
    "marks",
    "sentences",
    "conflicts",
    "complete",
    "kind",
}


def _cases():
    for file in sorted(FOLDER.glob("*/*.toml")):
        language = file.parent.name
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(language, case, id=f"{language}/{file.stem}: {case['name']}")


@pytest.mark.parametrize(("language", "case"), list(_cases()))
def test_case(language, case):
    assert not set(case) - KNOWN, "unknown key in the case"
    text = case["text"]
    found = extract(text, language, tuple((offset, code) for offset, code in case.get("cues", [])))
    for expected in case.get("claims", []):
        _check_claim(found, expected)
    for piece in case.get("absent", []):
        assert piece in text
        assert not [c.quote for c in found.claims if piece in c.quote], f"listed: {piece}"
    if "only" in case:
        assert [c.quote for c in found.claims] == case["only"]
    if "quotations" in case:
        assert [[text[q.start : q.end], q.speaker or ""] for q in found.quotations] == case["quotations"]
    if "marks" in case:
        assert [[m.kind, text[m.start : m.end]] for m in found.boilerplate] == case["marks"]
    if "sentences" in case:
        assert [text[s.start : s.end] for s in found.sentences] == case["sentences"]
    if "conflicts" in case:
        assert [[c.kind, *(text[a:b] for a, b in c.spans)] for c in found.conflicts] == case["conflicts"]
    assert found.complete is case.get("complete", True)
    assert found.kind == case.get("kind", "article")


def _check_claim(found: Extraction, expected: dict) -> None:
    quotes = {claim.quote: claim for claim in found.claims}
    assert expected["quote"] in quotes, f"listed: {list(quotes)}"
    claim = quotes[expected["quote"]]
    for key in ("speaker", "mode", "role", "continued", "speaker_kind", "timecode"):
        if key in expected:
            assert (getattr(claim, key) or "") == (expected[key] or ""), key
    for code, label in expected.get("label", {}).items():
        assert (claim.label[code] or "") == label
    for code, statement in expected.get("statement", {}).items():
        assert (claim.statement[code] or "") == statement
    if "reasons" in expected:
        assert set(expected["reasons"]) <= set(claim.reasons)
    if "figures" in expected:
        assert len(claim.figures) == len(expected["figures"]), claim.figures
        for figure, wanted in zip(claim.figures, expected["figures"], strict=True):
            _check_figure(figure, wanted)


def _check_figure(figure, wanted: dict) -> None:
    for key, value in wanted.items():
        got = getattr(figure, key)
        if key in ("value", "of"):
            assert got == Decimal(value), key
        elif key == "readings":
            assert list(got) == [Decimal(one) for one in value]
        else:
            assert (got if got is not None else "") == value, key
