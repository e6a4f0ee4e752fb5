"""The event room: what was said on its way from verbatim to published, lane by lane, while the debate runs."""

import hashlib
import json
from dataclasses import dataclass
from statistics import median

from django.db import transaction
from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import workflow
from claims.actions import claims
from claims.actions.refusals import NotNow
from claims.desk import wording
from claims.models import Article, Claim, Extraction
from claims.shown import notation
from claims.workflow import Public, Role, Work

CARDS = 30  # of a lane, beside the others
ALONE = 500  # of a lane looked at alone
SEGMENTS = 200
SPLITTING = (Extraction.State.WAITING, Extraction.State.RUNNING, Extraction.State.FAILED)


@dataclass(frozen=True)
class Lane:
    """`which` picks its claims; `order` is the order of its cards; `since` the field that says since when."""

    key: str
    label: object
    empty: object
    which: Q
    order: tuple = ("worked_at", "pk")
    since: str = "worked_at"


LANES = (
    Lane(
        "suggested", _("Suggested"), _("Nothing to accept or dismiss."), Q(work=Work.EXTRACTED),
        ("-checkworthiness", "worked_at", "pk"),
    ),
    Lane("queued", _("Queued"), _("Nothing waits to be taken."), Q(work=Work.QUEUED)),
    Lane("in_review", _("In review"), _("Nobody reviews anything."), Q(work=Work.IN_REVIEW)),
    Lane("proposed", _("Proposed"), _("No proposal waits."), Q(work=Work.PROPOSED)),
    Lane(
        "approved", _("Approved, under embargo"), _("Nothing waits for its hour."),
        Q(work=Work.APPROVED, draft__isnull=False),
    ),
    Lane(
        "public", _("In public"), _("Nothing is published yet."), ~Q(public=Public.NONE),
        ("-published_at", "-pk"), "published_at",
    ),
)  # fmt: skip
BY_KEY = {lane.key: lane for lane in LANES}


def rows(event):
    """The claims of an event's texts that are on the desk's list."""
    return Claim.objects.listed().filter(article__event=event)


def version(event, user):
    """What the lanes depend on, as an ETag: two small queries, whatever the number of claims."""
    claims = rows(event).order_by().aggregate(n=Count("pk"), edits=Sum("edit"), last=Max("pk"), worked=Max("worked_at"))
    texts = Extraction.objects.filter(text__article__event=event).order_by()
    split = list(texts.values("state").annotate(n=Count("pk"), how=Sum("percent"), found=Sum("claims_found")))
    roles = sorted(user.roles())
    said = json.dumps([claims, split, roles, notation.language()], default=str, sort_keys=True)
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'


def lanes(event, user, alone=None):
    """Every lane with its cards, how many there are and since when the oldest waits; `alone` is the key of just one."""
    numbers = rows(event).order_by().aggregate(
        **{f"{lane.key}_n": Count("pk", filter=lane.which) for lane in LANES},
        **{f"{lane.key}_since": Min(lane.since, filter=lane.which) for lane in LANES},
    )  # fmt: skip
    shown = [lane for lane in LANES if alone in (None, lane.key)]
    return [lane_shown(event, user, lane, numbers, ALONE if alone else CARDS) for lane in shown]


def age(since):
    """How long ago, in one unit: "3 minutes"."""
    if since is None:
        return ""
    return timesince(since, depth=1) if timezone.now() - since >= timezone.timedelta(minutes=1) else gettext("just now")


def lane_shown(event, user, lane, numbers, most):
    oldest = numbers[f"{lane.key}_since"] if lane.key != "public" else None
    found = rows(event).filter(lane.which).select_related("speaker", "assigned_to", "live__rating", "draft", "article")
    found = found.only(*SHOWN).order_by(*lane.order)
    number = numbers[f"{lane.key}_n"]
    return {
        "lane": lane,
        "number": number,
        "oldest": oldest,
        "age": age(oldest),
        "cards": [card(row, lane, user) for row in found[:most]],
        "more": max(0, number - most),
    }


SHOWN = (
    "public_id", "label", "quote", "work", "public", "worked_at", "published_at", "edit", "start",
    "speaker__name", "assigned_to__username", "assigned_to__first_name", "assigned_to__last_name",
    "live__rating__slug", "live__rating__label", "draft__embargo_until", "article__segment",
)  # fmt: skip


