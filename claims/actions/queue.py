"""Hands work to the queue, by task name and only after the transaction commits; the row stays the truth.

A broker that is down loses nothing: the sweep finds what nobody holds.
"""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def after_commit(task, *args):
    """Calls the task named `claims.tasks.<task>` once the present transaction has committed."""
    transaction.on_commit(lambda: send(task, *args))


def send(task, *args):
    """Enqueues at once. A broker that cannot be reached is logged, not raised: the sweep will enqueue again."""
    try:
        current_app.tasks[f"claims.tasks.{task}"].apply_async(args, retry=False)
    except (OSError, OperationalError) as problem:
        log.warning("Not enqueued, left to the sweep: %s%s: %s", task, args, problem)
