"""The review page of an article: a part of its text with everything marked in place, beside the cards of its claims."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.shortcuts import get_object_or_404

from claims import workflow
from claims.actions import extraction
from claims.actions.claims import assigned_elsewhere
from claims.desk import conflict_rows, wording
from claims.desk.card_form import CardForm
from claims.desk.claim_forms import speaker_names
from claims.desk.marks import Layer, boundaries, middle, paragraphs, part_at, parts
from claims.desk.questions import inside
from claims.models import Conflict, Intake
from claims.workflow import Work

CARD_VERBS = ("queue", "take", "dismiss", "restore", "edit", "split", "merge")
STRIDE = 10  # of a text's claims every tenth start is read to find its parts
OPENINGS = ("edit", "split")


@dataclass
class Card:
    """A claim beside the text: its row, what this person may do with it here, and why something was refused.

    `form` is the form to edit it where the card is open; `opened` says for what ("edit", "split").
    """

    claim: object
    verbs: list
    problems: tuple = ()
    typed: dict = field(default_factory=dict)
    following: object = None
    opened: str = ""
    form: object = None
    stale: object = None
    names: list = field(default_factory=list)

    @property
    def label(self):
        return wording.label_of(self.claim)

    @property
    def reasons(self):
        return wording.reasons_of(self.claim)

    @property
    def unclear(self):
        """The figures whose notation can be read in several ways."""
        return [figure for figure in inside(self.claim) if figure.readings]

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

    @property
    def cuts(self):
        """Where it may be split: (offset, the words that would follow) at each word."""
        return boundaries(self.claim.quote, self.claim.start)

    @property
    def likely_cut(self):
        at = middle(self.claim.quote)
        return at and self.claim.start + at


def verbs_of(claim, user):
    """The steps of `CARD_VERBS` open on a card; asks no further rows, so that a hundred cards cost no more than one."""
    standing = workflow.Standing(claim.work, claim.public, claim.draft_id is not None)
    shut = {"take"} if assigned_elsewhere(claim, user) else set()
    return [t.verb for t in workflow.choices(user.roles(), standing) if t.verb in CARD_VERBS and t.verb not in shut]


def build(article, user, *, at=0, refused=None, opened=None):
    """Everything the review page shows of `article` around offset `at`.

    `refused` is {"claim": pk, "problems": …, "typed": …} where a step from a card was refused, with "form", "opened"
    and "stale" where it was a form; `opened` is (claim's pk, "edit" or "split") of the card that stands open.
    """
    text = article.current_text
    start, end, pages = part(text, at)
    rows = list(rows_of(text).filter(start__gte=start, start__lt=max(end, start + 1)))
    cards = [card(row, user, refused, opened) for row in rows]
    chain(cards)
    conflicts = open_conflicts(text)
    return {
        "article": article,
        "text": text,
        "cards": cards,
        "part": (start, end),
        "lines": paragraphs(text.content, start, end, layers(text, rows, conflicts, start, end)),
        "conflict_rows": conflict_rows.rows_of(conflicts, text.content),
        "may_close": conflict_rows.may_close(user),
        "pages": pages,
        "state": state(text),
        "notes": [
            note for row in Intake.objects.filter(article=article).values_list("notes", flat=True) for note in row
        ],
        "counts": counts(text),
        "dismissals": dismissals(),
    }


def part(text, at):
    """(start, end, neighbours) of the part of `text` that holds offset `at`."""
    numbered = text.claims.filter(superseded_by=None).annotate(
        number=Window(RowNumber(), order_by=[F("start").asc(), F("end").asc(), F("pk").asc()])
    )
    starts = numbered.annotate(rest=F("number") % STRIDE).filter(rest=1).order_by("start")
    cuts = parts(text.content, list(starts.values_list("start", flat=True)), cards=100 // STRIDE - 1)
    number = part_at(cuts, at)
    return cuts[number], (cuts[number + 1 :] or [len(text.content)])[0], pages(cuts, number)


def rows_of(text):
    """The claims of a text as cards show them."""
    rows = text.claims.filter(superseded_by=None)
    rows = rows.select_related("article", "speaker", "assigned_to", "live__rating").prefetch_related("figures")
    return rows.defer("statement", "role")


def open_conflicts(text):
    return list(text.conflicts.filter(state=Conflict.State.OPEN)[:50])


def dismissals():
    return wording.pair_choices(workflow.DISMISSALS)


def card(row, user, refused=None, opened=None):
    """The card of one claim; open with its form where `opened` names it, or where its form was refused."""
    mine = refused if refused and refused["claim"] == row.pk else {}
    one = Card(row, verbs_of(row, user), mine.get("problems", ()), mine.get("typed", {}))
    what = mine.get("opened") or (opened[1] if opened and opened[0] == row.pk else "")
    if what in one.verbs and what in OPENINGS:
        one.opened = what
        one.form = mine.get("form") or CardForm(claim=row, user=user)
        one.stale, one.names = mine.get("stale"), speaker_names(row)
    return one


def chain(cards):
    """Tells each card which claim follows it: the one that it may be merged with."""
    following = None
    for one in reversed(cards):
        one.following = following
        if "merge" in one.verbs:
            following = one.claim


def one_card(article, user, pk, opened=None):
    """The card of the claim `pk` alone; 404 where it is not on this article's list."""
    text = article.current_text
    row = get_object_or_404(rows_of(text), pk=pk)
    return card(row, user, opened=(row.pk, opened))


def swap(article, user, region, part, rows, refused=None):
    """What changed on the page: the cards of `rows`, and the lines that touch `region` within `part`.

    Both are (start, end); the lines' ends are found here.
    """
    text = article.current_text
    content = text.content
    start = max(content.rfind("\n", 0, region[0]) + 1, part[0])
    stop = content.find("\n", region[1])
    end = min(len(content) if stop < 0 else stop, part[1])
    here = list(rows_of(text).filter(start__gte=part[0], start__lt=part[1], end__gt=start).filter(start__lt=end))
    over = layers(text, here, open_conflicts(text), start, end)
    fresh = list(rows_of(text).filter(pk__in=[row.pk for row in rows]))
    shown = {row.pk for row in fresh}
    return {
        "article": article,
        "cards": [card(row, user, refused) for row in fresh],
        "gone": [row.pk for row in rows if row.pk not in shown],
        "lines": paragraphs(content, start, end, over) if start < end else [],
        "counts": counts(text),
        "dismissals": dismissals(),
    }


def layers(text, rows, conflicts, start, end):
    """What lies over this part of the text: claims on the list, open conflicts, furniture of the page it came from."""
    found = getattr(text, "extraction", None)
    furniture = (found.outline if found else {}).get("boilerplate", [])
    over = [Layer(a, b, "boilerplate") for a, b, *_kind in furniture if a < end and b > start]
    over += [Layer(a, b, "conflict", row.pk) for row in conflicts for a, b in row.spans]
    listed = [row for row in rows if row.work != Work.DISMISSED]
    over += [Layer(row.start, row.end, "suggested") for row in listed if row.work == Work.EXTRACTED]
    return over + [Layer(row.start, row.end, "claim", row.pk) for row in listed]


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


def counts(text):
    """How many claims the text has, how many of them wait for a decision, and how many were dismissed."""
    return text.claims.filter(superseded_by=None).aggregate(
        all=Count("pk", filter=~Q(work=Work.DISMISSED)),
        waiting=Count("pk", filter=Q(work=Work.EXTRACTED)),
        dismissed=Count("pk", filter=Q(work=Work.DISMISSED)),
    )
