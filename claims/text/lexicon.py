"""The words of a language, read from ``lang/CODE.toml`` and refused when they are not in order.

A language is data: plain words under the same keys in every file. A third language is a third file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lang"

WORDS, NUMBERS, TEXTS, TEXT, FLAG = "words", "table of numbers", "table of texts", "text", "flag"


def _keys(kind: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), kind)


SCHEMA: dict[str, dict[str, str]] = {
    "detect": {"words": WORDS},
    "sentences": {"abbreviations": WORDS},
    "quotes": {"double": WORDS, "single": WORDS},
    "speech": {
        **_keys(WORDS, "before after asking judging hearsay passive passive_by this that clitics not_speech openers"),
        **_keys(WORDS, "source_openers question_nouns fillers name_ends showing no_subject origins"),
        "subject_last": FLAG,
    },
    "speakers": {
        **_keys(WORDS, "pronouns plural_pronouns demonstratives roles titles office_words institutions"),
        **_keys(WORDS, "common_institutions documents laws place_marks name_parts role_links places not_names"),
        "short_roles": TEXTS,
    },
    "clauses": {
        **_keys(
            WORDS, "contrast joiners relatives subordinators purposes aim_prefixes subjects existence paired lead verbs"
        ),
        **_keys(WORDS, "verb_prefixes verb_suffixes noun_prefixes not_verbs"),
    },
    "checkable": {
        **_keys(WORDS, "questions plans duties hopes feelings hedges modals conditions opinions aims aspect existence"),
        **_keys(WORDS, "change negation comparison superlative record law cause quantity exempt fragments narrator"),
        "means": WORDS,
    },
    "numbers": {
        **_keys(WORDS, "percent range of into among teens approximate approximate_after labels years"),
        **_keys(WORDS, "clocks zones ranks ordinal_prefixes indexes measures unit_stops one_not one_follow joins"),
        **_keys(WORDS, "articles in_every halves ordinal_suffixes negative parts partly"),
        **_keys(NUMBERS, "words multipliers scales times ordinals implausible"),
        **_keys(TEXT, "decimal group times_unit"),
        **_keys(TEXTS, "fractions currencies money"),
        **_keys(FLAG, "fraction_needs_of measure_first"),
    },
    "dates": {**_keys(WORDS, "months short_months weekdays"), "day_first": FLAG},
    "boilerplate": _keys(WORDS, "related page byline caption copyright follow pages caption_words"),
    "transcript": _keys(WORDS, "stage"),
    "labels": {
        **_keys(TEXT, "index share rank change statement level"),
        **_keys(WORDS, "qualifier_links first_person"),
    },
    "compared": _keys(TEXTS, "areas place_words poles") | {"wholes": WORDS},
    "glossary": {},
    "reasons": {},
    "conflicts": _keys(TEXT, "figure parts share shares headline date weekday sum"),
}
"""Every table and key a language file must have, and what each holds; [glossary] and [reasons] are compared between
files."""


class LanguageFileError(ValueError):
    """A language file that is not in order; the message names file, table and key."""


def _of_kind(value: object, kind: str) -> bool:
    inside = list(value.values()) if isinstance(value, dict) and all(value) else [None]
    return {
        WORDS: isinstance(value, list) and all(isinstance(word, str) and word for word in value),
        NUMBERS: isinstance(value, dict) and all(type(number) is int for number in inside if value),
        TEXTS: isinstance(value, dict) and all(isinstance(text, str) and text for text in inside if value),
        TEXT: isinstance(value, str) and bool(value),
        FLAG: isinstance(value, bool),
    }[kind]


def _check_table(where: str, table: object, keys: dict[str, str]) -> None:
    if not isinstance(table, dict):
        raise LanguageFileError(f"{where} must be a table")
    for key in sorted(set(keys) ^ set(table)):
        raise LanguageFileError(f"{where}.{key} is {'missing' if key in keys else 'unknown'}")
    for key, kind in keys.items():
        if not _of_kind(table[key], kind):
            raise LanguageFileError(f"{where}.{key} must be: {kind}")
        if kind == WORDS and (twice := _doubled(table[key])):
            raise LanguageFileError(f"{where}.{key} holds {twice!r} twice")


def _doubled(words: list[str]) -> str | None:
    return (
        next((word for n, word in enumerate(words) if word in words[:n]), None)
        if len(set(words)) < len(words)
        else None
    )


def check(data: dict, file: str) -> None:
    """Refuse language data with unknown, missing or doubled keys or values, or values of the wrong type.

    `data` is the parsed file, `file` its name for the message. Raises LanguageFileError.
    """
    for key in sorted(set(data) ^ ({"code", "name"} | set(SCHEMA))):
        raise LanguageFileError(f"{file}: {key} is {'unknown' if key in data else 'missing'}")
    for key in ("code", "name"):
        if not _of_kind(data[key], TEXT):
            raise LanguageFileError(f"{file}: {key} must be: {TEXT}")
    for name, keys in SCHEMA.items():
        free = {"glossary": WORDS, "reasons": TEXT}.get(name)
        table = data[name]
        _check_table(f"{file}: {name}", table, keys if free is None else dict.fromkeys(table, free))


_RUN = re.compile(r"\w+")


@lru_cache(maxsize=64)  # many lists are looked for in one clause, one after the other
def runs(text: str) -> frozenset[str]:
    """The runs of letters and digits in `text`, in lower case, to compare with Words.firsts."""
    return frozenset(_RUN.findall(text.lower()))


def _tree(words: Iterable[str]) -> dict:
    """The words letter by letter, common beginnings shared; "" marks where one ends."""
    root: dict = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return root


def _branches(node: dict) -> str:
    """A regular expression for what a node of the tree leads to: several times as fast as a list of alternatives."""
    out, letters = [], []
    for char, below in sorted(node.items()):
        rest = _branches(below)
        if char and (rest or char == " "):
            out.append((r"\s+" if char == " " else re.escape(char)) + rest)
        elif char:
            letters.append(re.escape(char))
    out += [f"[{''.join(letters)}]"] if len(letters) > 1 else letters
    if not out:
        return ""
    return f"(?:{'|'.join(out)})" + ("?" if "" in node else "")


class Words:
    """A set of words and phrases, looked up by word or found in running lower-case text."""

    def __init__(self, words: list[str]) -> None:
        self.list = tuple(words)
        self.set = frozenset(words)

    def __contains__(self, word: str) -> bool:
        return word in self.set

    @cached_property
    def alternatives(self) -> str:
        """The words as one piece of a regular expression that prefers the longest, spaces stretched over line ends."""
        return _branches(_tree(self.list)) or r"(?!)"

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The first run of letters of each word and phrase: a text that holds none of them holds none of the words."""
        return frozenset(run.group() for word in self.list if (run := _RUN.search(word.lower())))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the words as whole words."""
        return re.compile(rf"(?<!\w)(?:{self.alternatives})(?!\w)", re.IGNORECASE)

    @cached_property
    def leading(self) -> re.Pattern[str]:
        """Matches any of the words at the start of a string, with the spaces and commas after it."""
        return re.compile(rf"(?:{self.alternatives})(?![\w'’-])[\s,:]*", re.IGNORECASE)

    def stripped(self, text: str) -> str:
        """`text` without one of the words at its start."""
        match = self.leading.match(text)
        return text[match.end() :] if match else text

    def found(self, text: str) -> bool:
        """Whether any of the words stands in `text`."""
        return not self.firsts.isdisjoint(runs(text)) and self.pattern.search(text) is not None


@dataclass(frozen=True)
class Table:
    """One table of a language file: `table.key` gives Words, a dict, a text or a flag."""

    data: dict

    def __post_init__(self) -> None:
        vars(self).update(self.data)  # found without a call; __getattr__ is left with what is missing

    def __getattr__(self, key: str):
        try:
            return self.data[key]
        except KeyError:
            raise AttributeError(key) from None


@dataclass(frozen=True, eq=False)  # by identity: the caches of the rules are asked for it all the time
class Language:
    """All words of one language; `language.speech.before` is the key `before` of the table [speech]."""

    code: str
    name: str
    tables: dict[str, Table]

    def __post_init__(self) -> None:
        vars(self).update(self.tables)

    def __getattr__(self, name: str) -> Table:
        if name.startswith("__") or name == "tables":
            raise AttributeError(name)
        try:
            return self.tables[name]
        except KeyError:
            raise AttributeError(name) from None


def _language(data: dict) -> Language:
    tables = {}
    for name in SCHEMA:
        values = {key: Words(value) if isinstance(value, list) else value for key, value in data[name].items()}
        tables[name] = Table(values)
    return Language(data["code"], data["name"], tables)


def read(file: Path) -> Language:
    """The language of one TOML file. Raises LanguageFileError when it is not in order or not TOML."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageFileError(f"{file.name}: {error}") from error
    check(data, file.name)
    if data["code"] != file.stem:
        raise LanguageFileError(f"{file.name}: code must be {file.stem!r}")
    return _language(data)


def read_folder(folder: Path) -> dict[str, Language]:
    """All languages of a folder by code, their [glossary] and [reasons] holding the same keys."""
    languages = {file.stem: read(file) for file in sorted(folder.glob("*.toml"))}
    for name in ("glossary", "reasons"):
        keys = {code: set(language.tables[name].data) for code, language in languages.items()}
        every = set().union(*keys.values())
        for code, own in keys.items():
            for key in sorted(every - own):
                raise LanguageFileError(f"{code}.toml: {name}.{key} is missing")
    return languages


@cache
def languages() -> dict[str, Language]:
    """The languages that ship with the engine, by code."""
    return read_folder(FOLDER)


def language(code: str) -> Language:
    """The language with this code. Raises ValueError for one there is no file for."""
    try:
        return languages()[code]
    except KeyError:
        raise ValueError(f"no language data for {code!r}; there is: {', '.join(languages())}") from None
