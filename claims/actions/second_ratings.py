"""Blind second ratings: others rate a proposal before they see its verdict, and two of three decide.

Until a round is over nobody who may still rate is shown the verdict: `blind_for` is the one place that says who.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, notices
from claims.actions.guard import moved, step
from claims.actions.refusals import NotYou, Unacceptable
from claims.actions.verdicts import check_rating
from claims.models import Claim, SecondRating
from claims.models.second_ratings import Outcome, Round
from claims.workflow import Role, Work

FOUND = {"id": "Dua dari tiga penilai menyimpulkan: %s.", "en": "Two of three found: %s."}
TELLING = ("save_verdict", "correct", "send_back", "recall", "rate", "overturn")  # what they say may tell the verdict
SPLIT = {"id": "Tiga penilai, tiga penilaian yang berbeda.", "en": "Three ratings, all different."}


def wrote(verdict, user):
    """Whether this person proposed the verdict or edited it at any time: their rating would not be a second one."""
    if user.pk in (verdict.proposed_by_id, verdict.edited_by_id):
        return True
    return verdict.claim.history.filter(verb="save_verdict", object_pk=verdict.pk, by=user).exists()


def may_rate(claim, user):
    """Whether this person may give the next rating of the claim's open round."""
    if not claim.awaits_rating() or not user.roles() & {Role.REVIEWER, Role.APPROVER}:
        return False
    draft = claim.draft
    return not wrote(draft, user) and not draft.second_ratings.filter(round_at=draft.proposed_at, by=user).exists()


def may_come_to_rate(claim, user):
    """Whether a draft still in review may come to this person for a blind rating.

    Not to whoever has it in hand, wrote any of it, or rated it before.
    """
    draft = claim.draft
    if claim.work != Work.IN_REVIEW or draft is None or draft.edited_by_id is None or claim.assigned_to_id == user.pk:
        return False
    if not claim.newsroom.blind_rating or not user.roles() & {Role.REVIEWER, Role.APPROVER}:
        return False
    return not wrote(draft, user) and not draft.second_ratings.filter(by=user).exists()


def blind_for(claim, user):
    """Whether the draft verdict of `claim`, and every entry that tells it, is to be kept from this person."""
    return may_rate(claim, user) or may_come_to_rate(claim, user)


def kept_from(user):
    """The claims whose draft verdict is to be kept from this person."""
    drafts = Claim.objects.filter(
        work__in=(Work.IN_REVIEW, Work.PROPOSED), draft__isnull=False, newsroom__blind_rating=True
    )
    rows = drafts.select_related("newsroom", "draft") if user.roles() & {Role.REVIEWER, Role.APPROVER} else ()
    return [claim.pk for claim in rows if blind_for(claim, user)]


def unrated():
    """The proposals whose round is open."""
    rows = Claim.objects.filter(work=Work.PROPOSED, newsroom__blind_rating=True).select_related("newsroom", "draft")
    return [claim.pk for claim in rows if claim.awaits_rating()]


def to_rate(user):
    """Those of them that this person may rate."""
    rows = Claim.objects.filter(pk__in=unrated()).select_related("newsroom", "draft")
    return [claim.pk for claim in rows if may_rate(claim, user)]


def readable(entries, user):
    """Those of the audit entries (a queryset) that do not tell this person what they may still rate."""
    return entries.exclude(verb__in=TELLING, claim__in=kept_from(user))


def readable_of(claim, user):
    """The claim's history without what this person may still rate."""
    return claim.history.exclude(verb__in=TELLING) if blind_for(claim, user) else claim.history.all()


def rate(claim, *, by, rating, reason="", expected=None):
    """One blind rating (a Rating) of the proposed verdict: the second, or the third that decides a disagreement.

    Where two of three are against what was proposed, or all three differ, the proposal goes back into review with its
    words as they are. Raises NotYou for whoever wrote or already rated it, Unacceptable for no rating.
    """
    with step("rate", claim, by=by, expected=expected) as fresh:
        if rating is None:
            raise Unacceptable(_("Choose a rating."), field="rating", code="rating")
        check_rating(fresh, rating)
        if not may_rate(fresh, by):
            raise NotYou(_("You wrote this proposal or rated it already: another person must rate it."))
        draft = fresh.draft
        earlier = Round(draft, draft.proposed_at)
        vote = SecondRating.objects.create(
            verdict=draft,
            round_at=draft.proposed_at,
            position=len(earlier.votes) + 2,
            first_rating=draft.rating,
            rating=rating,
            reason=reason.strip(),
            by=by,
            at=timezone.now(),
        )
        audit.change(fresh, **moved(fresh, "rate"))
        given = {"second_rating": rating.pk}
        audit.record("rate", vote, by=by, newsroom=fresh.newsroom, after=given, reason=reason, claim=fresh)
        conclude(fresh, Round(draft, draft.proposed_at))
    return fresh


def conclude(claim, over):
    """Where the round is over: an agreed proposal goes to the Approvers, one that it went against back into review.

    Call under the claim's lock.
    """
    if over.outcome == Outcome.OPEN:
        return
    notices.over(claim, notices.Kind.RATING)
    if over.outcome not in (Outcome.SECOND, Outcome.SPLIT):
        notices.tell_of_proposal(claim, by=claim.draft.proposed_by)
        return
    language, proposer = claim.article.language, claim.draft.proposed_by
    reason = FOUND[language] % over.found.label[language] if over.found else SPLIT[language]
    audit.change(claim.draft, proposed_by=None, proposed_at=None)
    before, after = audit.change(claim, work=Work.IN_REVIEW, worked_at=timezone.now(), edit=claim.edit + 1)
    after["outcome"] = over.found and over.found.pk
    audit.record("overturn", claim, by=None, newsroom=claim.newsroom, before=before, after=after, reason=reason)
    notices.tell([proposer, claim.assigned_to], notices.Kind.SENT_BACK, claim=claim, words=reason)


def last_round(verdict):
    """The latest Round of a verdict that anybody rated in; None where there is none."""
    last = verdict.second_ratings.order_by("-round_at").first()
    return last and Round(verdict, last.round_at)
