"""Transcripts: "SPEAKER: words" and "Name (role): words" lines, WebVTT and SRT cues with their time codes.

Source of the cue syntax: W3C WebVTT; SubRip as written by players and speech recognition.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from claims.text import sentences
from claims.text.discourse import Statement, Unit
from claims.text.lexicon import Language
from claims.text.spans import Mark, Span
from claims.text.speakers import Speaker

_TURN = re.compile(
    r"(?:>>\s*|-\s*)?(?P<name>[A-Z][\w.'’-]*(?: [\w.'’&/-]+){0,5}?)(?:\s?\((?P<role>[^()\n]{1,60})\))?\s?:(?:\s+|$)"
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)? (?P<name>[^<>\n]{1,60})>")
_CUE = re.compile(r"(?P<at>(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}) --> (?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}[^\n]*")
_INDEX = re.compile(r"\d{1,6}|WEBVTT[^\n]*|(?:NOTE|STYLE|REGION)\b[^\n]*|Kind:[^\n]*|Language:[^\n]*")
_TAG = re.compile(r"</?[a-z][^<>\n]{0,60}>|<\d[\d:.]*>")
_SHARE = 0.4  # of the lines open with a speaker
_TURNS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a transcript: who speaks from `start` to `end`, and when (time code or None)."""

    start: int
    end: int
    speaker: Speaker | None
    timecode: str | None


def is_transcript(text: str, rows: list[Span]) -> bool:
    """Whether most lines of `text` name a speaker, or it is a file of subtitles."""
    sample = rows[:400]
    if any(_CUE.fullmatch(text, row.start, row.end) for row in sample):
        return True
    turns = [match["name"] for row in sample if (match := _TURN.match(text, row.start, row.end))]
    return len(turns) >= _TURNS and len(turns) >= _SHARE * len(sample) and _alternates(turns)


def _alternates(turns: list[str]) -> bool:
    """Speakers come back; the keys of a fact box ("Editor:", "Lokasi:") do not."""
    return len(set(turns)) < len(turns)


def turns(text: str, rows: list[Span], language: Language) -> tuple[list[Turn], list[Mark]]:
    """The turns of a transcript, and what in it is not speech: cue lines, speaker tags, stage directions."""
    out: list[Turn] = []
    marks: list[Mark] = []
    speaker, timecode = None, None
    for row in rows:
        if cue := _CUE.fullmatch(text, row.start, row.end):
            timecode = cue["at"].replace(",", ".")
            marks.append(Mark(row.start, row.end, "cue"))
        elif _INDEX.fullmatch(text, row.start, row.end):
            marks.append(Mark(row.start, row.end, "cue"))
        else:
            named = _VOICE.match(text, row.start, row.end) or _TURN.match(text, row.start, row.end)
            start = named.end() if named else row.start
            if named:
                marks.append(Mark(row.start, start, "speaker"))
                speaker = _speaker(named)
            directions = stage(text, Span(start, row.end), language)
            marks += directions
            if [(one.start, one.end) for one in directions] != [(start, row.end)]:
                out.append(Turn(start, row.end, speaker, timecode))
    return out, marks


def _speaker(named: re.Match[str]) -> Speaker:
    role = named.groupdict().get("role")
    return Speaker(named["name"].strip(), "person", role)


@cache
def _stage(language: Language) -> re.Pattern[str]:
    words = language.transcript.stage.alternatives
    return re.compile(rf"[(\[][^()\[\]\n]{{0,20}}(?:{words})[^()\[\]\n]{{0,20}}[)\]]|{_TAG.pattern}", re.IGNORECASE)


def stage(text: str, span: Span, language: Language) -> list[Mark]:
    """Stage directions and tags inside a turn: (applause), [tidak terdengar], </v>."""
    return [
        Mark(match.start(), match.end(), "stage") for match in _stage(language).finditer(text, span.start, span.end)
    ]


def units(text: str, spoken: list[Turn], marks: list[Mark], language: Language) -> list[Unit]:
    """The sentences of the turns, each its speaker's direct words."""
    cuts = [mark for mark in marks if mark.kind == "stage"]
    starts = [mark.start for mark in cuts]
    out = []
    for number, turn in enumerate(spoken):
        inside = cuts[bisect_right(starts, turn.start - 1) : bisect_right(starts, turn.end)]
        for piece in _without(Span(turn.start, turn.end), inside):
            for span in sentences.split(text, piece, language, text):
                unit = Unit(span, number, [], speaker=turn.speaker, own=True)
                unit.statements = [Statement(span, turn.speaker, "direct", "spoken")]
                out.append(unit)
    return out


def _without(span: Span, cuts: list[Mark]) -> list[Span]:
    out, start = [], span.start
    for cut in cuts:
        out.append(Span(start, cut.start))
        start = cut.end
    return [piece for piece in [*out, Span(start, span.end)] if piece.end > piece.start]


def timecodes(spoken: list[Turn]):
    """A function from a place in the text to the time code of the cue it stands in, or None."""
    starts = [turn.start for turn in spoken]

    def at(place: int) -> str | None:
        n = bisect_right(starts, place) - 1
        return spoken[n].timecode if n >= 0 else None

    return at
