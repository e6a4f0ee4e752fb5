"""Lists that are only read: sources, replies, publications and the audit trail."""

import json

from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from claims.actions import second_ratings
from claims.desk import exports, history, reply_queue, waiting, wording
from claims.desk.base import ChoiceFilter, DeskAdmin, page_of
from claims.desk.lists import WaitingFilter
from claims.models import User
from claims.shown.notation import moment


def link(row, words):
    return format_html('<a href="{}">{}</a>', page_of(row), words) if row else None


class StanceFilter(ChoiceFilter):
    title = _("stance")
    parameter_name = "stance"
    words = wording.STANCES


class SourceAdmin(DeskAdmin):
    names = (_("source"), _("Sources"))
    empty = _("No source here. Sources are attached on a claim's page.")
    list_display = ("title_shown", "kind_word", "stance_word", "claim_label", "removed")
    list_display_links = ("title_shown",)
    list_filter = (StanceFilter,)
    search_fields = ("title", "url", "publisher")
    list_select_related = ("claim",)
    ordering = ("-pk",)

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("claim")
        return rows.filter(claim__newsroom=request.user.newsroom_id) if request.user.newsroom_id else rows

    def title_shown(self, row):
        return row.title

    title_shown.short_description = _("Title")

    def kind_word(self, row):
        return wording.SOURCE_KINDS[row.kind]

    kind_word.short_description = _("Kind")

    def stance_word(self, row):
        return wording.STANCES.get(row.stance, row.stance)

    stance_word.short_description = _("Stance")

    def claim_label(self, row):
        return wording.label_of(row.claim)

    claim_label.short_description = _("Claim")

    def removed(self, row):
        return _("removed") if row.removed_at else None

    removed.short_description = _("Standing")

    def rows(self, row):
        return [
            (_("Claim"), link(row.claim, wording.label_of(row.claim))),
            (_("Kind"), self.kind_word(row)),
            (_("Stance"), self.stance_word(row)),
            (_("Address"), row.url),
            (_("Publisher"), row.publisher),
            (_("As of"), row.as_of),
            (_("Quoted passage"), row.excerpt),
            (_("Standing"), self.removed(row)),
        ]


class ReplyWaiting(WaitingFilter):
    words = waiting.words("reply")


class ReplyAdmin(DeskAdmin):
    names = (_("reply"), _("Replies"))
    empty = _("No reply was recorded. On the page of a published claim, choose “Record a reply”.")
    change_list_template = "desk/replies_list.html"
    list_display = ("from_whom", "kind_word", "claim_label", "received", "answered", "age")
    list_display_links = ("from_whom",)
    list_filter = (ReplyWaiting,)
    search_fields = ("who", "text")
    list_select_related = ("claim__newsroom",)

    def addresses(self):
        return reply_queue.addresses(self)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.filter(claim__newsroom=request.user.newsroom_id) if request.user.newsroom_id else rows

    def get_ordering(self, request):
        """The newest first; of those that wait, the oldest."""
        return ("received_at", "pk") if ReplyWaiting.parameter_name in request.GET else ("-received_at", "-pk")

    def heading(self, row):
        return row.who

    def from_whom(self, row):
        return row.who

    from_whom.short_description = _("From")

    def kind_word(self, row):
        return wording.REPLY_KINDS[row.kind]

    kind_word.short_description = _("Kind")

    def claim_label(self, row):
        return wording.label_of(row.claim)

    claim_label.short_description = _("Claim")

    def received(self, row):
        return moment(row.received_at, row.claim.newsroom.zone())

    received.short_description = _("Received")

    def answered(self, row):
        if row.retracted_at:
            return _("taken back")
        return moment(row.answered_at, row.claim.newsroom.zone()) if row.answered_at else None

    answered.short_description = _("Answered")

    def age(self, row):
        return timesince(row.received_at, depth=1) if not (row.answered_at or row.retracted_at) else None

    age.short_description = _("Waits for")

    def rows(self, row):
        return [
            (_("Claim"), link(row.claim, wording.label_of(row.claim))),
            (_("Kind"), self.kind_word(row)),
            (_("Received"), self.received(row)),
            (_("Text"), row.text),
            (_("Our answer"), row.answer),
            (_("Answered"), self.answered(row)),
            (_("Recorded by"), row.recorded_by.shown_name()),
        ]


class PublicationAdmin(DeskAdmin):
    names = (_("publication"), _("Publications"))
    empty = _("Nothing was published yet. An Approver publishes what a Reviewer proposed.")
    change_list_template = "desk/publications.html"
    list_display = ("sequence", "kind_word", "about", "version_word", "when")
    search_fields = ("body",)
    list_select_related = ("claim", "event", "speaker", "article", "newsroom")
    ordering = ("-sequence",)

    def addresses(self):
        return exports.addresses(self)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    def heading(self, row):
        return f"{row.sequence} · {self.about(row)}"

    def kind_word(self, row):
        return wording.PUBLICATION_KINDS[row.kind]

    kind_word.short_description = _("What happened")

    def about(self, row):
        return wording.label_of(row.claim) if row.claim else str(row.event or row.speaker or row.article)

    about.short_description = _("About")

    def version_word(self, row):
        return f"{row.version}.{row.revision}"

    version_word.short_description = _("Version")

    def when(self, row):
        return moment(row.at, row.newsroom.zone())

    when.short_description = _("At")

    def rows(self, row):
        return [
            (_("About"), link(row.claim or row.event or row.speaker, self.about(row))),
            (_("What happened"), self.kind_word(row)),
            (_("At"), self.when(row)),
            (_("Version"), self.version_word(row)),
            (_("Record"), pretty(row.tombstone or row.body)),
        ]


def pretty(body):
    """Finished JSON, indented for people."""
    text = json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    return format_html('<pre class="json">{}</pre>', text)


class AuditAdmin(DeskAdmin):
    names = (_("entry"), _("Audit trail"))
    empty = _("No entry here. Every step that anybody takes is written down.")
    list_display = ("when", "who", "did", "about", "why")
    search_fields = ("reason", "by__username", "by__first_name", "claim__quote", "article__title")
    list_select_related = ("by", "claim", "article", "newsroom")
    ordering = ("-pk",)

    def get_queryset(self, request):
        rows = second_ratings.readable(super().get_queryset(request), request.user)
        return rows.select_related("by", "claim", "article", "newsroom")

    def when(self, row):
        return moment(row.at, row.newsroom.zone())

    when.short_description = _("At")

    def who(self, row):
        return row.by.shown_name() if row.by else _("The machine")

    who.short_description = _("Who")

    def did(self, row):
        return history.VERBS.get(row.verb, row.verb)

    did.short_description = _("What")

    def about(self, row):
        if row.claim:
            return wording.label_of(row.claim)
        if row.noun == "user":
            return User.objects.get(pk=row.object_pk).shown_name()
        return row.article.title if row.article else row.after.get("name") or row.after.get("title")

    about.short_description = _("About")

    def why(self, row):
        return row.reason or None

    why.short_description = _("Why")

    def page(self, request, row):
        context = {"row": row, "title": self.did(row), "rows": self.rows(row), "history": history.told([row])}
        return self.shown(request, "desk/record.html", **context)

    def rows(self, row):
        subject = row.claim or row.article
        return [
            (_("At"), self.when(row)),
            (_("Who"), self.who(row)),
            (_("About"), link(subject, self.about(row)) if subject else self.about(row)),
            (_("Why"), row.reason),
        ]
