"""Where direct speech begins and ends, however the marks were typed.

Rules, in order, line by line: a mark opens or closes by what stands beside it, whatever its shape; an opening mark
inside an open quotation means that the last one was never closed, unless the two close one after the other (nested);
a quotation nobody closes ends at a wrong mark (a backtick), at an attribution, or with its line; one in a very long
line ends with its sentence. A quotation that runs over lines is one piece a line. So one missing mark never
swallows the rest of an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from claims.text.lexicon import Language
from claims.text.spans import Span

_LONG = 1500  # code points an unclosed quotation may run on in its line
_SPEECH_WORDS = 5  # fewer words without closing punctuation are a term or a title, not speech
_BEFORE_OPEN = " \t\u00a0([{-–—/:"
_AFTER_CLOSE = " \t\u00a0.,;:!?)]}-–—/"
_END = re.compile(r"[.!?…](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch: `outer` with its marks, `start`–`end` without; `speech` or a mere term in marks.

    `runs_on`: nobody closed it in its line.
    """

    outer: Span
    start: int
    end: int
    speech: bool
    runs_on: bool = False


@cache
def _marks(language: Language) -> tuple[re.Pattern[str], frozenset[str], re.Pattern[str]]:
    double, single = language.quotes.double, language.quotes.single
    every = re.compile(f"(?:{double.alternatives}|{single.alternatives})")
    attribution = re.compile(
        rf",\s+(?:{language.speech.after.alternatives})(?:{language.speech.clitics.alternatives})?\s"
    )
    return every, double.set, attribution


def find(text: str, rows: list[Span], language: Language) -> list[Quote]:
    """The quotations of the lines `rows` of `text`, in order, without overlap."""
    out: list[Quote] = []
    carried = False
    for row in rows:
        quotes, carried = _line(text, row, language, carried)
        out += quotes
    return out


def _beside(text: str, row: Span, at: int, double: frozenset[str]) -> tuple[bool, bool]:
    before = text[at - 1] if at > row.start else " "
    after = text[at + 1] if at + 1 < row.end else " "
    opens = before in _BEFORE_OPEN or before in double
    closes = after in _AFTER_CLOSE or after in double
    if text[at] in "“„«":
        return opens or not closes, False
    if opens and closes:  # a mark between spaces, or between marks
        return at == row.start or before in " \t", at + 1 == row.end or before not in " \t"
    return opens, closes


def _line(text: str, row: Span, language: Language, carried: bool) -> tuple[list[Quote], bool]:
    every, double, _ = _marks(language)
    at = [match.start() for match in every.finditer(text, row.start, row.end)]
    doubles = [(i, *_beside(text, row, i, double)) for i in at if text[i] in double]
    singles = [i for i in at if text[i] not in double]
    spans, opened, skip = [], None, 0
    if carried and doubles and doubles[0][2] and not doubles[0][1]:
        opened = row.start - 1
    for n, (i, opens, closes) in enumerate(doubles):
        if skip:
            skip -= 1
        elif opened is None:
            opened = i if opens or not closes else None
        elif opens and not closes:
            if _nested(doubles, n):
                skip = 1
            else:
                spans.append(_unclosed(text, opened, i, singles, language))
                opened = i
        else:
            spans.append((opened, i, i + 1))
            opened = None
    if opened is not None:
        spans.append(_unclosed(text, opened, row.end, singles, language))
    if not doubles:
        spans = _single(text, row, singles)
    return [_quote(text, *span) for span in spans if span[0] + 1 < span[1]], opened is not None


def _nested(doubles: list[tuple[int, bool, bool]], n: int) -> bool:
    following = doubles[n + 1 : n + 3]
    return len(following) == 2 and all(closes and not opens for _, opens, closes in following)


def _unclosed(text: str, opened: int, stop: int, singles: list[int], language: Language) -> tuple[int, int, int]:
    attribution = _marks(language)[2].search(text, opened + 1, stop)
    if attribution:
        return opened, attribution.start() + 1, attribution.start() + 1
    for i in singles[bisect_left(singles, opened + 20) : bisect_left(singles, stop)][-1:]:
        if text[i + 1 : min(i + 2, stop)].isalnum():
            continue
        if text[i] in "`´" or not text[i + 1 : stop].strip():
            return opened, i, i + 1
    if stop - opened > _LONG:
        end = _END.search(text, opened + 1, stop)
        stop = end.end() if end else opened + 1
    return opened, stop, stop


def _single(text: str, row: Span, singles: list[int]) -> list[tuple[int, int, int]]:
    spans, opened = [], None
    for i in singles:
        before = text[i - 1] if i > row.start else " "
        after = text[i + 1] if i + 1 < row.end else " "
        if opened is None and before in _BEFORE_OPEN and not after.isspace():
            opened = i
        elif opened is not None and after in _AFTER_CLOSE and not before.isspace():
            spans.append((opened, i, i + 1))
            opened = None
    return spans


def _quote(text: str, opened: int, end: int, outer_end: int) -> Quote:
    start, runs_on = opened + 1, end == outer_end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    head = text[start : min(end, start + 200)]
    speech = len(head.split()) >= _SPEECH_WORDS or text[end - 1 : end] in tuple(",.!?…")
    return Quote(Span(max(opened, 0), outer_end), start, end, speech, runs_on)


def masked(text: str, quotes: list[Quote]) -> str:
    """`text` of the same length with the inside of every speech quotation blanked out by U+FFFC."""
    pieces, at = [], 0
    for quote in quotes:
        if quote.speech:
            pieces += [text[at : quote.start], "\ufffc" * (quote.end - quote.start)]
            at = quote.end
    return "".join([*pieces, text[at:]])
