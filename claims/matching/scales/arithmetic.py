"""Do the numbers of a sentence agree with each other? A part of a whole with its percentage, a change with its ends."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from claims.matching.scales.bands import Finding
from claims.matching.scales.data import words
from claims.text.lexicon import language
from claims.text.numerals import value_of, written

_DIGITS = r"\d+(?:[.,]\d+)*"
_MONEY = r"(?:(?:[A-Z]{1,3}p?\.?|[$€£])\s?)?"  # a currency before a number
_LONGEST = 2_000  # characters of a claim that are read


def arithmetic(text: str, code: str) -> list[Finding]:
    """What the numbers of `text`, said in the language `code`, ask: "30 dari 50 … atau 70 persen" is 60 percent."""
    text = text[:_LONGEST]
    return [*_shares(text, code), *_changes(text, code)]


@cache
def _alternatives(code: str, *names: str) -> str:
    """The words under `names` as one alternation; marks such as "%" and "i.e." need no end of a word."""
    every = [word for name in names for word in words(code)[name].list]
    return "|".join(
        re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "") for word in sorted(every, key=len)[::-1]
    )


@cache
def _share_pattern(code: str) -> re.Pattern[str]:
    of, same, percent = (_alternatives(code, name) for name in ("of", "same", "percent"))
    return re.compile(
        rf"(?<![\w.,])(?P<part>{_DIGITS})(?:\s+[^\W\d]+){{0,2}}\s+(?:{of})\s+(?:[^\W\d]+\s+){{0,2}}(?P<whole>{_DIGITS})"
        rf"(?!\s*(?:{percent}))(?:\s+[^\W\d]+){{0,4}}?,?\s*(?:(?:{same})\s+){{0,2}}(?P<open>\(\s*)?"
        rf"(?:(?:{same})\s+){{0,2}}(?P<stated>{_DIGITS})\s*(?:{percent})",
        re.IGNORECASE,
    )


@cache
def _joined(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(code, 'same')})", re.IGNORECASE)


def _shares(text: str, code: str) -> list[Finding]:
    found = []
    for match in _share_pattern(code).finditer(text):
        between = text[match.end("whole") : match.start("stated")]
        part, whole, stated = (_value(match[name], code) for name in ("part", "whole", "stated"))
        if whole and part <= whole and (match["open"] or _joined(code).search(between)):
            real = 100 * part / whole
            if not _agree(real, stated, match["stated"]):
                found.append(_share(part, whole, stated, real))
    return found


@cache
def _change_patterns(code: str) -> tuple[re.Pattern[str], ...]:
    begin, end, percent = (_alternatives(code, name) for name in ("from", "to", "percent"))
    verb = rf"(?<!\w)(?:(?P<rises>{_alternatives(code, 'rises')})|(?P<falls>{_alternatives(code, 'falls')}))"
    stated = rf"(?P<stated>{_DIGITS})\s*(?:{percent})(?:\s+(?P<points>poin|points?))?"
    a = rf"(?:{begin})\s+{_MONEY}(?P<a>{_DIGITS})(?:\s*(?P<pa>{percent})|\s+(?P<sa>[^\W\d]+))?"
    b = rf"(?:{end})\s+{_MONEY}(?P<b>{_DIGITS})(?:\s*(?P<pb>{percent})|\s+(?P<sb>[^\W\d]+))?"
    ends = rf"{a}(?:\s+[^\W\d]+){{0,4}}?\s+{b}"
    gap = r"(?:\s+[^\W\d]+){0,3}?\s+"
    after = rf"(?:\s+[^\W\d]+){{0,3}}?(?:\s*\(\s*|,?\s+(?:{_alternatives(code, 'same')})\s+|,\s+)"
    again = rf"(?:[^\W\d]+\s+)?(?:(?:{_alternatives(code, 'rises', 'falls')})\s+)?(?:[^\W\d]+\s+){{0,2}}"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (verb + gap + stated + gap + ends, verb + gap + ends + f"(?:{after}{again}{stated})?")
    )


def _changes(text: str, code: str) -> list[Finding]:
    for pattern in _change_patterns(code):
        for match in pattern.finditer(text):
            if not _one_scale(match["sa"], match["sb"], code):
                continue
            a, b = _value(match["a"], code), _value(match["b"], code)
            finding = _direction(bool(match["rises"]), a, b) or _rate(match, a, b, code)
            if finding:
                return [finding]
    return []


def _one_scale(first: str | None, second: str | None, code: str) -> bool:
    """Whether both ends are in millions, or neither: "10 miliar menjadi 1,2 triliun" is left alone."""
    known = language(code).numbers.scales
    one, two = ((word or "").casefold() for word in (first, second))
    return one == two or one not in known or (two not in known and not two)


def _direction(rises: bool, a: Decimal, b: Decimal) -> Finding | None:
    if a == b or rises == (b > a):
        return None
    said = {"id": "naik" if rises else "turun", "en": "a rise" if rises else "a fall"}
    real = {"id": "turun" if rises else "naik", "en": "falls" if rises else "rises"}
    asked = {
        "id": f"Teks menyebut {said['id']}, tetapi dari {_amount(a, 'id')} ke {_amount(b, 'id')} nilainya "
        f"{real['id']}. Apakah arah atau angkanya terbalik?",
        "en": f"The text speaks of {said['en']}, but from {_amount(a, 'en')} to {_amount(b, 'en')} the value "
        f"{real['en']}. Are direction or figures the wrong way round?",
    }
    return Finding("direction", asked, _both("Nilai akhir dibanding nilai awal.", "The later value against the first."))


def _rate(match: re.Match[str], a: Decimal, b: Decimal, code: str) -> Finding | None:
    if not match["stated"] or not a:
        return None
    stated, difference = _value(match["stated"], code), abs(b - a)
    real, shares = 100 * difference / a, bool(match["pa"] or match["pb"])
    if match["points"]:
        return None if _agree(difference, stated, match["stated"]) else _change(a, b, stated, real, difference)
    if _agree(real, stated, match["stated"]):
        return None
    if shares and _agree(difference, stated, match["stated"]):
        return _points(a, b, stated, real)
    return _change(a, b, stated, real, difference if shares else None)


def _value(raw: str, code: str) -> Decimal:
    return value_of(raw, language(code))[0]


def _agree(real: Decimal, stated: Decimal, raw: str) -> bool:
    """Whether a stated number is the real one rounded as it is printed, or cut off there; whole ones to one unit."""
    decimals = len(raw.rpartition(",")[2]) if "," in raw else len(raw.rpartition(".")[2]) if "." in raw else 0
    return abs(real - stated) < (Decimal(1) if decimals == 0 else Decimal(1).scaleb(-decimals))


def _amount(value: Decimal, code: str) -> str:
    """A number in the reader's notation, to one decimal unless it is printed with more."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    exact = value if value == value.quantize(Decimal("0.01")) else rounded
    return written(exact, language(code))


