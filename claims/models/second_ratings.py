"""Blind second ratings: what other reviewers made of a proposed verdict before they saw it."""

from enum import StrEnum

from django.conf import settings
from django.db import models


class Outcome(StrEnum):
    OPEN = "open"  # a vote is still to come
    AGREED = "agreed"  # the second rating is the first
    FIRST = "first"  # two of three, the first among them
    SECOND = "second"  # two of three against the first
    SPLIT = "split"  # three ratings, all different


def outcome_of(first, others):
    """What the ratings of a proposal come to: the first, and those given blind in their order (at most two)."""
    if not others:
        return Outcome.OPEN
    second, *third = others
    if second == first:
        return Outcome.AGREED
    if not third:
        return Outcome.OPEN
    return Outcome.FIRST if third[0] == first else Outcome.SECOND if third[0] == second else Outcome.SPLIT


class Round:
    """The ratings of one proposal of a verdict, made at `at`: `votes` blind, `first` what was proposed."""

    def __init__(self, verdict, at):
        self.verdict, self.at = verdict, at
        rows = verdict.second_ratings.filter(round_at=at) if at else verdict.second_ratings.none()
        self.votes = list(rows.select_related("rating", "first_rating", "by").order_by("position"))

    @property
    def first(self):
        return self.votes[0].first_rating if self.votes else self.verdict.rating

    @property
    def outcome(self):
        return outcome_of(self.first, [vote.rating for vote in self.votes])

    @property
    def found(self):
        """The Rating that two gave; None where no two did."""
        sides = {Outcome.AGREED: self.first, Outcome.FIRST: self.first}
        return self.votes[0].rating if self.outcome == Outcome.SECOND else sides.get(self.outcome)


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
