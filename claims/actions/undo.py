"""Takes back what was edited on a claim since an audit entry, and a person's own last step on an article's list.

Both go by what each audit entry says was before, newest first.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import workflow
from claims.actions import anchors, audit, following, matches, publishing
from claims.actions.claims import touch_draft
from claims.actions.guard import need_role
from claims.actions.refusals import NotNow
from claims.models import Article, AuditEntry, Claim, Comment, Confirmation, Figure, Notice, Source, Speaker
from claims.workflow import Role, Work

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
    "set_figure_aside",
    "restore_figure",
    "add_figure",
)
OWN = {"edit", "touched", "work", "worked_at"}  # the claim's standing, which is not part of what was edited
COUNTERS = {"edit", "touched"}  # an undone step stays a change that a person made
STEPS = ("queue", "dismiss", "restore", "edit", "assign", "take", "add", "split", "join")
ASIDE = ("comment", "confirmation", "matchdecision", "notice")  # what is said beside a claim does not stand in the way
CARRIED = {
    "sources": Source,
    "figures": Figure,
    "comments": Comment,
    "confirmations": Confirmation,
    "notices": Notice,
}


def take_back(claim, since):
    """Reverts the edits on `claim` after the audit entry `since`. Call under the claim's lock."""
    for entry in claim.history.filter(pk__gt=since.pk, verb__in=EDITS).order_by("-pk"):
        row = claim if entry.noun == "claim" else ROWS[entry.noun].objects.filter(pk=entry.object_pk).first()
        if row is None:
            continue
        if entry.verb == "add_source":
            audit.change(row, removed_at=timezone.now())
        elif entry.verb == "add_figure":
            row.delete()
        else:
            put_back(row, entry.before)
    anchors.settle(claim)


def put_back(row, before, own=OWN, **more):
    """Sets on `row` the fields of an audit entry's `before`, and `more`; plain JSON becomes what each field holds.

    Fields named in `own` stay as they are. Returns the audit pair of what changed.
    """
    before = dict(before)
    before |= before.pop("copied", {})  # of a source: what was known of its copy
    topics = before.pop("topics", None)
    if topics is not None:
        row.topics.set(topics)
    fields = {}
    for name in before.keys() - own:
        field = row._meta.get_field(name)
        fields[field.attname] = before[name] if field.is_relation else field.to_python(before[name])
    if fields.get("speaker_id"):
        fields["speaker_id"] = Speaker.objects.get(pk=fields["speaker_id"]).current().pk
    named = {field.attname: field.name for field in row._meta.fields}
    pair = audit.change(row, **fields, **more)
    return tuple({named[name]: value for name, value in side.items()} for side in pair)


@transaction.atomic
def undo(target, *, by):
    """Takes back the last own step of `by` on the list of an article, or on one claim. Returns the claim.

    Asked again it goes one further back. Raises NotNow where there is nothing to take back, or where the claim was
    changed since.
    """
    entry = last_step(target, by)
    if entry is None:
        raise NotNow(_("There is nothing of yours to take back here."))
    need_role(by, *roles_for(entry.verb))
    pair = {entry.claim_id, entry.after.get("into"), entry.after.get("joined")} - {None}
    rows = {c.pk: c for c in Claim.objects.select_for_update(no_key=True).filter(pk__in=pair).order_by("pk")}
    for claim in rows.values():
        untouched(claim, entry, by)
    claim = rows[entry.claim_id]
    before, after = BACK.get(entry.verb, plain_back)(claim, entry, rows)
    touch_draft(claim, by)
    half = rows.get(entry.after.get("into") or entry.after.get("joined"))
    if half is not None:
        audit.record("undo", half, by=by, newsroom=half.newsroom, after={"undid": entry.after["half"]})
    after |= {"undid": entry.pk, "step": entry.verb}
    audit.record("undo", claim, by=by, newsroom=claim.newsroom, before=before, after=after)
    following.follow_list(claim)
    matches.follow_claims(rows)
    publishing.renew_checking(claim.article)
    return claim


def halves_of(claim):
    """The other claims that the last undo on `claim` touched: the part that was split off, the one merged into it."""
    told = claim.history.filter(verb="undo").last()
    entry = claim.history.filter(pk=told.after["undid"]).first() if told else None
    keys = {entry.after.get("into"), entry.after.get("joined")} - {None} if entry else set()
    return list(Claim.objects.filter(pk__in=keys))


def roles_for(verb):
    """Who may take a step of this kind, by the name that it has on record."""
    return {Role.EDITOR} if verb == "add" else workflow.TRANSITIONS[{"join": "merge"}.get(verb, verb)].roles


def last_step(target, by):
    """The audit entry of the last own step of `by` that is not taken back yet; None where there is none."""
    which = {"article": target} if isinstance(target, Article) else {"claim": target}
    undone = set()
    entries = AuditEntry.objects.filter(by=by, noun="claim", verb__in=("undo", *STEPS), **which)
    for entry in entries.order_by("-pk").iterator(chunk_size=50):
        if entry.verb == "undo":
            undone.add(entry.after["undid"])
        elif entry.pk not in undone:
            return entry
    return None


def untouched(claim, entry, by):
    """Raises NotNow where `claim` was changed after `entry` by a step that still stands."""
    later = list(claim.history.filter(pk__gt=entry.pk).exclude(noun__in=ASIDE).select_related("by"))
    undone = {one.after.get("undid") for one in later if one.verb == "undo"}
    standing = [one for one in later if one.verb != "undo" and one.pk not in undone]
    if any(one.by_id != by.pk for one in standing):
        raise NotNow(_("Somebody else has changed this claim since. Your step is not taken back."))
    if standing:
        raise NotNow(_("You have worked on this claim further since. The step is not taken back."))


def plain_back(claim, entry, rows):
    """A step on the claim's own fields."""
    dropped = claim.draft if entry.verb == "take" else None
    pair = put_back(claim, entry.before, COUNTERS, edit=claim.edit + 1)
    if dropped is not None and claim.draft_id is None:
        audit.change(dropped, dropped_at=timezone.now())
    return pair


def added_back(claim, entry, rows):
    """A claim marked by hand is dismissed: it stays on record, and can be restored."""
    now = {"work": Work.DISMISSED, "worked_at": timezone.now(), "dismissal": "wrong_span"}
    return audit.change(claim, edit=claim.edit + 1, **now)


def split_back(claim, entry, rows):
    """The claim takes its latter part back, with the figures; the part leads to it."""
    rest = rows[entry.after["into"]]
    for pk, source in entry.after["handed"].items():
        Figure.objects.filter(pk=pk, claim=rest).update(claim=claim, found_source=source)
    rest.comments.update(claim=claim)
    audit.change(rest, superseded_by=claim, edit=rest.edit + 1)
    return put_back(claim, entry.before, COUNTERS, edit=claim.edit + 1)


def merge_back(claim, entry, rows):
    """Both claims are again as they were, each with what hung on it."""
    other, carried = rows[entry.after["joined"]], entry.after["carried"]
    Figure.objects.filter(pk__in=carried["figures_back"]).update(claim=claim)
    for name, model in CARRIED.items():
        model.objects.filter(pk__in=carried[name], claim=claim).update(claim=other)
    claim.topics.remove(*carried["topics"])
    audit.change(other, superseded_by=None, edit=other.edit + 1)
    return put_back(claim, entry.before, COUNTERS, edit=claim.edit + 1)


BACK = {"add": added_back, "split": split_back, "join": merge_back}
