"""Conflicts of a text: closed with a reason by an Editor or a Reviewer, opened again, each step on record."""

import pytest

from claims.actions import conflicts
from claims.actions.refusals import NotNow, NotYou, Unacceptable
from claims.models import AuditEntry, Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def conflict(claim):
    return Conflict.objects.create(text=claim.text, kind="figure", spans=[[claim.start, claim.end], [0, 4]])


@pytest.mark.parametrize(("close", "state"), [(conflicts.resolve, "resolved"), (conflicts.dismiss, "dismissed")])
def test_closing_says_who_and_why_and_opening_takes_it_back(conflict, claim, people, close, state):
    row = close(conflict, by=people.reviewer, reason=" Dua tahun. ", claim=claim)
    assert (row.state, row.reason, row.closed_by) == (state, "Dua tahun.", people.reviewer) and row.closed_at
    entry = AuditEntry.objects.last()
    assert (entry.noun, entry.reason, entry.claim, entry.article) == ("conflict", "Dua tahun.", claim, claim.article)
    again = conflicts.reopen(row, by=people.editor)
    assert (again.state, again.reason, again.closed_by, again.closed_at) == ("open", "", None, None)


def test_a_reason_is_asked_for(conflict, people):
    with pytest.raises(Unacceptable):
        conflicts.resolve(conflict, by=people.editor, reason="  ")
    assert Conflict.objects.get().state == "open"


def test_whoever_comes_second_is_told(conflict, people):
    with pytest.raises(NotNow):
        conflicts.reopen(conflict, by=people.editor)
    conflicts.resolve(conflict, by=people.editor, reason="Sudah")
    with pytest.raises(NotNow):
        conflicts.dismiss(conflict, by=people.reviewer, reason="Bukan")
    assert Conflict.objects.get().reason == "Sudah"


def test_an_approver_alone_closes_none(conflict, people):
    for act in (conflicts.resolve, conflicts.dismiss, conflicts.reopen):
        with pytest.raises(NotYou):
            act(conflict, by=people.approver, reason="Sudah")
    assert AuditEntry.objects.filter(noun="conflict").count() == 0
