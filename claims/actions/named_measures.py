"""Names, renames and merges what figures measure."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, measure_words
from claims.actions.guard import need_role, unmoved
from claims.actions.refusals import Unacceptable
from claims.matching import scales
from claims.models import Measure, MeasureAlias, Sequence, words
from claims.workflow import Role

LONGEST = 200  # characters of a name


def resolve(newsroom, named):
    """The Measure that a figure's name (scales.Named) stands for, made where the newsroom does not know it yet.

    Call under the sequence's lock, so that no two publications make it twice.
    """
    alias = MeasureAlias.objects.filter(newsroom=newsroom, key=named.key).select_related("measure").first()
    if alias:
        return alias.measure
    if measure := called(named, by_words(newsroom)):
        remember(newsroom, measure, named)
        return measure
    measure = Measure.objects.create(
        newsroom=newsroom, slug=free_slug(newsroom, named.key), name=words(**named.name), edited_at=timezone.now()
    )
    remember(newsroom, measure, named)
    audit.record("create", measure, by=None, newsroom=newsroom, after={"name": measure.name})
    return measure


def remember(newsroom, measure, named):
    name = next(iter(named.name.values()))
    MeasureAlias.objects.create(newsroom=newsroom, measure=measure, name=name[:300], key=named.key)


def by_words(newsroom):
    """{key: the measure first called so}, keys by the rule for official tables, of each name in either language."""
    found = {}
    for alias in MeasureAlias.objects.filter(newsroom=newsroom).select_related("measure").order_by("pk"):
        for code in ("id", "en"):
            found.setdefault(measure_words.measure_key(alias.name, code), alias.measure)
    return found


def called(named, known):
    """The measure, of `by_words`, that other words call what `named` (scales.Named) does; None for none."""
    wanted = (measure_words.measure_key(name, code) for code, name in named.name.items())
    return next((known[key] for key in wanted if key and key in known), None)


def free_slug(newsroom, key):
    """An address for a new measure that no other has."""
    base = scales.slug(key, 70) or "measure"
    taken = set(Measure.objects.filter(newsroom=newsroom, slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


@transaction.atomic
def rename(measure, *, by, name, seen=None):
    """Gives a measure another name, {"id", "en"}, at least one of them; its address stays. Returns it.

    Raises NotYou unless an Editor, Unacceptable, Stale where the name is no longer as the person saw it.
    """
    need_role(by, Role.EDITOR)
    fresh = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    unmoved(fresh, seen, {"name": name})
    name = words(**{code: (name.get(code) or "").strip()[:LONGEST] for code in ("id", "en")})
    if not any(name.values()):
        raise Unacceptable(_("Give the measure a name."), field="name_id", code="name")
    before, after = audit.change(fresh, name=name)
    if after:
        audit.change(fresh, edited_at=timezone.now())
        audit.record("rename", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
    return fresh


@transaction.atomic
def add_alias(measure, *, by, name, language):
    """Says that figures called `name` (a text in `language`) are of this measure too: from their next publication on.

    Raises Unacceptable where the name says nothing, or is one of another measure: those are merged.
    """
    need_role(by, Role.EDITOR)
    fresh = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    named = scales.measured(None, name, None, language)
    if named is None or len(name) > LONGEST or fresh.merged_into_id:
        raise Unacceptable(_("Give a name as texts write it."), field="alias", code="alias")
    other = MeasureAlias.objects.filter(newsroom=fresh.newsroom, key=named.key).select_related("measure").first()
    if other and other.measure != fresh:
        problem = _("“%(measure)s” is called so already: merge the two.") % {"measure": other.measure}
        raise Unacceptable(problem, field="alias", code="taken")
    if other is None:
        MeasureAlias.objects.create(newsroom=fresh.newsroom, measure=fresh, name=name.strip(), key=named.key)
        audit.change(fresh, edited_at=timezone.now())
        audit.record("add_name", fresh, by=by, newsroom=fresh.newsroom, after={"name": name.strip()})
    return fresh


@transaction.atomic
def merge(measure, *, into, by, reason, units_differ=False):
    """Makes `measure` one with `into`: its names and public figures move; its old address leads to the other's.

    Raises Unacceptable where no unit is common to their public figures, unless `units_differ` says it is meant.
    """
    need_role(by, Role.EDITOR)
    Sequence.objects.select_for_update(no_key=True).get(pk=1)  # no publication adds a figure to either meanwhile
    keys = {measure.pk, into.current().pk}
    rows = Measure.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").in_bulk()
    measure, into = rows[measure.pk], rows[into.current().pk]
    if measure == into or measure.newsroom_id != into.newsroom_id or measure.merged_into_id or into.merged_into_id:
        raise Unacceptable(_("These two measures cannot be merged."), field="into", code="merge")
    if not reason.strip():
        raise Unacceptable(_("Say why."), field="reason", code="reason")
    if not units_differ and not one_unit(measure, into):
        problem = _("The figures of the two are given in different units. Merge them only if they measure the same.")
        raise Unacceptable(problem, field="units_differ", code="units")
    measure.aliases.update(measure=into)
    measure.published.update(measure=into)
    before, after = audit.change(measure, merged_into=into)
    now = timezone.now()
    audit.change(measure, edited_at=now)
    audit.change(into, edited_at=now)
    audit.record("merge", measure, by=by, newsroom=into.newsroom, before=before, after=after, reason=reason.strip())
    return into


def one_unit(measure, other):
    """Whether the public figures of two measures have a unit in common, or one of them has none."""
    units, others = (set(row.published.order_by().values_list("unit", flat=True)) for row in (measure, other))
    codes = ("id", "en")
    return (
        not units
        or not others
        or any(measure_words.same_unit(a, b, c, d) for a in units for b in others for c in codes for d in codes)
    )
