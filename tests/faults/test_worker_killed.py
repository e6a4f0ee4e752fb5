"""A worker dies in the middle of its work, or the broker forgets: nothing is lost and nothing is done twice."""

import pytest

from claims.actions import articles
from claims.models import AuditEntry, Extraction, Newsroom
from factcheck.celery import app
from scripts.processes import wait_until
from tests.support.newsroom import make_people

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

QUICK = {"FACTCHECK_LEASE_SECONDS": "3", "FACTCHECK_SWEEP_SECONDS": "1"}
SENTENCE = "“Ada {n} kelurahan dari 9000 kelurahan yang sudah daring pada 2023,” kata Rahma Wirasti.\n\n"
LONG = "".join(SENTENCE.format(n=n) for n in range(4000))
SHORT = [SENTENCE.format(n=n) for n in range(5)]


def submit_all(texts):
    people = make_people()
    newsroom = Newsroom.objects.default()
    return [articles.submit(by=people.editor, newsroom=newsroom, body=text, title="Debat") for text in texts]


def states():
    return set(Extraction.objects.values_list("state", flat=True))


def each_extracted_once(made):
    """Every article has one run on record and its claims once."""
    assert AuditEntry.objects.filter(verb="extract").count() == len(made)
    for article in made:
        spans = list(article.claims.values_list("extracted_start", "extracted_end"))
        assert spans and len(spans) == len(set(spans))


def test_a_worker_killed_while_it_extracts_loses_nothing(celery_process):
    worker = celery_process("worker", **QUICK)
    made = submit_all([LONG, *SHORT])
    assert wait_until(lambda: Extraction.objects.filter(state="running").exists(), 30, pause=0.01)
    worker.kill()
    assert Extraction.objects.exclude(state="done").exists(), "the worker was done before it was killed"
    celery_process("worker", **QUICK)
    celery_process("beat", **QUICK)
    assert wait_until(lambda: states() == {"done"}, 90, pause=0.2)
    each_extracted_once(made)
    assert made[0].claims.count() == 4000


def test_a_broker_that_forgot_everything_loses_nothing(celery_process):
    app.conf.task_always_eager = False
    made = submit_all(SHORT)
    app.control.purge()
    assert states() == {"waiting"}
    celery_process("worker", **QUICK)
    assert wait_until(lambda: states() == {"done"}, 60, pause=0.2)
    each_extracted_once(made)
