"""What an earlier claim is to the text in hand: the same, the same with another figure, or related; and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.matching import quantities
from claims.matching.quantities import Quantity
from claims.matching.scoring import Score, Statistics, score
from claims.matching.terms import Face, Terms

SAME, OTHER_FIGURE, RELATED = "same", "other_figure", "related"

NEAR = 0.6
"""Of what an earlier claim's words tell (figures left aside), so much stands in the text in hand where both may be one
claim: three words of four, or all but the way it is put."""
MEASURED = 0.4  # the same, where both also name one measure: the measure's words and whose it is are most of a claim
ALIKE = 0.9
"""Likeness of meaning (cosine of multilingual-e5-small) from which two texts may be one claim: unrelated sentences of
one language lie about 0.8, sentences on one matter about 0.85."""
SHOWN = 8  # shared words given as a reason


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier claim: how near (0 to 1, comparable within one query), which of SAME, OTHER_FIGURE and RELATED, why.

    `reasons` are machine keys, in this order where they hold: same_words, same_meaning, same_measure, same_figure,
    other_figure, other_whole, other_period, opposite, same_speaker, other_speaker, same_topic. `figures` are the
    figures compared, as printed: (text in hand, earlier claim, "same", "other_value" or "other_whole").
    `likeness` is that of meaning, None without the extra.
    """

    id: str
    score: float
    kind: str
    reasons: tuple[str, ...]
    shared: tuple[str, ...] = ()
    figures: tuple[tuple[str, str, str], ...] = ()
    likeness: float | None = None


def match(
    query: Terms,
    entries: Iterable[tuple[str, Terms]],
    statistics: Statistics,
    top: int = 5,
    likeness: Mapping[str, float] | None = None,
) -> list[Match]:
    """The `top` of the candidate `entries` (id, terms) for the query, nearest first; of equals the earlier given.

    `likeness` holds how near in meaning some entries are, 0 to 1 by id (claims.matching.vectors).
    """
    if not query.faces:
        return []
    meant = likeness or {}
    whole = score(query, query, statistics).points or 1.0
    found = []
    for key, own in entries:
        if own.faces:
            near = score(query, own, statistics)
            found.append((blended(near.points / whole, meant.get(key)), key, own, near))
    found.sort(key=lambda one: -one[0])
    return [
        explained(key, query, own, points, near, statistics, meant.get(key)) for points, key, own, near in found[:top]
    ]


def blended(words: float, meaning: float | None) -> float:
    """One number of nearness by words and by meaning (None: only words are known)."""
    return words if meaning is None else (words + meaning) / 2


def explained(
    key: str, query: Terms, own: Terms, points: float, near: Score, statistics: Statistics, meant: float | None = None
) -> Match:
    """The match of one candidate: its kind and the reasons."""
    compared = list(quantities.align(query.quantities, own.quantities))
    measured = any(not a.measure.isdisjoint(b.measure) for a, b, _ in compared)
    differs = {how for _, _, how in compared}
    words = _told(near, statistics)
    apart = quantities.apart(query.periods, own.periods)
    opposite = bool(_denied(near.face, near.other))
    holds = {
        "same_words": words >= NEAR,
        "same_meaning": meant is not None and meant >= ALIKE,
        "same_measure": measured,
        "same_figure": quantities.SAME in differs,
        "other_figure": quantities.OTHER_VALUE in differs,
        "other_whole": quantities.OTHER_WHOLE in differs,
        "other_period": apart,
        "opposite": opposite,
        "same_speaker": bool(query.speaker) and query.speaker == own.speaker,
        "other_speaker": bool(query.speaker and own.speaker) and query.speaker != own.speaker,
        "same_topic": not query.topics.isdisjoint(own.topics),
    }
    one = holds["same_words"] or holds["same_meaning"] or (measured and words >= MEASURED)
    return Match(
        key,
        round(min(1.0, points), 6),
        _kind(one, holds, own.quantities, compared),
        tuple(name for name, held in holds.items() if held),
        _printed(near)[:SHOWN],
        tuple((a.raw, b.raw, how) for a, b, how in compared),
        meant,
    )


def _kind(one: bool, holds: dict[str, bool], claimed: tuple[Quantity, ...], compared: list) -> str:
    if not one:
        return RELATED
    if holds["other_figure"] or holds["other_whole"] or (holds["other_period"] and compared):
        return OTHER_FIGURE
    if holds["other_period"] or holds["opposite"] or (claimed and not compared):
        return RELATED
    return SAME


def _told(near: Score, statistics: Statistics) -> float:
    """How much of what the earlier claim's words tell stands in the text in hand, figures left aside."""
    theirs = {stem for stem in near.other.stems if not stem[0].isdigit()}
    weights = {stem: statistics.weight(stem) for stem in theirs}
    return sum(weights[stem] for stem in theirs.intersection(near.face.stems)) / (sum(weights.values()) or 1.0)


def _denied(face: Face, other: Face) -> frozenset[str]:
    """The stems of both that only one of them denies."""
    both = frozenset(face.stems).intersection(other.stems)
    return both & (face.denied ^ other.denied)


def _printed(near: Score) -> tuple[str, ...]:
    """The shared stems as the words that the text in hand prints, most telling first."""
    words = dict(zip(near.face.stems, near.face.words, strict=False))
    return tuple(words.get(stem, stem) for stem in near.shared)
