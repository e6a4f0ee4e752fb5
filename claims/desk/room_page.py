"""The pages of the event room: the room itself, its lanes alone for the page that refreshes itself, and its steps."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import articles, intakes
from claims.actions.refusals import Refused
from claims.desk import room, room_known
from claims.desk.base import is_editor, status_of
from claims.desk.forms import DeskForm
from claims.desk.paste_form import RawText
from claims.models import Claim


class SegmentForm(DeskForm):
    """The next part of the transcript."""

    text = RawText(
        label=_("The next segment"),
        required=False,
        help_text=_("Paste what was said since the last one. It is stored at once and split while you go on."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 5


def addresses(admin):
    """The addresses of the room under an event's page."""
    return [
        admin.look("<int:pk>/room/", lambda request, pk: show(admin, request, pk), "room"),
        admin.look("<int:pk>/room/lanes/", lambda request, pk: lanes(admin, request, pk), "lanes"),
        admin.address("<int:pk>/room/segment/", lambda request, pk: segment(admin, request, pk), "segment"),
        admin.address("<int:pk>/room/claims/<int:claim>/", lambda *args, **keys: deed(admin, *args, **keys), "deed"),
    ]


def room_of(event):
    return reverse("admin:claims_event_room", args=[event.pk])


def lanes_context(event, request):
    """What the refreshing part of the page shows."""
    alone = request.GET.get("lane")
    alone = alone if alone in room.BY_KEY else None
    tag, lanes = room.version(event, request.user), room.lanes(event, request.user, alone)
    waiting = room_known.fill(lanes)
    return {
        "event": event,
        "alone": alone,
        "lanes": lanes,
        "segments": room.segments(event),
        "numbers": room.numbers(event),
        "deeds": room.DEEDS,
        "tag": f'{tag[:-1]}-{waiting}"' if waiting else tag,  # the next look brings more
        "zone": event.newsroom.zone(),
    }


def show(admin, request, pk, status=200, event=None, **context):
    event = event or admin.find(request, pk)
    context.setdefault("form", SegmentForm())
    context.setdefault("pasting", False)
    return admin.shown(
        request,
        "desk/room.html",
        status=status,
        title=event.title,
        kind=room.wording.EVENT_KINDS[event.kind],
        may_paste=is_editor(request.user),
        next_segment=room.next_segment(event),
        **room.participants(event),
        **lanes_context(event, request),
        **context,
    )


def lanes(admin, request, pk):
    """The lanes alone; 304 while nothing on them moved."""
    event = admin.find(request, pk)
    tag = room.version(event, request.user)
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponseNotModified()
    else:
        context = lanes_context(event, request)
        tag = context["tag"]
        answer = HttpResponse(render_to_string("desk/lanes.html", context, request))
    answer["ETag"], answer["Cache-Control"] = tag, "private, no-cache"
    return answer


def segment(admin, request, pk):
    """GET: the room with the form for the next segment, which no refresh takes away. POST: takes the segment in."""
    event = admin.find(request, pk)
    if request.method != "POST":
        return show(admin, request, pk, event=event, pasting=is_editor(request.user))
    form = SegmentForm(request.POST)
    form.is_valid()
    kept = None
    try:
        body = form.cleaned_data["text"].encode("utf-8", "surrogatepass")
        kept = intakes.receive(by=request.user, newsroom=event.newsroom, body=body, fields={"event": event.pk})
        details = {"event": event, "segment": True, "publisher": event.newsroom.name}
        article = articles.submit(by=request.user, newsroom=event.newsroom, intake=kept, **details)
    except Refused as problem:
        form.refuse(problem)
        known = getattr(problem, "article", None)
        return show(
            admin, request, pk, status_of(problem), event=event, form=form, kept=kept, known=known, pasting=True
        )
    messages.success(request, gettext("Segment %(number)d is stored.") % {"number": article.segment})
    return HttpResponseRedirect(request.path)


def deed(admin, request, pk, claim):
    """One click on a card; whoever comes second reads who was faster."""
    event = admin.find(request, pk)
    if request.method != "POST":
        return HttpResponseRedirect(room_of(event))
    row = get_object_or_404(Claim, pk=claim, article__event=event)
    if request.POST.get("deed") not in room.DEEDS:
        raise Http404
    _word, act, done = room.DEEDS[request.POST["deed"]]
    try:
        act(row, by=request.user)
    except Refused as problem:
        sentences = room.words_for(problem, row)
        return show(admin, request, pk, status_of(problem), event=event, problems=sentences)
    messages.success(request, done % {"claim": room.wording.label_of(row)})
    return HttpResponseRedirect(f"{room_of(event)}#card-{row.pk}")
