"""The permission table, whole: each verb of the workflow by each person in each standing, through the action and by a
direct POST to the verb's address on the desk. What is expected stands by hand in tests/actions/test_workflow.py."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from claims import workflow
from claims.actions.refusals import NotNow, NotYou, Refused
from claims.desk import confirmations, replies
from claims.desk.articles import ArticleAdmin
from claims.desk.claims import ClaimAdmin
from claims.desk.steps import STEPS
from claims.models import AuditEntry, Claim, Newsroom
from claims.workflow import Public, Role, Work
from tests.actions.test_workflow import CALLS, OPEN, ROLES, STANDINGS, neighbour, question_of, reply_to
from tests.desk.pages import desk, now, to
from tests.support.newsroom import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SECOND_PERSON = {"approve": "reviewer", "rate": "reviewer", "release": "approver", "withdraw": "approver"}

# What each verb's form says, where it says anything.
FILLED = {
    "dismiss": {"dismissal": "trivial"},
    "assign": {"to": ""},
    "send_back": {"reason": "Sumber kurang"},
    "recall": {"reason": "Tunda"},
    "correct": {"reason": "Data baru"},
    "drop_correction": {"reason": "Tidak perlu"},
    "hold": {"notice_id": "Ditinjau."},
    "propose_release": {"reason": "Sudah"},
    "propose_withdrawal": {"ground": "duplicate", "notice_id": "Ditarik."},
    "refuse_withdrawal": {"reason": "Tetap"},
    "record_reply": {"who": "Rahma", "kind": "reply", "text": "Tanggapan."},
    "edit": {"label_id": "Lain", "mode": "direct", "attribution": "reported", "speaker": "Rahma Wirasti"},
    "review": {"summary_id": "Ringkas."},
    "ask_confirmation": {"to": "Rahma", "channel": "email", "question": "Benar?"},
    "answer_confirmation": {"answer": "Benar."},
    "remove_confirmation": {"reason": "Salah orang"},
    "answer_reply": {"answer": "Terima kasih."},
    "edit_reply": {"who": "Rahma Wirasti", "kind": "reply", "text": "Tanggapan.", "reason": "Salah nama"},
    "retract_reply": {"reason": "Bukan dari dia"},
}


def of_card(verb, claim, **data):
    return to("article", "act", claim.article_id, claim.pk), {"do": verb, **data}


# Verbs that are no step of the claim page: (address, what only the rows know) for a claim.
ADDRESSES = {
    "edit": lambda claim: (to("claim", "edit", claim.pk), {}),
    "review": lambda claim: (to("claim", "verdict", claim.pk), {}),
    "split": lambda claim: of_card("split", claim, at=claim.start + 3),
    "merge": lambda claim: of_card("merge", claim, other=neighbour(claim).pk),
    "ask_confirmation": lambda claim: (to("claim", "ask", claim.pk), {}),
    **{
        verb: lambda claim, verb=verb: (to("claim", "confirmation", claim.pk, question_of(claim).pk, verb), {})
        for verb in confirmations.DEEDS
    },
    **{
        verb: lambda claim, verb=verb: (to("claim", "reply", claim.pk, reply_to(claim).pk, verb), {})
        for verb in replies.DEEDS
    },
}


def test_the_desk_has_an_address_for_every_verb():
    assert set(STEPS) | set(ADDRESSES) == set(workflow.TRANSITIONS) and not set(STEPS) & set(ADDRESSES)
    assert set(CALLS) == set(OPEN) == set(workflow.TRANSITIONS)


def reached():
    """Every (work, public) to which the table's steps lead from a suggestion; an embargo keeps what is public."""
    found, edge = set(), {(Work.EXTRACTED, Public.NONE)}
    while edge:
        work, public = edge.pop()
        found.add((work, public))
        for step in workflow.TRANSITIONS.values():
            if work in step.work and public in step.public:
                work_then = Work.APPROVED if step.to_public == Public.WITHDRAWN else step.to_work or work
                then = {(work_then, step.to_public or public)}
                then |= {(work_then, public)} if step.verb == "approve" else set()
                edge |= then - found
    return found


def test_the_standings_are_all_that_can_be_reached(claim, people):
    stood = set()
    for make in STANDINGS.values():
        with transaction.atomic():
            row = make(Claim.objects.get(pk=claim.pk), people)
            stood.add((row.work, row.public))
            transaction.set_rollback(True)
    assert stood == reached()


@dataclass
class Person:
    """Somebody who tries: `verbs` are those of their roles, `own` those whose first of two people they were."""

    name: str
    user: object
    verbs: set
    own: frozenset = frozenset()
    stranger: bool = False

    def expected(self, verb, standing):
        """None where it is done, else the refusal."""
        if self.stranger or verb not in self.verbs:
            return NotYou
        if standing not in OPEN[verb]:
            return NotNow
        return NotYou if verb in self.own else None


