"""Messages of readers: kept to the letter, dealt with once, their senders' names erased when the time has come."""

import pytest
from django.utils import timezone

from claims.actions import reader_messages
from claims.actions.refusals import NotNow, NotYou, Unacceptable
from claims.models import AuditEntry, Intake, Notice, ReaderMessage

pytestmark = pytest.mark.django_db
TEXT = "  Angka itu dari tahun 2021.\nYang baru 3,5.  "


@pytest.fixture
def message(published, newsroom):
    return receive(newsroom, claim=published)


def receive(newsroom, **fields):
    given = {"kind": "reply", "text": TEXT, "name": "Rahma Wirasti", "contact": "rahma@example.org", **fields}
    return reader_messages.receive(newsroom=newsroom, **given)


def test_a_message_is_kept_and_told_to_editors_without_its_senders_name(message, people):
    assert message.text == TEXT.strip() and message.reference.startswith("FC-")
    assert [notice.to for notice in Notice.objects.filter(kind="reader")] == [people.editor]
    entries = AuditEntry.objects.filter(noun="readermessage")
    said = [str(entry.before) + str(entry.after) + entry.reason for entry in entries]
    said += Notice.objects.values_list("words", flat=True)
    assert not any("Rahma Wirasti" in words or "rahma@" in words for words in said)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": "kurang"}, "text"),
        ({"text": "x" * 8001}, "text"),
        ({"text": "Ini nol: \x00 begitu"}, "text"),
        ({"claim": None}, "claim"),
        ({"name": ""}, "name"),
        ({"contact": " "}, "contact"),
        ({"name": "x" * 201}, "name"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"kind": "gossip"}, "kind"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(published, newsroom, fields, field):
    with pytest.raises(Unacceptable) as refusal:
        receive(newsroom, **{"claim": published, **fields})
    assert refusal.value.field == field and not ReaderMessage.objects.exists()


def test_a_message_becomes_a_reply_once(message, people):
    done = reader_messages.make_reply(message, by=people.editor, who="Rahma Wirasti", text=message.text)
    reply = done.claim.replies.get()
    assert (reply.text, reply.received_at, done.handling) == (message.text, message.received_at, "reply")
    assert "Rahma Wirasti" in done.claim.present().body
    with pytest.raises(NotNow):
        reader_messages.close(message, by=people.editor, handling="done", reason="Lagi")


def test_a_suggestion_becomes_a_paste(newsroom, people):
    message = receive(newsroom, kind="suggestion", link="https://warta.example.org/1", name="", contact="")
    intake = reader_messages.make_intake(message, by=people.editor)
    assert bytes(Intake.objects.get().body).decode() == message.text and intake.fields["url"] == message.link
    message.refresh_from_db()
    assert message.handling == "intake" and message.intake == intake


def test_reviewers_deal_with_none_and_a_close_says_why(message, people):
    with pytest.raises(NotYou):
        reader_messages.close(message, by=people.reviewer, handling="done", reason="Sudah")
    for fields in ({"handling": "done", "reason": " "}, {"handling": "reply", "reason": "x"}):
        with pytest.raises(Unacceptable):
            reader_messages.close(message, by=people.editor, **fields)
    closed = reader_messages.close(message, by=people.approver, handling="declined", reason="Tidak ada buktinya")
    assert closed.closed_by == people.approver
    assert AuditEntry.objects.last().reason == "Tidak ada buktinya"


def test_name_and_contact_are_erased_in_time_and_the_words_stay(message, people):
    closed = reader_messages.close(message, by=people.editor, handling="done", reason="Sudah")
    assert reader_messages.erase_due(closed.erase_at - timezone.timedelta(minutes=1)) == 0
    assert reader_messages.erase_due(closed.erase_at) == 1
    message.refresh_from_db()
    assert (message.name, message.contact, message.text) == ("", "", TEXT.strip()) and message.erased_at
    assert reader_messages.erase_due(closed.erase_at) == 0
