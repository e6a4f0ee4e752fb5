"""Attaches and edits the evidence under a verdict."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import addresses, audit, captures
from claims.actions.claims import touch_draft
from claims.actions.guard import moved, step
from claims.actions.refusals import NotNow, Unacceptable
from claims.models import Source

DETAILS = {"kind", "url", "title", "publisher", "published_on", "as_of", "stance", "excerpt"}


def add(claim, *, by, expected=None, **details):
    """Attaches a source (kind, url, title, publisher, published_on, as_of, stance, excerpt). Returns the Source."""
    details = checked({"kind": Source.Kind.WEB, "url": "", "title": "", "stance": "", **details})
    with step("review", claim, by=by, expected=expected) as fresh:
        source = Source.objects.create(claim=fresh, added_by=by, position=fresh.sources.count(), **details)
        captures.request(source, by=by)
        note("add_source", source, fresh, by=by, after={name: audit.plain(value) for name, value in details.items()})
    return source


def edit(source, *, by, expected=None, **details):
    """Changes a source's details. Returns it as it now is."""
    with step("review", source.claim, by=by, expected=expected) as claim:
        fresh = standing(source)
        known = {name: getattr(fresh, name) for name in DETAILS}
        copied = captures.standing_of(fresh)
        before, after = audit.change(fresh, **checked({**known, **details}))
        if "url" in after:
            before["copied"] = copied
        renew_copy(fresh, after, by)
        note("edit_source", fresh, claim, by=by, before=before, after=after)
    return fresh


def renew_copy(source, changed, by):
    """A new address wants a new copy; a new excerpt is looked for in the copy that there is."""
    if "url" in changed:
        captures.forget(source)
        captures.request(source, by=by)
    elif "excerpt" in changed:
        captures.relocate(source)


def remove(source, *, by, expected=None):
    """Takes a source off the claim; the row and its history stay."""
    with step("review", source.claim, by=by, expected=expected) as claim:
        fresh = standing(source)
        before, after = audit.change(fresh, removed_at=timezone.now())
        note("remove_source", fresh, claim, by=by, before=before, after=after)
    return fresh


def withhold(source, *, by, reason, expected=None):
    """Keeps a source from readers, who see its kind and this reason ({"id", "en"}); None shows it again."""
    with step("review", source.claim, by=by, expected=expected) as claim:
        fresh = standing(source)
        before, after = audit.change(fresh, withheld=reason)
        note("withhold_source", fresh, claim, by=by, before=before, after=after)
    return fresh


def standing(source):
    fresh = Source.objects.get(pk=source.pk)
    if fresh.removed_at:
        raise NotNow()
    return fresh


def note(verb, source, claim, *, by, **change):
    audit.change(claim, **moved(claim, "review"))
    touch_draft(claim, by)
    audit.record(verb, source, by=by, newsroom=claim.newsroom, claim=claim, **change)


def checked(details):
    """`details` as they may be stored; raises Unacceptable naming the field."""
    if set(details) - DETAILS:
        raise Unacceptable(_("This field cannot be edited here."), code="field")
    if not details["title"].strip():
        raise Unacceptable(_("Give the source a title."), field="title", code="title")
    if details["kind"] not in Source.Kind.values or details["stance"] not in Source.Stance.values:
        raise Unacceptable(
            _("Say whether the source supports, refutes or gives context."), field="stance", code="stance"
        )
    if details["kind"] == Source.Kind.WEB and not details["url"]:
        raise Unacceptable(_("The address must begin with http:// or https://."), field="url", code="url")
    addresses.check(details["url"])
    return details
