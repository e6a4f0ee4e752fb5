"""Was this checked, or said, before? Reads the index of earlier claims; writes nothing.

Candidates are found in the database by the telling keys of the claim in hand, the keys' weights summed there; the best
are then compared in full by claims.matching. The number of queries does not depend on how many claims there are.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from claims.actions import candidates, match_items
from claims.matching import OTHER_FIGURE, RELATED, SAME, Match, match
from claims.models import Claim, ExternalCheck, MatchDecision, MatchEntry, Publication
from claims.text.tokens import tokens
from claims.workflow import Public

Side = MatchEntry.Side
Decision = MatchDecision.Decision
ALIKE = 8  # public claims that one is compared with on its page
MOST = 100  # repeats or precedents that are looked at
CONTRARY = 3  # claims with another figure, of those that are not public
LEAST = 0.15
"""How near a claim must be that is only related. On both development sets half of what is further is of no use, and one
in twenty that is wanted is further."""


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
    included, was said; None where there are none or no day is known. `contrary`: those with another figure for the
    same measure and period, nearest first, of which nothing is public yet."""

    rows: list[Found]
    since: date | None
    contrary: list[Found]


def checks(claim, top=5):
    """What was checked before that is near `claim`: public claims of every newsroom, and other publishers' checks.

    A list of Found: at most `top` public claims, nearest first, then at most `top` checks of others, of which one site
    has each claim once, and then those among the nearest that were rejected. What was linked is among them however far
    it is.
    """
    found = _found(claim, (Side.PUBLIC, Side.EXTERNAL), MOST)
    own = [one for one in found if one.kind == "claim" and not one.rejected]
    theirs = _once([one for one in found if one.kind == "external" and not one.rejected])
    standing = [one for rows in (own, theirs) for at, one in enumerate(rows) if at < top or one.linked]
    return standing + [one for one in found if one.rejected][:top]


def _once(found):
    """Of the checks by one site of a claim in the same words the nearest, and those that were linked."""
    seen, kept = set(), []
    for one in found:
        said = (one.row.site, *tokens(one.row.claim))
        if one.linked or said not in seen:
            kept.append(one)
        seen.add(said)
    return kept


def repeats(claim):
    """The claims of `claim`'s newsroom that were chosen and say the same as it, or were linked with it: Repeats."""
    found = _found(claim, (Side.DESK,), MOST)
    rows = [one for one in found if one.same and one.row.public != Public.WITHDRAWN]
    rows.sort(key=lambda one: (said_on(one.row) or date.min, one.row.pk), reverse=True)
    days = [day for day in (said_on(claim), *(said_on(one.row) for one in rows)) if day]
    return Repeats(rows, min(days) if rows and days else None, [one for one in found if contrary(one)][:CONTRARY])


def said_on(claim):
    """The day that a claim was said, as far as it is known: else that of its article. None where neither is."""
    return claim.said_on or claim.article.published_on


def contrary(one):
    """Whether a Found of the desk gives another figure for the same measure and period and no reader knows of it."""
    other = one.match.kind == OTHER_FIGURE and "other_period" not in one.match.reasons
    return other and one.decision is None and one.row.public == Public.NONE


def precedents(claim):
    """The public claims, not held, that say the same as `claim` or were linked with it, and carry a verdict: Found."""
    found = [one for one in _found(claim, (Side.PUBLIC,), MOST) if one.same and one.publication]
    return [one for one in found if one.publication.status == "published" and one.row.live.rating_id]


def for_text(text, language, top=10, speaker=""):
    """What was published that is near a text: at most `top` (Publication, Match), nearest first. Public records only.

    The last of them may be far: their score says so. A `language` that is unknown or empty is told by the text; of a
    long text the beginning counts.
    """
    own = match_items.of_text(text, language, speaker)
    statistics = candidates.statistics_for(own)
    keys = candidates.nearest(own, (Side.PUBLIC,), None, statistics)
    rows = {row.pk: row for row in candidates.entries(Q(pk__in=keys))}
    near = match(own, _terms(rows, statistics), statistics, top)
    public = _public([rows[one.id].claim_id for one in near])
    found = [(public.get(rows[one.id].claim_id), one) for one in near]
    return [(record, one) for record, one in found if record is not None and record.status == "published"]