@pytest.fixture
def crowd(people):
    """One of each: no role, one role, all of them; the superusers who wrote and asked; somebody of another newsroom."""
    every = set(workflow.TRANSITIONS)
    other = Newsroom.objects.create(slug="lain", name="Redaksi lain")
    fresh = [Person(role, make_person(f"fresh-{role}", *role_of(role)), verbs) for role, verbs in ROLES.items()]
    for person in (people.reviewer, people.approver):
        person.is_superuser = True
        person.save()
    return [
        *fresh,
        Person("superuser", make_person("fresh-root", is_superuser=True), every),
        Person("author", people.reviewer, every, frozenset(v for v, who in SECOND_PERSON.items() if who == "reviewer")),
        Person("asker", people.approver, every, frozenset(v for v, who in SECOND_PERSON.items() if who == "approver")),
        Person("stranger", make_person("stranger", *Role, newsroom=other), every, stranger=True),
    ]


def role_of(name):
    return [name] if name in set(Role) else []


class Record:
    """A claim's row and the trail as they were, to tell what a try changed."""

    def __init__(self, claim):
        self.claim, self.row = claim, self.now(claim)
        self.last = AuditEntry.objects.order_by("pk").last().pk

    @staticmethod
    def now(claim):
        return Claim.objects.values().get(pk=claim.pk)

    def entries(self):
        """Who wrote into the trail since."""
        return set(AuditEntry.objects.filter(pk__gt=self.last).values_list("by", flat=True))

    def untouched(self):
        return not self.entries() and self.now(self.claim) == self.row


def cells(crowd, claim, attempt):
    """[(verb, who, what went otherwise)] of every verb by everybody; each try is rolled back."""
    wrong, record = [], Record(claim)
    for verb in workflow.TRANSITIONS:
        for person in crowd:
            with transaction.atomic():
                said = attempt(verb, person, Claim.objects.get(pk=claim.pk), record)
                transaction.set_rollback(True)
            if said:
                wrong.append((verb, person.name, said))
    return wrong


@pytest.mark.parametrize("standing", STANDINGS)
def test_through_the_actions(standing, claim, people, crowd):
    claim = STANDINGS[standing](claim, people)

    def attempt(verb, person, row, record):
        want = person.expected(verb, standing)
        try:
            CALLS[verb](row, person.user)
        except Refused as refusal:
            return None if want and isinstance(refusal, want) and record.untouched() else f"refused: {refusal!r}"
        return None if want is None and person.user.pk in record.entries() else "done, or done without an entry"

    assert cells(crowd, claim, attempt) == []


@pytest.mark.parametrize("standing", STANDINGS)
def test_what_is_offered_is_what_can_be_done(standing, claim, people, crowd):
    standing_now = Claim.objects.get(pk=STANDINGS[standing](claim, people).pk).standing()
    for person in crowd:
        open_to_them = {verb for verb in person.verbs if standing in OPEN[verb]}
        assert {t.verb for t in workflow.choices(person.user.roles(), standing_now)} == open_to_them


@pytest.fixture
def bare_pages(monkeypatch, settings):
    """A refusal's page is drawn in other tests: here its status is enough. Who is signed in stands in the cookie."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    for page in (ClaimAdmin, ArticleAdmin):
        monkeypatch.setattr(page, "page", lambda self, request, row, status=200, **context: HttpResponse(status=status))


@pytest.mark.parametrize("standing", STANDINGS)
def test_by_direct_post(standing, claim, people, crowd, bare_pages):
    claim = STANDINGS[standing](claim, people)
    clients = {person.name: desk(person.user) for person in crowd}
    rating = claim.newsroom.scales.first().ratings.first().pk

    def attempt(verb, person, row, record):
        address, data = (to("claim", "step", row.pk, verb), {}) if verb in STEPS else ADDRESSES[verb](row)
        data = {**FILLED.get(verb, {}), **now(row), **data, **({"rating": rating} if verb == "rate" else {})}
        status, want = clients[person.name].post(address, data).status_code, status_of(person, verb, standing)
        if status != want:
            return status
        kept = person.user.pk in record.entries() if want == 302 else record.untouched()
        return None if kept else f"{status}, but the record says otherwise"

    assert cells(crowd, claim, attempt) == []


def status_of(person, verb, standing):
    if person.stranger:
        return 404
    return {None: 302, NotYou: 403, NotNow: 409}[person.expected(verb, standing)]


def test_nobody_signed_in_is_shown_the_door_everywhere(claim):
    record = Record(claim)
    for verb in workflow.TRANSITIONS:
        with transaction.atomic():
            address, data = (to("claim", "step", claim.pk, verb), {}) if verb in STEPS else ADDRESSES[verb](claim)
            answer = Client().post(address, {**FILLED.get(verb, {}), **data})
            assert answer.status_code == 302 and "/admin/login/" in answer["Location"]
            transaction.set_rollback(True)
    assert record.untouched()
