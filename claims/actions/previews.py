"""What a claim's public record would say if its draft were published now. Reads only."""

import copy
import json

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import publishing, records, second_ratings
from claims.actions.refusals import Incomplete, NotYou

TYPED = {"rating", "summary", "explanation", "translated", "material", "correction_note"}


def record(claim, *, by, typed=None):
    """The record that publishing the draft of `claim` would write, but for its place in the sequence.

    `typed` are fields of the Verdict (those of TYPED) as somebody has them on the screen, not saved. Raises NotYou for
    whoever is not of the newsroom or may still rate the draft blind, Incomplete where there is no draft or no rating.
    """
    if not by.roles() or by.newsroom_id not in (None, claim.newsroom_id) or second_ratings.blind_for(claim, by):
        raise NotYou()
    draft = claim.draft
    if draft is None:
        raise Incomplete(_("No verdict of this claim is being drafted."))
    for name in TYPED & set(typed or ()):
        setattr(draft, name, typed[name])
    if draft.rating is None:
        raise Incomplete(_("Choose a rating first: the page begins with it."))
    draft.published_at = timezone.now()
    return records.claim_record(claim, draft) | placed(claim, draft)


def placed(claim, draft):
    """Where the record would stand: the next version, from now on."""
    return {
        "version": draft.version,
        "revision": 0,
        "sequence": None,
        "published_at": records.moment(claim.published_at or draft.published_at),
        "updated_at": records.moment(draft.published_at),
    }


def beside(claim):
    """(the record that readers have, the one that publishing the draft of a correction would write), to be compared.

    A draft without a rating keeps that of the live version. Not for whoever may still rate the draft blind.
    """
    draft = copy.copy(claim.draft)
    draft.rating = draft.rating or claim.live.rating
    return json.loads(publishing.approved_body(claim)), records.claim_record(claim, draft)
