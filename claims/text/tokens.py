"""Words of a text as search and matching compare them: without case or marks, figures whole: 70,94 and 70.94 meet.

`tokens` keeps each word, for the full text that readers and partners search; `stems` brings a word's forms together,
for matching claims said in other words. Sources: Sastrawi's Nazief-Adriani stemmer and root words (KBBI) for
Indonesian, the Snowball project's Porter2 for English.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from snowballstemmer.english_stemmer import EnglishStemmer

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_STEMMED = re.compile(r"[a-z]{3,40}")
_REMEMBERED = 100_000  # words; the stemmer takes half a millisecond for a new one


def tokens(text: str) -> list[str]:
    """The normalised words of `text`, in order. A figure is one word; its decimal mark is always a point."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return [figure(word) if FIGURE.fullmatch(word) else word for word in WORD.findall(plain)]


def stems(text: str, language: str) -> list[str]:
    """The tokens of `text`, each word brought to its stem in the language ("id" or "en"), figures left whole.

    Raises ValueError for a language without a stemmer.
    """
    if language not in _STEMMERS:
        raise ValueError(f"no stemmer for {language!r}; there is: {', '.join(_STEMMERS)}")
    stem = _STEMMERS[language]
    return [stem(word) if _STEMMED.fullmatch(word) else word for word in tokens(text)]


def figure(raw: str) -> str:
    """`raw` without thousands marks, a point before its decimals; three digits after a lone mark are thousands."""
    whole, mark, decimals = raw.rpartition("," if raw.rfind(",") > raw.rfind(".") else ".")
    if not mark or _GROUPED.fullmatch(raw) and len({*raw} & {*".,"}) == 1:
        return re.sub("[.,]", "", raw)
    if whole.isdigit() or (_GROUPED.fullmatch(whole) and mark not in whole):
        return f"{re.sub('[.,]', '', whole)}.{decimals}"
    return re.sub("[.,]", "", raw)


@cache
def _indonesian_stemmer() -> Stemmer:
    return Stemmer(ArrayDictionary(StemmerFactory().get_words()))


@lru_cache(_REMEMBERED)
def _indonesian(word: str) -> str:
    return _indonesian_stemmer().stem_word(word) or word


@lru_cache(_REMEMBERED)
def _english(word: str) -> str:
    return (
        EnglishStemmer().stemWord(word) or word
    )  # one each time: a Snowball stemmer keeps state, and threads share this


_STEMMERS = {"id": _indonesian, "en": _english}
