"""A claim: a span of an article's text, what is asserted there, by whom, and where the work and the public stand."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from claims import workflow
from claims.models.base import PublicModel, WordsField
from claims.models.second_ratings import Outcome, Round


def choices_of(states):
    return [(str(state), str(state)) for state in states]


class ClaimQuerySet(models.QuerySet):
    def listed(self):
        """Claims on the desk's list: neither dismissed nor replaced by another."""
        return self.exclude(work=workflow.Work.DISMISSED).filter(superseded_by=None)

    def chosen(self):
        """Claims that the newsroom chose to check: taken on by a person and not dismissed."""
        return self.listed().exclude(work=workflow.Work.EXTRACTED)

    def in_public(self):
        return self.filter(public__in=workflow.IN_PUBLIC)

    def for_desk(self):
        return self.select_related(
            "newsroom", "article__newsroom", "text", "speaker", "assigned_to", "draft__rating", "publication"
        )


class Claim(PublicModel):
    class Mode(models.TextChoices):
        DIRECT = "direct"
        INDIRECT = "indirect"

    class Attribution(models.TextChoices):
        CONFIRMED = "confirmed"
        REPORTED = "reported"

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    article = models.ForeignKey("claims.Article", on_delete=models.PROTECT, related_name="claims")
    text = models.ForeignKey("claims.ArticleText", on_delete=models.PROTECT, related_name="claims")
    extracted_start = models.PositiveIntegerField(null=True, blank=True)
    extracted_end = models.PositiveIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    mode = models.CharField(max_length=8, choices=Mode.choices)
    continued = models.BooleanField(default=False)
    label = WordsField()
    statement = WordsField()
    translated = models.JSONField(default=dict)
    speaker = models.ForeignKey("claims.Speaker", null=True, blank=True, on_delete=models.PROTECT)
    role = WordsField()
    said_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(max_length=9, choices=Attribution.choices, default=Attribution.REPORTED)
    attribution_url = models.URLField(max_length=500, blank=True)
    attribution_at = models.CharField(max_length=12, blank=True)
    timecode = models.CharField(max_length=12, blank=True)
    checkworthiness = models.DecimalField(max_digits=4, decimal_places=3, default=0)
    reasons = models.JSONField(default=list)
    topics = models.ManyToManyField("claims.Topic", blank=True)

    work = models.CharField(max_length=9, choices=choices_of(workflow.Work), default=workflow.Work.EXTRACTED)
    worked_at = models.DateTimeField()
    public = models.CharField(max_length=9, choices=choices_of(workflow.Public), default=workflow.Public.NONE)
    dismissal = models.CharField(max_length=20, blank=True)
    dismissal_note = models.TextField(blank=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    touched = models.BooleanField(default=False, help_text="A person changed it: the engine leaves it alone.")
    superseded_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    edit = models.PositiveIntegerField(default=0, help_text="Counts changes, so that a stale form is noticed.")
    draft = models.ForeignKey("claims.Verdict", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    live = models.ForeignKey("claims.Verdict", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    publication = models.ForeignKey(
        "claims.Publication", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["start", "end", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="claim_span_not_empty"),
            models.CheckConstraint(
                condition=Q(extracted_start=None, extracted_end=None)
                | Q(extracted_start__isnull=False, extracted_end__isnull=False, extracted_end__gt=F("extracted_start")),
                name="claim_extracted_pair",
            ),
            models.UniqueConstraint(
                fields=["text", "extracted_start", "extracted_end"], name="claim_once_per_extracted_span"
            ),
            models.CheckConstraint(condition=~Q(quote=""), name="claim_has_quote"),
            models.CheckConstraint(
                condition=(Q(work="dismissed") & ~Q(dismissal="")) | (~Q(work="dismissed") & Q(dismissal="")),
                name="claim_dismissed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(attribution="reported") | ~Q(attribution_url="") | ~Q(attribution_at=""),
                name="claim_confirmed_by_recording",
            ),
            models.CheckConstraint(
                condition=Q(public="none", publication=None, live=None, published_at=None)
                | (~Q(public="none") & Q(publication__isnull=False, live__isnull=False, published_at__isnull=False)),
                name="claim_public_has_publication",
            ),
            models.CheckConstraint(
                condition=Q(public="none") | ~Q(work="dismissed"), name="claim_public_not_dismissed"
            ),
        ]
        indexes = [
            models.Index(fields=["work", "worked_at"], name="claim_work"),
            models.Index(fields=["article", "start"], name="claim_in_article"),
        ]

    def __str__(self):
        return self.label.get("id") or self.label.get("en") or self.quote[:75]

    def standing(self):
        """Where this claim stands, as the workflow's table asks it."""
        asked = set()
        if (
            self.public == workflow.Public.HELD
            and self.holds.filter(closed_at=None).exclude(release_proposed_by=None).exists()
        ):
            asked.add("release")
        if self.public in workflow.IN_PUBLIC and self.withdrawals.filter(approved_at=None, refused_at=None).exists():
            asked.add("withdrawal")
        return workflow.Standing(
            self.work, self.public, self.draft_id is not None, frozenset(asked), self.awaits_rating()
        )

    def awaits_rating(self):
        """Whether the proposed verdict is still to be rated blind: the newsroom asks it and no two people agree yet."""
        if self.work != workflow.Work.PROPOSED or self.draft_id is None or not self.newsroom.blind_rating:
            return False
        return Round(self.draft, self.draft.proposed_at).outcome == Outcome.OPEN

    def present(self):
        """What is public of this claim now, a Publication; None where nothing is.

        `publication` is the one that the last step on the claim made: what follows a change of facts around it (a
        speaker renamed) does not touch the claim's row.
        """
        return self.publications.filter(current=True).first()

    def public_path(self):
        return reverse("site:claim", args=[self.public_id])
