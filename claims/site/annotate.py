"""Marks claims in a text without touching it: the pieces of all blocks, joined, are the passage to the letter."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

LINE = re.compile(r"[^\n]*\n+|[^\n]+")
# "12:05 RAHMA WIRASTI: ", the beginning of a transcript's line.
SPEAKING = re.compile(r"\s*(?:[\[(]?\d{1,2}(?::\d{2}){1,2}[\])]?\s*)?[^\n:,;!?]{1,60}:(?=\s)")


@dataclass
class Piece:
    """Characters under the same claims, outermost (longest) first. `starts`, `ends`: whose first or last they are.

    `url`: where the recording is heard at the time code that these characters are.
    """

    text: str
    claims: list
    starts: list = field(default_factory=list)
    ends: list = field(default_factory=list)
    speaking: bool = False
    url: str = ""

    @property
    def inner(self):
        return self.claims[-1]

    @property
    def outer(self):
        return self.claims[:-1]


@dataclass
class Block:
    """One line of the text, with the line breaks after it, and the claims whose cards follow: those that end in it.

    `close`: the next line follows without an empty one between. `cue`: the recording's Cue that it begins with.
    """

    pieces: list
    claims: list
    close: bool
    cue: "Cue | None" = None

    @property
    def plain(self):
        """Whether there is nothing but text in it, as in most blocks of a long text."""
        return len(self.pieces) == 1 and not self.pieces[0].claims and not self.pieces[0].speaking


@dataclass
class Cue:
    """A time code of a recording and where it is heard ("" where that is not known). It stands in the text from `start`
    to `end`; where both are the same it stands beside it."""

    start: int
    end: int
    code: str
    url: str = ""


@dataclass
class Passage:
    """A part of the text that may be shown. `gap`: something is left out before it."""

    blocks: list
    gap: bool


def span(claim):
    return claim.record["article"]["start"], claim.record["article"]["end"]


def passages(parts, claims, transcript=False, cues=(), last=0):
    """`parts` ([{"start", "end", "text"}]) as Passages, marked with `claims`, whose spans count in the whole text.

    `cues` are the recording's Cues, in order; `last` is where what was shown before these parts ended.
    """
    done = []
    for part in parts:
        blocks = marked(part["text"], part["start"], claims, transcript, cues)
        done.append(Passage(blocks, gap=part["start"] > last))
        last = part["end"]
    return done


def marked(text, offset, claims, transcript, cues=()):
    """The blocks of `text`, which begins at `offset` of the whole."""
    lines = [(match.start() + offset, match[0]) for match in LINE.finditer(text)]
    heard = [within(cues, start, start + len(words)) for start, words in lines]
    pieces = [
        pieces_of(words, start, here, transcript, [cue for cue in codes if cue.end > cue.start])
        for (start, words, here), codes in zip(with_claims(lines, claims), heard, strict=True)
    ]
    note_ends([piece for line in pieces for piece in line])
    return [
        Block(
            line,
            [claim for piece in line for claim in piece.ends],
            close=not line[-1].text.endswith("\n\n"),
            cue=next((cue for cue in codes if cue.end == cue.start), None),
        )
        for line, codes in zip(pieces, heard, strict=True)
    ]


def within(cues, start, end):
    """The cues that begin from `start` to before `end`."""
    first = bisect_left(cues, start, key=lambda cue: cue.start)
    return cues[first : bisect_left(cues, end, key=lambda cue: cue.start)]


def with_claims(lines, claims):
    """Each (start, words) with the claims in it, longest first: one pass over lines and claims together."""
    waiting, open_ = sorted(claims, key=span, reverse=True), []
    for start, words in lines:
        end = start + len(words)
        while waiting and span(waiting[-1])[0] < end:
            open_.append(waiting.pop())
        open_ = [claim for claim in open_ if span(claim)[1] > start]
        yield start, words, sorted(open_, key=lambda claim: span(claim)[0] - span(claim)[1])


def pieces_of(words, start, claims, transcript, codes):
    """The pieces of one line: cut where a claim begins or ends, before its line breaks, after who is speaking, and
    around time codes."""
    speaking = SPEAKING.match(words) if transcript else None
    if not (claims or speaking or codes):
        return [Piece(words, [])]
    end, spoken = start + len(words), start + (speaking.end() if speaking else 0)
    cuts = {start, start + len(words.rstrip("\n")), spoken, end}
    cuts.update(min(max(edge, start), end) for claim in claims for edge in span(claim))
    cuts.update(min(edge, end) for cue in codes for edge in (cue.start, cue.end))
    urls = {cue.start: cue.url for cue in codes}
    edges = sorted(cuts)
    return [
        piece(
            words[a - start : b - start],
            [claim for claim in claims if span(claim)[0] <= a and b <= span(claim)[1]],
            speaking=b <= spoken,
            url=urls.get(a, ""),
        )
        for a, b in zip(edges, edges[1:], strict=False)
    ]


def piece(text, claims, speaking, url):
    """White space alone is never marked: a link without words is nothing to tap. Nor does a link stand in a link."""
    claims = claims if text.strip() else []
    return Piece(text, claims, speaking=speaking, url="" if claims else url)


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
