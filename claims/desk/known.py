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
    """The official figures that stand beside a claim, as the partial desk/known.html shows them."""
    return [official(row, why) for kind, row, why in packs.known_for(claim) if kind == packs.OFFICIAL]


def official(row, why):
    """One official figure: the row, its table's place, why it is here, and how its value compares."""
    value = next((name for name in VALUES if name in why.reasons), "")
    if value == "other_value" and "other_period" in why.reasons:
        value = ""  # another value for another period contradicts nothing
    return {
        "row": row,
        "place": f"{page_of(row.table)}#row-{row.row}",
        "value": value,
        "value_words": VALUES.get(value, ""),
        "figure": why.figure,
        "why": [words for name, words in REASONS.items() if name in why.reasons],
    }
