"""What waits for a person: one table of queues by role. The index counts them, the lists filter by them."""

from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import second_ratings
from claims.models import Article, Capture, Claim, Hold, Intake, ReaderMessage, Reply, Withdrawal
from claims.workflow import Public, Role, Work


@dataclass(frozen=True)
class Queue:
    """`find(user)` gives the rows; `age` is the field that says since when, or its aggregate; `empty` is the sentence
    where there are none, `newsroom` the field that names whose they are."""

    key: str
    roles: tuple
    noun: str
    label: object
    find: object
    age: str
    newsroom: str = "newsroom"
    empty: object = ""


def claims():
    return Claim.objects.filter(superseded_by=None)


def mine_or_free(user):
    return claims().filter(work=Work.QUEUED).filter(Q(assigned_to=user) | Q(assigned_to=None))


def proposals(user):
    """Proposals that this person may approve: neither proposed nor last edited by them."""
    others = ~Q(draft__proposed_by=user) & (~Q(draft__edited_by=user) | Q(draft__edited_by=None))
    return claims().filter(others, work=Work.PROPOSED).exclude(pk__in=second_ratings.unrated())


def releases(user):
    """Claims whose release somebody else proposed."""
    holds = Hold.objects.filter(closed_at=None, release_proposed_by__isnull=False)
    return holds.exclude(release_proposed_by=user).values("claim")


def withdrawals(user):
    """Claims whose withdrawal somebody else proposed."""
    return Withdrawal.objects.filter(approved_at=None, refused_at=None).exclude(proposed_by=user).values("claim")


def recent_refusals(user):
    week = timezone.now() - timezone.timedelta(days=7)
    return Intake.objects.filter(by=user, outcome=Intake.Outcome.REFUSED, received_at__gte=week)


E, R, A = (Role.EDITOR,), (Role.REVIEWER,), (Role.APPROVER,)

QUEUES = {
    queue.key: queue
    for queue in (
        Queue(
            "curate", E, "claim", _("Suggested claims to accept or dismiss"),
            lambda user: claims().filter(work=Work.EXTRACTED), "worked_at",
            empty=_("No suggestions wait. Paste an article to get some."),
        ),
        Queue(
            "failed", E, "article", _("Texts that could not be split"),
            lambda user: Article.objects.filter(current_text__extraction__state="failed"), "created_at",
        ),
        Queue("refused", E, "intake", _("Pastes of yours that were refused this week"), recent_refusals, "received_at"),
        Queue(
            "mine", R, "claim", _("Your reviews"),
            lambda user: claims().filter(work=Work.IN_REVIEW, assigned_to=user), "worked_at",
            empty=_("You review nothing at the moment. Take a claim from the queue."),
        ),
        Queue(
            "take", R, "claim", _("Queued claims to take"), mine_or_free, "worked_at",
            empty=_("The queue is empty: an Editor accepts suggestions first."),
        ),
        Queue(
            "proposed", R, "claim", _("Your proposals, waiting for an Approver"),
            lambda user: claims().filter(work=Work.PROPOSED, draft__proposed_by=user), "worked_at",
        ),
        Queue(
            "rate", R + A, "claim", _("Proposals to rate without seeing the verdict"),
            lambda user: claims().filter(pk__in=second_ratings.to_rate(user)), "worked_at",
        ),
        Queue(
            "approve", A, "claim", _("Proposals to approve"), proposals, "worked_at",
            empty=_("No proposal waits for you."),
        ),
        Queue(
            "release", A, "claim", _("Releases to confirm"),
            lambda user: claims().filter(pk__in=releases(user)),
            Min("holds__release_proposed_at", filter=Q(holds__closed_at=None)),
        ),
        Queue(
            "withdrawal", A, "claim", _("Withdrawals to confirm or refuse"),
            lambda user: claims().filter(pk__in=withdrawals(user)),
            Min("withdrawals__proposed_at", filter=Q(withdrawals__approved_at=None, withdrawals__refused_at=None)),
        ),
        Queue(
            "held", A, "claim", _("Claims on hold"), lambda user: claims().filter(public=Public.HELD),
            Min("holds__placed_at", filter=Q(holds__closed_at=None)),
        ),
        Queue(
            "recheck", A, "capture", _("Sources that are no longer as they were"),
            lambda user: Capture.objects.awaiting_approver(), "fetched_at", "source__claim__newsroom",
        ),
        Queue(
            "embargo", A, "claim", _("Approved, waiting for their embargo"),
            lambda user: claims().filter(work=Work.APPROVED, draft__embargo_until__isnull=False), "worked_at",
        ),
        Queue(
            "unanswered", E + A, "reply", _("Replies without an answer"),
            lambda user: Reply.objects.unanswered(), "received_at", newsroom="claim__newsroom",
        ),
        Queue(
            "readers", E + A, "readermessage", _("Messages of readers"),
            lambda user: ReaderMessage.objects.open(), "received_at",
        ),
    )
}  # fmt: skip


def for_person(user):
    """The queues of this person's roles as dicts for the index; those without a sentence for empty only if not."""
    roles = user.roles()
    rows = [counted(queue, user) for queue in QUEUES.values() if roles & set(queue.roles)]
    return [row for row in rows if row["count"] or row["queue"].empty]


def counted(queue, user):
    found = queue.find(user)
    if user.newsroom_id:
        found = found.filter(**{queue.newsroom: user.newsroom_id})
    numbers = found.aggregate(
        count=Count("pk", distinct=True), oldest=Min(queue.age) if isinstance(queue.age, str) else queue.age
    )
    address = reverse(f"admin:claims_{queue.noun}_changelist")
    return {"queue": queue, "url": f"{address}?waiting={queue.key}", **numbers}


def words(noun):
    """The queues over one noun, as a filter's choices."""
    return {key: queue.label for key, queue in QUEUES.items() if queue.noun == noun}
