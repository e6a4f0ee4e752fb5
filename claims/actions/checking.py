"""Which claims of an article readers are told are being checked, and which no more: their place, never a word of them.

Pure reading: `sheets` keeps what this finds beside the article's public sheet, `publishing` publishes it.
"""

from django.db.models import Q
from django.utils import timezone

from claims.actions.records import moment
from claims.models import SilenceWindow
from claims.workflow import Public, Work

CHECKING, NOT_CHECKED = "checking", "not_checked"
UNDER_CHECK = {Work.IN_REVIEW, Work.PROPOSED, Work.APPROVED}


def entries(article, before, parts):
    """The list as it is now, as [{"id", "start", "end", "state", "since"}] in the order of the text.

    `before` is the list until now, `parts` the passages that readers see. A claim comes in while somebody checks it,
    where the newsroom shows that, its words stand in `parts` and no silence window of its election is open. Once in it
    stays until it is public: checked no further it says so, and where its words are shown no more it has no place.
    """
    known, now = {entry["id"]: entry for entry in before}, timezone.now()
    may_begin = SilenceWindow.objects.over(article.event, now) is None
    found = {}
    for claim in candidates(article, known):
        was, place = known.get(str(claim.public_id)), placed(claim, article, parts)
        begins = may_begin and place != (None, None)
        if state := state_of(claim, was, article.newsroom.shows_checking, begins):
            found[claim.pk] = (claim, entry(claim, was, place, state, now))
    return [told for claim, told in found.values() if not carried_on(claim, found)]


def candidates(article, known):
    """The claims without a public record that are under check, or were shown so before."""
    rows = article.claims.filter(public=Public.NONE).order_by("start", "end", "pk")
    return rows.filter(Q(work__in=UNDER_CHECK) | Q(public_id__in=list(known)))


def state_of(claim, was, shown, begins):
    """What readers are told of the claim; None for nothing. `was` is its entry until now."""
    going_on = was is not None and was["state"] == CHECKING
    if shown and under_check(claim) and (going_on or begins):
        return CHECKING
    return NOT_CHECKED if was else None


def under_check(claim):
    """Whether somebody checks it: taken by a person, proposed, or approved for later."""
    if claim.superseded_by_id or claim.work not in UNDER_CHECK:
        return False
    return claim.work != Work.IN_REVIEW or claim.assigned_to_id is not None


def entry(claim, was, place, state, now):
    """One member of the list; `since` when it is in its present state."""
    unchanged = was is not None and was["state"] == state
    since = was["since"] if unchanged else moment(now if was else taken_at(claim))
    start, end = place
    return {"id": str(claim.public_id), "start": start, "end": end, "state": state, "since": since}


def taken_at(claim):
    """When somebody last took the claim for review."""
    step = claim.history.filter(verb="take").last()
    return step.at if step else claim.worked_at


def placed(claim, article, parts):
    """(start, end) of the claim in the article's present text where readers see these words, else (None, None)."""
    here = claim.text_id == article.current_text_id
    if here and any(part["start"] <= claim.start and claim.end <= part["end"] for part in parts):
        return claim.start, claim.end
    return None, None


def carried_on(claim, found):
    """Whether another claim, into which this one was merged, says of the same words that they are being checked."""
    into = found.get(claim.superseded_by_id)
    return into is not None and into[1]["state"] == CHECKING
