"""The API as a partner asks it, and newsrooms with something to tell."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from claims.actions import events, speakers
from claims.models import Publication, words
from tests.support.newsroom import make_article, make_claim, publish

LONG_AGO = datetime(2025, 3, 1, 8, tzinfo=UTC)


class Api:
    """A partner's client: `api.get("claims/", limit=2)`; `api.json(...)` also asserts 200."""

    def __init__(self, client):
        self.client = client

    def get(self, path, headers=None, **query):
        path = path if path.startswith(("/", "http")) else f"/api/v1/{path}"
        return self.client.get(path, query or None, headers=headers)

    def json(self, path, **query):
        response = self.get(path, **query)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    def ids(self, path, **query):
        return [result["id"] for result in self.json(path, **query)["results"]]


@pytest.fixture
def api(client):
    return Api(client)


@pytest.fixture
def publish_one(people):
    """Publishes a claim of an article of its own; returns the claim. Its words are numbered to be told apart."""
    made = []

    def make(quote=None, event=None, language="id", slug="mostly-true", topics=(), speaker="Rahma Wirasti", **texts):
        made.append(number := len(made) + 1)
        quote = quote or f"jumlah taman nomor {number} sudah 1.25{number}"
        content = f"Dalam debat ia berkata, “{quote},” lalu menutup pernyataan ke-{number}.\n"
        article = make_article(people.editor, content, f"Artikel {number}", event=event, language=language)
        claim = make_claim(article, people.editor, quote, speaker, words(f"Taman {number}", f"Park {number}"))
        claim.topics.set(topics)
        return publish(claim, people, slug=slug, **texts)

    return make


@pytest.fixture
def backdate():
    """Moves a claim's first publication `days` after LONG_AGO, as if it had been published then."""

    def move(claim, days):
        at = LONG_AGO + timedelta(days=days)
        claim.published_at = at
        claim.save(update_fields=["published_at"])
        Publication.objects.filter(claim=claim).update(published_at=at)
        return at

    return move


@pytest.fixture
def debate(people, newsroom):
    """A debate in which Rahma Wirasti takes part."""
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Kota Seruni", place="Kota Seruni")
    speaker = speakers.create(by=people.editor, newsroom=newsroom, name="Rahma Wirasti")
    events.add_participant(event, by=people.editor, speaker=speaker, role=words("calon", "candidate"), ballot_number=1)
    return event
