"""What an Editor gave to one Reviewer is offered to nobody else, and refused with the name wherever they try."""

import pytest
from django.utils import timezone

from claims.actions import claims, events
from claims.workflow import Role
from tests.desk.pages import desk, to, words
from tests.support.newsroom import make_article, make_claim, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(people, newsroom):
    """A queued claim of a debate, assigned to Lina."""
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Seruni", held_on=timezone.localdate())
    claim = make_claim(make_article(people.editor, event=event, segment=1, kind="transcript"), people.editor)
    return claims.assign(claim, by=people.editor, to=make_person("lina", Role.REVIEWER, first_name="Lina"))


def test_claim_page_card_room_and_list_refuse_it_with_the_name(given, people):
    client, event = desk(people.reviewer), given.article.event
    tries = [
        (to("claim", "step", given.pk, "take"), {"expected": given.edit}),
        (to("article", "act", given.article_id, given.pk), {"do": "take", "expected": given.edit}),
        (to("event", "deed", event.pk, given.pk), {"deed": "take"}),
        ("/admin/bulk/claims/", {"verb": "take", "pick": f"{given.pk}:{given.edit}"}),
    ]
    for address, data in tries:
        answer = client.post(address, data)
        assert answer.status_code == 409, address
        assert "Klaim ini ditugaskan kepada Lina. Editor dapat menugaskannya ulang." in words(answer), address
    given.refresh_from_db()
    assert given.work == "queued" and given.assigned_to.username == "lina"


def test_it_is_offered_to_its_reviewer_only(given, people):
    pages = [to("claim", "change", given.pk), to("article", "change", given.article_id)]
    for address in pages:
        assert "Ambil untuk diperiksa" not in words(desk(people.reviewer).get(address)), address
        assert "Ambil untuk diperiksa" in words(desk(given.assigned_to).get(address)), address
