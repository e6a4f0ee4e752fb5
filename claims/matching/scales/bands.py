"""Does a word such as "sangat baik" fit its figure on the official scale? Where it does not: a question, the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Protocol

from claims.matching.scales.data import Band, Pair, Scale, named, patterns, scales, words
from claims.matching.scales.names import year_of
from claims.text.lexicon import Words, language
from claims.text.numerals import written

AFTER, BEFORE = 320, 120  # characters of the text behind and before a figure in which a word may be about it
_NUMBER = re.compile(r"(?<!\w)\d")
_MARKED = 24  # characters before a band's word in which "kategori" stands
_DENIED = 32  # the same for "belum" and "bukan"
_GATHERED = 60  # the same for "semua"


class Figure(Protocol):
    """What is asked of a figure; the engine's and a stored one both have it."""

    value: Decimal
    of: Decimal | None
    unit: str | None
    measure: str | None
    subject: str | None
    period: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class Near:
    """The text around a figure: its own words stand at `start` to `end` of `text`."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, content: str, start: int, end: int) -> Near:
        """The part of `content` around a figure that stands there, not past its paragraph."""
        a = max(content.rfind("\n", 0, start) + 1, start - BEFORE)
        stop = content.find("\n", end)
        b = min(len(content) if stop < 0 else stop, end + AFTER)
        return cls(content[a:b], start - a, end - a)


@dataclass(frozen=True, slots=True)
class Finding:
    """A question for the reviewer, in both languages, with the rule it comes from and the rule's source.

    `kind`: "band", "range", "share", "change", "direction" or "points". `source` is {"title", "url"} ("" for none);
    `confirmed` says whether the cut-offs were read in the rule's own text. Arithmetic needs no source.
    """

    kind: str
    question: Pair
    rule: Pair
    source: Pair | None = None
    confirmed: bool = True


def question(figure: Figure, near: Near, code: str) -> list[Finding]:
    """What an official scale asks of `figure`, said in the language `code` in the text `near` it."""
    scale = scale_of(figure, near, code)
    if scale is None:
        return []
    if not scale.holds(figure.value):
        return [_outside(scale, figure)]
    right = scale.band(figure.value)
    said = {band.words["id"]: band for band in _said(scale, near, code)}
    return [_misnamed(scale, figure, right, band) for band in said.values() if right and band != right][:1]


def scale_of(figure: Figure, near: Near, code: str) -> Scale | None:
    """The scale that a figure is on: by the index named right before it, else by its measure. None for no index."""
    unit = (figure.unit or "").casefold()
    if figure.of is not None or (unit and unit not in words(code)["index"] and unit not in _index_names(code)):
        return None
    unit_first = " ".join(part for part in (figure.unit, figure.measure, figure.subject) if part)
    own = _alias(unit_first) or _alias(f"{figure.measure} {figure.unit}")
    alias = (_alias(_clause_before(near)) or own) if own or not figure.measure else None
    year = year_of(figure.period)
    fitting = [scale for scale in named(alias) if scale.in_force(year)] if alias else []
    return next((scale for scale in fitting if scale.holds(figure.value)), fitting[0] if fitting else None)


@cache
def _index_names(code: str) -> frozenset[str]:
    return frozenset(language(code).numbers.indexes.list)


def _alias(text: str) -> str | None:
    """The last index that `text` names, the longest of its names."""
    found = [(match.end(), len(alias), alias) for pattern, alias in patterns() for match in pattern.finditer(text)]
    return max(found)[2] if found else None


def _clause_before(near: Near) -> str:
    """The words of the sentence before the figure, back to the number before it."""
    before = re.split(r"[.;!?]\s", near.text[: near.start])[-1]
    return re.split(r"(?<!\w)\d\S*", before)[-1]


@cache
def _band_words(code: str) -> Words:
    return Words(sorted({band.words[code] for scale in scales() for band in scale.bands}, key=len, reverse=True))


def _said(scale: Scale, near: Near, code: str) -> Iterator[Band]:
    """The bands of `scale` that the text near the figure claims for it."""
    for match in _band_words(code).pattern.finditer(near.text):
        band = scale.called(" ".join(match.group().casefold().split()))
        if band and not _denied(near, match.start(), code) and _about(near, match.start(), match.end(), code):
            yield band


def _denied(near: Near, start: int, code: str) -> bool:
    """Whether the words right before a band's word say that it is not this one, within the clause."""
    lead = re.split(r"[,.;:!?]\s", near.text[max(0, start - _DENIED) : start])[-1]
    return words(code)["not"].found(lead)


