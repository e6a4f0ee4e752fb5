"""Which lines of a debate deserve checking first? A score from named features, the same for every text.

A feature is a named reason for or against checking. What each weighs, and which words show it, stands in
lang/ranking/CODE.toml; a line's points are the sum of its features' weights, and its score is the points squeezed
between 0 and 1. Source of the features: the annotation guidelines of CheckThat! and ClaimBuster. The weights are set
by reasoning and learned from no text.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from claims.text import figures, lexicon
from claims.text.lexicon import Language, LanguageFileError
from claims.text.spans import Figure

FOLDER = lexicon.FOLDER / "ranking"
BY_WORDS = [
    "superlative", "comparison", "change", "quantity", "office", "statement", "rival", "denial", "past", "period",
    "law", "body", "matter", "cause", "plan", "duty", "hope", "feeling", "hedge", "condition", "opinion", "conduct",
]  # fmt: skip
"""Features that words show; each is a list of [words]."""
COMPUTED = [
    "figure", "figures", "money", "share", "magnitude", "named", "length", "question", "short", "broken", "stage",
    "questioner", "neighbours",
]  # fmt: skip
"""Features that the line's figures, marks, length, speaker and neighbours show."""

MIDDLE = 2.0  # points that make a score of one half
_MAGNITUDE = 1000
_SHORT, _FULL = 5, 10  # words: too few to mean much alone; enough to
_NAMES = 3
_BREAKS = 2
_ASKS, _OFTEN = 5, 0.3  # questions at least, and their share of the lines, that make a speaker a questioner
_AROUND = 3  # lines on either side whose points say that this passage is one to check
_WORD = re.compile(r"[\w$%]+(?:[.'-]\w+)*")
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w’'.-]+")
_BREAK = re.compile(r"--|—|\.\.\.")
_STAGE = re.compile(r"\s*(?:[(\[][^()\[\]]*[)\]]\s*)+")


@dataclass(frozen=True)
class Rules:
    """One language's features: what phrases show which, and the weight of each."""

    code: str
    phrases: dict[tuple[str, ...], tuple[str, ...]]
    weights: dict[str, float]
    longest: int


@dataclass(frozen=True, slots=True)
class Rated:
    """A line's score from 0 to 1, and the points each of its features gave, strongest first."""

    score: float
    points: dict[str, float]


