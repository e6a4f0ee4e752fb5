"""My list, for going from claim to claim by key: what is assigned to me, and for an Approver what is proposed."""

from django.db.models import Q

from claims.models import Claim
from claims.workflow import Role, Work


def mine(user):
    """The claims that wait for `user`, the oldest first."""
    waiting = Q(assigned_to=user, work__in=(Work.QUEUED, Work.IN_REVIEW))
    if Role.APPROVER in user.roles():
        waiting |= Q(work=Work.PROPOSED)
    rows = Claim.objects.filter(waiting, superseded_by=None).order_by("worked_at", "pk")
    return rows.filter(newsroom=user.newsroom_id) if user.newsroom_id else rows


def beside(claim, user):
    """{"before", "after"}: the claims before and after this one on my list; from outside it, `after` is its first."""
    rows = list(mine(user).only("pk"))
    at = next((place for place, row in enumerate(rows) if row.pk == claim.pk), None)
    if at is None:
        return {"before": None, "after": rows[0] if rows else None}
    return {"before": rows[at - 1] if at else None, "after": rows[at + 1] if at + 1 < len(rows) else None}
