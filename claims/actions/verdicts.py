"""Drafts, proposes, sends back, approves and corrects the verdict on a claim."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, lint, notices, publishing, undo
from claims.actions.guard import moved, second_person, step
from claims.actions.refusals import Incomplete, Unacceptable
from claims.models import Rating, SilenceWindow, Verdict, words
from claims.workflow import Public

LANGUAGES = {"id", "en"}


def save(
    claim,
    *,
    by,
    rating=None,
    summary=None,
    explanation=None,
    correction=None,
    translated=None,
    precedent_note=None,
    expected=None,
):
    """Saves the draft verdict. `rating` is a Rating; `summary`, `explanation` are {"id", "en"}; None leaves as it was.

    `translated` is the set of languages whose words a machine translated and no person confirmed.

    `correction`, for a second or later version, is {"material": bool, "note": {"id", "en"}}. `precedent_note` says why
    the verdict differs from an earlier one on the same claim; it is for the desk only and stands in no public record.
    Raises Stale where the claim changed since `expected`.
    """
    with step("review", claim, by=by, expected=expected) as fresh:
        fields = {"rating": rating, "summary": summary, "explanation": explanation, "precedent_note": precedent_note}
        fields = {name: value for name, value in fields.items() if value is not None}
        if correction is not None:
            fields |= {"material": bool(correction["material"]), "correction_note": correction["note"]}
        if translated is not None:
            fields["translated"] = {code: "machine" for code in sorted(LANGUAGES & set(translated))}
        check_rating(fresh, rating)
        draft = fresh.draft
        before, after = audit.change(draft, **fields)
        if after:
            audit.change(draft, edited_by=by, edited_at=timezone.now())
        audit.change(fresh, **moved(fresh, "review"))
        audit.record("save_verdict", draft, by=by, newsroom=fresh.newsroom, before=before, after=after, claim=fresh)
    return fresh


def check_rating(claim, rating):
    """Raises Unacceptable unless `rating` is of the newsroom's present scale."""
    if rating is not None and rating.scale_id != claim.newsroom.scales.first().pk:
        raise Unacceptable(_("This rating is not on the newsroom's present scale."), field="rating", code="rating")


def missing(claim, draft):
    """What a proposal of `draft` still lacks, as sentences; empty where nothing blocks it (see lint)."""
    return [one.sentence for one in lint.findings(claim, draft) if one.level == lint.BLOCK]


def propose(claim, *, by, expected=None):
    """Puts the verdict before the Approvers. Raises Incomplete with everything that is missing."""
    with step("propose", claim, by=by, expected=expected) as fresh:
        gaps = missing(fresh, fresh.draft)
        if gaps:
            raise Incomplete(*gaps)
        now = timezone.now()
        editor = fresh.draft.edited_by or by
        audit.change(
            fresh.draft, proposed_by=by, proposed_at=now, edited_by=editor, edited_at=fresh.draft.edited_at or now
        )
        before, after = audit.change(fresh, **moved(fresh, "propose"))
        audit.record("propose", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
        notices.tell_of_proposal(fresh, by=by)
    return fresh


def send_back(claim, *, by, reason, expected=None):
    """Returns a proposal to its reviewer, saying why."""
    return reopen("send_back", claim, by=by, reason=reason, expected=expected)


def recall(claim, *, by, reason, expected=None):
    """Takes an approved verdict that still waits for its embargo back into review."""
    return reopen("recall", claim, by=by, reason=reason, expected=expected)


def reopen(verb, claim, *, by, reason, expected):
    need_reason(reason)
    with step(verb, claim, by=by, expected=expected) as fresh:
        concerned = [fresh.draft.proposed_by, fresh.assigned_to]
        audit.change(
            fresh.draft,
            proposed_by=None,
            proposed_at=None,
            approved_by=None,
            approved_at=None,
            embargo_until=None,
            silence_reason="",
        )
        before, after = audit.change(fresh, **moved(fresh, verb))
        audit.record(verb, fresh, by=by, newsroom=fresh.newsroom, before=before, after=after, reason=reason)
        notices.over(fresh, *notices.ASKING)
        if verb == "send_back":
            notices.tell(concerned, notices.Kind.SENT_BACK, claim=fresh, by=by, words=reason)
    return fresh


def need_reason(reason):
    if not reason.strip():
        raise Unacceptable(_("Say why."), field="reason", code="reason")


def approve(claim, *, by, embargo_until=None, silence_reason="", expected=None):
    """The second pair of eyes: publishes the proposed verdict now, or at `embargo_until` (an aware time to come).

    A first publication inside a silence window of its election needs `silence_reason`. Raises SecondPersonNeeded for
    whoever proposed or last edited it, a superuser included.
    """
    with step("approve", claim, by=by, expected=expected) as fresh:
        draft, now = fresh.draft, timezone.now()
        second_person(by, draft.proposed_by, draft.edited_by)
        if gaps := missing(fresh, draft):
            raise Incomplete(*gaps)
        later = embargo_until if embargo_until and embargo_until > now else None
        reason = reason_in_silence(fresh, later or now, silence_reason)
        audit.change(draft, approved_by=by, approved_at=now, embargo_until=later, silence_reason=reason)
        before, after = audit.change(fresh, **moved(fresh, "approve"))
        if later is None:
            was, now_is = publishing.publish_version(fresh, draft)
            before, after = {**was, **before}, {**after, **now_is}
        else:
            after = {**after, "embargo_until": later.isoformat()}
        audit.record("approve", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after, reason=reason)
        notices.over(fresh, *notices.ASKING)
    return fresh


def reason_in_silence(claim, moment, given):
    """The reason that a first publication at `moment` needs, empty where it needs none; Unacceptable without it."""
    silent = claim.public == Public.NONE and SilenceWindow.objects.over(claim.article.event, moment)
    if silent and not given.strip():
        raise Unacceptable(
            _("The silence window of %(election)s is open then: say why this is published all the same.")
            % {"election": silent.election},
            field="silence_reason",
            code="silence",
        )
    return given.strip() if silent else ""


def correct(claim, *, by, reason, expected=None):
    """Opens the draft of the next version beside the live one, starting from its words."""
    need_reason(reason)
    with step("correct", claim, by=by, expected=expected) as fresh:
        live = fresh.live
        draft = Verdict.objects.create(
            claim=fresh,
            version=live.version + 1,
            rating=live.rating if live.rating.scale_id == fresh.newsroom.scales.first().pk else same_step(fresh),
            summary=live.summary,
            explanation=live.explanation,
            translated=live.translated,
            precedent_note=live.precedent_note,
            correction_note=words(),
            correction_reason=reason,
            edited_by=by,
            edited_at=timezone.now(),
        )
        before, after = audit.change(fresh, **moved(fresh, "correct"), draft=draft)
        audit.record("correct", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after, reason=reason)
    return fresh


def same_step(claim):
    """The live rating's step on the newsroom's present scale, or None where it is no longer there."""
    return Rating.objects.filter(scale=claim.newsroom.scales.first(), slug=claim.live.rating.slug).first()


def drop_correction(claim, *, by, reason, expected=None):
    """Gives a correction up: the live version stands, and what was edited for the correction is taken back."""
    need_reason(reason)
    with step("drop_correction", claim, by=by, expected=expected) as fresh:
        audit.change(fresh.draft, dropped_at=timezone.now())
        undo.take_back(fresh, since=fresh.history.filter(verb="correct").last())
        before, after = audit.change(fresh, **moved(fresh, "drop_correction"), draft=None)
        audit.record(
            "drop_correction", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after, reason=reason
        )
    return fresh
