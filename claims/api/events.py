"""Debates, speeches and interviews with at least one published claim."""

from claims.api.pages import Listing, page
from claims.api.parameters import public_id
from claims.api.problems import gone, unknown
from claims.api.reading import Reading
from claims.models import Publication

EVENTS = Listing("events")


class EventList(Reading):
    """Debates, speeches and interviews, those that became public last first."""

    operation = "listEvents"
    tag = "events"
    answers = "EventPage"
    parameters = EVENTS.parameters()

    def read(self, asked):
        return page(self.request, Publication.objects.events(), EVENTS, asked)


class EventDetail(Reading):
    """One debate, speech or interview with its participants.

    Answers 410 while none of its claims is public any more.
    """

    operation = "getEvent"
    tag = "events"
    answers = "Event"
    refusals = (400, 404, 406, 410)

    def read(self, asked, id):
        found = Publication.objects.sheets("event").filter(event__public_id=public_id(id, "event"))
        status, body = found.values_list("status", "body").first() or (None, "")
        if status is None:
            raise unknown("event", id)
        return gone(self.request, "event", id) if status == "empty" else body
