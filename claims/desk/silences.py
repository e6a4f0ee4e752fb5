"""Silence windows (masa tenang) on the desk: the list, a new one, moving and lifting it, its history."""

import json
from datetime import datetime

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, silences
from claims.actions.refusals import Refused
from claims.desk import history
from claims.desk.base import DeskAdmin, newsroom_of, page_of, status_of
from claims.desk.forms import DeskForm, MomentField, read_seen, text_field
from claims.models import Event
from claims.shown.notation import moment
from claims.workflow import Role

TIMES = ("starts_at", "ends_at")


class TimesForm(DeskForm):
    """When a window opens and closes, in the newsroom's `zone`; a hidden field carries what the person saw."""

    together = (("starts_at", "ends_at"),)
    starts_at = MomentField(label=_("Starts"))
    ends_at = MomentField(label=_("Ends"))

    def __init__(self, data=None, *, zone, row=None, **kwargs):
        stored = {name: getattr(row, name) for name in TIMES} if row else {}
        super().__init__(data, initial={name: to_minute(value, zone) for name, value in stored.items()}, **kwargs)
        for name in TIMES:
            self.fields[name].zone = zone
        now = {name: audit.plain(value) for name, value in stored.items()}
        self.seen = now if data is None else read_seen(data.get("seen", ""), now)

    @property
    def seen_text(self):
        return json.dumps(self.seen) if self.seen else ""

    def changes(self):
        """The times that the person moved: the field shows minutes, and the same minute is no change."""
        given = {name: self.cleaned_data[name] for name in TIMES}
        return {name: value for name, value in given.items() if value != self.seen_minute(name)}

    def seen_minute(self, name):
        seen = self.seen.get(name)
        return seen and datetime.fromisoformat(seen).replace(second=0, microsecond=0)


class WindowForm(TimesForm):
    election = text_field(_("Election"), length=200, required=True)
    field_order = ("election", "starts_at", "ends_at")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["election"].help_text = _("As its events name it.")
        self.fields["election"].widget.attrs |= {"list": "elections", "autocomplete": "off"}


class LiftForm(DeskForm):
    """Calls off the window that the person saw: a hidden field carries its times, as they are now when shown anew."""

    reason = text_field(_("Why"), rows=2, required=True)

    def __init__(self, data=None, *, row, **kwargs):
        super().__init__(data, auto_id="lift-%s", **kwargs)
        self.row = row
        self.seen = read_seen(data.get("seen", ""), TIMES) if data is not None else None

    @property
    def seen_text(self):
        return json.dumps({name: audit.plain(getattr(self.row, name)) for name in TIMES})


def to_minute(value, zone):
    """A stored time as the form shows it: of the newsroom's zone, to the minute."""
    return value.astimezone(zone).replace(second=0, microsecond=0)


def change(row, form, by):
    return silences.change(row, by=by, seen=form.seen, **form.changes())


def call_off(row, form, by):
    return silences.lift(row, by=by, seen=form.seen, reason=form.cleaned_data["reason"])


def standing(row):
    """How a window stands now, in a word."""
    now = timezone.now()
    if row.lifted_at:
        return gettext("lifted")
    if row.ends_at <= now:
        return gettext("over")
    return gettext("open now") if row.starts_at <= now else gettext("to come")


class SilenceAdmin(DeskAdmin):
    names = (_("silence window"), _("Silence windows"))
    empty = _("No silence window is set. An Approver sets one for the days on which an election keeps silent.")
    adding_role = Role.APPROVER
    list_display = ("called", "stands", "starts", "ends", "person")
    list_display_links = ("called",)
    list_select_related = ("newsroom", "set_by")
    ordering = ("-starts_at", "-pk")
    search_fields = ("election",)

    def get_queryset(self, request):
        """Those that are over stand last."""
        over = When(ends_at__lte=timezone.now(), then=Value(1))
        rows = super().get_queryset(request)
        return rows.annotate(last=Case(over, default=Value(0), output_field=IntegerField())).order_by("last")

    def addresses(self):
        return [
            self.address("add/", self.add, "add"),
            self.address("<int:pk>/move/", self.move, "move"),
            self.address("<int:pk>/lift/", self.lift, "lift"),
        ]

    def called(self, row):
        return row.election

    called.short_description = _("Election")

    def stands(self, row):
        return standing(row)

    stands.short_description = _("Standing")

    def starts(self, row):
        return moment(row.starts_at, row.newsroom.zone())

    starts.short_description = _("Starts")

    def ends(self, row):
        return moment(row.ends_at, row.newsroom.zone())

    ends.short_description = _("Ends")

    def person(self, row):
        return row.set_by.shown_name()

    person.short_description = _("Set by")

    def page(self, request, row, status=200, **context):
        zone = row.newsroom.zone()
        may = Role.APPROVER in request.user.roles() and not row.lifted_at and row.ends_at > timezone.now()
        context = {"times": TimesForm(zone=zone, row=row), "lifting": LiftForm(row=row), **context}
        return self.shown(
            request,
            "desk/silence.html",
            status=status,
            title=row.election,
            row=row,
            standing=standing(row),
            events=row.events(),
            speakers=row.speakers(),
            history=history.of(row),
            may_edit=may,
            zone_name=row.newsroom.time_zone,
            **context,
        )

    def add(self, request):
        newsroom = newsroom_of(request.user)
        form = WindowForm(request.POST or None, zone=newsroom.zone())
        if request.method != "POST" or not form.is_valid():
            return self.adding(request, form, 422 if request.method == "POST" else 200)
        try:
            row = silences.create(by=request.user, newsroom=newsroom, **form.cleaned_data)
        except Refused as problem:
            form.refuse(problem)
            return self.adding(request, form, status_of(problem))
        return HttpResponseRedirect(page_of(row))

    def adding(self, request, form, status):
        newsroom = newsroom_of(request.user)
        named = Event.objects.filter(newsroom=newsroom).exclude(election="")
        elections = sorted(set(named.values_list("election", flat=True)))
        context = {"form": form, "elections": elections, "zone_name": newsroom.time_zone}
        title = gettext("Set a silence window")
        return self.shown(request, "desk/silence_add.html", status=status, title=title, **context)

    def move(self, request, pk):
        """Other times for a window that is not over."""
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = TimesForm(request.POST, zone=row.newsroom.zone(), row=row)
        return self.saved(request, row, "times", form, lambda: change(row, form, request.user))

    def lift(self, request, pk):
        """Calls a window off."""
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = LiftForm(request.POST, row=row)
        return self.saved(request, row, "lifting", form, lambda: call_off(row, form, request.user))
