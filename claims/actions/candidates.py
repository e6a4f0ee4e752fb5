"""The entries of the index that share most with a claim: found by its telling keys, in the database, on any of them."""

from django.db.models import Case, Count, Exists, F, FloatField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Length

from claims.actions import match_items
from claims.matching import Statistics, probes
from claims.matching.scoring import FEWEST, SPELT, respelt
from claims.models import MatchCount, MatchDecision, MatchEntry, MatchKey, Publication

UNKNOWN = 10  # words nobody claimed anything with that are looked up as misspelt
KEPT = 100  # that are compared in full: twice as many find 2 in 1000 more, at twice the time
SLACK = 1  # letters that a misspelt word may have more or fewer


def statistics_for(own):
    """What the index knows of the keys and grams of the Terms `own`. What was not counted yet is rare."""
    whole, frequency = last_counted(own)
    new = match_items.stored(own.keys) - frequency.keys()
    if new:
        frequency |= dict(MatchKey.objects.filter(key__in=new).values_list("key").annotate(Count("pk")).order_by())
    longest = max((len(face.stems) for face in own.faces), default=1)
    return statistics_of(whole, frequency, longest, max(1, len(own.counted())))


def counted(own):
    """Statistics for Terms that the index holds already, in one query: what was not counted yet counts once."""
    whole, frequency = last_counted(own)
    return statistics_of(whole, dict.fromkeys(match_items.stored(own.counted()), 1) | frequency)


def last_counted(own):
    """(MatchCount of all entries or None, {key or gram of the Terms `own`: in how many entries it was counted})."""
    counts = {row.key: row for row in MatchCount.objects.filter(key__in=["", *match_items.stored(own.counted())])}
    whole = counts.pop("", None)
    return whole, {key: row.count for key, row in counts.items()}


def statistics_of(whole, frequency, length=1.0, grams=1.0):
    """Statistics from the counts; where nothing was counted yet, `length` and `grams` stand for the means."""
    if whole is None or not whole.count:
        return Statistics(max(frequency.values(), default=0), frequency, length, grams)
    return Statistics(whole.count, frequency, whole.length or 1.0, whole.grams or 1.0)


def know(statistics, terms):
    """Adds to the statistics how often the keys of `terms`, a list of Terms to compare, occur."""
    new = set().union(*(own.keys for own in terms)) - statistics.frequency.keys()
    counted = MatchCount.objects.filter(key__in=match_items.stored(new))
    statistics.frequency |= dict(counted.values_list("key", "count"))


def nearest(own, sides, newsroom, statistics):
    """The keys of the KEPT entries on `sides` that share most with the Terms `own`, best first.

    What is not public must be of the newsroom with the key `newsroom`.
    """
    weights = weighed(own, statistics)
    if not weights:
        return []
    found = MatchKey.objects.filter(key__in=list(weights), side__in=sides)
    if set(sides) != {MatchEntry.Side.PUBLIC}:
        found = found.filter(Q(side=MatchEntry.Side.PUBLIC) | Q(entry__newsroom=newsroom))
    found = found.values("entry").annotate(points=points(weights)).order_by("-points", "entry")
    return [row["entry"] for row in found[:KEPT]]


def points(weights):
    """How much an entry shares, in the database: the sum of the `weights` of those of its keys that are among them."""
    told = (When(key=key, then=Value(weight)) for key, weight in weights.items())
    return Sum(Case(*told, output_field=FloatField()))


def published_near(own, statistics, top, public_id):
    """The public records of the `top` claims that share most with the Terms `own`, its own too, each with `terms`: one
    query. Without those that were rejected as another than the claim `public_id`, on either one's page."""
    weights = {key: statistics.weight(key) for key in probes(own, statistics)}
    if not weights:
        return Publication.objects.none()
    found = MatchKey.objects.filter(key__in=list(weights), side=MatchEntry.Side.PUBLIC).values("entry__claim")
    found = found.annotate(points=points(weights)).order_by("-points", "entry__claim").values("entry__claim")[:top]
    terms = MatchEntry.objects.filter(side=MatchEntry.Side.PUBLIC, claim=OuterRef("claim")).values("terms")[:1]
    rejected = MatchDecision.objects.filter(
        Q(claim=OuterRef("claim"), other__public_id=public_id) | Q(other=OuterRef("claim"), claim__public_id=public_id),
        decision=MatchDecision.Decision.REJECTED,
    )
    return Publication.objects.claims().filter(~Exists(rejected), claim__in=found).annotate(terms=Subquery(terms))


def weighed(own, statistics):
    """The keys to look for, each with what it tells."""
    keys = probes(own, statistics)
    if len(keys) < FEWEST:
        unknown = sorted(match_items.stored(own.keys) - statistics.frequency.keys())
        keys += spelt_nearly([key for key in unknown if len(key) >= SPELT and key.isalpha()][:UNKNOWN])
    return {key: statistics.weight(key) for key in keys}


def spelt_nearly(words):
    """The keys of the index that misspelt `words` may be meant for."""
    lengths = [len(word) for word in words]
    if not words:
        return []
    near = Length("key")
    known = MatchCount.objects.annotate(letters=near).filter(
        letters__gte=min(lengths) - SLACK, letters__lte=max(lengths) + SLACK
    )
    return respelt(words, known.exclude(key__startswith="~").values_list("key", flat=True))


def entries(which):
    """The entries that the Q `which` names; those of claims with their speaker's name and their event's place."""
    told = {"said_by": F("claim__speaker__name"), "said_at": F("claim__article__event__place")}
    return list(MatchEntry.objects.filter(which).annotate(**told).order_by("pk"))