def _both(indonesian: str, english: str) -> dict[str, str]:
    return {"id": indonesian, "en": english}


def _share(part: Decimal, whole: Decimal, stated: Decimal, real: Decimal) -> Finding:
    asked = _both(
        f"{_amount(part, 'id')} dari {_amount(whole, 'id')} adalah {_amount(real, 'id')} persen, tetapi teks menyebut "
        f"{_amount(stated, 'id')} persen. Mana yang benar?",
        f"{_amount(part, 'en')} of {_amount(whole, 'en')} is {_amount(real, 'en')} percent, but the text says "
        f"{_amount(stated, 'en')} percent. Which is right?",
    )
    return Finding("share", asked, _both("Bagian dibagi keseluruhan, kali 100.", "The part over the whole, times 100."))


def _change(a: Decimal, b: Decimal, stated: Decimal, real: Decimal, points: Decimal | None) -> Finding:
    also = {"id": "", "en": ""}
    if points is not None:
        also["id"] = f" ({_amount(points, 'id')} poin persentase)"
        also["en"] = f" ({_amount(points, 'en')} percentage points)"
    asked = _both(
        f"Dari {_amount(a, 'id')} ke {_amount(b, 'id')} adalah perubahan {_amount(real, 'id')} persen{also['id']}, "
        f"tetapi teks menyebut {_amount(stated, 'id')} persen. Mana yang benar?",
        f"From {_amount(a, 'en')} to {_amount(b, 'en')} is a change of {_amount(real, 'en')} percent{also['en']}, "
        f"but the text says {_amount(stated, 'en')} percent. Which is right?",
    )
    return Finding("change", asked, _CHANGE)


def _points(a: Decimal, b: Decimal, stated: Decimal, real: Decimal) -> Finding:
    asked = _both(
        f"{_amount(stated, 'id')} adalah selisih dalam poin persentase; dari {_amount(a, 'id')} ke {_amount(b, 'id')} "
        f"perubahannya {_amount(real, 'id')} persen. Mana yang dimaksud?",
        f"{_amount(stated, 'en')} is the difference in percentage points; from {_amount(a, 'en')} to "
        f"{_amount(b, 'en')} is a change of {_amount(real, 'en')} percent. Which is meant?",
    )
    return Finding("points", asked, _CHANGE)


_CHANGE = _both("Selisih dibagi nilai awal, kali 100.", "The difference over the first value, times 100.")
