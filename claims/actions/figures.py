"""Puts the figures of a claim right, sets aside what is none, adds what is missing, and records what was found."""

import re
from contextlib import contextmanager
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit
from claims.actions.claims import touch_draft
from claims.actions.guard import moved, step
from claims.actions.refusals import NotNow, Unacceptable
from claims.models import Figure
from claims.text import figures as engine
from claims.text import languages

WORDS = {"measure": 200, "unit": 80, "subject": 200, "period": 80}
NUMBERS = ("value", "of")
LARGEST, PLACES = Decimal(10) ** 22, Decimal("0.00000001")
REASON, LONGEST = 300, 200  # characters of a reason, of a figure as said


@contextmanager
def changing(figure, verb, *, by, expected, step_verb="edit"):
    """The step around a change of `figure`: yields the claim, the figure, and a dict for the audit pair.

    Whoever changes a figure has edited the verdict. Raises NotNow for a figure that is set aside, but to restore it.
    """
    with step(step_verb, figure.claim, by=by, expected=expected) as claim:
        fresh = Figure.objects.select_for_update(no_key=True).get(pk=figure.pk)
        if (fresh.set_aside_at is None) == (verb == "restore_figure"):
            raise NotNow()
        told = {}
        yield claim, fresh, told
        recorded(verb, fresh, claim, by=by, **told)


def recorded(verb, figure, claim, *, by, **told):
    """The end of each change: the claim moves on, its draft is edited by `by`, the audit entry is written."""
    audit.change(claim, **moved(claim, "edit"))
    touch_draft(claim, by)
    audit.record(verb, figure, by=by, newsroom=claim.newsroom, claim=claim, **told)


def correct(figure, *, by, expected=None, **details):
    """Puts right what the engine read: `value`, `of` (Decimals), `approximate`, `measure`, `unit`, `subject`, `period`
    (texts; "" where unknown). Returns the figure.

    With a `value`, be it the present one, no other reading of the figure is left. Raises Unacceptable for an unknown
    detail, one that is too long, or a number that is too large.
    """
    check(details, {*WORDS, *NUMBERS, "approximate"})
    if "value" in details:
        details["readings"] = []
    with changing(figure, "edit_figure", by=by, expected=expected) as (_claim, fresh, told):
        told["before"], told["after"] = audit.change(fresh, **details)
    return fresh


def check(details, known):
    """Raises Unacceptable where a detail of a figure cannot be stored."""
    for name, value in details.items():
        if name not in known or len(value if name in WORDS else "") > WORDS.get(name, 0):
            raise Unacceptable(_("This field cannot be edited here."), field=name, code="field")
        if name in NUMBERS and not storable(value, empty=name == "of"):
            raise Unacceptable(_("This number is too large or has too many decimals."), field=name, code="number")


def storable(value, *, empty):
    if value is None:
        return empty
    value = Decimal(value)
    return value.is_finite() and abs(value) < LARGEST and value == value.quantize(PLACES)


def set_aside(figure, *, by, reason, expected=None):
    """Says, and why, that this is no figure of the claim: it stays on record, and is neither published nor compared."""
    reason = reason.strip()
    if not reason or len(reason) > REASON:
        raise Unacceptable(_("Say in a few words why."), field="reason", code="reason")
    with changing(figure, "set_figure_aside", by=by, expected=expected) as (_claim, fresh, told):
        aside = {"set_aside_at": timezone.now(), "set_aside_by": by, "set_aside_reason": reason}
        told["before"], told["after"] = audit.change(fresh, **aside)
    return fresh


def restore(figure, *, by, expected=None):
    """Takes the setting aside back."""
    with changing(figure, "restore_figure", by=by, expected=expected) as (_claim, fresh, told):
        back = {"set_aside_at": None, "set_aside_by": None, "set_aside_reason": ""}
        told["before"], told["after"] = audit.change(fresh, **back)
    return fresh


def add(claim, *, by, raw, value=None, expected=None, **details):
    """A figure that the engine did not see: `raw`, words of the claim's quotation to the letter. Returns it.

    A `value` of None: as the engine reads the words, with its other readings. `details` as for `correct`. Raises
    Unacceptable where the words are not in the quotation, are a figure already, or cannot be read as a number.
    """
    check(details | ({} if value is None else {"value": value}), {*WORDS, *NUMBERS, "approximate"})
    with step("edit", claim, by=by, expected=expected) as fresh:
        start = place(fresh, raw.strip())
        read = {"value": value} if value is not None else reading(fresh, start, start + len(raw.strip()))
        row = Figure(claim=fresh, raw=raw.strip(), start=start, end=start + len(raw.strip()), **(read | details))
        row.save()
        names = ("raw", "value", *details)
        after = {name: audit.plain(getattr(row, name)) for name in names if getattr(row, name) not in (None, "")}
        recorded("add_figure", row, fresh, by=by, after=after)
    return row


def place(claim, raw):
    """Where in its text the claim says `raw`: the first place that is no figure yet."""
    pattern = rf"(?<!\d){re.escape(raw)}(?!\d)"
    found = [claim.start + one.start() for one in re.finditer(pattern, claim.quote)] if raw else []
    if not found or len(raw) > LONGEST:
        raise Unacceptable(
            _("These words are not in the quotation. Write the figure as it stands there."), field="raw", code="raw"
        )
    taken = [(figure.start, figure.end) for figure in claim.figures.inside()]
    free = [at for at in found if not any(at < end and start < at + len(raw) for start, end in taken)]
    if not free:
        raise Unacceptable(_("This is a figure of the claim already: put that one right."), field="raw", code="taken")
    return free[0]


def reading(claim, start, end):
    """What the engine reads in these words: value and readings."""
    found = engine.find(claim.text.content, start, end, languages()[claim.article.language])
    if len(found) != 1:
        raise Unacceptable(_("These words cannot be read as one number: give its value."), field="value", code="value")
    (one,) = found
    return {
        "value": one.value,
        "of": one.of,
        "unit": one.unit or "",
        "approximate": one.approximate,
        "is_range": one.range,
        "readings": [str(other) for other in one.readings],
    }


def find(figure, *, by, value, of=None, source=None, expected=None):
    """Records what was found: `value`, part `of` a whole (Decimals in the figure's own unit), and the Source for it.

    A `value` of None: nothing found. Part of the review: it is public with the next version. Returns the figure. Raises
    Unacceptable for a whole without a part, or a source that is not, or no longer, one of this claim's.
    """
    if of is not None and value is None:
        raise Unacceptable(_("Give the part beside the whole."), field="found", code="found")
    if not storable(value, empty=True) or not storable(of, empty=True):
        raise Unacceptable(_("This number is too large or has too many decimals."), field="found", code="number")
    with changing(figure, "find_figure", by=by, expected=expected, step_verb="review") as (claim, fresh, told):
        if source is not None and not claim.sources.filter(pk=source.pk, removed_at=None).exists():
            raise Unacceptable(_("This source is not one of the claim's."), field="source", code="source")
        told["before"], told["after"] = audit.change(fresh, found_value=value, found_of=of, found_source=source)
    return fresh
