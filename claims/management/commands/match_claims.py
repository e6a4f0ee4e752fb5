"""`manage.py match_claims [--json] [--semantic] --claims CLAIMS.tsv QUERIES.tsv`: which earlier claims do texts repeat?

Both files have a first line id<TAB>text, then one text a line. No database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.matching import Index, Item, Match
from claims.matching.vectors import Unavailable, Vectors
from claims.text import languages
from claims.text.language import detect

TOP = 5


class Command(BaseCommand):
    help = "Find, for each text of QUERIES.tsv, the claims of CLAIMS.tsv that say the same or something near."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("queries", metavar="QUERIES.tsv", help="id and text between tabs, below a header")
        parser.add_argument(
            "--claims", required=True, metavar="CLAIMS.tsv", help="the earlier claims, in the same form"
        )
        parser.add_argument("--top", type=int, default=TOP, help=f"how many to give for each text ({TOP})")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, one line a text")
        parser.add_argument("--semantic", action="store_true", help="compare meaning too (needs an extra, says which)")
        parser.add_argument("--vectors", type=Path, help="where the vectors of claims are kept for the next time")
        parser.add_argument("--language", choices=sorted(languages()), help="instead of guessing the language")

    def handle(self, *args: object, **options: object) -> None:
        claims, queries = (_items(options[name], options["language"]) for name in ("claims", "queries"))
        index, meaning = Index(claims), _vectors(claims, options["vectors"]) if options["semantic"] else None
        for query in queries:
            found = index.match(query, options["top"], meaning and meaning.likeness(query))
            self.stdout.write(json.dumps(answer(query, found)) if options["json"] else listing(query, found))


def _vectors(claims: list[Item], file: Path | None) -> Vectors:
    """Of the claims, kept in `file`. Raises CommandError with one clear line."""
    try:
        return Vectors(claims, file or settings.DATA_DIR / "vectors" / "multilingual-e5-small")
    except Unavailable as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror or error}") from error


def _items(file: str, code: str | None) -> list[Item]:
    """The texts of a file. Raises CommandError with one clear line."""
    rows = list(_rows(file))
    whole = detect("\n".join(text for _, text in rows))  # a line too short to tell is in its file's language
    return [Item(key, (("quote", code or detect(text, whole), text),)) for key, text in rows]


def _rows(file: str) -> Iterator[tuple[str, str]]:
    try:
        lines = Path(file).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file}: not UTF-8 text (byte {error.start})") from error
    for number, line in enumerate(lines[1:], 2):
        if line.strip("\r"):
            key, tab, text = line.rstrip("\r").partition("\t")
            if not tab:
                raise CommandError(f"{file}: line {number} needs a tab between id and text")
            yield key, text


def answer(query: Item, found: list[Match]) -> dict:
    """What one text is answered with: its id and the matches, nearest first."""
    return {"id": query.id, "matches": [_match(one) for one in found]}


def _match(one: Match) -> dict:
    figures = [{"text": text, "claim": claim, "compared": how} for text, claim, how in one.figures]
    own = {"id": one.id, "score": one.score, "kind": one.kind, "reasons": list(one.reasons)}
    return own | {"shared": list(one.shared), "figures": figures, "likeness": one.likeness}


def listing(query: Item, found: list[Match]) -> str:
    """The same for a person at a terminal."""
    out = [f"{query.id}: {query.texts[0][2]}"]
    for one in found:
        out.append(f"  {one.score:.2f}  {one.kind:12} {one.id}  {', '.join(one.reasons)}: {', '.join(one.shared)}")
    return "\n".join(out if found else [*out, "  nothing near"])
