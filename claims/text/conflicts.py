"""Places of one text that cannot both hold."""

from __future__ import annotations

from claims.text.discourse import Unit
from claims.text.lexicon import Language
from claims.text.spans import Claim, Conflict


def find(text: str, claims: tuple[Claim, ...], units: list[Unit], language: Language) -> list[Conflict]:
    """Conflicts of figures and of dates, in order of appearance."""
    return []
