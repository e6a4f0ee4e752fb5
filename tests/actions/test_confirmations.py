"""What a speaker was asked and answered: kept to the letter, public with the version and only with it."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import confirmations, verdicts
from claims.actions.refusals import NotNow, SecondPersonNeeded, Stale, Unacceptable
from claims.models import AuditEntry, Confirmation
from tests.support.newsroom import correct, draft, hold, publish, release

pytestmark = pytest.mark.django_db


def ask(claim, people, **details):
    told = {"to": "Tim Rahma", "channel": "email", "question": "Dari mana angka 18?", **details}
    return confirmations.ask(claim, by=people.reviewer, **told)


def public(claim):
    claim.refresh_from_db()
    return json.loads(claim.present().body)


def test_a_question_and_its_answer_are_public_and_the_question_stays_inside(claim, people):
    claim = draft(claim, people)
    row = ask(claim, people)
    confirmations.answer(row, by=people.reviewer, answer="Dari laporan 2023.\n")
    publish(claim, people)
    (told,) = public(claim)["confirmations"]
    assert set(told) == {"to", "channel", "sent_at", "deadline", "answered_at", "answer"}
    assert (told["to"], told["channel"], told["answer"]) == ("Tim Rahma", "email", "Dari laporan 2023.\n")
    assert told["answered_at"] and "Dari mana" not in claim.present().body


def test_held_records_tell_none_of_it_and_releases_all(claim, people):
    ask(claim, people)
    claim = publish(claim, people)
    assert len(public(claim)["confirmations"]) == 1 and public(claim)["confirmations"][0]["answered_at"] is None
    claim = hold(claim, people)
    assert public(claim)["confirmations"] == []
    release(claim, people)
    assert len(public(claim)["confirmations"]) == 1


def test_what_is_asked_in_a_correction_is_public_with_it_only(claim, people):
    claim = verdicts.correct(publish(claim, people), by=people.reviewer, reason="Data baru")
    ask(claim, people)
    assert public(claim)["confirmations"] == []
    claim = verdicts.drop_correction(claim, by=people.reviewer, reason="Tidak perlu")
    correct(claim, people)
    assert len(public(claim)["confirmations"]) == 1


def test_what_was_removed_is_not_told_and_stays_in_the_history(claim, people):
    row = ask(claim, people)
    confirmations.remove(row, by=people.editor, reason="Salah orang")
    claim = publish(claim, people)
    assert public(claim)["confirmations"] == [] and Confirmation.objects.get().removed_at
    assert AuditEntry.objects.get(verb="remove_confirmation").reason == "Salah orang"
    with pytest.raises(NotNow):
        confirmations.answer(row, by=people.reviewer, answer="Ya")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("to", " "),
        ("to", "x" * 201),
        ("question", "\n"),
        ("channel", "pigeon"),
        ("sent_at", timezone.now() + timedelta(days=1)),
        ("deadline", timezone.now() - timedelta(days=1)),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(claim, people, field, value):
    with pytest.raises(Unacceptable) as refusal:
        ask(claim, people, **{field: value})
    assert refusal.value.field == field and not Confirmation.objects.exists()


def test_an_answer_is_no_older_than_its_question_and_not_of_the_future(claim, people):
    row = ask(claim, people)
    for at in (row.sent_at - timedelta(hours=1), timezone.now() + timedelta(hours=1)):
        with pytest.raises(Unacceptable) as refusal:
            confirmations.answer(row, by=people.reviewer, answer="Ya", answered_at=at)
        assert refusal.value.field == "answered_at"
    assert not Confirmation.objects.get().answer


def test_a_lost_race_is_told(claim, people):
    row = ask(claim, people)
    claim.refresh_from_db()
    with pytest.raises(Stale):
        confirmations.answer(row, by=people.editor, answer="Ya", expected=claim.edit - 1)


def test_whoever_records_an_answer_has_edited_what_is_published(claim, people):
    """Both roles in one person: what they wrote they cannot approve."""
    people.approver.groups.add(*people.reviewer.groups.all())
    claim = draft(claim, people)
    row = ask(claim, people)
    confirmations.answer(row, by=people.approver, answer="Ya")
    claim = verdicts.propose(claim, by=people.reviewer)
    with pytest.raises(SecondPersonNeeded):
        verdicts.approve(claim, by=people.approver)
