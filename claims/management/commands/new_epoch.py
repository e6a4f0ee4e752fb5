"""`manage.py new_epoch [--reason WORDS]`: to be run once after a restore, before the web server starts."""

from django.core.management.base import BaseCommand

from claims.actions import epochs


class Command(BaseCommand):
    help = "Tell partners to read everything again: to be run once after the database was restored from a backup."

    def add_arguments(self, parser):
        parser.add_argument("--reason", default="restored from a backup", help="kept in the audit log")

    def handle(self, *args, reason, **options):
        old, new = epochs.begin(by=None, reason=reason)
        self.stdout.write(f"Epoch {old} is over; the new one is {new}.")
