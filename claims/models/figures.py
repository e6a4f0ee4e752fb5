"""A figure inside a claim: what it measures, of whom, for when, and other readings where its notation is ambiguous."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class FigureQuerySet(models.QuerySet):
    def inside(self):
        """The figures that count: within the span of their claim as it is cut now, and not set aside."""
        return self.in_span().filter(set_aside_at=None)

    def in_span(self):
        """Those set aside too; one outside the span is kept, in case it grows again."""
        return self.filter(start__gte=F("claim__start"), end__lte=F("claim__end"))


class Figure(models.Model):
    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="figures")
    value = models.DecimalField(max_digits=30, decimal_places=8)
    of = models.DecimalField(max_digits=30, decimal_places=8, null=True, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    measure = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=80, blank=True)
    raw = models.CharField(max_length=200)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    approximate = models.BooleanField(default=False)
    is_range = models.BooleanField(default=False)
    readings = models.JSONField(default=list)
    found_value = models.DecimalField(max_digits=30, decimal_places=8, null=True, blank=True)
    found_of = models.DecimalField(max_digits=30, decimal_places=8, null=True, blank=True)
    found_source = models.ForeignKey("claims.Source", null=True, blank=True, on_delete=models.SET_NULL)

    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_aside_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="figure_span_not_empty"),
            models.CheckConstraint(
                condition=Q(set_aside_at=None, set_aside_by=None)
                | (Q(set_aside_at__isnull=False, set_aside_by__isnull=False) & ~Q(set_aside_reason="")),
                name="figure_set_aside_by_whom_and_why",
            ),
        ]

    def __str__(self):
        return self.raw
