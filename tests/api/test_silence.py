"""Partners are told of a silence window through the change feed: `paused`, and no count by verdict."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import events, silences
from claims.models import Publication
from tests.api.test_openapi import check, document  # noqa: F401

pytestmark = pytest.mark.django_db


def test_records_of_a_paused_election_are_as_the_document_says(api, published, people, newsroom, document):  # noqa: F811
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat", election="Pilwalkot Seruni 2024")
    events.add_participant(event, by=people.editor, speaker=published.speaker)
    last, now = Publication.objects.order_by("sequence").last().sequence, timezone.now()
    hours = timedelta(hours=2)
    silences.create(
        by=people.approver,
        newsroom=newsroom,
        election="Pilwalkot Seruni 2024",
        starts_at=now - hours,
        ends_at=now + hours,
    )
    until = (now + hours).strftime("%Y-%m-%dT%H:%M:%SZ")
    (change,) = api.json("changes/", after=last)["results"]
    record = api.json(f"speakers/{published.speaker.public_id}/")
    assert change["kind"] == "speaker" and change["speaker"] == record
    assert record["verdicts"] is None and record["paused"] == {"until": until, "election": "Pilwalkot Seruni 2024"}
    check(document, document["components"]["schemas"]["Speaker"], record)
