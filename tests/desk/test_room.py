"""The event room: lanes, one click, segments one after the other, and a page as quick with a thousand claims."""

import pytest
from django.utils import timezone

from claims.actions import articles, claims, events
from claims.actions import speakers as speaker_actions
from claims.desk import room_known
from claims.models import Article, Claim, Event, Intake
from claims.workflow import Role
from tests.desk.pages import desk, to, words
from tests.support.newsroom import hold, make_article, make_claim, make_person, propose, publish

pytestmark = pytest.mark.django_db

SEGMENT = "“Sebanyak 18 dari 27 kelurahan sudah daring,” kata Rahma Wirasti.\n"


@pytest.fixture
def event(people, newsroom):
    return events.create(by=people.editor, newsroom=newsroom, title="Debat Seruni", held_on=timezone.localdate())


@pytest.fixture
def text(event, people):
    return make_article(people.editor, event=event, segment=1, kind="transcript")


def room(person, event, query=""):
    return desk(person).get(to("event", "room", event.pk) + query)


def lane(response, key):
    return next(one for one in response.context["lanes"] if one["lane"].key == key)


def test_segments_are_numbered_and_named_one_after_the_other(event, people):
    client = desk(people.editor)
    for number in (1, 2):
        answer = client.post(to("event", "segment", event.pk), {"text": f"{SEGMENT}Bagian {number}."})
        assert answer.status_code == 302
    found = list(event.articles.order_by("segment").values_list("segment", "title", "kind"))
    assert found == [(1, "Debat Seruni · segmen 1", "transcript"), (2, "Debat Seruni · segmen 2", "transcript")]
    assert "Tempel segmen 3" in words(client.get(to("event", "room", event.pk)))


def test_without_a_script_the_room_renews_itself_but_never_while_somebody_pastes(event, people):
    client = desk(people.editor)
    assert 'http-equiv="refresh"' in client.get(to("event", "room", event.pk)).content.decode()
    assert 'http-equiv="refresh"' not in client.get(to("event", "segment", event.pk)).content.decode()


