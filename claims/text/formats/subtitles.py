"""Subtitles (WebVTT, SubRip): who speaks when, as lines "SPEAKER: words", each cue's time code kept.

The words of one speaker make one line: a sentence that runs over several cues is whole again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pysubs2
import webvtt

from claims.text.formats import plain
from claims.text.formats.document import Document, FormatError, Note
from claims.text.timecodes import Cues, written

_VOICE = re.compile(r"<v(?:\.[^<>\s]{1,60})?[ \t]+([^<>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<\d[\d:.]{0,20}>|</[a-zA-Z]{0,10}>|\{[^{}\n]{1,200}\}")
_CHANGE = re.compile(r">>+\s*|[-–—]\s+(?=\S)")
_NAMED = re.compile(r"[^\W\d_a-z][\w.'’&/-]*(?: [\w.'’&/-]+){0,5}(?:\s?\([^()\n]{1,60}\))?\s?:(?:\s|$)")
_END = re.compile(r"[.!?…][\"”’')\]]*$")
_PAUSE = 2.0  # seconds of silence after a sentence that begin a new line
_ROLLING = 4  # lines at most that a caption still shows of the one before
_LONG = 1200  # characters of a line after which a sentence's end begins a new one
_BLANK = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Cue:
    """One subtitle: seconds from the start, and its lines with their tags."""

    start: float
    end: float
    lines: tuple[str, ...]


def read_vtt(text: str, name: str, notes: list[Note]) -> Document:
    """The words of a WebVTT file (canonical text). FormatError where no cue can be read."""
    try:
        captions = webvtt.from_string(text.lstrip()).captions
        cues = [Cue(one.start_in_seconds, one.end_in_seconds, tuple(one.lines)) for one in captions]
    except Exception as error:
        raise FormatError("subtitles_broken", name) from error
    return _document(cues, "vtt", name, notes)


def read_srt(text: str, name: str, notes: list[Note]) -> Document:
    """The words of a SubRip file (canonical text). FormatError where no cue can be read."""
    try:
        events = pysubs2.SSAFile.from_string(_BLANK.sub("\n\n", text), format_="srt", keep_html_tags=True).events
        cues = [Cue(one.start / 1000, one.end / 1000, tuple(one.text.split(r"\N"))) for one in events]
    except Exception as error:
        raise FormatError("subtitles_broken", name) from error
    return _document(cues, "srt", name, notes)


def _document(cues: list[Cue], kind: str, name: str, notes: list[Note]) -> Document:
    if not cues:
        raise FormatError("subtitles_broken", name)
    script = Script()
    for cue, lines in _without_repeats(cues):
        script.add(cue, lines)
    text, at = script.finished()
    return Document(text, None, kind, at, tuple(notes))


def _without_repeats(cues: Iterable[Cue]) -> Iterator[tuple[Cue, list[str]]]:
    """Each cue with its lines, without those that still show the cue before: rolling captions repeat them."""
    shown: list[str] = []
    for cue in cues:
        lines = [line for line in (_plain_spaces(line) for line in cue.lines) if _bare(line)]
        bare = [_bare(line) for line in lines]
        same = next((n for n in range(min(len(bare), len(shown), _ROLLING), 0, -1) if shown[-n:] == bare[:n]), 0)
        if len(lines) > same:
            yield cue, lines[same:]
        shown = bare or shown


def _plain_spaces(line: str) -> str:
    return " ".join(plain.canonical(line).replace("\0", "").split())


def _bare(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).split())


@dataclass
class Script:
    """The text as it grows: finished lines, the line being said, who says it, and where each cue begins."""

    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    speaker: str | None = None
    offset: int = 0  # of the line being said
    length: int = 0  # of its words so far
    end: float = 0.0
    cues: list[tuple[int, str]] = field(default_factory=list)

    def add(self, cue: Cue, lines: list[str]) -> None:
        """The words of one cue; a new line for another speaker, or after a pause."""
        if self.words and _END.search(self.words[-1]) and (cue.start - self.end >= _PAUSE or self.length > _LONG):
            self.close()
        first = True
        for speaker, words in _pieces(lines):
            changed = _CHANGE.match(words)
            if self.words and (speaker != self.speaker or changed or _NAMED.match(words)):
                self.close()
            words = words[changed.end() :] if changed else words
            if not words:
                continue
            if not self.words and speaker and not _NAMED.match(words):
                words = f"{speaker}: {words}"
            self.say(speaker, words, written(cue.start) if first else None)
            first = False
        self.end = cue.end

    def say(self, speaker: str | None, words: str, time: str | None) -> None:
        """Words on the line being said; `time` is the cue's time code where the cue begins with them."""
        if self.words:
            self.length += 1
        if time:
            self.cues.append((self.offset + self.length, time))
        self.words.append(words)
        self.length += len(words)
        self.speaker = speaker

    def close(self) -> None:
        """Ends the line being said."""
        if self.words:
            line = " ".join(self.words)
            self.lines.append(line)
            self.offset += len(line) + 1
        self.words, self.length = [], 0

    def finished(self) -> tuple[str, Cues]:
        """The whole text and its cues."""
        self.close()
        return "\n".join(self.lines), tuple(self.cues)


def _pieces(lines: list[str]) -> Iterator[tuple[str | None, str]]:
    """(speaker of the voice tag or None, words without tags) of a cue's lines, cut where the voice changes."""
    speaker: str | None = None
    for line in lines:
        start = 0
        for voice in _VOICE.finditer(line):
            if before := _bare(line[start : voice.start()]):
                yield speaker, before
            speaker = html.unescape(voice[1]).replace(":", " ").strip() or None
            start = voice.end()
        if rest := _bare(line[start:]):
            yield speaker, rest
