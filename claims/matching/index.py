"""Earlier claims in memory: what finds them, and what they are compared by."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from claims.matching.items import Item, Terms, terms
from claims.matching.kinds import Match, match
from claims.matching.scoring import FEWEST, Statistics, probes, respelt

KEPT = 200  # candidates that are scored in full; an earlier claim with the words in common is hardly ever further down

MEANT = 50  # more candidates by meaning, whatever their words


class Index:
    """Claims by their keys. Claims are numbered in the order given; each id once."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self.ids: list[str] = []
        self.terms: list[Terms] = []
        self.held: dict[str, array] = {}
        self.counts: Counter[str] = Counter()
        self._lengths = [0, 0]
        for item in items:
            self.add(item)

    def add(self, item: Item) -> None:
        """Takes `item` in. Raises ValueError for a language that there are no words for."""
        own, number = terms(item), len(self.ids)
        self.ids.append(item.id)
        self.terms.append(own)
        counted = own.counted()
        self.counts.update(counted)
        keys = own.keys
        for key in keys:
            self.held.setdefault(key, array("I")).append(number)
        self._lengths[0] += max((len(face.stems) for face in own.faces), default=0)
        self._lengths[1] += len(counted) - len(keys)

    @property
    def statistics(self) -> Statistics:
        """Of the claims taken in so far."""
        claims = max(1, len(self.ids))
        return Statistics(
            len(self.ids), self.counts, self._lengths[0] / claims or 1.0, self._lengths[1] / claims or 1.0
        )

    def candidates(self, query: Terms, statistics: Statistics) -> list[int]:
        """The numbers of the claims that share most with the query, by the weight of the keys they share."""
        points: dict[int, float] = defaultdict(float)
        keys = probes(query, statistics)
        if len(keys) < FEWEST:
            keys += respelt(query.keys.difference(self.held), self.held)
        for key in dict.fromkeys(keys):
            weight = statistics.weight(key)
            for number in self.held[key]:
                points[number] += weight
        return heapq.nsmallest(KEPT, points, key=lambda number: (-points[number], number))

    def match(self, query: Item, top: int = 5, likeness: Sequence[float] | None = None) -> list[Match]:
        """The `top` earlier claims for `query`, nearest first.

        `likeness` is how near in meaning each claim is, in the order taken in (claims.matching.vectors).
        """
        statistics, own = self.statistics, terms(query)
        numbers = self.candidates(own, statistics)
        if likeness:
            numbers += set(heapq.nlargest(MEANT, range(len(likeness)), likeness.__getitem__)).difference(numbers)
        entries = [(self.ids[number], self.terms[number]) for number in numbers]
        meant = {self.ids[number]: likeness[number] for number in numbers} if likeness else None
        return match(own, entries, statistics, top, meant)
