"""Whom and what a text names, and whether two texts name somebody or something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from rapidfuzz import fuzz

from claims.matching.wording import empty, stems_of
from claims.text.lexicon import language
from claims.text.stems import is_word
from claims.text.tokens import WORD

SHORTEST = 3  # letters of a name that begins a sentence
SPELT, ALIKE = 6, 88  # letters of a name that may be misspelt, and how alike (of 100) it then is
LOUD = 0.7  # of a headline's words have a capital
_INSIDE = re.compile(r"[\w,;:%)]\s$")


def names(text: str, words: tuple[str, ...], own: tuple[str, ...], code: str) -> frozenset[str]:
    """The stems of the names in a text of these words and stems: words with a capital inside a sentence.

    What begins a sentence, and all of a headline in capitals, is a name only where it is no word of the language. Words
    for kinds of area, offices, bodies and measures are none.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = list(WORD.finditer(plain))
    if len(found) != len(words):
        return frozenset()
    letters = [one.group()[0] for one in found if one.group()[0].isalpha()]
    loud = sum(map(str.isupper, letters)) > LOUD * len(letters) and len(words) > 3
    areas = language(code).compared.areas
    out = set()
    for at, one in enumerate(found):
        word, after_area = words[at], at > 0 and words[at - 1] in areas
        if not word[0].isalpha() or word in _common(code) or own[at] in empty(code):
            continue
        inside = bool(_INSIDE.search(plain[max(0, one.start() - 2) : one.start()]))
        sure = one.group()[0].isupper() and (inside and not loud or after_area)
        if sure or (one.group()[0].isupper() or after_area) and _likely(word, own[at], code):
            out.add(own[at])
    return frozenset(out)


def _likely(word: str, stem: str, code: str) -> bool:
    return len(word) >= SHORTEST and not stem.startswith("=") and word not in _usual(code) and not is_word(word, code)


@cache
def _common(code: str) -> frozenset[str]:
    """Words that have a capital and name nobody: areas, offices, bodies, measures."""
    own = language(code)
    speakers, numbers = own.speakers, own.numbers
    lists = [speakers.roles, speakers.titles, speakers.institutions, speakers.documents, speakers.laws]
    lists += [speakers.not_names, speakers.pronouns, speakers.plural_pronouns, numbers.indexes, numbers.measures]
    return _words(lists).union(own.compared.areas, speakers.short_roles)


@cache
def _usual(code: str) -> frozenset[str]:
    """Words that may begin a sentence, beside the common ones."""
    own = language(code).checkable
    lists = [own.change, own.comparison, own.aspect, own.existence, own.quantity, own.superlative, own.opinions]
    poles = " ".join(language(code).compared.poles.values())
    return _words(lists).union(re.findall(r"\w+", poles))


def _words(lists: Iterable) -> frozenset[str]:
    return frozenset(word for one in lists for phrase in one.list for word in phrase.split())


@cache
def _offices(code: str) -> frozenset[str]:
    return frozenset(language(code).speakers.office_words.list)


def lacking(own: Iterable[str], code: str, held: frozenset[str], across: bool = False) -> set[str]:
    """Those of the names `own`, as every language has them, that are not among the words `held` (`everywhere`).

    Across languages offices' words are no names: they are translated, "Dinas Kesehatan".
    """
    own = [name for name in own if not across or name not in _offices(code) or name in _places(code)]
    return {name for name in everywhere(own, code) if name not in held and not _misspelt(name, held)}


def _misspelt(name: str, held: frozenset[str]) -> bool:
    return len(name) >= SPELT and any(len(word) >= SPELT and fuzz.ratio(name, word) >= ALIKE for word in held)


def everywhere(own: Iterable[str], code: str) -> frozenset[str]:
    """Stems of one language, those of places as every language has them: jatim is java, east."""
    known = _places(code)
    return frozenset(word for stem in own for word in known.get(stem, (stem,)))


@cache
def _places(code: str) -> dict[str, tuple[str, ...]]:
    known = language(code).compared.place_words
    return {stem: tuple(names.split()) for word, names in known.items() for stem in (word, *stems_of(word, code))}


def other_kind(one: tuple[str, ...], code: str, other: tuple[str, ...], other_code: str) -> bool:
    """Whether two texts, given by their stems, say of one name that it is another kind of area: Kota, Kabupaten."""
    mine, theirs = dict(_areas(one, code)), dict(_areas(other, other_code))
    return any(kinds.isdisjoint(theirs[name]) for name, kinds in mine.items() if name in theirs)


def _areas(own: tuple[str, ...], code: str) -> Iterator[tuple[str, frozenset[str]]]:
    """(a word beside the name of a kind of area, the kinds): "Kota Arunika", "City of Arunika", "Arunika City"."""
    kinds = _kinds(code)
    for at, stem in enumerate(own):
        if stem in kinds:
            after = own[at + 2 : at + 3] if own[at + 1 : at + 2] == ("of",) else own[at + 1 : at + 2]
            before = own[max(0, at - 1) : at] if code == "en" else ()
            yield from ((word, kinds[stem]) for word in (*after, *before) if word not in empty(code))


@cache
def _kinds(code: str) -> dict[str, frozenset[str]]:
    known = language(code).compared.areas
    return {stem: frozenset(kind.split()) for word, kind in known.items() for stem in (word, *stems_of(word, code))}
