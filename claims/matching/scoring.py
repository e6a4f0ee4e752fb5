"""How near an earlier claim is by its words: BM25 over stems, pairs of neighbours and grams, and how much is covered.

BM25: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from claims.matching.items import Face, Terms, grams

SATURATION = 2.0  # k1: claims are one sentence long, a word that stands in one twice is meant twice
SHORTNESS = 0.75  # b: the usual
PAIRS, GRAMS = 0.2, 0.2
"""What pairs of neighbouring stems and grams count beside the stems: a word has about five grams, a fifth of each."""
SAME_SPEAKER, SAME_TOPIC = 0.1, 0.05  # more points, as a share: between two equally near claims they decide

ROWS = 3000  # claims that the probes of one query may bring in
FEWEST = 4  # probes, whatever they bring
SPELT, ALIKE, MEANT = 5, 80, 2
"""Letters of a word that may be misspelt, how alike the word meant is (of 100, rapidfuzz: one letter in five), how many
may be meant. Such words only fetch claims; what the claims score is left to their grams."""


@dataclass(slots=True)
class Statistics:
    """What the claims have in common: their number, in how many each key and gram occurs, their mean lengths.

    For one query: what was asked for once is remembered.
    """

    claims: int
    frequency: Mapping[str, int]
    length: float = 1.0
    grams: float = 1.0
    _weights: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)
    _wholes: dict[tuple[str, ...], float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def weight(self, key: str) -> float:
        """How much `key` tells: much where few claims hold it (idf)."""
        known = self._weights.get(key)
        if known is None:
            held = min(self.frequency.get(key, 0), self.claims)
            known = self._weights[key] = math.log(1 + (self.claims - held + 0.5) / (held + 0.5))
        return known

    def whole(self, stems: tuple[str, ...]) -> float:
        """How much all of the stems tell, each once."""
        known = self._wholes.get(stems)
        if known is None:
            known = self._wholes[stems] = sum(map(self.weight, _counts(stems)))
        return known


@dataclass(frozen=True, slots=True)
class Score:
    """Points, larger is nearer; what share of each side's words the other has (0 to 1); the stems both have, most
    telling first."""

    points: float
    covered: float
    covers: float
    shared: tuple[str, ...]
    face: Face
    other: Face


def probes(query: Terms, statistics: Statistics) -> list[str]:
    """The keys of the query to fetch candidates by, rarest first: as many as bring in ROWS claims."""
    held = sorted((statistics.frequency.get(key, 0), key) for key in query.keys)
    out: list[str] = []
    rows = 0
    for count, key in held:
        if count and (rows + count <= ROWS or len(out) < FEWEST):
            out.append(key)
            rows += count
    return out


def respelt(unknown: Iterable[str], known: Iterable[str]) -> list[str]:
    """The known keys that words nobody claimed anything with may be meant for: probes for a short, misspelt text."""
    keys = [key for key in known if len(key) >= SPELT]
    out: list[str] = []
    for word in sorted(unknown):
        if len(word) >= SPELT and word.isalpha():
            out += (key for key, *_ in process.extract(word, keys, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MEANT))
    return out


def score(query: Terms, candidate: Terms, statistics: Statistics) -> Score:
    """The nearest of the two claims' texts. Raises ValueError where one of them has none."""
    best = max((_score(a, b, statistics) for a in query.faces for b in candidate.faces), key=lambda own: own.points)
    more = 1 + SAME_SPEAKER * (query.speaker == candidate.speaker != frozenset())
    more += SAME_TOPIC * (not query.topics.isdisjoint(candidate.topics))
    return best if more == 1 else Score(best.points * more, best.covered, best.covers, *_rest(best))


def _rest(own: Score) -> tuple:
    return own.shared, own.face, own.other


def _score(query: Face, candidate: Face, statistics: Statistics) -> Score:
    weight = statistics.weight
    mine, theirs = _counts(query.stems), _counts(candidate.stems)
    shared = sorted((weight(key), key) for key in mine.keys() & theirs.keys())[::-1]
    long = len(candidate.stems) / statistics.length
    points = sum(own * _saturated(theirs[key], long) for own, key in shared)
    pairs = _pairs(query.stems) & _pairs(candidate.stems)
    points += PAIRS * sum((weight(a) + weight(b)) / 2 * _saturated(1, long) for a, b in pairs)
    other = _grams(candidate.stems)
    both = _grams(query.stems) & other
    points += GRAMS * _saturated(1, len(other) / statistics.grams) * sum(map(weight, both))
    common = sum(own for own, _ in shared)
    covered = common / statistics.whole(candidate.stems)
    covers = common / statistics.whole(query.stems)
    points *= (1 + covered) * query.weight * candidate.weight
    return Score(points, covered, covers, tuple(key for _, key in shared), query, candidate)


def _saturated(times: int, long: float) -> float:
    """What `times` occurrences count in a text `long` times the mean: more, but less than that many times more."""
    return times * (SATURATION + 1) / (times + SATURATION * (1 - SHORTNESS + SHORTNESS * long))


@lru_cache(4096)
def _counts(stems: tuple[str, ...]) -> Counter[str]:
    return Counter(stems)


@lru_cache(4096)
def _pairs(stems: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(zip(stems, stems[1:], strict=False))


@lru_cache(4096)
def _grams(stems: tuple[str, ...]) -> frozenset[str]:
    return grams(stems)
