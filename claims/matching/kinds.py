"""What an earlier claim is to the text in hand: the same, the same with another figure, or related; and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.matching import quantities
from claims.matching.items import Face, Terms
from claims.matching.names import everywhere, lacking, other_kind
from claims.matching.quantities import Quantity
from claims.matching.scoring import Score, Statistics, score
from claims.matching.wording import CONCEPT_MARK, empty, opposed
from claims.text.lexicon import language

SAME, OTHER_FIGURE, RELATED = "same", "other_figure", "related"

NEAR = 0.7
"""Of the words that say something in one of two texts, so many stand in the other where both may be one claim: the
rest is how it is put. Two of three are too few: that much "the health budget of X" shares with its education budget."""
MEASURED = 0.5  # the same where both give a figure of one measure
FEWEST = 2  # such words in common
WHOLE = 0.8  # of all words of the two, where one gives a figure and the other none and yet both are one claim
ALIKE = 0.9
"""Likeness of meaning (cosine of multilingual-e5-small) from which two texts may be one claim: unrelated sentences of
one language lie about 0.8, sentences on one matter about 0.85."""
MEANING, UNLIKE = 2.0, 0.75
"""What likeness of meaning counts beside words, and where it begins: between two texts with nothing in common it is
about 0.75, so that all there is lies within a quarter. Twice a quarter is half of what all the words count: meaning
decides between claims that share some words, and brings in those that share none."""
_DIGIT = re.compile(r"\d")
SHOWN = 8  # shared words given as a reason


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier claim: how near (0 to 1, comparable within one query), which of SAME, OTHER_FIGURE and RELATED, why.

    `reasons` are machine keys, in this order where they hold: same_words, same_meaning, same_measure, same_figure,
    other_figure, other_whole, other_period, opposite, same_speaker, other_speaker, elsewhere (other names),
    place_unsaid (one names a place, of the other none is known), same_topic.
    `figures` are the figures compared, as printed: (text in hand, earlier claim, how they compare: "same",
    "other_value" or "other_whole"). `likeness` is that of meaning, None without the extra.
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
    near = [(key, own, score(query, own, statistics)) for key, own in entries if own.faces]
    whole = _whole(query, near, statistics)
    ranked = [(blended(how.points / whole, meant.get(key)), key, own, how) for key, own, how in near]
    ranked.sort(key=lambda one: -one[0])
    return [explained(key, query, own, points, how, meant.get(key)) for points, key, own, how in ranked[:top]]


def _whole(query: Terms, near: list[tuple[str, Terms, Score]], statistics: Statistics) -> float:
    """The points of full agreement: what the query, or the nearest claim where that is less, gets beside itself. A
    nearest claim that gets more is full agreement too."""
    if not near:
        return 1.0
    _, own, best = max(near, key=lambda one: one[2].points)
    full = min(score(one, one, statistics).points for one in (query, own))
    return max(best.points, full) or 1.0


def blended(words: float, meaning: float | None) -> float:
    """How near by words (0 to 1) and by meaning (a cosine; None: only words are known), 0 to 1."""
    return words if meaning is None else (words + MEANING * (meaning - UNLIKE)) / (1 + MEANING * (1 - UNLIKE))


def explained(key: str, query: Terms, own: Terms, points: float, near: Score, meant: float | None = None) -> Match:
    """The match of one candidate: its kind and the reasons."""
    compared = list(quantities.align(query.quantities, own.quantities))
    measured = any(quantities.same_measure(a, b) for a, b, _ in compared)
    differs = {how for _, _, how in compared}
    words = common(near.face, near.other)
    apart = quantities.apart(query.periods, own.periods)
    opposite = bool(_denied(near.face, near.other)) or opposed(near.face.ways, near.other.ways)
    measure = _measured(query) & _measured(own)
    away, unsaid = elsewhere(query, near.face, own, near.other, measure)
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
        "elsewhere": away,
        "place_unsaid": unsaid,
        "same_topic": not query.topics.isdisjoint(own.topics),
    }
    across = near.face.language != near.other.language
    one = holds["same_meaning"] or (words >= MEASURED if measured else holds["same_words"] and not across)
    one = one and not holds["elsewhere"]
    return Match(
        key,
        round(max(0.0, min(1.0, points)), 6),
        _kind(one and (bool(compared) or _told(query, own, near)), holds, compared),
        tuple(name for name, held in holds.items() if held),
        _printed(near)[:SHOWN],
        tuple((a.raw, b.raw, how) for a, b, how in compared),
        meant,
    )


def _told(query: Terms, own: Terms, near: Score) -> bool:
    """Whether two claims without figures to compare may be one: neither has any, or one has and says else the same."""
    if query.quantities and own.quantities:
        return False
    one, two = _saying(near.face, near.other), _saying(near.other, near.face)
    return not (query.quantities or own.quantities) or len(one & two) >= WHOLE * len(one | two)


def _kind(one: bool, holds: dict[str, bool], compared: list[tuple[Quantity, Quantity, str]]) -> str:
    if not one:
        return RELATED
    if holds["other_figure"] or holds["other_whole"] or (holds["other_period"] and compared):
        return OTHER_FIGURE
    if holds["other_period"] or holds["opposite"]:
        return RELATED
    return SAME


def common(face: Face, other: Face) -> float:
    """How much of what one of two texts says stands in the other, 0 to 1: of the one that is contained more.

    Across languages only names and concepts are asked for, the rest cannot be the same word.
    """
    one, two = _saying(face, other), _saying(other, face)
    shared = len(one & two)
    return shared / min(len(one), len(two)) if shared >= FEWEST else 0.0


def _saying(face: Face, beside: Face) -> frozenset[str]:
    own = frozenset(stem for stem in face.stems if not _DIGIT.search(stem)) - empty(face.language)
    if face.language == beside.language:
        return own
    return frozenset(stem for stem in own if stem[0] == CONCEPT_MARK or stem in face.names)


def elsewhere(query: Terms, face: Face, own: Terms, other: Face, measure: frozenset[str]) -> tuple[bool, bool]:
    """Whether each of two claims, at these two texts, names somebody or something that the other does not, the
    words of their common `measure` aside; and whether one of them names something and of the other nobody knows where
    or of whom it is."""
    mine, theirs = _names(query, face, measure), _names(own, other, measure)
    across = face.language != other.language
    left = lacking(mine - query.speaker, face.language, _held(own), across)
    lacked = lacking(theirs - own.speaker, other.language, _held(query), across)
    if not face.names - measure:  # where a claim was made lies in the country that the other speaks of
        lacked -= _wholes(other)
    if not other.names - measure:
        left -= _wholes(face)
    apart = bool(left and lacked) or other_kind(face.stems, face.language, other.stems, other.language)
    return apart, not apart and bool(left or lacked) and not (mine and theirs)


def _measured(own: Terms) -> frozenset[str]:
    return frozenset().union(*(one.measure for one in own.quantities))


def _names(own: Terms, face: Face, measure: frozenset[str]) -> frozenset[str]:
    """What a text names; where that is nothing, what another text of the claim does, or where it was said."""
    others = sorted(own.faces, key=lambda one: one.language != face.language)
    found = (one.names - measure for one in (face, *others))
    return next((names for names in found if names), own.place)


def _held(own: Terms) -> frozenset[str]:
    """All words of a claim that may cover a name."""
    words = (everywhere(one.stems, one.language) for one in own.faces)
    return everywhere(own.place, "id").union(own.speaker, *words)


def _wholes(face: Face) -> frozenset[str]:
    return frozenset(language(face.language).compared.wholes.list)


def _denied(face: Face, other: Face) -> frozenset[str]:
    """The stems of both that only one of them denies."""
    both = frozenset(face.stems).intersection(other.stems)
    return both & (face.denied ^ other.denied)


def _printed(near: Score) -> tuple[str, ...]:
    """The shared stems as the words that the text in hand prints, most telling first."""
    words = dict(zip(near.face.stems, near.face.words, strict=False))
    return tuple(words.get(stem, stem) for stem in near.shared)
