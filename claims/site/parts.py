"""Long texts come in parts, cut between lines and never inside a claim, so that each page is light.

The first part is at least PART characters long: a claim that begins before that stands in it, and its address needs no
more than the article's; later ones are found by their offset.
"""

import re
from bisect import bisect_right

from django.http import Http404

PART = 30_000  # characters of the text
LONGEST = 10_000  # of a line, before it is cut at white space too
LINE = re.compile(r"[^\n]*\n+|[^\n]+")
CHUNK = re.compile(rf".{{1,{LONGEST}}}(?:\s+|\Z)|.{{{LONGEST}}}", re.DOTALL)


def cut(passages, spans):
    """The passages ([{"start", "end", "text"}]) as parts, each a list of passages, cut inside none of `spans`."""
    parts, size = [[]], 0
    spans = sorted(spans)
    for start, words, begins in lines(passages):
        if size >= PART and not straddled(spans, start):
            parts.append([])
            size = 0
        here = parts[-1]
        if begins or not here:
            here.append({"start": start, "end": start, "text": []})
        here[-1]["text"].append(words)
        here[-1]["end"] += len(words)
        size += len(words)
    return [[part | {"text": "".join(part["text"])} for part in here] for here in parts]


def lines(passages):
    """(offset, line, whether a passage begins with it) of all passages; very long lines in pieces."""
    for passage in passages:
        start = passage["start"]
        for line in LINE.findall(passage["text"]):
            for words in [line] if len(line) <= LONGEST else CHUNK.findall(line):
                yield start, words, start == passage["start"]
                start += len(words)


def straddled(spans, offset):
    """Whether one of the sorted `spans` runs over `offset`."""
    return any(start < offset < end for start, end in spans[: bisect_right(spans, (offset,))])


def asked(query, parts):
    """The number, from 1, of the part that an address asks for: "part" by number, "at" by an offset in the text.

    Raises Http404 for what is no part.
    """
    if "at" in query:
        return holding(parts, whole(query["at"]))
    number = whole(query.get("part", "1"))
    if not 1 <= number <= len(parts):
        raise Http404
    return number


def holding(parts, offset):
    """The number of the part in which `offset` stands."""
    starts = [part[0]["start"] for part in parts if part]
    return max(1, bisect_right(starts, offset))


def whole(text):
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404
    return int(text)
