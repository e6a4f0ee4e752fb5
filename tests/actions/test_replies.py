"""The right of reply: recorded, answered later, put right, taken back; each step on record and public at once."""

import json

import pytest
from django.utils import timezone

from claims.actions import replies
from claims.actions.refusals import NotNow, NotYou, Stale, Unacceptable
from claims.models import AuditEntry, Claim, Publication, Reply
from tests.support.newsroom import hold, release

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(published, people):
    return replies.record(published, by=people.editor, who="Rahma Wirasti", text="Itu data lama.")


def public(reply):
    """The replies in the claim's present record, and the kind of its last publication."""
    publication = Claim.objects.get(pk=reply.claim_id).present()
    return json.loads(publication.body)["replies"], publication.kind


def test_an_answer_comes_later(reply, people):
    before = Publication.objects.count()
    answered = replies.answer(reply, by=people.approver, answer=" Kami perbarui. ")
    (shown,), kind = public(reply)
    assert (shown["answer"], shown["text"], kind) == ("Kami perbarui.", "Itu data lama.", "reply")
    assert shown["answered_at"] and answered.answered_at >= answered.received_at
    assert Publication.objects.count() == before + 1
    entry = AuditEntry.objects.last()
    assert (entry.verb, entry.by, entry.claim, entry.after) == (
        "answer_reply", people.approver, reply.claim, {"answer": "Kami perbarui."},
    )  # fmt: skip


def test_an_answer_has_words_and_the_same_words_publish_nothing(reply, people):
    with pytest.raises(Unacceptable):
        replies.answer(reply, by=people.editor, answer="  ")
    replies.answer(reply, by=people.editor, answer="Kami perbarui.")
    before = Publication.objects.count(), AuditEntry.objects.count()
    replies.answer(reply, by=people.editor, answer="Kami perbarui.")
    assert (Publication.objects.count(), AuditEntry.objects.count()) == before


def test_a_wrong_name_is_put_right_with_a_reason(reply, people):
    with pytest.raises(Unacceptable):
        replies.edit(reply, by=people.editor, who="Rahma W. Wirasti", reason=" ")
    replies.edit(reply, by=people.editor, who="Rahma W. Wirasti", reason="Salah ketik nama")
    (shown,), _kind = public(reply)
    assert (shown["who"], shown["id"]) == ("Rahma W. Wirasti", str(reply.public_id))
    entry = AuditEntry.objects.last()
    assert (entry.before, entry.after) == ({"who": "Rahma Wirasti"}, {"who": "Rahma W. Wirasti"})
    assert (entry.verb, entry.reason) == ("edit_reply", "Salah ketik nama")


def test_what_was_recorded_about_a_reply_is_checked_again(reply, people):
    replies.answer(reply, by=people.editor, answer="Baik.")
    later = timezone.now() + timezone.timedelta(minutes=5)
    for wrong in ({"who": ""}, {"text": " "}, {"kind": "praise"}, {"received_at": later}, {"who": "R" * 201}):
        with pytest.raises(Unacceptable):
            replies.edit(reply, by=people.editor, reason="Ralat", **wrong)
    with pytest.raises(Unacceptable):
        replies.edit(reply, by=people.editor, reason="Ralat", answered_at=later)
    row = Reply.objects.get()
    assert (row.who, row.text, row.kind, row.received_at) == ("Rahma Wirasti", reply.text, "reply", reply.received_at)


def test_a_reply_is_not_received_after_its_answer(reply, people):
    answered = replies.answer(reply, by=people.editor, answer="Baik.").answered_at
    Reply.objects.update(answered_at=answered - timezone.timedelta(hours=2), received_at="2024-01-01T00:00Z")
    with pytest.raises(Unacceptable) as refused:
        replies.edit(reply, by=people.editor, reason="Ralat", received_at=answered - timezone.timedelta(hours=1))
    assert refused.value.field == "received_at"


@pytest.mark.parametrize("answer", ["", "Terima kasih."])
def test_a_reply_from_the_future_is_refused_in_words(published, people, answer):
    later = timezone.now() + timezone.timedelta(hours=1)
    with pytest.raises(Unacceptable) as refused:
        replies.record(published, by=people.editor, who="Rahma", text="Isi", received_at=later, answer=answer)
    assert refused.value.field == "received_at" and not Reply.objects.exists()


def test_a_retracted_reply_leaves_the_public_record_and_stays_in_the_house(reply, people):
    with pytest.raises(Unacceptable):
        replies.retract(reply, by=people.editor, reason="")
    replies.retract(reply, by=people.editor, reason="Bukan dari dia")
    assert public(reply) == ([], "reply")
    row = Reply.objects.get()
    assert row.retracted_at and row.text == "Itu data lama."
    assert (AuditEntry.objects.last().verb, AuditEntry.objects.last().reason) == ("retract_reply", "Bukan dari dia")
    for again in (
        lambda: replies.retract(reply, by=people.editor, reason="Lagi"),
        lambda: replies.answer(reply, by=people.editor, answer="Lagi"),
        lambda: replies.edit(reply, by=people.editor, who="X", reason="Lagi"),
    ):
        with pytest.raises(NotNow):
            again()


def test_a_retracted_reply_is_in_no_earlier_entry_of_the_feed(reply, people):
    other = replies.record(reply.claim, by=people.editor, who="Tim", text="Juga kami.")
    count = Publication.objects.count()
    replies.retract(reply, by=people.editor, reason="Bukan dari dia")
    told = [row.told for row in Publication.objects.changes(0)]
    assert len(told) == count + 1 and not any("Itu data lama." in body for body in told)
    assert sum("Juga kami." in body for body in told) == 2
    assert [one["id"] for one in public(reply)[0]] == [str(other.public_id)]


def test_a_retracted_reply_does_not_come_back_with_a_release(reply, people):
    held = hold(reply.claim, people)
    replies.retract(reply, by=people.editor, reason="Bukan dari dia")
    release(Claim.objects.get(pk=held.pk), people)
    assert public(reply) == ([], "released")


def test_reviewers_do_not_answer_for_the_newsroom(reply, people):
    for attempt in (
        lambda: replies.answer(reply, by=people.reviewer, answer="Baik."),
        lambda: replies.edit(reply, by=people.reviewer, who="X", reason="Y"),
        lambda: replies.retract(reply, by=people.reviewer, reason="Y"),
    ):
        with pytest.raises(NotYou):
            attempt()


def test_each_step_is_one_more_edit_of_the_claim(reply, people):
    seen = Claim.objects.get().edit
    replies.answer(reply, by=people.editor, answer="Baik.", expected=seen)
    with pytest.raises(Stale):
        replies.answer(reply, by=people.approver, answer="Lain.", expected=seen)
    assert Reply.objects.get().answer == "Baik."


def test_unanswered_replies_are_found_oldest_first(reply, people):
    newer = replies.record(reply.claim, by=people.editor, who="Tim", text="Juga kami.")
    answered = replies.record(reply.claim, by=people.editor, who="Lain", text="Isi", answer="Baik.")
    taken_back = replies.record(reply.claim, by=people.editor, who="Palsu", text="Isi")
    replies.retract(taken_back, by=people.editor, reason="Palsu")
    assert list(Reply.objects.unanswered()) == [reply, newer] and answered not in Reply.objects.unanswered()
