"""What the engine finds, as plain immutable records.

Every `start` and `end` counts Unicode code points of the text the engine was given, `end` exclusive:
``text[start:end]`` is the thing itself, to the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Pair = dict[str, str | None]
"""Words for people, by language code: ``{"id": "…", "en": None}``. None means: not covered, never a guess."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is not the article's own words: `kind` is a table name of [boilerplate] or "heading"."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A direct quotation, inside its marks; `speaker` is None where the text does not tell."""

    start: int
    end: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as printed (`raw`) and as read (`value`); `readings` holds what else the notation may mean."""

    value: Decimal
    raw: str
    start: int
    end: int
    of: Decimal | None = None
    unit: str | None = None
    measure: str | None = None
    subject: str | None = None
    period: str | None = None
    approximate: bool = False
    range: bool = False
    readings: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """An attributed, checkable assertion; `quote` is ``text[start:end]``."""

    start: int
    end: int
    quote: str
    speaker: str | None
    speaker_kind: str | None
    role: str | None
    mode: str
    continued: bool
    label: Pair
    statement: Pair
    figures: tuple[Figure, ...]
    checkworthiness: float
    reasons: tuple[str, ...]
    timecode: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Places of one text that cannot all hold, with one sentence for people."""

    kind: str
    spans: tuple[tuple[int, int], ...]
    note: Pair


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything the engine says about one text."""

    text: str
    language: str
    kind: str
    complete: bool
    boilerplate: tuple[Mark, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]

    def as_json(self, file: str) -> dict:
        """The object `extract_claims --json` prints for a file: plain dicts, lists, strings and numbers."""
        return {
            "file": file,
            "language": self.language,
            "kind": self.kind,
            "complete": self.complete,
            "claims": [_claim(claim) for claim in self.claims],
            "quotations": [{"start": q.start, "end": q.end, "speaker": q.speaker} for q in self.quotations],
            "conflicts": [
                {"kind": c.kind, "spans": [list(span) for span in c.spans], "note": dict(c.note)}
                for c in self.conflicts
            ],
            "boilerplate": [{"start": m.start, "end": m.end, "kind": m.kind} for m in self.boilerplate],
        }


def _claim(claim: Claim) -> dict:
    out = {name: getattr(claim, name) for name in ("start", "end", "quote", "speaker", "speaker_kind", "role", "mode")}
    if claim.continued:
        out["continued"] = True
    out |= {"label": dict(claim.label), "statement": dict(claim.statement)}
    out |= {"figures": [_figure(figure) for figure in claim.figures]}
    out |= {"checkworthiness": claim.checkworthiness, "reasons": list(claim.reasons), "timecode": claim.timecode}
    return out


def _figure(figure: Figure) -> dict:
    out = {name: getattr(figure, name) for name in ("unit", "measure", "subject", "period", "raw", "start", "end")}
    out |= {"value": number(figure.value), "of": number(figure.of)}
    out |= {"approximate": figure.approximate, "range": figure.range}
    return out | {"readings": [number(reading) for reading in figure.readings]}


def number(value: Decimal | None) -> int | float | None:
    """A decimal as JSON prints it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
