"""Drafts, proposes, sends back, approves and corrects the verdict on a claim."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, notices, publishing, undo
from claims.actions.guard import moved, second_person, step
from claims.actions.refusals import Incomplete, Unacceptable
from claims.models import Rating, Verdict, words
from claims.workflow import Role

LONGEST_LABEL = 75  # characters of the public headline


def save(claim, *, by, rating=None, summary=None, explanation=None, correction=None, expected=None):
    """Saves the draft verdict. `rating` is a Rating; `summary`, `explanation` are {"id", "en"}; None leaves as it was.

    `correction`, for a second or later version, is {"material": bool, "note": {"id", "en"}}. Raises Stale where the
    claim changed since `expected`.
    """
    with step("review", claim, by=by, expected=expected) as fresh:
        fields = {"rating": rating, "summary": summary, "explanation": explanation}
        fields = {name: value for name, value in fields.items() if value is not None}
        if correction is not None:
            fields |= {"material": bool(correction["material"]), "correction_note": correction["note"]}
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
    """What a proposal of `draft` still lacks, as sentences; empty where it is complete."""
    language = claim.article.language
    gaps = []
    if not whole_label(claim.label.get(language) or ""):
        gaps.append(
            _("Write the label in the article's language: a whole headline of at most 75 characters, without “…”.")
        )
    if draft is None or draft.rating_id is None:
        gaps.append(_("Choose a verdict."))
    if draft is None or not (draft.summary.get(language) or "").strip():
        gaps.append(_("Write the summary in the article's language."))
    if draft is None or not (draft.explanation.get(language) or "").strip():
        gaps.append(_("Write the explanation in the article's language."))
    if not claim.sources.filter(removed_at=None).exists():
        gaps.append(_("Attach at least one source."))
    if draft is not None and draft.version > 1 and not (draft.correction_note.get(language) or "").strip():
        gaps.append(_("Write the public note of this correction in the article's language."))
    return gaps


def doubts(claim):
    """What a reviewer should know of the evidence before proposing, as sentences. None of it stands in the way."""
    found = []
    for source in claim.sources.filter(removed_at=None).select_related("copy").defer("copy__text", "copy__headers"):
        if source.url and source.copy is None:
            found.append(_("We keep no copy of “%(title)s” yet.") % {"title": source.title})
        elif source.copy and source.copy.passage_standing == "missing":
            found.append(_("The quoted passage is not in our copy of “%(title)s”.") % {"title": source.title})
    return found


def whole_label(label):
    """Whether a label can stand as the public headline; the machine cuts long ones off."""
    label = label.strip()
    return bool(label) and len(label) <= LONGEST_LABEL and not label.endswith(("…", "..."))


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
        approvers = notices.holders(fresh.newsroom, Role.APPROVER)
        notices.tell(approvers, notices.Kind.PROPOSAL, claim=fresh, by=by)
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
        )
        before, after = audit.change(fresh, **moved(fresh, verb))
        audit.record(verb, fresh, by=by, newsroom=fresh.newsroom, before=before, after=after, reason=reason)
        if verb == "send_back":
            notices.tell(concerned, notices.Kind.SENT_BACK, claim=fresh, by=by, words=reason)
    return fresh


def need_reason(reason):
    if not reason.strip():
        raise Unacceptable(_("Say why."), field="reason", code="reason")


def approve(claim, *, by, embargo_until=None, expected=None):
    """The second pair of eyes: publishes the proposed verdict now, or at `embargo_until` (an aware time to come).

    Raises SecondPersonNeeded for whoever proposed or last edited it, a superuser included.
    """
    with step("approve", claim, by=by, expected=expected) as fresh:
        draft, now = fresh.draft, timezone.now()
        second_person(by, draft.proposed_by, draft.edited_by)
        if gaps := missing(fresh, draft):
            raise Incomplete(*gaps)
        later = embargo_until if embargo_until and embargo_until > now else None
        audit.change(draft, approved_by=by, approved_at=now, embargo_until=later)
        before, after = audit.change(fresh, **moved(fresh, "approve"))
        if later is None:
            was, now_is = publishing.publish_version(fresh, draft)
            before, after = {**was, **before}, {**after, **now_is}
        else:
            after = {**after, "embargo_until": later.isoformat()}
        audit.record("approve", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
    return fresh


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
