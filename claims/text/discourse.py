"""The thread of an article: who speaks in each sentence, and what follows from the sentences around it.

Rules, in order: a sentence's own attribution; a quotation without one belongs to the speaker named in its paragraph,
else to
the last one; "hal ini disampaikan X" reaches back one sentence; an unattributed sentence carries on where it stands
between two statements of one speaker, or right behind one in the same paragraph; narration is left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from claims.text import attribution, sentences, speakers
from claims.text.attribution import Attribution
from claims.text.lexicon import Language
from claims.text.quotations import Quote
from claims.text.spans import Span
from claims.text.speakers import Registry, Speaker

_HEADING = 90  # a line this short without a full stop is a heading
_FRONT = 60  # code points within which a person introduced is what a sentence is about
_BETWEEN = 10  # sentences a speaker's words may carry on between two of their statements
_CITED = 2  # sentences a paper's words may carry on in its paragraph
_BEHIND = 3  # sentences they may carry on behind a report, in its paragraph and the next


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence's worth of somebody's words."""

    span: Span
    speaker: Speaker | None
    mode: str
    manner: str = "said"
    continued: bool = False


@dataclass(slots=True)
class Unit:
    """One sentence with what is known about it; filled in by the passes of `read`."""

    span: Span
    row: int
    quotes: list[Quote]
    heading: bool = False
    said: Attribution | None = None
    speaker: Speaker | None = None
    posed: bool = False
    own: bool = False  # has an attribution, or quotations, of its own
    statements: list[Statement] = field(default_factory=list)


def read(text: str, masked: str, units: list[Unit], known: Registry, language: Language) -> None:
    """Fill in who speaks in each of the `units`, and what is stated."""
    _attribute(text, masked, units, known, language)
    _run_on(units)
    _reach_back(units)
    _carry_on(text, masked, units, language)
    for unit in units:
        unit.statements = _statements(text, masked, unit, language) + unit.statements


def quoted(units: list[Unit]) -> list[tuple[Quote, Speaker | None]]:
    """Every direct quotation with its speaker, in order."""
    return [(quote, unit.speaker) for unit in units for quote in unit.quotes]


def is_heading(text: str, row: Span) -> bool:
    """A short line that does not end like a sentence, or one with a capital on most of its words."""
    if text[row.end - 1] in ".!?" or row.end - row.start > 150:
        return False
    words = [word for word in text[row.start : row.end].split() if len(word) > 3]
    capitals = sum(not word.lstrip("\"'“‘(")[:1].islower() for word in words)
    if len(words) >= 5 and capitals >= 0.8 * len(words):
        return True
    return row.end - row.start <= _HEADING and text[row.end - 1] not in ".!?…,:;\"”»’'`)"


