"""Official figures: tables as received from a statistics office or ministry, and the values read out of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

USER = settings.AUTH_USER_MODEL


class OfficialTable(models.Model):
    """A file of official figures, byte for byte, and how it is read. Its values exist once a person saved them.

    `columns` maps what a row needs (measure, subject, period, value, unit) to the number of a column; `language` is
    that of its words and of its notation of numbers. `problems` are those of the rows that were not saved.
    """

    class State(models.TextChoices):
        RECEIVED = "received"
        SAVED = "saved"
        REMOVED = "removed"

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    events = models.ManyToManyField("claims.Event", blank=True, related_name="official_tables")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=1000, blank=True)
    as_of = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, default="id")
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RECEIVED)
    problems = models.JSONField(default=list)
    received_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(publisher=""), name="official_table_has_source"),
            models.CheckConstraint(
                condition=Q(saved_at=None, saved_by=None) | Q(saved_at__isnull=False, saved_by__isnull=False),
                name="official_table_saved_pair",
            ),
        ]

    def __str__(self):
        return self.title


class OfficialValueQuerySet(models.QuerySet):
    def standing(self):
        """Values of tables that were not taken back."""
        return self.filter(table__state=OfficialTable.State.SAVED).select_related("table")

    def for_event(self, event):
        return self.standing().filter(table__events=event)


class OfficialValue(models.Model):
    """One row of a table. `raw` is the value as printed.

    `measure_key` and `subject_key` are their normalised words, by which a claim's figures find them.
    """

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    table = models.ForeignKey(OfficialTable, on_delete=models.PROTECT, related_name="values")
    row = models.PositiveIntegerField(help_text="Its line in the table, the heading being line 1.")
    measure = models.CharField(max_length=200)
    subject = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=80, blank=True)
    value = models.DecimalField(max_digits=30, decimal_places=8)
    unit = models.CharField(max_length=80, blank=True)
    raw = models.CharField(max_length=200)
    source = models.CharField(max_length=500, blank=True, help_text="As the row itself names it, words or an address.")
    measure_key = models.CharField(max_length=300, db_index=True)
    subject_key = models.CharField(max_length=300, blank=True)

    objects = OfficialValueQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "subject", "-period", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "row"], name="official_value_once_per_row"),
            models.CheckConstraint(condition=~Q(measure="") & ~Q(measure_key=""), name="official_value_has_measure"),
        ]

    @property
    def source_url(self):
        """Where it can be looked up: the row's own address, else the table's; "" for none."""
        return self.source if self.source.startswith(("http://", "https://")) else self.table.url

    @property
    def source_title(self):
        """What its source is called: as the row says, else as the table is called."""
        return self.source if self.source and not self.source.startswith("http") else self.table.title

    def __str__(self):
        return " · ".join(part for part in (self.measure, self.subject, self.period) if part)
