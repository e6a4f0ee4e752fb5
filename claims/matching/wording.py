"""The words of a text as claims are compared by: their stems, what is denied, which way things are said to go."""

from __future__ import annotations

from functools import cache

from claims.text.lexicon import language
from claims.text.stems import stems
from claims.text.tokens import tokens

CONCEPT_MARK = "="
SCOPE = 3  # words behind a negation that it denies: "tidak pernah menaikkan tarif"
LONGEST = 2  # words of a phrase among the poles


def stems_of(text: str, code: str) -> tuple[str, ...]:
    """The stems of `text`; a word of the glossary is its concept, which is one in every language (=inflation)."""
    known = _concepts(code)
    pairs = zip(tokens(text), stems(text, code), strict=True)
    return tuple(known.get(word) or known.get(stem) or stem for word, stem in pairs)


@cache
def _concepts(code: str) -> dict[str, str]:
    glossary = language(code).glossary.data
    return {
        word: CONCEPT_MARK + concept
        for concept, words in reversed(glossary.items())
        for word in (" ".join(tokens(word)) for word in words.list)
        if " " not in word
    }


def denied(words: tuple[str, ...], own: tuple[str, ...], code: str) -> frozenset[str]:
    """The stems that say something and stand only within SCOPE behind a negation."""
    behind = _behind(words, code)
    said = {stem for at, stem in enumerate(own) if at not in behind}
    return frozenset(own[at] for at in behind if at < len(own)) - said - empty(code)


def _behind(words: tuple[str, ...], code: str) -> set[int]:
    """The places of the words that a negation denies."""
    behind: set[int] = set()
    for at, word in enumerate(words):
        cut = word == "t" and at > 0 and words[at - 1].endswith("n") and code == "en"  # "don't" is two words
        if cut or word in _negations(code):
            behind.update(range(at + 1, at + 1 + SCOPE))
    return behind


@cache
def _negations(code: str) -> frozenset[str]:
    return frozenset("".join(tokens(word)) for word in language(code).checkable.negation.list) - {"nt"}


def ways(words: tuple[str, ...], code: str) -> frozenset[str]:
    """Which way things go in a text, as far as it does not deny it: "change 0" for rose, "change 1" for fell."""
    known, behind = _poles(code), _behind(words, code)
    found: set[str] = set()
    at = 0
    while at < len(words):
        long = next((n for n in range(LONGEST, 0, -1) if words[at : at + n] in known), 0)
        if long and at not in behind:
            found.add(known[words[at : at + long]])
        at += long or 1
    return frozenset(found)


@cache
def _poles(code: str) -> dict[tuple[str, ...], str]:
    return {
        tuple(tokens(word)): f"{axis} {end}"
        for axis, both in language(code).compared.poles.items()
        for end, words in enumerate(both.split("/"))
        for word in words.split(",")
    }


def opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether of one axis each of two texts says only one end, and not the same."""
    return any(_only(way, one) and _only(_turned(way), other) for way in one)


def _only(way: str, ways: frozenset[str]) -> bool:
    return way in ways and _turned(way) not in ways


def _turned(way: str) -> str:
    axis, end = way.split()
    return f"{axis} {1 - int(end)}"


@cache
def empty(code: str) -> frozenset[str]:
    """The stems of words that say nothing of what is claimed: of grammar, of saying, of numbers and dates."""
    own = language(code)
    numbers = own.numbers
    lists = [own.detect.words, own.speech.before, own.speech.after, own.speech.fillers, numbers.unit_stops, numbers.of]
    lists += [numbers.teens, numbers.percent, numbers.approximate, numbers.years, numbers.into, own.dates.months]
    lists += [own.speakers.pronouns, own.speakers.demonstratives, own.checkable.aspect, own.checkable.negation]
    words = [word for one in lists for word in one.list]
    for table in (numbers.words, numbers.multipliers, numbers.scales, numbers.currencies, numbers.money):
        words += table
    return frozenset(stems_of(" ".join(words), code))
