"""Who has a claim's page open. Nothing of it is kept: a row is renewed while the page is there."""

from datetime import timedelta

from django.utils import timezone

from claims.models import Presence

FRESH = timedelta(seconds=45)


def here(claim, *, by, editing=False):
    """`by` has the page of `claim` open now, and types there if `editing`."""
    now = {"at": timezone.now(), "editing": editing}
    Presence.objects.update_or_create(claim=claim, user=by, defaults=now)


def others(claim, *, by):
    """The Presence rows of everybody else who was here within the last 45 seconds, by name."""
    recent = claim.present_people.filter(at__gte=timezone.now() - FRESH).exclude(user=by)
    return list(recent.select_related("user").order_by("user__first_name", "user__username"))
