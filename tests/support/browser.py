"""Real people in a real browser: each `new_person()` has a window, cookies and languages of their own.

A person's page that breaks the Content-Security-Policy, throws, complains on its console or calls another machine fails
the test at its end; what a test expects it names: `new_person(allow=["403"])`. Pages take paths: `page.goto("/en/")`.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.network import is_loopback

RESULTS = Path(__file__).resolve().parent.parent.parent / "test-results"
PEOPLE = pytest.StashKey()
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# Chromium tells of violations of the policy on the console; this also tells of those in report-only mode and in frames.
WATCH_POLICY = """document.addEventListener("securitypolicyviolation", (event) => console.error(
    "Content-Security-Policy: " + event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile));"""


@pytest.fixture(scope="session")
def browser():
    """Chromium, started once. Django's guard against the event loop is off: Playwright keeps one in this thread."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = os.environ.get("FACTCHECK_TEST_CHROMIUM")
    assert program and Path(program).exists(), f"no Chromium at {program}: run `make test`"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_person(request, browser, live_server):
    """Makes people: `new_person(locale="en", viewport=PHONE, allow=[…])` is a Playwright page in its own window."""
    people = request.node.stash.setdefault(PEOPLE, [])

    def make(locale="id-ID", viewport=None, allow=(), **options):
        options = {"locale": locale, "viewport": viewport or DESKTOP, "base_url": live_server.url, **options}
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        context.add_init_script(WATCH_POLICY)
        page, troubles = context.new_page(), []
        context.on("console", lambda message: note_console(troubles, message))
        context.on("weberror", lambda error: troubles.append(f"uncaught: {error.error}"))
        context.on("request", lambda asked: note_request(troubles, asked.url))
        people.append((page, troubles, tuple(allow)))
        return page

    yield make
    found = [
        trouble for _, troubles, allow in people for trouble in troubles if not any(word in trouble for word in allow)
    ]
    for page, _, _ in people:
        page.context.close()
    if found:
        pytest.fail("the browser complained:\n" + "\n".join(found), pytrace=False)


@pytest.fixture
def page(new_person):
    """The window of one person, Indonesian, on a desktop."""
    return new_person()


def note_console(troubles, message):
    """Keeps an error of the console."""
    where = message.location.get("url", "")
    if message.type == "error" and not where.endswith("/favicon.ico"):  # asked for by Chromium itself
        troubles.append(f"{message.text} ({where})")


def note_request(troubles, url):
    """Keeps a request to another machine."""
    parts = urlsplit(url)
    if parts.scheme in ("http", "https", "ws", "wss") and not is_loopback(parts.hostname):
        troubles.append(f"calls another machine: {url}")


def photograph(item):
    """Saves what each person of a failed test saw, in test-results/; returns the files."""
    files = []
    for number, (page, _, _) in enumerate(item.stash.get(PEOPLE, []), 1):
        name = item.nodeid.replace("/", "_").replace("::", "-")[:150]
        file = RESULTS / f"{name}-{number}.png"
        try:
            page.screenshot(path=file, full_page=True, timeout=5_000)
        except Exception as problem:  # a picture is a help, never a reason to fail
            files.append(f"no picture of person {number}: {problem}")
        else:
            files.append(str(file))
    return files
