"""Articles on the desk: the list, the paste form, the review page and its steps."""

from django import forms
from django.contrib import messages
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import articles, claims
from claims.actions.refusals import Refused, Unacceptable
from claims.desk import article_page, card_steps, history, marks, paste, precedents, rewording, waiting, wording
from claims.desk.base import ChoiceFilter, DeskAdmin, is_editor, page_of, roles_of, status_of
from claims.desk.forms import DateField, RowForm, text_field
from claims.desk.lists import WaitingFilter
from claims.desk.numbers import span_of, whole
from claims.desk.stale import refused
from claims.models import Claim, Event
from claims.shown.notation import day, moment
from claims.workflow import Role, Work


class DetailsForm(RowForm):
    """What is known about an article; saved by `articles.describe`."""

    together = (("url", "publisher"), ("published_on", "event"))

    title = text_field(_("Title"), length=300, required=True)
    url = text_field(_("Address"), length=500)
    publisher = text_field(_("Publisher"), length=200)
    published_on = DateField(label=_("Published on"))
    event = forms.ModelChoiceField(
        Event.objects.none(), label=_("Debate or event"), required=False, empty_label=_("none")
    )
    display = forms.ChoiceField(label=_("What readers see of the text"), choices=wording.choices(wording.DISPLAYS))
    complete = forms.BooleanField(label=_("This is the whole text"), required=False)

    def __init__(self, data=None, *, row, **kwargs):
        super().__init__(data, row=row, **kwargs)
        self.fields["event"].queryset = Event.objects.filter(newsroom=row.newsroom).order_by("-held_on", "title")


class ExtractionFilter(ChoiceFilter):
    title = _("splitting")
    parameter_name = "extraction"
    words = wording.EXTRACTION_STATES

    def narrow(self, request, queryset, value):
        return queryset.filter(current_text__extraction__state=value)


class ArticleWaiting(WaitingFilter):
    words = waiting.words("article")


