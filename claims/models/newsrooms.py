"""The organisation that publishes. One by default; everything that is published carries it."""

from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Max, Subquery

from claims.models.base import PublicModel, WordsField
from claims.models.matching import MatchDecision
from claims.models.publications import Sequence


def validate_time_zone(name):
    """Raises ValidationError unless `name` is an IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(f"{name} is not a time zone.")


def default_languages():
    return ["id", "en"]


class NewsroomQuerySet(models.QuerySet):
    def default(self):
        """The newsroom of a single-newsroom installation: the one created first."""
        return self.order_by("pk").first()

    def with_sequence(self):
        """The default newsroom with `sequence` and `epoch` of what is public, in one query: all that a cache asks.

        `rejections` and `rejected_at`: how many matches the desks rejected and when last, which no sequence tells.
        """
        row = Sequence.objects.filter(pk=1)
        rejected = MatchDecision.objects.filter(decision=MatchDecision.Decision.REJECTED).order_by().values("decision")
        number, last = (Subquery(rejected.annotate(told=one).values("told")) for one in (Count("pk"), Max("at")))
        value, epoch = Subquery(row.values("value")[:1]), Subquery(row.values("epoch")[:1])
        return self.annotate(sequence=value, epoch=epoch, rejections=number, rejected_at=last).default()


class Newsroom(PublicModel):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    url = models.URLField(max_length=500, default="", blank=True)
    time_zone = models.CharField(max_length=64, default="Asia/Jakarta", validators=[validate_time_zone])
    license = models.CharField(max_length=64, default="CC-BY-4.0")
    languages = models.JSONField(default=default_languages)
    blind_rating = models.BooleanField(
        default=False, db_default=False, help_text="A second reviewer rates each proposal before seeing its verdict."
    )
    shows_checking = models.BooleanField(
        default=False, db_default=False, help_text="Readers see which claims of an article are being checked."
    )
    about = WordsField(blank=True, help_text="What the newsroom tells readers of itself, in paragraphs.")
    email = models.EmailField(max_length=200, default="", db_default="", blank=True)
    postal_address = models.TextField(default="", db_default="", blank=True)
    responsible = models.CharField(
        max_length=200, default="", db_default="", blank=True, help_text="Who answers for it (penanggung jawab)."
    )
    demo = models.BooleanField(default=False, help_text="Every public page says that its content is fictional.")

    objects = NewsroomQuerySet.as_manager()

    def __str__(self):
        return self.name

    def zone(self):
        return ZoneInfo(self.time_zone)

    def site_url(self):
        """Base of this newsroom's public addresses, without a closing slash."""
        return (self.url or settings.SITE_URL).rstrip("/")
