"""Everything that was pasted, accepted or not: to be found again, never lost."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims.desk import waiting, wording
from claims.desk.base import ChoiceFilter, DeskAdmin, page_of
from claims.desk.lists import WaitingFilter
from claims.shown.tags import moment

SHOWN = 20_000  # characters of a paste on its page


class OutcomeFilter(ChoiceFilter):
    title = _("outcome")
    parameter_name = "outcome"
    words = wording.OUTCOMES


class RefusedFilter(WaitingFilter):
    words = waiting.words("intake")


class IntakeAdmin(DeskAdmin):
    names = (_("paste"), _("Pastes"))
    empty = _("Nothing was pasted yet. Paste an article: whatever becomes of it, its text is kept here.")
    list_display = ("title", "came", "person", "result")
    list_filter = (OutcomeFilter, RefusedFilter)
    search_fields = ("fields__title", "sha256")
    list_select_related = ("by", "newsroom")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("body")

    def title(self, row):
        return row.fields.get("title") or _("without a title")

    title.short_description = _("Title")

    def came(self, row):
        return moment(row.received_at, row.newsroom.zone())

    came.short_description = _("Received")

    def person(self, row):
        return row.by.shown_name()

    person.short_description = _("By")

    def result(self, row):
        words = wording.OUTCOMES[row.outcome]
        problem = wording.PROBLEMS.get(row.problem)
        return format_html("{}: {}", words, problem) if problem else words

    result.short_description = _("Outcome")

    def page(self, request, row):
        text = bytes(row.body).decode("utf-8", "replace")
        return self.shown(
            request,
            "desk/intake.html",
            row=row,
            title=self.title(row),
            rows=self.rows(row),
            text=text[:SHOWN],
            more=len(text) - SHOWN,
            again=f"{reverse('admin:claims_article_add')}?intake={row.pk}",
        )

    def rows(self, row):
        article = row.article and format_html('<a href="{}">{}</a>', page_of(row.article), row.article.title)
        return [
            (_("Received"), self.came(row)),
            (_("By"), self.person(row)),
            (_("Outcome"), self.result(row)),
            (_("Article"), article),
            (_("Address"), row.fields.get("url")),
            (_("Publisher"), row.fields.get("publisher")),
            ("SHA-256", row.sha256),
        ]
