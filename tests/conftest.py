"""Fixtures for all tests: `worker`, `beat`, `celery_process`, `browser`, `new_person`, `page`. See tests/support/."""

import os
import re
import shutil
import sys
import tempfile
import uuid
from pathlib import Path

import pytest
from django.test import SimpleTestCase
from django.utils import translation

from tests.support import network
from tests.support.browser import RESULTS, browser, new_person, page, photograph  # noqa: F401
from tests.support.newsroom import article, claim, newsroom, people, published  # noqa: F401
from tests.support.promises import promises_step_aside  # noqa: F401
from tests.support.queue import PROCESSES, beat, celery_process, eager, worker  # noqa: F401
from tests.support.webserver import never, web  # noqa: F401

TESTS = Path(__file__).parent
NEED_SERVICES = {"worker", "beat", "celery_process", "browser", "new_person", "page", "live_server"}
DATABASE = {"db", "transactional_db"}
ON_ONE_DATABASE = {"site": "once", "desk": "postgresql", "api": "postgresql"}  # doors: what they call runs on both
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DATABASES_OF_ONE_RUNNER = 2  # Redis: queue and cache


def pytest_configure(config):
    """No network, nothing fetched; cheap passwords; static files as they lie; own Redis databases for each runner."""
    network.refuse()
    if not hasattr(config, "workerinput"):
        shutil.rmtree(RESULTS, ignore_errors=True)
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        adapt_settings(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def adapt_settings(runner):
    """Changes the Django settings for tests; `runner` is this parallel runner's number."""
    from django.conf import settings

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.WHITENOISE_USE_FINDERS = True
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.MEDIA_ROOT = tempfile.mkdtemp(prefix="factcheck-media-")
    settings.NET_FETCH = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if settings.CELERY_BROKER_URL.startswith("redis://"):
        server, first = settings.CELERY_BROKER_URL.rpartition("/")[0], DATABASES_OF_ONE_RUNNER * int(runner)
        settings.CELERY_BROKER_URL = f"{server}/{first}"
        settings.CACHE_URL = settings.CACHES["default"]["LOCATION"] = f"{server}/{first + 1}"


def pytest_make_parametrize_id(val):
    """Random UUIDs, and bytes (packed ones hold the second they were packed in), are no part of a test's name, which
    must be the same in every parallel runner."""
    if isinstance(val, bytes):
        return f"{len(val)}-bytes"
    return UUID.sub("uuid", str(val)) if isinstance(val, str | uuid.UUID) and UUID.search(str(val)) else None


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """Marks what stands on services as `services`, and skips it, with the reason, where there are none; marks what asks
    no database as `once`, and what the doors' tests ask of one as its. The slow ones begin, so that no runner is left
    alone with the longest."""
    absent = pytest.mark.skip(reason="needs PostgreSQL, Redis and Chromium: run `make test`")
    for item in items:
        if NEED_SERVICES & set(getattr(item, "fixturenames", ())):
            item.add_marker("services")
        if item.get_closest_marker("services") and not os.environ.get("FACTCHECK_TEST_SERVICES"):
            item.add_marker(absent)
        if not item.get_closest_marker("services") and not asks_a_database(item):
            item.add_marker("once")
        door = ON_ONE_DATABASE.get(item.path.parent.relative_to(TESTS).as_posix().split("/")[0])
        if door and not item.get_closest_marker("services") and not item.get_closest_marker("once"):
            item.add_marker(door)
    yield
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def asks_a_database(item):
    in_a_case = item.cls is not None and issubclass(item.cls, SimpleTestCase)
    return in_a_case or bool(item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ())))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """A failed test shows the last lines of its Celery processes and where the pictures of its people are."""
    report = yield
    if report.when == "call" and report.failed:
        for process in item.stash.get(PROCESSES, []):
            if process.child:
                report.sections.append((f"{process.kind} log", process.child.last_lines(40)))
        if pictures := photograph(item):
            report.sections.append(("pictures", "\n".join(pictures)))
    return report


@pytest.fixture(autouse=True)
def language_of_no_other_test():
    """A page asked for in English leaves its language with the thread: each test begins with the default again."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def pages_of_no_other_test():
    """Tests begin at the same sequence: what one was shown is nothing to the next."""
    if shelf := sys.modules.get("claims.site.shelf"):
        shelf.clear()


def pytest_terminal_summary(terminalreporter):
    """What tests counted (`record_property`) is told at the end, where a passing test's own prints are not."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{report.nodeid}: {name}: {value}")
