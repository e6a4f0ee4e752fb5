"""Takes back what was edited on a claim since an audit entry, newest first, by what each entry says was before."""

from django.utils import timezone

from claims.actions import audit
from claims.models import Claim, Figure, Source

ROWS = {"claim": Claim, "source": Source, "figure": Figure}
EDITS = (
    "edit",
    "add_source",
    "edit_source",
    "remove_source",
    "withhold_source",
    "upload",
    "edit_figure",
    "find_figure",
)
OWN = {"edit", "touched", "work", "worked_at"}  # the claim's standing, which is not part of what was edited


def take_back(claim, since):
    """Reverts the edits on `claim` after the audit entry `since`. Call under the claim's lock."""
    for entry in claim.history.filter(pk__gt=since.pk, verb__in=EDITS).order_by("-pk"):
        row = claim if entry.noun == "claim" else ROWS[entry.noun].objects.filter(pk=entry.object_pk).first()
        if row is None:
            continue
        if entry.verb == "add_source":
            audit.change(row, removed_at=timezone.now())
        else:
            put_back(row, entry.before)


def put_back(row, before):
    """Sets on `row` the fields of an audit entry's `before`; plain JSON becomes what each field holds."""
    before = dict(before)
    before |= before.pop("copied", {})  # of a source: what was known of its copy
    topics = before.pop("topics", None)
    if topics is not None:
        row.topics.set(topics)
    fields = {}
    for name in before.keys() - OWN:
        field = row._meta.get_field(name)
        fields[field.attname] = before[name] if field.is_relation else field.to_python(before[name])
    audit.change(row, **fields)
