"""What colleagues say to one another on the desk: comments, notices, who is where, kept filters."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

USER = settings.AUTH_USER_MODEL


class Comment(models.Model):
    """Words on a claim, or on a selection of an article's text (`start`, `end` in code points). Never public."""

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    article = models.ForeignKey("claims.Article", on_delete=models.PROTECT, related_name="comments")
    claim = models.ForeignKey("claims.Claim", null=True, blank=True, on_delete=models.PROTECT, related_name="comments")
    text = models.ForeignKey("claims.ArticleText", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    body = models.TextField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["article", "at"], name="comment_in_article")]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="comment_has_body"),
            models.CheckConstraint(
                condition=Q(start=None, end=None, text=None)
                | Q(start__isnull=False, end__gt=F("start"), text__isnull=False),
                name="comment_span_pair",
            ),
        ]

    def __str__(self):
        return self.body[:60]


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def to_mail(self):
        """Notices still to be sent by e-mail."""
        return self.filter(mail_wanted=True, mailed_at=None)

    def given_up(self):
        """Notices whose letter could not be sent, however often it was tried."""
        return self.to_mail().filter(mail_next_at=None, mail_tries__gt=0)


class Notice(models.Model):
    """Something that a person should know: on the desk at once, by e-mail where they want it."""

    class Kind(models.TextChoices):
        MENTION = "mention"
        ASSIGNMENT = "assignment"
        SENT_BACK = "sent_back"
        PROPOSAL = "proposal"
        REPLY = "reply"
        RATING = "rating"
        HOLD = "hold"
        INVITATION = "invitation"
        RESET = "reset"
        READER = "reader"

    to = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    claim = models.ForeignKey("claims.Claim", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    article = models.ForeignKey("claims.Article", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, help_text="The reason or comment it is about.")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_wanted = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_next_at = models.DateTimeField(null=True, blank=True)
    mail_error = models.TextField(blank=True, default="", db_default="", help_text="Why the last try failed.")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["to", "read_at"], name="notice_of_person"),
            models.Index(fields=["mail_wanted", "mailed_at", "mail_next_at"], name="notice_to_mail"),
        ]

    def __str__(self):
        return f"{self.kind} → {self.to}"


class Presence(models.Model):
    """Who has a claim's page open: renewed while it is, forgotten a little after."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="present_people")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    editing = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "user"], name="presence_once_per_person")]

    def __str__(self):
        return f"{self.user} @ {self.claim_id}"


class SavedFilter(models.Model):
    """A list of the desk as somebody narrowed it, kept under a name; `shared` with the whole newsroom."""

    newsroom = models.ForeignKey("claims.Newsroom", on_delete=models.PROTECT)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="saved_filters")
    noun = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000, blank=True)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["noun", "name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "noun", "name"], name="saved_filter_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_name"),
        ]

    def __str__(self):
        return self.name
