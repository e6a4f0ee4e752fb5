"""What an editor pasted, kept byte for byte before anything is done to it."""

import hashlib

from django.utils import timezone

from claims.actions.guard import need_role
from claims.models import Intake
from claims.workflow import Role


def receive(*, by, newsroom, body, fields):
    """Stores `body` (bytes as received) and the form's other `fields` (a dict of texts). Only an Editor may."""
    need_role(by, Role.EDITOR)
    return Intake.objects.create(
        newsroom=newsroom,
        by=by,
        received_at=timezone.now(),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        fields={name: str(value)[:2000].replace("\x00", "\ufffd") for name, value in fields.items()},
    )


def refuse(intake, problem):
    """Marks what was received as refused, with the code of the problem; what was pasted stays."""
    intake.outcome = Intake.Outcome.REFUSED
    intake.problem = problem[:40]
    intake.save(update_fields=["outcome", "problem"])
    return intake
