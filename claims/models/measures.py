"""What figures measure, as the newsroom calls it, and the figures that are public: the ledger's index."""

from django.db import models
from django.db.models import F, Max, Q

from claims.models.base import PublicModel, WordsField


class MeasureQuerySet(models.QuerySet):
    def standing(self):
        """Measures that were not merged into another."""
        return self.filter(merged_into=None)

    def stamp(self):
        """When a measure was last made, renamed or merged; None while there is none. What ledger pages' tags hold."""
        return self.aggregate(at=Max("edited_at"))["at"]


class Measure(PublicModel):
    """A measure such as "Indeks SPBE". Its slug never changes: it is the first half of its pages' addresses."""

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    slug = models.SlugField(max_length=80)
    name = WordsField()
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    edited_at = models.DateTimeField()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "slug"], name="measure_slug_once"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")), name="measure_not_merged_into_itself"
            ),
        ]

    def __str__(self):
        return self.name.get("id") or self.name.get("en") or self.slug

    def current(self):
        """This measure, or the one it was merged into, to the end of the chain."""
        measure = self
        while measure.merged_into is not None:
            measure = measure.merged_into
        return measure


class MeasureAlias(models.Model):
    """A name that texts use for a measure; `key` is that name normalised, one measure's only."""

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "key"], name="measure_alias_once"),
            models.CheckConstraint(condition=~Q(key=""), name="measure_alias_has_key"),
        ]

    def __str__(self):
        return self.name


class PublishedFigureQuerySet(models.QuerySet):
    def on_page(self, measure, subject_slug):
        """The figures of one ledger page with their records, the latest period first."""
        rows = self.filter(measure=measure, subject_slug=subject_slug).select_related("publication")
        return rows.order_by(F("year").desc(nulls_last=True), "-publication__published_at", "-pk")


class PublishedFigure(models.Model):
    """One figure of a claim's current public record, by which its ledger page finds it. Made anew at each publication.

    `position` counts from 0 in the record's figures; what the page shows is read there.
    """

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    publication = models.ForeignKey("claims.Publication", on_delete=models.CASCADE, related_name="ledger")
    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="ledger")
    position = models.PositiveSmallIntegerField()
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="published")
    subject = models.CharField(max_length=200, blank=True)
    subject_slug = models.SlugField(max_length=100, blank=True)
    value = models.DecimalField(max_digits=30, decimal_places=8)
    of = models.DecimalField(max_digits=30, decimal_places=8, null=True, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of the period, else of what was said.")

    objects = PublishedFigureQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "position"], name="published_figure_once")]
        indexes = [models.Index(fields=["measure", "subject_slug"], name="published_figure_page")]

    def __str__(self):
        return f"{self.measure}: {self.value}"
