"""How much of one text stands in another: a sketch of a few hundred bytes a text, compared in microseconds.

A text is the set of its runs of four words (normalised: `claims.text.tokens`). The sketch keeps how many there are and
the 256 smallest of their hashes, a fair sample of the set. The smallest 256 of two sketches together are a fair sample
of both texts; the part of it that both have estimates what they share (A. Broder, "On the resemblance and containment
of documents", 1997).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from claims.text.tokens import tokens

RUN = 4  # words
KEPT = 256  # hashes of a sketch; the estimate strays by some 5 of 100
BYTES = 6  # of a hash
COMPARED = 120_000  # words from the beginning of a text: some fifteen hours of talk
FEWEST = 12  # runs; shorter texts are not compared
APART = 8  # where one text is so many times as long as the other, the sample is too small to say anything

ALIKE = 0.5
"""From this share on, two texts are offered as versions of one. Of 780 pairs among 40 articles and transcripts of
several outlets, the one pair of versions shares 0.80 and every other under 0.03: what a newsroom takes in is far above
or far below. A text in which every eighth word was changed still shares 0.57, a page of two of its article all."""

_COUNT = 4  # bytes of the number of runs at the start of a sketch


def sketch(text: str) -> bytes:
    """The sketch of `text`: at most 1,540 bytes, empty for a text too short to compare."""
    words = tokens(text)[:COMPARED]
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    if len(runs) < FEWEST:
        return b""
    hashes = sorted(blake2b(run.encode("utf-8", "replace"), digest_size=BYTES).digest() for run in runs)
    return len(runs).to_bytes(_COUNT, "big") + b"".join(hashes[:KEPT])


def share(one: bytes, other: bytes) -> float:
    """How much of the shorter text stands in the longer, 0 to 1, from their sketches; 0 where that cannot be said."""
    if not one or not other:
        return 0.0
    (size, mine), (others_size, theirs) = _opened(one), _opened(other)
    shorter, longer = sorted((size, others_size))
    if longer > APART * shorter:
        return 0.0
    if not mine & theirs:
        return 0.0
    sample = sorted(mine | theirs)[: min(KEPT, max(len(mine), len(theirs)))]
    both = sum(one in mine and one in theirs for one in sample)
    resemblance = both / len(sample)
    return min(1.0, resemblance / (1 + resemblance) * (shorter + longer) / shorter)


@lru_cache(16)  # the text in hand is compared with many
def _opened(sketch: bytes) -> tuple[int, set[bytes]]:
    hashes = {sketch[at : at + BYTES] for at in range(_COUNT, len(sketch), BYTES)}
    return int.from_bytes(sketch[:_COUNT], "big"), hashes
