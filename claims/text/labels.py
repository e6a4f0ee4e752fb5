"""Short labels for a claim, in every language the glossary can carry them to."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.text.lexicon import Language, languages
from claims.text.numerals import written
from claims.text.spans import Figure, Pair

LONGEST = 75
_SCALED = 1_000_000  # smaller numbers are written out


@cache
def _concepts(language: Language) -> dict[str, str]:
    return {word: concept for concept, words in language.glossary.data.items() for word in words.list}


def translate(phrase: str, source: Language, target: Language) -> str | None:
    """`phrase` word for word through the glossary, names and short forms in capitals kept; None where a word is
    missing."""
    if source is target:
        return phrase
    whole = _concepts(source).get(phrase.lower())
    if whole:
        return target.glossary.data[whole].list[0]
    out = []
    for word in phrase.split():
        concept = _concepts(source).get(word.lower())
        if concept:
            out.append(target.glossary.data[concept].list[0])
        elif word.isupper():
            out.append(word)
        else:
            return None
    return " ".join(out) or None


def label(quote: str, figures: tuple[Figure, ...], text: str, language: Language) -> Pair:
    """At most 75 characters that name the claim: by its figure where a template of [labels] fits, else its own words.

    In another language by its figures alone: a measure and its amount, a change from one to another, a count. None
    where the glossary does not cover every word.
    """
    out: Pair = dict.fromkeys(languages())
    figure = next((one for one in figures if _template(one, language)), None)
    if figure and len(figures) <= 2:
        for code, target in languages().items():
            out[code] = _fitting(_filled(figure, quote, text, language, target))
    for code, target in languages().items():
        if target is not language and out[code] is None:
            out[code] = _fitting(_measured(figures, quote, language, target))
    out[language.code] = out[language.code] or shortened(quote)
    return out


def _measured(figures: tuple[Figure, ...], quote: str, source: Language, target: Language) -> str | None:
    """A measure with its amount, or with the two amounts it moved between; a bare count."""
    if not figures or len(figures) > 2:
        return None
    measure = translate(figures[0].measure or "", source, target)
    if figures[0].measure and not measure:
        return None
    amounts = [amount(figure, source, target) for figure in figures]
    if None in amounts or source.checkable.negation.found(quote):
        return None
    if len(figures) == 2:
        moved = source.checkable.change.found(quote) and figures[0].unit == figures[1].unit
        return target.labels.change.format(measure=measure, a=amounts[0], b=amounts[1]) if measure and moved else None
    if measure:
        return None if source.checkable.change.found(quote) else f"{measure} {amounts[0]}"
    return amounts[0] if figures[0].unit in _concepts(source) else None


def amount(figure: Figure, source: Language, target: Language) -> str | None:
    """An exact figure with its unit as `target` writes it: "Rp 2,5 triliun", "6.2 percent", "12 clinics"."""
    if figure.approximate or figure.range or figure.of is not None or figure.unit is None:
        return None
    if figure.unit in source.numbers.percent:
        return f"{written(figure.value, target)} {target.numbers.percent.list[1]}"
    sign = next((sign for sign, unit in source.numbers.currencies.items() if unit == figure.unit), None)
    if sign:
        space = " " if sign[-1].isalpha() else ""
        return f"{sign}{space}{scaled(figure.value, target)}" if sign in target.numbers.currencies else None
    unit = translate(figure.unit, source, target)
    return f"{scaled(figure.value, target)} {unit}" if unit and not unit.isupper() else None


def scaled(value: Decimal, language: Language) -> str:
    """`value` with the largest word of scale that leaves at most three decimals: 2500000000 is "2,5 miliar"."""
    words = {number: word for word, number in reversed(language.numbers.scales.items()) if len(word) > 3}
    for number in sorted(words, reverse=True):
        part = value / number
        if number >= _SCALED and part >= 1 and part == round(part, 3):
            return f"{written(part, language)} {words[number]}"
    return written(value, language)


def _template(figure: Figure, language: Language) -> str | None:
    numbers = language.numbers
    if figure.unit in numbers.ranks:
        return "rank" if figure.of is not None else None
    if figure.unit in numbers.indexes and figure.measure:
        return "index" if figure.unit == numbers.indexes.list[0] else None
    if figure.of is not None and figure.unit:
        return "share"
    return None


def _filled(figure: Figure, quote: str, text: str, source: Language, target: Language) -> str | None:
    template = getattr(target.labels, _template(figure, source) or "share")
    parts: dict[str, str | None] = {"value": written(figure.value, target), "of": "", "unit": "", "measure": ""}
    if figure.of is not None:
        parts["of"] = written(figure.of, target)
    if "{unit}" in template:
        parts["unit"] = _counted(figure, text, source, target)
    if "{measure}" in template:
        parts["measure"] = translate(figure.measure or "", source, target)
    return template.format(**parts) if None not in parts.values() else None


def _counted(figure: Figure, text: str, source: Language, target: Language) -> str | None:
    """What is counted, with the one word that qualifies it: "kelurahan berbasis digital" is "kelurahan digital"."""
    unit = translate(figure.unit or "", source, target)
    after = re.match(
        rf"(?:\s+{re.escape(figure.unit or '')})?\s+(?:{source.labels.qualifier_links.alternatives})\s+([a-z-]+)",
        text[figure.end : figure.end + 80],
    )
    quality = after.group(1) if after and after.group(1) in _concepts(source) else None
    if quality is None or unit is None:
        return unit
    translated = translate(quality, source, target)
    return f"{unit} {translated}" if translated else None


def _fitting(words: str | None) -> str | None:
    if not words or len(words) > LONGEST:
        return None
    return words[0].upper() + words[1:] if words[0].isalpha() else words


def shortened(quote: str) -> str:
    """`quote` on one line, cut at a word with an ellipsis after at most 75 characters."""
    line = " ".join(quote.split())
    line = line[:1].upper() + line[1:]
    if len(line) <= LONGEST:
        return line
    cut = line[:LONGEST].rsplit(" ", 1)[0][: LONGEST - 1].rstrip(" ,;:–—-")
    return (cut or line[: LONGEST - 1]) + "…"
