"""Who is quoted: a person or an institution. The role they spoke in belongs to the claim."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from claims.models.base import PublicModel


class SpeakerQuerySet(models.QuerySet):
    def named(self, newsroom, name):
        """The living speakers of `newsroom` who are called `name`, by name or alias, whatever the case."""
        called = Q(name__iexact=name) | Q(aliases__name__iexact=name)
        return self.filter(called, newsroom=newsroom, merged_into=None).distinct().order_by("pk")


class Speaker(PublicModel):
    class Kind(models.TextChoices):
        PERSON = "person"
        INSTITUTION = "institution"

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    same_as = models.URLField(max_length=500, null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="speaker_has_name"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")), name="speaker_not_merged_into_itself"
            ),
        ]
        indexes = [models.Index(Lower("name"), name="speaker_name_lower")]

    def __str__(self):
        return self.name

    def current(self):
        """This speaker, or whoever it was merged into, to the end of the chain."""
        speaker = self
        while speaker.merged_into is not None:
            speaker = speaker.merged_into
        return speaker


class SpeakerAlias(models.Model):
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), "speaker", name="alias_once_per_speaker")]

    def __str__(self):
        return self.name
