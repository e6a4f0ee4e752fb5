"""The same assertion made self-contained, where the text holds all it takes; else nothing, never a guess.

Rules: an index, a share or a sum with its measure, subject and year is put into a sentence of [labels], in every
language that the glossary covers; the article's own words stand where they name somebody or something, begin with their
subject, and hold no word that leans on the context (I, this, kita, tersebut, kemarin …) nor a clitic.
"""

from __future__ import annotations

import re

from claims.text import clauses, labels, worth
from claims.text.labels import translate
from claims.text.lexicon import Language, languages
from claims.text.numerals import written
from claims.text.spans import Figure, Pair

_NAME = re.compile(r"[A-Z](?:(?<=[\s(].)[\w-]+|(?<!..)(?:[A-Z]+\b|[\w-]+ [A-Z]))", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d")


def statement(quote: str, figures: tuple[Figure, ...], language: Language) -> Pair:
    """`quote` as a sentence of its own, by language code; None where it leans on its context or is not covered."""
    out: Pair = dict.fromkeys(languages())
    if len(figures) == 1:
        out = {code: _of_figure(figures[0], language, target) for code, target in languages().items()}
        if any(out.values()) and not _is_level(quote, figures[0], language):
            out = dict.fromkeys(out)
    if out[language.code] is None and _stands_alone(quote, language):
        line = " ".join(quote.split())
        out[language.code] = line[0].upper() + line[1:] + ("" if line[-1] in ".!?" else ".")
    return out


def _is_level(quote: str, figure: Figure, language: Language) -> bool:
    """Whether `quote` says that the figure is so: nothing denied, planned or supposed, nothing that rose or fell."""
    if language.checkable.negation.found(quote):
        return False
    moves = figure.unit not in language.numbers.indexes and language.checkable.change.found(quote)
    return not moves and not worth.doubts(quote, language)


def _of_figure(figure: Figure, source: Language, target: Language) -> str | None:
    if not figure.subject or not figure.measure or not _YEAR.fullmatch(figure.period or ""):
        return None
    return _of_index(figure, source, target) or _of_amount(figure, source, target)


def _of_index(figure: Figure, source: Language, target: Language) -> str | None:
    measure = translate(figure.measure or "", source, target)
    if figure.unit != source.numbers.indexes.list[0] or not measure:
        return None
    parts = {"measure": measure, "subject": figure.subject, "period": figure.period}
    return target.labels.statement.format(**parts, value=written(figure.value, target))


def _of_amount(figure: Figure, source: Language, target: Language) -> str | None:
    """The level of a measure in a year: "The inflation of Norwick in 2023 was 4.1 percent." """
    if target is source:
        return None
    measure, amount = translate(figure.measure or "", source, target), labels.amount(figure, source, target)
    if not measure or not amount:
        return None
    words = {"measure": measure, "subject": figure.subject, "period": figure.period, "amount": amount}
    line = target.labels.level.format(**words)
    return line[0].upper() + line[1:]


def _stands_alone(quote: str, language: Language) -> bool:
    if len(quote.split()) < 4 or not quote[0].isalnum() or not _NAME.search(quote):
        return False
    if language.labels.first_person.found(quote) or _clitic(quote, language):
        return False
    return not _headless(quote, language)


def _headless(quote: str, language: Language) -> bool:
    """Whether the subject is missing, or the clause hangs on another."""
    words = language.clauses
    hanging = (words.subordinators, words.paired, words.joiners, words.existence)
    if any(one.leading.match(quote) for one in hanging) or clauses.begins_with_verb(quote, language):
        return True
    if quote.split(" ", 1)[0].lower() not in language.numbers.unit_stops:
        return False
    _, comma, rest = quote.partition(", ")  # "Di Kota X, warga telah …" has its subject behind the comma
    return not comma or _headless(rest, language)


def _clitic(quote: str, language: Language) -> bool:
    suffixes = tuple(language.speech.clitics.list)
    words = (word.strip(".,;:()").lower() for word in quote.split() if len(word) > 5)
    return bool(suffixes) and any(word.endswith(suffixes) and word not in language.speech.not_speech for word in words)
