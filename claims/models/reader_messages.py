"""What readers write to the newsroom through its forms: an error, a reply, a correction asked for, a claim to check."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.base import PublicModel


class ReaderMessageQuerySet(models.QuerySet):
    def open(self):
        """Messages that nobody has dealt with yet."""
        return self.filter(closed_at=None)

    def to_erase(self, now):
        """Messages whose sender's name and contact are no longer needed."""
        return self.filter(erase_at__lte=now, erased_at=None)


class ReaderMessage(PublicModel):
    """A message as it came; `text` is kept to the letter. `name` and `contact` are personal: seen on the desk alone,
    erased at `erase_at`, which closing the message sets."""

    class Kind(models.TextChoices):
        ERROR = "error"
        REPLY = "reply"
        CORRECTION = "correction"
        SUGGESTION = "suggestion"

    class Handling(models.TextChoices):
        REPLY = "reply"
        INTAKE = "intake"
        DONE = "done"
        DECLINED = "declined"
        UNWANTED = "unwanted"

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    reference = models.CharField(max_length=12, unique=True, help_text="What the sender was told to quote.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    claim = models.ForeignKey(
        "claims.Claim", null=True, blank=True, on_delete=models.PROTECT, related_name="reader_messages"
    )
    text = models.TextField()
    link = models.CharField(max_length=500, blank=True, help_text="Where the words or the proof can be found.")
    name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="id")
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handling = models.CharField(max_length=8, choices=Handling.choices, blank=True)
    reason = models.TextField(blank=True)
    reply = models.ForeignKey("claims.Reply", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    intake = models.ForeignKey("claims.Intake", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    erase_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ReaderMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["newsroom", "closed_at", "received_at"], name="reader_message_open")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reader_message_has_text"),
            models.CheckConstraint(
                condition=Q(closed_by=None, closed_at=None, handling="")
                | (Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(handling="")),
                name="reader_message_closed_pair",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.kind}"
