"""Two hundred articles through a newsroom whose processes keep dying: each is stored, split once, and on record."""

import shutil
import tempfile
import threading
import time
from pathlib import Path

import httpx
import psycopg2
import pytest

from claims.text import extract
from scripts.processes import wait_until
from tests.faults.house import House

pytestmark = [pytest.mark.services, pytest.mark.slow]

ARTICLES = 200
EDITORS = 3
DEADLINE = 170  # seconds for the submissions and all that follows
# What dies, in this order, spread over the time that the articles need: ten workers, two brokers, database and web.
DEATHS = ["worker", "worker", "redis", "worker", "worker", "web", "worker", "postgres", "worker", "worker", "redis"]
DEATHS += ["worker", "worker", "worker"]
SENTENCE = (
    "“Pada {year}, {a} dari {b} kelurahan di wilayah {n} sudah daring dan anggarannya Rp {c} miliar,” kata Rahma "
    "Wirasti dalam debat wilayah {n}.\n\n"
)
WAITING = "SELECT count(*) FROM claims_extraction WHERE state <> 'done'"
FOUND = """
SELECT a.title, count(c.id) FROM claims_article a LEFT JOIN claims_claim c ON c.article_id = a.id GROUP BY a.title
"""
COUNTS = {
    "submitted": "SELECT count(DISTINCT title) FROM claims_article",
    "extracted": "SELECT count(*) FROM claims_extraction WHERE state = 'done'",
    "articles twice": "SELECT count(*) - count(DISTINCT title) FROM claims_article",
    "claims twice": "SELECT count(*) - count(DISTINCT (text_id, extracted_start, extracted_end)) FROM claims_claim",
    "submissions on record": "SELECT count(DISTINCT object_pk) FROM claims_auditentry WHERE verb = 'submit'",
    "extractions on record": "SELECT count(*) FROM claims_auditentry WHERE verb = 'extract'",
}


def text_of(number):
    """An article like no other."""
    return "".join(
        SENTENCE.format(year=2010 + n % 14, a=number + n, b=number + 2 * n + 7, c=number * 31 + n, n=number * 100 + n)
        for n in range(60)
    )


class Editor(threading.Thread):
    """Pastes articles as a person would: tries again until the newsroom says that it has the text."""

    def __init__(self, house, numbers):
        super().__init__(daemon=True)
        self.numbers, self.refused, self.cut = numbers, 0, 0
        self.client = httpx.Client(base_url=house.url, trust_env=False, timeout=20)

    def run(self):
        for number in self.numbers:
            while not self.paste(number):
                time.sleep(0.3)

    def paste(self, number):
        """Whether the newsroom has the article: it took it, or says that it is there already."""
        form = {"title": f"Debat {number}", "text": text_of(number), "language": "id", "anyway": "on"}
        try:
            if "sessionid" not in self.client.cookies:
                self.post("/admin/login/", {"username": "editor", "password": "editor"})
            answer = self.post("/admin/claims/article/add/", form)
        except httpx.HTTPError:
            self.cut += 1
            return False
        taken = "/admin/claims/article/" in answer.headers.get("location", "") or "sudah ada" in answer.text
        self.refused += not taken
        return taken

    def post(self, path, form):
        if "csrftoken" not in self.client.cookies:
            self.client.get("/admin/login/")
        token = self.client.cookies.get("csrftoken", "")
        return self.client.post(path, data=form | {"csrfmiddlewaretoken": token})


@pytest.fixture
def house():
    """In a folder of its own that PostgreSQL's user may enter, which pytest's are not."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-storm-"))
    house = House(folder)
    try:
        yield house.open()
    finally:
        house.close()
        shutil.rmtree(folder, ignore_errors=True)


def stored(house):
    """How many articles are there; as many as before where the database does not answer."""
    try:
        return house.number("SELECT count(*) FROM claims_article")
    except psycopg2.Error:
        return 0


def at_work(house):
    """Whether a worker holds a text right now."""
    try:
        return house.number("SELECT count(*) FROM claims_extraction WHERE state = 'running'") > 0
    except psycopg2.Error:
        return False


def storm(house):
    """Kills one after the other, each when its share of the articles is there; returns how many died at work."""
    struck = 0
    for turn, name in enumerate(DEATHS, 1):
        due = turn * ARTICLES // (len(DEATHS) + 1)
        wait_until(lambda due=due: stored(house) >= due, 30)
        if name == "worker":
            struck += bool(wait_until(lambda: at_work(house), 5, pause=0.005))
        house.kill(name)
        house.start(name)
    return struck


def done(house):
    try:
        return house.number(WAITING) == 0
    except psycopg2.Error:
        return False


def test_nothing_is_lost_and_nothing_done_twice(house, capsys):
    began = time.monotonic()
    editors = [Editor(house, range(first, ARTICLES, EDITORS)) for first in range(EDITORS)]
    for editor in editors:
        editor.start()
    struck = storm(house)
    for editor in editors:
        editor.join(max(1, DEADLINE - (time.monotonic() - began)))
    wait_until(lambda: done(house), max(1, DEADLINE - (time.monotonic() - began)), pause=0.5)
    took = time.monotonic() - began
    counts = {name: house.number(question) for name, question in COUNTS.items()}
    found = dict(house.ask(FOUND))
    expected = {f"Debat {n}": len(extract(text_of(n), language="id").claims) for n in range(ARTICLES)}
    lost = sum(max(0, expected[title] - found.get(title, 0)) for title in expected)
    doubled = (
        counts["articles twice"] + counts["claims twice"] + sum(max(0, found.get(t, 0) - expected[t]) for t in expected)
    )
    with capsys.disabled():
        print(
            f"\nstorm: {counts['submitted']} submitted, {counts['extracted']} extracted, {doubled} doubled, {lost} lost"
            f" ({sum(expected.values())} claims); {DEATHS.count('worker')} workers killed, {struck} of them at work;"
            f" {sum(e.cut for e in editors)} requests cut off, {sum(e.refused for e in editors)} refused; {took:.0f} s"
        )
    assert (counts["submitted"], counts["extracted"], doubled, lost) == (ARTICLES, ARTICLES, 0, 0)
    assert counts["submissions on record"] == counts["extractions on record"] == ARTICLES
    assert sum(expected.values()) > ARTICLES and struck >= 5 and any(editor.cut for editor in editors)
