"""Transcripts: "SPEAKER: words" and "Name (role): words" lines, WebVTT and SRT cues, time codes typed among the words.

A text with cues is a transcript, whatever it looks like. Speech recognition without marks gives no sentences, so that
nothing is claimed of it; a tag that is part of a fuller one ("RINI" of "Rini Lestari (calon wali kota)") is the same
person.

Source of the cue syntax: W3C WebVTT; SubRip as written by players and speech recognition.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from claims.text import sentences, timecodes
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
_AFTER_CODE = re.compile(r"[\s–—-]*")
_STOPPED = re.compile(r"[.!?…,;:]")
_QUOTED = ('"', "“", "”", "„", "«")
_SHARE = 0.4  # of the lines open with a speaker
_TURNS = 3
_CODES = 3
_BREATH = 40  # words without any mark that one sentence of speech may hold


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a transcript: who speaks from `start` to `end`, and when (time code or None)."""

    start: int
    end: int
    speaker: Speaker | None
    timecode: str | None


def is_transcript(text: str, rows: list[Span], codes: list[timecodes.Code]) -> bool:
    """Whether most lines of `text` name a speaker, or it is a file of subtitles, or time codes are typed into it."""
    sample = rows[:400]
    if len(codes) >= _CODES or any(_CUE.fullmatch(text, row.start, row.end) for row in sample):
        return True
    turns = [match["name"] for row in sample if (match := _TURN.match(text, row.start, row.end))]
    return len(turns) >= _TURNS and len(turns) >= _SHARE * len(sample) and _alternates(turns)


def is_part(text: str, rows: list[Span]) -> bool:
    """Whether what comes from a transcript reads like one: it opens with a speaker or goes on in plain speech. What
    reports in quotation marks is told about it (a live report), and read as an article."""
    opens = bool(rows) and _TURN.match(text, rows[0].start, rows[0].end) is not None
    return opens or not any(mark in text for mark in _QUOTED)


def _alternates(turns: list[str]) -> bool:
    """Speakers come back, if by a part of their name; the keys of a fact box ("Editor:", "Lokasi:") do not."""
    seen: set[str] = set()
    for name in turns:
        words = set(name.lower().split())
        if words <= seen:
            return True
        seen |= words
    return False


def last_name(text: str, rows: list[Span]) -> str | None:
    """The name that the last speaker tag among the lines `rows` gives."""
    for row in reversed(rows):
        if named := _VOICE.match(text, row.start, row.end) or _TURN.match(text, row.start, row.end):
            return named["name"].strip()
    return None


def turns(
    text: str, rows: list[Span], codes: list[timecodes.Code], language: Language, first: str | None = None
) -> tuple[list[Turn], list[Mark]]:
    """The turns of a transcript, and what is not speech: cue lines, time codes, speaker tags, stage directions.

    `first` is who speaks before any tag.
    """
    out: list[Turn] = []
    marks: list[Mark] = []
    people: dict[str, Speaker] = {}
    opens = {start: end for start, end, _ in codes}
    speaker, timecode = Speaker(first, "person", None) if first else None, None
    for row in rows:
        if cue := _CUE.fullmatch(text, row.start, row.end):
            timecode = cue["at"].replace(",", ".")
            marks.append(Mark(row.start, row.end, "cue"))
            continue
        if _INDEX.fullmatch(text, row.start, row.end):
            marks.append(Mark(row.start, row.end, "cue"))
            continue
        start = row.start
        if start in opens:
            after = _AFTER_CODE.match(text, opens[start], row.end)
            start = after.end() if after else opens[start]
            marks.append(Mark(row.start, start, "cue"))
        if named := _VOICE.match(text, start, row.end) or _TURN.match(text, start, row.end):
            marks.append(Mark(start, named.end(), "speaker"))
            start, speaker = named.end(), _speaker(named, people)
        directions = stage(text, Span(start, row.end), language)
        marks += sorted([*directions, *_between(text, Span(start, row.end), codes)], key=lambda mark: mark.start)
        if start < row.end and [(one.start, one.end) for one in directions] != [(start, row.end)]:
            out.append(Turn(start, row.end, speaker, timecode))
    return out, marks


def _between(text: str, span: Span, codes: list[timecodes.Code]) -> list[Mark]:
    """The time codes inside a turn that stand between two sentences."""
    first = bisect_right(codes, (span.start, -1, -1))
    inside = codes[first : bisect_right(codes, (span.end, -1, -1))]
    return [
        Mark(start, end, "cue")
        for start, end, _ in inside
        if end <= span.end and text[span.start : start].rstrip()[-1:] in tuple('.!?…”"')
    ]


def _speaker(named: re.Match[str], people: dict[str, Speaker]) -> Speaker:
    """Who a tag names; `people` holds each word of the fuller tags before it, and grows."""
    role = named.groupdict().get("role")
    own = Speaker(named["name"].strip(), "person", role)
    words = own.name.lower().split()
    known = people.get(words[0]) or people.get(words[-1])
    if known and role is None and set(words) <= set(known.name.lower().split()):
        return known
    for word in words:
        people.setdefault(word, own)
    return own


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
    cuts = [mark for mark in marks if mark.kind != "speaker"]
    starts = [mark.start for mark in cuts]
    out = []
    for number, turn in enumerate(spoken):
        inside = cuts[bisect_right(starts, turn.start - 1) : bisect_right(starts, turn.end)]
        for piece in _without(Span(turn.start, turn.end), inside):
            for span in sentences.split(text, piece, language, text):
                if _breathless(text, span):
                    continue
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


def _breathless(text: str, span: Span) -> bool:
    """Whether speech runs on without a mark, so that nobody can tell where one sentence ends and the next begins."""
    words = _STOPPED.sub("\0", text[span.start : span.end].rstrip(".!?…")).split("\0")
    return max(len(stretch.split()) for stretch in words) > _BREATH


def times(spoken: list[Turn], cues: timecodes.Cues) -> Callable[[int], str | None]:
    """A function from a place in the text to its time code: of the `cues`, else of the turn it stands in, or None."""
    starts = [turn.start for turn in spoken]

    def at(place: int) -> str | None:
        if cues:
            return timecodes.timecode_at(cues, place)
        n = bisect_right(starts, place) - 1
        return spoken[n].timecode if n >= 0 else None

    return at
