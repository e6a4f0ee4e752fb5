"""Says what a figure measures, of whom and for when, and sets what was found beside what was claimed."""

from django.utils.translation import gettext_lazy as _

from claims.actions import audit
from claims.actions.claims import touch_draft
from claims.actions.guard import moved, step
from claims.actions.refusals import Unacceptable
from claims.models import Figure

WORDS = {"measure": 200, "unit": 80, "subject": 200, "period": 80}


def describe(figure, *, by, expected=None, **details):
    """Changes `measure`, `unit`, `subject` and `period` (texts; "" where unknown). Returns the figure.

    Raises Unacceptable for an unknown detail or one that is too long.
    """
    for name, value in details.items():
        if name not in WORDS or len(value) > WORDS[name]:
            raise Unacceptable(_("This field cannot be edited here."), field=name, code="field")
    with step("edit", figure.claim, by=by, expected=expected) as claim:
        fresh = Figure.objects.select_for_update(no_key=True).get(pk=figure.pk)
        before, after = audit.change(fresh, **details)
        audit.change(claim, **moved(claim, "edit"))
        touch_draft(claim, by)
        audit.record("edit_figure", fresh, by=by, newsroom=claim.newsroom, before=before, after=after, claim=claim)
    return fresh


def find(figure, *, by, value, of=None, source=None, expected=None):
    """Records what was found: `value`, part `of` a whole (Decimals in the figure's own unit), and the Source for it.

    A `value` of None: nothing found. Part of the review: it is public with the next version. Returns the figure. Raises
    Unacceptable for a whole without a part, or a source that is not, or no longer, one of this claim's.
    """
    if of is not None and value is None:
        raise Unacceptable(_("Give the part beside the whole."), field="found", code="found")
    with step("review", figure.claim, by=by, expected=expected) as claim:
        if source is not None and not claim.sources.filter(pk=source.pk, removed_at=None).exists():
            raise Unacceptable(_("This source is not one of the claim's."), field="source", code="source")
        fresh = Figure.objects.select_for_update(no_key=True).get(pk=figure.pk)
        before, after = audit.change(fresh, found_value=value, found_of=of, found_source=source)
        audit.change(claim, **moved(claim, "review"))
        touch_draft(claim, by)
        audit.record("find_figure", fresh, by=by, newsroom=claim.newsroom, before=before, after=after, claim=claim)
    return fresh
