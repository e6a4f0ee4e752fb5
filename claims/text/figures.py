"""Quantities in running text: digits and number words, money, percentages, ranges, parts of a whole, ranks.

Rules, in order: dates, years, clock times, ages in brackets, numbers of laws and of named things are no figures; a
range
gives two; "X of Y" on one scale gives one with `of`; the unit is what is counted, else percent, currency, rank or
index.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal
from functools import cache

from claims.text import dates, measures
from claims.text.lexicon import Language, Words, runs
from claims.text.numerals import value_of, whole, words_value
from claims.text.spans import Figure

_DIGIT = re.compile(r"\d")
_MAX_DIGITS = 24
_NAME_BEFORE = re.compile(r"(\S+)\s+$")
_BRACKETS = re.compile(r"\(\s*$")


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    numbers = language.numbers
    currency = Words(list(numbers.currencies)).alternatives
    scale = Words(list(numbers.scales)).alternatives
    word = Words([*numbers.words, *numbers.teens.list, *(m for m in numbers.multipliers if len(m) > 3)]).alternatives
    fraction = Words(list(numbers.fractions)).alternatives
    lone = Words(list(numbers.times)).alternatives
    return re.compile(
        rf"(?:(?<!\w)(?P<cur>(?:{currency})\.?\s?)|(?<![\w.,]))(?P<num>\d+(?:[.,]\d+)*)(?P<tail>\s?(?P<scale>{scale})(?!\w))?"
        rf"(?P<pct>\s?(?:{numbers.percent.alternatives})(?!\w))?"
        rf"|(?<![\w-])(?:(?P<frac>(?i:{fraction}))|(?P<lone>(?i:{lone})))(?![\w-])"
        rf"|(?<![\w-])(?P<words>(?i:{word})(?:[\s-](?:(?:(?:{numbers.joins.alternatives})\s)?(?i:{word})))*)(?![\w-])(?P<wpct>\s(?:{numbers.percent.alternatives})(?!\w))?"
    )


@cache
def _number_words(language: Language) -> frozenset[str]:
    """The first word of all that `_pattern` reads without digits."""
    numbers = language.numbers
    lists = (numbers.words, numbers.teens.list, numbers.multipliers, numbers.fractions, numbers.times)
    return Words([word for words in lists for word in words]).firsts


def find(text: str, start: int, end: int, language: Language) -> list[Figure]:
    """The figures of ``text[start:end]``, in order, spans into `text`; values as printed, in the unit's own scale."""
    if not _DIGIT.search(text, start, end) and _number_words(language).isdisjoint(runs(text[start:end])):
        return []
    taken = dates.times(text, start, end, language)
    starts = [a for a, _ in taken]
    out: list[Figure] = []
    for match in _pattern(language).finditer(text, start, end):
        at = bisect_right(starts, match.start("num") if match["num"] else match.start()) - 1
        if at >= 0 and taken[at][1] > match.start():
            continue
        figure = (
            _digits(text, start, end, match, language) if match["num"] else _words(text, start, end, match, language)
        )
        if figure and not (out and figure.start < out[-1].end):
            out.append(figure)
    whole = _wholes(text, start, end, out, language)
    return _ranges(text, measures.attach(text, start, end, whole, language), language)


def _before(text: str, start: int, at: int) -> str:
    match = _NAME_BEFORE.search(text, max(start, at - 30), at)
    return match.group(1) if match else ""


def _digits(text: str, start: int, end: int, match: re.Match[str], language: Language) -> Figure | None:
    numbers, raw = language.numbers, match["num"]
    at, stop = match.start("num"), match.end()
    plain = not (match["cur"] or match["scale"] or match["pct"])
    if len(raw) > _MAX_DIGITS or (not match["cur"] and _glued(text, start, end, at, match.end("num"), language)):
        return None
    if plain and _names(text, start, end, at, stop, raw, language):
        return None
    value, readings = value_of(raw, language)
    factor = numbers.scales.get(match["scale"], 1) if match["scale"] else 1
    unit = None
    if match["cur"]:
        unit = numbers.currencies.get(match["cur"].strip().rstrip("."), match["cur"].strip())
    elif match["pct"]:
        unit = numbers.percent.list[1]
    return _figure(
        text, start, match.start(), stop, value * factor, language, unit, tuple(r * factor for r in readings)
    )


