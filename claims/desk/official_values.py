"""Official figures on the desk: the values, and the tables that they come from, previewed before they are saved."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import official_values, table_reading
from claims.actions.refusals import Refused
from claims.desk import history, wording
from claims.desk.base import ChoiceFilter, DeskAdmin, is_editor, newsroom_of, page_of, status_of
from claims.desk.external_checks import NO_FILE, ReasonForm
from claims.desk.forms import DeskForm, text_field
from claims.desk.numbers import whole
from claims.models import Event, OfficialTable
from claims.shown import notation
from claims.shown.notation import moment
from claims.workflow import Role

LIMIT = 20_000_000
PREVIEWED = 100
PARTS = {
    "measure": _("Measure"),
    "subject": _("Subject"),
    "period": _("Period"),
    "value": _("Value"),
    "unit": _("Unit"),
    "source": _("Source"),
}
STATES = {
    "received": _("to be looked through"),
    "saved": _("saved"),
    "removed": _("removed"),
}
NOTATIONS = {"id": _("Indonesian: 1.234,5"), "en": _("English: 1,234.5")}


class TableForm(DeskForm):
    """A table as a file, and where it is from."""

    together = (("url", "as_of"),)
    file = forms.FileField(
        label=_("File of the table"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
        error_messages={"required": NO_FILE},
        help_text=_("CSV or XLSX. Its first line names the columns: measure, subject, period, value, unit, source."),
    )
    title = text_field(_("What the table is called"), length=300, required=True)
    publisher = text_field(_("Published by"), length=200, required=True)
    url = text_field(_("Address"), length=1000)
    as_of = text_field(_("As of"), length=80)
    language = forms.ChoiceField(label=_("Language and numbers of the table"), choices=wording.choices(NOTATIONS))

    def clean_file(self):
        if self.cleaned_data["file"].size > LIMIT:
            raise ValidationError(_("The file is larger than 20 MB. Leave out what the event does not need."))
        return self.cleaned_data["file"]


class EventTableForm(TableForm):
    event = forms.ModelChoiceField(Event.objects.none(), label=_("For the pack of"), required=False)

    def __init__(self, *args, newsroom, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = Event.objects.filter(newsroom=newsroom).order_by("-held_on", "-pk")
        self.fields["event"].empty_label = gettext("no event")


class ColumnsForm(DeskForm):
    """Which column of the table holds what, each part by its number."""

    together = (("measure", "value"), ("subject", "period"), ("unit", "source"))
    field_order = ("measure", "value", "subject", "period", "unit", "source", "language")
    language = forms.ChoiceField(label=_("Language and numbers of the table"), choices=wording.choices(NOTATIONS))

    def __init__(self, data=None, *, headings, columns=None, language="id"):
        initial = {**{part: str(number) for part, number in (columns or {}).items()}, "language": language}
        super().__init__(data, initial=initial, auto_id="columns-%s")
        numbered = [(str(n), head or gettext("column %d") % (n + 1)) for n, head in enumerate(headings)]
        for part, word in PARTS.items():
            choices = [("", gettext("none")), *numbered]
            self.fields[part] = forms.ChoiceField(label=word, choices=choices, required=False)
        self.order_fields(self.field_order)

    def columns(self):
        return {part: whole(self.cleaned_data[part]) for part in PARTS}


def receive(form, by, newsroom, event=None):
    """Stores the table of a valid form; raises Refused."""
    fields = {name: form.cleaned_data[name] for name in ("title", "publisher", "url", "as_of", "language")}
    file = form.cleaned_data["file"]
    return official_values.receive(by=by, newsroom=newsroom, name=file.name, data=file.read(), event=event, **fields)


def said(problems):
    """(row number, sentence, whether it is only a doubt) of each problem."""
    return [
        (one["row"], table_reading.PROBLEMS.get(one["code"], one["code"]), one["code"] in table_reading.DOUBTS)
        for one in problems
    ]


class OfficialValueAdmin(DeskAdmin):
    names = (_("official figure"), _("Official figures"))
    empty = _("No official figure here. Add a table of a statistics office or ministry, or take a filter off.")
    adding_role = Role.EDITOR
    list_display = ("what", "of_whom", "for_when", "figure", "from_where")
    list_display_links = ("what",)
    search_fields = ("measure", "subject", "period", "table__title", "table__publisher")
    ordering = ("measure", "subject", "-period")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(table__state="saved").select_related("table")

    def addresses(self):
        return [self.address("add/", self.add, "add")]

    def add(self, request):
        return HttpResponseRedirect(reverse("admin:claims_officialtable_add"))

    def what(self, row):
        return row.measure

    what.short_description = _("Measure")
    what.admin_order_field = "measure"

    def of_whom(self, row):
        return row.subject or None

    of_whom.short_description = _("Subject")
    of_whom.admin_order_field = "subject"

    def for_when(self, row):
        return row.period or None

    for_when.short_description = _("Period")
    for_when.admin_order_field = "period"

    def figure(self, row):
        return f"{notation.number(row.value)} {row.unit}".strip()

    figure.short_description = _("Value")

    def from_where(self, row):
        return f"{row.source_title} · {row.table.publisher}"

    from_where.short_description = _("Source")

    def page(self, request, row):
        """A value has no page of its own: its table shows it in its place."""
        return HttpResponseRedirect(f"{page_of(row.table)}#row-{row.row}")


class TableState(ChoiceFilter):
    title = _("standing")
    parameter_name = "state"
    words = STATES


class OfficialTableAdmin(DeskAdmin):
    names = (_("official table"), _("Official tables"))
    empty = _("No table yet. Add one of a statistics office or ministry as CSV or XLSX.")
    adding_role = Role.EDITOR
    list_display = ("title", "publisher", "stands", "when", "who")
    list_display_links = ("title",)
    list_filter = (TableState,)
    list_select_related = ("received_by", "newsroom")
    search_fields = ("title", "publisher")
    ordering = ("-pk",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("body")

    def addresses(self):
        return [
            self.address("add/", self.add, "add"),
            self.address("<int:pk>/columns/", self.columns, "columns"),
            self.address("<int:pk>/save/", self.save, "save"),
            self.address("<int:pk>/remove/", self.remove, "remove"),
            self.look("<int:pk>/received/", self.received, "received"),
        ]

    def stands(self, row):
        return STATES[row.state]

    stands.short_description = _("Standing")

    def when(self, row):
        return moment(row.received_at, row.newsroom.zone())

    when.short_description = _("Received")

    def who(self, row):
        return row.received_by.shown_name()

    who.short_description = _("Who")

    # The page: a preview until it is saved, then what was saved

    def page(self, request, row, status=200, **context):
        waiting = row.state == OfficialTable.State.RECEIVED
        part = self.preview(row) if waiting else self.saved(row)
        return self.shown(
            request,
            "desk/official_table.html",
            status=status,
            title=row.title,
            row=row,
            waiting=waiting,
            stands=STATES[row.state],
            received=f"{self.when(row)}, {self.who(row)}",
            events=row.events.all(),
            may_edit=is_editor(request.user) and row.state != OfficialTable.State.REMOVED,
            history=history.of(row),
            reason_form=context.pop("reason_form", None) or ReasonForm(auto_id="remove-%s"),
            **{**part, **context},
        )

    def preview(self, row):
        try:
            found = official_values.reading(row)
        except Refused as problem:
            return {"trouble": problem.problems}
        problems = said(found.problems)
        form = ColumnsForm(headings=found.headings, columns=row.columns, language=row.language)
        return {
            "columns_form": form,
            "missing": [PARTS[part] for part in found.missing],
            "values": found.rows[:PREVIEWED],
            "number": len(found.rows),
            "problems": problems[:200],
            "left_out": sum(not doubt for _row, _words, doubt in problems),
            "doubts": sum(doubt for _row, _words, doubt in problems),
        }

    def saved(self, row):
        problems = said(row.problems)
        return {
            "values": row.values.select_related("table")[:1000],
            "number": row.values.count(),
            "problems": problems[:200],
            "left_out": sum(not doubt for _row, _words, doubt in problems),
            "doubts": sum(doubt for _row, _words, doubt in problems),
        }

    # Steps

    def add(self, request):
        newsroom, posted = newsroom_of(request.user), request.method == "POST"
        form = EventTableForm(request.POST if posted else None, request.FILES or None, newsroom=newsroom)
        status = 422 if posted else 200
        if posted and form.is_valid():
            try:
                row = receive(form, request.user, newsroom, form.cleaned_data["event"])
            except Refused as problem:
                form.refuse(problem)
                status = status_of(problem)
            else:
                return HttpResponseRedirect(page_of(row))
        title = gettext("Add an official table")
        return self.shown(request, "desk/add_table.html", status=status, title=title, form=form)

    def columns(self, request, pk):
        """Reads the table anew with the columns that a person named."""
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        headings = official_values.reading(row).headings
        form = ColumnsForm(request.POST, headings=headings)
        if not form.is_valid():
            return self.page(request, row, status=422, columns_form=form)
        language = form.cleaned_data["language"]

        def act():
            official_values.read_as(row, by=request.user, columns=form.columns(), language=language)

        return self.attempt(request, row, act, "columns_form", form, gettext("Read anew. Nothing is saved yet."))

    def save(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        return self.attempt(request, row, lambda: official_values.save(row, by=request.user), None, None)

    def remove(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = ReasonForm(request.POST, auto_id="remove-%s")
        done = gettext("Removed. It stays in the history.")

        def act():
            official_values.remove(row, by=request.user, reason=request.POST.get("reason", ""))

        return self.attempt(request, row, act, "reason_form", form, done)

    def attempt(self, request, row, act, name, form, done=None):
        """Runs a step; where it is refused the page comes back with the form and the reason."""
        try:
            act()
        except Refused as problem:
            row.refresh_from_db()
            if form is None:
                return self.page(request, row, status=status_of(problem), refused=problem.problems)
            form.is_valid()
            form.refuse(problem)
            return self.page(request, row, status=status_of(problem), **{name: form})
        messages.success(request, done or gettext("Saved."))
        return HttpResponseRedirect(page_of(row))

    def received(self, request, pk):
        """The file as it came, to be kept, never to be opened by the browser."""
        row = self.find(request, pk)
        answer = HttpResponse(bytes(row.body), content_type="application/octet-stream")
        stem, _dot, suffix = row.name.rpartition(".")
        name = f"{slugify(stem) or 'table'}.{suffix}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
