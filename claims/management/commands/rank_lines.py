"""`manage.py rank_lines [--json] [--language en] FILE.tsv...`: which lines deserve checking, no database."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.text import languages, ranking
from claims.text.language import detect

SHOWN = 20
REASONS = 4


class Command(BaseCommand):
    help = "Score the lines of debates (number, speaker and sentence, between tabs) by how much they deserve checking."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE.tsv")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, one line a file")
        parser.add_argument("--language", choices=sorted(languages()), help="instead of guessing the language")

    def handle(self, *args: object, **options: object) -> None:
        for file in options["files"]:
            lines = _read(file)
            code = options["language"] or detect("\n".join(text for _, text in lines))
            rated = ranking.rank(lines, code)
            if options["json"]:
                self.stdout.write(json.dumps({"file": file, "scores": [round(one.score, 6) for one in rated]}))
            else:
                self.stdout.write(listing(file, lines, rated))


def _read(file: str) -> list[tuple[str, str]]:
    """(speaker, sentence) of each line that is not blank. Raises CommandError with one clear line."""
    try:
        rows = Path(file).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file}: not UTF-8 text (byte {error.start})") from error
    out = []
    for number, row in enumerate(rows, 1):
        if row.strip():
            columns = row.split("\t")
            if len(columns) < 3:
                raise CommandError(f"{file}: line {number} needs tabs between number, speaker and sentence")
            out.append((columns[1], columns[2]))
    return out


def listing(file: str, lines: list[tuple[str, str]], rated: list[ranking.Rated]) -> str:
    """The lines most worth checking, for a person at a terminal, each with the features that count most."""
    best = sorted(range(len(lines)), key=lambda n: -rated[n].score)[:SHOWN]
    out = [f"{file}: {len(lines)} lines, the {len(best)} most worth checking"]
    for n in best:
        points = list(rated[n].points.items())[:REASONS]
        out.append(f"  {rated[n].score:.2f}  [{lines[n][0]}] {lines[n][1]}")
        out.append("        " + ", ".join(f"{name} {value:+.2f}" for name, value in points))
    return "\n".join(out)
