"""Who may take which step, by the page's buttons and by a crafted POST to its address; the action decides."""

import pytest

from claims import workflow
from claims.actions import verdicts
from claims.desk.steps import STEPS
from claims.models import Claim, User
from claims.workflow import Role
from tests.actions.test_workflow import OPEN, STANDINGS
from tests.desk.pages import desk, now, step, to, words
from tests.desk.test_permissions import FILLED
from tests.support.newsroom import draft, hold, make_person, publish

pytestmark = pytest.mark.django_db

PEOPLE = {Role.EDITOR: "editor", Role.REVIEWER: "reviewer", Role.APPROVER: "second_approver"}


@pytest.mark.parametrize("standing", sorted(STANDINGS))
def test_buttons_are_those_of_the_table(standing, claim, people):
    claim = STANDINGS[standing](claim, people)
    for role in Role:
        page = desk(make_person(f"fresh-{role}", role)).get(to("claim", "change", claim.pk)).content.decode()
        drawn = {verb for verb in STEPS if f'action="{to("claim", "step", claim.pk, verb)}"' in page}
        mine = {verb for verb in STEPS if role in workflow.TRANSITIONS[verb].roles and standing in OPEN[verb]}
        assert drawn == mine - {"propose"}
        assert ('value="propose"' in page) == ("propose" in mine)


@pytest.mark.parametrize("verb", sorted(STEPS))
def test_a_step_that_is_not_open_is_refused_with_words(verb, claim, people):
    standing = sorted(set(STANDINGS) - OPEN[verb])[0]
    claim = STANDINGS[standing](claim, people)
    role = next(iter(workflow.TRANSITIONS[verb].roles))
    answer = step(desk(getattr(people, PEOPLE[role])), claim, verb, **FILLED.get(verb, {}))
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_self_approval_is_hidden_and_refused_by_the_action(claim, people):
    both = make_person("both", Role.REVIEWER, Role.APPROVER, Role.EDITOR)
    claim = verdicts.propose(draft(claim, people), by=both)
    client = desk(both)
    assert to("claim", "step", claim.pk, "approve") not in client.get(to("claim", "change", claim.pk)).content.decode()
    answer = step(client, claim, "approve")
    assert answer.status_code == 403 and "orang lain" in words(answer)
    assert Claim.objects.get(pk=claim.pk).work == "proposed"


def test_a_superuser_cannot_approve_what_they_last_edited(claim, people):
    root = User.objects.create_superuser("root", password="root")
    claim = draft(claim, people)
    saved = desk(root).post(
        to("claim", "verdict", claim.pk), {"rating": claim.draft.rating_id, "summary_id": "Lain."} | now(claim)
    )
    assert saved.status_code == 302
    desk(people.reviewer).post(
        to("claim", "verdict", claim.pk),
        {
            "rating": claim.draft.rating_id,
            "summary_id": "Lain.",
            "explanation_id": "Sebab.",
            "then": "propose",
            **now(claim),
        },
    )
    Claim.objects.get(pk=claim.pk).draft.__class__.objects.filter(pk=claim.draft_id).update(edited_by=root)
    assert step(desk(root), claim, "approve").status_code == 403
    assert Claim.objects.get(pk=claim.pk).public == "none"


def test_one_approver_cannot_release_alone(claim, people):
    claim = hold(publish(claim, people), people)
    client = desk(people.approver)
    assert step(client, claim, "propose_release", reason="Sudah diperiksa").status_code == 302
    assert to("claim", "step", claim.pk, "release") not in client.get(to("claim", "change", claim.pk)).content.decode()
    assert step(client, claim, "release").status_code == 403
    assert step(desk(people.second_approver), claim, "release").status_code == 302
    assert Claim.objects.get(pk=claim.pk).public == "published"


def test_staff_without_a_role_see_no_list_and_are_told_what_to_do(claim):
    client = desk(make_person("guest"))
    assert "Editor" in words(client.get("/en/admin/")) and "no role yet" in words(client.get("/en/admin/"))
    for noun in ("article", "claim", "speaker", "event", "intake", "auditentry", "publication"):
        assert client.get(to(noun, "changelist")).status_code == 403
    assert client.get(to("claim", "change", claim.pk)).status_code == 403


def test_readers_of_the_site_are_shown_the_door(client, claim):
    answer = client.get(to("claim", "change", claim.pk))
    assert answer.status_code == 302 and "/admin/login/" in answer.url
