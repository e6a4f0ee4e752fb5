"""The figures of a claim on its page: what each measures, of whom and for when, and what was found."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions import figures
from claims.desk.forms import text_field
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


class FigureForm(SeenForm):
    together = (("measure", "unit"), ("subject", "period"), ("found", "found_of"))

    measure = text_field(_("Measure"), length=200, help_text=_("What it measures, such as an index"))
    unit = text_field(_("Unit"), length=80)
    subject = text_field(_("Of whom"), length=200)
    period = text_field(_("Period"), length=80)
    found = text_field(_("Found instead"), length=40, help_text=_("The figure of your source, in the same unit"))
    found_of = text_field(_("of"), length=40, help_text=_("The whole, where the figure is a part of one"))
    source = forms.ModelChoiceField(None, label=_("Source of it"), required=False, empty_label=_("none"))

    def __init__(self, data=None, *, figure, **kwargs):
        initial = {name: getattr(figure, name) for name in figures.WORDS}
        initial |= {"found": notation.number(figure.found_value), "source": figure.found_source_id}
        initial["found_of"] = notation.number(figure.found_of)
        super().__init__(data, initial=initial, auto_id=f"figure-{figure.pk}-%s", **kwargs)
        self.figure = figure
        self.fields["source"].queryset = figure.claim.sources.filter(removed_at=None)

    def anew(self, data=None):
        self.figure.refresh_from_db()
        return FigureForm(data, figure=self.figure)

    def clean_found(self):
        return self.clean_number("found")

    def clean_found_of(self):
        return self.clean_number("found_of")

    def clean_number(self, name):
        text = self.cleaned_data[name]
        value = parsed(text) if text else None
        if text and value is None:
            example = notation.number("1234567.5")
            raise forms.ValidationError(_("This is not a number. Write it like %(example)s.") % {"example": example})
        return value


def save(claim, form, *, by, expected):
    """Calls the action for each half of the form that changed: what the figure says, and what was found."""
    data, figure = form.cleaned_data, form.figure
    words = {name: data[name] for name in figures.WORDS if data[name] != getattr(figure, name)}
    if words:
        figures.describe(figure, by=by, expected=expected, **words)
        expected = None if expected is None else expected + 1
    found = {"value": data["found"], "of": data["found_of"], "source": data["source"]}
    if found != {"value": figure.found_value, "of": figure.found_of, "source": figure.found_source}:
        figures.find(figure, by=by, **found, expected=expected)
