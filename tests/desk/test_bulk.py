"""One step for many claims: each through its action, and a report of what was refused and why."""

import pytest

from claims.actions import claims
from claims.models import AuditEntry, Claim, Newsroom
from claims.workflow import Role
from tests.desk.pages import desk, to, words
from tests.support.newsroom import make_claim, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(article, people):
    """Three suggested claims."""
    quotes = ("18 dari 27 kelurahan sudah daring", "6,2 persen", "Indeks layanan digital kami 3,41")
    found = [make_claim(article, people.editor, quote=quote) for quote in quotes]
    Claim.objects.update(work="extracted")
    return [Claim.objects.get(pk=claim.pk) for claim in found]


def picks(*rows):
    return [f"{row.pk}:{row.edit}" for row in rows]


def bulk(client, verb, rows, **data):
    return client.post("/admin/bulk/claims/", {"verb": verb, "pick": picks(*rows), **data})


def states():
    return list(Claim.objects.order_by("pk").values_list("work", flat=True))


def test_the_list_has_a_box_for_each_claim_and_a_form_without_script(three, people):
    page = desk(people.editor).get(f"{to('claim', 'changelist')}?work=extracted").content.decode()
    assert all(f'name="pick" value="{pick}" form="bulk"' in page for pick in picks(*three))
    assert 'value="work=extracted"' in page and 'name="dismissal"' in page and 'value="take"' not in page
    assert 'name="dismissal"' not in desk(people.reviewer).get(to("claim", "changelist")).content.decode()


def test_who_has_no_step_for_many_has_no_boxes(three, people):
    page = desk(people.approver).get(to("claim", "changelist")).content.decode()
    assert 'name="pick"' not in page and three[0].label["id"] in page


def test_many_are_accepted_and_one_goes_back_to_the_same_list(three, people):
    before = AuditEntry.objects.count()
    answer = bulk(desk(people.editor), "queue", three, query="work=extracted")
    assert answer.url == f"{to('claim', 'changelist')}?work=extracted"
    assert states() == ["queued"] * 3 and AuditEntry.objects.count() == before + 3


def test_what_is_refused_is_told_row_by_row_and_stays_ticked(three, people):
    claims.queue(three[0], by=people.editor)
    answer = bulk(desk(people.editor), "queue", three)
    assert answer.status_code == 409 and states() == ["queued"] * 3
    page = answer.content.decode()
    assert page.count('name="pick"') == 1 and "18 dari 27 kelurahan daring" in page
    assert "Terima: selesai untuk 2 klaim." in words(answer)


def test_a_row_that_changed_since_the_list_was_shown_is_refused(three, people):
    claims.edit(three[1], by=people.editor, place="Balai")
    assert bulk(desk(people.editor), "queue", three).status_code == 409
    assert states() == ["queued", "extracted", "queued"]


def test_dismissal_wants_its_reason_and_gives_back_what_was_typed(three, people):
    client = desk(people.editor)
    missing = bulk(client, "dismiss", three, note="catatan saya")
    assert missing.status_code == 422 and 'value="catatan saya"' in missing.content.decode()
    assert missing.content.decode().count("checked") == 3 and states() == ["extracted"] * 3
    assert bulk(client, "dismiss", three, dismissal="trivial").status_code == 302
    assert states() == ["dismissed"] * 3


def test_claims_are_assigned_and_taken(three, people):
    editor = desk(people.editor)
    bulk(editor, "queue", three)
    rows = list(Claim.objects.order_by("pk"))
    assert bulk(editor, "assign", rows).status_code == 422  # nobody chosen: nobody is unassigned by mistake
    assert bulk(editor, "assign", rows, to=people.reviewer.pk).status_code == 302
    assert set(Claim.objects.values_list("assigned_to", flat=True)) == {people.reviewer.pk}
    assert bulk(desk(people.reviewer), "take", Claim.objects.all()).status_code == 302
    assert states() == ["in_review"] * 3


def test_roles_newsrooms_and_nonsense(three, people):
    assert bulk(desk(people.reviewer), "queue", three).status_code == 403
    assert bulk(desk(people.approver), "take", three).status_code == 403
    assert bulk(desk(people.editor), "approve", three).status_code == 403
    stranger = make_person("lain", Role.EDITOR, newsroom=Newsroom.objects.create(slug="lain", name="Lain"))
    bulk(desk(stranger), "queue", three)
    client = desk(people.editor)
    for pick in ("", "x", "1:x:y", "99999999:0", "9" * 30):
        client.post("/admin/bulk/claims/", {"verb": "queue", "pick": [pick]})
    assert client.get("/admin/bulk/claims/").status_code == 405
    assert states() == ["extracted"] * 3
