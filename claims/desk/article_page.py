"""The review page of an article: a part of its text with everything marked in place, beside the cards of its claims."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from claims import workflow
from claims.actions import extraction
from claims.desk import wording
from claims.desk.marks import Layer, paragraphs, part_at, parts
from claims.models import Claim, Conflict, Intake
from claims.workflow import Work

CARD_VERBS = ("queue", "take", "dismiss", "restore")


@dataclass
class Card:
    """A claim beside the text: its row, what this person may do with it here, and why something was refused."""

    claim: Claim
    verbs: list
    problems: tuple = ()
    typed: dict = field(default_factory=dict)

    @property
    def label(self):
        return wording.label_of(self.claim)

    @property
    def reasons(self):
        return wording.reasons_of(self.claim)

    @property
    def work(self):
        return wording.WORK[self.claim.work]

    @property
    def public(self):
        return wording.PUBLIC[self.claim.public] if self.claim.public != "none" else ""

    @property
    def mode(self):
        return wording.MODES[self.claim.mode]

    @property
    def dismissal(self):
        return wording.dismissal_of(self.claim)

    @property
    def dismissed(self):
        return self.claim.work == Work.DISMISSED


def verbs_of(claim, roles):
    """The steps of `CARD_VERBS` open on a card; asks no further rows, so that a hundred cards cost no more than one."""
    standing = workflow.Standing(claim.work, claim.public, claim.draft_id is not None)
    return [t.verb for t in workflow.choices(roles, standing) if t.verb in CARD_VERBS]


def build(article, user, *, at=0, refused=None):
    """Everything the review page shows of `article` around offset `at`.

    `refused` is {"claim": pk, "problems": …, "typed": …} where a step from a card was refused.
    """
    text = article.current_text
    listed = text.claims.filter(superseded_by=None)
    starts = list(listed.order_by("start").values_list("start", flat=True))
    cuts = parts(text.content, starts)
    number = part_at(cuts, at)
    start, end = cuts[number], (cuts[number + 1 :] or [len(text.content)])[0]
    rows = listed.filter(start__gte=start, start__lt=max(end, start + 1)).select_related(
        "speaker", "assigned_to", "live__rating"
    )
    cards = [card(row, user.roles(), refused) for row in rows]
    conflicts = list(text.conflicts.filter(state=Conflict.State.OPEN)[:50])
    return {
        "article": article,
        "text": text,
        "cards": cards,
        "lines": paragraphs(text.content, start, end, layers(text, cards, conflicts, start, end)),
        "conflicts": conflicts_shown(text, conflicts),
        "pages": pages(cuts, number),
        "state": state(text),
        "notes": [
            note for row in Intake.objects.filter(article=article).values_list("notes", flat=True) for note in row
        ],
        "counts": counts(listed),
        "dismissals": wording.pair_choices(workflow.DISMISSALS),
    }


def card(row, roles, refused):
    mine = refused if refused and refused["claim"] == row.pk else {"problems": (), "typed": {}}
    return Card(row, verbs_of(row, roles), mine["problems"], mine["typed"])


def layers(text, cards, conflicts, start, end):
    """What lies over this part of the text: claims on the list, open conflicts, furniture of the page it came from."""
    found = getattr(text, "extraction", None)
    furniture = (found.outline if found else {}).get("boilerplate", [])
    over = [Layer(a, b, "boilerplate") for a, b, *_kind in furniture if a < end and b > start]
    over += [Layer(a, b, "conflict", row.pk) for row in conflicts for a, b in row.spans]
    listed = [one.claim for one in cards if not one.dismissed]
    over += [Layer(row.start, row.end, "suggested") for row in listed if row.work == Work.EXTRACTED]
    return over + [Layer(row.start, row.end, "claim", row.pk) for row in listed]


def conflicts_shown(text, conflicts):
    """Each open conflict with its note and the words at its places."""
    return [
        {"note": row.note, "places": [(a, text.content[a:b]) for a, b in row.spans], "row": row} for row in conflicts
    ]


def pages(cuts, number):
    """Where the neighbouring parts of a long text begin; None where the text is short."""
    if len(cuts) == 1:
        return None
    return {
        "number": number + 1,
        "count": len(cuts),
        "at": cuts[number],
        "previous": cuts[number - 1] if number else None,
        "next": cuts[number + 1] if number + 1 < len(cuts) else None,
    }


def state(text):
    """The extraction's state for the page: words, error, and whether it will still change by itself."""
    found = getattr(text, "extraction", None)
    if found is None:
        return {"words": "", "error": "", "state": "done", "waits": False}
    return {
        "words": extraction.state_in_words(found),
        "error": found.error,
        "state": found.state,
        "waits": found.state in ("waiting", "running"),
        "percent": found.percent if found.state == "running" else 0,
    }


def counts(listed):
    """How many claims the text has, how many of them wait for a decision, and how many were dismissed."""
    return listed.aggregate(
        all=Count("pk", filter=~Q(work=Work.DISMISSED)),
        waiting=Count("pk", filter=Q(work=Work.EXTRACTED)),
        dismissed=Count("pk", filter=Q(work=Work.DISMISSED)),
    )
