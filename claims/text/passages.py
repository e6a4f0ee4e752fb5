"""Where a quoted passage stands in another text: word for word, or nearly, with what is different."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

NEAR = 80.0  # of 100: below, it is another sentence
SAME = 0.97  # of the words of two texts in common: above, a page has only changed its trimmings
WINDOW = 2_000  # characters that are compared at once where the words are not there to the letter
CANDIDATES = 4  # windows with the most words in common that are looked at closely
COMPARED = 20_000  # words of each of two texts

_LEFT_OUT = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,})\s*")
_WORD = re.compile(r"\w+")
_ALIKE = str.maketrans("“”„«»‘’‚`´–—‑−·•\u00a0", "\"\"\"\"\"'''''----..\u0020")


@dataclass(frozen=True)
class Part:
    """One unbroken part of a passage: where it stands, and how alike it is (0 to 100; 100 is to the letter).

    `start` and `end` are None where nothing like it is there.
    """

    words: str
    start: int | None
    end: int | None
    score: float


def locate(passage: str, text: str) -> list[Part]:
    """Each part of `passage` (what "…" or "[…]" separates) with its place in `text`; empty for an empty passage.

    White space, capitals and the shapes of quotation marks and dashes make no difference.
    """
    plain, places = _flattened(text)
    return [_located(words, plain, places) for words in _LEFT_OUT.split(passage) if _WORD.search(words)]


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same but for their trimmings."""
    a, b = one.split()[:COMPARED], other.split()[:COMPARED]
    return a == b or Indel.normalized_similarity(a, b) >= SAME


def _located(words: str, plain: str, places: list[int]) -> Part:
    wanted, _places = _flattened(words)
    at = plain.find(wanted)
    if at >= 0:
        return Part(words, places[at], places[at + len(wanted) - 1] + 1, 100.0)
    best = max(_near(wanted, plain), key=lambda found: found[2], default=None)
    if best is None or best[2] < NEAR:
        return Part(words, None, None, best[2] if best else 0.0)
    start, end = _to_words(plain, best[0], best[1])
    return Part(words, places[start], places[end - 1] + 1, min(best[2], 99.0))


def _near(wanted: str, plain: str) -> Iterator[tuple[int, int, float]]:
    """The best place in each of the windows that have the most words in common."""
    size = max(WINDOW, 3 * len(wanted))
    words = set(_WORD.findall(wanted))
    windows = [(at, plain[at : at + size]) for at in range(0, max(1, len(plain)), size - len(wanted) - 1)]
    ranked = sorted(windows, key=lambda window: -len(words & set(_WORD.findall(window[1]))))
    for at, window in ranked[:CANDIDATES]:
        found = fuzz.partial_ratio_alignment(wanted, window) if len(window) >= len(wanted) else None
        if found and found.dest_end > found.dest_start:
            yield at + found.dest_start, at + found.dest_end, found.score


def _to_words(plain: str, start: int, end: int) -> tuple[int, int]:
    """The span, widened to the words that it cuts."""
    while start > 0 and not plain[start - 1].isspace():
        start -= 1
    while end < len(plain) and not plain[end].isspace():
        end += 1
    while end > start + 1 and plain[end - 1].isspace():
        end -= 1
    return start, end


def _flattened(text: str) -> tuple[str, list[int]]:
    """`text` with one space for all white space, in small letters and plain marks, and each character's old place."""
    out: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text.translate(_ALIKE)):
        char = " " if char.isspace() else char.lower()[:1]
        if char != " " or (out and out[-1] != " "):
            out.append(char)
            places.append(at)
    if out and out[-1] == " ":
        out.pop(), places.pop()
    return "".join(out), places
