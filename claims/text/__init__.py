"""The engine: an article or a transcript in, claims, quotations and figures out. Pure Python, offline,
deterministic."""

from claims.text.claims import canonical, extract, last_speaker
from claims.text.lexicon import LanguageFileError, languages
from claims.text.spans import Claim, Conflict, Extraction, Figure, Mark, Quotation, Span

REASONS: dict[str, dict[str, str]] = {
    key: {code: words.reasons.data[key] for code, words in languages().items()}
    for key in languages()["id"].reasons.data
}
"""Words for each machine key in `Claim.reasons`, by language code."""

__all__ = ["REASONS", "Claim", "Conflict", "Extraction", "Figure", "LanguageFileError", "Mark", "Quotation", "Span"]
__all__ += ["canonical", "extract", "languages", "last_speaker"]
