"""What may happen next: the states of a claim, the roles, and every transition as one table of data.

Two things are kept apart. The WORK on a claim runs extracted -> queued -> in_review -> proposed -> approved, or ends
in dismissed. What is PUBLIC of it is none, published, held or withdrawn. A correction is new work on a claim whose
public state stands. Pure Python: the actions enforce this table, the desk draws its buttons from it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    EDITOR = "Editor"
    REVIEWER = "Reviewer"
    APPROVER = "Approver"


class Work(StrEnum):
    EXTRACTED = "extracted"
    QUEUED = "queued"
    IN_REVIEW = "in_review"
    PROPOSED = "proposed"
    APPROVED = "approved"
    DISMISSED = "dismissed"


class Public(StrEnum):
    NONE = "none"
    PUBLISHED = "published"
    HELD = "held"
    WITHDRAWN = "withdrawn"


DISMISSALS = {
    "not_factual": {"id": "Bukan klaim faktual", "en": "Not a factual claim"},
    "not_checkable": {"id": "Tidak dapat diperiksa", "en": "Cannot be checked"},
    "trivial": {"id": "Tidak penting bagi pembaca", "en": "Of no consequence to readers"},
    "duplicate": {"id": "Klaim ganda", "en": "Duplicate of another claim"},
    "wrong_span": {"id": "Kutipan salah potong", "en": "Quotation wrongly cut"},
    "other": {"id": "Alasan lain", "en": "Another reason"},
}

WITHDRAWAL_GROUNDS = {
    "wrong_person": {"id": "Salah orang", "en": "Wrong person"},
    "wrong_text": {"id": "Teks keliru", "en": "Wrong text"},
    "legal_order": {"id": "Perintah hukum", "en": "Legal order"},
    "duplicate": {"id": "Klaim ganda", "en": "Duplicate"},
    "other": {"id": "Alasan lain", "en": "Another reason"},
}

ANY_WORK = frozenset(Work)
ANY_PUBLIC = frozenset(Public)
NEVER_PUBLIC = frozenset({Public.NONE})
IN_PUBLIC = frozenset({Public.PUBLISHED, Public.HELD})


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    `verb` names the action; `roles` may take it (any one suffices) while the claim's work is in `work` and its public
    state in `public`. `to_work`/`to_public` are what it becomes (None: as it was). `needs` names what must be given:
    "reason" (free text), "dismissal" (a key of DISMISSALS), "notice" (public words), "ground" (a key of
    WITHDRAWAL_GROUNDS). `second_person` bars whoever proposed it, and for a verdict whoever last edited it.
    `draft` asks that a verdict not yet published be there (True) or not (False); None does not care. `asked` names the
    open proposal ("release", "withdrawal") that the step answers. `rated` asks that the blind rating of a proposal be
    over, or not asked for at all (True), or still going on (False).
    """

    verb: str
    roles: frozenset
    work: frozenset
    public: frozenset
    to_work: Work | None = None
    to_public: Public | None = None
    needs: tuple = ()
    second_person: bool = False
    draft: bool | None = None
    asked: str | None = None
    rated: bool | None = None


def row(verb, roles, work, public, **rest):
    return Transition(verb, frozenset(roles), frozenset(work), frozenset(public), **rest)


E, R, A = Role.EDITOR, Role.REVIEWER, Role.APPROVER
OPEN = {Work.EXTRACTED, Work.QUEUED, Work.IN_REVIEW}

