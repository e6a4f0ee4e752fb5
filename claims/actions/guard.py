"""Asks the workflow's table whether a step may be taken, on the row as it is under the lock."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from claims import workflow
from claims.actions import audit, matches, publishing
from claims.actions.refusals import NotNow, NotYou, SecondPersonNeeded, Stale, Unrated
from claims.models import Claim


@contextmanager
def step(verb, claim, *, by, expected=None):
    """One transaction around the step `verb`: yields the claim, locked, fresh and allowed, else raises Refused.

    `expected` is the claim's `edit` as the person last saw it; a different one now raises Stale. At its end the index
    of earlier claims says of the claim what the step made of it, and so does what readers see of claims being checked.
    """
    with transaction.atomic():
        fresh = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        allow(verb, fresh, by)
        if expected is not None and int(expected) != fresh.edit:
            raise Stale()
        yield fresh
        matches.follow_claim(fresh)
        publishing.renew_checking(fresh.article)


def allow(verb, claim, by):
    """Raises NotYou where the person's roles do not allow `verb` at all or they are of another newsroom, NotNow where
    the claim's standing does not."""
    transition = workflow.TRANSITIONS[verb]
    if not workflow.allowed(transition, by.roles()) or by.newsroom_id not in (None, claim.newsroom_id):
        raise NotYou()
    standing = claim.standing()
    if not workflow.open_now(transition, standing) or claim.superseded_by_id:
        raise Unrated() if transition.rated and standing.unrated else NotNow()


def second_person(by, *others):
    """Raises SecondPersonNeeded where `by` is one of `others` (None among them is nobody)."""
    if any(other == by for other in others):
        raise SecondPersonNeeded()


def unmoved(row, seen, changes):
    """Raises Stale where somebody else meanwhile changed a field of `row` that `changes` would set otherwise.

    `seen` holds the values that the person's form was filled with, as they are or as an audit entry writes them; None,
    or a field that it does not name, asks nothing.
    """
    for name in set(seen or ()) & set(changes):
        now = getattr(row, name)
        if not audit.same(now, seen[name]) and not audit.same(now, changes[name]):
            raise Stale()


def need_role(by, *roles):
    """Raises NotYou unless `by` holds one of `roles`."""
    if not by.roles() & set(roles):
        raise NotYou()


def moved(claim, verb):
    """The fields that every transition sets: the new work state, when, and one more edit."""
    fields = {"edit": claim.edit + 1, "touched": True}
    target = workflow.TRANSITIONS[verb].to_work
    if target is not None and target != claim.work:
        fields |= {"work": target, "worked_at": timezone.now()}
    return fields
