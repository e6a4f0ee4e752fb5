"""`manage.py follow_transcript --event PK --by USERNAME [--every N] [--once] FILE|-`: a debate as it is written."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from claims.actions import articles
from claims.actions.refusals import NotYou, Refused
from claims.management import stream
from claims.models import ArticleText, Event, User


class Command(BaseCommand):
    help = (
        "Takes a transcript in while it grows: each part up to a blank line becomes a segment of the event. "
        "May be stopped and started again: what is stored is passed over."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the file that grows, or - for standard input")
        parser.add_argument("--event", type=int, required=True, help="number of the event, as in its address")
        parser.add_argument("--by", required=True, help="user name of the Editor who brings it in")
        parser.add_argument("--every", type=float, help="also end a segment this many seconds after it began")
        parser.add_argument("--once", action="store_true", help="stop at the end of the file")

    def handle(self, *args, file, event, by, every, once, **options):
        if every is not None and every <= 0:
            raise CommandError("--every takes a number of seconds above 0.")
        event, by = self.found(event, by)
        source = sys.stdin if file == "-" else self.opened(file)
        lines = stream.reading(source, follow=file != "-" and not once)
        replay = stream.Replay(stored(event))
        try:
            for segment in stream.segments(lines, replay, every):
                self.submit(segment, event=event, by=by)
        except KeyboardInterrupt:
            self.stdout.write("Stopped. What was not yet a whole segment is read again at the next start.")

    def found(self, event, by):
        row, person = Event.objects.filter(pk=event).first(), User.objects.filter(username=by, is_active=True).first()
        if row is None:
            raise CommandError(f"There is no event {event}.")
        if person is None:
            raise CommandError(f"There is nobody called {by}.")
        return row, person

    def opened(self, path):
        try:
            return stream.opened(path)
        except OSError as problem:
            raise CommandError(f"{path} cannot be read: {problem.strerror}.") from problem

    def submit(self, segment, *, event, by):
        """One segment through the same action as a paste; a refused one is told, and the next ones still come."""
        with translation.override("en"):
            try:
                article = articles.submit(by=by, newsroom=event.newsroom, body=segment, event=event, segment=True)
            except NotYou as problem:
                raise CommandError(f"{by.username} is no Editor: {problem}") from problem
            except Refused as problem:
                self.stderr.write(f"Refused: {problem} “{segment[:60]}”")
                return
        self.stdout.write(f"Segment {article.segment}: {len(segment)} characters stored.")


def stored(event):
    """The texts of the event's segments, in order."""
    texts = ArticleText.objects.filter(article__event=event, number=1).exclude(article__segment=None)
    return list(texts.order_by("article__segment").values_list("content", flat=True))
