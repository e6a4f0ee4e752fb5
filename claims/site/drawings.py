"""Claimed against found, drawn on one scale that begins at zero. Numbers only; the template draws.

Two values are two dots on a line. Two parts of a whole are two bars, each as long as its whole and filled to its part.
Two ranks are two rows of places, the first at the left, each with the one place filled.
"""

from dataclasses import dataclass

from claims.shown import units

LEFT, RIGHT = 12, 308  # of a picture 320 wide
PLACES = 60  # of a rank; more are too many to draw
EDGE = 40  # a label nearer to an end than this is set from that end inwards


@dataclass(frozen=True)
class Dot:
    """Where a value stands on the scale, and from which side its label is set: start, middle or end."""

    value: float
    x: float
    anchor: str


@dataclass(frozen=True)
class Scale:
    """`top`: the whole that the claim names, else a round number above both values."""

    top: float
    claimed: Dot
    found: Dot


@dataclass(frozen=True)
class Bar:
    """A part of a whole: `length` of the bar and how much of it is `filled`, in units of the picture."""

    value: float
    of: float
    length: float
    filled: float


@dataclass(frozen=True)
class Rank:
    """A place among others: `places` are where they stand in the picture, `x` is that of the one that is taken."""

    value: int
    of: int
    places: list
    x: float


def ranks(figure):
    """(claimed Rank, found Rank) of a public figure that is a place among others; None where it is not.

    Where only one side says among how many, that holds for both.
    """
    found = figure["found"] or {}
    value, whole = figure["value"], figure["of"] or found.get("of")
    pairs = [(value, whole), (found.get("value"), found.get("of") or whole)]
    if not units.is_rank(figure.get("unit")) or not all(placed(place, among) for place, among in pairs):
        return None
    top = max(among for _place, among in pairs)
    spread = [place_at(number, top) for number in range(1, top + 1)]
    return [Rank(place, among, spread[:among], spread[place - 1]) for place, among in pairs]


def placed(place, among):
    """Whether both are whole numbers that make a place among others."""
    whole = isinstance(place, int) and isinstance(among, int)
    return whole and 1 <= place <= among and 2 <= among <= PLACES


def place_at(number, top):
    return round(LEFT + (RIGHT - LEFT) * (number - 0.5) / top, 1)


def parts(figure):
    """(claimed Bar, found Bar) of a public figure that is a part of a whole on both sides; None where it is not."""
    found = figure["found"] or {}
    if units.is_rank(figure.get("unit")):
        return None
    pairs = [(figure["value"], figure["of"]), (found.get("value"), found.get("of"))]
    if any(part is None or not whole or not 0 <= part <= whole for part, whole in pairs):
        return None
    top = max(whole for _part, whole in pairs)
    width = RIGHT - LEFT
    return [Bar(part, whole, round(width * whole / top, 1), round(width * part / top, 1)) for part, whole in pairs]


def drawn(figure):
    """The Scale of a public figure; None where both values agree, one is missing or a scale from zero would mislead."""
    value, found = figure["value"], (figure["found"] or {}).get("value")
    if value is None or found is None or value == found or min(value, found) < 0:
        return None
    if units.is_rank(figure.get("unit")):
        return None
    whole = figure["of"] if figure["of"] and figure["of"] >= max(value, found) else None
    top = whole or round_above(max(value, found))
    return Scale(top, dot(value, top), dot(found, top))


def round_above(value):
    """The next of 1, 2, 5, 10, 20, 50 … above `value`."""
    power = 1
    while power > value:
        power /= 10
    while power * 10 <= value:
        power *= 10
    return next(power * step for step in (1, 2, 5, 10, 20) if power * step > value)


def dot(value, top):
    x = round(LEFT + (RIGHT - LEFT) * value / top, 1)
    return Dot(value, x, "start" if x < LEFT + EDGE else "end" if x > RIGHT - EDGE else "middle")
