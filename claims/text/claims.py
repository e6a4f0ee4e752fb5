"""From text to claims: the order in which the rules run is the order of this file, and of
docs/methodology-engine.md."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from claims.text import (
    boilerplate,
    clauses,
    conflicts,
    dates,
    discourse,
    figures,
    labels,
    lexicon,
    measures,
    quotations,
    speakers,
    statements,
    transcript,
    worth,
)
from claims.text.language import detect
from claims.text.lexicon import Language
from claims.text.spans import Claim, Extraction, Figure, Quotation, Span
from claims.text.timecodes import Code, Cues, inline_codes, written

T = TypeVar("T")
Told = Callable[[float], object] | None

_TOLD = 50  # sentences between two reports of how far the reading is
_FRONT = 60  # code points within which a sentence's opening names its period


def canonical(raw: str) -> str:
    """`raw` with CRLF and CR as LF, and nothing else changed: the text that all offsets count in."""
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def extract(
    text: str,
    language: str | None = None,
    cues: Cues = (),
    told: Told = None,
    spoken: bool = False,
    speaker: str | None = None,
) -> Extraction:
    """What `text` (canonical) says: claims, quotations, furniture, conflicts; every offset into `text` itself.

    `language` is its code; None detects it. `cues` are the time codes of a recording (claims.text.timecodes): with
    them the text is a transcript. `told` is called now and then with the share (0 to 1) of the sentences read. `spoken`
    says that the text is known to be part of a transcript, which one or two turns do not show; `speaker` is who was
    speaking when the part before it ended (`last_speaker`). Raises ValueError for a language there is no data for.
    """
    words = lexicon.language(language or detect(text))
    rows = boilerplate.lines(text)
    codes = inline_codes(text)
    if cues or transcript.is_transcript(text, rows, codes) or (spoken and transcript.is_part(text, rows)):
        cues = cues or tuple((start, written(time)) for start, _, time in codes)
        return _transcript(text, rows, codes, cues, words, told, speaker)
    return _article(text, rows, boilerplate.mark(text, rows, words), words, told)


def last_speaker(text: str) -> str | None:
    """Who speaks when a transcript (canonical text) ends, as its last tag names them; None where no line has one."""
    return transcript.last_name(text, boilerplate.lines(text))


def _counted(items: Iterable[T], number: int, told: Told, first: float, last: float) -> Iterator[T]:
    """`items`, `number` of them, while `told` hears how far they are between the shares `first` and `last`."""
    for at, item in enumerate(items):
        if told and at % _TOLD == 0:
            told(first + (last - first) * at / number)
        yield item


def _transcript(
    text: str,
    rows: list[Span],
    codes: list[Code],
    cues: Cues,
    words: Language,
    told: Told,
    speaker: str | None,
) -> Extraction:
    spoken, marks = transcript.turns(text, rows, codes, words, speaker)
    units = transcript.units(text, spoken, marks, words)
    at = transcript.times(spoken, cues)
    found = _figures(text, units, words, told)
    claims = _claims(text, units, found, words, told)
    return Extraction(
        text=text,
        language=words.code,
        kind="transcript",
        complete=True,
        boilerplate=tuple(marks),
        sentences=tuple(unit.span for unit in units),
        quotations=tuple(
            Quotation(turn.start, turn.end, turn.speaker.name if turn.speaker else None)
            for turn in spoken
            if turn.end > turn.start
        ),
        claims=tuple(replace(claim, timecode=at(claim.start)) for claim in claims),
        conflicts=tuple(conflicts.find(text, list(found.values()), words)),
    )


def _article(text: str, rows: list[Span], marks: list, words: Language, told: Told) -> Extraction:
    body = _body(rows, marks)
    quotes = quotations.find(text, body, words)
    masked = quotations.masked(text, quotes)
    datelines = [text[mark.start : mark.end] for mark in marks if mark.kind == "dateline"]
    units = discourse.units_of(text, masked, body, quotes, words)
    known = speakers.registry(masked, [unit.span for unit in units if not unit.heading], datelines, words)
    discourse.read(text, masked, units, known, words)
    found = _figures(text, units, words, told)
    claims = tuple(_claims(text, units, found, words, told))
    return Extraction(
        text=text,
        language=words.code,
        kind="article",
        complete=boilerplate.complete(text, marks, words),
        boilerplate=tuple(marks),
        sentences=tuple(unit.span for unit in units),
        quotations=tuple(Quotation(q.start, q.end, who.name if who else None) for q, who in discourse.quoted(units)),
        claims=claims,
        conflicts=tuple(conflicts.find(text, list(found.values()), words, _headline(units))),
    )


def _headline(units: list[discourse.Unit]) -> Span | None:
    return units[0].span if len(units) > 1 and units[0].heading else None


def _body(rows: list[Span], marks: list) -> list[Span]:
    furniture = {(mark.start, mark.end) for mark in marks}
    datelines = {mark.start: mark.end for mark in marks if mark.kind == "dateline"}
    kept = [row for row in rows if (row.start, row.end) not in furniture]
    return [Span(datelines.get(row.start, row.start), row.end) for row in kept]


def _claims(
    text: str, units: list[discourse.Unit], found: dict[Span, tuple[Figure, ...]], words: Language, told: Told
) -> list[Claim]:
    out: list[Claim] = []
    said = [statement for unit in units for statement in unit.statements]
    for statement in _counted(said, len(said), told, 0.5, 1.0):
        wide = [figure for figure in found[statement.span] if figure.of is not None]
        for span in clauses.split(text, statement.span, words, wide):
            claim = _claim(text, span, statement, found[statement.span], words)
            if claim:
                out.append(claim)
    return sorted(out, key=lambda claim: (claim.start, claim.end))


def _claim(
    text: str, span: Span, statement: discourse.Statement, found: tuple[Figure, ...], words: Language
) -> Claim | None:
    own = _dated(text, _inside(found, span), span, statement.span, words)
    if own:
        span = clauses.means(text, span, own[0].start, words)
    quote = text[span.start : span.end]
    if not worth.is_assertion(quote + text[span.end : span.end + 1], own, words):
        return None
    why, against = worth.reasons(quote, own, words), worth.doubts(quote, words)
    score = worth.score(why, against, statement.manner)
    if score < worth.LISTED:
        return None
    who = statement.speaker
    return Claim(
        start=span.start, end=span.end, quote=quote,
        speaker=who.name if who else None, speaker_kind=who.kind if who else None, role=who.role if who else None,
        mode=statement.mode, continued=statement.continued,
        label=labels.label(quote, own, text, words), statement=statements.statement(quote, own, words),
        figures=own, checkworthiness=score, reasons=why,
    )  # fmt: skip


def _figures(text: str, units: list[discourse.Unit], words: Language, told: Told) -> dict[Span, tuple[Figure, ...]]:
    """The figures of every statement, and of every sentence that states nothing: the narrator's too."""
    spans = [span for unit in units for span in [one.span for one in unit.statements] or [unit.span]]
    at = _counted(spans, len(spans), told, 0.0, 0.5)
    return {span: tuple(figures.find(text, span.start, span.end, words)) for span in at}


def _inside(found: tuple[Figure, ...], span: Span) -> tuple[Figure, ...]:
    starts = [figure.start for figure in found]
    inside = found[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
    return tuple(figure for figure in inside if figure.end <= span.end)


def _dated(text: str, own: tuple[Figure, ...], span: Span, around: Span, words: Language) -> tuple[Figure, ...]:
    """The figures of a clause with its own period, else the one its sentence opens with ("Pada 2023, …")."""
    if not own:
        return own
    found = dates.periods(text, span.start, span.end, words)
    front = text.find(",", around.start, min(around.end, around.start + _FRONT))
    opening = text[around.start : max(around.start, front)].rstrip("0123456789")
    if not found and front > 0 and not clauses.has_predicate(opening, words):
        found = dates.periods(text, around.start, front, words)
    return tuple(measures.dated(own, found))
