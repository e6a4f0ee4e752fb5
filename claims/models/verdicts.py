"""The rating scale, and the verdict on a claim: one row a version, drafted, proposed and approved.

Scales are versioned rows and never edited in place: what was published keeps the scale it was published under.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.base import WordsField


class VerdictScale(models.Model):
    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT, related_name="scales")
    version = models.PositiveIntegerField(default=1)
    best = models.PositiveSmallIntegerField(default=5)
    worst = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["newsroom", "-version"]
        constraints = [models.UniqueConstraint(fields=["newsroom", "version"], name="scale_version_once")]

    def __str__(self):
        return f"{self.newsroom} v{self.version}"


class Rating(models.Model):
    """One step of a scale. `number` is null for those that are no degree of truth."""

    scale = models.ForeignKey(VerdictScale, on_delete=models.PROTECT, related_name="ratings")
    slug = models.SlugField()
    label = WordsField()
    meaning = WordsField()
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["scale", "slug"], name="rating_once_per_scale")]

    def __str__(self):
        return self.label.get("id") or self.slug


class Verdict(models.Model):
    """One version of the newsroom's verdict on a claim: its rating and the words for it, and who stood behind it."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="verdicts")
    version = models.PositiveIntegerField(default=1)
    rating = models.ForeignKey(Rating, null=True, blank=True, on_delete=models.PROTECT)
    summary = WordsField()
    explanation = WordsField()
    translated = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        blank=True,
        help_text='Languages whose summary and explanation a machine translated: {"en": "machine"}.',
    )
    precedent_note = models.TextField(
        db_default="",
        default="",
        blank=True,
        help_text="Why the verdict differs from that on the same claim by another speaker.",
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    material = models.BooleanField(default=False, help_text="A correction that changes what readers should believe.")
    correction_note = WordsField()
    correction_reason = models.TextField(blank=True)
    silence_reason = models.TextField(
        blank=True, default="", db_default="", help_text="Why it is published inside a silence window."
    )
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["claim", "version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "version"], condition=Q(dropped_at=None), name="verdict_version_once_per_claim"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{step}_by": None, f"{step}_at": None})
                    | Q(**{f"{step}_by__isnull": False, f"{step}_at__isnull": False}),
                    name=f"verdict_{step}_pair",
                )
                for step in ("edited", "proposed", "approved")
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(proposed_by__isnull=False, rating__isnull=False),
                name="verdict_approved_was_proposed",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (~Q(approved_by=models.F("proposed_by")) & ~Q(approved_by=models.F("edited_by"))),
                name="verdict_two_people",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(approved_by__isnull=False), name="verdict_published_was_approved"
            ),
        ]

    def __str__(self):
        return f"v{self.version} {self.rating or ''}".strip()
