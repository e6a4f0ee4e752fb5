"""Claimed against found on a scale from zero; a measure over time in steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.shown import timeline
from claims.shown.timeline import Point
from claims.site.drawings import LEFT, RIGHT, drawn, parts, ranks, round_above

VALUES = st.floats(0, 1e12, allow_nan=False).filter(lambda value: value == 0 or value > 1e-6)


def figure(value, found, of=None):
    return {"value": value, "of": of, "unit": None, "found": None if found is None else {"value": found, "source": 0}}


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


def test_steps_labels_and_words_of_a_measure_over_time():
    points = [Point(2020 + n, 3 + n / 100, f"s{n % 8}", f"Pembicara {n % 8}") for n in range(16)]
    drawing = timeline.drawn([*points, Point(2021, 3.0, None, "Sumber")], "Sumber")
    assert len(drawing.lines) == timeline.SPEAKERS and drawing.left_out == 2
    heights = sorted(one.y for one in drawing.everything)
    assert all(after - before >= timeline.LINE for before, after in zip(heights, heights[1:], strict=False))
    assert all(timeline.LEFT <= spot.x <= timeline.RIGHT for one in drawing.everything for spot in one.spots)
    assert all(timeline.TOP <= spot.y <= timeline.BOTTOM for one in drawing.everything for spot in one.spots)
    assert len(drawing.years) <= timeline.YEARS and "Sumber: 2021 3" in drawing.words


@pytest.mark.parametrize("values", [(3.14, 3.12), (0, 0), (-1, 2), (1_200_000, 1_500_000), (0.38, 0.4), (70.94, 65)])
def test_a_round_axis_holds_every_value(values):
    low, high, step = timeline.axis(list(values))
    assert low <= min(values) and max(values) < high and 2 <= round((high - low) / step) <= 11


def test_one_value_is_no_drawing():
    assert timeline.drawn([Point(2023, 3.14, "a", "A")], "Sumber") is None


def rank(value, of, found, found_of=None):
    return {"value": value, "of": of, "unit": "peringkat", "found": {"value": found, "of": found_of, "source": 0}}


def test_a_rank_is_a_place_among_places_and_no_bar():
    claimed, found = ranks(rank(3, 12, 3, 11))
    assert (len(claimed.places), len(found.places)) == (12, 11)
    assert claimed.places[:11] == found.places and claimed.x == found.x == claimed.places[2]
    assert parts(rank(3, 12, 3, 11)) is None and drawn(rank(3, 12, 4)) is None
    assert [row.of for row in ranks(rank(3, None, 4, 9))] == [9, 9]


@pytest.mark.parametrize("odd", [rank(3, 2, 1), rank(0, 9, 1), rank(1.5, 9, 1), rank(3, 900, 3), rank(3, None, 4)])
def test_what_is_no_place_among_others_is_not_drawn(odd):
    assert ranks(odd) is None


@pytest.mark.parametrize("unit", [None, "", "kelurahan"])
def test_only_a_rank_is_drawn_as_one(unit):
    assert ranks(rank(3, 12, 4) | {"unit": unit}) is None
