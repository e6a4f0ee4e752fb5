"""Places of one text that cannot both hold. A false alarm costs trust: where a reading saves the text, nothing is said.

Rules: a whole ("30 of 50 kelurahan") that is smaller than another count of the same thing; one measure of one
subject in one
period with two values; a date that does not fall on the weekday printed beside it, or is printed in two orders; a
share of
more than 100 percent; a sum of money that no economy has ([numbers.implausible]).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal

from claims.text import dates, measures
from claims.text.dates import Day
from claims.text.lexicon import Language, languages
from claims.text.spans import Conflict, Figure, Pair

_NEAR = 3  # a count more than so many times the whole counts something else


def find(text: str, figures: list[Figure], language: Language) -> list[Conflict]:
    """Conflicts among the `figures` of `text` (in order) and among its dates, in order of appearance."""
    found = [
        *_wholes(figures, language),
        *_values(figures),
        *_shares(text, figures, language),
        *_sums(figures, language),
    ]
    conflicts = [_conflict(text, "figure" if kind == "value" else kind, spans) for kind, spans in found]
    conflicts += _dates(text, language)
    return sorted(conflicts, key=lambda conflict: conflict.spans)


def _conflict(text: str, kind: str, spans: tuple[tuple[int, int], ...], b: Pair | None = None) -> Conflict:
    raw = [" ".join(text[start:end].split()) for start, end in spans]
    note: Pair = {}
    for code, words in languages().items():
        template = getattr(words.conflicts, kind)
        note[code] = template.format(a=raw[0], b=(b or {}).get(code) or raw[-1])
    return Conflict(kind, spans, note)


def _wholes(figures: list[Figure], language: Language):
    counted: defaultdict[str | None, list[tuple[Decimal, int, Figure]]] = defaultdict(list)
    for figure in figures:
        if figure.of is None and not figure.approximate and figure.unit in measures.counters(language):
            counted[figure.unit].append((figure.value, figure.start, figure))
    for counts in counted.values():
        counts.sort(key=lambda count: count[:2])
    for part in figures:
        counts = counted.get(part.unit, [])
        at = bisect_right(counts, part.of, key=lambda count: count[0]) if part.of is not None else len(counts)
        if at < len(counts) and part.of is not None and counts[at][0] <= part.of * _NEAR:
            larger = counts[at][2]
            yield "figure", ((part.start, part.end), (larger.start, _end(larger)))


def _end(figure: Figure) -> int:
    """The figure with the unit behind it, as printed."""
    return figure.end + (len(figure.unit) + 1 if figure.unit else 0)


def _values(figures: list[Figure]):
    seen: dict[tuple, Figure] = {}
    for figure in figures:
        if (
            figure.subject is None
            or figure.measure is None
            or figure.approximate
            or figure.range
            or figure.of is not None
        ):
            continue
        key = (figure.measure.lower(), figure.subject.lower(), figure.period, figure.unit)
        first = seen.setdefault(key, figure)
        if first.value != figure.value and figure.start - first.end > 40:
            yield "value", ((first.start, first.end), (figure.start, figure.end))


def _shares(text: str, figures: list[Figure], language: Language):
    percent = language.numbers.percent
    for figure in figures:
        if figure.unit in percent and figure.value > 100:
            after = text[figure.end : figure.end + 30].split()[:1]
            around = text[max(0, figure.start - 60) : figure.end + 60]
            if after and after[0].lower() in language.numbers.of and not language.checkable.change.found(around):
                yield "share", ((figure.start, figure.end),)


def _sums(figures: list[Figure], language: Language):
    most = language.numbers.implausible
    for figure in figures:
        if figure.unit in most and figure.value >= most[figure.unit]:
            yield "sum", ((figure.start, figure.end),)


def _dates(text: str, language: Language) -> list[Conflict]:
    days = dates.days(text, language)
    by_date = {day.readings[0]: day for day in days}
    out = []
    for day in days:
        if day.weekday is None or day.readings[0].weekday() == day.weekday:
            continue
        swapped = [date for date in day.readings[1:] if date.weekday() == day.weekday]
        twin = by_date.get(swapped[0]) if swapped else None
        out.append(_twice(text, day, twin) if twin else _weekday(text, day))
    return out


def _twice(text: str, day: Day, twin: Day) -> Conflict:
    first, second = sorted([(day.start, day.end), (twin.start, twin.end)])
    return _conflict(text, "date", (first, second))


def _weekday(text: str, day: Day) -> Conflict:
    names = {
        code: words.dates.weekdays.list[day.readings[0].weekday()].capitalize() for code, words in languages().items()
    }
    return _conflict(text, "weekday", ((day.start, day.end),), dict(names))
