"""The index and the lists: what waits for whom, filters that show what was counted, every page in both languages."""

import pytest

from claims.actions import claims, decisions, replies, speakers, verdicts
from claims.models import AuditEntry, Claim, Event, Extraction, Newsroom, Participant, Speaker, User
from claims.workflow import Role
from tests.desk.pages import desk, to, words
from tests.support.newsroom import draft, hold, make_claim, make_person, publish

pytestmark = pytest.mark.django_db


def waiting(person):
    """{queue: count} of the index, and the rows that each link leads to."""
    client = desk(person)
    rows = client.get("/admin/").context["queues"]
    for row in rows:
        assert client.get(row["url"]).context["cl"].result_count == row["count"]
    return {row["queue"].key: row["count"] for row in rows if row["count"]}


def test_each_role_sees_its_own_work(article, claim, people):
    assert waiting(people.editor) == {}
    assert waiting(people.reviewer) == {"take": 1}
    claim = draft(claim, people)
    assert waiting(people.reviewer) == {"mine": 1}
    other = make_claim(article, people.editor, quote="6,2 persen")
    claims.assign(other, by=people.editor, to=people.reviewer)
    assert waiting(people.reviewer) == {"mine": 1, "take": 1}


def test_approvers_see_proposals_of_others_only(claim, people):
    both = make_person("both", Role.REVIEWER, Role.APPROVER)
    claim = claims.edit(draft(claim, people), by=both, place="Balai")
    verdicts.propose(claim, by=people.reviewer)
    assert waiting(people.approver) == {"approve": 1}
    assert "approve" not in waiting(both)


def test_holds_releases_and_withdrawals_wait_for_the_second_person(claim, people):
    claim = hold(publish(claim, people), people)
    decisions.propose_release(claim, by=people.approver, reason="Sudah")
    decisions.propose_withdrawal(claim, by=people.approver, ground="duplicate", notice={"id": "Ditarik.", "en": None})
    assert waiting(people.second_approver) == {"release": 1, "withdrawal": 1, "held": 1}
    assert waiting(people.approver) == {"held": 1}


def test_failed_splitting_waits_for_editors(article, people):
    Extraction.objects.update(state="failed", error="x")
    assert waiting(people.editor) == {"failed": 1}


def test_an_empty_desk_says_what_to_do(people):
    assert "Paste the first one" in words(desk(people.editor).get("/en/admin/"))
    for noun in ("article", "claim", "speaker", "event", "source", "reply", "intake", "publication"):
        page = desk(people.editor).get(to(noun, "changelist"))
        assert 'class="empty"' in page.content.decode()


@pytest.mark.parametrize("prefix", ["/admin", "/en/admin"])
def test_every_list_and_page_opens_in_both_languages(prefix, published, people):
    replies.record(published, by=people.editor, who="Rahma", text="Tanggapan.")
    Event.objects.create(newsroom=published.newsroom, title="Debat")
    client = desk(User.objects.create_superuser("root", password="root"))
    nouns = ("article", "claim", "speaker", "event", "source", "reply", "publication", "auditentry", "verdictscale",
             "newsroom", "user")  # fmt: skip
    for noun in nouns:
        page = client.get(f"{prefix}/claims/{noun}/")
        assert page.status_code == 200
        row = page.context["cl"].result_list[0]
        one = client.get(f"{prefix}/claims/{noun}/{row.pk}/change/")
        assert one.status_code == 200
        other = "/en/admin" if prefix == "/admin" else "/admin"
        assert f'href="{other}/claims/{noun}/{row.pk}/change/"' in one.content.decode()


@pytest.mark.parametrize(
    "query",
    ["work=queued", "public=none", "assigned=me", "assigned=nobody", "article=1", "q=kelurahan", "waiting=take"],
)
def test_filters_of_the_claims(query, claim, people):
    found = desk(people.editor).get(f"{to('claim', 'changelist')}?{query}")
    assert found.context["cl"].result_count == (0 if query == "assigned=me" else 1)


@pytest.mark.parametrize(
    "query", ["work=nonsense", "article=x", "article=1'--", "waiting=failed", "q=%00", "p=99", "o=9"]
)
def test_nonsense_in_an_address_breaks_nothing(query, claim, people):
    assert desk(people.editor).get(f"{to('claim', 'changelist')}?{query}").status_code in (200, 302)


