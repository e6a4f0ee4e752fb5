"""`manage.py demo [--logins]`: loads the demo newsroom once, and tells its log-ins."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import translation

from claims.management.demo import data, evening
from claims.models import Article, Claim, Newsroom, Publication
from claims.workflow import Role

ROLES = {Role.EDITOR: "Editor", Role.REVIEWER: "Reviewer / Pemeriksa Fakta", Role.APPROVER: "Approver / Redaktur"}


class Command(BaseCommand):
    help = "Load the demo newsroom into an empty installation (once), and print its log-ins."

    def add_arguments(self, parser):
        parser.add_argument("--logins", action="store_true", help="print the log-ins and load nothing")

    def handle(self, *args, logins, **options):
        if not logins:
            self.stdout.write(self.load() + "\n")
        elif not Newsroom.objects.filter(demo=True).exists():
            raise CommandError("The demo newsroom is not loaded: run `manage.py demo` first.")
        self.stdout.write("\n".join(login_lines()))

    def load(self):
        """Loads what is not there yet; says in one line what is there now."""
        try:
            fresh = evening.load()
        except evening.Occupied:
            raise CommandError(
                "This database holds articles or people of a real newsroom. "
                "The demo and its well-known passwords go only into an empty one."
            ) from None
        counts = (
            f"{Article.objects.count()} texts, {Claim.objects.listed().count()} claims, "
            f"{Publication.objects.claims().count()} of them public"
        )
        return f"Demo newsroom {'loaded' if fresh else 'already there, nothing changed'}: {counts}."


def login_lines():
    """Where to log in, then one line a person."""
    with translation.override(settings.LANGUAGE_CODE):
        desk = reverse("admin:index")
    yield f"Log in at {settings.SITE_URL}{desk} with user name and password:"
    for person in data.people():
        yield f"  {person['username']:<10} {person['password']:<17} {ROLES[person['role']]}"
