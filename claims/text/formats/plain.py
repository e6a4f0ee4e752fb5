"""Bytes to characters, and characters made canonical."""

from __future__ import annotations

import codecs
import re

from claims.text.formats.document import FormatError, Note, note

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^<>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([a-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_MOSTLY = 4  # letters that are sound UTF-8 for each byte that is not: the file is UTF-8, with damage
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"\n{3,}")


def decode(data: bytes) -> tuple[str, list[Note]]:
    """`data` as text, by its byte order mark, as UTF-8, by its declared charset or as Windows wrote; and doubts."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_damage(data[len(mark) :], encoding)
    if wide := _wide(data):
        text, notes = _with_damage(data, wide)
        return text, [note("encoding_guessed", wide.upper()), *notes]
    try:
        return _without_nul(data.decode("utf-8"), [])
    except UnicodeDecodeError:
        return _without_nul(*_not_utf8(data))


def _not_utf8(data: bytes) -> tuple[str, list[Note]]:
    declared = _DECLARED.search(data, 0, _HEAD)
    if declared and (text := _declared(data, declared.group(1).decode("ascii"))) is not None:
        return text, []
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for char in text if char > "\x7f") - damaged
    if sound >= _MOSTLY * damaged:
        return text, [note("encoding_damaged", damaged)]
    try:
        return data.decode("cp1252"), [note("encoding_guessed", "Windows-1252")]
    except UnicodeDecodeError:
        return data.decode("latin-1"), [note("encoding_guessed", "Latin-1")]


def _declared(data: bytes, encoding: str) -> str | None:
    """`data` in the encoding an HTML page declares; None for an encoding that is unknown, no text, or wrong."""
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the beginning is nought."""
    head = data[:_HEAD]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 8 or min(even, odd) > len(head) / 40 or max(even, odd) < len(head) / 4:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _with_damage(data: bytes, encoding: str) -> tuple[str, list[Note]]:
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    return _without_nul(text, [note("encoding_damaged", damaged)] if damaged > 0 else [])


def _without_nul(text: str, notes: list[Note]) -> tuple[str, list[Note]]:
    nul = text.count("\0")
    return text.replace("\0", ""), [*notes, note("nul_removed", nul)] if nul else notes


def is_text(text: str) -> bool:
    """Whether `text` is written, not the bytes of something else: hardly a control character in its beginning."""
    head = text[:_HEAD]
    return sum(char < " " and char not in "\t\n\r\f\v\x1b" or char == "\ufffd" for char in head) <= 1 + len(head) / 50


def canonical(text: str) -> str:
    """`text` as typed, with LF line ends, page breaks as paragraphs, no byte order mark and no lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").removeprefix("\ufeff")
    return _SURROGATES.sub("\ufffd", text)


def tidy(text: str) -> str:
    """Canonical text that a program laid out: no soft hyphens, no spaces at line ends, one blank line at most."""
    text = canonical(text).replace("\u00ad", "").replace("\0", "")
    return _BLANK.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def one_line(text: str | None) -> str | None:
    """A title on one line, or None where nothing is left of it."""
    return " ".join(_SURROGATES.sub("", text).replace("\0", "").split())[:300] or None if text else None


def need_text(text: str, name: str, longest: int) -> str:
    """`text` where it is neither blank nor too long to work on; else FormatError."""
    if not text.strip():
        raise FormatError("no_text", name)
    if len(text) > longest:
        raise FormatError("too_long", name, longest // 1_000_000)
    return text
