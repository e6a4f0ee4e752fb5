"""What other publishers checked: always theirs, attributed, never shown as a verdict of this newsroom."""

from django.conf import settings
from django.db import models
from django.db.models import Q

USER = settings.AUTH_USER_MODEL


class CheckImport(models.Model):
    """One reading of a ClaimReview feed. The feed is not kept: what of it was taken, and what was not and why, is.

    `counts` holds rows by what became of them (new, changed, known, repeated, skipped); `problems` the first of what
    was skipped, {"row", "code"}, which claims.actions.external_checks.PROBLEMS says in words. `finished_at` is empty
    while it runs, or if it died.
    """

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    events = models.ManyToManyField("claims.Event", blank=True, related_name="check_imports")
    feed = models.CharField(max_length=500, help_text="The file's name or the feed's address.")
    kind = models.CharField(max_length=4, choices=[("json", "json"), ("rss", "rss"), ("csv", "csv")])
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(feed=""), name="check_import_has_feed")]

    def __str__(self):
        return self.feed


class ExternalCheckQuerySet(models.QuerySet):
    def shown(self):
        """Those to work with: not hidden by a person, and brought by an import that was not removed."""
        return self.filter(hidden_at=None, removed_at=None)

    def for_event(self, event):
        return self.shown().filter(imports__in=event.check_imports.filter(removed_at=None)).distinct()


class ExternalCheck(models.Model):
    """One ClaimReview of another publisher as plain text. `key` is the hash of its address and its claim's words.

    `site` is the host of `url`, whatever the feed says of itself.
    """

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    imports = models.ManyToManyField(CheckImport, related_name="checks")
    key = models.CharField(max_length=64)
    publisher = models.CharField(max_length=200)
    site = models.CharField(max_length=253)
    url = models.URLField(max_length=1000)
    title = models.CharField(max_length=300, blank=True)
    claim = models.TextField()
    claimant = models.CharField(max_length=300, blank=True)
    claim_date = models.DateField(null=True, blank=True)
    rating = models.CharField(max_length=200, blank=True)
    rating_value = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    rating_best = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    rating_worst = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    review_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    hidden_reason = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ExternalCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-review_date", "-pk"]
        indexes = [models.Index(fields=["newsroom", "site"], name="external_check_site")]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "key"], name="external_check_once"),
            models.CheckConstraint(condition=~Q(claim="") & ~Q(publisher="") & ~Q(url=""), name="external_check_whole"),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_by=None)
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason="")),
                name="external_check_hidden_with_reason",
            ),
        ]

    def __str__(self):
        return self.claim[:80]
