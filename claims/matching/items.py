"""What of a claim is compared: stems in order, what is denied, figures, speaker and topics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from claims.matching.quantities import Quantity, periods, quantities
from claims.text.lexicon import language
from claims.text.stems import stems
from claims.text.tokens import tokens

GRAM = 4
"""Letters of a gram. Three say too little (half the words have "ang"), five miss a short word with one letter wrong."""
GRAM_MARK = "~"
CONCEPT_MARK = "="
_CAPITAL = re.compile(r"(?<=[\w,;:] )[A-Z][\w-]*")
SCOPE = 3  # words behind a negation that it denies: "tidak pernah menaikkan tarif"

WEIGHTS = {"statement": 1.0, "quote": 1.0, "label": 0.8}
"""What a text of a claim counts: a label is shortened to a few words, so that much fits it by chance."""


@dataclass(frozen=True, slots=True)
class Item:
    """A claim as it comes in. `texts` are (name in WEIGHTS, language code, words); one is enough, empty ones are left
    out."""

    id: str
    texts: tuple[tuple[str, str, str], ...]
    speaker: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """One text of a claim: its stems in order, which of them are denied, which are names; not packed, its words."""

    name: str
    language: str
    stems: tuple[str, ...]
    denied: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: tuple[str, ...] = field(default=(), compare=False)

    @property
    def weight(self) -> float:
        return WEIGHTS[self.name]


@dataclass(frozen=True, slots=True)
class Terms:
    """What of one claim is compared with others."""

    faces: tuple[Face, ...]
    quantities: tuple[Quantity, ...] = ()
    speaker: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """What the claim is found by: its stems, each once, and those of its speaker and topics."""
        return frozenset().union(*(face.stems for face in self.faces), self.speaker, self.topics)

    def counted(self) -> frozenset[str]:
        """Whatever the statistics count claims by: the keys, and the grams (with their mark) of the texts."""
        return self.keys.union(*(grams(face.stems) for face in self.faces))

    def packed(self) -> dict:
        """Plain lists, dicts, strings and numbers, for JSON."""
        return {
            "faces": [[f.name, f.language, " ".join(f.stems), sorted(f.denied), sorted(f.names)] for f in self.faces],
            "quantities": [one.packed() for one in self.quantities],
            "speaker": sorted(self.speaker),
            "topics": sorted(self.topics),
            "periods": sorted(self.periods),
        }

    @classmethod
    def unpacked(cls, data: dict) -> Terms:
        """The terms that `packed` made `data` of."""
        faces = tuple(
            Face(name, code, tuple(own.split()), frozenset(denied), frozenset(names))
            for name, code, own, denied, names in data["faces"]
        )
        found = tuple(Quantity.unpacked(one) for one in data["quantities"])
        sets = (frozenset(data[name]) for name in ("speaker", "topics", "periods"))
        return cls(faces, found, *sets)


def terms(item: Item) -> Terms:
    """What of `item` is compared. Raises ValueError for a language that there are no words for."""
    faces = tuple(_faces(item))
    found = [one for name, code, text in item.texts if name != "label" for one in quantities(text, code)]
    named = frozenset().union(*(periods(text, code) for _, code, text in item.texts))
    topics = frozenset(word for topic in item.topics for word in tokens(topic))
    return Terms(faces, tuple(dict.fromkeys(found)), frozenset(tokens(item.speaker)), topics, named)


def _faces(item: Item) -> Iterator[Face]:
    seen: set[tuple[str, ...]] = set()
    for name, code, text in item.texts:
        own = stems_of(text, code)
        if own and own not in seen:
            seen.add(own)
            words = tuple(tokens(text))
            yield Face(name, code, own, denied(words, own, code), names(text, words, own), words)


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
    behind: set[int] = set()
    for at, word in enumerate(words):
        cut = word == "t" and at > 0 and words[at - 1].endswith("n") and code == "en"  # "don't" is two words
        if cut or word in _negations(code):
            behind.update(range(at + 1, at + 1 + SCOPE))
    said = {stem for at, stem in enumerate(own) if at not in behind}
    return frozenset(own[at] for at in behind if at < len(own)) - said - empty(code)


@cache
def _negations(code: str) -> frozenset[str]:
    return frozenset("".join(tokens(word)) for word in language(code).checkable.negation.list) - {"nt"}


def names(text: str, words: tuple[str, ...], own: tuple[str, ...]) -> frozenset[str]:
    """The stems of words with a capital inside a sentence; none where most words have one (headlines, shouting)."""
    capitals = _CAPITAL.findall(text)
    if len(capitals) > len(words) / 2 and len(words) > 3:
        return frozenset()
    known = dict(zip(words, own, strict=True))
    return frozenset(known[name] for name in map(str.casefold, capitals) if name in known)


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


def grams(own: Iterable[str]) -> frozenset[str]:
    """The runs of GRAM letters in the words, a blank on either side of each included: what a misspelling leaves."""
    return frozenset().union(*(_grams(word) for word in own))


@cache
def _grams(word: str) -> frozenset[str]:
    padded = f"_{word}_"
    return frozenset(GRAM_MARK + padded[at : at + GRAM] for at in range(max(1, len(padded) - GRAM + 1)))
