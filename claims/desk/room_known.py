"""What is already known beside the new claims of an event room: official figures, earlier claims, checks of others.

Looking it up asks the index of earlier claims, so it is done once a claim and wording, a few claims a time, and only
which rows stand beside the claim is kept. What is shown of them is read anew each time: a verdict taken back is gone
with the next look.
"""

import json

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from claims import matching
from claims.actions import packs
from claims.desk.base import page_of
from claims.desk.known import VALUES, value_of
from claims.models import Claim, ExternalCheck, OfficialValue, Publication

LANES = ("suggested", "queued", "in_review")
AT_ONCE = 6  # claims looked up for one answer; those that remain follow with the next
KEPT = 15 * 60  # seconds: after that it is looked up again, a pack loaded meanwhile included
LINES = 3  # beside one claim
KINDS = {
    matching.SAME: _("the same claim"),
    matching.OTHER_FIGURE: _("another figure"),
    matching.RELATED: _("related"),
}
DIFFERS = (matching.OTHER_FIGURE, "other_value")


def fill(lanes):
    """Gives each card of the lanes of new claims its `known` lines and how many `known_more` there are.

    Returns how many claims are still to be looked up.
    """
    cards = [card for one in lanes if one["lane"].key in LANES for card in one["cards"]]
    kept = cache.get_many([key(card["claim"]) for card in cards])
    waiting = [card["claim"] for card in cards if key(card["claim"]) not in kept]
    found = {key(claim): look_up(claim) for claim in whole(waiting[:AT_ONCE])}
    if found:
        cache.set_many(found, KEPT)
    kept |= found
    rows = loaded([place for places in kept.values() for place in places])
    for card in cards:
        lines = [line(rows[tuple(at[:2])], *at) for at in kept.get(key(card["claim"]), ()) if tuple(at[:2]) in rows]
        card["known"], card["known_more"] = lines[:LINES], max(0, len(lines) - LINES)
    return len(waiting) - len(found)


def key(claim):
    return f"known:{claim.public_id}:{claim.edit}"


def whole(claims):
    """The claims with all that the look-up compares."""
    rows = Claim.objects.filter(pk__in=[claim.pk for claim in claims])
    return rows.select_related("article__event", "speaker").prefetch_related("topics")


def look_up(claim):
    """[(kind, key of the row, how it stands to the claim)], the nearest of each kind first, then the next ones."""
    found, place = [], {}
    for kind, row, why in packs.known_for(claim):
        place[kind] = place.get(kind, -1) + 1
        found.append((place[kind], (kind, row.pk, stands(kind, why))))
    return [one for _place, one in sorted(found, key=lambda pair: pair[0])]


def stands(kind, why):
    if kind == packs.OFFICIAL:
        return value_of(why)
    return matching.SAME if why.found.linked else why.found.match.kind


def loaded(places):
    """{(kind, key): row} of what still stands: a claim by its current public record."""
    keys = {wanted: [pk for kind, pk, _how in places if kind == wanted] for wanted in packs.KINDS}
    official = OfficialValue.objects.standing().filter(pk__in=keys[packs.OFFICIAL]).select_related("table")
    public = Publication.objects.claims().filter(claim__in=keys[packs.EARLIER]).select_related("claim")
    checks = ExternalCheck.objects.shown().filter(pk__in=keys[packs.EXTERNAL])
    return {
        **{(packs.OFFICIAL, row.pk): row for row in official},
        **{(packs.EARLIER, row.claim_id): row for row in public},
        **{(packs.EXTERNAL, row.pk): row for row in checks},
    }


def line(row, kind, _key, how):
    """One row as the template shows it."""
    shown = {"kind": kind, "row": row, "how": KINDS.get(how) or VALUES.get(how, ""), "differs": how in DIFFERS}
    if kind == packs.OFFICIAL:
        return shown | {"address": f"{page_of(row.table)}#row-{row.row}"}
    if kind == packs.EXTERNAL:
        return shown | {"address": page_of(row)}
    return shown | {"address": page_of(row.claim), "record": json.loads(row.body)}
