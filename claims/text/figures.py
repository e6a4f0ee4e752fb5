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

from claims.text import dates, measures, worded
from claims.text.lexicon import Language, Words, runs
from claims.text.numerals import value_of
from claims.text.spans import Figure

_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_DIGIT = re.compile(rf"[\d{_SIGNS}]")
_MAX_DIGITS = 24
_BRACKETS = re.compile(r"\(\s*$")
_AGE = re.compile(r"[A-Z][\w.’'-]*(?: \([^()]*\))?, $")


@cache
def _pattern(language: Language, words: bool) -> re.Pattern[str]:
    """Finds what may be a figure; `words`: in words too, which takes three times as long."""
    numbers = language.numbers
    currency = Words(list(numbers.currencies)).alternatives
    long = Words([word for word in numbers.scales if len(word) > 2]).alternatives
    scale = rf"(?i:{long})|{Words([word for word in numbers.scales if len(word) <= 2]).alternatives}"
    return re.compile(
        rf"(?:(?<!\w)(?P<cur>(?:{currency})\.?\s?)|(?<![\w.,]))(?:(?P<sign>\d?[{_SIGNS}]|(?<!/)\d/\d{{1,2}}(?![\d/\w]))"
        rf"|(?P<num>\d+(?:[.,]\d+)*)(?P<tail>\s?(?P<scale>{scale})(?!\w))?"
        rf"(?P<pct>\s?(?i:{numbers.percent.alternatives})(?!\w))?)"
        rf"{'|' + worded.pattern(language) if words else ''}"
    )


def find(text: str, start: int, end: int, language: Language) -> list[Figure]:
    """The figures of ``text[start:end]``, in order, spans into `text`; values as printed, in the unit's own scale."""
    digits = _DIGIT.search(text, start, end) is not None
    words = not worded.firsts(language).isdisjoint(runs(text[start:end]))
    if not digits and not words:
        return []
    taken = dates.times(text, start, end, language) if digits else []
    starts = [a for a, _ in taken]
    out: list[Figure] = []
    for match in _pattern(language, words).finditer(text, start, end):
        at = bisect_right(starts, match.start("num") if match["num"] else match.start()) - 1
        if at >= 0 and taken[at][1] > match.start():
            continue
        rule = _digits if match["num"] else worded.signed if match["sign"] else worded.find
        for figure in rule(text, start, end, match, language):
            if not (out and figure.start < out[-1].end):
                out.append(figure)
    whole = _wholes(text, start, end, out, language)
    return _ranges(text, measures.attach(text, start, end, whole, language), language)


def _digits(text: str, start: int, end: int, match: re.Match[str], language: Language) -> list[Figure]:
    numbers, raw = language.numbers, match["num"]
    at, stop = match.start("num"), match.end()
    plain = not (match["cur"] or match["scale"] or match["pct"])
    if plain and numbers.ordinal_suffixes.list and (ordinal := _ordinal(text, start, end, match, language)):
        return ordinal
    if len(raw) > _MAX_DIGITS or (not match["cur"] and _glued(text, start, end, at, match.end("num"), language)):
        return []
    if plain and _names(text, start, end, at, stop, raw, language):
        return []
    value, readings = value_of(raw, language)
    factor = _factor(match["scale"], language)
    unit = None
    if match["cur"]:
        unit = numbers.currencies.get(match["cur"].strip().rstrip("."), match["cur"].strip())
    elif match["pct"]:
        unit = numbers.percent.list[1]
    begin = _below_zero(text, start, match, language) if not match["cur"] else None
    if begin is not None:
        factor = -factor
    begin = match.start() if begin is None else begin
    others = tuple(reading * factor for reading in readings)
    return [worded.printed(text, start, begin, stop, value * factor, language, unit, others)]


def _factor(scale: str | None, language: Language) -> int:
    """What a word of scale multiplies by; short ones keep their case (M and m), long ones do not (Triliun)."""
    if scale is None:
        return 1
    scales = language.numbers.scales
    return scales.get(scale) or scales.get(scale.lower(), 1)


