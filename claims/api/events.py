"""Debates, speeches and interviews with at least one published claim."""

from claims.api.pages import Listing, page
from claims.api.parameters import public_id
from claims.api.problems import unknown
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
    """One debate, speech or interview with its participants."""

    operation = "getEvent"
    tag = "events"
    answers = "Event"
    refusals = (400, 404, 406)

    def read(self, asked, id):
        found = Publication.objects.events().filter(event__public_id=public_id(id, "event"))
        body = found.values_list("body", flat=True).first()
        if body is None:
            raise unknown("event", id)
        return body
