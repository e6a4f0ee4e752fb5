"""What is public: finished JSON records, each with its place in the one change sequence."""

import uuid

from django.db import models
from django.db.models import F, Lookup, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf


class Sequence(models.Model):
    """The one counter of public changes. A new `epoch` (after a restore) says that the old numbers no longer hold."""

    epoch = models.UUIDField(default=uuid.uuid4)
    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="sequence_is_one_row")]

    def __str__(self):
        return f"{self.epoch}:{self.value}"


INDEXED = 100_000  # characters of `search` in the index of PostgreSQL (migration 0013)


@models.TextField.register_lookup
class HasWords(Lookup):
    """`search__has_words=[…]`: every one of these normalised words is among those of `search`, whole and to the letter.

    PostgreSQL finds the rows by its index over the words first; what it finds is compared to the letter as on SQLite.
    """

    lookup_name = "has_words"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        return self.contained(compiler, connection, "INSTR")

    def as_postgresql(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        exact, others = self.contained(compiler, connection, "STRPOS")
        indexed = f"to_tsvector('simple', left({lhs}, {INDEXED})) @@ plainto_tsquery('simple', %s)"
        return f"({indexed} AND {exact})", [*params, " ".join(self.rhs), *others]

    def contained(self, compiler, connection, function):
        lhs, params = self.process_lhs(compiler, connection)
        parts = [f"{function}({lhs}, %s) > 0" for _word in self.rhs]
        return f"({' AND '.join(parts)})", [one for word in self.rhs for one in (*params, f" {word} ")]


class PublicationQuerySet(models.QuerySet):
    def claims(self):
        """The present public record of each claim that readers may see, held ones included, withdrawn ones not."""
        return self.filter(current=True, claim__isnull=False, status__in=("published", "held"))

    def events(self):
        """The present sheet of each event with a public claim."""
        return self.sheets("event").filter(status="published")

    def speakers(self):
        """The present sheet of each speaker with a public claim; those merged into another have none."""
        return self.sheets("speaker").filter(status="published")

    def sheets(self, noun):
        """The present sheet of each "event", "speaker" or "article" that ever was public, even without a claim."""
        return self.filter(current=True, **{f"{noun}__isnull": False})

    def matching(self, words):
        """Those with every one of `words`, normalised as claims.text.tokens does; all where there is none."""
        return self.filter(search__has_words=list(words)) if words else self

    def on_topic(self, slug):
        """Those filed under a topic."""
        return self.filter(topics__contains=f" {slug} ")

    def after(self, sequence):
        """Everything public that happened after `sequence`, in order."""
        return self.filter(sequence__gt=sequence).order_by("sequence")

    def changes(self, sequence):
        """`after`, each row with `told`: what the change feed carries of it.

        Of a claim that is held or withdrawn now, its tombstone in every entry; of events, speakers and articles their
        record as it is now, so that no earlier tally tells a verdict taken back; else the entry's own tombstone or
        body.
        """
        stone = NullIf("tombstone", Value("", models.TextField()))
        sheets = [present(noun, F("body")) for noun in ("event", "speaker", "article")]
        told = Coalesce(present("claim", stone), *sheets, stone, F("body"))
        return self.after(sequence).annotate(told=told)


def present(noun, value):
    """`value` of the current publication of an outer row's claim, event, speaker or article; null where it has none."""
    return Subquery(
        Publication.objects.filter(current=True, **{noun: OuterRef(noun)})
        .order_by()
        .annotate(said=value)
        .values("said")[:1]
    )


class Publication(models.Model):
    """One public state of a claim, of an event's public sheet, of a speaker's or of an article's.

    `body` is the finished JSON as text. `tombstone`, where set, is what the change feed carries in its place: for a
    hold, and for every entry of a claim that was withdrawn. The columns after it only serve filters and order.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published"
        CORRECTED = "corrected"
        HELD = "held"
        RELEASED = "released"
        WITHDRAWN = "withdrawn"
        SOURCE_STATE = "source_state"
        REPLY = "reply"
        EVENT = "event"
        SPEAKER = "speaker"
        ARTICLE = "article"

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    sequence = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    claim = models.ForeignKey(
        "claims.Claim", null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    event = models.ForeignKey(
        "claims.Event", null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    speaker = models.ForeignKey(
        "claims.Speaker", null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    article = models.ForeignKey(
        "claims.Article", null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    subject = models.UUIDField(help_text="Public identifier of the claim, event, speaker or article.")
    current = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)
    body = models.TextField()
    tombstone = models.TextField(blank=True)

    status = models.CharField(max_length=9, default="published")
    published_at = models.DateTimeField()
    language = models.CharField(max_length=2, blank=True)
    verdict = models.SlugField(blank=True)
    attribution = models.CharField(max_length=9, blank=True)
    speaker_ref = models.UUIDField(null=True, blank=True)
    article_ref = models.UUIDField(null=True, blank=True)
    event_ref = models.UUIDField(null=True, blank=True)
    topics = models.TextField(blank=True, help_text="Slugs between spaces, one at either end.")
    search = models.TextField(blank=True, help_text="Normalised words between spaces, one at either end.")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, event=None, speaker=None, article=None)
                | Q(claim=None, event__isnull=False, speaker=None, article=None)
                | Q(claim=None, event=None, speaker__isnull=False, article=None)
                | Q(claim=None, event=None, speaker=None, article__isnull=False),
                name="publication_one_subject",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("held", "withdrawn")) | ~Q(tombstone=""), name="publication_held_has_tombstone"
            ),
            *(
                models.UniqueConstraint(
                    fields=[noun], condition=Q(current=True), name=f"publication_current_once_per_{noun}"
                )
                for noun in ("claim", "event", "speaker", "article")
            ),
            models.UniqueConstraint(
                fields=["claim", "version", "revision"], name="publication_revision_once_per_claim"
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-subject"], condition=Q(current=True), name="publication_newest"),
            *(
                models.Index(fields=[column, "-published_at", "-subject"], name=f"publication_by_{name}")
                for name, column in (
                    ("speaker", "speaker_ref"),
                    ("article", "article_ref"),
                    ("event", "event_ref"),
                    ("verdict", "verdict"),
                    ("language", "language"),
                )
            ),
        ]

    def __str__(self):
        return f"{self.sequence} {self.kind}"


class ArticleSheet(models.Model):
    """What readers may see of an article with a published claim: finished JSON, renewed with each of its publications.

    `passages` are the parts of the text that may be shown, as [{"start", "end", "text"}] with offsets into the whole:
    the full text, the sentences around each claim, or none. `cues` are the time codes of a recording in them, the first
    of each line, as [[offset, "hh:mm:ss"]]. `event_ref` and `segment` say which part of which event's transcript it is.
    `checking` are the claims once shown as being checked, as claims.actions.checking writes them; `body` holds them
    while the article is visible.
    """

    article = models.OneToOneField("claims.Article", on_delete=models.PROTECT, related_name="sheet")
    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    public_id = models.UUIDField(unique=True)
    sequence = models.PositiveBigIntegerField()
    first_published_at = models.DateTimeField()
    visible = models.BooleanField(default=True, help_text="At least one claim is public.")
    body = models.TextField()
    passages = models.JSONField(default=list)
    cues = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    checking = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    event_ref = models.UUIDField(null=True, blank=True)
    segment = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-first_published_at", "-public_id"]
        indexes = [
            models.Index(fields=["-first_published_at", "-public_id"], condition=Q(visible=True), name="sheet_newest"),
            models.Index(fields=["event_ref", "segment"], condition=Q(visible=True), name="sheet_of_event"),
        ]

    def __str__(self):
        return str(self.public_id)
