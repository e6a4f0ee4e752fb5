"""Copies of sources: what a server answered at one moment, or a file that was uploaded, with what we read in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.base import PublicModel
from claims.models.jobs import Job, JobQuerySet


class CaptureQuerySet(JobQuerySet):
    def listed(self):
        """Captures without their texts, which may be megabytes."""
        return self.defer("text", "headers")

    def awaiting_approver(self):
        """Checks that found a difference which nobody decided on yet, of sources that still stand."""
        return self.filter(pending=True, source__removed_at=None)


class Capture(PublicModel, Job):
    """One piece of background work for a source: the copy to keep, a later check against it, or an uploaded file.

    `sha256` is that of the body as the server gave it (unpacked) or of the file; `file` holds a WARC of the whole
    answer, or the file itself. `passage` says where the source's excerpt stands in `text`: see `text.passages`.
    """

    class Purpose(models.TextChoices):
        COPY = "copy"
        CHECK = "check"
        UPLOAD = "upload"

    class Finding(models.TextChoices):
        SAME = "same"
        CHANGED = "changed"
        PASSAGE_GONE = "passage_gone"
        MOVED = "moved"
        GONE = "gone"

    source = models.ForeignKey("claims.Source", on_delete=models.PROTECT, related_name="captures")
    purpose = models.CharField(max_length=6, choices=Purpose.choices)
    url = models.URLField(max_length=1000, blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    fetched_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    final_url = models.TextField(blank=True)
    redirects = models.JSONField(default=list)
    headers = models.JSONField(default=list)
    media_type = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200, blank=True, help_text="Of an uploaded file, as its owner called it.")
    file = models.FileField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    passage = models.JSONField(null=True, blank=True)
    problem = models.CharField(max_length=20, blank=True, help_text="Why there is no answer: a code of claims.net.")

    finding = models.CharField(max_length=12, choices=Finding.choices, blank=True)
    pending = models.BooleanField(default=False, help_text="An Approver has to decide what this check found.")
    accepted = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CaptureQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["pk"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(state__in=["waiting", "running"], purpose__in=["copy", "check"]),
                name="capture_one_at_a_time",
            ),
            models.UniqueConstraint(fields=["source"], condition=Q(pending=True), name="capture_one_pending"),
            models.CheckConstraint(condition=Q(file="") | ~Q(sha256=""), name="capture_file_has_hash"),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, accepted=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, accepted__isnull=False),
                name="capture_decided_whole",
            ),
        ]

    @property
    def passage_standing(self):
        """How the source's excerpt stands in the text: "exact", "near", "missing"; "" where nobody looked for it."""
        parts = self.passage or []
        if not parts:
            return ""
        if any(part["start"] is None for part in parts):
            return "missing"
        return "exact" if all(part["score"] == 100 for part in parts) else "near"

    def __str__(self):
        return f"{self.source}: {self.purpose} {self.state}"