def test_a_segment_stays_a_transcript_and_leaves_its_place_with_its_event(event, people, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    article = articles.submit(
        by=people.editor, newsroom=event.newsroom, body="Rahma berkata kota ini maju.", event=event, segment=True
    )
    article.refresh_from_db()
    assert article.kind == Article.Kind.TRANSCRIPT
    assert articles.describe(article, by=people.editor, event=None).segment is None


def test_a_refused_segment_comes_back_with_its_words_and_is_kept(event, people):
    client = desk(people.editor)
    client.post(to("event", "segment", event.pk), {"text": SEGMENT})
    again = client.post(to("event", "segment", event.pk), {"text": SEGMENT})
    assert again.status_code == 422 and "Sebanyak 18 dari 27" in words(again)
    assert event.articles.count() == 1 and Intake.objects.filter(outcome="refused").count() == 1
    empty = client.post(to("event", "segment", event.pk), {"text": "  "})
    assert empty.status_code == 422 and event.articles.count() == 1


def test_only_editors_paste_a_segment(event, people):
    answer = desk(people.reviewer).post(to("event", "segment", event.pk), {"text": SEGMENT})
    assert answer.status_code == 403 and "Sebanyak 18" in words(answer) and not event.articles.exists()


def test_each_claim_stands_in_its_lane_with_owner_and_age(text, event, people):
    claim = make_claim(text, people.editor)
    assert [c["claim"] for c in lane(room(people.reviewer, event), "queued")["cards"]] == [claim]
    claims.take(claim, by=people.reviewer)
    page = room(people.approver, event)
    assert lane(page, "queued")["number"] == 0
    assert lane(page, "in_review")["cards"][0]["owner"] == "Rev"
    claim = propose(Claim.objects.get(), people)
    assert lane(room(people.editor, event), "proposed")["number"] == 1


def test_held_claims_are_shown_as_such_and_corrections_beside_the_live_version(text, event, people):
    claim = publish(make_claim(text, people.editor), people)
    page = room(people.editor, event)
    assert lane(page, "public")["cards"][0]["verdict"].slug == "mostly-true"
    assert page.context["numbers"]["published"] == 1 and page.context["numbers"]["median"] == 0
    hold(claim, people)
    shown = lane(room(people.editor, event), "public")["cards"][0]
    assert shown["verdict"] is None and shown["state"]


def test_one_click_takes_a_claim_and_the_second_reads_who_was_faster(text, event, people):
    claim, late = make_claim(text, people.editor), make_person("lambat", Role.REVIEWER)
    first = desk(people.reviewer).post(to("event", "deed", event.pk, claim.pk), {"deed": "take"})
    assert first.status_code == 302 and Claim.objects.get().assigned_to == people.reviewer
    second = desk(late).post(to("event", "deed", event.pk, claim.pk), {"deed": "take"})
    assert second.status_code == 409 and "Rev lebih cepat" in words(second)
    assert Claim.objects.get().assigned_to == people.reviewer


def test_accept_and_take_is_one_click_for_whoever_holds_both_roles(text, event, people):
    both = make_person("keduanya", Role.EDITOR, Role.REVIEWER)
    claim = make_claim(text, people.editor)
    Claim.objects.update(work="extracted", touched=False)
    assert lane(room(both, event), "suggested")["cards"][0]["verbs"] == ["accept_and_take", "queue"]
    assert lane(room(people.editor, event), "suggested")["cards"][0]["verbs"] == ["queue"]
    desk(both).post(to("event", "deed", event.pk, claim.pk), {"deed": "accept_and_take"})
    claim.refresh_from_db()
    assert (claim.work, claim.assigned_to) == ("in_review", both)
    refused = desk(people.editor).post(to("event", "deed", event.pk, claim.pk), {"deed": "take"})
    assert refused.status_code == 403


def test_half_of_accept_and_take_is_not_done(text, event, people):
    claim = make_claim(text, people.editor)
    Claim.objects.update(work="extracted")
    answer = desk(people.editor).post(to("event", "deed", event.pk, claim.pk), {"deed": "accept_and_take"})
    assert answer.status_code == 403 and Claim.objects.get().work == "extracted"


def test_a_claim_of_another_event_and_an_unknown_deed_have_no_address(text, event, people, newsroom):
    claim = make_claim(text, people.editor)
    other = events.create(by=people.editor, newsroom=newsroom, title="Lain")
    client = desk(people.reviewer)
    assert client.post(to("event", "deed", other.pk, claim.pk), {"deed": "take"}).status_code == 404
    assert client.post(to("event", "deed", event.pk, claim.pk), {"deed": "publish"}).status_code == 404


def test_the_lanes_answer_304_until_something_moves(text, event, people):
    claim, client = make_claim(text, people.editor), desk(people.reviewer)
    first = client.get(to("event", "lanes", event.pk))
    again = client.get(to("event", "lanes", event.pk), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    claims.take(claim, by=people.reviewer)
    moved = client.get(to("event", "lanes", event.pk), headers={"If-None-Match": first["ETag"]})
    assert moved.status_code == 200 and moved["ETag"] != first["ETag"]
    assert "<html" not in moved.content.decode()


def many(text, claim, number):
    start = Claim.objects.count()
    Claim.objects.bulk_create(
        Claim(
            newsroom=text.newsroom, article=text, text=text.current_text, start=at, end=at + 1, quote="x",
            mode="direct", work="queued", worked_at=timezone.now(), speaker=claim.speaker, assigned_to=None,
        )
        for at in range(start, start + number)
    )  # fmt: skip


def test_the_room_costs_the_same_with_a_thousand_claims(text, event, people, django_assert_max_num_queries):
    claim, client = make_claim(text, people.editor), desk(people.reviewer)
    many(text, claim, 1000)
    with django_assert_max_num_queries(30 + 10 * room_known.AT_ONCE):
        page = client.get(to("event", "room", event.pk))
    assert (lane(page, "queued")["number"], len(lane(page, "queued")["cards"]), lane(page, "queued")["more"]) == (
        1001,
        30,
        971,
    )
    alone = client.get(to("event", "room", event.pk) + "?lane=queued")
    assert [one["lane"].key for one in alone.context["lanes"]] == ["queued"] and len(
        alone.context["lanes"][0]["cards"]
    ) == 500


def test_one_candidate_stands_against_the_empty_column(event, people, newsroom):
    one = speaker_actions.create(by=people.editor, newsroom=newsroom, name="Rahma Wirasti")
    events.add_participant(event, by=people.editor, speaker=one, ballot_number=1)
    assert "melawan kotak kosong" in words(room(people.editor, event))
    two = speaker_actions.create(by=people.editor, newsroom=newsroom, name="Bagas Prananta")
    events.add_participant(event, by=people.editor, speaker=two, ballot_number=2)
    assert "kotak kosong" not in words(room(people.editor, event))


def test_an_empty_room_says_what_to_do(event, people):
    assert "Tempel segmen pertama." in words(room(people.editor, event))
    assert Event.objects.count() == 1
