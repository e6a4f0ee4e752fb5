"""What is done to a claim that is public: holds and withdrawals."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import workflow
from claims.actions import audit, notices, publishing
from claims.actions.guard import second_person, step
from claims.actions.refusals import Unacceptable
from claims.actions.verdicts import need_reason
from claims.models import Hold, Publication, Withdrawal
from claims.workflow import Public


def need_notice(claim, notice):
    """Raises Unacceptable unless `notice` has words in the article's language."""
    if not (notice.get(claim.article.language) or "").strip():
        raise Unacceptable(_("Write the public notice in the article's language."), field="notice", code="notice")


def hold(claim, *, by, notice, reason="", expected=None):
    """The emergency brake: one Approver, at once. Readers and partners see `notice` instead of the verdict."""
    need_notice(claim, notice)
    with step("hold", claim, by=by, expected=expected) as fresh:
        placed = Hold.objects.create(claim=fresh, notice=notice, reason=reason, placed_by=by, placed_at=timezone.now())
        before, after = publishing.revise(fresh, Publication.Kind.HELD, public=Public.HELD, hold=placed)
        after |= {"notice": notice}
        audit.record("hold", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after, reason=reason)
        notices.tell_of_hold(fresh, by=by, words=reason)
    return fresh


def propose_release(claim, *, by, reason, expected=None):
    """The first of the two people whom a release needs."""
    need_reason(reason)
    with step("propose_release", claim, by=by, expected=expected) as fresh:
        held = fresh.holds.get(closed_at=None)
        before, after = audit.change(
            held, release_proposed_by=by, release_proposed_at=timezone.now(), release_reason=reason
        )
        note("propose_release", held, fresh, by=by, before=before, after=after, reason=reason)
    return fresh


def release(claim, *, by, expected=None):
    """The second person: what was approved before the hold is public again. Raises SecondPersonNeeded."""
    with step("release", claim, by=by, expected=expected) as fresh:
        held = fresh.holds.get(closed_at=None)
        second_person(by, held.release_proposed_by)
        now = timezone.now()
        audit.change(held, released_by=by, released_at=now, closed_at=now)
        before, after = publishing.revise(fresh, Publication.Kind.RELEASED, public=Public.PUBLISHED)
        audit.record("release", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
    return fresh


def propose_withdrawal(claim, *, by, ground, notice, reason="", expected=None):
    """Asks for a published claim to be taken back, on a ground out of `workflow.WITHDRAWAL_GROUNDS`."""
    if ground not in workflow.WITHDRAWAL_GROUNDS or (ground == "other" and not reason.strip()):
        raise Unacceptable(_("Choose a ground; “another reason” needs words."), field="ground", code="ground")
    need_notice(claim, notice)
    with step("propose_withdrawal", claim, by=by, expected=expected) as fresh:
        asked = Withdrawal.objects.create(
            claim=fresh, ground=ground, notice=notice, reason=reason, proposed_by=by, proposed_at=timezone.now()
        )
        note("propose_withdrawal", asked, fresh, by=by, after={"ground": ground, "notice": notice}, reason=reason)
    return fresh


def withdraw(claim, *, by, expected=None):
    """The second person: the claim is gone, a tombstone with ground and notice stands in its place."""
    with step("withdraw", claim, by=by, expected=expected) as fresh:
        asked = fresh.withdrawals.get(approved_at=None, refused_at=None)
        second_person(by, asked.proposed_by)
        audit.change(asked, approved_by=by, approved_at=timezone.now())
        before, after = publishing.withdraw(fresh, asked)
        audit.record("withdraw", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
    return fresh


def refuse_withdrawal(claim, *, by, reason, expected=None):
    """The claim stays; the proposal to withdraw it is closed, saying why."""
    need_reason(reason)
    with step("refuse_withdrawal", claim, by=by, expected=expected) as fresh:
        asked = fresh.withdrawals.get(approved_at=None, refused_at=None)
        before, after = audit.change(asked, refused_by=by, refused_at=timezone.now(), refusal_reason=reason)
        note("refuse_withdrawal", asked, fresh, by=by, before=before, after=after, reason=reason)
    return fresh


def note(verb, row, claim, *, by, **change):
    audit.change(claim, edit=claim.edit + 1)
    audit.record(verb, row, by=by, newsroom=claim.newsroom, claim=claim, **change)