def alike(record, top=3):
    """The other public claims that say the same as a public record, not held: Publications, nearest first. Two queries,
    and public records only: readers' pages show it. Nothing that a desk rejected on either one's page."""
    own = match_items.of_record(record)
    statistics = candidates.counted(own)
    rows = {str(row.subject): row for row in candidates.published_near(own, statistics, ALIKE, record["id"])}
    rows.pop(record["id"], None)
    terms = [(key, match_items.unpacked(row.terms)) for key, row in rows.items() if row.terms]
    same = [rows[one.id] for one in match(own, terms, statistics, len(terms)) if one.kind == SAME]
    return [row for row in same if row.status == "published"][:top]


def worth(one):
    """Whether a Match is worth a person's look."""
    return one.kind != RELATED or one.score >= LEAST


# The claim in hand against the index


def _found(claim, sides, top):
    """The `top` nearest entries on each of `sides` as Found, and those linked however far; the nearest first."""
    own = match_items.named(match_items.of_desk(claim), claim.speaker and claim.speaker.name)
    own = match_items.placed(own, claim.article.event and claim.article.event.place)
    statistics, decided = candidates.statistics_for(own), _decided(claim)
    linked = [key for key, row in decided.items() if row.decision == Decision.LINKED]
    keys = [key for side in sides for key in candidates.nearest(own, (side,), claim.newsroom_id, statistics)]
    which = (Q(pk__in=keys) | _those(linked, sides)) & (Q(claim=None) | ~Q(claim=claim.pk))
    rows = {row.pk: row for row in candidates.entries(which)}
    near = match(own, _terms(rows, statistics), statistics, len(rows))
    places = {side: [one.id for one in near if rows[one.id].side == side][:top] for side in sides}
    first = {key for keys in places.values() for key in keys}
    kept = [one for one in near if (one.id in first and worth(one)) or _owner(rows[one.id]) in linked]
    return _filled([(_owner(rows[one.id]), one) for one in kept], decided)


def _terms(rows, statistics):
    """What `match` compares, of entries by their keys; the statistics learn of their words."""
    terms = [(key, row, match_items.unpacked(row.terms)) for key, row in rows.items()]
    candidates.know(statistics, [own for _key, _row, own in terms])
    placed = [(key, row, match_items.placed(own, row.said_at)) for key, row, own in terms]
    return [(key, match_items.named(own, row.said_by) if row.side == Side.DESK else own) for key, row, own in placed]


def _decided(claim):
    """What was decided of `claim` and others, on either one's page: {("claim" | "external", key): MatchDecision}."""
    turned = Q(other=claim.pk, claim__newsroom=claim.newsroom_id)
    rows = list(MatchDecision.objects.filter(Q(claim=claim.pk) | turned))
    found = {("claim", row.claim_id): row for row in rows if row.claim_id != claim.pk}
    mine = [row for row in rows if row.claim_id == claim.pk]
    return found | {("claim", row.other_id) if row.other_id else ("external", row.external_id): row for row in mine}


def _those(owners, sides):
    """The entries of `owners`, ("claim" | "external", key), on `sides`."""
    claims, checks = ([key for kind, key in owners if kind == wanted] for wanted in ("claim", "external"))
    return Q(side__in=sides) & (Q(claim__in=claims) | Q(external__in=checks))


def _owner(row):
    return ("claim", row.claim_id) if row.claim_id else ("external", row.external_id)


def _filled(kept, decided):
    """The Found of (owner, Match) pairs; what vanished meanwhile is left out."""
    claims, checks = ([key for (kind, key), _match in kept if kind == wanted] for wanted in ("claim", "external"))
    rows = {
        ("claim", pk): row
        for pk, row in Claim.objects.for_desk().select_related("live__rating").in_bulk(claims).items()
    }
    rows |= {("external", pk): row for pk, row in ExternalCheck.objects.shown().in_bulk(checks).items()}
    public = {("claim", pk): row for pk, row in _public(claims).items()}
    return [
        Found(owner[0], rows[owner], public.get(owner), one, decided.get(owner)) for owner, one in kept if owner in rows
    ]


def _public(keys):
    return {row.claim_id: row for row in Publication.objects.claims().filter(claim__in=list(keys))}