def card(row, lane, user):
    """What a lane shows of a claim: whose it is, since when, and what this person can do with one click."""
    return {
        "claim": row,
        "label": wording.label_of(row),
        "since": getattr(row, lane.since),
        "age": age(getattr(row, lane.since)),
        "owner": row.assigned_to and row.assigned_to.shown_name(),
        "mine": row.assigned_to_id == user.pk,
        "correction": lane.key != "public" and row.public != Public.NONE,
        "verdict": row.live.rating if lane.key == "public" and row.public == Public.PUBLISHED else None,
        "state": wording.PUBLIC[row.public] if row.public in (Public.HELD, Public.WITHDRAWN) else "",
        "embargo": row.draft.embargo_until if lane.key == "approved" else None,
        "verbs": verbs(row, lane, user),
    }


def verbs(row, lane, user):
    """The keys of DEEDS open to this person on a card of this lane."""
    if lane.key not in ("suggested", "queued") or row.assigned_to_id not in (None, user.pk):
        return []
    open_now = {t.verb for t in workflow.choices(user.roles(), workflow.Standing(row.work, row.public))}
    both = ["accept_and_take"] if "queue" in open_now and Role.REVIEWER in user.roles() else []
    return [*both, *(verb for verb in ("take", "queue") if verb in open_now)]


# What one click does


@transaction.atomic
def accept_and_take(claim, *, by):
    return claims.take(claims.queue(claim, by=by), by=by)


DEEDS = {
    "take": (_("Take"), claims.take, _("“%(claim)s” is yours.")),
    "queue": (_("Accept"), claims.queue, _("“%(claim)s” waits to be taken.")),
    "accept_and_take": (_("Accept and take"), accept_and_take, _("“%(claim)s” is yours.")),
}


def words_for(problem, claim):
    """The sentences of a refusal; where somebody was faster, who it was and where the claim stands now."""
    if not isinstance(problem, NotNow):
        return problem.problems
    now = Claim.objects.select_related("assigned_to").get(pk=claim.pk)
    told = {"claim": wording.label_of(now), "work": wording.WORK[now.work]}
    if now.work == Work.QUEUED and now.assigned_to:
        return problem.problems
    if now.work == Work.QUEUED:
        return [gettext("Somebody accepted “%(claim)s” before you: it waits to be taken.") % told]
    if now.assigned_to is None:
        return [gettext("“%(claim)s” is %(work)s by now. Nothing was changed.") % told]
    told["who"] = now.assigned_to.shown_name()
    return [gettext("%(who)s was faster: “%(claim)s” is %(work)s there. Choose another.") % told]


# Around the lanes


def segments(event):
    """The event's texts, the newest first, each with how far its splitting is."""
    found = event.articles.select_related("current_text__extraction").only(
        "title", "segment", "created_at", "current_text__extraction__state",
        "current_text__extraction__percent", "current_text__extraction__claims_found",
    )  # fmt: skip
    return [segment(row) for row in found.order_by("-created_at", "-pk")[:SEGMENTS]]


def segment(row):
    found = row.current_text and getattr(row.current_text, "extraction", None)
    return {
        "article": row,
        "age": age(row.created_at),
        "state": found.state if found else "",
        "words": wording.EXTRACTION_STATES[found.state] if found else "",
        "percent": found.percent if found and found.state == "running" else 0,
        "claims": found.claims_found if found else 0,
        "splitting": bool(found) and found.state in SPLITTING,
    }


def numbers(event):
    """How many claims were found and published, and the median of the minutes from paste to publication."""
    times = Claim.objects.filter(article__event=event, published_at__isnull=False).order_by()
    minutes = [
        (out - came).total_seconds() / 60 for came, out in times.values_list("article__created_at", "published_at")
    ]
    return {
        "listed": rows(event).count(),
        "published": len(minutes),
        "median": round(median(minutes)) if minutes else None,
    }


def participants(event):
    """Who takes part, by ballot number; and whether the one candidate stands against the empty column."""
    people = sorted(
        event.participants.select_related("speaker"),
        key=lambda one: (one.ballot_number is None, one.ballot_number, one.pk),
    )
    numbered = {one.ballot_number for one in people if one.ballot_number}
    return {"people": people, "empty_column": len(numbered) == 1}


def next_segment(event):
    """The number that the next segment gets, if nobody is faster."""
    return (Article.objects.filter(event=event).aggregate(last=Max("segment"))["last"] or 0) + 1
