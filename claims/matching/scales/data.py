"""The reference scales and the words of the questions, read from TOML and refused when they are not in order."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

from claims.text.lexicon import Words

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "id")
Pair = dict[str, str]

SCALE = {"key", "name", "aliases", "least", "most", "rule", "years", "source", "seen", "rule_seen", "bands"}
WORDS = {"marks", "all", "not", "rises", "falls", "from", "to", "percent", "of", "same", "index"}


class ScaleFileError(ValueError):
    """A data file that is not in order; the message names file, entry and key."""


@dataclass(frozen=True, slots=True)
class Band:
    """One step of a scale: its words by language, and where it begins; `above` leaves the beginning itself out."""

    words: Pair
    begin: Decimal
    above: bool

    def reached(self, value: Decimal) -> bool:
        return value > self.begin if self.above else value >= self.begin


@dataclass(frozen=True)
class Scale:
    """An official index. `years` are (first, last or None); `rule_seen` false: cut-offs to be confirmed in the rule."""

    key: str
    name: Pair
    aliases: tuple[str, ...]
    least: Decimal
    most: Decimal
    rule: str
    years: tuple[int, int | None]
    source: Pair
    seen: bool
    rule_seen: bool
    bands: tuple[Band, ...]

    def holds(self, value: Decimal) -> bool:
        return self.least <= value <= self.most

    def in_force(self, year: int | None) -> bool:
        first, last = self.years
        return year is None or (first <= year and (last is None or year <= last))

    def band(self, value: Decimal) -> Band | None:
        """The band that `value` falls into; None outside the scale or where it has no bands."""
        reached = [band for band in self.bands if band.reached(value)] if self.holds(value) else []
        return reached[-1] if reached else None

    def called(self, words: str) -> Band | None:
        """The band that `words` (lower case, either language) names."""
        return next((band for band in self.bands if words in band.words.values()), None)

    def end(self, band: Band) -> Band | None:
        """The band that follows, where `band` ends; None for the last."""
        place = self.bands.index(band)
        return self.bands[place + 1] if place + 1 < len(self.bands) else None


def _keys(where: str, table: object, needed: set[str], may: set[str] | None = None) -> dict:
    if not isinstance(table, dict):
        raise ScaleFileError(f"{where} must be a table")
    for key in sorted(needed - set(table)):
        raise ScaleFileError(f"{where}.{key} is missing")
    for key in sorted(set(table) - needed - (may or set())):
        raise ScaleFileError(f"{where}.{key} is unknown")
    return table


def _texts(where: str, values: object, least: int = 1) -> list[str]:
    if not isinstance(values, list) or len(values) < least:
        raise ScaleFileError(f"{where} must be texts")
    if not all(isinstance(value, str) and value.strip() for value in values):
        raise ScaleFileError(f"{where} must be texts")
    folded = [value.casefold() for value in values]
    for value in folded:
        if folded.count(value) > 1:
            raise ScaleFileError(f"{where} holds {value!r} twice")
    return values


def _number(where: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ScaleFileError(f"{where} must be a number")
    return Decimal(str(value))


def _pair(where: str, table: object, needed: set[str] | None = None) -> Pair:
    pair = _keys(where, table, needed or set(LANGUAGES))
    if not all(isinstance(value, str) for value in pair.values()) or not next(iter(pair.values())):
        raise ScaleFileError(f"{where} must be texts")
    return pair


def _band(where: str, table: object) -> Band:
    band = _keys(where, table, set(LANGUAGES), {"from", "above"})
    if ("from" in band) == ("above" in band):
        raise ScaleFileError(f"{where} begins either from or above a value")
    above = "above" in band
    words = {code: text.casefold() for code, text in _pair(where, {c: band[c] for c in LANGUAGES}).items()}
    return Band(words, _number(where, band["above" if above else "from"]), above)


def _years(where: str, table: object) -> tuple[int, int | None]:
    years = _keys(where, table, {"from"}, {"until"})
    if not all(type(year) is int for year in years.values()) or years.get("until", years["from"]) < years["from"]:
        raise ScaleFileError(f"{where} must be years in order")
    return years["from"], years.get("until")


def _scale(table: object, where: str) -> Scale:
    data = _keys(where, table, SCALE)
    key = _texts(f"{where}.key", [data["key"]])[0]
    where = f"{where.rpartition('[')[0]}{key}"
    bands = tuple(_band(f"{where}.bands[{n}]", band) for n, band in enumerate(data["bands"]))
    least, most = _number(f"{where}.least", data["least"]), _number(f"{where}.most", data["most"])
    begins = [band.begin for band in bands]
    if least >= most or begins != sorted(set(begins)) or any(not least <= begin < most for begin in begins):
        raise ScaleFileError(f"{where} must rise from least to most, and its bands with it")
    for code in LANGUAGES:
        _texts(f"{where}.bands", [band.words[code] for band in bands], least=0)
    for flag in ("seen", "rule_seen"):
        if type(data[flag]) is not bool:
            raise ScaleFileError(f"{where}.{flag} must be true or false")
    return Scale(
        key=key,
        name=_pair(f"{where}.name", data["name"]),
        aliases=tuple(_texts(f"{where}.aliases", data["aliases"])),
        least=least,
        most=most,
        rule=_texts(f"{where}.rule", [data["rule"]])[0],
        years=_years(f"{where}.years", data["years"]),
        source=_pair(f"{where}.source", data["source"], {"title", "url"}),
        seen=data["seen"],
        rule_seen=data["rule_seen"],
        bands=bands,
    )


def _overlap(one: Scale, two: Scale) -> bool:
    """Whether a value of some year could belong to both: then one name for both could not be told apart."""
    years = one.in_force(max(one.years[0], two.years[0])) and two.in_force(max(one.years[0], two.years[0]))
    return years and max(one.least, two.least) <= min(one.most, two.most)


def _tables(file: Path) -> dict:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ScaleFileError(f"{file.name}: {error}") from error


def read_scales(file: Path) -> tuple[Scale, ...]:
    """The scales of one file. Raises ScaleFileError where a key is unknown, missing or doubled or a value is wrong."""
    data = _keys(file.name, _tables(file), {"scale"})
    found = tuple(_scale(table, f"{file.name}: scale[{n}]") for n, table in enumerate(data["scale"]))
    _texts(f"{file.name}: keys", [scale.key for scale in found])
    for one, two in combinations(found, 2):
        shared = {alias.casefold() for alias in one.aliases} & {alias.casefold() for alias in two.aliases}
        if shared and _overlap(one, two):
            raise ScaleFileError(f"{file.name}: {one.key} and {two.key} share {sorted(shared)[0]!r} and their values")
    return found


def read_words(file: Path) -> dict[str, dict[str, Words]]:
    """The words of the questions by language. Raises ScaleFileError."""
    data = _keys(file.name, _tables(file), set(LANGUAGES))
    return {
        code: {
            key: Words(_texts(f"{file.name}: {code}.{key}", values))
            for key, values in _keys(f"{file.name}: {code}", data[code], WORDS).items()
        }
        for code in LANGUAGES
    }


@cache
def scales() -> tuple[Scale, ...]:
    """The scales that ship with the matcher."""
    return read_scales(FOLDER / "id.toml")


@cache
def words(language: str) -> dict[str, Words]:
    """The words of the questions in `language`. Raises ValueError for one there are none for."""
    found = read_words(FOLDER / "words.toml")
    if language not in found:
        raise ValueError(f"no words for {language!r}; there is: {', '.join(sorted(found))}")
    return found[language]


@cache
def patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(pattern, alias) of every alias once, the longest first; names in capitals are found in capitals only."""
    every = sorted({alias for scale in scales() for alias in scale.aliases}, key=lambda alias: -len(alias))
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(alias)}(?!\w)", 0 if alias.isupper() else re.IGNORECASE), alias)
        for alias in every
    )


def named(alias: str) -> list[Scale]:
    """The scales that are called so."""
    return [scale for scale in scales() if alias in scale.aliases]
