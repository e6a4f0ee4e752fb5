"""Has this been checked before? The index that finds earlier claims, and what a reviewer decided about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

USER = settings.AUTH_USER_MODEL


def exactly_one(*names):
    """The condition that one of the fields `names` is set, and no other."""
    ways = [Q(**{f"{other}__isnull": other != name for other in names}) for name in names]
    condition = ways[0]
    for way in ways[1:]:
        condition |= way
    return condition


class MatchEntry(models.Model):
    """One claim as the matcher compares it: `terms` is `claims.matching.Terms.packed()` as JSON text.

    DESK is the claim as it stands on the desk, PUBLIC its current public record (none while it is held or withdrawn),
    EXTERNAL the claim that another publisher checked. `length` counts the stems of its longest text, `grams` its grams.
    """

    class Side(models.TextChoices):
        DESK = "desk"
        PUBLIC = "public"
        EXTERNAL = "external"

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    side = models.CharField(max_length=8, choices=Side.choices)
    claim = models.ForeignKey(
        "claims.Claim", null=True, blank=True, on_delete=models.CASCADE, related_name="match_entries"
    )
    external = models.OneToOneField(
        "claims.ExternalCheck", null=True, blank=True, on_delete=models.CASCADE, related_name="match_entry"
    )
    said_on = models.DateField(null=True, blank=True)
    terms = models.TextField()
    length = models.PositiveIntegerField(default=0)
    grams = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "side"], name="match_entry_once_a_side"),
            models.CheckConstraint(condition=exactly_one("claim", "external"), name="match_entry_of_one"),
            models.CheckConstraint(
                condition=Q(side="external", external__isnull=False) | ~Q(side="external") & Q(external__isnull=True),
                name="match_entry_side_fits",
            ),
        ]

    def __str__(self):
        return f"{self.side} {self.claim_id or self.external_id}"


class MatchKey(models.Model):
    """One key of one entry: the inverted index."""

    key = models.CharField(max_length=100)
    side = models.CharField(max_length=8)
    entry = models.ForeignKey(MatchEntry, on_delete=models.CASCADE, related_name="keys", db_index=True)

    class Meta:
        indexes = [models.Index(fields=["key", "side", "entry"], name="match_key_finds")]

    def __str__(self):
        return self.key


class MatchCount(models.Model):
    """In how many entries a key or gram occurred when they were last counted; the key "" stands for all entries.

    Figures that are a little stale shift scores a little and lose no candidate, so that no write waits for another's.
    """

    key = models.CharField(max_length=101, primary_key=True)
    count = models.PositiveIntegerField()
    length = models.FloatField(default=0, help_text='Mean stems of an entry; only of the key "".')
    grams = models.FloatField(default=0, help_text='Mean grams of an entry; only of the key "".')

    def __str__(self):
        return f"{self.key}: {self.count}"


class MatchDecision(models.Model):
    """What a reviewer decided of an earlier claim found for a claim: it is the same (LINKED), or it is not (REJECTED).

    `other` is an earlier claim of this instance, `external` another publisher's check.
    """

    class Decision(models.TextChoices):
        LINKED = "linked"
        REJECTED = "rejected"

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="match_decisions")
    other = models.ForeignKey(
        "claims.Claim", null=True, blank=True, on_delete=models.PROTECT, related_name="matched_by"
    )
    external = models.ForeignKey(
        "claims.ExternalCheck", null=True, blank=True, on_delete=models.PROTECT, related_name="matched_by"
    )
    decision = models.CharField(max_length=8, choices=Decision.choices)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "other"], name="match_decision_once_a_claim"),
            models.UniqueConstraint(fields=["claim", "external"], name="match_decision_once_a_check"),
            models.CheckConstraint(condition=exactly_one("other", "external"), name="match_decision_of_one"),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=models.F("claim")), name="match_decision_not_itself"
            ),
        ]

    def __str__(self):
        return f"{self.claim_id}: {self.decision}"
