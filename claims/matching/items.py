"""What of a claim is compared: stems in order, what is denied, figures, speaker and topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from claims.matching.names import names
from claims.matching.quantities import Quantity, periods, quantities
from claims.matching.wording import denied, stems_of, ways
from claims.text.tokens import tokens

GRAM = 4
"""Letters of a gram. Three say too little (half the words have "ang"), five miss a short word with one letter wrong."""
GRAM_MARK = "~"
PACKED = 2  # the form of `Terms.packed`: entries in an older one are made anew

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
    place: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """One text of a claim: its stems in order, which of them are denied, which are names, which way things go; not
    packed, its words."""

    name: str
    language: str
    stems: tuple[str, ...]
    denied: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    words: tuple[str, ...] = field(default=(), compare=False)

    @property
    def weight(self) -> float:
        return WEIGHTS[self.name]


@dataclass(frozen=True, slots=True)
class Terms:
    """What of one claim is compared with others. `place` names where or of whom it was said, where its texts do not."""

    faces: tuple[Face, ...]
    quantities: tuple[Quantity, ...] = ()
    speaker: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()

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
            "version": PACKED,
            "faces": [_packed(face) for face in self.faces],
            "quantities": [one.packed() for one in self.quantities],
            "speaker": sorted(self.speaker),
            "topics": sorted(self.topics),
            "periods": sorted(self.periods),
            "place": sorted(self.place),
        }

    @classmethod
    def unpacked(cls, data: dict) -> Terms:
        """The terms that `packed` made `data` of, in this form or the one before."""
        faces = tuple(
            Face(name, code, tuple(own.split()), *map(frozenset, sets)) for name, code, own, *sets in data["faces"]
        )
        found = tuple(Quantity.unpacked(one) for one in data["quantities"])
        sets = (frozenset(data.get(name, ())) for name in ("speaker", "topics", "periods", "place"))
        return cls(faces, found, *sets)


def _packed(face: Face) -> list:
    sets = (face.denied, face.names, face.ways)
    return [face.name, face.language, " ".join(face.stems), *map(sorted, sets)]


def terms(item: Item) -> Terms:
    """What of `item` is compared. Raises ValueError for a language that there are no words for."""
    faces = tuple(_faces(item))
    found = [quantities(text, code) for name, code, text in item.texts if name != "label"]
    named = frozenset().union(*(periods(text, code) for _, code, text in item.texts))
    topics = frozenset(word for topic in item.topics for word in tokens(topic))
    kept = tuple(dict.fromkeys(_named(found)))
    return Terms(faces, kept, frozenset(tokens(item.speaker)), topics, named, place_of(item.place))


def place_of(text: str, code: str = "id") -> frozenset[str]:
    """The names in the words for a place: "Balai Kota, Arunika"."""
    led = f"di {text}"  # as if inside a sentence
    return names(led, tuple(tokens(led)), stems_of(led, code), code) if text else frozenset()


def _named(found: list[list[Quantity]]) -> Iterator[Quantity]:
    """The quantities of a claim's texts, without those that another of its texts says the measure of: the English quote
    "24.6 percent" beside a statement "Prevalensi stunting 24,6 persen"."""
    told = [{(one.values[0], one.unit) for one in text if one.measure} for text in found]
    for at, text in enumerate(found):
        others = set().union(*(told[:at] + told[at + 1 :]))
        yield from (one for one in text if one.measure or (one.values[0], one.unit) not in others)


def _faces(item: Item) -> Iterator[Face]:
    seen: set[tuple[str, ...]] = set()
    for name, code, text in item.texts:
        own = stems_of(text, code)
        if own and own not in seen:
            seen.add(own)
            words = tuple(tokens(text))
            yield Face(
                name, code, own, denied(words, own, code), names(text, words, own, code), ways(words, code), words
            )


def grams(own: Iterable[str]) -> frozenset[str]:
    """The runs of GRAM letters in the words, a blank on either side of each included: what a misspelling leaves."""
    return frozenset().union(*(_grams(word) for word in own))


@cache
def _grams(word: str) -> frozenset[str]:
    padded = f"_{word}_"
    return frozenset(GRAM_MARK + padded[at : at + GRAM] for at in range(max(1, len(padded) - GRAM + 1)))
