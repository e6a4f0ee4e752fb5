"""Has this been checked before? Earlier claims that say the same, the same with another figure, or something near.

Pure Python, offline, deterministic; no Django, no database. Three functions are the seam that a database builds on:

`terms(item: Item) -> Terms`
    What of a claim is compared: the stems of each of its texts in order, its figures as figures, its speaker and
    topics. `Terms.keys` is the set to put under an inverted index (PostgreSQL: GIN over text[]); `Terms.packed()` is
    plain JSON to store beside it, and `Terms.unpacked(data)` reads it back without stemming or reading anything anew.

`score(query: Terms, candidate: Terms, statistics: Statistics) -> Score`
    How near one earlier claim is, from its terms alone. `statistics` holds how many claims there are, in how many
    each key and each gram occurs (`Terms.counted()` says which to count up and down), and their mean length; only the
    query's own keys and grams (`Terms.counted()` of the query) and the candidates' keys are asked for. Figures that are
    a little stale shift scores a little and lose no candidate.

`match(query, entries, statistics, top, likeness) -> list[Match]`
    The best of the candidates, each with its kind and reasons.

In between stands `probes(query, statistics)`: the few telling keys whose claims are worth scoring, so that a long text
reads no more rows than a short one. `Index` does all of it in memory; `claims.matching.vectors` is the optional
extra [semantic], which finds and re-ranks by meaning.
"""

from claims.matching.index import Index
from claims.matching.items import Face, Item, Terms, terms
from claims.matching.kinds import OTHER_FIGURE, RELATED, SAME, Match, match
from claims.matching.scoring import Score, Statistics, probes, score

__all__ = ["OTHER_FIGURE", "RELATED", "SAME", "Face", "Index", "Item", "Match", "Score", "Statistics", "Terms"]
__all__ += ["match", "probes", "score", "terms"]
