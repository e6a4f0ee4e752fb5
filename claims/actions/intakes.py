"""What an editor brought, kept byte for byte before anything is done to it."""

import hashlib

from django.utils import timezone

from claims.actions import audit
from claims.actions.guard import need_role
from claims.models import Intake
from claims.workflow import Role


def receive(*, by, newsroom, body, fields, way=Intake.Way.PASTE, name="", media_type=""):
    """Stores `body` (bytes as received) and the form's other `fields` (a dict of texts). Only an Editor may.

    `name` and `media_type` are what a file came with: told by its owner, believed by nobody.
    """
    need_role(by, Role.EDITOR)
    return Intake.objects.create(
        newsroom=newsroom,
        by=by,
        received_at=timezone.now(),
        way=way,
        name=clean(name)[-200:],
        media_type=clean(media_type)[:100],
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        fields=texts(fields),
    )


def clean(text):
    return str(text).replace("\x00", "\ufffd")


def texts(fields):
    return {name: clean(value)[:2000] for name, value in fields.items()}


def resume(intake, *, by, fields):
    """Takes a kept file or page up again, with the form's `fields` as they are now; its body stays as it came."""
    need_role(by, Role.EDITOR)
    audit.change(intake, fields={**intake.fields, **texts(fields)}, outcome=Intake.Outcome.RECEIVED, problem="")
    return intake


def refuse(intake, problem, *, words=None, known=None):
    """Marks what was received as refused, with the code of the problem; what came stays.

    `words` is the problem in a sentence, {"id", "en"}; `known` the article that was here already.
    """
    audit.change(intake, outcome=Intake.Outcome.REFUSED, problem=problem[:40], words=words or {}, known=known)
    return intake
