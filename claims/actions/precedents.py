"""Decides of an earlier claim, or of another publisher's check, whether it says the same as a claim on the desk.

Editors and reviewers of its newsroom may decide, wherever the claim stands: what was matched wrongly is put right
after publication too. A decision is the desk's own: no public record holds it.
"""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import workflow
from claims.actions import audit
from claims.actions.claims import touch_draft
from claims.actions.guard import moved
from claims.actions.refusals import NotNow, NotYou, Stale, Unacceptable
from claims.models import Claim, ExternalCheck, MatchDecision

Decision = MatchDecision.Decision
DECIDING = {workflow.Role.EDITOR, workflow.Role.REVIEWER}


def link(claim, *, by, other=None, external=None, expected=None):
    """`other` (a Claim) or `external` (an ExternalCheck) says the same as `claim`. Returns the MatchDecision.

    Said again it changes nothing. Raises Unacceptable for the claim itself and for what the person cannot see.
    """
    return decide("link_precedent", Decision.LINKED, claim, by=by, other=other, external=external, expected=expected)


def reject(claim, *, by, other=None, external=None, expected=None):
    """`other` or `external` was found for `claim`, but is not the same. Returns the MatchDecision."""
    return decide(
        "reject_precedent", Decision.REJECTED, claim, by=by, other=other, external=external, expected=expected
    )


def undecide(claim, *, by, other=None, external=None, expected=None):
    """Takes back what was decided of `other` or `external`; where nothing was, it does nothing. Returns the claim."""
    with deciding(claim, by, expected, other, external) as (fresh, rows):
        for row in rows:
            before = {"decision": row.decision}
            note("undecide_precedent", row, fresh, by, before, {"earlier": name_of(other or external)})
            row.delete()
    return fresh


def decide(verb, decision, claim, *, by, other, external, expected):
    with deciding(claim, by, expected, other, external) as (fresh, rows):
        visible(fresh, other, external)
        for row in rows:
            if row.decision == decision:
                return row
        before = {"decision": rows[0].decision} if rows else {}
        row = rows[0] if rows else MatchDecision(claim=fresh, other=other, external=external)
        row.decision, row.by, row.at = decision, by, timezone.now()
        row.save()
        note(verb, row, fresh, by, before, {"decision": str(decision), "earlier": name_of(other or external)})
    return row


@contextmanager
def deciding(claim, by, expected, other, external):
    """The claim under its lock, and the decisions of the two so far: at most one, or one of each where two people
    decided at once. Raises NotYou, Stale, or NotNow where another claim took its place."""
    if (other is None) == (external is None):
        raise ValueError("exactly one of other and external is decided of")
    with transaction.atomic():
        fresh = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        if not may_decide(by, fresh):
            raise NotYou()
        if fresh.superseded_by_id:
            raise NotNow()
        if expected is not None and int(expected) != fresh.edit:
            raise Stale()
        own = Q(claim=fresh, other=other, external=external)
        turned = Q(claim=other, claim__newsroom=fresh.newsroom_id, other=fresh)  # decided on the other's page
        yield fresh, list(MatchDecision.objects.filter(own | turned if other else own))


def may_decide(by, claim):
    """Whether this person may decide of what was found for the claim."""
    return bool(by.roles() & DECIDING) and by.newsroom_id in (None, claim.newsroom_id)


def visible(claim, other, external):
    """Raises Unacceptable unless the other is one that the desk of the claim's newsroom may see, and not the claim."""
    if other == claim:
        raise Unacceptable(_("A claim cannot be its own precedent."), field="other", code="other")
    if external is not None:
        found = ExternalCheck.objects.shown().filter(pk=external.pk, newsroom=claim.newsroom_id)
    else:
        chosen = Claim.objects.chosen().filter(newsroom=claim.newsroom_id).values("pk")
        public = Q(public=workflow.Public.PUBLISHED)
        found = Claim.objects.filter(Q(pk__in=chosen) | public, pk=other.pk)
    if not found.exists():
        raise Unacceptable(_("This earlier claim is not here any more."), field="other", code="other")


def name_of(row):
    """What an audit entry calls the earlier claim or check: its words as they are now."""
    words = row.claim if isinstance(row, ExternalCheck) else str(row)
    return words[:200]


def note(verb, row, claim, by, before, after):
    """One more edit of the claim. Whoever decides while its first verdict is worked on has edited that verdict; once
    it was approved, the decision says nothing of it."""
    audit.change(claim, **moved(claim, "edit"))
    if claim.public == workflow.Public.NONE and claim.work != workflow.Work.APPROVED:
        touch_draft(claim, by)
    other = row.claim_id if row.other_id == claim.pk else row.other_id
    after |= {"external": row.external_id} if row.external_id else {"other": other}
    audit.record(verb, row, by=by, newsroom=claim.newsroom, before=before, after=after, claim=claim)
