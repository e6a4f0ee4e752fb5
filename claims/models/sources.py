"""The evidence under a verdict: where it stands, what it says, and whether it still says so."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.base import PublicModel
from claims.workflow import IN_PUBLIC


class SourceQuerySet(models.QuerySet):
    def to_check(self, now):
        """Sources of public claims whose address is to be looked at again; the demo's addresses lead nowhere."""
        public = Q(claim__public__in=IN_PUBLIC, claim__newsroom__demo=False, removed_at=None)
        return self.filter(public, next_check_at__lte=now).exclude(url="")


class Source(PublicModel):
    class Kind(models.TextChoices):
        WEB = "web"
        DOCUMENT = "document"
        DATA = "data"
        INTERVIEW = "interview"
        RECORDING = "recording"

    class Stance(models.TextChoices):
        SUPPORTS = "supports"
        REFUTES = "refutes"
        CONTEXT = "context"

    class State(models.TextChoices):
        UNCHECKED = "unchecked"
        SAME = "same"
        CHANGED = "changed"
        MOVED = "moved"
        GONE = "gone"

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="sources")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.WEB)
    url = models.URLField(max_length=1000, blank=True)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    as_of = models.CharField(max_length=80, blank=True)
    stance = models.CharField(max_length=8, choices=Stance.choices)
    excerpt = models.TextField(blank=True)
    withheld = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.UNCHECKED)
    checked_at = models.DateTimeField(null=True, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    copy = models.ForeignKey("claims.Capture", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    next_check_at = models.DateTimeField(null=True, blank=True, db_index=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="source_has_title"),
            models.CheckConstraint(condition=~Q(kind="web") | ~Q(url=""), name="source_web_has_url"),
            models.CheckConstraint(
                condition=Q(captured_at=None, sha256="") | (Q(captured_at__isnull=False) & ~Q(sha256="")),
                name="source_capture_pair",
            ),
        ]

    def __str__(self):
        return self.title
