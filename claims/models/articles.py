"""An article or transcript, its immutable texts, what was received, and the run of the engine over each text."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.base import PublicModel
from claims.models.jobs import Job


class Intake(models.Model):
    """What an editor brought, byte for byte, stored before anything is done to it, accepted or not.

    `body` is the pasted text in UTF-8, the file, or what the address answered: empty until it did (see Fetch).
    """

    class Way(models.TextChoices):
        PASTE = "paste"
        FILE = "file"
        ADDRESS = "address"

    class Outcome(models.TextChoices):
        RECEIVED = "received"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    received_at = models.DateTimeField()
    fields = models.JSONField(default=dict)
    way = models.CharField(max_length=7, choices=Way.choices, default=Way.PASTE)
    name = models.CharField(max_length=200, blank=True, help_text="Of a file, as its owner called it.")
    media_type = models.CharField(max_length=100, blank=True)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.RECEIVED)
    problem = models.CharField(max_length=40, blank=True)
    words = models.JSONField(default=dict, help_text="The problem in a sentence, by language.")
    notes = models.JSONField(default=list, help_text="What was read with a doubt: sentences by language.")
    known = models.ForeignKey(
        "claims.Article",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The article that was here already.",
    )
    article = models.ForeignKey("claims.Article", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return self.fields.get("title") or self.name or self.fields.get("url") or self.sha256[:12]


class Article(PublicModel):
    class Kind(models.TextChoices):
        ARTICLE = "article"
        TRANSCRIPT = "transcript"

    class Display(models.TextChoices):
        FULL = "full"
        EXCERPT = "excerpt"
        LINK = "link"

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    event = models.ForeignKey("claims.Event", null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, default="id")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ARTICLE)
    display = models.CharField(max_length=7, choices=Display.choices, default=Display.EXCERPT)
    complete = models.BooleanField(default=True)
    segment = models.PositiveIntegerField(null=True, blank=True, help_text="Its place in the event's transcript.")
    current_text = models.ForeignKey(
        "claims.ArticleText", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="article_has_title")]

    def __str__(self):
        return self.title


class ArticleText(models.Model):
    """One wording of an article. Never edited: a new wording is a new row. Spans of claims point into `content`.

    `received` are the bytes that came (a file or page as it was), `cues` the time codes of a recording as pairs
    [offset, "hh:mm:ss"], `sketch` the few bytes by which versions of one text are found (claims.text.likeness).
    """

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField(default=1)
    received = models.BinaryField()
    media_type = models.CharField(max_length=100, default="text/plain")
    name = models.CharField(max_length=200, blank=True)
    cues = models.JSONField(default=list)
    sketch = models.BinaryField(default=bytes)
    reanchored = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        blank=True,
        help_text="What became of the claims when this wording came in.",
    )
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="text_number_once_per_article"),
            models.UniqueConstraint(fields=["newsroom", "sha256"], name="text_once_per_newsroom"),
            models.CheckConstraint(condition=~Q(content=""), name="text_has_content"),
        ]

    def __str__(self):
        return f"{self.article} [{self.number}]"


class Extraction(Job):
    """The engine's run over one text: its job state, and what it found beside the claims."""

    text = models.OneToOneField(ArticleText, on_delete=models.PROTECT, related_name="extraction")
    language = models.CharField(max_length=2, blank=True)
    outline = models.JSONField(default=dict)
    claims_found = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(default=0, help_text="Of the sentences read, while it runs.")

    class Meta(Job.Meta):
        pass

    def __str__(self):
        return f"{self.text}: {self.state}"


class Conflict(models.Model):
    """Places of one text that cannot both hold, until somebody resolves or dismisses it."""

    class State(models.TextChoices):
        OPEN = "open"
        RESOLVED = "resolved"
        DISMISSED = "dismissed"

    text = models.ForeignKey(ArticleText, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=20)
    spans = models.JSONField()
    note = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    reason = models.TextField(blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["text", "kind", "spans"], name="conflict_once_per_text"),
            models.CheckConstraint(
                condition=Q(closed_by=None, closed_at=None) | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="conflict_closed_pair",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.spans}"