def units_of(text: str, masked: str, rows: list[Span], quotes: list[Quote], language: Language) -> list[Unit]:
    """The sentences of the lines `rows`, each with the speech quoted in it."""
    quotes = [quote for quote in quotes if quote.speech]
    units, starts = [], [quote.start for quote in quotes]
    for number, row in enumerate(rows):
        heading = is_heading(text, row)
        for span in sentences.split(masked, row, language, text):
            inside = quotes[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            units.append(Unit(span, number, inside, heading))
    return units


def _attribute(text: str, masked: str, units: list[Unit], known: Registry, language: Language) -> None:
    """First pass: each sentence's own attribution, pronouns led back to the last speaker."""
    last: Speaker | None = None
    fresh: Speaker | None = None  # somebody introduced since the last attribution
    seen: set[str] = set()
    row_speaker: tuple[int, Speaker | None] = (-1, None)
    for unit in units:
        if unit.heading:
            continue
        unit.said = attribution.parse(masked, unit.span, known, language)
        if unit.said and unit.said.mention:
            pointed = fresh if unit.said.mention.form == "pronoun" and fresh else last
            unit.speaker = speakers.resolve(unit.said.mention, known, pointed, language)
            unit.posed = unit.said.manner == "posed"
            unit.own = True
            if unit.speaker and unit.said.manner != "source":
                last, fresh = unit.speaker, None
            row_speaker = (unit.row, unit.speaker)
        elif unit.quotes:
            unit.own = True
            unit.speaker = row_speaker[1] if row_speaker[0] == unit.row else last
        else:
            fresh = _introduced(masked[unit.span.start : unit.span.end], known, seen) or fresh
    _pose(units)


def _run_on(units: list[Unit]) -> None:
    """A quotation that its line does not close is the words of whoever is named where the next line closes it."""
    following: Unit | None = None
    for unit in reversed(units):
        if not unit.quotes:
            continue
        runs = unit.said is None and unit.quotes[-1].runs_on
        if runs and following and following.row == unit.row + 1 and not unit.posed:
            unit.speaker = following.speaker
        following = unit


def _pose(units: list[Unit]) -> None:
    """A question's wording belongs to whoever asks, not to the one it is put to."""
    for before, unit in zip(units, units[1:], strict=False):
        if unit.quotes and unit.said is None and before.posed and not before.quotes:
            unit.speaker, unit.posed = None, True
    for unit in units:
        if unit.posed and unit.quotes:
            unit.speaker = None


def _introduced(sentence: str, known: Registry, seen: set[str]) -> Speaker | None:
    """A person whose full name this sentence prints for the first time, at its front."""
    out = None
    for word in sentence.replace(",", " ").split():
        for name in known.by_token.get(word.lower(), ()):
            if name not in seen and name in sentence:
                seen.add(name)
                if out is None and sentence.index(name) <= _FRONT:
                    out = Speaker(name, "person", known.people.get(name))
    return out


def _reach_back(units: list[Unit]) -> None:
    """ "Hal ini disampaikan X": the sentences of the paragraph before, or the one before in this paragraph, are X's."""
    for n, unit in enumerate(units):
        if unit.said and unit.said.back and not unit.posed and n:
            row = units[n - 1].row
            for before in reversed(units[max(0, n - 3) : n]):
                if before.row != row or before.heading:
                    break
                if not before.own or (before.speaker and before.speaker.kind == "institution"):
                    before.speaker, before.own = unit.speaker, True
                    if before.said is None:
                        before.statements.append(Statement(before.span, unit.speaker, "indirect", "said", True))


def _carry_on(text: str, masked: str, units: list[Unit], language: Language) -> None:
    """Unattributed sentences that are still somebody's words."""
    following = _following(units)
    person: Unit | None = None  # the last whose words were reported
    source: Unit | None = None  # the last of any kind, a paper too
    distance, broken = 0, False
    for unit, after in zip(units, following, strict=True):
        if unit.own:
            source = unit
            person = person if _is_source(unit) else unit
            distance, broken = 0, False
            continue
        distance += 1
        if unit.heading or unit.statements:
            continue
        broken = broken or _narrates(text, unit, language)
        unit.speaker = _still(unit, person, source, after, distance, broken) if source else None
        if unit.speaker and not _about(text, unit, language):
            unit.statements.append(Statement(unit.span, unit.speaker, "indirect", "said", True))
        elif unit.speaker is None and language.speech.hearsay.found(text[unit.span.start : unit.span.end]):
            unit.statements.append(Statement(unit.span, None, "indirect", "said", False))


def _about(text: str, unit: Unit, language: Language) -> bool:
    """Whether the narrator tells what the speaker does ("Rini menyerahkan …", "Ia juga …") rather than says."""
    start = language.clauses.lead.stripped(text[unit.span.start : unit.span.end])
    if language.speakers.pronouns.leading.match(start):
        return True
    first = start.split(" ", 1)[0].lower().strip(",")
    return unit.speaker is not None and unit.speaker.kind == "person" and first in unit.speaker.name.lower().split()


def _is_source(unit: Unit) -> bool:
    return unit.said is not None and unit.said.manner == "source"


def _following(units: list[Unit]) -> list[Unit | None]:
    """For each sentence, the next one that somebody is named for (a paper quoted in passing apart)."""
    out: list[Unit | None] = [None] * len(units)
    coming: Unit | None = None
    for n in range(len(units) - 1, -1, -1):
        out[n] = coming
        if units[n].own and not _is_source(units[n]):
            coming = units[n]
    return out


def _still(
    unit: Unit, person: Unit | None, source: Unit, after: Unit | None, distance: int, broken: bool
) -> Speaker | None:
    """Whose words an unattributed sentence still is, or None where it is the narrator's."""
    if _is_source(source) and source.row == unit.row and distance <= _CITED and not broken:
        return source.speaker
    if (
        person
        and person.speaker
        and not person.posed
        and after
        and after.speaker
        and after.speaker.name == person.speaker.name
    ):
        return person.speaker if distance <= _BETWEEN else None
    if source.speaker is None or source.posed or broken or source.said is None:
        return None
    near = unit.row <= source.row + 1 and not source.quotes
    return source.speaker if near and distance <= _BEHIND else None


def _narrates(text: str, unit: Unit, language: Language) -> bool:
    return language.checkable.narrator.leading.match(text, unit.span.start, unit.span.end) is not None


def _statements(text: str, masked: str, unit: Unit, language: Language) -> list[Statement]:
    if not unit.own or unit.heading:
        return []
    manner = unit.said.manner if unit.said else "said"
    contents = unit.said.content if unit.said and not unit.posed and manner != "asked" else ()
    out, woven = [], set()
    for content in contents:
        if "\ufffc" in masked[content.start : content.end]:
            continue
        quote = next((q for q in unit.quotes if _woven(text, content, q)), None)
        woven |= {quote} if quote else set()
        out.append(
            Statement(Span(content.start, quote.end if quote else content.end), unit.speaker, "indirect", manner)
        )
    for quote in unit.quotes:
        if quote not in woven and not _is_fragment(text, quote):
            spans = sentences.split(text, Span(quote.start, quote.end), language, text)
            out += [Statement(span, unit.speaker, "direct", "said") for span in spans]
    return sorted(out, key=lambda one: one.span.start)


def _is_fragment(text: str, quote: Quote) -> bool:
    """A few of somebody's words in the narrator's sentence: they called it "a huge win"."""
    before = text[max(0, quote.outer.start - 2) : quote.outer.start].rstrip()
    return before[-1:].isalnum() and text[quote.start : quote.start + 1].islower()


def _woven(text: str, content: Span, quote: Quote) -> bool:
    """Whether a quotation goes on with the reported sentence before it: he said the plan "will cost jobs"."""
    between = text[content.start : quote.outer.start].rstrip()
    return (
        content.end <= quote.start <= content.end + 3
        and between[-1:].isalnum()
        and text[quote.start : quote.start + 1].islower()
    )
