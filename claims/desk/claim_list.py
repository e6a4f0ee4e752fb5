"""The list of claims on the desk: its filters, its columns, the order in which things wait."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk import bulk, waiting, wording
from claims.desk.base import ChoiceFilter, DeskAdmin, page_of
from claims.desk.lists import ArticleFilter, WaitingFilter
from claims.workflow import Work

WAITING = {Work.QUEUED, Work.IN_REVIEW, Work.PROPOSED}


class WorkFilter(ChoiceFilter):
    title = _("work")
    parameter_name = "work"
    words = wording.WORK


class PublicFilter(ChoiceFilter):
    title = _("public")
    parameter_name = "public"
    words = wording.PUBLIC


class AssignedFilter(ChoiceFilter):
    title = _("assigned")
    parameter_name = "assigned"
    words = {"me": _("to me"), "nobody": _("to nobody")}

    def narrow(self, request, queryset, value):
        return queryset.filter(assigned_to=request.user if value == "me" else None)


class ClaimWaiting(WaitingFilter):
    words = waiting.words("claim")


class ClaimList(DeskAdmin):
    names = (_("claim"), _("Claims"))
    empty = _("No claim here. Paste an article, or take a filter off.")
    list_display = (
        "pick",
        "label_shown",
        "speaker_name",
        "article_title",
        "work_word",
        "public_word",
        "person",
        "since",
    )
    list_display_links = ("label_shown",)
    list_filter = (ClaimWaiting, WorkFilter, PublicFilter, AssignedFilter, ArticleFilter)
    search_fields = ("quote", "speaker__name", "article__title")
    ordering = ("-worked_at", "-pk")
    list_select_related = ("article", "speaker", "assigned_to", "newsroom")

    def get_list_display(self, request):
        """Boxes to tick only for whom there is a step for many."""
        return self.list_display if bulk.offered(request.user) else self.list_display[1:]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(superseded_by=None)

    def change_view(self, request, pk):
        """The page of a claim; of one that became part of another, the way there: old links and mails still lead on."""
        row = super().get_queryset(request).filter(pk=pk).exclude(superseded_by=None).first()
        if row is None or request.method != "GET":
            return super().change_view(request, pk)
        whole = row
        while whole.superseded_by:
            whole = whole.superseded_by
        told = gettext("“%(claim)s” is part of this claim now: the two were merged.")
        messages.info(request, told % {"claim": wording.label_of(row)})
        return HttpResponseRedirect(page_of(whole))

    def get_ordering(self, request):
        """What waits to be accepted or dismissed: what most deserves checking first (claims.text.ranking). Whatever
        else waits for somebody: what waited longest."""
        if request.GET.get(ClaimWaiting.parameter_name) == "curate":
            return ("-checkworthiness", "worked_at", "pk")
        waits = request.GET.get(ClaimWaiting.parameter_name) or request.GET.get("work") in WAITING
        return ("worked_at", "pk") if waits else self.ordering

    def pick(self, row):
        """The box that chooses this claim for a step for many (desk/bulk.py), with its edit counter."""
        words = gettext("Choose “%(claim)s”") % {"claim": wording.label_of(row)}
        box = '<input type="checkbox" name="pick" value="{}:{}" form="bulk" aria-label="{}">'
        return format_html(box, row.pk, row.edit, words)

    pick.short_description = _("Tick")

    def label_shown(self, row):
        return wording.label_of(row)

    label_shown.short_description = _("Claim")

    def speaker_name(self, row):
        return row.speaker and row.speaker.name

    speaker_name.short_description = _("Speaker")

    def article_title(self, row):
        return Truncator(row.article.title).chars(48)

    article_title.short_description = _("Article")

    def work_word(self, row):
        return wording.WORK[row.work]

    work_word.short_description = _("Work")
    work_word.admin_order_field = "work"

    def public_word(self, row):
        return wording.PUBLIC[row.public]

    public_word.short_description = _("Public")
    public_word.admin_order_field = "public"

    def person(self, row):
        return row.assigned_to and row.assigned_to.shown_name()

    person.short_description = _("Assigned")

    def since(self, row):
        return timesince(row.worked_at, depth=1)

    since.short_description = _("Age")
    since.admin_order_field = "worked_at"
