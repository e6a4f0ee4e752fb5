"""PDF files with text: pypdf finds the lines of each page, and the lines are put together to paragraphs again."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError

from claims.text.formats import plain
from claims.text.formats.document import Document, FormatError, Note, note

MAX_PAGES = 500
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 500_000,
}
_END = re.compile(r"[.!?:…][\"”’')\]]*$")
_OPENS = re.compile(r"[•◦▪·*–-]\s|\d{1,3}[.)]\s|[^\W\d_a-z][\w.'’ -]{0,40}(?:\([^()]{1,40}\)\s?)?:\s")
_NUMBER = re.compile(r"\W{0,3}\d{1,4}\W{0,3}")
_SHORT, _HEADING = 0.8, 0.6  # of a full line: where a paragraph's last line ends, and a heading

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it grumbles about in a stranger's file helps nobody


def read(data: bytes, name: str, longest: int) -> Document:
    """The text of a PDF. FormatError where it is locked, damaged, or a picture of text."""
    try:
        with pypdf.apply_configuration(**_LIMITS):
            return _read(data, name, longest)
    except FormatError:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise FormatError("pdf_locked", name) from error
    except Exception as error:
        raise FormatError("pdf_broken", name) from error


def _read(data: bytes, name: str, longest: int) -> Document:
    reader = pypdf.PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FormatError("pdf_locked", name)
    pages: list[list[str]] = []
    total = 0
    for page in reader.pages[:MAX_PAGES]:
        lines = plain.tidy(page.extract_text()).splitlines()
        total += sum(map(len, lines))
        if total > longest:
            raise FormatError("too_long", name, longest // 1_000_000)
        pages.append(lines)
    if not total:
        raise FormatError("pdf_scanned", name)
    title = plain.one_line(str(reader.metadata.title or "")) if reader.metadata else None
    return Document(
        plain.tidy("\n\n".join(paragraphs(pages))), title, "pdf", (), tuple(_notes(pages, len(reader.pages)))
    )


def _notes(pages: list[list[str]], count: int) -> Iterator[Note]:
    if empty := [str(number) for number, lines in enumerate(pages, 1) if not any(lines)]:
        yield note("pages_without_text", ", ".join(empty[:20]))
    if count > len(pages):
        yield note("pages_left_out", len(pages))


def paragraphs(pages: list[list[str]]) -> list[str]:
    """The lines of each page joined to paragraphs.

    One ends at a blank line, at a page's end, at a short line that ends a sentence, and before a heading, an item of a
    list or a speaker's name. A sentence that runs over a page's end is kept whole.
    """
    out: list[str] = []
    for number, page in enumerate(pages, 1):
        lines = _without_number([line.strip() for line in page], number)
        full = _full(lines)
        for at, line in enumerate(lines):
            previous = lines[at - 1] if at else ""
            if not line:
                continue
            if out and (_joins(previous, line, full) if at else _runs_on(out[-1], line)):
                out[-1] = _joined(out[-1], line)
            else:
                out.append(line)
    return out


def _without_number(lines: list[str], number: int) -> list[str]:
    """The page's own number, alone on its first or last line, is no text."""
    for at in (0, -1):
        if lines and _NUMBER.fullmatch(lines[at]) and re.sub(r"\W", "", lines[at]) == str(number):
            lines = lines[1:] if at == 0 else lines[:-1]
    return lines


def _full(lines: list[str]) -> int:
    """How long a full line of the page is: nine in ten are no longer."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _joins(previous: str, line: str, full: int) -> bool:
    if not previous or _OPENS.match(line):
        return False
    if _END.search(previous):
        return len(previous) >= _SHORT * full
    return len(previous) >= _HEADING * full or not line[0].isupper()


def _runs_on(paragraph: str, line: str) -> bool:
    return not _END.search(paragraph) and line[0].islower()


def _joined(paragraph: str, line: str) -> str:
    """One line after another: a word cut by a hyphen is whole again, a doubled word ("kata-kata") keeps its hyphen."""
    cut = re.search(r"(\w+)-$", paragraph[-80:])
    if not cut or not line[0].islower():
        return f"{paragraph} {line}"
    doubled = line.lower().startswith(cut[1].lower()[:4])
    return paragraph + line if doubled else paragraph[:-1] + line
