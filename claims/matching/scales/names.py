"""What a figure measures, by one key whatever it is called, and of whom: what the ledger gathers figures by."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from claims.matching.scales.data import Pair, named, patterns, words
from claims.text.tokens import tokens

SPANS = frozenset(("tahun", "bulan", "minggu", "hari", "jam", "menit", "year", "years", "month", "months", "week",
                   "weeks", "day", "days", "hour", "hours"))  # fmt: skip
TIMED = frozenset(("usia", "umur", "harapan", "lama", "lamanya", "waktu", "durasi", "masa", "jam", "antrean", "age",
                   "expectancy", "schooling", "time", "duration", "wait", "waiting", "length", "hours", "days",
                   "years"))  # fmt: skip
"""Units of time, and words of measures that are counted in them, such as life expectancy."""


@dataclass(frozen=True, slots=True)
class Named:
    """`key` is the measure's normalised name; `name` how people read it by language (a language not known is not
    there); `subject` of whom, as the text says it."""

    key: str
    name: Pair
    subject: str


def measured(unit: str | None, measure: str | None, subject: str | None, language: str) -> Named | None:
    """The measure of a figure and its subject; None where the text names no measure, or only how long something took.

    An official index is known by any of its names, also where the engine cut its name in two ("Pembangunan", "Manusia
    Kota Seruni").
    """
    if not measure or not measure.strip() or _lasts(unit, measure):
        return None
    if known := _official(unit if _indexed(unit, language) else "", measure.strip(), (subject or "").strip(), language):
        return known
    key = measure_key(measure, language)
    return Named(key, {language: _shown(unit, measure, language)}, (subject or "").strip()) if key else None


def _lasts(unit: str | None, measure: str) -> bool:
    """Whether the figure is a span of time and the measure none that is counted in time: "inflation … in 3 years"."""
    return (unit or "").casefold() in SPANS and not TIMED & set(tokens(measure))


def _indexed(unit: str | None, language: str) -> bool:
    return unit is not None and unit.casefold() in words(language)["index"]


def _official(unit: str | None, measure: str, subject: str, language: str) -> Named | None:
    """The official index that the words name, its own words standing before ("indeks …") or behind ("… index")."""
    for whole, last in ((f"{unit} {measure} {subject}".strip(), subject), (f"{measure} {unit}".strip(), "")):
        for pattern, alias in patterns():
            found = pattern.search(whole)
            rest = whole[found.end() :].strip(" ,.") if found else "?"
            if found and last.endswith(rest) and _begins(whole[: found.start()], language):
                scale = named(alias)[0]
                return Named(scale.key, dict(scale.name), rest if last else subject)
    return None


def _begins(before: str, language: str) -> bool:
    """Whether nothing but a word such as "indeks" stands before an index's name."""
    return all(word in words(language)["index"] for word in before.casefold().split())


def measure_key(name: str, language: str) -> str:
    """The normalised words of a measure's name, without an "indeks" or "nilai" before others."""
    found = tokens(name)
    while len(found) > 1 and found[0] in words(language)["index"]:
        found = found[1:]
    return " ".join(found)[:300]


def _shown(unit: str | None, measure: str, language: str) -> str:
    """The name with its "Indeks" before it where the text says so, a capital first."""
    index = unit and _indexed(unit, language) and unit.casefold() not in measure.casefold().split()
    text = f"{unit} {measure}" if index and language == "id" else f"{measure} {unit}" if index else measure
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]


def slug(text: str, longest: int = 80) -> str:
    """Letters and digits of `text` as an address spells them: "Kota Contoh" is kota-contoh."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def year_of(period: str | None) -> int | None:
    """The (last) year that a period names: 2023, "Maret 2023", "2019–2023"."""
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", period or "")
    return int(found[-1]) if found else None