def _ordinal(text: str, start: int, end: int, match: re.Match[str], language: Language) -> list[Figure]:
    """ "Ranked 75th": a rank where a word of rank stands beside it."""
    suffixes = tuple(language.numbers.ordinal_suffixes.list)
    tail = text[match.end() : min(end, match.end() + 3)]
    if not match["num"].isdigit() or not tail.startswith(suffixes) or tail[2:3].isalnum():
        return []
    at, stop = match.start(), match.end() + 2
    unit = worded.rank_beside(text, start, end, at, stop, language)
    return [worded.printed(text, start, at, stop, Decimal(match["num"]), language, unit)] if unit else []


def _below_zero(text: str, start: int, match: re.Match[str], language: Language) -> int | None:
    """Where the sign or the word stands that puts a percentage below zero, or None."""
    at = match.start()
    if (
        match["pct"]
        and text[max(start, at - 1) : at] in ("-", "–", "−")
        and text[max(start, at - 2) : at - 1] in (" ", "")
    ):
        return at - 1 if at > start else None
    word = worded.before(text, start, at)
    if match["pct"] and word.lower() in language.numbers.negative:
        return text.rindex(word, start, at)
    return None


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
    if before and (before.isalnum() or before in "/#@_=%&?+~"):
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
    word = worded.before(text, start, at)
    bare = word.lower().strip("(,;:\"“”'")
    if bare in language.numbers.labels or bare.rstrip(".") in language.numbers.labels:
        return True
    following = text[stop : min(stop + 1, end)]
    if _is_age(text, start, end, at, stop, language) or _dialled(text, start, at, raw) or _marks_item(text, end, stop):
        return True
    if _BRACKETS.search(text, max(start, at - 2), at) and following == ")":
        return True
    unit = measures.unit_after(text, stop, end, language)
    if len(raw) == 4 and raw.isdigit() and raw[:2] in ("19", "20"):
        return unit is None or unit not in measures.counters(language)
    if not raw.isdigit():
        return False
    capital = word[:1].isupper() and not word.endswith((",", ".", ":")) and bare not in language.numbers.measures
    return capital and unit is None and bare not in language.numbers.ranks and at - start > len(word) + 1


_DIALLED = re.compile(r"(?:\+\d|(?<![\d.,])0\d)[\d -]*[ -]$")
_ITEM = re.compile(r"\.\s+[^\W\d_]")


def _dialled(text: str, start: int, at: int, raw: str) -> bool:
    """Part of a telephone number: it begins with 0 or + and goes on in groups."""
    return (raw.isdigit() and len(raw) > 1 and raw[0] == "0") or (
        raw.isdigit() and _DIALLED.search(text, max(start, at - 20), at) is not None
    )


def _marks_item(text: str, end: int, stop: int) -> bool:
    """The number of an item in a list ("3. harga naik"): no sentence begins with a small letter."""
    item = _ITEM.match(text, stop, min(end, stop + 6))
    return item is not None and item.group()[-1].islower()


def _is_age(text: str, start: int, end: int, at: int, stop: int, language: Language) -> bool:
    """Somebody's age, beside the name: "Budi, 45, …", "Budi (45 tahun)"."""
    if stop - at > 3:
        return False
    if text[stop : min(end, stop + 1)] == "," and _AGE.search(text, max(start, at - 40), at):
        return True
    years = language.numbers.years.list[0]
    return (
        text[at - 1 : at] == "("
        and re.match(rf"\s(?:{years}|{years}s)\)", text[stop : min(end, stop + 10)]) is not None
    )


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
            if a.value * factor > b.value > 0:  # from 12 to 9 is a fall
                continue
            out[n] = replace(a, range=True, unit=a.unit or b.unit, value=a.value * factor)
            out[n + 1] = replace(b, range=True, unit=b.unit or a.unit)
    return out


def _scale(figure: Figure, language: Language) -> int:
    last = figure.raw.split()[-1] if figure.raw.split() else ""
    return _factor(last, language) if not last.isdigit() else 1


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
