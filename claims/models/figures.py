"""A figure inside a claim: what it measures, of whom, for when, and other readings where its notation is ambiguous."""

from django.db import models
from django.db.models import F, Q


class FigureQuerySet(models.QuerySet):
    def inside(self):
        """Figures within the span of their claim as it is cut now; one outside is kept, in case it grows again."""
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

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="figure_span_not_empty")]

    def __str__(self):
        return self.raw
