"""The silence window (masa tenang) of an election: a new verdict needs a reason, tallies of speakers pause."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.events import Event
from claims.models.speakers import Speaker


class SilenceWindowQuerySet(models.QuerySet):
    def open_at(self, moment):
        """Windows that `moment` (aware) falls into and nobody lifted."""
        return self.filter(starts_at__lte=moment, ends_at__gt=moment, lifted_at=None)

    def over(self, event, moment):
        """The window open at `moment` for the election of `event` (None: no event), the one that ends last; or None."""
        if event is None or not event.election.strip():
            return None
        rows = self.open_at(moment).filter(newsroom=event.newsroom_id).order_by("-ends_at", "pk")
        return next((row for row in rows if row.covers(event)), None)

    def pausing(self, speaker, moment):
        """The window open at `moment` for an election in which `speaker` takes part; None where there is none."""
        rows = list(self.open_at(moment).filter(newsroom=speaker.newsroom_id).order_by("-ends_at", "pk"))
        if not rows:
            return None
        takes_part = Q(participants__speaker=speaker) | Q(articles__claims__speaker=speaker)
        events = list(Event.objects.filter(takes_part).distinct())
        return next((row for row in rows if any(row.covers(event) for event in events)), None)


class SilenceWindow(models.Model):
    """`election` is the words of `Event.election`. `began_at`/`ended_at`: when the clock published what follows."""

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT, related_name="silence_windows")
    election = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True, help_text="Called off by a person.")

    objects = SilenceWindowQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="silence_not_empty"),
            models.CheckConstraint(condition=~Q(election=""), name="silence_has_election"),
        ]

    def __str__(self):
        return f"{self.election}: {self.starts_at:%Y-%m-%d} – {self.ends_at:%Y-%m-%d}"

    def covers(self, event):
        """Whether `event` belongs to this election: the same words, whatever their case and the spaces around them."""
        return event.election.strip().casefold() == self.election.strip().casefold()

    def events(self):
        """The events of this election, by key."""
        rows = Event.objects.filter(newsroom=self.newsroom_id).exclude(election="").order_by("pk")
        return [event for event in rows if self.covers(event)]

    def speakers(self):
        """Who takes part in them, or said something claimed in their texts, by key."""
        events = self.events()
        part = Q(participations__event__in=events) | Q(claim__article__event__in=events)
        return Speaker.objects.filter(part).distinct().order_by("pk")
