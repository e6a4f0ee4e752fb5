"""An address that an editor gave in place of a text, until the worker has brought what stands there."""

from django.db import models

from claims.models.jobs import Job


class Fetch(Job):
    """One answer to be got for an intake. `details` are the checked details of the article to be, as JSON."""

    intake = models.OneToOneField("claims.Intake", on_delete=models.PROTECT, related_name="fetch")
    url = models.URLField(max_length=500)
    details = models.JSONField(default=dict)
    requested_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    final_url = models.TextField(blank=True)

    class Meta(Job.Meta):
        pass

    def __str__(self):
        return f"{self.url}: {self.state}"
