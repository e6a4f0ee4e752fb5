"""One door for every file a newsroom has: what it is is told from its content, never from its name."""

from __future__ import annotations

import re
import zipfile
from importlib import import_module
from io import BytesIO
from types import ModuleType

from claims.text.formats import plain
from claims.text.formats.document import Document, FormatError

MAX_BYTES = 25_000_000
MAX_TEXT = 5_000_000
MAX_MARKUP = 6_000_000

_SIGNS = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"RIFF", "recording"),
    (b"ID3", "recording"),
    (b"OggS", "recording"),
    (b"fLaC", "recording"),
    (b"\x1aE\xdf\xa3", "recording"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024
_VTT = re.compile(r"WEBVTT(?:[ \t\n]|\Z)")
_SRT = re.compile(r"(?:\d{1,7}[ \t]*\n)?\s{0,9}\d{1,3}:\d{1,2}:\d{1,2}[.,]\d{1,3}[ \t]*-->[ \t]*\d")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"<(?:!--|\?xml|p|div|article|section|main|h[1-6]|span|table|ul|ol|blockquote|meta|title)[\s>/-]", re.IGNORECASE
)
_HEAD = 2000


def read(data: bytes, name: str = "") -> Document:
    """The text of a file: plain text, HTML, Word (.docx), PDF or subtitles (WebVTT, SubRip).

    `name` is only for the messages. Raises FormatError, and nothing else, for whatever cannot be read.
    """
    if not data:
        raise FormatError("empty", name)
    if len(data) > MAX_BYTES:
        raise FormatError("too_big", name, MAX_BYTES // 1_000_000)
    document = _binary(data, name) or _written(data, name)
    plain.need_text(document.text, name, MAX_TEXT)
    return document


def whole_page(data: bytes) -> str:
    """All words of a web page, its frame included, for who looks for certain ones; "" where it cannot be read."""
    return str(_reader("web").whole(plain.decode(data)[0]))


def _reader(name: str) -> ModuleType:
    """A reader by name, loaded when a file first needs it: their libraries take longer to load than all the rest."""
    return import_module(f"claims.text.formats.{name}")


def _binary(data: bytes, name: str) -> Document | None:
    """A Word file or PDF; None where `data` is text. FormatError for other kinds of files."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zipped(data, name)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return _reader("pdf").read(data, name, MAX_TEXT)
    if data.startswith(_OLE):
        raise FormatError("old_word", name)
    if data[4:8] == b"ftyp":
        raise FormatError("unsupported", name, "recording")
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            raise FormatError("unsupported", name, kind)
    return None


def _zipped(data: bytes, name: str) -> Document:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception as error:
        raise FormatError("docx_broken", name) from error
    if any(part.startswith("word/") for part in names):
        return _reader("word").read(data, name)
    spread = any(part.startswith(("xl/", "ppt/")) for part in names)
    raise FormatError(
        "unsupported", name, "spreadsheet" if spread else "opendocument" if "mimetype" in names else "zip"
    )


def _written(data: bytes, name: str) -> Document:
    text, notes = plain.decode(data)
    if not plain.is_text(text):
        raise FormatError("unsupported", name, "binary")
    text = plain.canonical(text)
    plain.need_text(text, name, MAX_MARKUP if _is_page(text) else MAX_TEXT)
    head = text[: 2 * _HEAD].lstrip()[:_HEAD]
    if _VTT.match(head):
        return _reader("subtitles").read_vtt(text, name, notes)
    if _SRT.match(head):
        return _reader("subtitles").read_srt(text, name, notes)
    if _is_page(text):
        return _reader("web").read(text, name, notes)
    return Document(text, None, "text", (), tuple(notes))


def _is_page(text: str) -> bool:
    head = text[:_HEAD].lstrip()
    return head.startswith("<") and (_PAGE.search(head) or _FRAGMENT.match(head)) is not None
