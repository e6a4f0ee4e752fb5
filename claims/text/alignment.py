"""Where the places of one wording of a text lie in another: offsets follow what stayed the same. Pure Python.

Lines that are the same hold the two texts together; between them words do. A quotation is found only where it stands
to the letter: of several such places, the one nearest to where the alignment expects it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher

LINES = re.compile(r"[^\n]*\n|[^\n]+")
WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MOST = 6_000  # pieces of two texts that are compared piece by piece; beyond this a change of lines stays coarse
NEAR = 600  # characters from its expected place in which words may be taken for the same
LONG = 40  # characters of a quotation that stands just once in each wording: it may have gone anywhere


@dataclass(frozen=True)
class Block:
    """old[a : a + size] == new[b : b + size]"""

    a: int
    b: int
    size: int


class Alignment:
    """Of the wordings `old` and `new` of one text."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.blocks = list(blocks(old, new))
        self.starts = [block.a for block in self.blocks]

    def expected(self, offset: int) -> int:
        """Where `offset` of the old wording lies in the new one: exact in what stayed, in proportion between."""
        at = bisect_right(self.starts, offset) - 1
        left = self.blocks[at] if at >= 0 else Block(0, 0, 0)
        if offset <= left.a + left.size:
            return left.b + offset - left.a
        right = self.blocks[at + 1] if at + 1 < len(self.blocks) else Block(len(self.old), len(self.new), 0)
        gone, come = right.a - left.a - left.size, right.b - left.b - left.size
        return left.b + left.size + round(come * (offset - left.a - left.size) / max(1, gone))

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where old[start:end] stands to the letter in the new wording; None where it does not, or only far away."""
        words = self.old[start:end]
        expected = self.expected(start)
        found = nearest(self.new, words, expected)
        if found is None:
            return None
        near = abs(found - expected) <= NEAR
        return (found, found + len(words)) if near or self.alone(words) else None

    def alone(self, words: str) -> bool:
        """Whether words are long enough, and stand once in each wording, so that they may have gone anywhere."""
        return len(words) >= LONG and self.new.count(words) == self.old.count(words) == 1

    def closest(self, start: int, end: int) -> tuple[int, int]:
        """Where words that are gone would stand, for a person to look at: never to be taken for the same."""
        left, right = self.expected(start), self.expected(end)
        left, right = min(left, len(self.new)), min(max(left, right), len(self.new))
        while 0 < left < len(self.new) and self.new[left - 1].isalnum() and self.new[left].isalnum():
            left -= 1
        while 0 < right < len(self.new) and self.new[right - 1].isalnum() and self.new[right].isalnum():
            right += 1
        return left, right


def nearest(text: str, words: str, expected: int) -> int | None:
    """Where `words` stand in `text`, nearest to `expected`."""
    before = text.rfind(words, 0, max(0, expected) + len(words))
    after = text.find(words, max(0, expected))
    places = [at for at in (before, after) if at >= 0]
    return min(places, key=lambda at: abs(at - expected), default=None)


def blocks(old: str, new: str):
    """The Blocks of two texts, in order: whole lines first, words inside the lines that changed."""
    mine, theirs = LINES.findall(old), LINES.findall(new)
    a = b = 0
    for kind, i, j, k, m in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        left, right = sum(map(len, mine[i:j])), sum(map(len, theirs[k:m]))
        if kind == "equal":
            yield Block(a, b, left)
        elif kind == "replace":
            yield from (Block(a + x.a, b + x.b, x.size) for x in inside(old[a : a + left], new[b : b + right]))
        a, b = a + left, b + right


def inside(old: str, new: str):
    """The Blocks of two short texts, word by word."""
    mine, theirs = WORDS.findall(old), WORDS.findall(new)
    if len(mine) + len(theirs) > MOST:
        return
    a = [0]
    for word in mine:
        a.append(a[-1] + len(word))
    b = [0]
    for word in theirs:
        b.append(b[-1] + len(word))
    for match in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
        if match.size:
            yield Block(a[match.a], b[match.b], a[match.a + match.size] - a[match.a])
