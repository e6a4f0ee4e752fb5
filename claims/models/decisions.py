"""What happens to a published claim beside a correction: a hold, a withdrawal, a reply of those concerned."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims import workflow
from claims.models.base import PublicModel, WordsField

USER = settings.AUTH_USER_MODEL


def person(**options):
    return models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", **options)


def pair(name, step):
    return models.CheckConstraint(
        condition=Q(**{f"{step}_by": None, f"{step}_at": None})
        | Q(**{f"{step}_by__isnull": False, f"{step}_at__isnull": False}),
        name=f"{name}_{step}_pair",
    )


class Hold(models.Model):
    """The emergency brake: placed by one Approver at once, released by two people."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="holds")
    notice = WordsField()
    reason = models.TextField(blank=True)
    placed_by = person()
    placed_at = models.DateTimeField()
    release_proposed_by = person(null=True, blank=True)
    release_proposed_at = models.DateTimeField(null=True, blank=True)
    release_reason = models.TextField(blank=True)
    released_by = person(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Released, corrected or withdrawn.")

    class Meta:
        ordering = ["claim", "placed_at"]
        constraints = [
            models.UniqueConstraint(fields=["claim"], condition=Q(closed_at=None), name="hold_open_once_per_claim"),
            pair("hold", "release_proposed"),
            pair("hold", "released"),
            models.CheckConstraint(
                condition=Q(released_by=None)
                | (Q(release_proposed_by__isnull=False) & ~Q(released_by=models.F("release_proposed_by"))),
                name="hold_release_two_people",
            ),
        ]

    def __str__(self):
        return f"{self.claim}: {self.placed_at:%Y-%m-%d}"


class Withdrawal(models.Model):
    """Taking a published claim back for good, on a ground, by two people."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="withdrawals")
    ground = models.CharField(max_length=12, choices=[(key, key) for key in workflow.WITHDRAWAL_GROUNDS])
    notice = WordsField()
    reason = models.TextField(blank=True)
    proposed_by = person()
    proposed_at = models.DateTimeField()
    approved_by = person(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    refused_by = person(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["claim", "proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(approved_at=None, refused_at=None), name="withdrawal_open_once_per_claim"
            ),
            pair("withdrawal", "approved"),
            pair("withdrawal", "refused"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("proposed_by")), name="withdrawal_two_people"
            ),
            models.CheckConstraint(condition=~Q(ground="other") | ~Q(reason=""), name="withdrawal_other_needs_reason"),
        ]

    def __str__(self):
        return f"{self.claim}: {self.ground}"


class ReplyQuerySet(models.QuerySet):
    def standing(self):
        """Replies in the public record: those that nobody took back."""
        return self.filter(retracted_at=None)

    def unanswered(self):
        """Standing replies to claims still in public that have no answer yet, oldest first."""
        open_now = self.standing().filter(answer="", claim__public__in=workflow.IN_PUBLIC)
        return open_now.order_by("received_at", "pk")


class Reply(PublicModel):
    """Right of reply and of correction (hak jawab, hak koreksi): text to the letter."""

    class Kind(models.TextChoices):
        REPLY = "reply"
        CORRECTION = "correction"

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REPLY)
    who = models.CharField(max_length=200)
    text = models.TextField()
    language = models.CharField(max_length=2, default="id")
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    retracted_at = models.DateTimeField(null=True, blank=True, help_text="No longer in the public record.")
    recorded_by = person()

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(who=""), name="reply_has_who_and_text"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=models.F("received_at")),
                name="reply_answered_after_received",
            ),
        ]

    def __str__(self):
        return f"{self.who}: {self.text[:60]}"
