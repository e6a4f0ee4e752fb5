"""What is already known, beside the new claims of the event room: all three kinds, never stale, a few a time."""

import pytest

from claims.actions import official_values
from claims.desk import room_known
from claims.desk.room import BY_KEY
from tests.actions.test_earlier import external
from tests.actions.test_packs import TABLE, claim_with
from tests.desk.pages import desk, to, words
from tests.desk.test_room import event, room, text  # noqa: F401 - fixtures
from tests.support.newsroom import hold, make_article, make_claim, publish, withdraw

pytestmark = pytest.mark.django_db
SEEN = "Indeks layanan digital kami 3,41"


@pytest.fixture
def earlier_claim(people):
    article = make_article(people.editor, f"Rahma: “{SEEN}.”\n", title="Pidato")
    return publish(make_claim(article, people.editor, SEEN), people)


@pytest.fixture
def new(text, people, newsroom, earlier_claim):  # noqa: F811
    """A claim of the debate of which an official figure, an earlier claim and a check of others are known."""
    external(newsroom, "Indeks layanan digital kota 3,41", rating="Keliru")
    source = {"title": "Statistik Seruni", "publisher": "BPS Seruni", "name": "s.csv", "data": TABLE.encode()}
    official_values.save(
        official_values.receive(by=people.editor, newsroom=newsroom, event=text.event, **source), by=people.editor
    )
    return claim_with(text, people, SEEN, "3,41", "layanan digital", period="2023")


def slip(page, claim):
    return next(card for one in page.context["lanes"] for card in one["cards"] if card["claim"] == claim)


def kinds(page, claim):
    return [one["kind"] for one in slip(page, claim).get("known", ())]


def test_all_three_kinds_stand_beside_it_attributed(new, event, people):  # noqa: F811
    page = room(people.reviewer, event)
    assert kinds(page, new) == ["official_value", "earlier_claim", "external_check"]
    told = words(page)
    assert "3,41 (2023), BPS Seruni nilai sama dengan yang diklaim" in told
    assert "Sebagian Besar Benar 18 dari 27 kelurahan daring klaim yang sama" in told
    assert "Cek Contoh · cek.example.org: “Keliru”" in told


def test_what_is_taken_back_is_gone_with_the_next_look(new, event, people, earlier_claim):  # noqa: F811
    assert "Sebagian Besar Benar" in words(room(people.reviewer, event))
    held = hold(earlier_claim, people)
    page = words(room(people.reviewer, event))
    assert "Sebagian Besar Benar" not in page and "Ditinjau ulang" in page
    withdraw(held, people)
    assert kinds(room(people.reviewer, event), new) == ["official_value", "external_check", "official_value"]


def test_a_few_are_looked_up_a_time_and_each_once(text, event, people, monkeypatch, earlier_claim):  # noqa: F811
    quotes = ("18", "27", "kelurahan", "daring", "Rahma", "kami", "Rabu", "2023")
    many = [make_claim(text, people.editor, quote) for quote in quotes]
    asked = []
    known_for = room_known.packs.known_for
    monkeypatch.setattr(room_known.packs, "known_for", lambda claim: asked.append(claim.pk) or known_for(claim))
    client, lanes = desk(people.reviewer), to("event", "lanes", event.pk)
    first = client.get(lanes)
    assert len(asked) == room_known.AT_ONCE < len(many)
    second = client.get(lanes, headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200 and sorted(asked) == sorted(claim.pk for claim in many)
    assert client.get(lanes, headers={"If-None-Match": second["ETag"]}).status_code == 304
    client.get(lanes)
    assert len(asked) == len(many)


def test_what_was_looked_up_costs_three_questions(new, event, people, django_assert_max_num_queries):  # noqa: F811
    lanes = [{"lane": BY_KEY["queued"], "cards": [{"claim": new}]}]
    assert room_known.fill(lanes) == 0
    with django_assert_max_num_queries(3):
        room_known.fill(lanes)
