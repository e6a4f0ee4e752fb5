"""`manage.py extract_claims [--json] [--language id] FILE...`: the engine alone on files, no database.

A .txt file and standard input are UTF-8 text; any other file is whatever claims.text.formats can read, and its object
holds the "text" that was read, which its spans point into.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.text import Extraction, canonical, extract, formats, languages


class Command(BaseCommand):
    help = "Print the claims, quotations and conflicts the engine finds in files ('-' is standard input)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, one line a file")
        parser.add_argument(
            "--language", choices=sorted(languages()), help="the language, where it should not be guessed"
        )

    def handle(self, *args: object, **options: object) -> None:
        for file in options["files"]:
            document = _read(file)
            found = extract(document.text, options["language"], document.cues)
            if options["json"]:
                own = {} if document.kind == "text" else {"text": document.text}
                self.stdout.write(json.dumps(found.as_json(file) | own, ensure_ascii=True))
            else:
                self.stdout.write(
                    "\n".join([listing(file, found), *(f"  ? {one.message['en']}" for one in document.notes)])
                )


def _read(file: str) -> formats.Document:
    """What a file holds. Raises CommandError with one clear line."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        if file == "-" or file.lower().endswith(".txt"):
            return formats.Document(canonical(raw.decode("utf-8")), None, "text")
        return formats.read(raw, file)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file}: not UTF-8 text (byte {error.start})") from error
    except formats.FormatError as error:
        raise CommandError(str(error)) from error


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