def test_speakers_are_added_renamed_merged_through_actions(claim, people):
    client = desk(people.editor)
    assert client.post(to("speaker", "add"), {"name": "R. Wirasti", "kind": "person"}).status_code == 302
    double, real = Speaker.objects.get(name="R. Wirasti"), claim.speaker
    renamed = {"name": "R Wirasti", "kind": "person", "same_as": "https://id.example.org/1"}
    assert client.post(to("speaker", "rename", double.pk), renamed).status_code == 302
    assert client.post(to("speaker", "merge", double.pk), {"into": real.name, "reason": "Orang yang sama"}).url == to(
        "speaker", "change", real.pk
    )
    double.refresh_from_db()
    assert double.merged_into == real and real.aliases.filter(name="R Wirasti").exists()
    assert list(AuditEntry.objects.filter(noun="speaker").values_list("verb", flat=True))[-3:] == [
        "create", "rename", "merge",
    ]  # fmt: skip


def test_a_merge_into_nobody_or_by_a_reviewer_is_refused(claim, people):
    other = speakers.create(by=people.editor, newsroom=claim.newsroom, name="Lain")
    data = {"into": "Tidak Ada", "reason": "X"}
    answer = desk(people.editor).post(to("speaker", "merge", other.pk), data)
    assert answer.status_code == 422 and 'value="Tidak Ada"' in answer.content.decode()
    data["into"] = claim.speaker.name
    assert desk(people.reviewer).post(to("speaker", "merge", other.pk), data).status_code == 403


def test_events_with_participants(people):
    client = desk(people.editor)
    event = {"title": "Debat kedua", "kind": "debate", "held_on": "30/02/2024", "place": "Kota Seruni"}
    answer = client.post(to("event", "add"), event)
    assert answer.status_code == 422 and 'value="30/02/2024"' in answer.content.decode()
    assert client.post(to("event", "add"), {**event, "held_on": "29/02/2024"}).status_code == 302
    row = Event.objects.get()
    named = {"name": "Rahma Wirasti", "role_id": "Calon wali kota", "ballot_number": "2"}
    assert client.post(to("event", "add_participant", row.pk), named).status_code == 302
    one = Participant.objects.get()
    assert (one.speaker.name, one.ballot_number) == ("Rahma Wirasti", 2)
    assert desk(people.reviewer).post(to("event", "remove_participant", row.pk, one.pk)).status_code == 403
    assert client.post(to("event", "remove_participant", row.pk, one.pk)).status_code == 302
    assert not Participant.objects.exists()


def test_the_newsroom_is_described_by_approvers_and_on_record(people):
    newsroom = Newsroom.objects.default()
    address = to("newsroom", "describe", newsroom.pk)
    told = {"name": "Kabar Seruni", "url": "", "time_zone": "Asia/Makassar", "license": "CC-BY-4.0"}
    assert desk(people.editor).post(address, told).status_code == 403
    wrong = desk(people.approver).post(address, {**told, "time_zone": "Asia/Seruni"})
    assert wrong.status_code == 422 and 'value="Asia/Seruni"' in wrong.content.decode()
    assert desk(people.approver).post(address, told).status_code == 302
    newsroom.refresh_from_db()
    assert (newsroom.name, newsroom.time_zone) == ("Kabar Seruni", "Asia/Makassar")
    entry = AuditEntry.objects.get(verb="describe", noun="newsroom")
    assert entry.by == people.approver and entry.after["time_zone"] == "Asia/Makassar"


def test_log_in_and_log_out(client, people):
    assert client.post("/admin/login/", {"username": "editor", "password": "wrong"}).status_code == 200
    asked = client.get("/admin/login/").context["next"]
    assert client.post("/admin/login/", {"username": "editor", "password": "editor", "next": asked}).url == "/admin/"
    assert client.post("/admin/logout/").status_code == 200
    assert client.get("/admin/").status_code == 302


def test_what_deserves_checking_most_comes_first_to_be_curated(article, people):
    plain = make_claim(article, people.editor, "18 dari 27 kelurahan")
    strong = make_claim(article, people.editor, "18 dari 27 kelurahan sudah daring")
    Claim.objects.filter(pk=plain.pk).update(work="extracted", checkworthiness="0.2")
    Claim.objects.filter(pk=strong.pk).update(work="extracted", checkworthiness="0.9")
    rows = desk(people.editor).get("/admin/claims/claim/", {"waiting": "curate"}).context["cl"].result_list
    assert [row.pk for row in rows] == [strong.pk, plain.pk]
