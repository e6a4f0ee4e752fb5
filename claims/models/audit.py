"""Who did what, when, from what to what, and why. Rows are never changed or deleted; the database sees to it."""

from django.conf import settings
from django.db import models


class AuditEntryQuerySet(models.QuerySet):
    def about(self, instance):
        """The history of one row, oldest first."""
        return self.filter(noun=instance._meta.model_name, object_pk=instance.pk).order_by("pk")


class AuditEntry(models.Model):
    """`by` is null for the clock and the engine. `before`/`after` hold just the fields that changed."""

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    verb = models.CharField(max_length=40)
    noun = models.CharField(max_length=40)
    object_pk = models.BigIntegerField()
    claim = models.ForeignKey("claims.Claim", null=True, blank=True, on_delete=models.PROTECT, related_name="history")
    article = models.ForeignKey(
        "claims.Article", null=True, blank=True, on_delete=models.PROTECT, related_name="history"
    )
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["noun", "object_pk"], name="audit_about")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.noun} {self.object_pk}"
