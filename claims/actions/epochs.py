"""Begins the public sequence's numbers anew, after the database was restored from a backup."""

import uuid

from django.db import transaction

from claims.actions import audit
from claims.models import Newsroom, Sequence


@transaction.atomic
def begin(*, by, reason):
    """Gives the change sequence a new epoch; returns (old, new) as UUIDs. The numbers themselves go on.

    Partners who kept numbers that the restore took back see that their epoch is over and read everything again.
    `by` is None from the command line.
    """
    row = Sequence.objects.select_for_update(no_key=True).get(pk=1)
    old = row.epoch
    before, after = audit.change(row, epoch=uuid.uuid4())
    audit.record(
        "new_epoch", row, by=by, newsroom=Newsroom.objects.default(), before=before, after=after, reason=reason
    )
    return old, row.epoch
