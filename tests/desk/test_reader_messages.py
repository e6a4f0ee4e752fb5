"""Messages of readers on the desk: they wait on the index, and each is dealt with on its page."""

import pytest

from claims.actions import newsrooms, reader_messages
from claims.models import Newsroom, ReaderMessage
from tests.desk.pages import desk, to, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(published, newsroom):
    return reader_messages.receive(
        newsroom=newsroom,
        kind="correction",
        text="<b>Angka</b> itu dari tahun 2021.",
        claim=published,
        name="Rahma Wirasti",
        contact="0812",
    )


def does(client, message, deed, **data):
    return client.post(to("readermessage", deed, message.pk), data)


def test_messages_wait_on_the_index_of_editors_and_approvers(message, people):
    for person in (people.editor, people.approver):
        row = next(row for row in desk(person).get("/admin/").context["queues"] if row["queue"].key == "readers")
        assert row["count"] == 1 and message.reference in words(desk(person).get(row["url"]))
    assert "readers" not in [row["queue"].key for row in desk(people.reviewer).get("/admin/").context["queues"]]


def test_a_notice_leads_to_the_messages(message, people):
    client, notice = desk(people.editor), people.editor.notices.get(kind="reader")
    assert client.post(f"/admin/notices/{notice.pk}/open/").url == to("readermessage", "changelist")


def test_a_message_is_made_a_reply_on_its_page(message, people):
    client = desk(people.editor)
    page = client.get(to("readermessage", "change", message.pk))
    assert "Rahma Wirasti" in words(page) and b"<b>Angka" not in page.content
    refused = does(client, message, "reply", who="", text=message.text)
    assert refused.status_code == 422 and not ReaderMessage.objects.get().closed_at
    assert does(client, message, "reply", who="Rahma W.", text=message.text).url == to(
        "claim", "change", message.claim_id
    )
    assert message.claim.replies.get().kind == "correction"
    assert "hak jawab" in words(client.get(to("readermessage", "change", message.pk)))


def test_closing_asks_why_and_keeps_what_was_typed(message, people):
    client = desk(people.approver)
    refused = does(client, message, "close", handling="declined", reason="")
    assert refused.status_code == 422
    assert does(client, message, "close", handling="declined", reason="Tidak berdasar").status_code == 302
    page = words(client.get(to("readermessage", "change", message.pk)))
    assert "Tidak berdasar" in page and "akan dihapus" in page
    assert does(client, message, "close", handling="done", reason="Lagi").status_code == 409


def test_a_message_is_taken_up_in_the_article_form(message, people):
    client = desk(people.editor)
    answer = does(client, message, "intake")
    assert answer.status_code == 302 and "tahun 2021" in words(client.get(answer.url))
    assert does(desk(people.reviewer), message, "intake").status_code == 403


def test_what_readers_are_told_of_the_newsroom_is_set_on_its_page(newsroom, people):
    client, path = desk(people.approver), to("newsroom", "about", newsroom.pk)
    page = client.get(to("newsroom", "change", newsroom.pk))
    seen = page.context["telling"].seen_text
    data = {"about_id": "Kami memeriksa.", "about_en": "", "email": "tulis@example.org", "responsible": "Tara Wening"}
    assert client.post(path, data | {"seen": seen, "email": "bukan alamat"}).status_code == 422
    assert client.post(path, data | {"seen": seen}).status_code == 302
    fresh = Newsroom.objects.default()
    assert fresh.about == {"id": "Kami memeriksa.", "en": None} and fresh.email == "tulis@example.org"
    late = client.post(path, data | {"seen": seen, "about_id": "Kami menulis."})
    assert late.status_code == 409 and "Kami memeriksa." in words(late) and "Kami menulis." in words(late)
    assert desk(people.editor).post(path, data).status_code == 403
    assert newsrooms.describe(fresh, by=people.approver, email="").email == ""
