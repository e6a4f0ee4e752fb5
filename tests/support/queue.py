"""Celery in tests: done on the spot in ordinary ones, by real processes where a test asks for `worker` or `beat`.

In ordinary tests a task runs where it is sent (eager mode). It is sent after commit, which a `django_db` test never
reaches: use `django_capture_on_commit_callbacks(execute=True)`, or mark the test `django_db(transaction=True)`.
"""

import os
import sys
import uuid
from pathlib import Path
from urllib.parse import quote

import pytest

from scripts.processes import Child, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_ANSWER = 40


def celery_app():
    """The project's Celery application."""
    from factcheck.celery import app

    return app


def test_database_url():
    """The URL of the database that the tests use, for another process."""
    from django.db import connection

    it = connection.settings_dict
    login = quote(it["USER"]) + (":" + quote(it["PASSWORD"], safe="") if it["PASSWORD"] else "")
    return f"postgres://{login}@{it['HOST']}:{it['PORT']}/{it['NAME']}"


test_database_url.__test__ = False


class CeleryProcess:
    """A Celery worker or beat in a process of its own, on the tests' database and broker.

    `pid` (its process group too), `log` (a Path), `kill()` (SIGKILL to all of it), `stop()`, `start()` again;
    `environment` may be changed between them.
    """

    def __init__(self, kind, log, environment, options=()):
        self.kind, self.log, self.environment, self.options = kind, log, environment, options
        self.node = self.child = None

    @property
    def pid(self):
        return self.child.pid

    def start(self):
        """Starts it and waits until it answers; AssertionError with its last lines where it does not."""
        self.node = f"{self.kind}-{uuid.uuid4().hex[:8]}@test"
        named = ["-n", self.node] if self.kind == "worker" else []
        command = [sys.executable, "-m", "celery", "-A", "factcheck", self.kind, "--loglevel", "INFO", *named]
        self.child = Child(self.kind, [*command, *self.options], self.log, env=self.environment, cwd=ROOT)
        answered = wait_until(lambda: self.child.code is not None or self.answers(), SECONDS_TO_ANSWER, pause=0.1)
        assert answered and self.child.code is None, f"the {self.kind} did not start:\n{self.child.last_lines(30)}"
        return self

    def answers(self):
        """Whether it is at work: a worker replies to a ping, beat has said that it starts."""
        if self.kind == "beat":
            return "beat: Starting" in self.child.last_lines(50)
        return bool(celery_app().control.ping(destination=[self.node], timeout=0.5))

    def kill(self):
        """SIGKILL to it and its pool: no good-bye, no cleaning up."""
        self.child.kill()

    def stop(self, seconds=10):
        """Asks it to end as an administrator would, and waits."""
        self.child.stop(seconds)


@pytest.fixture(autouse=True)
def eager(request):
    """Tasks run where they are sent, except in tests that have a real worker."""
    if "django" not in sys.modules or not os.environ.get("DJANGO_SETTINGS_MODULE"):
        yield
        return
    conf = celery_app().conf
    before = conf.task_always_eager
    conf.task_always_eager = not ({"worker", "celery_process"} & set(request.fixturenames))
    yield
    conf.task_always_eager = before


@pytest.fixture
def celery_process(request, transactional_db, tmp_path):
    """Starts Celery processes: `celery_process("worker", FACTCHECK_SWEEP_SECONDS="1")`; all end with the test."""
    from django.conf import settings
    from django.db import connection

    assert connection.vendor == "postgresql", "a worker of another process needs the tests on PostgreSQL: `make test`"
    app, made = celery_app(), request.node.stash.setdefault(PROCESSES, [])
    app.control.purge()

    def make(kind="worker", **variables):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "FACTCHECK_DATABASE_URL": test_database_url(),
            "FACTCHECK_BROKER_URL": app.conf.broker_url,
            "FACTCHECK_CACHE_URL": settings.CACHE_URL,
            "FACTCHECK_SECRET_KEY": settings.SECRET_KEY,
            "FACTCHECK_CELERY_EAGER": "0",
            "FACTCHECK_NET_FETCH": "0",
            "PYTHONUNBUFFERED": "1",
            **variables,
        }
        made.append(CeleryProcess(kind, tmp_path / f"{kind}-{len(made)}.log", environment, options(kind, tmp_path)))
        return made[-1].start()

    yield make
    for process in made:
        if process.child:
            process.stop()
    app.control.purge()


def options(kind, folder):
    """The command line options of a worker or of beat in tests."""
    if kind == "beat":
        return ["--schedule", folder / "beat-schedule", "--pidfile=", "--max-interval", "1"]
    return ["--concurrency", "1", "--without-mingle", "--without-gossip"]


PROCESSES = pytest.StashKey()


@pytest.fixture
def worker(celery_process):
    """A real Celery worker on the tests' database; see CeleryProcess. The test is a transactional one."""
    return celery_process("worker")


@pytest.fixture
def beat(celery_process):
    """A real Celery beat beside the worker."""
    return celery_process("beat")
