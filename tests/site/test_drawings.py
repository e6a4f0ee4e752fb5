"""Claimed against found on a scale from zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.site.drawings import LEFT, RIGHT, drawn, parts, round_above

VALUES = st.floats(0, 1e12, allow_nan=False).filter(lambda value: value == 0 or value > 1e-6)


def figure(value, found, of=None):
    return {"value": value, "of": of, "found": None if found is None else {"value": found, "source": 0}}


@given(VALUES, VALUES)
def test_dots_stand_on_the_scale_in_their_order(value, found):
    scale = drawn(figure(value, found))
    if value == found:
        assert scale is None
        return
    assert LEFT <= scale.claimed.x <= RIGHT and LEFT <= scale.found.x <= RIGHT
    assert (scale.claimed.x <= scale.found.x) == (value < found) or scale.claimed.x == scale.found.x


@pytest.mark.parametrize(("value", "top"), [(0.3, 0.5), (3.14, 5), (5, 10), (24.6, 50), (99, 100), (1200, 2000)])
def test_a_scale_ends_at_the_next_round_number(value, top):
    assert round_above(value) == pytest.approx(top)


def test_a_part_is_drawn_on_its_whole_unless_the_evidence_exceeds_it():
    assert drawn(figure(30, 28, of=50)).top == 50
    assert drawn(figure(30, 59, of=50)).top == 100


@pytest.mark.parametrize(("value", "found"), [(3, None), (None, 3), (-1, 3), (3, -1), (3, 3), (0, 0)])
def test_nothing_is_drawn_where_there_is_nothing_to_see(value, found):
    assert drawn(figure(value, found)) is None


def test_parts_of_two_wholes_are_bars_on_one_scale():
    shown = {"value": 30, "of": 50, "found": {"value": 30, "of": 60}}
    claimed, found = parts(shown)
    assert found.length == RIGHT - LEFT and claimed.length == round((RIGHT - LEFT) * 50 / 60, 1)
    assert claimed.filled == found.filled == (RIGHT - LEFT) / 2


@pytest.mark.parametrize("found", [None, {"value": 30, "of": None}, {"value": None, "of": 60}, {"value": 70, "of": 60}])
def test_no_bars_where_a_side_is_no_part_of_a_whole(found):
    assert parts({"value": 30, "of": 50, "found": found}) is None
