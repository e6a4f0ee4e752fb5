"""The figures of a claim on its page: what each is, what it measures, of whom and for when, and what was found."""

import re
from decimal import Decimal

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.actions import figures
from claims.desk.forms import DeskForm, text_field
from claims.desk.seen import SeenForm
from claims.shown import notation

# Groups of three with the one mark, or none; then the other mark and decimals.
SHAPES = {
    "id": r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?",
    "en": r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?",
}


def parsed(text):
    """A number as the reader writes it (3,14 in Indonesian, 3.14 in English) as a Decimal; None for no number."""
    language, text = notation.language(), text.strip().replace("−", "-")
    if not re.fullmatch(SHAPES[language], text):
        return None
    thousands, point = notation.MARKS[language]
    return Decimal(text.replace(thousands, "").replace(point, "."))


class NumberField(forms.CharField):
    """A number in the reader's notation, cleaned to a Decimal; None where it is empty."""

    def __init__(self, label, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(label=label, max_length=40, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        number = parsed(text) if text else None
        if text and number is None:
            example = notation.number("1234567.5")
            raise forms.ValidationError(_("This is not a number. Write it like %(example)s.") % {"example": example})
        return number


class FigureForm(SeenForm):
    together = (("value", "of"), ("measure", "unit"), ("subject", "period"), ("found", "found_of"))

    value = NumberField(_("Value as claimed"), required=True)
    of = NumberField(_("out of"), help_text=_("The whole, where the claim names it: 18 out of 27"))
    measure = text_field(_("Measure"), length=200, help_text=_("What it measures, such as an index"))
    unit = text_field(_("Unit"), length=80)
    subject = text_field(_("Of whom"), length=200)
    period = text_field(_("Period"), length=80)
    found = NumberField(_("Found instead"), help_text=_("The figure of your source, in the same unit"))
    found_of = NumberField(_("of"), help_text=_("The whole, where the figure is a part of one"))
    source = forms.ModelChoiceField(None, label=_("Source of it"), required=False, empty_label=_("none"))

    def __init__(self, data=None, *, figure, **kwargs):
        initial = {name: getattr(figure, name) for name in figures.WORDS}
        initial |= {name: notation.number(getattr(figure, name)) for name in figures.NUMBERS}
        initial |= {"found": notation.number(figure.found_value), "source": figure.found_source_id}
        initial["found_of"] = notation.number(figure.found_of)
        super().__init__(data, initial=initial, auto_id=f"figure-{figure.pk}-%s", **kwargs)
        self.figure = figure
        self.fields["source"].queryset = figure.claim.sources.filter(removed_at=None)

    def anew(self, data=None):
        self.figure.refresh_from_db()
        return FigureForm(data, figure=self.figure)


class NewFigureForm(DeskForm):
    """A figure that the engine did not see."""

    together = FigureForm.together

    raw = text_field(
        _("In the quotation"), length=figures.LONGEST, required=True, help_text=_("To the letter, as it stands there")
    )
    value = NumberField(_("Value as claimed"), help_text=_("Empty: as it is read from these words"))
    of = NumberField(_("out of"))
    measure = text_field(_("Measure"), length=200)
    unit = text_field(_("Unit"), length=80)
    subject = text_field(_("Of whom"), length=200)
    period = text_field(_("Period"), length=80)

    def __init__(self, data=None):
        super().__init__(data, auto_id="figure-new-%s")


class AsideForm(DeskForm):
    reason = text_field(_("Why it is no figure of this claim"), length=figures.REASON, required=True)

    def __init__(self, data=None, *, figure):
        super().__init__(data, auto_id=f"aside-{figure.pk}-%s")


def part(claim, bound):
    """Each figure of a claim with its forms and readings, and those that were set aside.

    `bound` has forms that came back, by "figure-<pk>" and "aside-<pk>", by "click-<pk>" of what asks nothing;
    "figure-new" is the form for one more.
    """
    rows = claim.figures.in_span().select_related("found_source", "set_aside_by")
    told = [
        {
            "figure": row,
            "form": bound.get(f"figure-{row.pk}") or FigureForm(figure=row),
            "aside": bound.get(f"aside-{row.pk}") or AsideForm(figure=row),
            "refused": bound.get(f"click-{row.pk}"),
            "readings": [(str(one), Decimal(one)) for one in (row.value, *row.readings)] if row.readings else [],
        }
        for row in rows
    ]
    return {
        "figures": [row for row in told if row["figure"].set_aside_at is None],
        "figures_aside": [row for row in told if row["figure"].set_aside_at],
        "new_figure": bound.get("figure-new") or NewFigureForm(),
    }


@transaction.atomic
def save(claim, form, *, by, expected):
    """Calls the action for each half of the form that changed: what the figure says, and what was found."""
    data, figure = form.cleaned_data, form.figure
    said = {name: data[name] for name in (*figures.NUMBERS, *figures.WORDS) if data[name] != getattr(figure, name)}
    if said:
        figures.correct(figure, by=by, expected=expected, **said)
        expected = None if expected is None else expected + 1
    found = {"value": data["found"], "of": data["found_of"], "source": data["source"]}
    if found != {"value": figure.found_value, "of": figure.found_of, "source": figure.found_source}:
        figures.find(figure, by=by, **found, expected=expected)


def added(claim, form, **who):
    """Calls the action for a figure that was typed: what was left empty is as the engine reads it."""
    said = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    return figures.add(claim, **said, **who)
