"""A debate, speech or interview, and who took part in which role."""

from django.db import models

from claims.models.base import PublicModel, WordsField


class Event(PublicModel):
    class Kind(models.TextChoices):
        DEBATE = "debate"
        SPEECH = "speech"
        INTERVIEW = "interview"
        OTHER = "other"

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.DEBATE)
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    election = models.CharField(max_length=200, blank=True)
    recording_url = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(title=""), name="event_has_title")]

    def __str__(self):
        return self.title


class Participant(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    speaker = models.ForeignKey("claims.Speaker", on_delete=models.PROTECT, related_name="participations")
    role = WordsField()
    ballot_number = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["ballot_number", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "speaker"], name="participant_once_per_event")]

    def __str__(self):
        return f"{self.speaker} · {self.event}"
