"""Text, HTML, Word, PDF and subtitles, read to one canonical text. Imported only where files are read."""

from claims.text.formats.document import KINDS, Document, FormatError, Note
from claims.text.formats.reading import MAX_BYTES, MAX_TEXT, read, whole_page
from claims.text.timecodes import inline_cues, timecode_at

__all__ = [
    "KINDS",
    "MAX_BYTES",
    "MAX_TEXT",
    "Document",
    "FormatError",
    "Note",
    "inline_cues",
    "read",
    "timecode_at",
    "whole_page",
]
