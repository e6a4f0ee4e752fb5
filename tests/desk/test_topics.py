"""Topics on the desk: Editors add and rename them, and each claim's page offers them."""

import json

import pytest

from claims.actions import topics
from claims.actions.refusals import NotYou, Stale, Unacceptable
from claims.models import AuditEntry, Topic, words
from tests.desk.pages import desk, to

pytestmark = pytest.mark.django_db


def test_an_editor_adds_a_topic_and_the_claims_page_offers_it(claim, people):
    client = desk(people.editor)
    answer = client.post(to("topic", "add"), {"label_id": "Air bersih", "label_en": "Clean water"})
    topic = Topic.objects.get(slug="air-bersih")
    assert answer["Location"] == to("topic", "change", topic.pk) and topic.label == words("Air bersih", "Clean water")
    assert "Air bersih" in client.get(to("claim", "change", claim.pk)).content.decode()
    assert AuditEntry.objects.filter(verb="create", by=people.editor, after={"label": topic.label}).exists()


@pytest.mark.parametrize("label", [{}, {"label_id": "  "}, {"label_en": "!!!"}, {"label_id": "x" * 81}])
def test_a_name_that_says_nothing_comes_back_with_what_was_typed(people, label):
    answer = desk(people.editor).post(to("topic", "add"), label)
    assert answer.status_code == 422 and not Topic.objects.exists()
    assert all(text.strip() in answer.content.decode() for text in label.values())


def test_no_two_topics_have_one_address(people):
    topics.create(by=people.editor, label=words("Air"))
    with pytest.raises(Unacceptable):
        topics.create(by=people.editor, label=words("air"))
    assert Topic.objects.count() == 1


def test_renaming_keeps_the_address_and_no_elses_change_is_lost(people):
    topic = topics.create(by=people.editor, label=words("Air"))
    client, seen = desk(people.editor), json.dumps({"label": topic.label})
    client.post(to("topic", "rename", topic.pk), {"label_id": "Air bersih", "seen": seen})
    topic.refresh_from_db()
    assert (topic.slug, topic.label["id"]) == ("air", "Air bersih")
    late = client.post(to("topic", "rename", topic.pk), {"label_id": "Banjir", "seen": seen})
    assert late.status_code == 409 and "Banjir" in late.content.decode()
    with pytest.raises(Stale):
        topics.rename(topic, by=people.editor, label=words("Banjir"), seen={"label": words("Air")})


def test_only_editors_keep_the_list(people):
    topic = topics.create(by=people.editor, label=words("Air"))
    client = desk(people.reviewer)
    assert client.get(to("topic", "change", topic.pk)).status_code == 200
    for verb, where in (("add", ()), ("rename", (topic.pk,))):
        assert client.post(to("topic", verb, *where), {"label_id": "Lain"}).status_code == 403
    with pytest.raises(NotYou):
        topics.create(by=people.approver, label=words("Lain"))
    assert Topic.objects.get().label == words("Air")
