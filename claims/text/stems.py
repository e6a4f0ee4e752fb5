"""Words of a text brought to their stems, so that claims said in other words can be matched; figures are left whole.

Sources: Sastrawi's Nazief-Adriani stemmer and root words (KBBI) for Indonesian, the Snowball project's Porter2 for
English. Their dictionaries take a while to load; whoever needs only words as printed imports claims.text.tokens.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from snowballstemmer.english_stemmer import EnglishStemmer

from claims.text.tokens import tokens

_STEMMED = re.compile(r"[a-z]{3,40}")
_REMEMBERED = 100_000  # words; the stemmer takes half a millisecond for a new one


def stems(text: str, language: str) -> list[str]:
    """The tokens of `text`, each word brought to its stem in the language ("id" or "en"), figures left whole.

    Raises ValueError for a language without a stemmer.
    """
    if language not in _STEMMERS:
        raise ValueError(f"no stemmer for {language!r}; there is: {', '.join(_STEMMERS)}")
    stem = _STEMMERS[language]
    return [stem(word) if _STEMMED.fullmatch(word) else word for word in tokens(text)]


def is_word(word: str, language: str) -> bool:
    """Whether `word`, in lower case, is a word of the language and hardly a name: KBBI has its stem, or English grammar
    has formed it ("residents"), which leaves short English words out."""
    stem = _STEMMERS[language](word)
    return _indonesian_words().contains(stem) if language == "id" else stem != word


@cache
def _indonesian_words() -> ArrayDictionary:
    return ArrayDictionary(StemmerFactory().get_words())


@cache
def _indonesian_stemmer() -> Stemmer:
    return Stemmer(_indonesian_words())


@lru_cache(_REMEMBERED)
def _indonesian(word: str) -> str:
    return _indonesian_stemmer().stem_word(word) or word


@lru_cache(_REMEMBERED)
def _english(word: str) -> str:
    return (
        EnglishStemmer().stemWord(word) or word
    )  # one each time: a Snowball stemmer keeps state, and threads share this


_STEMMERS = {"id": _indonesian, "en": _english}
