"""What on a page is not the article: marked, never deleted.

Rules, in order, for each line: the words of the table [boilerplate] at its start; a photo caption by its shape;
a dateline at the start of a paragraph.
"""

from __future__ import annotations

import re
from functools import cache

from claims.text.lexicon import Language, languages
from claims.text.spans import Mark, Span

KINDS = ("page", "related", "byline", "caption", "copyright", "follow")
_SHORT = 80  # "share" or "tags" begins many a sentence; a furniture line is short
_OPENS_LINE = {"related", "caption", "copyright"}
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'/&]*[A-Z.]\b[ ,.]*){1,5}(?:[A-Z][a-z]{2,4}\.? \d{1,2} ?)?(?:\([^()\n]{1,30}\) ?)?[-–—] ?(?=\S)"
)
_TITLE_DATELINE = re.compile(r"(?:[A-Z][\w.]*[ ,]{1,2}){1,4}(?:\([^()\n]{1,30}\) )?[-–—]{1,2} (?=\S)")
_OPENING_ROWS = 6  # a dateline in small letters ("Jakarta (ANTARA) - ") is looked for at the top only
_CAPTION = re.compile(r"(?:[A-Z0-9][A-Z0-9.'/&]*[ ,]+){3,12}[-–—] ")
_LINE = re.compile(r"[^\n]+")


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, _starts(getattr(language.boilerplate, kind).list)) for kind in KINDS)


def _starts(phrases: tuple[str, ...]) -> re.Pattern[str]:
    pieces = (re.escape(phrase).replace(r"\#", r"\d{1,4}").replace(r"\ ", r"\s+") for phrase in phrases)
    alternatives = "|".join(piece + (r"(?!\w)" if piece[-1].isalnum() else "") for piece in pieces)
    return re.compile(rf"\W{{0,3}}(?:{alternatives or '(?!)'})", re.IGNORECASE)


def lines(text: str) -> list[Span]:
    """The lines of `text` that hold anything, without the space around them."""
    out = []
    for match in _LINE.finditer(text):
        line = match.group()
        left = len(line) - len(line.lstrip())
        if bare := line.strip():
            out.append(Span(match.start() + left, match.start() + left + len(bare)))
    return out


def mark(text: str, rows: list[Span], language: Language) -> list[Mark]:
    """The furniture among the lines `rows` of `text`, and the dateline that opens a paragraph."""
    marks = []
    for number, row in enumerate(rows):
        line = text[row.start : min(row.end, row.start + 400)]
        kind = _kind(line, row.end - row.start, language)
        if kind:
            marks.append(Mark(row.start, row.end, kind))
        elif dateline := _DATELINE.match(line) or (
            number < _OPENING_ROWS and row.end - row.start > _SHORT and _TITLE_DATELINE.match(line)
        ):
            marks.append(Mark(row.start, row.start + dateline.end(), "dateline"))
    return marks


def _kind(line: str, length: int, language: Language) -> str | None:
    for kind, pattern in _patterns(language):
        if pattern.match(line) and (length <= _SHORT or kind in _OPENS_LINE):
            return kind
    if _CAPTION.match(line) and language.boilerplate.caption_words.found(line):
        return "caption"
    return None


def complete(text: str, marks: list[Mark], language: Language) -> bool:
    """Whether the page does not say that it is one of several ("Halaman 2 dari 5")."""
    pages = _starts(language.boilerplate.pages.list)
    for one in marks:
        if one.kind == "page" and (match := pages.match(text[one.start : one.end])):
            numbers = re.findall(r"\d+", match.group())
            if len(numbers) == 2 and int(numbers[1]) > 1:
                return False
    return True


def is_part(text: str) -> bool:
    """Whether `text`, in whichever language, says that it is one of several pages."""
    rows = lines(text)
    return not all(complete(text, mark(text, rows, words), words) for words in languages().values())
