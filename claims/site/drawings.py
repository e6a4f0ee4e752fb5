"""Claimed against found, drawn: two dots on one scale that begins at zero. Numbers only; the template draws."""

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
