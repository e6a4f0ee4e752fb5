"""Silence windows (masa tenang) of elections: set, changed and lifted by an Approver, begun and ended by the clock.

Inside it a first publication needs a reason (`verdicts.approve`), and the tallies of those who stand in the election
pause. Corrections, replies, holds, releases and withdrawals pass.
"""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, publishing
from claims.actions.guard import need_role, unmoved
from claims.actions.refusals import NotNow, Unacceptable
from claims.actions.verdicts import need_reason
from claims.models import Article, SilenceWindow
from claims.workflow import Role

log = logging.getLogger(__name__)


@transaction.atomic
def create(*, by, newsroom, election, starts_at, ends_at):
    """A window for `election` (the words of `Event.election`) between two aware times; begun at once where it is time.

    Raises NotYou for a non-Approver, Unacceptable naming the field.
    """
    need_role(by, Role.APPROVER)
    election, now = election.strip(), timezone.now()
    if not election:
        raise Unacceptable(_("Name the election as its events do."), field="election", code="election")
    check_times(starts_at, ends_at, now)
    window = SilenceWindow(
        newsroom=newsroom, election=election, starts_at=starts_at, ends_at=ends_at, set_by=by, set_at=now
    )
    refuse_overlap(window)
    window.save()
    given = {"election": election, "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    audit.record("create", window, by=by, newsroom=newsroom, after=given)
    turn_one(window, now)
    return window


@transaction.atomic
def change(window, *, by, seen=None, **times):
    """Other times (starts_at, ends_at) for a window that has not ended. Raises Stale as `guard.unmoved` does."""
    fresh, now = still_open(window, by), timezone.now()
    if set(times) - {"starts_at", "ends_at"}:
        raise Unacceptable(_("This field cannot be edited here."), code="field")
    unmoved(fresh, seen, times)
    wanted = {"starts_at": fresh.starts_at, "ends_at": fresh.ends_at} | times
    if fresh.began_at and wanted["starts_at"] != fresh.starts_at:
        raise Unacceptable(_("The window has begun: only its end can be moved."), field="starts_at", code="begun")
    check_times(**wanted, now=now)
    refuse_overlap(fresh, **wanted)
    before, after = audit.change(fresh, **wanted)
    if after:
        audit.record("change", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
        turn_one(fresh, now)
        renew(fresh)
    return fresh


@transaction.atomic
def lift(window, *, by, reason, seen=None):
    """Calls a window off, saying why; the tallies are public again at once.

    Raises Stale where its times are no longer those that `seen` says the person saw.
    """
    need_role(by, Role.APPROVER)
    need_reason(reason)
    fresh, now = still_open(window, by), timezone.now()
    unmoved(fresh, seen, {"starts_at": None, "ends_at": None})
    before, after = audit.change(fresh, lifted_at=now, ended_at=now if fresh.began_at else None)
    audit.record("lift", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after, reason=reason)
    renew(fresh)
    return fresh


def still_open(window, by):
    """The window, locked and fresh; raises NotYou for a non-Approver, NotNow where it is over."""
    need_role(by, Role.APPROVER)
    fresh = SilenceWindow.objects.select_for_update(no_key=True).get(pk=window.pk)
    if fresh.lifted_at or fresh.ended_at or fresh.ends_at <= timezone.now():
        raise NotNow(_("This silence window is over."))
    return fresh


def check_times(starts_at, ends_at, now):
    if ends_at <= starts_at:
        raise Unacceptable(_("A window ends after it starts."), field="ends_at", code="times")
    if ends_at <= now:
        raise Unacceptable(_("This time has passed: a window ends in the future."), field="ends_at", code="past")


def refuse_overlap(window, starts_at=None, ends_at=None):
    """One window at a time for an election: two would each say something else of when it ends."""
    starts_at, ends_at = starts_at or window.starts_at, ends_at or window.ends_at
    others = SilenceWindow.objects.filter(newsroom=window.newsroom_id, lifted_at=None, ended_at=None)
    others = others.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exclude(pk=window.pk)
    if any(other.covers(window) for other in others):
        raise Unacceptable(
            _("This election has a silence window at that time already: change that one."),
            field="starts_at",
            code="two",
        )


def turn(now=None):
    """Begins and ends the windows whose time has come; returns how many turned. Called by the clock, safe to repeat."""
    now, turned = now or timezone.now(), 0
    rows = SilenceWindow.objects.filter(lifted_at=None, ended_at=None, starts_at__lte=now)
    for pk in rows.order_by("starts_at", "pk").values_list("pk", flat=True):
        try:
            with transaction.atomic():
                turned += turn_one(SilenceWindow.objects.select_for_update(no_key=True).get(pk=pk), now)
        except Exception:
            log.exception("Silence window %s could not be turned.", pk)
    return turned


def turn_one(window, now):
    """Notes that a window began or ended and publishes what follows; whether it did. Call under the window's lock."""
    if window.lifted_at or window.ended_at or window.starts_at > now:
        return False
    fields = {} if window.began_at else {"began_at": now}
    if window.ends_at <= now:
        fields["ended_at"] = now
    if not fields:
        return False
    before, after = audit.change(window, **fields)
    verb = "end_silence" if window.ended_at else "begin_silence"
    audit.record(verb, window, by=None, newsroom=window.newsroom, before=before, after=after)
    renew(window)
    return True


def renew(window):
    """New records of the election's public events, speakers and articles, where what they say changes."""
    publishing.lock_sequence()
    for event in window.events():
        if event.publications.exists():
            publishing.publish_event(event)
    for speaker in window.speakers().filter(publications__isnull=False):
        publishing.publish_speaker(speaker)
    for article in Article.objects.filter(event__in=window.events(), sheet__visible=True).order_by("pk"):
        publishing.renew_checking(article)
