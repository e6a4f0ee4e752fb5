"""Template tag of the desk: what is already known beside a claim, from the packs."""

from django import template
from django.utils.translation import gettext_lazy as _

from claims.actions import packs
from claims.desk.base import page_of

register = template.Library()

REASONS = {
    "near_measure": _("a measure of nearly the same name"),
    "subject_unsaid": _("the table does not say of whom"),
    "same_period": _("same period"),
    "other_period": _("another period"),
    "period_unsaid": _("period not said"),
    "other_unit": _("another unit"),
}
VALUES = {
    "same_value": _("same value as claimed"),
    "near_value": _("the value claimed, rounded"),
    "other_value": _("another value than claimed"),
}


@register.simple_tag
def known_beside(claim):
    """The official figures that stand beside a claim, as the partial desk/known.html shows them.

    What was checked before has a panel of its own on that page (claims/desk/precedents.py).
    """
    return [official(row, why) for row, why in packs.official_values(claim)]


def official(row, why):
    """One official figure: the row, its table's place, why it is here, and how its value compares."""
    value = value_of(why)
    return {
        "row": row,
        "place": f"{page_of(row.table)}#row-{row.row}",
        "value": value,
        "value_words": VALUES.get(value, ""),
        "figure": why.figure,
        "why": [words for name, words in REASONS.items() if name in why.reasons],
    }


def value_of(why):
    """The key in VALUES that holds of an official figure; "" where none does."""
    value = next((name for name in VALUES if name in why.reasons), "")
    another = value == "other_value" and "other_period" in why.reasons
    return "" if another else value  # another value for another period contradicts nothing
