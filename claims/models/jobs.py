"""Work that waits or runs, kept on its own row: the row is the truth, the broker only a hint."""

from django.db import models
from django.db.models import Q


class JobQuerySet(models.QuerySet):
    def due(self, now):
        """Jobs that nobody holds and whose time has come: waiting ones, and running ones whose lease ran out."""
        waiting = Q(state=Job.State.WAITING, next_try_at__lte=now)
        abandoned = Q(state=Job.State.RUNNING, lease_until__lt=now)
        return self.filter(waiting | abandoned)

    def unsent(self, now):
        """Due jobs that no message in the queue speaks of: a waiting one's lease is the sweep's, for its message."""
        return self.due(now).filter(Q(lease_until=None) | Q(lease_until__lt=now))


class Job(models.Model):
    """State, lease, attempts, next try and last error of one piece of background work."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(lease=None, lease_until=None) | Q(lease__isnull=False, lease_until__isnull=False),
                name="%(class)s_lease_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(lease__isnull=False), name="%(class)s_running_is_leased"
            ),
        ]
        indexes = [models.Index(fields=["state", "next_try_at"], name="%(class)s_due")]
