"""A measure over time, drawn: each speaker's claims as steps in a colour and a mark of their own, sources as diamonds.

Numbers and words only; the template draws. Steps, not bars: the axis begins near the lowest value and says so.
"""

from dataclasses import dataclass, field
from math import ceil, floor, log10

from claims.shown.notation import number

LEFT, RIGHT, TOP, BOTTOM = 38, 236, 18, 216  # of a picture of 360 by 250
LINE = 29  # between two labels: a name, its last value under it
COLOURS = SPEAKERS = 6
LONGEST = 14  # letters of a name beside a line
YEARS = 6  # labels on the axis, at most


@dataclass(frozen=True)
class Point:
    """A value of one year. `who` is a speaker's key, None for a source; `name` what they are called."""

    year: int
    value: float
    who: str | None
    name: str


@dataclass
class Spot:
    """Where a point is drawn, with what it shows at a look."""

    x: float
    y: float
    title: str
    mark: str = ""

    def __post_init__(self):
        self.mark = f"M{self.x} {round(self.y - 4.5, 1)}l4.5 4.5-4.5 4.5-4.5-4.5z"


@dataclass
class Line:
    """One speaker's steps: `colour` from 0; `path` joins the spots; its label stands at `y`, tied to `end`."""

    colour: int
    path: str
    spots: list
    name: str
    value: float
    end: Spot
    y: float = 0

    @property
    def tie(self):
        return f"M{self.end.x + 8} {self.end.y}L{RIGHT + 4} {self.y - 4}"


@dataclass
class Drawing:
    lines: list
    sources: Line | None
    ticks: list = field(default_factory=list)
    years: list = field(default_factory=list)
    words: str = ""
    left_out: int = 0  # speakers beyond SPEAKERS

    @property
    def everything(self):
        return [*self.lines, *([self.sources] if self.sources else [])]


def drawn(points, sources_called):
    """The Drawing of Points; None where fewer than two say nothing over time. `sources_called` labels the diamonds."""
    if len(points) < 2:
        return None
    low, high, step = axis([point.value for point in points])
    first, last = min(point.year for point in points), max(point.year for point in points)

    def place(point):
        x = (
            (LEFT + RIGHT) / 2
            if first == last
            else LEFT + 12 + (RIGHT - LEFT - 24) * (point.year - first) / (last - first)
        )
        y = BOTTOM - (BOTTOM - TOP) * (point.value - low) / (high - low)
        return Spot(round(x, 1), round(y, 1), f"{point.name}, {point.year}: {number(point.value)}")

    speakers = by_speaker(points)
    lines = [line(n, own, place) for n, own in enumerate(most(speakers))]
    found = [point for point in points if point.who is None]
    sources = line(0, sorted(found, key=lambda point: point.year), place, sources_called) if found else None
    drawing = Drawing(lines, sources, ticks(low, high, step), years(first, last), words(points, sources_called))
    drawing.left_out = len(speakers) - len(lines)
    spread(drawing.everything)
    return drawing


def by_speaker(points):
    """The points of each speaker in order of time, whoever claimed first before the others."""
    own = {}
    for point in sorted((point for point in points if point.who is not None), key=lambda point: point.year):
        own.setdefault(point.who, []).append(point)
    return list(own.values())


def most(speakers):
    """The SPEAKERS speakers with the most values, in the order given."""
    kept = sorted(speakers, key=len, reverse=True)[:SPEAKERS]
    return [own for own in speakers if own in kept]


def line(place_in_order, points, place, label=None):
    spots = [place(point) for point in points]
    path = f"M{spots[0].x} {spots[0].y}" + "".join(f"H{spot.x}V{spot.y}" for spot in spots[1:])
    name = label or points[-1].name
    short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    return Line(place_in_order % COLOURS, path, spots, short, points[-1].value, spots[-1], spots[-1].y + 4)


def axis(values):
    """(lowest, highest, step) of a round axis around `values`, two steps long at least."""
    low, high = min(values), max(values)
    span = max(high - low, (abs(low) + abs(high)) / 20) or 1  # a difference of a hundredth does not fill the picture
    step = round_step(span / 3)
    middle = (low + high) / 2
    bottom = step * floor(min(low, middle - span / 2) / step)
    bottom = max(bottom, 0.0) if low >= 0 else bottom
    top = step * ceil(max(high, middle + span / 2) / step)
    return bottom, max(top if top > high else top + step, bottom + 2 * step), step


def round_step(value):
    """The next of 1, 2, 5, 10, 20 … at or above `value`."""
    power = 10.0 ** floor(log10(value))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= value)


def ticks(low, high, step):
    """(y, value) of the lines across, at most six."""
    count = round((high - low) / step)
    every = -(-count // 5)
    values = [round(low + step * n, 10) for n in range(0, count + 1, every)]
    return [(round(BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low), 1), value) for value in values]


def years(first, last):
    """(x, year) of the labels under the axis."""
    if first == last:
        return [((LEFT + RIGHT) / 2, first)]
    every = -(-(last - first + 1) // YEARS)
    width = RIGHT - LEFT - 24
    return [(round(LEFT + 12 + width * (y - first) / (last - first), 1), y) for y in range(first, last + 1, every)]


def spread(lines):
    """Moves the labels apart so that none covers another, and keeps them on the picture."""
    ordered = sorted(lines, key=lambda one: one.y)
    for before, after in zip(ordered, ordered[1:], strict=False):
        after.y = max(after.y, before.y + LINE)
    over = ordered[-1].y - BOTTOM if ordered else 0
    if over > 0:
        for one in ordered:
            one.y -= over
    for one in ordered:
        one.y = round(one.y, 1)


def words(points, sources_called):
    """The picture in words: each speaker's values in order, then the sources'."""
    said = [
        f"{own[0].name}: " + ", ".join(f"{point.year} {number(point.value)}" for point in own)
        for own in by_speaker(points)
    ]
    found = sorted((point for point in points if point.who is None), key=lambda point: point.year)
    if found:
        said.append(f"{sources_called}: " + ", ".join(f"{point.year} {number(point.value)}" for point in found))
    return "; ".join(said)
