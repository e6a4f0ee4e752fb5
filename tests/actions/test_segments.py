"""Segments of a debate: each is speech, whoever's turn it cuts through; names are those of the people taking part."""

import pytest

from claims.actions import articles, events, extraction, speakers
from claims.models import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def debate(people, newsroom):
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Seruni")
    for name in ("Rahma Wirasti", "Bagas Rahma"):
        person = speakers.create(by=people.editor, newsroom=newsroom, name=name)
        events.add_participant(event, by=people.editor, speaker=person, role=words("Calon", "Candidate"))
    return event


def said(debate, people, *parts):
    """[(quote, name)] of what is claimed in the segments `parts`, one after the other."""
    for part in parts:
        segment = articles.submit(by=people.editor, newsroom=debate.newsroom, body=part, event=debate, segment=True)
        extraction.run(segment.current_text.extraction.pk)
    claims = [claim for article in debate.articles.order_by("segment") for claim in article.claims.order_by("start")]
    return [(claim.quote, claim.speaker and claim.speaker.name) for claim in claims]


def test_one_turn_is_enough_and_the_next_segment_goes_on_with_it(debate, people):
    first = "WIRASTI: Dari 50 kelurahan, 30 sudah digital."
    assert said(debate, people, first, "Anggaran kesehatan naik 12 persen pada 2023.") == [
        ("Dari 50 kelurahan, 30 sudah digital", "Rahma Wirasti"),
        ("Anggaran kesehatan naik 12 persen pada 2023", "Rahma Wirasti"),
    ]


def test_a_name_that_two_people_share_is_neither(debate, people):
    assert said(debate, people, "RAHMA: Dari 50 kelurahan, 30 sudah digital.")[0][1] == "RAHMA"


def test_words_before_any_tag_are_nobodys(debate, people):
    assert said(debate, people, "Dari 50 kelurahan, 30 sudah digital.")[0][1] is None
