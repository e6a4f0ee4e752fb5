"""How the newsroom stands: who has how much in hand, and how long each stage took this week. Numbers and bars."""

from collections import defaultdict
from datetime import timedelta
from statistics import median

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.desk import wording
from claims.models import AuditEntry, Claim, User
from claims.workflow import Work

IN_HAND = (Work.QUEUED, Work.IN_REVIEW, Work.PROPOSED)
PEOPLE = 12
STAGES = (  # verb that ends it, verb that begins it (None: the paste), what it is called
    ("queue", None, _("from paste to acceptance")),
    ("take", "queue", _("until somebody takes it")),
    ("propose", "take", _("under review, until the proposal")),
    ("approve", "propose", _("until the approval")),
)
WEEK = timedelta(days=7)
WIDTH = 100  # of a bar, in units of its picture


def build(user, newsroom):
    """What the index shows below the queues; nothing for who has no role."""
    if not user.roles():
        return {}
    return {
        "workload": workload(newsroom),
        "stages": stages(newsroom),
        "in_hand": [wording.WORK[one] for one in IN_HAND],
    }


def workload(newsroom):
    """One row a person with open claims, the busiest first: numbers by state and the parts of one bar."""
    rows = Claim.objects.filter(newsroom=newsroom, work__in=IN_HAND, superseded_by=None).order_by()
    counts = defaultdict(dict)
    for one in rows.values("assigned_to", "work").annotate(number=Count("pk")):
        counts[one["assigned_to"]][one["work"]] = one["number"]
    people = User.objects.in_bulk([pk for pk in counts if pk])
    named = [(people[pk].shown_name() if pk else gettext("nobody yet"), found) for pk, found in counts.items()]
    named.sort(key=lambda row: (-sum(row[1].values()), row[0]))
    most = max((sum(found.values()) for _name, found in named), default=0)
    return [person(name, found, most) for name, found in named[:PEOPLE]]


def person(name, found, most):
    """A row of the workload: `parts` are [(state, x, width)] on a picture WIDTH wide."""
    parts, at = [], 0
    for state in IN_HAND:
        width = WIDTH * found.get(state, 0) / most
        if width:
            parts.append((str(state), round(at, 2), round(width, 2)))
        at += width
    numbers = [found.get(state, 0) for state in IN_HAND]
    return {"name": name, "parts": parts, "numbers": numbers, "total": sum(numbers)}


def stages(newsroom):
    """Median of each stage that ended within the week: words, its number of claims and the width of its bar."""
    spans = defaultdict(list)
    since = timezone.now() - WEEK
    for times in steps_of_claims(newsroom, since):
        for verb, before, _words in STAGES:
            end, begin = times.get(verb), times.get(before)
            if end and begin and end >= since and end >= begin:
                spans[verb].append((end - begin).total_seconds() / 60)
    middles = {verb: median(minutes) for verb, minutes in spans.items()}
    longest = max(middles.values(), default=0) or 1
    return [
        {
            "words": words,
            "minutes": lasted(middles[verb]),
            "number": len(spans[verb]),
            "width": round(max(WIDTH * middles[verb] / longest, 0.5), 2),
        }
        for verb, _before, words in STAGES
        if verb in middles
    ]


def steps_of_claims(newsroom, since):
    """For each claim that moved since then {verb: when last}, the paste of its text under None."""
    verbs = [verb for verb, _before, _words in STAGES]
    moved = AuditEntry.objects.filter(newsroom=newsroom, noun="claim", verb__in=verbs)
    keys = moved.filter(at__gte=since).values("claim")
    pasted = Subquery(Claim.objects.filter(pk=OuterRef("claim")).values("text__created_at")[:1])
    found = defaultdict(dict)
    rows = moved.filter(claim__in=keys).annotate(pasted=pasted).order_by("pk")
    for claim, verb, at, when in rows.values_list("claim", "verb", "at", "pasted"):
        found[claim].setdefault(None, when)
        found[claim][verb] = at
    return found.values()


def lasted(minutes):
    """A length of time in words: whole minutes, then hours, then days."""
    if minutes < 120:
        number = round(minutes)
        return ngettext("%(n)s minute", "%(n)s minutes", number) % {"n": number}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