TRANSITIONS = {
    t.verb: t
    for t in (
        row("queue", {E}, {Work.EXTRACTED}, NEVER_PUBLIC, to_work=Work.QUEUED),
        row("dismiss", {E}, OPEN, NEVER_PUBLIC, to_work=Work.DISMISSED, needs=("dismissal",)),
        row("restore", {E}, {Work.DISMISSED}, NEVER_PUBLIC, to_work=Work.EXTRACTED),
        row("edit", {E, R}, OPEN, ANY_PUBLIC - {Public.WITHDRAWN}),
        row("assign", {E}, {Work.QUEUED, Work.IN_REVIEW}, ANY_PUBLIC - {Public.WITHDRAWN}),
        row("split", {E, R}, OPEN, NEVER_PUBLIC),
        row("merge", {E, R}, OPEN, NEVER_PUBLIC),
        row("take", {R}, {Work.QUEUED}, NEVER_PUBLIC, to_work=Work.IN_REVIEW),
        row("review", {R}, {Work.IN_REVIEW}, ANY_PUBLIC - {Public.WITHDRAWN}),
        row("ask_confirmation", {E, R}, OPEN, ANY_PUBLIC - {Public.WITHDRAWN}),
        row("answer_confirmation", {E, R}, OPEN, ANY_PUBLIC - {Public.WITHDRAWN}),
        row("remove_confirmation", {E, R}, OPEN, ANY_PUBLIC - {Public.WITHDRAWN}, needs=("reason",)),
        row("propose", {R}, {Work.IN_REVIEW}, ANY_PUBLIC - {Public.WITHDRAWN}, to_work=Work.PROPOSED),
        row(
            "send_back",
            {A},
            {Work.PROPOSED},
            ANY_PUBLIC - {Public.WITHDRAWN},
            to_work=Work.IN_REVIEW,
            needs=("reason",),
        ),
        row(
            "approve",
            {A},
            {Work.PROPOSED},
            ANY_PUBLIC - {Public.WITHDRAWN},
            to_work=Work.APPROVED,
            to_public=Public.PUBLISHED,
            second_person=True,
            rated=True,
        ),
        row("rate", {R, A}, {Work.PROPOSED}, ANY_PUBLIC - {Public.WITHDRAWN}, second_person=True, rated=False),
        row(
            "recall",
            {A},
            {Work.APPROVED},
            ANY_PUBLIC - {Public.WITHDRAWN},
            to_work=Work.IN_REVIEW,
            needs=("reason",),
            draft=True,
        ),
        row("correct", {R, A}, {Work.APPROVED}, IN_PUBLIC, to_work=Work.IN_REVIEW, needs=("reason",), draft=False),
        row(
            "drop_correction",
            {R, A},
            {Work.IN_REVIEW, Work.PROPOSED},
            IN_PUBLIC,
            to_work=Work.APPROVED,
            needs=("reason",),
        ),
        row("hold", {A}, ANY_WORK, {Public.PUBLISHED}, to_public=Public.HELD, needs=("notice",)),
        row("propose_release", {A}, ANY_WORK, {Public.HELD}, needs=("reason",)),
        row("release", {A}, ANY_WORK, {Public.HELD}, to_public=Public.PUBLISHED, second_person=True, asked="release"),
        row("propose_withdrawal", {R, A}, ANY_WORK, IN_PUBLIC, needs=("ground", "notice")),
        row("withdraw", {A}, ANY_WORK, IN_PUBLIC, to_public=Public.WITHDRAWN, second_person=True, asked="withdrawal"),
        row("refuse_withdrawal", {A}, ANY_WORK, IN_PUBLIC, needs=("reason",), asked="withdrawal"),
        row("record_reply", {E, A}, ANY_WORK, IN_PUBLIC),
        row("answer_reply", {E, A}, ANY_WORK, IN_PUBLIC),
        row("edit_reply", {E, A}, ANY_WORK, IN_PUBLIC, needs=("reason",)),
        row("retract_reply", {E, A}, ANY_WORK, IN_PUBLIC, needs=("reason",)),
    )
}


@dataclass(frozen=True)
class Standing:
    """Where a claim stands: its two states, whether a verdict awaits publication, which proposals are open, and whether
    the proposed verdict still waits for a blind rating."""

    work: str
    public: str
    draft: bool = False
    asked: frozenset = frozenset()
    unrated: bool = False


def open_now(transition, standing):
    """Whether a claim standing so may take this transition at all, whoever asks."""
    return (
        standing.work in transition.work
        and standing.public in transition.public
        and transition.draft in (None, standing.draft)
        and transition.rated in (None, not standing.unrated)
        and transition.asked in (None, *standing.asked)
        and transition.verb not in {f"propose_{asked}" for asked in standing.asked}
    )


def allowed(transition, roles):
    """Whether one of `roles` may take this transition."""
    return bool(transition.roles & set(roles))


def choices(roles, standing):
    """The transitions open to somebody holding `roles` on a claim standing so, in the order of the table."""
    return [t for t in TRANSITIONS.values() if open_now(t, standing) and allowed(t, roles)]
