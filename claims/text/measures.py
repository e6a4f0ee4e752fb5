"""What a figure measures: unit, measure, of whom, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from claims.text import clauses, dates
from claims.text.lexicon import Language, Words
from claims.text.numerals import words_value
from claims.text.spans import Figure

_WORD = re.compile(r"\s+([^\W\d_][\w-]*(?:/\w+)?)")
_TOKEN = re.compile(r"[^\s,;:()\"“”]+")
_BESIDE = re.compile(r"[\d.,]+\s+([^\W\d_][\w/-]*)")
_LAST = re.compile(r"([^\W\d_][\w/-]*)\W+[\d.,]+$")
_ACRONYM = 4  # a longer word in capitals is a headline's, no unit
_REACH = 160  # code points before a figure in which its measure may stand


@cache
def counters(language: Language) -> frozenset[str]:
    """Words that are counted, so that a bare four-digit number before one is no year."""
    return frozenset(word for words in language.glossary.data.values() for word in words.list)


def same_unit(a: str, b: str, language: Language) -> bool:
    """Whether two words count the same thing: one word, or two words of one concept (orang, jiwa)."""
    return a == b or any(a in words and b in words for words in language.glossary.data.values())


def word_after(text: str, at: int, end: int) -> str:
    """The word right behind `at`, or ""."""
    match = _WORD.match(text, at, min(end, at + 60))
    return match.group(1) if match else ""


def unit_after(text: str, at: int, end: int, language: Language) -> str | None:
    """The word, or compound of the glossary, that ``text[at:end]`` begins with, if it can be counted."""
    at = _past_spelling(text, at, end, language)
    match = _WORD.match(text, at, min(end, at + 60))
    if not match:
        return None
    first = match.group(1)
    if first in language.numbers.approximate_after:
        return unit_after(text, match.end(), end, language)
    if first == language.numbers.times_unit:
        return first
    if first.lower() in language.numbers.unit_stops or (
        first[0].isupper() and (not first.isupper() or len(first) > _ACRONYM)
    ):
        return None
    second = _WORD.match(text, match.end(), min(end, match.end() + 40))
    both = f"{first} {second.group(1)}" if second else first
    if both in counters(language):
        return both
    money = language.numbers.money
    return money.get(both) or money.get(first) or first


_SPELT = re.compile(r"\s*\(([^()\d]{2,60})\)")


def _past_spelling(text: str, at: int, end: int, language: Language) -> int:
    """Behind a number spelt out once more in brackets: "5 (lima) sekolah"."""
    match = _SPELT.match(text, at, min(end, at + 70)) if text[at : at + 2] == " (" else None
    return match.end() if match and words_value(match.group(1).lower().split(), language) is not None else at


_SHORT_FORM = re.compile(r"[^,.;:()\d]{1,50}\(([A-Z][\w-]{1,9})\)")


def bracketed(text: str, at: int, end: int) -> str | None:
    """The short form printed in brackets after a name: "Rumah Layak Huni (RLH)"."""
    match = _SHORT_FORM.match(text, at, min(end, at + 70))
    return match.group(1) if match else None


def verb_in(words: str, language: Language) -> bool:
    """Whether one of the words says that something rose or fell."""
    return language.checkable.change.found(words)


def attach(text: str, start: int, end: int, figures: list[Figure], language: Language) -> list[Figure]:
    """The same figures with unit, measure, subject and period filled in from ``text[start:end]``, where it tells."""
    if not figures:
        return []
    found = dates.periods(text, start, end, language)
    whose = periods_of(figures, found)
    floors = [start, *(figure.end for figure in figures[:-1])]
    return [
        _measured(text, start, floor, end, figure, period, language)
        for figure, floor, period in zip(figures, floors, whose, strict=True)
    ]


def dated(figures: Sequence[Figure], found: list[dates.Period]) -> list[Figure]:
    """The figures of one clause with the period each refers to among those `found` in it."""
    whose = periods_of(figures, found)
    return [
        figure if figure.period == period else replace(figure, period=period)
        for figure, period in zip(figures, whose, strict=True)
    ]


def periods_of(figures: Sequence[Figure], found: list[dates.Period]) -> list[str | None]:
    """Which of the periods `found` in their clause each figure refers to, None where that cannot be told.

    The one period that is named is every figure's. Of several, each figure has the one that stands between it and its
    neighbour: before it where the clause begins with a period ("pada 2022 naik 4 persen, pada 2023 …"), else behind.
    """
    names = {period.name for period in found}
    if len(names) <= 1:
        return [next(iter(names), None)] * len(figures)
    leads = found[0].start < figures[0].start
    floors = [found[0].start, *(figure.end for figure in figures)]
    ceilings = [*(figure.start for figure in figures[1:]), found[-1].end]
    out: list[str | None] = []
    for n, figure in enumerate(figures):
        low, high = (floors[n], figure.start) if leads else (figure.end, ceilings[n])
        own = {period.name for period in found if low <= period.start and period.end <= high}
        out.append(own.pop() if len(own) == 1 else None)
    return out


def _measured(
    text: str, start: int, floor: int, end: int, figure: Figure, period: str | None, language: Language
) -> Figure:
    """`floor` is where the figure before it in ``text[start:end]`` ends."""
    numbers = language.numbers
    before = text[max(start, figure.start - _REACH) : figure.start]
    unit = figure.unit or _counted(text, end, figure, language)
    tail = before.split()[-2:]
    ranked = [word for word in tail if word.lower().strip(",") in numbers.ranks]
    if ranked:
        noun = numbers.ranks.list[0]
        return replace(figure, period=period, unit=noun if ranked[-1].lower().startswith(noun) else ranked[-1].lower())
    if figure.unit is None and (unit is None or figure.of is None):
        own = _index(text[max(floor, figure.start - _REACH) : figure.start], language)
        index = own if own and own[1] else _index(before, language)
        if index and unit is None:
            return replace(figure, period=period, unit=index[0], measure=index[1], subject=index[2])
    named = _measure(before, language)
    if (period, unit, *named) == (figure.period, figure.unit, figure.measure, figure.subject):
        return figure
    return replace(figure, period=period, unit=unit, measure=named[0], subject=named[1])


def _counted(text: str, end: int, figure: Figure, language: Language) -> str | None:
    """What is counted: for a part of a whole the first thing either number names."""
    unit = unit_after(text, figure.end, end, language)
    if figure.of is None:
        return unit
    if unit is None:  # "two thirds of the residents"
        of = _of(language).match(text, figure.end, min(end, figure.end + 30))
        whole = unit_after(text, of.end(), end, language) if of else None
        unit = whole if whole and whole not in language.checkable.quantity else None
    beside = _BESIDE.match(figure.raw)  # "12 kelurahan dari 40"
    if beside and not _small(beside.group(1), language):
        return beside.group(1)
    inside = _LAST.search(figure.raw)  # "24 puskesmas, 19": the whole's own unit
    return unit or (inside.group(1) if inside and not _small(inside.group(1), language) else None)


@cache
def _of(language: Language) -> re.Pattern[str]:
    pointers = Words([*language.numbers.articles.list, *language.speakers.demonstratives.list]).alternatives
    return re.compile(rf"\s+(?:{language.numbers.of.alternatives})(?:\s+(?:{pointers}))?(?=\s)")


def _small(word: str, language: Language) -> bool:
    numbers = language.numbers
    low = word.lower()
    known = (numbers.of, numbers.unit_stops, numbers.words, numbers.fractions, numbers.multipliers, numbers.scales)
    return any(low in words for words in known) or any(
        low in phrase.split() for phrase in (*numbers.fractions, *numbers.approximate.list)
    )


@cache
def _heads(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    indexes = Words(list(language.numbers.indexes.list))
    return indexes.pattern, language.numbers.measures.pattern


def _index(before: str, language: Language) -> tuple[str, str | None, str | None] | None:
    found = list(_heads(language)[0].finditer(before))
    if not found:
        return None
    order = language.numbers.indexes.list
    best = min(found, key=lambda m: (order.index(m.group().lower()), -m.start()))
    after = before[best.end() :]
    if best.group().isupper() and len(best.group()) > 2:  # "IPM Kota X" is itself the measure
        _, subject = _phrase(f"{best.group().lower()} {after}", language)
        return order[0], best.group(), subject
    if language.numbers.measure_first:
        measure, subject = _before_head(before[: best.start()], language)
        return best.group().lower(), measure, subject or _behind_of(after, language)
    measure, subject = _phrase(after, language)
    return best.group().lower(), measure, subject


def _before_head(left: str, language: Language) -> tuple[str | None, str | None]:
    """What an index measures, named before it: "Norwick's digital service" index, and of whom."""
    measured: list[str] = []
    for word in reversed(left.split()[-5:]):
        low = word.lower()
        if word.endswith(("'s", "’s", "s'", "s’")):
            return " ".join(measured) or None, word[:-2] if word[0].isupper() else None
        stop = low in language.numbers.unit_stops or low in language.numbers.articles or low in language.clauses.verbs
        if stop or not word[-1].isalnum() or word[0].isdigit() or low in language.labels.first_person:
            break
        measured.insert(0, word)
    return " ".join(measured) or None, None


def _behind_of(after: str, language: Language) -> str | None:
    """Of whom, named behind the index: "index of Norwick"."""
    match = re.match(rf"\s+(?:{language.numbers.of.alternatives})\s+((?:[A-Z][\w-]*\s?)+)", after)
    return match.group(1).strip() if match else None


def _measure(before: str, language: Language) -> tuple[str | None, str | None]:
    found = list(_heads(language)[1].finditer(before))
    if not found:
        return None, None
    last = found[-1]
    head = (
        found[-2] if len(found) > 1 and before[found[-2].end() : last.start()] == " " else last
    )  # "kapasitas produksi"
    named = before[head.start() : last.end()]
    measure, subject = _phrase(before[last.end() :], language, named.lower() in counters(language))
    return (f"{named} {measure}" if measure else named), subject


def _phrase(after: str, language: Language, complete: bool = False) -> tuple[str | None, str | None]:
    """The words right after a measure's head: what is measured, then (a name) of whom.

    `complete`: the head is a measure by itself ("inflasi"), so that a name right behind it is whose.
    """
    measured: list[str] = []
    subject: list[str] = []
    for match in _TOKEN.finditer(after[:80]):
        word = match.group()
        low = word.lower()
        if (
            low in language.numbers.unit_stops
            or low in language.labels.first_person
            or low in language.clauses.verbs
            or any(char.isdigit() for char in word)
        ):
            break
        if any(low in one for one in (language.speech.fillers, language.numbers.years, language.clauses.lead)):
            break
        if "," in after[: match.start()] or clauses.begins_with_verb(word, language):
            break
        if word[0].isupper() and not word.isupper() and (measured or complete) or subject:
            subject.append(word)
        else:
            measured.append(word)
    return " ".join(measured) or None, " ".join(subject) or None
