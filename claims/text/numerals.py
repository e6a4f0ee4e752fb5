"""What a number is worth as it is printed, in digits or in words."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.text.lexicon import Language

_GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def value_of(raw: str, language: Language) -> tuple[Decimal, tuple[Decimal, ...]]:
    """The value of the digits `raw` ("1.500", "3,14") and the other readings its notation allows.

    Source: EYD V and English usage ([numbers] decimal, group). A separator used against the language's habit is read
    by its shape: three digits after each is a group, anything else a decimal; where the shape allows two readings
    the second is returned too, never guessed away.
    """
    group = language.numbers.group
    marks = [char for char in raw if char in ".,"]
    if not marks:
        return Decimal(raw), ()
    if len(set(marks)) == 2:
        last = marks[-1]
        other = "," if last == "." else "."
        return _plain(raw, group=other, decimal=last), ()
    mark, grouped = marks[0], _GROUPS.fullmatch(raw) is not None
    if len(marks) > 1:
        return _plain(raw, group=mark, decimal=""), ()
    as_group, as_decimal = _plain(raw, group=mark, decimal=""), _plain(raw, group="", decimal=mark)
    if mark == group:
        return (as_group, (as_decimal,)) if grouped and raw[0] != "0" else (as_decimal, (as_group,))
    return (as_decimal, (as_group,)) if grouped and raw[0] != "0" else (as_decimal, ())


def whole(value: Decimal) -> Decimal:
    """`value` without the zeros that a scale word leaves behind the point: 4,03 ribu is 4030."""
    integral = value.to_integral_value()
    return integral if value == integral else value


def _plain(raw: str, group: str, decimal: str) -> Decimal:
    digits = raw.replace(group, "") if group else raw
    return Decimal(digits.replace(decimal, ".", 1) if decimal else digits)


def words_value(words: list[str], language: Language) -> Decimal | None:
    """The value of number words in order ("dua", "puluh", "lima" is 25), or None where they make no number.

    Source: KBBI (-belas, puluh, ratus, ribu, juta); English cardinals.
    """
    numbers = language.numbers
    total, hundreds, pending = Decimal(0), Decimal(0), None
    for word in words:
        if (value := numbers.words.get(word)) is not None:
            if value >= 1000:
                total, value = total + value, None
            elif value >= 100:
                hundreds, value = hundreds + value, None
            elif pending is not None and not (pending >= 20 and pending % 10 == 0 and value < 10):
                return None
            pending = pending if value is None else (pending or 0) + value
        elif word in numbers.teens:
            hundreds, pending = hundreds + 10 + (pending or 0), None
        elif (factor := numbers.multipliers.get(word)) is None:
            return None
        elif factor < 1000:
            hundreds, pending = hundreds + (pending or 1) * factor, None
        else:
            total, hundreds, pending = total + (hundreds + (pending or 0) or 1) * factor, Decimal(0), None
    seen = any(word in numbers.words or 0 < numbers.multipliers.get(word, 0) < 1000 for word in words)
    return total + hundreds + (pending or 0) if seen else None


def written(value: Decimal, language: Language) -> str:
    """`value` in the notation of `language`: 1500.5 is "1.500,5" in Indonesian."""
    text = f"{value.normalize():,f}"
    if language.numbers.decimal == ".":
        return text
    return text.replace(",", "\0").replace(".", language.numbers.decimal).replace("\0", language.numbers.group)