def _about(near: Near, start: int, end: int, code: str) -> bool:
    """Whether a band's word speaks of the figure: no other number between them, or said of all of them."""
    lead = near.text[max(0, start - _MARKED) : start]
    own = words(code)
    if " " not in near.text[start:end].strip() and not own["marks"].found(lead):
        return False
    if start >= near.end:
        between = near.text[near.end : start]
        gathered = own["all"].found(near.text[max(near.end, start - _GATHERED) : start])
        return gathered or (not _NUMBER.search(between) and not re.search(r"[.;!?]\s", between))
    between = near.text[end : near.start]
    return end <= near.start and not _NUMBER.search(between) and not re.search(r"[.;!?]\s", between)


def _amount(value: Decimal, code: str) -> str:
    return written(value, language(code))


def reach(scale: Scale, band: Band, code: str) -> str:
    """A band's bounds in words: "2,6 sampai di bawah 3,5"."""
    after, low = scale.end(band), _amount(band.begin, code)
    high = _amount(after.begin if after else scale.most, code)
    shut = after is None or after.above
    if code == "id":
        return f"{'di atas ' if band.above else ''}{low} sampai {'' if shut else 'di bawah '}{high}"
    return f"{'above ' if band.above else ''}{low} to {'' if shut else 'below '}{high}"


def _rule(scale: Scale, *bands: Band) -> Pair:
    first, last = scale.years
    years = {
        "id": f"{first}–{last}" if last else f"sejak {first}",
        "en": f"{first}–{last}" if last else f"since {first}",
    }
    told = {code: "; ".join(f"“{b.words[code]}”: {reach(scale, b, code)}" for b in bands) for code in years}
    whole = {
        "id": f"skala {_amount(scale.least, 'id')} sampai {_amount(scale.most, 'id')}",
        "en": f"scale {_amount(scale.least, 'en')} to {_amount(scale.most, 'en')}",
    }
    return {code: f"{scale.name[code]}, {scale.rule} ({years[code]}): {told[code] or whole[code]}." for code in years}


def _finding(kind: str, scale: Scale, asked: Pair, *bands: Band) -> Finding:
    return Finding(kind, asked, _rule(scale, *bands), dict(scale.source), scale.rule_seen)


def _misnamed(scale: Scale, figure: Figure, right: Band, said: Band) -> Finding:
    asked = {
        "id": f"Teks menyebut “{said.words['id']}”, tetapi pada skala resmi {_amount(figure.value, 'id')} termasuk "
        f"“{right.words['id']}”. Apakah kategorinya benar?",
        "en": f"The text says “{said.words['en']}”, but on the official scale {_amount(figure.value, 'en')} is "
        f"“{right.words['en']}”. Is the category right?",
    }
    low, high = sorted((right, said), key=lambda band: band.begin)
    return _finding("band", scale, asked, low, high)


def _outside(scale: Scale, figure: Figure) -> Finding:
    asked = {
        "id": f"{_amount(figure.value, 'id')} berada di luar skala {scale.name['id']} "
        f"({_amount(scale.least, 'id')} sampai {_amount(scale.most, 'id')}). Apakah angkanya atau indeksnya benar?",
        "en": f"{_amount(figure.value, 'en')} lies outside the scale of the {scale.name['en']} "
        f"({_amount(scale.least, 'en')} to {_amount(scale.most, 'en')}). Is the figure right, and the index?",
    }
    return _finding("range", scale, asked)
