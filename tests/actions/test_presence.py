"""Who has a claim open: others see one another for 45 seconds, and nothing of it is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import presence
from claims.models import AuditEntry, Presence

pytestmark = pytest.mark.django_db


def test_two_people_see_each_other_and_not_themselves(claim, people):
    before = AuditEntry.objects.count()
    presence.here(claim, by=people.reviewer)
    presence.here(claim, by=people.editor, editing=True)
    presence.here(claim, by=people.editor, editing=False)
    presence.here(claim, by=people.editor, editing=True)
    (other,) = presence.others(claim, by=people.reviewer)
    assert (other.user, other.editing) == (people.editor, True)
    assert [row.user for row in presence.others(claim, by=people.editor)] == [people.reviewer]
    assert Presence.objects.count() == 2 and AuditEntry.objects.count() == before


def test_who_left_is_forgotten(claim, people):
    presence.here(claim, by=people.editor)
    Presence.objects.update(at=timezone.now() - timedelta(seconds=46))
    assert presence.others(claim, by=people.reviewer) == []
    presence.here(claim, by=people.editor)
    assert len(presence.others(claim, by=people.reviewer)) == 1