def _glued(text: str, start: int, end: int, at: int, stop: int, language: Language) -> bool:
    """Part of a longer token: Covid-19, 540/2020, 4x4, ke-2 (but not "urutan ke-73")."""
    before = text[max(start, at - 1) : at]
    after = text[stop : min(stop + 2, end)]
    if before == "-" and text[max(start, at - 2) : at - 1].isalpha():
        head = text[max(start, at - 20) : at].split()
        ranks = language.numbers.ranks
        return not (
            len(head) > 1 and head[-1].lower() in language.numbers.ordinal_prefixes and head[-2].lower() in ranks
        )
    if before and (before.isalnum() or before in "/#@_"):
        return True
    return bool(after) and (
        after[0] == "-"
        and after[1:].isalpha()
        and not text[stop:end].lower().startswith(tuple(language.numbers.approximate_after.list))
        or after[0] == "/"
        and after[1:].isdigit()
        or after[0].isalpha()
        and not after[0].isupper()
        or after[0] == "_"
    )


def _names(text: str, start: int, end: int, at: int, stop: int, raw: str, language: Language) -> bool:
    """A bare number that names a thing or a year rather than counts: Pasal 12, TPS 7, 2024, (56)."""
    word = _before(text, start, at)
    bare = word.lower().strip("(,;:\"“”'")
    if bare in language.numbers.labels or bare.rstrip(".") in language.numbers.labels:
        return True
    following = text[stop : min(stop + 1, end)]
    if _BRACKETS.search(text, max(start, at - 2), at) and following == ")":
        return True
    unit = measures.unit_after(text, stop, end, language)
    if len(raw) == 4 and raw.isdigit() and raw[:2] in ("19", "20"):
        return unit is None or unit not in measures.counters(language)
    if not raw.isdigit():
        return False
    capital = word[:1].isupper() and not word.endswith((",", ".", ":")) and bare not in language.numbers.measures
    return capital and unit is None and bare not in language.numbers.ranks and at - start > len(word) + 1


def _words(text: str, start: int, end: int, match: re.Match[str], language: Language) -> Figure | None:
    numbers = language.numbers
    before = _before(text, start, match.start()).lower().strip('(,"“”')
    if match["frac"]:
        return _fraction(text, start, end, match, language)
    if match["lone"]:
        times = Decimal(numbers.times[" ".join(match["lone"].lower().split())])
        return _figure(text, start, match.start(), match.end(), times, language, numbers.times_unit)
    words = [word for word in re.split(r"[\s-]+", match["words"].lower()) if word not in numbers.joins]
    value = words_value(words, language)
    if value is None and before in numbers.articles and len(words) == 1 and words[0] in numbers.multipliers:
        value = Decimal(numbers.multipliers[words[0]])
    if value is None:
        return None
    unit = numbers.percent.list[1] if match["wpct"] else None
    if (value == 1 and before in numbers.one_not) or (
        not unit and not _counts(text, start, end, match, value, language)
    ):
        return None
    return _figure(text, start, match.start(), match.end(), value, language, unit)


