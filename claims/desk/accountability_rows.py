"""The lines of an accountability file."""

from dataclasses import dataclass

from claims.desk import wording
from claims.shown.notation import moment


@dataclass(frozen=True)
class Row:
    """One line of a card: `kind` is "text", "quote", "html", "runs" (a difference) or "code"."""

    label: object
    value: object
    kind: str = "text"
    language: str = ""


def pair(label, words, kind="quote"):
    """Rows of a text in two languages."""
    return [Row(f"{label} ({word})", words.get(code), kind, code) for code, word in wording.LANGUAGES.items()]


def when(value, zone):
    """A time in words; nothing for none."""
    return moment(value, zone) if value else ""


def by(person, at, zone):
    """Who, and when; nothing for nobody."""
    return f"{person.shown_name()}, {when(at, zone)}" if person else ""
