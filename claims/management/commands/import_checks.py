"""`manage.py import_checks FILE|URL [--format json|rss|csv] [--by USERNAME] [--event PK]`: other publishers' checks."""

import io

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from claims import net
from claims.actions import external_checks
from claims.actions.refusals import Refused
from claims.models import Event, Newsroom, User

FETCHED_BYTES, SECONDS = 100_000_000, 300


class Command(BaseCommand):
    help = (
        "Imports a ClaimReview feed (Data Commons DataFeed, RSS or Atom with JSON-LD, CSV) as external checks. "
        "Run again, it changes only what changed in the feed."
    )

    def add_arguments(self, parser):
        parser.add_argument("feed", help="a file, or an address beginning with http:// or https://")
        parser.add_argument("--format", choices=external_checks.KINDS, help="told by the feed's beginning if left out")
        parser.add_argument("--by", help="user name of the Editor who imports it; the machine if left out")
        parser.add_argument("--event", type=int, help="number of the event for whose pack it is, as in its address")

    def handle(self, *args, feed, by, event, **options):
        person = by and found(User.objects.filter(username=by, is_active=True), f"There is nobody called {by}.")
        event = event and found(Event.objects.filter(pk=event), f"There is no event {event}.")
        newsroom = event.newsroom if event else Newsroom.objects.default()
        with translation.override("en"), opened(feed) as file:
            try:
                run = external_checks.load(
                    by=person or None,
                    newsroom=newsroom,
                    file=file,
                    name=feed.rpartition("/")[2] if "://" not in feed else feed,
                    kind=options["format"],
                    event=event or None,
                )
            except Refused as problem:
                raise CommandError(str(problem)) from problem
            self.report(run)

    def report(self, run):
        self.stdout.write(", ".join(f"{run.counts[word]} {word}" for word in ("new", "changed", "known", "repeated")))
        for one in run.problems:
            self.stderr.write(f"row {one['row']}: {external_checks.PROBLEMS[one['code']]}")
        unsaid = sum(run.counts["reasons"].values()) - len(run.problems)
        if unsaid:
            self.stderr.write(f"and {unsaid} more; all by reason: {run.counts['reasons']}")


def found(rows, missing):
    """The one row, or an error in words."""
    row = rows.first()
    if row is None:
        raise CommandError(missing)
    return row


def opened(feed):
    """The feed as a binary file; one behind an address is fetched whole first, as the net's rules allow."""
    if "://" not in feed:
        try:
            return open(feed, "rb")
        except OSError as problem:
            raise CommandError(f"{feed} cannot be read: {problem.strerror}.") from problem
    try:
        answer = net.fetch(feed, max_bytes=FETCHED_BYTES, timeout=SECONDS)
    except net.NetError as problem:
        with translation.override("en"):
            raise CommandError(f"{feed}: {problem.message}") from problem
    if answer.status != 200:
        raise CommandError(f"{feed}: the server answered {answer.status}.")
    return io.BytesIO(answer.body)
