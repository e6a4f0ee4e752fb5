"""Replies on the desk: answered, put right and taken back on the claim's page; the unanswered wait on the index."""

import pytest
from django.utils import timezone

from claims.actions import replies
from claims.desk.replies import DEEDS
from claims.models import AuditEntry, Claim, Reply
from tests.desk.pages import desk, now, step, to, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(published, people):
    return replies.record(published, by=people.editor, who="Rahma Wirasti", text="Itu data lama.\nSudah berubah.")


def does(client, reply, verb, **data):
    return client.post(to("claim", "reply", reply.claim_id, reply.pk, verb), {**now(reply.claim), **data})


def test_a_reply_is_answered_on_the_page_of_its_claim(reply, people):
    client = desk(people.editor)
    assert does(client, reply, "answer_reply", answer="Kami perbarui.").url.endswith("#replies")
    page = words(client.get(to("claim", "change", reply.claim_id)))
    assert "Kami perbarui." in page and "menjawab hak jawab" in page
    assert "Ubah jawaban" in page
    assert does(client, reply, "answer_reply", answer=" ").status_code == 422


def test_only_what_was_changed_is_put_right(reply, people):
    client, received = desk(people.approver), reply.received_at
    form = client.get(to("claim", "change", reply.claim_id)).context["replies"][0]["deeds"][1]["form"]
    told = {"kind": "reply", "text": "Itu data lama.\r\nSudah berubah.", "received_at": form["received_at"].value()}
    told["received_at"] = told["received_at"].strftime("%Y-%m-%dT%H:%M")
    answer = does(client, reply, "edit_reply", **told, who="R. Wirasti", reason="")
    assert answer.status_code == 422 and 'value="R. Wirasti"' in answer.content.decode()
    assert does(client, reply, "edit_reply", **told, who="R. Wirasti", reason="Salah nama").status_code == 302
    reply.refresh_from_db()
    assert (reply.who, reply.text, reply.received_at) == ("R. Wirasti", "Itu data lama.\nSudah berubah.", received)
    assert AuditEntry.objects.last().after == {"who": "R. Wirasti"}


def test_a_reply_taken_back_stays_on_the_desk_as_such(reply, people):
    client = desk(people.editor)
    assert does(client, reply, "retract_reply", reason="Bukan dari dia").status_code == 302
    page = client.get(to("claim", "change", reply.claim_id))
    assert not page.context["replies"][0]["deeds"] and "Bukan dari dia" in words(page)
    assert does(client, reply, "answer_reply", answer="Terlambat").status_code == 409
    listed = words(client.get(to("reply", "changelist")))
    assert "Rahma Wirasti" in listed and "dicabut" in listed


@pytest.mark.parametrize("verb", sorted(DEEDS))
def test_reviewers_have_no_form_and_a_crafted_post_is_refused(verb, reply, people):
    client, before = desk(people.reviewer), Reply.objects.values().get()
    assert not client.get(to("claim", "change", reply.claim_id)).context["replies"][0]["deeds"]
    data = {"answer": "X", "who": "X", "kind": "reply", "text": "X", "reason": "X"}
    assert does(client, reply, verb, **data).status_code == 403
    assert Reply.objects.values().get() == before
    assert client.get(to("claim", "reply", reply.claim_id, reply.pk, verb)).status_code == 302


def test_a_reply_of_another_claim_and_an_unknown_deed_have_no_address(reply, people):
    client = desk(people.editor)
    assert client.post(to("claim", "reply", reply.claim_id, reply.pk + 1, "answer_reply")).status_code == 404
    assert does(client, reply, "hold").status_code == 404


def test_two_answers_at_once_show_both_texts(reply, people):
    seen = Claim.objects.get().edit
    replies.answer(reply, by=people.approver, answer="Kata si pertama.")
    late = does(desk(people.editor), reply, "answer_reply", answer="Kata si kedua.", expected=seen)
    assert late.status_code == 409 and "Kata si pertama." in words(late) and "Kata si kedua." in words(late)
    assert Reply.objects.get().answer == "Kata si pertama."


def test_unanswered_replies_wait_on_the_index_oldest_first(reply, people):
    older = timezone.now() - timezone.timedelta(days=3)
    replies.record(reply.claim, by=people.editor, who="Tim Lama", text="Isi", received_at=older)
    for person in (people.editor, people.approver):
        client = desk(person)
        row = next(row for row in client.get("/admin/").context["queues"] if row["queue"].key == "unanswered")
        assert (row["count"], row["oldest"]) == (2, older)
        listed = client.get(row["url"])
        assert [one.who for one in listed.context["cl"].result_list] == ["Tim Lama", "Rahma Wirasti"]
        assert "3 hari" in words(listed)
    assert "unanswered" not in [row["queue"].key for row in desk(people.reviewer).get("/admin/").context["queues"]]


def test_a_reply_from_the_future_is_told_at_its_field(published, people):
    data = {"who": "Rahma", "kind": "reply", "text": "Isi", "received_at": "2099-01-01T00:00"}
    answer = step(desk(people.editor), published, "record_reply", **data)
    assert answer.status_code == 422 and not Reply.objects.exists()


def test_the_queue_of_replies_shows_what_waits_oldest_first(reply, people):
    older = timezone.now() - timezone.timedelta(days=3)
    replies.record(reply.claim, by=people.editor, who="Tim Lama", text="Isi lama", received_at=older)
    client = desk(people.editor)
    page = client.get(to("reply", "waiting"))
    assert [row["reply"].who for row in page.context["rows"]] == ["Tim Lama", "Rahma Wirasti"]
    assert "3 hari" in words(page) and "2 hak jawab menunggu" in words(page) and "Isi lama" in words(page)
    assert to("reply", "waiting") in client.get(to("reply", "changelist")).content.decode()
    for row in Reply.objects.all():
        replies.answer(row, by=people.editor, answer="Terima kasih.")
    assert "Semua hak jawab sudah dijawab." in words(client.get(to("reply", "waiting")))
