"""The pack of an event: what is loaded before the debate, so that it stands beside each new claim; what is missing."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from claims.actions import external_checks, official_values, packs
from claims.actions.refusals import Refused
from claims.desk import external_checks as checks_desk
from claims.desk import official_values as values_desk
from claims.desk import wording
from claims.desk.base import is_editor, page_of, status_of
from claims.desk.numbers import whole
from claims.models import CheckImport, ExternalCheck, OfficialTable, OfficialValue

CLAIMS, VALUES, CHECKS = 6, 120, 30


def addresses(admin):
    """The addresses of the pack under an event's page."""
    return [
        admin.look("<int:pk>/pack/", lambda request, pk: show(admin, request, pk), "pack"),
        admin.address("<int:pk>/pack/table/", lambda request, pk: add_table(admin, request, pk), "pack_table"),
        admin.address("<int:pk>/pack/checks/", lambda request, pk: add_checks(admin, request, pk), "pack_checks"),
        admin.step("<int:pk>/pack/use/", lambda request, pk: use(admin, request, pk), "pack_use"),
    ]


def pack_of(event):
    return reverse("admin:claims_event_pack", args=[event.pk])


def show(admin, request, pk, status=200, **context):
    event = admin.find(request, pk)
    people = [person(one, claims) for one, claims in packs.earlier_claims(event)]
    values, checks = OfficialValue.objects.for_event(event), ExternalCheck.objects.for_event(event)
    tables = event.official_tables.defer("body").exclude(state=OfficialTable.State.REMOVED)
    context.setdefault("table_form", values_desk.TableForm(auto_id="table-%s"))
    context.setdefault("checks_form", checks_desk.FeedForm(auto_id="checks-%s"))
    numbers = {
        "claims": sum(one["number"] for one in people),
        "values": values.count(),
        "checks": checks.count(),
    }
    return admin.shown(
        request,
        "desk/pack.html",
        status=status,
        title=gettext("Pack: %(event)s") % {"event": event.title},
        event=event,
        people=people,
        values=values[:VALUES],
        checks=checks[:CHECKS],
        numbers=numbers,
        tables=[(table, values_desk.STATES[table.state]) for table in tables],
        runs=[(run, checks_desk.told(run)) for run in event.check_imports.filter(removed_at=None)],
        others=others(event),
        missing=missing(event, people, tables, numbers),
        may_edit=is_editor(request.user),
        **context,
    )


def person(participant, claims):
    rows = [(claim, wording.label_of(claim), wording.PUBLIC[claim.public]) for claim in claims[:CLAIMS]]
    return {"participant": participant, "claims": rows, "number": claims.count()}


def missing(event, people, tables, numbers):
    """(sentence, address or "") of what this pack still lacks, the first thing to do first."""
    found = []
    if not people:
        found.append((gettext("Nobody is named as taking part. Add the participants."), page_of(event)))
    elif not numbers["claims"]:
        found.append((gettext("Of the participants nothing was checked here before."), ""))
    for table in tables:
        if table.state == OfficialTable.State.RECEIVED:
            words = gettext("“%(title)s” waits to be looked through and saved.") % {"title": table.title}
            found.append((words, page_of(table)))
    if not numbers["values"]:
        words = gettext("No official figure is loaded. Add the tables that the debate will turn on.")
        found.append((words, "#add-table"))
    if not numbers["checks"]:
        found.append((gettext("No check of another publisher is loaded. Import a feed."), "#add-checks"))
    return found


def others(event):
    """What is here already and could be used for this event too: (value, words) pairs."""
    tables = OfficialTable.objects.filter(newsroom=event.newsroom, state="saved").exclude(events=event).defer("body")
    runs = CheckImport.objects.filter(newsroom=event.newsroom, removed_at=None).exclude(events=event)
    return [
        *((f"table-{one.pk}", f"{one.title} · {one.publisher}") for one in tables[:200]),
        *((f"checks-{one.pk}", f"{one.feed} · {checks_desk.told(one)}") for one in runs[:100]),
    ]


def add_table(admin, request, pk):
    """Takes a table in for this event and leads to its preview."""
    form = values_desk.TableForm(request.POST, request.FILES, auto_id="table-%s")
    return add(admin, request, pk, "table_form", form, values_desk.receive, page_of)


def add_checks(admin, request, pk):
    """Imports a feed for this event and leads to what came of it."""
    form = checks_desk.FeedForm(request.POST, request.FILES, auto_id="checks-%s")
    return add(admin, request, pk, "checks_form", form, checks_desk.load, page_of)


def add(admin, request, pk, name, form, act, place):
    event = admin.find(request, pk)
    if request.method != "POST":
        return HttpResponseRedirect(pack_of(event))
    if not form.is_valid():
        return show(admin, request, pk, 422, **{name: form})
    try:
        row = act(form, request.user, event.newsroom, event)
    except Refused as problem:
        form.refuse(problem)
        return show(admin, request, pk, status_of(problem), **{name: form})
    return HttpResponseRedirect(place(row))


def use(admin, request, pk):
    """Puts a table or an import that is here already into this pack too."""
    event = admin.find(request, pk)
    kind, _dash, key = request.POST.get("what", "").partition("-")
    model, act = {
        "table": (OfficialTable, official_values.use_for),
        "checks": (CheckImport, external_checks.use_for),
    }.get(kind, (None, None))
    row = model and model.objects.filter(newsroom=event.newsroom, pk=whole(key) or 0).first()
    if row is None:
        raise Http404
    try:
        act(row, event, by=request.user)
    except Refused as problem:
        return show(admin, request, pk, status_of(problem), problems=problem.problems)
    messages.success(request, gettext("It is in the pack now."))
    return HttpResponseRedirect(pack_of(event))