def read(file: Path) -> Rules:
    """The rules in one TOML file. Raises LanguageFileError where it is not in order or not TOML."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageFileError(f"ranking/{file.name}: {error}") from error
    check(data, file.stem)
    phrases: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for feature, words in data["words"].items():
        for phrase in words:
            phrases[tuple(phrase.split())].append(feature)
    shown = {phrase: tuple(names) for phrase, names in phrases.items()}
    return Rules(data["code"], shown, data["weights"], max(map(len, shown)))


def check(data: dict, code: str) -> None:
    """Refuse data with unknown, missing or doubled entries or weights that are no quarters: LanguageFileError."""
    _same_keys(f"ranking/{code}.toml", data, ["code", "words", "weights"])
    _same_keys(f"ranking/{code}.toml: words", data["words"], BY_WORDS)
    _same_keys(f"ranking/{code}.toml: weights", data["weights"], BY_WORDS + COMPUTED)
    if data["code"] != code:
        raise LanguageFileError(f"ranking/{code}.toml: code must be {code!r}")
    for feature, words in data["words"].items():
        if not (isinstance(words, list) and words and all(_is_phrase(word) for word in words)):
            raise LanguageFileError(f"ranking/{code}.toml: words.{feature} must be words in lower case")
        if len(set(words)) < len(words):
            raise LanguageFileError(f"ranking/{code}.toml: words.{feature} holds a word twice")
    for feature, weight in data["weights"].items():
        if type(weight) not in (int, float) or weight * 4 != round(weight * 4):
            raise LanguageFileError(f"ranking/{code}.toml: weights.{feature} must be a number of quarters")


def _same_keys(where: str, table: object, keys: list[str]) -> None:
    if not isinstance(table, dict):
        raise LanguageFileError(f"{where} must be a table")
    for key in sorted(set(keys) ^ set(table)):
        raise LanguageFileError(f"{where}.{key} is {'missing' if key in keys else 'unknown'}")


def _is_phrase(word: object) -> bool:
    return isinstance(word, str) and word == " ".join(_words(word)) != ""


@cache
def rules(code: str) -> Rules:
    """The ranking rules that ship for the language `code`. Raises ValueError where there are none."""
    return read(FOLDER / f"{lexicon.language(code).code}.toml")


def rate(text: str, found: Sequence[Figure], code: str) -> Rated:
    """How much one assertion in the language `code` deserves checking, by itself; `found` are its figures."""
    own = rules(code)
    return _rated({name: own.weights[name] * size for name, size in _features(text, found, own).items()})


def rank(lines: Sequence[tuple[str, str]], code: str) -> list[Rated]:
    """How much each (speaker, words) of a debate in the language `code` deserves checking, in the order given.

    Beside its own features a line gets the mean of its neighbours' points: what is disputed comes in passages, and so
    do greetings.
    """
    own, language = rules(code), lexicon.language(code)
    asking = questioners(lines)
    points = []
    for speaker, text in lines:
        shown = _features(text, figures.find(text, 0, len(text), language), own)
        if speaker in asking:
            shown["questioner"] = 1.0
        points.append({name: own.weights[name] * size for name, size in shown.items()})
    spoken = [n for n, shown in enumerate(points) if "stage" not in shown]
    for n, mean in zip(spoken, _around([sum(points[n].values()) for n in spoken]), strict=True):
        points[n]["neighbours"] = own.weights["neighbours"] * mean
    return [_rated(shown) for shown in points]


def questioners(lines: Sequence[tuple[str, str]]) -> set[str]:
    """The speakers who mostly ask: a moderator's own facts are rarely what a desk checks."""
    said: Counter[str] = Counter(speaker for speaker, _ in lines)
    asked: Counter[str] = Counter(speaker for speaker, text in lines if text.rstrip("\"'”’) ").endswith("?"))
    return {speaker for speaker, times in asked.items() if times >= _ASKS and times >= _OFTEN * said[speaker]}


def _rated(points: dict[str, float]) -> Rated:
    given = {name: round(value, 3) for name, value in sorted(points.items(), key=lambda item: -abs(item[1])) if value}
    return Rated(1 / (1 + math.exp(MIDDLE - sum(points.values()))), given)


def _features(text: str, found: Sequence[Figure], own: Rules) -> dict[str, float]:
    """Each feature that `text` shows, and how strongly, from 0 to 1."""
    if _STAGE.fullmatch(text):
        return {"stage": 1.0}
    words = _words(text)
    names = len(_NAME.findall(text))
    shown = {*_by_words(words, own), *_by_figures(found, lexicon.language(own.code))}
    shown |= {"question"} if "?" in text else set()
    shown |= {"short"} if len(words) <= _SHORT else set()
    shown |= {"broken"} if len(_BREAK.findall(text)) >= _BREAKS else set()
    sizes = dict.fromkeys(sorted(shown), 1.0)
    sizes["length"] = min(1.0, len(words) / _FULL)
    if names:
        sizes["named"] = min(1.0, (names + 1) / _NAMES)
    return sizes


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'").lower())


def _by_words(words: list[str], own: Rules) -> Iterator[str]:
    for at in range(len(words)):
        for size in range(1, own.longest + 1):
            yield from own.phrases.get(tuple(words[at : at + size]), ())


def _by_figures(found: Sequence[Figure], language: Language) -> Iterator[str]:
    money, percent = set(language.numbers.currencies.values()), language.numbers.percent
    exact = [figure for figure in found if any(char.isdigit() for char in figure.raw)]
    if found:
        yield "figure" if exact else "quantity"
    if len(exact) > 1:
        yield "figures"
    for figure in found:
        if figure.unit in money:
            yield "money"
        if figure.of is not None or figure.unit in percent:
            yield "share"
        if figure.value >= _MAGNITUDE:
            yield "magnitude"


def _around(points: list[float]) -> list[float]:
    """The mean of the points of the lines before and after each, itself left out."""
    sums = [0.0, *accumulate(points)]
    out = []
    for n, own in enumerate(points):
        start, end = max(0, n - _AROUND), min(len(points), n + _AROUND + 1)
        out.append((sums[end] - sums[start] - own) / max(1, end - start - 1))
    return out
