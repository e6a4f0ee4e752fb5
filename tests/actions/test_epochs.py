"""A new epoch: partners and caches begin again, the numbers go on, and the audit log knows."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from claims.actions import epochs
from claims.models import AuditEntry, Publication, Sequence
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db


def changes(client, after=0):
    return json.loads(client.get("/api/v1/changes/", {"after": after}).content)


def test_partners_see_a_new_epoch_and_the_numbers_go_on(published, people, client):
    before = changes(client)
    tags = {path: client.get(path)["ETag"] for path in ("/", "/api/v1/claims/", f"/claims/{published.public_id}/")}
    old, new = epochs.begin(by=people.approver, reason="Cadangan dari Senin")
    after = changes(client)
    assert (before["epoch"], after["epoch"]) == (str(old), str(new)) and old != new
    assert {**before, "epoch": ""} == {**after, "epoch": ""}
    for path, tag in tags.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
    made.hold(published, people)
    numbers = list(Publication.objects.order_by("sequence").values_list("sequence", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)) and changes(client)["epoch"] == str(new)


def test_the_audit_log_keeps_who_and_why(newsroom, people):
    old, new = epochs.begin(by=people.approver, reason="Cadangan dari Senin")
    entry = AuditEntry.objects.about(Sequence.objects.get()).get()
    assert (entry.verb, entry.by, entry.reason) == ("new_epoch", people.approver, "Cadangan dari Senin")
    assert (entry.before, entry.after) == ({"epoch": str(old)}, {"epoch": str(new)})


def test_the_command_tells_both_epochs_and_is_filed_too(newsroom):
    old, out = Sequence.objects.get().epoch, StringIO()
    call_command("new_epoch", stdout=out)
    new = Sequence.objects.get().epoch
    assert out.getvalue() == f"Epoch {old} is over; the new one is {new}.\n" and old != new
    assert AuditEntry.objects.get(verb="new_epoch").reason == "restored from a backup"
