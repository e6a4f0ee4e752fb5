"""Was this checked, or said, before? Reads the index of earlier claims; writes nothing.

Candidates are found in the database by the telling keys of the claim in hand, the keys' weights summed there; the best
are then compared in full by claims.matching. The number of queries does not depend on how many claims there are.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from claims.actions import candidates, match_items
from claims.matching import RELATED, SAME, Match, match
from claims.models import Claim, ExternalCheck, MatchDecision, MatchEntry, Publication
from claims.workflow import Public

Side = MatchEntry.Side
Decision = MatchDecision.Decision
MOST = 100  # repeats or precedents that are looked at
LEAST = 0.15  # how near a claim must be that is only related


@dataclass(frozen=True)
class Found:
    """An earlier claim. `kind` is "claim" or "external", `row` the Claim or ExternalCheck; `publication` is what is
    public of a claim now, held ones too, None where nothing is. `decision` is what a reviewer decided of the two
    claims, on either one's page; None where nothing."""

    kind: str
    row: Claim | ExternalCheck
    publication: Publication | None
    match: Match
    decision: MatchDecision | None = None

    @property
    def linked(self):
        return self.decision is not None and self.decision.decision == Decision.LINKED

    @property
    def rejected(self):
        return self.decision is not None and self.decision.decision == Decision.REJECTED

    @property
    def same(self):
        """Whether it says the same as the claim in hand: a reviewer's word counts, else the comparison's."""
        return self.linked or (self.match.kind == SAME and not self.rejected)


@dataclass(frozen=True)
class Repeats:
    """The other claims of the newsroom that say the same, newest first, and the first day that any, the one asked for
    included, was said; None where there are none or no day is known."""

    rows: list[Found]
    since: date | None


def checks(claim, top=5):
    """What was checked before that is near `claim`: public claims of every newsroom, and other publishers' checks.

    A list of Found: at most `top`, nearest first, and then those among the nearest that were rejected. What was linked
    is among them however far it is.
    """
    where = Q(side=Side.PUBLIC) | Q(side=Side.EXTERNAL, newsroom=claim.newsroom_id)
    found = _found(claim, where, top * 2)
    standing = [one for one in found if not one.rejected]
    standing = [one for at, one in enumerate(standing) if at < top or one.linked]
    return standing + [one for one in found if one.rejected][:top]


def repeats(claim):
    """The claims of `claim`'s newsroom that were chosen and say the same as it, or were linked with it: Repeats."""
    found = _found(claim, Q(side=Side.DESK, newsroom=claim.newsroom_id), MOST)
    rows = [one for one in found if one.same and one.row.public != Public.WITHDRAWN]
    rows.sort(key=lambda one: (one.row.said_on or date.min, one.row.pk), reverse=True)
    days = [day for day in (claim.said_on, *(one.row.said_on for one in rows)) if day]
    return Repeats(rows, min(days) if rows and days else None)


def precedents(claim):
    """The public claims, not held, that say the same as `claim` or were linked with it, and carry a verdict: Found."""
    found = [one for one in _found(claim, Q(side=Side.PUBLIC), MOST) if one.same and one.publication]
    return [one for one in found if one.publication.status == "published" and one.row.live.rating_id]


def for_text(text, language, top=10, speaker=""):
    """What was published that is near a text: at most `top` (Publication, Match), nearest first. Public records only.

    A `language` that is unknown or empty is told by the text; of a long text the beginning counts.
    """
    own = match_items.of_text(text, language, speaker)
    statistics = candidates.statistics_for(own)
    rows = candidates.entries(candidates.nearest(own, Q(side=Side.PUBLIC), statistics))
    near = match(own, [(row.pk, terms_of(row)) for row in rows], statistics, top)
    claims = {row.pk: row.claim_id for row in rows}
    public = _public([claims[one.id] for one in near])
    found = [(public.get(claims[one.id]), one) for one in near if worth(one)]
    return [(record, one) for record, one in found if record is not None and record.status == "published"]


def worth(one):
    """Whether a Match is worth a person's look."""
    return one.kind != RELATED or one.score >= LEAST


def terms_of(row):
    own = match_items.unpacked(row.terms)
    return match_items.named(own, row.said_by) if row.side == Side.DESK else own


# The claim in hand against the index


def _found(claim, where, top):
    """The `top` nearest entries within `where` (a Q over MatchEntry) as Found, and those linked however far."""
    own = match_items.named(match_items.of_desk(claim), claim.speaker and claim.speaker.name)
    decided = _decided(claim)
    statistics = candidates.statistics_for(own)
    others = where & (Q(claim=None) | ~Q(claim=claim.pk))
    rows = candidates.entries(candidates.nearest(own, others, statistics), others & _all_linked(decided))
    by_key = {row.pk: row for row in rows}
    near = match(own, [(row.pk, terms_of(row)) for row in rows], statistics, len(rows))
    pairs = [(by_key[one.id], one) for one in near]
    near_ones = [(row, one) for row, one in pairs[:top] if worth(one) or _linked(row, decided)]
    return _filled(near_ones + [(row, one) for row, one in pairs[top:] if _linked(row, decided)], decided)


def _linked(row, decided):
    decision = decided.get(_owner(row))
    return decision is not None and decision.decision == Decision.LINKED


def _all_linked(decided):
    """The entries that were linked, as a Q over MatchEntry."""
    keys = [owner for owner, decision in decided.items() if decision.decision == Decision.LINKED]
    return Q(claim__in=[pk for kind, pk in keys if kind == "claim"]) | Q(
        external__in=[pk for kind, pk in keys if kind == "external"]
    )


def _decided(claim):
    """What was decided of `claim` and others, on either one's page: {("claim" | "external", key): MatchDecision}."""
    rows = MatchDecision.objects.filter(Q(claim=claim.pk) | Q(other=claim.pk))
    found = {("claim", row.claim_id): row for row in rows if row.claim_id != claim.pk}
    mine = [row for row in rows if row.claim_id == claim.pk]
    return found | {("claim", row.other_id) if row.other_id else ("external", row.external_id): row for row in mine}


def _owner(row):
    return ("claim", row.claim_id) if row.claim_id else ("external", row.external_id)


def _filled(kept, decided):
    """The Found of (entry, Match) pairs; what vanished meanwhile is left out."""
    keys = [_owner(row) for row, _match in kept]
    claims = (
        Claim.objects.for_desk().select_related("live__rating").in_bulk([pk for kind, pk in keys if kind == "claim"])
    )
    checks = ExternalCheck.objects.in_bulk([pk for kind, pk in keys if kind == "external"])
    rows = {("claim", pk): row for pk, row in claims.items()} | {("external", pk): row for pk, row in checks.items()}
    public = _public(claims)
    return [
        Found(key[0], rows[key], public.get(key[1]) if key[0] == "claim" else None, one, decided.get(key))
        for key, (_row, one) in zip(keys, kept, strict=True)
        if key in rows
    ]


def _public(keys):
    return {row.claim_id: row for row in Publication.objects.claims().filter(claim__in=list(keys))}
