"""Quantities that hold no digits: number words, halves, fractions, "twice", ranks in words.

Rules: a number word counts where something countable or "of" follows it; a fraction is a part of a whole; an ordinal
is a figure only beside a rank ("peringkat kedua", "second place").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from functools import cache

from claims.text import measures
from claims.text.lexicon import Language, Words
from claims.text.numerals import whole, words_value
from claims.text.spans import Figure

_NAME_BEFORE = re.compile(r"(\S+)\s+$")
_HALF = Decimal("0.5")


@cache
def firsts(language: Language) -> frozenset[str]:
    """The first word of all that is read without digits."""
    numbers = language.numbers
    lists = (numbers.words, numbers.teens.list, numbers.multipliers, numbers.fractions, numbers.times, numbers.ordinals)
    return Words([word for words in lists for word in words]).firsts


@cache
def pattern(language: Language) -> str:
    """The piece of a regular expression that finds them, with the groups that `find` asks for."""
    numbers = language.numbers
    word = Words([*numbers.words, *numbers.teens.list, *(m for m in numbers.multipliers if len(m) > 3)]).alternatives
    scale = Words([m for m, factor in numbers.multipliers.items() if factor >= 1000]).alternatives
    once = "|".join(
        rf"(?P<{name}>(?i:{Words(list(words)).alternatives}))"
        for name, words in (("frac", numbers.fractions), ("lone", numbers.times), ("ord", numbers.ordinals))
    )
    return (
        rf"(?<![\w-])(?:{once})(?![\w-])"
        rf"|(?<![\w-])(?P<words>(?i:{word})(?:[\s-](?:(?:(?:{numbers.joins.alternatives})\s)?(?i:{word})))*)"
        rf"(?P<half>[\s-](?i:{numbers.halves.alternatives})(?:[\s-](?P<hscale>(?i:{scale})))?)?"
        rf"(?![\w-])(?P<wpct>\s(?:{numbers.percent.alternatives})(?!\w))?"
    )


def before(text: str, start: int, at: int) -> str:
    """The word right before `at`, marks and all, or ""."""
    match = _NAME_BEFORE.search(text, max(start, at - 30), at)
    return match.group(1) if match else ""


def find(text: str, start: int, end: int, match: re.Match[str], language: Language) -> list[Figure]:
    """The figures that a match of `pattern` in ``text[start:end]`` makes: none, one, or both ends of "dua-tiga"."""
    if match["frac"]:
        return _fraction(text, start, end, match, language)
    if match["ord"]:
        return _rank(text, start, end, match, language)
    numbers = language.numbers
    if match["lone"]:
        times = Decimal(numbers.times[" ".join(match["lone"].lower().split())])
        return [printed(text, start, match.start(), match.end(), times, language, numbers.times_unit)]
    ends = _ends(text, start, match, language)
    if ends:
        return ends
    value = _value(text, start, match, language)
    unit = numbers.percent.list[1] if match["wpct"] else None
    if value is None or (value == 1 and _word_before(text, start, match) in numbers.one_not):
        return []
    if not unit and not match["half"] and not _counts(text, start, end, match, value, language):
        return []
    return [printed(text, start, match.start(), match.end(), value, language, unit)]


def _word_before(text: str, start: int, match: re.Match[str]) -> str:
    return before(text, start, match.start()).lower().strip('(,"“”')


def _value(text: str, start: int, match: re.Match[str], language: Language) -> Decimal | None:
    numbers = language.numbers
    words = [word for word in re.split(r"[\s-]+", match["words"].lower()) if word not in numbers.joins]
    article = _word_before(text, start, match) in numbers.articles
    if article and len(words) == 1 and words[0] in numbers.multipliers:
        return Decimal(numbers.multipliers[words[0]])
    value = words_value(words, language)
    if value is None or not match["half"]:
        return value
    return (value + _HALF) * (numbers.multipliers[match["hscale"].lower()] if match["hscale"] else 1)


def _ends(text: str, start: int, match: re.Match[str], language: Language) -> list[Figure]:
    """Both ends of a range in two words: "dua-tiga"."""
    first, hyphen, second = match["words"].partition("-")
    if not hyphen or words_value(match["words"].lower().split("-"), language) is not None:
        return []
    low, high = (words_value(word.lower().split(), language) for word in (first, second))
    if low is None or high is None or low >= high:
        return []
    at = (match.start("words"), match.start("words") + len(first) + 1)
    stops = (at[0] + len(first), match.end("words"))
    return [
        printed(text, start, a, stop, value, language, None)
        for a, stop, value in zip(at, stops, (low, high), strict=True)
    ]


def _counts(text: str, start: int, end: int, match: re.Match[str], value: Decimal, language: Language) -> bool:
    """Whether a number word is a quantity: something counted follows it, or "of", or the other end of a range."""
    numbers = language.numbers
    rest = text[match.end() : min(end, match.end() + 40)]
    following = re.match(r"\s+([\w-]+)", rest)
    word = following.group(1).lower() if following else ""
    if (
        value == 1
        and word not in numbers.in_every
        and (word in numbers.one_follow or match["words"][0].isupper() and match.start() > start + 2)
    ):
        return False
    if value >= 1000 and any(part in numbers.multipliers for part in match["words"].lower().split()):
        return True
    if word in numbers.in_every:
        return re.match(r"\s+\w+\s+(?:\d|[a-z]+\s+[a-z]+\b)", rest) is not None
    if (numbers.range.leading.match(rest.lstrip()) or word in numbers.of) and _number(rest.split()[1:2], language):
        return True
    if word == numbers.times_unit:
        return True
    if not word or word in numbers.unit_stops:
        return numbers.of.leading.match(rest.lstrip()) is not None
    return measures.unit_after(text, match.end(), end, language) is not None or match["words"][0].islower()


def _number(words: list[str], language: Language) -> bool:
    return bool(words) and (words[0][0].isdigit() or words[0].lower() in language.numbers.words)


def _rank(text: str, start: int, end: int, match: re.Match[str], language: Language) -> list[Figure]:
    """ "Peringkat kedua", "second place"; not "in the first place"."""
    numbers = language.numbers
    if _word_before(text, start, match) in numbers.one_not:
        return []
    unit = rank_beside(text, start, end, match.start(), match.end(), language)
    value = Decimal(numbers.ordinals[match["ord"].lower()])
    return [printed(text, start, match.start(), match.end(), value, language, unit)] if unit else []


def rank_beside(text: str, start: int, end: int, at: int, stop: int, language: Language) -> str | None:
    """The word of rank right before ``text[at:stop]`` or right behind it, or None."""
    ranks = language.numbers.ranks
    after = text[stop : min(end, stop + 20)].split()[:1]
    for word in (before(text, start, at).lower(), *(one.lower().strip(".,;:") for one in after)):
        if word in ranks:
            return rank_unit(word, language)
    return None


def rank_unit(word: str, language: Language) -> str:
    """The unit of a rank as it was printed: "ranked" is "rank"."""
    noun = language.numbers.ranks.list[0]
    return noun if word.startswith(noun) else word


def _fraction(text: str, start: int, end: int, match: re.Match[str], language: Language) -> list[Figure]:
    numbers = language.numbers
    part, of = (Decimal(piece) for piece in numbers.fractions[" ".join(match["frac"].lower().split())].split("/"))
    rest = text[match.end() : min(end, match.end() + 30)]
    scale = re.match(rf"\s+(?:a\s+)?({Words(list(numbers.multipliers)).alternatives})(?!\w)", rest, re.IGNORECASE)
    if scale:
        value = part / of * numbers.multipliers[scale.group(1).lower()]
        return [printed(text, start, match.start(), match.end() + scale.end(), value, language, None)]
    one = next(word for word, value in numbers.words.items() if value == 1)
    percent = re.match(
        rf"\s+(?:{numbers.of.alternatives})\s+(?:1|{re.escape(one)})\s+({numbers.percent.alternatives})", rest
    )
    if percent:
        stop, unit = match.end() + percent.end(), numbers.percent.list[1]
        return [printed(text, start, match.start(), stop, part / of, language, unit)]
    if numbers.fraction_needs_of and not re.match(rf"\s+(?:{numbers.of.alternatives})\s", rest):
        return []
    return [replace(printed(text, start, match.start(), match.end(), part, language, None), of=of)]


def signed(text: str, start: int, end: int, match: re.Match[str], language: Language) -> list[Figure]:
    """A fraction in figures: "1/3 warga", "⅓", "2½"."""
    ahead = measures.unit_after(text, match.end(), end, language)
    rest = text[match.end() : min(end, match.end() + 20)].lstrip()
    of = language.numbers.of.leading.match(rest)
    plain = unicodedata.normalize("NFKC", match["sign"]).replace("\u2044", "/")
    digits, _, below = plain.partition("/")
    lead, part = (digits[:-1], digits[-1]) if match["sign"][-1] != below[-1] else ("", digits)
    if "/" in match["sign"] and not (int(part) < int(below) <= 10 and (of or ahead in measures.counters(language))):
        return []
    figure = printed(text, start, match.start(), match.end(), Decimal(part), language, None)
    if lead:
        return [replace(figure, value=Decimal(lead) + Decimal(part) / Decimal(below))]
    return [replace(figure, of=Decimal(below))]


def printed(
    text: str,
    start: int,
    at: int,
    stop: int,
    value: Decimal,
    language: Language,
    unit: str | None,
    readings: tuple[Decimal, ...] = (),
) -> Figure:
    """The figure that stands at ``text[at:stop]``, with what says that it is rounded."""
    numbers = language.numbers
    approximate = _approximate(language).search(text, max(start, at - 24), at) is not None
    for suffix in numbers.approximate_after.list:
        tail = text[stop : stop + len(suffix) + 2].lower()
        if (
            tail.lstrip().startswith(suffix)
            and (suffix[0] == "-" or tail[:1] == " ")
            and not tail.lstrip()[len(suffix) :][:1].isalpha()
        ):
            approximate = True
            stop += len(suffix) if suffix[0] == "-" else 0
    return Figure(whole(value), text[at:stop], at, stop, unit=unit, approximate=approximate, readings=readings)


@cache
def _approximate(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{language.numbers.approximate.alternatives})\s+$", re.IGNORECASE)
