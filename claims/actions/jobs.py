"""The one mechanism of background work: a lease on the row, kept alive while the work runs, given up with the error.

Whoever holds the lease works. A worker that dies stops keeping it; the sweep then hands the job to another.
"""

import logging
import secrets
import threading
import uuid
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.actions import audit, queue
from claims.models import Job

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 4
DEATHS = 12  # more than ordinary restarts bring about, few enough to set the other work free
JITTER = secrets.SystemRandom()  # what failed together is not tried again together
FREE = {"lease": None, "lease_until": None}


def lease_end():
    return timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)


@transaction.atomic
def take(model, pk):
    """The job `pk` leased to the caller, or None where another holds it or its time has not come.

    One under which DEATHS workers died, each without a word, is given up: it may be what kills them.
    """
    job = model.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if job is None or not model.objects.due(timezone.now()).filter(pk=pk).exists():
        return None
    if job.attempts >= DEATHS:
        audit.change(job, state=Job.State.FAILED, error=f"{job.attempts} workers died of it or beside it.", **FREE)
        return None
    audit.change(job, state=Job.State.RUNNING, lease=uuid.uuid4(), lease_until=lease_end(), attempts=job.attempts + 1)
    return job


@transaction.atomic
def promise(model, limit=200):
    """Keys of due jobs that no message speaks of, marked so that the next sweep sends no second one too soon."""
    now = timezone.now()
    rows = model.objects.unsent(now).order_by("next_try_at").select_for_update(no_key=True, skip_locked=True)
    keys = [job.pk for job in rows[:limit]]
    model.objects.filter(pk__in=keys).update(state=Job.State.WAITING, lease=uuid.uuid4(), lease_until=lease_end())
    return keys


def sweep(model, task):
    """Enqueues `task` for every job of `model` that is due and that nobody holds; returns how many."""
    due = promise(model)
    for pk in due:
        queue.send(task, pk)
    return len(due)


@contextmanager
def kept(job):
    """Prolongs the job's lease from a thread of its own while the block runs."""
    over = threading.Event()
    keeper = threading.Thread(target=prolong, args=(type(job), job.pk, job.lease, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def prolong(model, pk, lease, over):
    while not over.wait(settings.LEASE_SECONDS / 3):
        try:
            model.objects.filter(pk=pk, lease=lease).update(lease_until=lease_end())
        except DatabaseError as problem:
            log.warning("The lease of %s %s could not be prolonged: %s", model.__name__, pk, problem)
        finally:
            connection.close()


def held(job):
    """The job's row under lock, or None where the caller's lease was lost to another. Call inside a transaction."""
    fresh = type(job).objects.select_for_update(no_key=True).get(pk=job.pk)
    return fresh if fresh.lease == job.lease else None


def finish(job, **fields):
    """Marks a held job as done, with `fields` of its own. Call inside the transaction that wrote its results."""
    return audit.change(job, state=Job.State.DONE, finished_at=timezone.now(), error="", **FREE, **fields)


@transaction.atomic
def fail(job, cause, *, first_pause=2, **fields):
    """Keeps the error on the row, with `fields` of its own; waits before the next try, and gives up after MAX_ATTEMPTS.

    The pause begins with `first_pause` seconds and doubles each time. A cause that says `retry = False` is final.
    """
    fresh = held(job)
    if fresh is None:
        return
    last = fresh.attempts >= MAX_ATTEMPTS or not getattr(cause, "retry", True)
    pause = first_pause * 2 ** (fresh.attempts - 1)
    audit.change(
        fresh,
        state=Job.State.FAILED if last else Job.State.WAITING,
        next_try_at=timezone.now() + timedelta(seconds=pause * JITTER.uniform(1, 1.5)),
        error=f"{type(cause).__name__}: {cause}"[:2000].replace("\x00", "\ufffd"),
        **FREE,
        **fields,
    )


def start_over(job):
    """Puts a job that nobody runs back to waiting, as if it had never been tried."""
    return audit.change(job, state=Job.State.WAITING, attempts=0, next_try_at=timezone.now(), error="", **FREE)
