"""Lists of the desk as somebody narrowed them, kept under a name, for oneself or for the whole newsroom."""

from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit
from claims.actions.guard import need_role
from claims.actions.refusals import NotYou, Unacceptable
from claims.models import Newsroom, SavedFilter
from claims.workflow import Role

LONGEST_NAME = 80
LONGEST_QUERY = 1000
PASSING = {"p", "all", "e"}  # which page of a list is no part of how it was narrowed


@transaction.atomic
def save(*, by, noun, name, query, shared=False):
    """Keeps `query` (the address behind the "?") of the list of `noun`; the same name again replaces it."""
    need_role(by, *Role)
    name, query = " ".join(name.split()), narrowed(query)
    if not name or len(name) > LONGEST_NAME:
        raise Unacceptable(_("Give the filter a name of at most 80 characters."), field="name", code="name")
    if not query or len(query) > LONGEST_QUERY:
        raise Unacceptable(_("Narrow the list first: there is nothing to keep."), field="name", code="query")
    newsroom = by.newsroom or Newsroom.objects.default()
    kept = SavedFilter.objects.select_for_update().filter(user=by, noun=noun, name=name).first()
    if kept is None:
        kept = SavedFilter(user=by, noun=noun, name=name, newsroom=newsroom, created_at=timezone.now())
    kept.query, kept.shared = query, shared
    kept.save()
    audit.record("save_filter", kept, by=by, newsroom=newsroom, after={"name": name, "query": query, "shared": shared})
    return kept


@transaction.atomic
def share(kept, *, by, shared=True):
    """Shows one's filter to the whole newsroom, or to oneself only."""
    fresh = own(kept, by)
    before, after = audit.change(fresh, shared=shared)
    if after:
        audit.record("share_filter", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
    return fresh


@transaction.atomic
def remove(kept, *, by):
    """Forgets one's filter."""
    fresh = own(kept, by)
    audit.record("remove_filter", fresh, by=by, newsroom=fresh.newsroom, before={"name": fresh.name})
    fresh.delete()


def own(kept, by):
    """The filter, locked; raises NotYou where it is somebody else's."""
    fresh = SavedFilter.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if fresh.user_id != by.pk:
        raise NotYou(_("Only whoever kept a filter can change it."))
    return fresh


def narrowed(query):
    """A query string without what is passing, in a form that is safe in an address."""
    pairs = parse_qsl(query.replace("\x00", ""), keep_blank_values=False)
    return urlencode([(name, value) for name, value in pairs if name not in PASSING])
