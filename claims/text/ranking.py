"""Which lines of a debate deserve checking first? A score from named features, the same for every text.

A feature is a named reason for or against checking; what it weighs and which words show it stand in lang/ranking/CODE.toml.
Source of the features: the annotation guidelines of CheckThat! and ClaimBuster. The weights are set by reasoning.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.text import figures, lexicon
from claims.text.lexicon import LanguageFileError
from claims.text.spans import Figure

FOLDER = lexicon.FOLDER / "ranking"
SHOWN_BY_WORDS = (
    "superlative comparison change quantity office statement rival denial past period law body matter cause plan duty hope feeling hedge condition opinion conduct"
).split()
COMPUTED = "figure figures money share magnitude named length question short questioner neighbours".split()
_WORD = re.compile(r"[\w$%]+(?:[.'-]\w+)*")
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w’'.-]+")
_MAGNITUDE = 1000
_SHORT = 5
_LONG = 25
_QUESTIONER = 0.3
_QUESTIONS = 5
_AROUND = 2


@dataclass(frozen=True)
class Rules:
    """The features of one language: its code, the features each phrase shows, and what each feature weighs."""

    code: str
    phrases: dict[tuple[str, ...], tuple[str, ...]]
    weights: dict[str, float]
    longest: int


def read(file: Path) -> Rules:
    """The rules of one TOML file. Raises LanguageFileError when it is not in order or not TOML."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageFileError(f"{file.name}: {error}") from error
    check(data, file)
    return _rules(data)


def check(data: dict, file: Path) -> None:
    pass


def _rules(data: dict) -> Rules:
    phrases: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for feature, words in data["words"].items():
        for phrase in words:
            phrases[tuple(phrase.split())].append(feature)
    return Rules(data["code"], {k: tuple(v) for k, v in phrases.items()}, data["weights"], max(map(len, phrases)))


@cache
def rules(code: str) -> Rules:
    return read(FOLDER / f"{code}.toml")


def features(text: str, found: Sequence[Figure], rules: Rules) -> dict[str, float]:
    words = _WORD.findall(text.replace("’", "'").lower())
    shown = dict.fromkeys(_phrases(words, rules), 1.0)
    shown |= dict.fromkeys(_of_figures(found, lexicon.language(rules.code)), 1.0)
    names = len(_NAME.findall(text))
    if names:
        shown["named"] = min(1.0, (1+names) / 3)
    if "?" in text:
        shown["question"] = 1.0
    if len(words) <= _SHORT:
        shown["short"] = 1.0
    shown["length"] = min(len(words), _LONG) / _LONG
    return shown


def _phrases(words, rules):
    out = set()
    for at in range(len(words)):
        for n in range(1, rules.longest + 1):
            out.update(rules.phrases.get(tuple(words[at : at + n]), ()))
    return out


def _of_figures(found, language):
    numbers = language.numbers
    money = set(numbers.currencies.values())
    if found: yield "figure"
    if len(found) > 1: yield "figures"
    for f in found:
        if f.unit in money: yield "money"
        if f.unit in numbers.percent or f.of is not None: yield "share"
        if f.value >= _MAGNITUDE: yield "magnitude"


def scores(lines, code):
    own = rules(code)
    language = lexicon.language(code)
    asks = questioners(lines)
    shown = []
    for speaker, text in lines:
        f = features(text, figures.find(text, 0, len(text), language), own)
        if speaker in asks:
            f["questioner"] = 1.0
        shown.append(f)
    sums = [sum(own.weights[k] * v for k, v in f.items()) for f in shown]
    return [s + own.weights["neighbours"] * m for s, m in zip(sums, _around(sums))]


def _around(sums):
    out = []
    for i in range(len(sums)):
        near = sums[max(0, i - _AROUND) : i] + sums[i + 1 : i + 1 + _AROUND]
        out.append(sum(near) / len(near) if near else 0.0)
    return out


def questioners(lines):
    said, asked = Counter(), Counter()
    for speaker, text in lines:
        said[speaker] += 1
        asked[speaker] += text.rstrip().endswith("?")
    return {s for s in said if asked[s] >= _QUESTIONS and asked[s] >= _QUESTIONER * said[s]}
