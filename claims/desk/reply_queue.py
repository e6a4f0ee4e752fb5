"""The queue of replies that nobody answered yet, the oldest first: what was written, to which claim, since when."""

from django.utils.timesince import timesince
from django.utils.translation import gettext

from claims.desk import wording
from claims.desk.base import newsroom_of
from claims.models import Reply

SHOWN = 200


def addresses(admin):
    return [admin.look("waiting/", lambda request: show(admin, request), "waiting")]


def show(admin, request):
    newsroom = newsroom_of(request.user)
    waiting = Reply.objects.unanswered().filter(claim__newsroom=newsroom)
    rows = waiting.select_related("claim__speaker", "claim__newsroom", "recorded_by")[:SHOWN]
    return admin.shown(
        request,
        "desk/reply_queue.html",
        title=gettext("Replies without an answer"),
        rows=[told(row) for row in rows],
        number=waiting.count(),
        zone=newsroom.zone(),
    )


def told(reply):
    return {
        "reply": reply,
        "kind": wording.REPLY_KINDS[reply.kind],
        "label": wording.label_of(reply.claim),
        "age": timesince(reply.received_at, depth=1),
    }
