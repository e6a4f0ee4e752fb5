"""Short labels for a claim, in every language the glossary can carry them to."""

from __future__ import annotations

import re
from functools import cache

from claims.text.lexicon import Language, languages
from claims.text.numerals import written
from claims.text.spans import Figure, Pair

LONGEST = 75


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

    The other languages are None where the glossary does not cover every word.
    """
    out: Pair = dict.fromkeys(languages())
    figure = next((one for one in figures if _template(one, language)), None)
    if figure and len(figures) <= 2:
        for code, target in languages().items():
            out[code] = _fitting(_filled(figure, quote, text, language, target))
    out[language.code] = out[language.code] or shortened(quote)
    return out


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
    cut = line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return (cut or line[: LONGEST - 1]) + "…"
