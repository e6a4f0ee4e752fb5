"""`manage.py export_site DIR`: the whole public site as files, for a flood of readers or a server that must go down."""

import json
import os
import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.management.export import DeadLink, Export
from claims.models import Newsroom

TOLD = "export.json"  # what marks a folder as an earlier export, which may be replaced


class Command(BaseCommand):
    help = (
        "Write the public site in both languages into a folder: pages, feeds, sitemaps, figures, static files. An "
        "earlier export there is replaced when the new one is complete; anything else is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--rooted",
            nargs="?",
            const="",
            metavar="PREFIX",
            help="make links begin at the server's root, or at PREFIX (/mirror) there; else they are relative",
        )

    def handle(self, *args, folder, rooted, **options):
        newsroom, target = Newsroom.objects.with_sequence(), folder.resolve()
        if newsroom is None:
            raise CommandError("There is no newsroom yet: run `manage.py migrate` first.")
        check(target)
        prefix = f"/{rooted.strip('/')}" if rooted else rooted
        fresh, old = (target.with_name(f".{target.name}.{word}-{os.getpid()}") for word in ("new", "old"))
        try:
            number = self.written(fresh, newsroom, prefix)
            swap(fresh, target, old)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        self.stdout.write(f"{number} files in {target}, public state {newsroom.sequence}.")
        if Newsroom.objects.with_sequence().sequence != newsroom.sequence:
            self.stderr.write("Something was published meanwhile: run this again to have all of it in one state.")

    def written(self, folder, newsroom, prefix):
        folder.mkdir(parents=True)
        try:
            number = Export(folder, newsroom.site_url(), prefix).write()
        except DeadLink as problem:
            raise CommandError(f"A page leads nowhere: {problem}. Nothing was replaced.") from problem
        told = {"at": timezone.now().isoformat(timespec="seconds"), "sequence": newsroom.sequence, "files": number}
        (folder / TOLD).write_text(json.dumps(told | {"epoch": str(newsroom.epoch)}) + "\n")
        return number


def check(target):
    """Raises CommandError where the folder holds something else than an earlier export."""
    if target.exists() and (not target.is_dir() or (any(target.iterdir()) and not (target / TOLD).is_file())):
        raise CommandError(f"{target} is there and is no earlier export. Name an empty or a new folder.")


def swap(fresh, target, old):
    """Puts `fresh` in the place of `target`; what was there is removed after."""
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
