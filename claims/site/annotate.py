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

    @property
    def plain(self):
        """Whether there is nothing but text in it, as in most blocks of a long text."""
        return len(self.pieces) == 1 and not self.pieces[0].claims and not self.pieces[0].speaking


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
    lines = [(match.start() + offset, match[0]) for match in LINE.finditer(text)]
    pieces = [pieces_of(words, start, here, transcript) for start, words, here in with_claims(lines, claims)]
    note_ends([piece for line in pieces for piece in line])
    return [
        Block(
            line,
            [claim for piece in line for claim in piece.ends],
            close=not line[-1].text.endswith("\n\n"),
        )
        for line in pieces
    ]


def with_claims(lines, claims):
    """Each (start, words) with the claims in it, longest first: one pass over lines and claims together."""
    waiting, open_ = sorted(claims, key=span, reverse=True), []
    for start, words in lines:
        end = start + len(words)
        while waiting and span(waiting[-1])[0] < end:
            open_.append(waiting.pop())
        open_ = [claim for claim in open_ if span(claim)[1] > start]
        yield start, words, sorted(open_, key=lambda claim: span(claim)[0] - span(claim)[1])


def pieces_of(words, start, claims, transcript):
    """The pieces of one line: cut where a claim begins or ends, before its line breaks, and after who is speaking."""
    speaking = SPEAKING.match(words) if transcript else None
    if not claims and not speaking:
        return [Piece(words, [])]
    end, spoken = start + len(words), start + (speaking.end() if speaking else 0)
    cuts = {start, start + len(words.rstrip("\n")), spoken, end}
    cuts.update(min(max(edge, start), end) for claim in claims for edge in span(claim))
    edges = sorted(cuts)
    return [
        piece(
            words[a - start : b - start],
            [claim for claim in claims if span(claim)[0] <= a and b <= span(claim)[1]],
            speaking=b <= spoken,
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
