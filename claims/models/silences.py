"""The silence window (masa tenang) of an election: a new verdict needs a reason, tallies of speakers pause."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SilenceWindowQuerySet(models.QuerySet):
    def open_at(self, moment):
        """Windows that `moment` (aware) falls into and nobody lifted."""
        return self.filter(starts_at__lte=moment, ends_at__gt=moment, lifted_at=None)


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
