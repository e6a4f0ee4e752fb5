"""Everything that came in, accepted or not: to be found again, never lost."""

from io import BytesIO

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims.actions import fetches
from claims.actions.refusals import Refused
from claims.desk import waiting, wording
from claims.desk.base import ChoiceFilter, DeskAdmin, page_of, status_of
from claims.desk.lists import WaitingFilter
from claims.models import Fetch, Intake
from claims.shown.tags import chosen, moment

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
        return row.fields.get("title") or row.name or row.fields.get("url") or _("without a title")

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

    def addresses(self):
        return [
            self.look("<int:pk>/state/", self.state_fragment, "state"),
            self.look("<int:pk>/received/", self.received, "received"),
            self.step("<int:pk>/fetch/", self.fetch_again, "fetch"),
        ]

    def page(self, request, row, status=200, **context):
        """What was received and what became of it; ?then=article goes on to the article as soon as there is one."""
        if request.GET.get("then") == "article" and row.article_id:
            return HttpResponseRedirect(page_of(row.article))
        text = bytes(row.body).decode("utf-8", "replace") if row.way == Intake.Way.PASTE else ""
        return self.shown(
            request,
            "desk/intake.html",
            status=status,
            row=row,
            title=self.title(row),
            rows=self.rows(row),
            text=text[:SHOWN],
            more=len(text) - SHOWN,
            size=len(row.body),
            state=state(row),
            again=f"{reverse('admin:claims_article_add')}?intake={row.pk}",
            **context,
        )

    def state_fragment(self, request, pk):
        """How far the fetching is, for the page that waits for it."""
        return HttpResponse(render_to_string("desk/state.html", {"state": state(self.find(request, pk))}))

    def received(self, request, pk):
        """The bytes as they came, to be saved; never shown by the browser as what they claim to be."""
        row = self.find(request, pk)
        name = row.name or f"factcheck-{row.pk}{'.txt' if row.way == Intake.Way.PASTE else '.bin'}"
        return FileResponse(
            BytesIO(bytes(row.body)), as_attachment=True, filename=name, content_type="application/octet-stream"
        )

    def fetch_again(self, request, pk):
        row = self.find(request, pk)
        try:
            fetches.again(get_object_or_404(Fetch, intake=row), by=request.user)
        except Refused as problem:
            return self.page(request, row, status=status_of(problem), problems=problem.problems)
        return HttpResponseRedirect(f"{page_of(row)}?then=article")

    def rows(self, row):
        return [
            (_("Received"), self.came(row)),
            (_("By"), self.person(row)),
            (_("Came as"), wording.WAYS[row.way]),
            (_("Outcome"), self.result(row)),
            (_("Why"), chosen(row.words)[0]),
            (_("Article"), link(row.article)),
            (_("Already here"), link(row.known)),
            (_("File"), row.name),
            (_("Address"), row.fields.get("url")),
            (_("Publisher"), row.fields.get("publisher")),
            ("SHA-256", row.sha256 if row.body else ""),
        ]


def link(article):
    return article and format_html('<a href="{}">{}</a>', page_of(article), article.title)


def state(intake):
    """The fetch's state for the page, as `article_page.state` gives the splitting's; None where nothing is fetched."""
    found = Fetch.objects.filter(intake=intake).first()
    return found and {
        "words": fetches.state_in_words(found),
        "error": "",
        "state": found.state,
        "waits": found.state in ("waiting", "running"),
        "failed": found.state == "failed",
    }
