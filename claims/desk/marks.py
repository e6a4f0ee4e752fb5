"""Cuts a text into runs for the page: each run knows which claims, conflicts and furniture lie over it. Pure Python.

Claims may overlap: a run carries all that cover it, so that marks never nest and the text is never repeated.
"""

import re
from dataclasses import dataclass

PART = 30_000  # characters of text on a page, at most about this
CARDS = 100  # claims on a page, at most
WORD = re.compile(r"\S*\s+")  # to the start of the next word
NEXT = re.compile(r"\s*\S+")  # to the end of the next word
OPENERS = '“"‘«(['
CLOSERS = ',.;:!?…”"’»)]'


@dataclass(frozen=True)
class Layer:
    """What lies over the text: `kind` is "claim", "suggested" (one not decided), "conflict" or "boilerplate"."""

    start: int
    end: int
    kind: str
    key: object = None


@dataclass(frozen=True)
class Run:
    """A stretch of text under the same layers. `claims` are their keys, the shortest claim first."""

    start: int
    text: str
    claims: tuple = ()
    kinds: frozenset = frozenset()


def paragraphs(content, start, end, layers):
    """The lines of content[start:end] that hold words, each a list of Runs; offsets count code points of `content`."""
    layers = sorted((layer for layer in layers if layer.end > start and layer.start < end), key=lambda one: one.start)
    lines, at = [], start
    while at < end:
        stop = content.find("\n", at, end)
        stop = end if stop < 0 else stop
        if content[at:stop].strip():
            lines.append(line_runs(content, at, stop, [one for one in layers if one.start < stop and one.end > at]))
        at = stop + 1
    return lines


def line_runs(content, start, end, layers):
    """The Runs of one line."""
    cuts = {start, end}
    for layer in layers:
        cuts |= {max(layer.start, start), min(layer.end, end)}
    cuts = sorted(cuts)
    return [one_run(content, a, b, layers) for a, b in zip(cuts, cuts[1:], strict=False)]


def one_run(content, start, end, layers):
    over = [layer for layer in layers if layer.start < end and layer.end > start]
    claims = sorted((one for one in over if one.kind == "claim"), key=lambda one: one.end - one.start)
    return Run(start, content[start:end], tuple(one.key for one in claims), frozenset(one.kind for one in over))


def parts(content, starts, size=PART, cards=CARDS):
    """Offsets at which the pages of a long text begin, always 0 first.

    `starts` are the claims' starts in order. No page has more than about `size` characters or more than `cards` claims
    that begin on it.
    """
    cuts, index = [0], 0
    while True:
        here = cuts[-1]
        while index < len(starts) and starts[index] < here:
            index += 1
        stop = line_end(content, here + size)
        if index + cards < len(starts) and starts[index + cards] < stop:
            stop = max(line_begin(content, starts[index + cards], here), here + 1)
        if stop >= len(content):
            return cuts
        cuts.append(stop)


def line_end(content, at):
    """The first line's beginning at or after `at`, looking one page ahead at most; else `at` itself."""
    found = content.find("\n", at, at + PART)
    return found + 1 if found >= 0 else at


def line_begin(content, at, floor):
    """Where the line that holds `at` begins, unless that is not after `floor`; then `at`."""
    begin = content.rfind("\n", floor, at) + 1
    return begin if begin > floor else at


def part_at(cuts, at):
    """The number of the part that holds offset `at`."""
    return max(number for number, cut in enumerate(cuts) if cut <= max(at, 0))


def occurrences(content, words, limit=20):
    """Spans at which `words` stand in `content` to the letter, up to `limit`."""
    found, at = [], content.find(words)
    while at >= 0 and len(found) < limit:
        found.append((at, at + len(words)))
        at = content.find(words, at + 1)
    return found


def boundaries(quote, start, most=400):
    """Where a quotation that begins at `start` may be cut: (offset, the words that would follow) at each word."""
    found = [match.end() for match in re.finditer(r"\s+(?=\S)", quote)][:most]
    return [(start + at, " ".join(quote[at : at + 400].split()[:6])) for at in found if quote[:at].strip()]


def middle(quote):
    """The place in a quotation where a split is likeliest meant: after the mark of a clause nearest its middle."""
    found = [match.end() for match in re.finditer(r"[,;:.!?][”\"’»)]*\s+(?=\S)", quote)]
    found = found or [match.end() for match in re.finditer(r"\s+(?=\S)", quote)]
    return min(found, key=lambda at: abs(at - len(quote) / 2), default=None)


def word_start(content, at, step):
    """The start of the next word after `at` (step 1), or of the one before it (step -1); `at` where there is none.

    What opens a quotation or bracket is no part of a word.
    """
    if step > 0:
        moved = WORD.match(content, at)
        return past_openers(content, moved.end()) if moved and moved.end() < len(content) else at
    here = len(content[:at].rstrip())
    while here:
        begin = here - len(content[max(here - 500, 0) : here].split()[-1])
        if (found := past_openers(content, begin)) < at:
            return found
        here = len(content[:begin].rstrip())
    return at


def past_openers(content, at):
    while at < len(content) - 1 and content[at] in OPENERS:
        at += 1
    return at


def word_end(content, at, step):
    """The end of the next word after `at` (step 1), or of the one before the last (step -1).

    Commas, full stops and closing marks are no part of a word.
    """
    if step > 0:
        here = at
        while moved := NEXT.match(content, here):
            if (found := len(content[here : moved.end()].rstrip(CLOSERS)) + here) > here and content[
                here:found
            ].strip():
                return found
            here = moved.end()
        return here
    begin = word_start(content, at, -1)
    before = content[:begin].rstrip().rstrip(OPENERS).rstrip()
    return len(before.rstrip(CLOSERS)) or len(before) or at