def _counts(text: str, start: int, end: int, match: re.Match[str], value: Decimal, language: Language) -> bool:
    """Whether a number word is a quantity: something counted follows it, or "of" does."""
    following = re.match(r"\s+([\w-]+)", text[match.end() : min(end, match.end() + 40)])
    word = following.group(1).lower() if following else ""
    if (
        value == 1
        and word not in language.numbers.in_every
        and (word in language.numbers.one_follow or match["words"][0].isupper() and match.start() > start + 2)
    ):
        return False
    if value >= 1000 and any(part in language.numbers.multipliers for part in match["words"].lower().split()):
        return True
    if word in language.numbers.in_every:
        return (
            re.match(r"\s+\w+\s+(?:\d|[a-z]+\s+[a-z]+\b)", text[match.end() : min(end, match.end() + 40)]) is not None
        )
    if not word or word in language.numbers.unit_stops:
        return word in language.numbers.of
    return measures.unit_after(text, match.end(), end, language) is not None or match["words"][0].islower()


def _fraction(text: str, start: int, end: int, match: re.Match[str], language: Language) -> Figure | None:
    part, whole = (
        Decimal(piece) for piece in language.numbers.fractions[" ".join(match["frac"].lower().split())].split("/")
    )
    rest = text[match.end() : min(end, match.end() + 30)]
    scale = re.match(
        rf"\s+(?:a\s+)?({Words(list(language.numbers.multipliers)).alternatives})(?!\w)", rest, re.IGNORECASE
    )
    if scale:
        value = part / whole * language.numbers.multipliers[scale.group(1).lower()]
        return _figure(text, start, match.start(), match.end() + scale.end(), value, language, None)
    percent = re.match(
        rf"\s+(?:{language.numbers.of.alternatives})\s+(?:1|one|satu)\s+({language.numbers.percent.alternatives})", rest
    )
    if percent:
        return _figure(
            text,
            start,
            match.start(),
            match.end() + percent.end(),
            part / whole,
            language,
            language.numbers.percent.list[1],
        )
    if language.numbers.fraction_needs_of and not re.match(rf"\s+(?:{language.numbers.of.alternatives})\s", rest):
        return None
    figure = _figure(text, start, match.start(), match.end(), part, language, None)
    return replace(figure, of=whole)


def _figure(
    text: str,
    start: int,
    at: int,
    stop: int,
    value: Decimal,
    language: Language,
    unit: str | None,
    readings: tuple[Decimal, ...] = (),
) -> Figure:
    numbers = language.numbers
    approximate = _approximate(language).search(text, max(start, at - 24), at) is not None
    for suffix in numbers.approximate_after.list:
        tail = text[stop : stop + len(suffix) + 2].lower()
        if (
            tail.lstrip().startswith(suffix)
            and (suffix[0] == "-" or tail[:1] == " ")
            and not tail.lstrip()[len(suffix) :][:1].isalpha()
        ):
            approximate = True
            stop += len(suffix) if suffix[0] == "-" else 0
    return Figure(whole(value), text[at:stop], at, stop, unit=unit, approximate=approximate, readings=readings)


@cache
def _approximate(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{language.numbers.approximate.alternatives})\s+$", re.IGNORECASE)


