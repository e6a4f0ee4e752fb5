"""Places of one text that cannot both hold. A false alarm costs trust: where a reading saves the text, nothing is said.

Rules: a whole ("30 of 50 kelurahan") that is smaller than another count of the same thing; one measure of one
subject in one period with two values; parts that are listed in full and do not make their whole; shares of one thing
that make more than 100 percent; a figure of the headline that the body does not bear; a date that does not fall on the
weekday printed beside it, or is printed in two orders; an amount that there cannot be ([numbers.implausible]).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal

from claims.text import dates, measures
from claims.text.dates import Day
from claims.text.lexicon import Language, languages
from claims.text.spans import Conflict, Figure, Pair, Span

_ROUNDED = Decimal(101)  # percent; shares rounded one by one may make a little more than the whole
_FEW = 40
_NEAR = 3  # a count more than so many times the whole counts something else


def find(
    text: str, sentences: list[tuple[Figure, ...]], language: Language, headline: Span | None = None
) -> list[Conflict]:
    """Conflicts among the figures of the `sentences` of `text` and among its dates, in order of appearance.

    `headline` is the line at the top that is no sentence, where there is one.
    """
    figures = [figure for own in sentences for figure in own]
    found = [
        *_wholes(figures, language),
        *_values(figures, language),
        *(one for own in sentences for one in _parts(text, own, language)),
        *_shares(text, figures, language),
        *_sums(figures, language),
        *(_unborne(text, headline, figures, language) if headline else ()),
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


def _values(figures: list[Figure], language: Language):
    """Of indices only: a percentage may be of a month and of a year."""
    seen: dict[tuple, Figure] = {}
    for figure in figures:
        if (
            figure.subject is None
            or figure.unit not in language.numbers.indexes
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


def _parts(text: str, own: tuple[Figure, ...], language: Language):
    """Of one sentence: a whole, a word that opens its parts ("terdiri dari"), and two parts or more."""
    cue = (
        next((m for m in language.numbers.parts.pattern.finditer(text, own[0].start, own[-1].end)), None)
        if own
        else None
    )
    if cue is None or len(own) < 3:
        return
    before = [figure for figure in own if figure.end <= cue.start()]
    parts = [figure for figure in own if figure.start >= cue.end()]
    if not before or len(parts) < 2 or before[-1].of is not None or not _plain(before[-1], *parts):
        return
    whole, percent = before[-1], language.numbers.percent
    if text[whole.end : cue.start()].count(",") > 1 or language.numbers.partly.found(
        text[cue.start() : own[-1].end + 60]
    ):
        return
    total = sum(part.value for part in parts)
    unit = parts[0].unit if parts[0].unit in percent else whole.unit
    if any(part.unit != unit for part in parts) or (unit in percent and total <= _ROUNDED):
        return
    if unit in percent or (unit in measures.counters(language) and total != whole.value):
        spans = tuple((part.start, part.end) for part in parts)
        yield ("shares", spans) if unit in percent else ("parts", ((whole.start, whole.end), *spans))


def _plain(*figures: Figure) -> bool:
    """Whether the figures are exact counts, so that they can be added."""
    return not any(figure.approximate or figure.range or figure.of is not None or figure.readings for figure in figures)


def _unborne(text: str, headline: Span, figures: list[Figure], language: Language):
    """Figures of the headline that no figure of the body equals, though the body counts the same thing."""
    own = [figure for figure in figures if headline.start <= figure.start < headline.end]
    body = [figure for figure in figures if figure.start >= headline.end]
    values = {value for figure in body for value in (figure.value, figure.of, *figure.readings)} - {None}
    for figure in own:
        unit = figure.unit or measures.word_after(text, figure.end, headline.end).lower()
        exact = not (figure.approximate or figure.range) and any(char.isdigit() for char in figure.raw)
        rivals = [one for one in body if one.unit and measures.same_unit(one.unit, unit, language) and one.of is None]
        if (
            not exact
            or not rivals
            or not _known(unit, language)
            or values & {figure.value, figure.of, *figure.readings}
        ):
            continue
        rival = min(rivals, key=lambda one: abs(one.value - figure.value))
        if _apart(figure, rival) and not _derived(figure.value, rivals):
            yield "headline", ((figure.start, figure.end), (rival.start, rival.end))


def _known(unit: str, language: Language) -> bool:
    money = language.numbers.currencies.values()
    return unit in measures.counters(language) or unit in language.numbers.percent or unit in money


def _apart(figure: Figure, rival: Figure) -> bool:
    """Too far apart to be rounded, near enough to be meant for the same."""
    return (
        Decimal("1.1") * min(figure.value, rival.value)
        < max(figure.value, rival.value)
        < _NEAR * min(figure.value, rival.value)
    )


def _derived(value: Decimal, rivals: list[Figure]) -> bool:
    """Whether two figures of the body make the headline's: their sum or their difference."""
    known = [figure.value for figure in rivals[:_FEW]]
    return any(abs(a - b) == value or a + b == value for n, a in enumerate(known) for b in known[n + 1 :])


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
