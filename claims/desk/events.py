"""Events on the desk: debates, speeches and interviews, with who takes part."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import events, speakers
from claims.actions.refusals import Refused
from claims.desk import history, pack, room, room_page, wording
from claims.desk.base import DeskAdmin, is_editor, newsroom_of, page_of, status_of
from claims.desk.forms import DateField, DeskForm, RowForm, pair_fields, text_field
from claims.models import Speaker
from claims.shown.notation import day
from claims.workflow import Role


class EventForm(RowForm):
    title = text_field(_("Title"), length=300, required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=wording.choices(wording.EVENT_KINDS))
    held_on = DateField(label=_("Date"))
    place = text_field(_("Place"), length=200)
    election = text_field(_("Election"), length=200)
    recording_url = text_field(_("Address of the recording"), length=500)

    def clean_recording_url(self):
        url = self.cleaned_data["recording_url"]
        if url and not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("The address must begin with http:// or https://."))
        return url


class ParticipantForm(DeskForm):
    name = text_field(_("Who"), length=200, required=True)
    role_id, role_en = pair_fields(_("Role"), length=200)
    ballot_number = forms.IntegerField(
        label=_("Ballot number"), required=False, min_value=1, max_value=999, widget=forms.TextInput({"class": "short"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {"list": "speakers", "autocomplete": "off"}


class EventAdmin(DeskAdmin):
    names = (_("event"), _("Events"))
    empty = _("No event yet. Add a debate, then paste its transcript in segments.")
    adding_role = Role.EDITOR
    list_display = ("called", "kind_word", "when", "place", "election_name")
    list_display_links = ("called",)
    search_fields = ("title", "place", "election")
    ordering = ("-held_on", "-pk")

    def addresses(self):
        return [
            self.address("add/", self.add, "add"),
            self.address("<int:pk>/describe/", self.describe, "describe"),
            self.address("<int:pk>/participants/", self.add_participant, "add_participant"),
            self.step("<int:pk>/participants/<int:participant>/remove/", self.remove_participant, "remove_participant"),
            *room_page.addresses(self),
            *pack.addresses(self),
        ]

    def called(self, row):
        return row.title

    called.short_description = _("Title")
    called.admin_order_field = "title"

    def kind_word(self, row):
        return wording.EVENT_KINDS[row.kind]

    kind_word.short_description = _("Kind")

    def when(self, row):
        return day(row.held_on) if row.held_on else None

    when.short_description = _("Date")
    when.admin_order_field = "held_on"

    def place(self, row):
        return row.place or None

    place.short_description = _("Place")

    def election_name(self, row):
        return row.election or None

    election_name.short_description = _("Election")

    def page(self, request, row, status=200, **context):
        context.setdefault("form", EventForm(row=row, auto_id="event-%s"))
        context.setdefault("participant_form", ParticipantForm(auto_id="participant-%s"))
        names = Speaker.objects.filter(newsroom=row.newsroom, merged_into=None).order_by("name")
        return self.shown(
            request,
            "desk/event.html",
            status=status,
            title=row.title,
            row=row,
            history=history.of(row),
            articles=list(row.articles.defer("current_text")[:50]),
            **room.participants(row),
            speaker_names=list(names.values_list("name", flat=True)[:300]),
            may_edit=is_editor(request.user),
            **context,
        )

    def add(self, request):
        form = EventForm(request.POST or None, auto_id="event-%s")
        if request.method != "POST" or not form.is_valid():
            return self.adding(request, form, 422 if request.method == "POST" else 200)
        try:
            row = events.create(by=request.user, newsroom=newsroom_of(request.user), **form.cleaned_data)
        except Refused as problem:
            form.refuse(problem)
            return self.adding(request, form, status_of(problem))
        return HttpResponseRedirect(page_of(row))

    def adding(self, request, form, status):
        return self.shown(request, "desk/add.html", status=status, title=gettext("Add an event"), form=form)

    def describe(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = EventForm(request.POST, row=row, auto_id="event-%s")

        def save():
            events.describe(row, by=request.user, seen=form.seen, **form.changes())

        return self.saved(request, row, "form", form, save)

    def add_participant(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = ParticipantForm(request.POST, auto_id="participant-%s")

        @transaction.atomic
        def save():
            name = form.cleaned_data["name"]
            speaker = Speaker.objects.named(row.newsroom, name).first() or speakers.create(
                by=request.user, newsroom=row.newsroom, name=name
            )
            number = form.cleaned_data["ballot_number"]
            events.add_participant(row, by=request.user, speaker=speaker, role=form.pair("role"), ballot_number=number)

        return self.saved(request, row, "participant_form", form, save)

    def remove_participant(self, request, pk, participant):
        row = self.find(request, pk)
        found = row.participants.filter(pk=participant).first()
        if found is None:
            raise Http404
        try:
            events.remove_participant(found, by=request.user)
        except Refused as problem:
            return self.page(request, row, status=status_of(problem), problems=problem.problems)
        messages.success(request, gettext("Removed. It stays in the history."))
        return HttpResponseRedirect(page_of(row))
