"""Names, renames and merges speakers."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.actions import addresses, audit, following
from claims.actions.guard import need_role, unmoved
from claims.actions.refusals import Unacceptable
from claims.models import Claim, Speaker, SpeakerAlias
from claims.workflow import Role


class Speakers:
    """Finds the newsroom's speakers by name or alias, creating whom it does not know; remembers them for one run.

    Part of a name is enough for one who takes part in the `event`: a transcript calls Rahma Wirasti RAHMA.
    """

    def __init__(self, newsroom, event=None):
        self.newsroom = newsroom
        self.present = [one.speaker for one in event.participants.select_related("speaker")] if event else []
        self.known = {}

    def named(self, name, kind=None):
        """The Speaker called `name`, or None for no name."""
        if not name:
            return None
        key = name.casefold()
        if key not in self.known:
            found = Speaker.objects.named(self.newsroom, name).first() or self.taking_part(key)
            self.known[key] = found or Speaker.objects.create(
                newsroom=self.newsroom, name=name[:200], kind=kind or Speaker.Kind.PERSON
            )
        return self.known[key]

    def taking_part(self, key):
        """The one participant whose name holds all words of `key`; None where that is nobody, or more than one."""
        words = set(key.split())
        fit = [one for one in self.present if words <= set(one.name.casefold().split())]
        return fit[0] if len(fit) == 1 else None


@transaction.atomic
def create(*, by, newsroom, name, kind=Speaker.Kind.PERSON, same_as=None, aliases=()):
    """A new speaker with its aliases. Reviewers may add one too: they edit whom a claim quotes."""
    need_role(by, Role.EDITOR, Role.REVIEWER)
    if not name.strip():
        raise Unacceptable(_("Give the speaker a name."), field="name", code="name")
    addresses.check(same_as, field="same_as")
    speaker = Speaker.objects.create(newsroom=newsroom, name=name.strip(), kind=kind, same_as=same_as or None)
    SpeakerAlias.objects.bulk_create(SpeakerAlias(speaker=speaker, name=alias) for alias in aliases)
    audit.record("create", speaker, by=by, newsroom=newsroom, after={"name": speaker.name, "kind": kind})
    return speaker


@transaction.atomic
def rename(speaker, *, by, seen=None, **changes):
    """Corrects a speaker's name, kind or same_as; the old name stays as an alias. What is public follows at once.

    What is not named stays as it was. Raises Stale where a field to be changed is no longer what the person saw.
    """
    need_role(by, Role.EDITOR)
    fresh = Speaker.objects.select_for_update(no_key=True).get(pk=speaker.pk)
    unmoved(fresh, seen, changes)
    before, after = audit.change(fresh, **corrected(fresh, **changes))
    if "name" in before:
        SpeakerAlias.objects.get_or_create(speaker=fresh, name=before["name"])
    if after:
        audit.record("rename", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
        following.follow_speaker(fresh)
    return fresh


def corrected(speaker, name=None, kind=None, same_as=None):
    """The fields of `speaker` as they are to be; None leaves one as it was, an empty `same_as` takes it away."""
    name = speaker.name if name is None else name.strip()
    if not name:
        raise Unacceptable(_("Give the speaker a name."), field="name", code="name")
    same_as = speaker.same_as if same_as is None else same_as
    addresses.check(same_as, field="same_as")
    return {"name": name, "kind": kind or speaker.kind, "same_as": same_as or None}


@transaction.atomic
def merge(speaker, *, into, by, reason):
    """Makes `speaker` one with `into`: its claims, names and places move; its old UUID keeps leading to the other."""
    need_role(by, Role.EDITOR)
    speaker, into = pair_under_lock(speaker, into.current())
    if speaker == into or speaker.newsroom_id != into.newsroom_id or speaker.merged_into_id or into.merged_into_id:
        raise Unacceptable(_("These two cannot be merged."), field="into", code="merge")
    list(Claim.objects.filter(speaker=speaker).order_by("pk").select_for_update(no_key=True))
    Claim.objects.filter(speaker=speaker).update(speaker=into)
    for name in [speaker.name, *speaker.aliases.values_list("name", flat=True)]:
        SpeakerAlias.objects.get_or_create(speaker=into, name=name)
    move_participations(speaker, into)
    before, after = audit.change(speaker, merged_into=into)
    audit.record("merge", speaker, by=by, newsroom=into.newsroom, before=before, after=after, reason=reason)
    following.follow_merge(speaker, into)
    return into


def pair_under_lock(speaker, into):
    """Both rows as they are now, locked in the order of their keys, so that two merges cannot cross."""
    keys = {speaker.pk, into.pk}
    rows = {row.pk: row for row in Speaker.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")}
    return rows[speaker.pk], rows[into.pk]


def move_participations(speaker, into):
    there = set(into.participations.values_list("event", flat=True))
    speaker.participations.filter(event__in=there).delete()
    speaker.participations.update(speaker=into)
