"""What is read from a file, and what is said to people where it could not be: in every language, from lang/formats."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.text import lexicon
from claims.text.lexicon import LanguageFileError
from claims.text.timecodes import Cues

FOLDER = lexicon.FOLDER / "formats"
KINDS = ("text", "html", "docx", "pdf", "vtt", "srt")
TABLES = ("errors", "notes", "words")


@dataclass(frozen=True)
class Note:
    """Something read with a doubt: a machine key and one sentence for people by language code."""

    code: str
    message: dict[str, str]


@dataclass(frozen=True)
class Document:
    """The text of a file: canonical (line ends are LF), so that every span of the engine points into it.

    `kind` is one of KINDS, `title` the file's own title or None, `cues` its time codes (claims.text.timecodes).
    """

    text: str
    title: str | None
    kind: str
    cues: Cues = ()
    notes: tuple[Note, ...] = ()


class FormatError(Exception):
    """A file that cannot be read: `code` is a machine key, `message` one sentence for people by language code."""

    def __init__(self, code: str, name: str = "", detail: object = "") -> None:
        self.code = code
        self.message = said("errors", code, name, detail)
        super().__init__(self.message["en"])


def note(code: str, detail: object = "") -> Note:
    """The note `code`, its sentence filled with `detail`."""
    return Note(code, said("notes", code, "", detail))


def said(table: str, key: str, name: str, detail: object) -> dict[str, str]:
    """The sentence `key` by language; `detail` is put in as it is, or as the word of [words] that has that key."""
    out = {}
    for code, words in messages().items():
        file = name or words["words"]["unnamed"]
        out[code] = words[table][key].format(name=file, detail=words["words"].get(str(detail), detail))
    return out


@cache
def messages() -> dict[str, dict[str, dict[str, str]]]:
    """The messages that ship, by language code."""
    return read_folder(FOLDER)


def read_folder(folder: Path) -> dict[str, dict[str, dict[str, str]]]:
    """The messages in a folder of TOML files; LanguageFileError where a file lacks a key that another has."""
    found = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.toml"))}
    for table in TABLES:
        every = set().union(*(data.get(table, {}) for data in found.values()))
        for code, data in found.items():
            for key in sorted(every - set(data.get(table, {}))):
                raise LanguageFileError(f"formats/{code}.toml: {table}.{key} is missing")
    for code, data in found.items():
        if set(data) != {"code", *TABLES} or data["code"] != code:
            raise LanguageFileError(f"formats/{code}.toml must hold code = {code!r} and the tables {', '.join(TABLES)}")
    return found
