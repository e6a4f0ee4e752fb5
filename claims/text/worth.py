"""Is it checkable, and how much would a desk want to check it? A score from named features, the same for every text.

Source of the features: the annotation guidelines of CheckThat! and ClaimBuster (figures, comparisons, past facts and
laws
are checkable; plans, duties, hopes, opinions and questions are not). The weights are set by hand and learned from
nothing.
"""

from __future__ import annotations

import re
from functools import cache

from claims.text import clauses
from claims.text.lexicon import Language, Words, runs
from claims.text.spans import Figure

GAINS: dict[str, float] = {
    "figure": 0.34, "share": 0.06, "money": 0.05, "index": 0.06, "rank": 0.10, "superlative": 0.12, "comparison": 0.08,
    "change": 0.14, "record": 0.14, "past": 0.14, "existence": 0.08, "law": 0.08, "cause": 0.06, "date": 0.10,
    "quantity": 0.07, "negation": 0.07, "named": 0.08,
}  # fmt: skip
LOSSES: dict[str, float] = {
    "plans": 0.36, "duties": 0.36, "hopes": 0.36, "feelings": 0.30, "hedges": 0.24, "modals": 0.20, "conditions": 0.16,
    "opinions": 0.08, "aims": 0.12, "thin": 0.20,
}  # fmt: skip
BASE = 0.40
WILL = 0.12  # a plan, duty or hope without a figure weighs more: nothing else can come of it
_WILL = ("plans", "duties", "hopes")
_DONE = ("record",)  # what is planned has not been done
SPOKEN = 0.14  # free speech is padded; a transcript's sentence must show more than a report's
LISTED = 0.40  # at least this score, and the desk lists it
_THIN = 4
_NAME = re.compile(r"[A-Z](?<=\s.)(?:[^\W\d]{2,}|[A-Z0-9]+\b)")  # not "Rp"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}\b")


@cache
def _cues(language: Language) -> dict[str, Words]:
    keys = ("superlative", "comparison", "change", "record", "existence", "law", "cause", "quantity", "negation")
    return {key: getattr(language.checkable, key) for key in keys} | {"past": language.checkable.aspect}


def reasons(quote: str, figures: tuple[Figure, ...], language: Language) -> tuple[str, ...]:
    """Why `quote` is worth checking: keys of the table [reasons], in the order of GAINS."""
    held = runs(quote)
    found = {key for key, words in _cues(language).items() if not words.firsts.isdisjoint(held) and words.found(quote)}
    if figures:
        found |= {"figure"} | _of_figures(figures, language)
    if _YEAR.search(quote) or language.dates.months.found(quote):
        found.add("date")
    if _NAME.search(quote):
        found.add("named")
    return tuple(key for key in GAINS if key in found) or ("assertion",)


def _of_figures(figures: tuple[Figure, ...], language: Language) -> set[str]:
    numbers, out = language.numbers, set()
    for figure in figures:
        if figure.unit in numbers.ranks:
            out.add("rank")
        elif figure.unit in numbers.indexes:
            out.add("index")
        elif figure.unit in numbers.percent or figure.of is not None:
            out.add("share")
        elif figure.unit in set(numbers.currencies.values()):
            out.add("money")
    return out


@cache
def _doubtful(language: Language) -> Words:
    keys = (key for key in LOSSES if key != "thin")
    return Words(list(dict.fromkeys(word for key in keys for word in getattr(language.checkable, key).list)))


def doubts(quote: str, language: Language) -> tuple[str, ...]:
    """What speaks against `quote` being checkable: keys of LOSSES."""
    found = set()
    if _doubtful(language).found(quote):
        bare = language.checkable.exempt.pattern.sub("", quote)
        held = runs(bare)
        lists = {key: getattr(language.checkable, key) for key in LOSSES if key != "thin"}
        found = {key for key, one in lists.items() if not one.firsts.isdisjoint(held) and _governs(one, bare, language)}
    if _thin(quote, language):
        found.add("thin")
    return tuple(key for key in LOSSES if key in found)


def _thin(quote: str, language: Language) -> bool:
    """So few words, none of them a name or a figure, that they say little without their context."""
    words = len(quote.split())
    if words > _THIN + 2 or any(char.isdigit() for char in quote) or _NAME.search(quote):
        return False
    subject = language.clauses.subjects.leading.match(quote)
    if subject and not language.checkable.quantity.leading.match(quote):
        decides = (language.checkable.record, language.checkable.comparison)
        return words <= _THIN or not any(cue.found(quote) for cue in decides)
    tells = (
        language.checkable.aspect,
        language.checkable.change,
        language.checkable.record,
        language.checkable.comparison,
    )
    return words <= _THIN and not any(cue.found(quote) for cue in tells)


def _governs(words: Words, quote: str, language: Language) -> bool:
    """Whether one of the words stands outside a relative clause behind the predicate.

    ("Ada tahap yang harus dilalui" is no duty; "hal yang harus dilakukan adalah …" is.)
    """
    for match in words.pattern.finditer(quote):
        before = quote[: match.start()]
        last = before.split()[-1:]
        if not last or last[0].lower() not in language.clauses.relatives or not clauses.has_predicate(before, language):
            return True
    return False


def score(why: tuple[str, ...], against: tuple[str, ...], manner: str = "said") -> float:
    """Check-worthiness from 0 to 1, two decimals; `manner` is how the speaker puts it (attribution.Attribution)."""
    done = () if "plans" in against else _DONE
    total = BASE + sum(GAINS.get(key, 0.0) for key in why if key in done or key not in _DONE)
    total -= sum(LOSSES[key] for key in against)
    if "figure" not in why:
        total -= sum(WILL for key in against if key in _WILL)
    total -= {"judged": 0.08, "asked": 0.22, "spoken": SPOKEN}.get(manner, 0.0)
    return round(min(1.0, max(0.0, total)), 2)


def is_assertion(quote: str, figures: tuple[Figure, ...], language: Language) -> bool:
    """Whether `quote` can be true or false at all: enough words, a predicate or a figure, no question."""
    words = quote.split()
    if len(words) < 3 or quote.rstrip("\"'”’ ").endswith("?"):
        return False
    if language.checkable.questions.leading.match(quote):
        return False
    if language.checkable.fragments.leading.match(quote):
        return False
    return bool(figures) or clauses.has_predicate(quote, language) or language.checkable.superlative.found(quote)