@cache
def _gap(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    numbers = language.numbers
    marks = rf"\s?[-–]\s?|\s+(?:{Words([w for w in numbers.range.list if w[0].isalpha()]).alternatives})\s+"
    of = rf"((?:\s+[^\s,.;:]+){{0,4}}?)\s+(?:{numbers.of.alternatives})\s+((?:[^\s,.;:]+\s+){{0,3}}?)"
    return re.compile(marks), re.compile(of, re.IGNORECASE)


def _ranges(text: str, figures: list[Figure], language: Language) -> list[Figure]:
    """ "10-12 kali", "Rp 5-7 triliun": both ends are figures; the first takes unit and scale from the second."""
    out = list(figures)
    for n in range(len(out) - 1):
        a, b = out[n], out[n + 1]
        if a.of is None and b.start - a.end < 16 and _gap(language)[0].fullmatch(text, a.end, b.start):
            factor = _scale(b, language) if _scale(a, language) == 1 else 1
            out[n] = replace(a, range=True, unit=a.unit or b.unit, value=a.value * factor)
            out[n + 1] = replace(b, range=True, unit=b.unit or a.unit)
    return out


def _scale(figure: Figure, language: Language) -> int:
    last = figure.raw.split()[-1] if figure.raw.split() else ""
    return language.numbers.scales.get(last, 1) if not last.isdigit() else 1


def _wholes(text: str, start: int, end: int, figures: list[Figure], language: Language) -> list[Figure]:
    """Joins a part and its whole where both stand on one scale: "75 dari 94", "dari 24 desa, 19 di antaranya"."""
    out: list[Figure] = []
    for figure in figures:
        last = out[-1] if out else None
        if last and (joined := _join(text, start, end, last, figure, language)):
            out[-1] = joined
        else:
            out.append(figure)
    return out


def _join(text: str, start: int, end: int, a: Figure, b: Figure, language: Language) -> Figure | None:
    numbers, money = language.numbers, set(language.numbers.currencies.values())
    if a.of is not None or b.of is not None or a.range or b.range or a.unit in money or b.unit in money:
        return None
    if numbers.percent.list[1] in (a.unit, b.unit) or b.start - a.end > 90:
        return None
    joined = replace(a, start=a.start, end=b.end, raw=text[a.start : b.end], approximate=a.approximate or b.approximate)
    if text[a.end : b.start].strip() in numbers.in_every and a.value < b.value:
        return replace(joined, of=b.value, unit=b.unit)
    gap = _gap(language)[1].fullmatch(text, a.end, b.start)
    if gap and a.value <= b.value and _is_whole(text, end, a, b, gap.group(), language):
        return replace(joined, of=b.value)
    if a.value >= b.value and _part_of(text, start, end, a, b, language):
        return replace(joined, value=b.value, of=a.value, unit=b.unit, readings=b.readings)
    return None


def _is_whole(text: str, end: int, a: Figure, b: Figure, gap: str, language: Language) -> bool:
    """Whether `b` behind "of" is what `a` is a part of: no change, and one scale, or one names nothing of its own."""
    if _moves(text, end, b, language) or measures.verb_in(gap, language):
        return False
    part = measures.unit_after(text, a.end, a.end + len(gap), language)
    whole = measures.unit_after(text, b.end, end, language)
    plainly = any(" " in word and word in gap for word in language.numbers.of.list)  # "out of"
    return plainly or part is None or whole is None or measures.same_unit(part, whole, language)


def _moves(text: str, end: int, b: Figure, language: Language) -> bool:
    """ "naik dari 11 menjadi 12" is a change, not a part of a whole."""
    return (
        re.match(
            rf"(?:\s+[^\s,.]+){{0,2}}?\s+(?:{language.numbers.into.alternatives})\s", text[b.end : min(end, b.end + 60)]
        )
        is not None
    )


def _part_of(text: str, start: int, end: int, a: Figure, b: Figure, language: Language) -> bool:
    numbers = language.numbers
    after = text[b.end : min(end, b.end + 60)]
    if re.match(rf"(?:\s+[^\s,.;]+){{0,3}}?\s+(?:{numbers.among.alternatives})(?!\w)", after, re.IGNORECASE):
        return True
    lead = re.search(
        rf"(?:^|[.,;:]\s+|\A)(?:{numbers.of.alternatives})\s+(?:[^\s,.]+\s+){{0,2}}?$",
        text[max(start, a.start - 40) : a.start],
        re.IGNORECASE,
    )
    if lead is None:
        return False
    units = (measures.unit_after(text, a.end, end, language), measures.unit_after(text, b.end, end, language))
    short = measures.bracketed(text, a.end, end)
    if units[1] is None and units[0] is not None:  # "dari 24 desa, baru 19 yang …"
        return len(text[a.end : b.start].split()) <= 4 and "," in text[a.end : b.start]
    return units[1] is not None and units[1] in (units[0], short)
