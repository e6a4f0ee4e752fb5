"""Earlier claims in memory: what finds them, and what they are compared by."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from claims.matching.items import Item, Terms, terms
from claims.matching.kinds import Match, match
from claims.matching.scoring import Statistics, probes

KEPT = 200  # candidates that are scored in full; an earlier claim with the words in common is hardly ever further down


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
        for key in probes(query, statistics):
            weight = statistics.weight(key)
            for number in self.held[key]:
                points[number] += weight
        return heapq.nsmallest(KEPT, points, key=lambda number: (-points[number], number))

    def match(self, query: Item, top: int = 5, likeness: Mapping[str, float] | None = None) -> list[Match]:
        """The `top` earlier claims for `query`, nearest first; `likeness` as in `kinds.match`."""
        statistics, own = self.statistics, terms(query)
        entries = [(self.ids[number], self.terms[number]) for number in self.candidates(own, statistics)]
        return match(own, entries, statistics, top, likeness)
