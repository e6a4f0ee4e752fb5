"""Persons and institutions with at least one published claim, and how their claims fared."""

import json

from django.urls import reverse

from claims.api.pages import Listing, page
from claims.api.parameters import public_id
from claims.api.problems import gone, unknown
from claims.api.reading import Reading, moved
from claims.models import Publication

SPEAKERS = Listing("speakers")


class SpeakerList(Reading):
    """Speakers, those that became public last first. Who was merged into another is not in it."""

    operation = "listSpeakers"
    tag = "speakers"
    answers = "SpeakerPage"
    parameters = SPEAKERS.parameters()

    def read(self, asked):
        return page(self.request, Publication.objects.speakers(), SPEAKERS, asked)


class SpeakerDetail(Reading):
    """One speaker, with counts by verdict.

    `verdicts` counts only claims whose attribution is confirmed; it is null while `paused` names the silence window of
    an election. The id of a speaker who was merged into another answers 301 with the address of the other; 410 while no
    claim of the speaker is public any more.
    """

    operation = "getSpeaker"
    tag = "speakers"
    answers = "Speaker"
    refusals = (301, 400, 404, 406, 410)

    def read(self, asked, id):
        found = Publication.objects.sheets("speaker").filter(speaker__public_id=public_id(id, "speaker"))
        status, body = found.values_list("status", "body").first() or (None, "")
        if status is None:
            raise unknown("speaker", id)
        if other := json.loads(body)["merged_into"]:
            return moved(reverse("api:speaker", kwargs={"id": other}))
        return gone(self.request, "speaker", id) if status == "empty" else body
