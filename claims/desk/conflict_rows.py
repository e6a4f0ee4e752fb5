"""Conflicts of a text as desk/conflict_forms.html shows them, on a claim's page and an article's."""

from django.utils.translation import gettext_lazy as _

from claims.desk.base import roles_of
from claims.models import Conflict
from claims.workflow import Role

STATES = {"open": _("still open"), "resolved": _("resolved"), "dismissed": _("dismissed")}
PLACES = 4  # shown of each


def rows_of(found, content):
    """Conflicts for desk/conflict_forms.html: each with its note, the words at its places, its state in words."""
    return [
        {
            "conflict": row,
            "places": [(a, content[a:b]) for a, b in row.spans[:PLACES]],
            "state": STATES[row.state],
            "open": row.state == Conflict.State.OPEN,
        }
        for row in found
    ]


def at_claim(claim):
    """All conflicts of the text that touch this claim, the open ones first."""
    rows = claim.text.conflicts.select_related("closed_by")
    found = [row for row in rows if any(a < claim.end and b > claim.start for a, b in row.spans)]
    return rows_of(sorted(found, key=lambda row: row.state != Conflict.State.OPEN), claim.text.content)


def may_close(user):
    return bool(roles_of(user) & {Role.EDITOR, Role.REVIEWER})
