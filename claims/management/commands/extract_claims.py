"""`manage.py extract_claims [--json] [--language id] FILE...`: the engine alone on text files, no database."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.text import Extraction, canonical, extract, languages


class Command(BaseCommand):
    help = "Print the claims, quotations and conflicts the engine finds in text files ('-' is standard input)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, one line a file")
        parser.add_argument(
            "--language", choices=sorted(languages()), help="the language, where it should not be guessed"
        )

    def handle(self, *args: object, **options: object) -> None:
        for file in options["files"]:
            found = extract(_read(file), options["language"])
            if options["json"]:
                self.stdout.write(json.dumps(found.as_json(file), ensure_ascii=True))
            else:
                self.stdout.write(listing(file, found))


def _read(file: str) -> str:
    """The canonical text of a UTF-8 file. Raises CommandError with one clear line."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return canonical(raw.decode("utf-8"))
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file}: not UTF-8 text (byte {error.start})") from error


def listing(file: str, found: Extraction) -> str:
    """What was found, for a person at a terminal."""
    lines = [
        f"{file}: {found.kind}, {found.language}, {len(found.claims)} claims"
        + ("" if found.complete else ", incomplete")
    ]
    for claim in found.claims:
        label = claim.label.get(found.language) or claim.quote
        lines.append(f"  {claim.checkworthiness:.2f}  [{claim.speaker or '?'}] {label}")
        lines.append(f"        {claim.start}-{claim.end} {claim.mode}: {', '.join(claim.reasons)}")
    lines += [f"  ! {conflict.note.get(found.language)}" for conflict in found.conflicts]
    return "\n".join(lines)
