"""Marks never change the text: whatever the claims, the pieces are the passage to the letter."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from claims.site.annotate import marked, passages

WORDS = st.text(st.sampled_from("ab \n\t\u00a0🙂<&“:é"), min_size=1, max_size=80)


def claim(start, end):
    return SimpleNamespace(id=f"{start}-{end}", record={"article": {"start": start, "end": end}})


@st.composite
def annotated(draw):
    text, offset = draw(WORDS), draw(st.integers(0, 50))
    edges = st.integers(offset, offset + len(text))
    spans = draw(st.lists(st.tuples(edges, edges), max_size=6, unique=True))
    return text, offset, [claim(a, b) for a, b in spans if a < b]


@given(annotated(), st.booleans())
def test_joined_pieces_are_the_text(case, transcript):
    text, offset, claims = case
    pieces = [piece for block in marked(text, offset, claims, transcript) for piece in block.pieces]
    assert "".join(piece.text for piece in pieces) == text
    for one in claims:
        start, end = one.record["article"]["start"] - offset, one.record["article"]["end"] - offset
        covered = "".join(piece.text for piece in pieces if one in piece.claims)
        assert "".join(covered.split()) == "".join(text[start:end].split())


@given(annotated())
def test_each_claim_begins_once_ends_once_and_has_one_card(case):
    text, offset, claims = case
    blocks = marked(text, offset, claims, transcript=False)
    pieces = [piece for block in blocks for piece in block.pieces]
    seen = [
        one
        for one in claims
        if text[one.record["article"]["start"] - offset :][:1] and any(one in p.claims for p in pieces)
    ]
    for one in seen:
        assert sum(one in piece.starts for piece in pieces) == 1
        assert sum(one in piece.ends for piece in pieces) == 1
        assert sum(one in block.claims for block in blocks) == 1


def test_the_innermost_claim_is_the_one_to_tap():
    outer, inner = claim(0, 12), claim(4, 8)
    pieces = marked("abc defg hij", 0, [inner, outer], False)[0].pieces
    assert [(p.text, [c.id for c in p.claims]) for p in pieces] == [
        ("abc ", ["0-12"]),
        ("defg", ["0-12", "4-8"]),
        (" hij", ["0-12"]),
    ]


def test_gaps_stand_where_text_is_left_out():
    parts = [{"start": 0, "end": 3, "text": "abc"}, {"start": 9, "end": 12, "text": "xyz"}]
    assert [passage.gap for passage in passages(parts, [])] == [False, True]


def test_the_one_who_speaks_is_told_from_the_words():
    block = marked("[00:10:15] DR. NADIA: Air bersih: 9 dari 10.\n", 0, [claim(22, 27)], True)[0]
    assert [piece.text for piece in block.pieces if piece.speaking] == ["[00:10:15] DR. NADIA:"]
    assert not any(piece.speaking for piece in marked("Debat, segmen tiga: transkrip", 0, [], True)[0].pieces)
