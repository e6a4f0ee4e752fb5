"""Figures compared as figures: value, unit, whole and period, whatever language or notation they are printed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from claims.text import dates, figures
from claims.text.lexicon import Language, language, languages
from claims.text.spans import Figure
from claims.text.stems import stems
from claims.text.tokens import tokens

READ = 5000  # code points of a text in which figures are looked for: a claim is one sentence, a post some paragraphs
PERCENT, INDEX, RANK = "%", "=index", "=rank"
_PIECE = re.compile(r"[^\n.!?]*(?:[.!?](?!\s)[^\n.!?]*)*[\n.!?]*")
_BEFORE = re.compile(r"([a-z][a-z-]+) $")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LOOSE = Decimal("0.05")  # "about": a twentieth off is still about

SAME, OTHER_VALUE, OTHER_WHOLE = "same", "other_value", "other_whole"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure without its place: `values` are all that its notation may mean, the likeliest first; `unit` is one for
    every language, "" where none is named; `measure` holds the words of what is measured, concepts where known."""

    values: tuple[Decimal, ...]
    unit: str
    of: Decimal | None = None
    measure: frozenset[str] = frozenset()
    period: str = ""
    approximate: bool = False
    raw: str = field(default="", compare=False)

    def packed(self) -> list:
        """Plain values, for JSON."""
        of = None if self.of is None else str(self.of)
        kept = [[str(v) for v in self.values], self.unit, of, sorted(self.measure), self.period, self.approximate]
        return [*kept, self.raw]

    @classmethod
    def unpacked(cls, data: list) -> Quantity:
        """The quantity that `packed` made `data` of."""
        values, unit, of, measure, period, approximate, raw = data
        whole = None if of is None else Decimal(of)
        return cls(tuple(map(Decimal, values)), unit, whole, frozenset(measure), period, approximate, raw)


def quantities(text: str, code: str) -> list[Quantity]:
    """The quantities of `text` in the language `code`, in order. Raises ValueError for a language without words."""
    own = language(code)
    read = text[:READ]
    return [
        _quantity(figure, read, own)
        for piece in _PIECE.finditer(read)
        if piece.group()
        for figure in figures.find(read, piece.start(), piece.end(), own)
    ]


def _quantity(figure: Figure, text: str, own: Language) -> Quantity:
    return Quantity(
        values=(figure.value, *figure.readings),
        unit=unit_of(figure.unit, own),
        of=figure.of,
        measure=measure_of(_whole(figure, text, own), own),
        period=period_of(figure.period, own),
        approximate=figure.approximate,
        raw=" ".join(figure.raw.split()),
    )


def _whole(figure: Figure, text: str, own: Language) -> str | None:
    """The figure's measure, with the word before it where a language puts there what is measured: "health budget"."""
    if not figure.measure or not own.numbers.measure_first:
        return figure.measure
    at = text.rfind(figure.measure, 0, figure.start)
    word = _BEFORE.search(text, max(0, at - 40), max(0, at))
    if word is None or word[1] in own.numbers.unit_stops or word[1] in own.numbers.articles:
        return figure.measure
    return f"{word[1]} {figure.measure}"


def unit_of(unit: str | None, own: Language) -> str:
    """`unit` as it is called in every language: "%", a currency, a concept of the glossary (=person), else its stem."""
    if not unit:
        return ""
    low = unit.lower()
    if low in own.numbers.percent:
        return PERCENT
    if unit in _currencies(own.code):
        return _currencies(own.code)[unit]
    if low in own.numbers.ranks:
        return RANK
    return INDEX if low in own.numbers.indexes else _concept(low, own) or " ".join(stems(unit, own.code))


def _concept(words: str, own: Language) -> str | None:
    return next((f"={name}" for name, known in own.glossary.data.items() if words in known), None)


@cache
def _currencies(code: str) -> dict[str, str]:
    """What a currency is called in the language `code`, and its sign: names of one sign are one currency ($: dolar,
    dolar AS, dollars)."""
    group: dict[str, str] = {}
    for own in languages().values():
        for sign, name in own.numbers.currencies.items():
            first, second = group.get(sign), group.get(f"{own.code} {name}")
            chosen = first or second or sign
            for key, called in list(group.items()):
                if called in (first, second):
                    group[key] = chosen
            group[sign] = group[f"{own.code} {name}"] = chosen
    return {name.removeprefix(f"{code} "): sign for name, sign in group.items() if name.startswith(f"{code} ")}


