"""The same assertion made self-contained, where the article's own words already are; else nothing, never a guess."""

from __future__ import annotations

import re

from claims.text.lexicon import Language, languages
from claims.text.spans import Figure, Pair

_SUFFIXED = re.compile(r"\w{3,}nya\b")


def statement(quote: str, figures: tuple[Figure, ...], language: Language) -> Pair:
    """`quote` as a sentence of its own in the article's language, or None where it leans on its context.

    It leans on its context where it holds a word of [labels] first_person (I, this, kita, tersebut, kemarin …), or a
    clitic.
    """
    out: Pair = dict.fromkeys(languages())
    if language.labels.first_person.found(quote) or (language.speech.clitics.list and _clitic(quote, language)):
        return out
    if not quote[:1].isalnum() or len(quote.split()) < 4:
        return out
    line = " ".join(quote.split())
    out[language.code] = line[0].upper() + line[1:] + ("" if line[-1] in ".!?" else ".")
    return out


def _clitic(quote: str, language: Language) -> bool:
    suffixes = tuple(language.speech.clitics.list)
    return any(
        word.strip(".,;:()").endswith(suffixes) and word.lower() not in language.speech.not_speech
        for word in quote.split()
        if len(word) > 5
    )
