"""Dates, years and clock times: what a number must not be mistaken for, and what a figure refers to."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from claims.text.lexicon import Language, Words

_DIGIT = re.compile(r"\d")
_FOUR = re.compile(r"\d{4}")
_REACH = 60  # characters that a weekday, day and month take before the year


@dataclass(frozen=True, slots=True)
class Day:
    """A full date as printed, the weekday printed before it (0 is Monday) or None, and its possible readings."""

    start: int
    end: int
    raw: str
    weekday: int | None
    readings: tuple[datetime.date, ...]


def _words(*lists: Words) -> str:
    return Words([word for one in lists for word in one.list]).alternatives


@cache
def _times(language: Language) -> re.Pattern[str]:
    dates, numbers = language.dates, language.numbers
    month = rf"(?:{_words(dates.months, Words([m for m in dates.short_months.list if m not in dates.months]))})\b\.?"
    clock = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?"
    return re.compile(
        rf"\b\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?(?:st|nd|rd|th)?(?:\s+of)?\s+{month}(?:,?\s+\d{{4}}\b)?"
        rf"|\b{month}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?![.,]?\d)(?:,?\s+\d{{4}}\b)?"
        rf"|\b{month}(?:\s+of)?\s+\d{{4}}\b"
        r"|\b\d{4}-\d{2}-\d{2}\b"
        r"|\b\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})\b"
        r"|(?<=\()\d{1,2}/\d{1,2}(?=\))"
        rf"|\b(?:{numbers.clocks.alternatives})\s+{clock}(?:\s?[-–]\s?{clock})?"
        rf"|\b{clock}(?:\s?[-–]\s?{clock})?\s?(?:{numbers.zones.alternatives})\b"
        rf"|\b\d{{1,2}}\s?(?:{numbers.zones.alternatives})\b"
        r"|\b\d{1,2}:\d{2}(?::\d{2})?\b"
        r"|\b(?:19|20)\d\ds\b"
        r"|\b(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)\b",
        re.IGNORECASE,
    )


def times(text: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    """Where ``text[start:end]`` prints dates, spans of years and clock times (single years apart)."""
    if not _DIGIT.search(text, start, end):
        return []
    return [match.span() for match in _times(language).finditer(text, start, end)]


@cache
def _period(language: Language) -> re.Pattern[str]:
    dates = language.dates
    months = _words(dates.months)
    return re.compile(rf"\b(?:(?:{months})\s+)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?\b(?![.,]\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or month and year, as printed, and where."""

    start: int
    end: int
    name: str


def periods(text: str, start: int, end: int, language: Language) -> list[Period]:
    """Every year, or month and year, that ``text[start:end]`` names, in order."""
    if not _FOUR.search(text, start, end):
        return []
    return [Period(*match.span(), match.group()) for match in _period(language).finditer(text, start, end)]


@cache
def _days(language: Language) -> re.Pattern[str]:
    weekday = rf"(?:\b(?P<weekday>{language.dates.weekdays.alternatives})\b,?\s*\(?)?"
    month = language.dates.months.alternatives
    return re.compile(
        rf"{weekday}(?P<raw>(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>\d{{4}})|(?P<d>\d{{1,2}})\s+(?P<m>{month})\s+(?P<y2>\d{{4}})"
        rf"|(?P<m2>{month})\s+(?P<d2>\d{{1,2}}),?\s+(?P<y3>\d{{4}}))\b",
        re.IGNORECASE,
    )


def days(text: str, language: Language) -> list[Day]:
    """The full dates of `text`, with the weekday printed before each."""
    out, done = [], 0
    for year in _FOUR.finditer(text):  # every full date holds one; the pattern alone costs a try at every letter
        match = (
            _days(language).search(text, max(done, year.start() - _REACH), year.end()) if year.end() > done else None
        )
        if match and (day := _day(match, language)).readings:
            out.append(day)
        done = match.end() if match else done
    return out


def _day(match: re.Match[str], language: Language) -> Day:
    dates, part = language.dates, match.groupdict()
    months = dates.months.list
    if part["a"]:
        a, b, year = int(part["a"]), int(part["b"]), int(part["y"])
        order = [(a, b), (b, a)] if dates.day_first else [(b, a), (a, b)]
    else:
        name = (part["m"] or part["m2"]).lower()
        order, year = [(int(part["d"] or part["d2"]), months.index(name) + 1)], int(part["y2"] or part["y3"])
    named = part["weekday"]
    weekday = dates.weekdays.list.index(named.lower()) if named else None
    readings = tuple(dict.fromkeys(date for day, month in order if (date := _date(year, month, day))))
    return Day(match.start("raw"), match.end("raw"), match.group("raw"), weekday, readings)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
