"""Claimed against found, drawn on one scale that begins at zero. Numbers only; the template draws.

Two values are two dots on a line. Two parts of a whole are two bars, each as long as its whole and filled to its part.
"""

from dataclasses import dataclass

LEFT, RIGHT = 12, 308  # of a picture 320 wide
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


def parts(figure):
    """(claimed Bar, found Bar) of a public figure that is a part of a whole on both sides; None where it is not."""
    found = figure["found"] or {}
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