def measure_of(measure: str | None, own: Language) -> frozenset[str]:
    """What a measure's name says, without heads that say only that there is a measure (rate, tingkat)."""
    if not measure:
        return frozenset()
    words = [word for word in tokens(measure) if word not in own.numbers.unit_stops]
    left, out = " ".join(words), set()
    for phrase, concept in _phrases(own.code):
        if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", left):
            out.add(concept)
            left = left.replace(phrase, " ")
    telling = [word for word in left.split() if word not in _heads(own)]
    if not telling and not out:
        telling = words  # "IPM" is head and measure
    return frozenset(out.union(stems(" ".join(telling), own.code)))


@cache
def _phrases(code: str) -> list[tuple[str, str]]:
    """(words, concept) of the glossary, longest first; the rate of something is that thing (poverty_rate: poverty)."""
    glossary = language(code).glossary.data
    named = [
        (" ".join(tokens(word)), name.removesuffix("_rate")) for name, words in glossary.items() for word in words.list
    ]
    return sorted(((word, f"={name}") for word, name in named), key=lambda pair: -len(pair[0]))


def _heads(own: Language) -> frozenset[str]:
    known = {word for word, _ in _phrases(own.code)}
    return frozenset(w for w in (*own.numbers.indexes.list, *own.numbers.measures.list) if w not in known)


def period_of(name: str | None, own: Language) -> str:
    """A year, or year and month, as 2023 or 2023-03; "" for none, the words as they stand for anything else."""
    if not name:
        return ""
    words = tokens(name)
    years = [word for word in words if _YEAR.fullmatch(word)]
    months = [own.dates.months.list.index(word) + 1 for word in words if word in own.dates.months]
    if len(years) != 1 or len(words) > 2:
        return " ".join(words)
    return f"{years[0]}-{months[0]:02}" if months else years[0]


def periods(text: str, code: str) -> frozenset[str]:
    """Every period that `text` names."""
    own, read = language(code), text[:READ]
    return frozenset(period_of(period.name, own) for period in dates.periods(read, 0, len(read), own))


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of periods cannot mean the same time: both name some, and none begins with one of the other's
    (March 2023 is in 2023)."""
    near = (a.startswith(b) or b.startswith(a) for a in one for b in other)
    return bool(one and other) and not any(near)


def compare(one: Quantity, other: Quantity) -> str | None:
    """SAME, OTHER_VALUE or OTHER_WHOLE; None where the two count different things, so that they cannot be compared."""
    if _share(one) is not None and _share(one) == _share(other) and one.unit != other.unit:
        return SAME  # 30 of 50 is 60 percent
    if not _comparable(one, other):
        return None
    if not _agree(one, other):
        return OTHER_VALUE
    return OTHER_WHOLE if one.of and other.of and one.of != other.of else SAME


def _comparable(one: Quantity, other: Quantity) -> bool:
    measured = same_measure(one, other)
    if one.measure and other.measure and not measured:
        return False
    if one.unit and other.unit:
        return one.unit == other.unit
    return one.unit == other.unit or measured or one.values == other.values


def same_measure(one: Quantity, other: Quantity) -> bool:
    """Whether both name what is measured, and one names no more than the other does ("anggaran")."""
    return bool(one.measure and other.measure) and (one.measure <= other.measure or other.measure <= one.measure)


def _agree(one: Quantity, other: Quantity) -> bool:
    if not set(one.values).isdisjoint(other.values):
        return True
    if not (one.approximate or other.approximate):
        return False
    a, b = one.values[0], other.values[0]
    return abs(a - b) <= _LOOSE * max(abs(a), abs(b))


def _share(one: Quantity) -> Decimal | None:
    """The share that a percentage or a part of a whole makes, in whole percent."""
    if one.unit == PERCENT and one.values[0] == one.values[0].to_integral_value():
        return one.values[0]
    if one.of and one.values[0] <= one.of:
        return (100 * one.values[0] / one.of).quantize(Decimal(1))
    return None


def align(query: tuple[Quantity, ...], claim: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, Quantity, str]]:
    """Each quantity of the earlier claim beside the query's that it should be compared with, and how they compare.

    Equals find each other first; what is left over is compared in order. A quantity that nothing of the query is
    comparable with is left out.
    """
    left = list(query)
    waiting = []
    for own in claim:
        equal = next((one for one in left if compare(one, own) == SAME), None)
        if equal is None:
            waiting.append(own)
        else:
            left.remove(equal)
            yield equal, own, SAME
    for own in waiting:
        beside = next((one for one in left if compare(one, own)), None)
        if beside is not None:
            left.remove(beside)
            yield beside, own, compare(beside, own) or SAME
