"""The recipe of docs/partners.md, taken from the page and run as a partner would, against a real server."""

import json
import re
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection

from claims.actions import claims, newsrooms, replies, speakers
from claims.models import Sequence
from tests.support.newsroom import correct, hold, make_claim, release, withdraw

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "partners.md").read_text(encoding="utf-8")


class Mirror:
    """The page's reference client in a process of its own, and the copy it keeps."""

    def __init__(self, folder, server):
        self.program, self.store = folder / "mirror.py", folder / "mirror.sqlite3"
        (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
        self.program.write_text(code, encoding="utf-8")
        self.command = [sys.executable, self.program, f"{server.url}/api/v1/", self.store]

    def run(self):
        done = subprocess.run(self.command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr

    def start(self):
        return subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def records(self, noun):
        with sqlite3.connect(self.store) as store:
            rows = store.execute("SELECT id, body FROM record WHERE noun = ?", [noun])
            return {public_id: json.loads(body) for public_id, body in rows}


@pytest.fixture
def mirror(live_server, tmp_path):
    return Mirror(tmp_path, live_server)


def as_source(api, mirror):
    """Asserts that the copy tells what the source tells."""
    for noun in ("event", "speaker"):
        shown = {record["id"]: record for record in api.json(f"{noun}s/", limit=200)["results"]}
        copied = {i: r for i, r in mirror.records(noun).items() if r["claims"]["checked"] and not r.get("merged_into")}
        assert copied == shown
    shown = {record["id"]: record["checking"] for record in api.json("articles/", limit=200)["results"]}
    assert {i: r["checking"] for i, r in mirror.records("article").items() if r["checking"]} == {
        public_id: entries for public_id, entries in shown.items() if entries
    }
    shown = {record["id"]: record for record in api.json("claims/", limit=200)["results"]}
    copied = mirror.records("claim")
    assert {i for i, r in copied.items() if r["status"] != "withdrawn"} == set(shown)
    for public_id, record in shown.items():
        assert copied[public_id]["status"] == record["status"]
        if record["status"] == "held":
            assert copied[public_id]["notice"] == record["notice"] and not copied[public_id].get("verdict")
        else:
            assert copied[public_id] == record


def test_the_client_is_as_short_as_promised():
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len([line for line in code.splitlines() if line.strip()]) <= 40


def test_a_copy_stays_in_step(api, mirror, publish_one, debate, people):
    one, two, three = publish_one(event=debate), publish_one(), publish_one(speaker="R. Wirasti")
    mirror.run()
    as_source(api, mirror)
    correct(one, people), hold(two, people), withdraw(three, people)
    replies.record(one, by=people.editor, who="Rahma Wirasti", text="Data kami lebih baru.")
    mirror.run()
    as_source(api, mirror)
    assert mirror.records("claim")[str(three.public_id)]["status"] == "withdrawn"
    newsrooms.describe(one.newsroom, by=people.approver, shows_checking=True)
    claim = claims.take(make_claim(one.article, people.editor, quote="menutup pernyataan"), by=people.reviewer)
    mirror.run()
    as_source(api, mirror)
    assert mirror.records("article")[str(one.article.public_id)]["checking"][0]["state"] == "checking"
    claims.dismiss(claim, by=people.editor, dismissal="trivial")
    release(two, people), publish_one()
    speakers.merge(three.speaker, into=one.speaker, by=people.editor, reason="Orang yang sama")
    mirror.run()
    as_source(api, mirror)


def test_a_new_epoch_begins_a_new_copy(api, mirror, publish_one):
    publish_one()
    mirror.run()
    with sqlite3.connect(mirror.store) as store:
        store.execute("REPLACE INTO record VALUES ('claim', 'stray', '{\"status\": \"published\"}')")
    Sequence.objects.update(epoch="00000000-0000-4000-8000-000000000001")
    mirror.run()
    as_source(api, mirror)


def test_a_copy_taken_and_killed_while_claims_are_published_ends_in_step(api, mirror, publish_one, people):
    first = [publish_one() for _ in range(3)]
    going = threading.Thread(target=publish_and_correct, args=(publish_one, first, people))
    going.start()
    while going.is_alive():
        client = mirror.start()
        going.join(0.4)
        client.kill()
        client.wait()
    mirror.run()
    as_source(api, mirror)
    assert len([r for r in mirror.records("claim").values() if r["status"] != "withdrawn"]) == 7


def publish_and_correct(publish_one, claims, people):
    """What the newsroom does meanwhile, in a thread of its own."""
    try:
        correct(claims[0], people), hold(claims[1], people), withdraw(claims[2], people)
        for _ in range(5):
            publish_one()
    finally:
        connection.close()
