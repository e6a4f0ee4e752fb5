"""Makes the ledger of public figures anew from the current publications."""

from django.core.management.base import BaseCommand

from claims.actions import ledger


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        self.stdout.write(f"The ledger holds {ledger.rebuild()} figures.")
