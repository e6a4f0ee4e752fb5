"""Where sentences end.

Rules, in order: at a line's end; a sentence without end is cut after LONGEST code points; after . ! ? … (and closing
marks) before a capital, a digit or an opening mark; not after
an abbreviation of the table [sentences] or an initial; not inside a quotation, whose own sentences are split apart.
"""

from __future__ import annotations

import re

from claims.text.lexicon import Language
from claims.text.spans import Span

_END = re.compile(  # begins with one set of characters, so that the search leaps from one to the next
    r"[.!?…\"”»`](?:(?<=[.!?…])(?<![.!?…].)[.!?…]*[)\]\"”»’'`]*(?=\s+[\"“”„«‘'(\[]*(?:[^\W_a-z]|—|\ufffc))"
    r"|(?<=[a-z]{3}[.])(?=[A-Z][a-z])|(?<=[\"”»`])(?=\s+[A-Z0-9\"“”]))",
    re.DOTALL,
)
LONGEST = 1500
_WORD_BEFORE = re.compile(r"[^\s(\"“”'‘,]+$")


def split(masked: str, row: Span, language: Language, text: str) -> list[Span]:
    """The sentences of one line `row`; `masked` is `text` with its quotations blanked out (quotations.masked)."""
    out, start = [], row.start
    for match in _END.finditer(masked, row.start, row.end):
        if match.start() >= start and _ends(masked, text, match, start, language):
            out.append(_trim(text, start, match.end()))
            start = match.end()
    out.append(_trim(text, start, row.end))
    return [piece for span in out for piece in _bounded(text, span) if piece.end > piece.start]


def _bounded(text: str, span: Span) -> list[Span]:
    """`span` in pieces of at most LONGEST code points, cut at spaces: speech recognition writes no full stops."""
    out, start = [], span.start
    while span.end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind(",", start, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        out.append(_trim(text, start, cut))
        start = cut
    return [*out, _trim(text, start, span.end)]


def _ends(masked: str, text: str, match: re.Match[str], start: int, language: Language) -> bool:
    at, mark = match.start(), match.group()[0]
    following = masked[match.end() : match.end() + 40].lstrip(" \n\t\"“”'(").split(" ", 1)[0].strip(".,").lower()
    if mark in '"”»`':  # the quotation itself ended its sentence, and no "kata X" follows
        quoted = text[at - 1 : at] in tuple(".!?…") and masked[at - 1 : at] == "\ufffc"
        return quoted and following not in language.speech.after
    if mark != "." or len(match.group()) > 1:
        return True
    before = _WORD_BEFORE.search(masked, max(start, at - 30), at)
    word = before.group() if before else ""
    if len(word) == 1 and word.isupper():
        return False
    if word.lower().lstrip("(") in language.sentences.abbreviations:
        return False
    return not (word.isdigit() and at - start < 4)  # "1. Nama" opens a list


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, max(start, end - (len(piece) - len(piece.rstrip()))))