class ArticleAdmin(DeskAdmin):
    names = (_("article"), _("Articles"))
    empty = _("There is no article here. Paste one: it is split into claims at once.")
    adding_role = Role.EDITOR
    list_display = ("name", "publisher_name", "when", "received", "state", "claims_listed", "claims_waiting")
    list_display_links = ("name",)
    list_filter = (ExtractionFilter, ArticleWaiting)
    search_fields = ("title", "publisher", "url")

    def get_queryset(self, request):
        """Articles with what lists say of them; their texts, which may be megabytes, only where shown."""
        rows = super().get_queryset(request).select_related("newsroom", "event", "current_text__extraction")
        rows = rows.defer("current_text__content", "current_text__received")
        return rows.annotate(waiting=Subquery(undecided_of_each()))

    def addresses(self):
        return [
            self.address("add/", self.paste, "add"),
            self.look("<int:pk>/state/", self.state_fragment, "state"),
            self.address("<int:pk>/describe/", self.describe, "describe"),
            self.step("<int:pk>/again/", self.again, "again"),
            self.address("<int:pk>/claims/", self.add_claim, "mark"),
            *rewording.addresses(self),
            self.address("<int:pk>/claims/<int:claim>/", self.act, "act"),
            self.look("<int:pk>/claims/<int:claim>/card/", self.card, "card"),
            self.step("<int:pk>/undo/", self.undo, "undo"),
            self.look("<int:pk>/checked/", self.checked, "checked"),
        ]

    # The list

    def name(self, row):
        return row.title

    name.short_description = _("Title")
    name.admin_order_field = "title"

    def publisher_name(self, row):
        return row.publisher or row.newsroom.name

    publisher_name.short_description = _("Publisher")

    def when(self, row):
        return day(row.published_on) if row.published_on else None

    when.short_description = _("Published on")
    when.admin_order_field = "published_on"

    def received(self, row):
        return moment(row.created_at, row.newsroom.zone())

    received.short_description = _("Pasted")
    received.admin_order_field = "created_at"

    def state(self, row):
        found = row.current_text and getattr(row.current_text, "extraction", None)
        return wording.EXTRACTION_STATES[found.state] if found else None

    state.short_description = _("Splitting")

    def claims_listed(self, row):
        found = row.current_text and getattr(row.current_text, "extraction", None)
        return found.claims_found if found else None

    claims_listed.short_description = _("Claims found")

    def claims_waiting(self, row):
        return row.waiting or 0

    claims_waiting.short_description = _("To decide")
    claims_waiting.admin_order_field = "waiting"

    # The pages

    def paste(self, request):
        return paste.paste(self, request)

    def page(self, request, row, status=200, at=None, **context):
        """The review page around ?at=, an offset into the text."""
        at = at if at is not None else whole(request.GET.get("at")) or 0
        refused = context.pop("refused", None)
        opened = whole(request.GET.get("open")), request.GET.get("what", "edit")
        context.setdefault("details", self.details_form(row))
        return self.shown(
            request,
            "desk/article.html",
            status=status,
            title=row.title,
            may_edit=is_editor(request.user),
            may_act=bool(roles_of(request.user) & {Role.EDITOR, Role.REVIEWER}),
            display=wording.DISPLAYS[row.display],
            kind=wording.ARTICLE_KINDS[row.kind],
            history=history.of(row),
            **rewording.part(row, request.user),
            **article_page.build(row, request.user, at=at, refused=refused, opened=opened),
            **context,
        )

    def details_form(self, row, data=None):
        return DetailsForm(data, row=row, auto_id="details-%s")

    def state_fragment(self, request, pk):
        """The state of the splitting, for the page that waits for it."""
        row = self.find(request, pk)
        return HttpResponse(render_to_string("desk/state.html", {"state": article_page.state(row.current_text)}))

    # The steps

    def describe(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = self.details_form(row, request.POST)
        if not form.is_valid():
            return self.page(request, row, status=422, details=form)
        try:
            articles.describe(row, by=request.user, seen=form.seen, **form.changes())
        except Refused as problem:
            form, stale = refused(form, row, problem)
            return self.page(request, row, status=status_of(problem), details=form, stale=stale)
        messages.success(request, gettext("Saved."))
        return HttpResponseRedirect(page_of(row))

    def again(self, request, pk):
        row = self.find(request, pk)
        try:
            articles.extract_again(row, by=request.user)
        except Refused as problem:
            return self.page(request, row, status=status_of(problem), problems=problem.problems)
        return HttpResponseRedirect(page_of(row))

    def add_claim(self, request, pk):
        """A claim from a selection (start and end, code points) or from exact words, with a choice where they recur."""
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        typed = {name: request.POST.get(name, "") for name in ("words", "start", "end", "span")}
        try:
            spans = self.spans(row, typed)
            if len(spans) > 1:
                return self.page(request, row, marking=typed, places=places(row.current_text.content, spans))
            claim = claims.add(row, by=request.user, start=spans[0][0], end=spans[0][1])
        except Refused as problem:
            return self.page(request, row, status=status_of(problem), marking=typed, marking_problems=problem.problems)
        said = gettext("The claim is on the list.")
        return card_steps.answered(request, row, [claim], said, (claim.start, claim.end))

    def act(self, request, pk, claim):
        return card_steps.act(self, request, pk, claim)

    def card(self, request, pk, claim):
        return card_steps.look(self, request, pk, claim)

    def checked(self, request, pk):
        return precedents.look(request, self.find(request, pk))

    def undo(self, request, pk):
        return card_steps.take_back(self, request, pk)

    def spans(self, row, typed):
        """The spans that the person may mean; raises Unacceptable where there is none."""
        if found := span_of(typed["span"] or f"{typed['start']}-{typed['end']}"):
            return [found]
        content, words = row.current_text.content, typed["words"].replace("\r\n", "\n").strip()
        found = marks.occurrences(content, words) if words else []
        if not found:
            raise Unacceptable(
                _("These words are not in the text. Copy them from it to the letter."), field="words", code="words"
            )
        return found


def undecided_of_each():
    """How many claims of an article wait for a decision: counted apart, so that no text takes part in the grouping."""
    waiting = Claim.objects.filter(article=OuterRef("pk"), work=Work.EXTRACTED, superseded_by=None).order_by()
    return waiting.values("article").annotate(number=Count("pk")).values("number")


def places(content, spans):
    """Where words recur, each with what stands around it, for the person to choose."""
    return [
        {
            "span": f"{a}-{b}",
            "before": content[max(a - 60, 0) : a],
            "words": content[a:b],
            "after": content[b : b + 60],
        }
        for a, b in spans
    ]
