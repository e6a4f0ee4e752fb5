"""Doors for the queue and the clock: fetch by key, call one action. The rows decide about retries, not the broker."""

import logging

from celery import shared_task
from celery.signals import worker_ready

from claims.actions import captures, extraction, fetches, mails, matches, publishing, reader_messages, silences

log = logging.getLogger(__name__)


@shared_task(name="claims.tasks.extract")
def extract(pk):
    """Splits one stored text into claims; an error is on the row, with its next try."""
    try:
        extraction.run(pk)
    except Exception:
        log.exception("Extraction %s failed; the row says when it is tried again.", pk)


@shared_task(name="claims.tasks.capture")
def capture(pk):
    """Fetches one source, or reads one uploaded file; an error is on the row, with its next try."""
    try:
        captures.run(pk)
    except Exception:
        log.exception("Capture %s failed; the row says when it is tried again.", pk)


@shared_task(name="claims.tasks.fetch")
def fetch(pk):
    """Brings one article from its address; what went wrong is on the row, with its next try."""
    try:
        fetches.run(pk)
    except Exception:
        log.exception("Fetch %s failed; the row says when it is tried again.", pk)


@shared_task(name="claims.tasks.mail")
def mail(pk):
    """Sends the letter of one notice; what fails is on the row, with its next try."""
    mails.send(pk)


@shared_task(name="claims.tasks.sweep")
def sweep():
    """Enqueues what waits and what a dead worker left."""
    extraction.sweep()
    fetches.sweep()
    captures.sweep()
    mails.sweep()


@shared_task(name="claims.tasks.recheck")
def recheck():
    """Asks again for the sources whose time has come."""
    captures.request_due()


@shared_task(name="claims.tasks.publish_due")
def publish_due():
    """Begins and ends silence windows, and publishes what was approved under an embargo that has passed."""
    silences.turn()
    publishing.publish_due()


@shared_task(name="claims.tasks.erase_due")
def erase_due():
    """Erases names and contacts of readers whose messages were closed long enough ago."""
    reader_messages.erase_due()


@shared_task(name="claims.tasks.recount_matches")
def recount_matches():
    """Counts the words of earlier claims anew where many claims came or went."""
    matches.recount_if_moved()


@worker_ready.connect
def sweep_at_start(sender=None, **kwargs):
    """A worker that starts looks at once for work that nobody holds."""
    sweep()
