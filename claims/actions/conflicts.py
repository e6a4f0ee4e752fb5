"""Closes what the engine found not to fit together in a text, and opens it again."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit
from claims.actions.guard import need_role
from claims.actions.refusals import NotNow, Unacceptable
from claims.models import Conflict
from claims.workflow import Role

State = Conflict.State


def resolve(conflict, *, by, reason, claim=None):
    """The contradiction is real and was dealt with, as `reason` tells. Returns the conflict.

    `claim`, where it was closed on a claim's page, files the audit entry under its history.
    """
    return close("resolve_conflict", State.RESOLVED, conflict, by=by, reason=reason, claim=claim)


def dismiss(conflict, *, by, reason, claim=None):
    """It is no contradiction, for this reason."""
    return close("dismiss_conflict", State.DISMISSED, conflict, by=by, reason=reason, claim=claim)


def reopen(conflict, *, by, reason="", claim=None):
    """A closed conflict stands again."""
    with locked(conflict, by) as fresh:
        if fresh.state == State.OPEN:
            raise NotNow()
        change(fresh, "reopen_conflict", by, reason, claim, state=State.OPEN, reason="", closed_by=None, closed_at=None)
    return fresh


def close(verb, state, conflict, *, by, reason, claim):
    if not reason.strip():
        raise Unacceptable(_("Say why."), field="reason", code="reason")
    with locked(conflict, by) as fresh:
        if fresh.state != State.OPEN:
            raise NotNow()
        closed = {"state": state, "reason": reason.strip(), "closed_by": by, "closed_at": timezone.now()}
        change(fresh, verb, by, reason.strip(), claim, **closed)
    return fresh


@contextmanager
def locked(conflict, by):
    """The conflict as it is, under its lock, for an Editor or a Reviewer."""
    need_role(by, Role.EDITOR, Role.REVIEWER)
    with transaction.atomic():
        yield Conflict.objects.select_for_update(no_key=True).get(pk=conflict.pk)


def change(fresh, verb, by, why, claim, **fields):
    before, after = audit.change(fresh, **fields)
    text = fresh.text
    entry = {"before": before, "after": after, "reason": why, "claim": claim, "article": text.article}
    audit.record(verb, fresh, by=by, newsroom=text.newsroom, **entry)
