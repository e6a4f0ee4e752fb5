"""Blind second ratings: what other reviewers made of a proposed verdict before they saw it."""

from django.conf import settings
from django.db import models


class SecondRating(models.Model):
    """One further rating of a proposal, given without seeing the first. Kept as data, also after the verdict moved on.

    `position` is 2 for the second reviewer, 3 for the one who decides a disagreement. `round_at` is the proposal's
    `proposed_at`: a verdict sent back and proposed anew is rated anew. `first_rating` is what was proposed then.
    """

    verdict = models.ForeignKey("claims.Verdict", on_delete=models.PROTECT, related_name="second_ratings")
    round_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField()
    first_rating = models.ForeignKey("claims.Rating", on_delete=models.PROTECT, related_name="+")
    rating = models.ForeignKey("claims.Rating", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["verdict", "round_at", "position"]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "round_at", "position"], name="second_rating_once_per_place"),
            models.UniqueConstraint(fields=["verdict", "round_at", "by"], name="second_rating_once_per_person"),
            models.CheckConstraint(condition=models.Q(position__in=(2, 3)), name="second_rating_second_or_third"),
        ]

    def __str__(self):
        return f"{self.verdict}: {self.rating}"
