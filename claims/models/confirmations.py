"""What the speaker was asked before publication, and what they said."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.base import PublicModel


class Confirmation(PublicModel):
    """A question put to the speaker (or their staff) about a claim, and the answer, to the letter."""

    class Channel(models.TextChoices):
        EMAIL = "email"
        PHONE = "phone"
        MESSAGE = "message"
        LETTER = "letter"
        PERSON = "person"

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="confirmations")
    to = models.CharField(max_length=200, help_text="Who was asked.")
    channel = models.CharField(max_length=7, choices=Channel.choices, default=Channel.EMAIL)
    question = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deadline = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(answer="") & Q(answered_at=None)) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="confirmation_answer_pair",
            ),
            models.CheckConstraint(condition=~Q(question="") & ~Q(to=""), name="confirmation_has_question"),
        ]

    def __str__(self):
        return f"{self.to}: {self.question[:60]}"
