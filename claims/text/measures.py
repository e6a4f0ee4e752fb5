"""What a figure measures: unit, measure, of whom, and when."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from claims.text import clauses, dates
from claims.text.lexicon import Language, Words
from claims.text.spans import Figure

_WORD = re.compile(r"\s+([^\W\d_][\w-]*(?:/\w+)?)")
_TOKEN = re.compile(r"[^\s,;:()\"“”]+")
_BESIDE = re.compile(r"[\d.,]+\s+([^\W\d_][\w/-]*)")
_LAST = re.compile(r"([^\W\d_][\w/-]*)\W+[\d.,]+$")
_REACH = 160  # code points before a figure in which its measure may stand


@cache
def counters(language: Language) -> frozenset[str]:
    """Words that are counted, so that a bare four-digit number before one is no year."""
    return frozenset(word for words in language.glossary.data.values() for word in words.list)


def same_unit(a: str, b: str, language: Language) -> bool:
    """Whether two words count the same thing: one word, or two words of one concept (orang, jiwa)."""
    return a == b or any(a in words and b in words for words in language.glossary.data.values())


def unit_after(text: str, at: int, end: int, language: Language) -> str | None:
    """The word, or compound of the glossary, that ``text[at:end]`` begins with, if it can be counted."""
    match = _WORD.match(text, at, min(end, at + 60))
    if not match:
        return None
    first = match.group(1)
    if first in language.numbers.approximate_after:
        return unit_after(text, match.end(), end, language)
    if first.lower() in language.numbers.unit_stops or (first[0].isupper() and not first.isupper()):
        return None
    second = _WORD.match(text, match.end(), min(end, match.end() + 40))
    if second and f"{first} {second.group(1)}" in counters(language):
        return f"{first} {second.group(1)}"
    return first


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
    period = dates.period(text, start, end, language)
    return [replace(_measured(text, start, end, figure, language), period=period) for figure in figures]


def _measured(text: str, start: int, end: int, figure: Figure, language: Language) -> Figure:
    numbers = language.numbers
    floor = max(start, figure.start - _REACH)
    before = text[floor : figure.start]
    unit = figure.unit or _counted(text, end, figure, language)
    tail = before.split()[-2:]
    ranked = [word for word in tail if word.lower().strip(",") in numbers.ranks]
    if ranked:
        return replace(figure, unit=ranked[-1].lower())
    if figure.unit is None and (unit is None or figure.of is None):
        index = _index(before, language)
        if index and unit is None:
            return replace(figure, unit=index[0], measure=index[1], subject=index[2])
    named = _measure(before, language)
    return replace(figure, unit=unit, measure=named[0], subject=named[1])


def _counted(text: str, end: int, figure: Figure, language: Language) -> str | None:
    """What is counted: for a part of a whole the first thing either number names."""
    unit = unit_after(text, figure.end, end, language)
    if figure.of is None:
        return unit
    beside = _BESIDE.match(figure.raw)  # "12 kelurahan dari 40"
    if beside and not _small(beside.group(1), language):
        return beside.group(1)
    inside = _LAST.search(figure.raw)  # "24 puskesmas, 19": the whole's own unit
    return unit or (inside.group(1) if inside and not _small(inside.group(1), language) else None)


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
    measure, subject = _phrase(before[best.end() :], language)
    return best.group().lower(), measure, subject


def _measure(before: str, language: Language) -> tuple[str | None, str | None]:
    found = list(_heads(language)[1].finditer(before))
    if not found:
        return None, None
    last = found[-1]
    head = (
        found[-2] if len(found) > 1 and before[found[-2].end() : last.start()] == " " else last
    )  # "kapasitas produksi"
    measure, subject = _phrase(before[last.end() :], language)
    named = before[head.start() : last.end()]
    return (f"{named} {measure}" if measure else named), subject


def _phrase(after: str, language: Language) -> tuple[str | None, str | None]:
    """The words right after a measure's head: what is measured, then (a name) of whom."""
    measured: list[str] = []
    subject: list[str] = []
    for match in _TOKEN.finditer(after[:80]):
        word = match.group()
        low = word.lower()
        if (
            low in language.numbers.unit_stops
            or low in language.labels.first_person
            or low in language.clauses.verbs
            or word[0].isdigit()
        ):
            break
        if any(low in one for one in (language.speech.fillers, language.numbers.years, language.clauses.lead)):
            break
        if "," in after[: match.start()] or clauses.begins_with_verb(word, language):
            break
        if word[0].isupper() and not word.isupper() and measured or subject:
            subject.append(word)
        else:
            measured.append(word)
    return " ".join(measured) or None, " ".join(subject) or None
