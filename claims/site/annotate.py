"""Marks claims in a text without touching it: the pieces of all blocks, joined, are the passage to the letter."""

import re
from dataclasses import dataclass, field

LINE = re.compile(r"[^\n]*\n+|[^\n]+")
# "12:05 RAHMA WIRASTI: ", the beginning of a transcript's line.
SPEAKING = re.compile(r"\s*(?:[\[(]?\d{1,2}(?::\d{2}){1,2}[\])]?\s*)?[^\n:,;!?]{1,60}:(?=\s)")


@dataclass
class Piece:
    """Characters under the same claims, outermost (longest) first. `starts`, `ends`: whose first or last they are."""

    text: str
    claims: list
    starts: list = field(default_factory=list)
    ends: list = field(default_factory=list)
    speaking: bool = False

    @property
    def inner(self):
        return self.claims[-1]

    @property
    def outer(self):
        return self.claims[:-1]


@dataclass
class Block:
    """One line of the text, with the line breaks after it, and the claims whose cards follow: those that end in it.

    `close`: the next line follows without an empty one between.
    """

    pieces: list
    claims: list
    close: bool


@dataclass
class Passage:
    """A part of the text that may be shown. `gap`: something is left out before it."""

    blocks: list
    gap: bool


def span(claim):
    return claim.record["article"]["start"], claim.record["article"]["end"]


def passages(parts, claims, transcript=False):
    """`parts` ([{"start", "end", "text"}]) as Passages, marked with `claims`, whose spans count in the whole text."""
    done, last = [], 0
    for part in parts:
        blocks = marked(part["text"], part["start"], claims, transcript)
        done.append(Passage(blocks, gap=part["start"] > last))
        last = part["end"]
    return done


def marked(text, offset, claims, transcript):
    """The blocks of `text`, which begins at `offset` of the whole."""
    lines = [(match.start() + offset, match.end() + offset) for match in LINE.finditer(text)]
    pieces = [pieces_of(text, offset, line, claims, transcript) for line in lines]
    note_ends([piece for line in pieces for piece in line])
    return [
        Block(
            line,
            [claim for piece in line for claim in piece.ends],
            close=not "".join(p.text for p in line).endswith("\n\n"),
        )
        for line in pieces
    ]


def pieces_of(text, offset, line, claims, transcript):
    """The pieces of one line: cut where a claim begins or ends, before its line breaks, and after who is speaking."""
    start, end = line
    words = text[start - offset : end - offset]
    here = sorted((c for c in claims if span(c)[0] < end and span(c)[1] > start), key=lambda c: span(c)[0] - span(c)[1])
    cuts = {start, start + len(words.rstrip("\n")), end}
    cuts.update(min(max(edge, start), end) for claim in here for edge in span(claim))
    speaking = transcript and SPEAKING.match(words)
    if speaking:
        cuts.add(start + speaking.end())
    edges = sorted(cuts)
    return [
        piece(
            text[a - offset : b - offset],
            [c for c in here if span(c)[0] <= a and b <= span(c)[1]],
            bool(speaking) and b <= start + speaking.end(),
        )
        for a, b in zip(edges, edges[1:], strict=False)
    ]


def piece(text, claims, speaking):
    """White space alone is never marked: a link without words is nothing to tap."""
    return Piece(text, claims if text.strip() else [], speaking=speaking)


def note_ends(pieces):
    """Notes on the pieces which claims begin and end with them."""
    first, last = {}, {}
    for place in pieces:
        for claim in place.claims:
            first.setdefault(claim.id, (place, claim))
            last[claim.id] = (place, claim)
    for place, claim in first.values():
        place.starts.append(claim)
    for place, claim in last.values():
        place.ends.append(claim)
