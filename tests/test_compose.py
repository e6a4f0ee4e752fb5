"""docker-compose.yml says what runs in production: here its very commands run, against real PostgreSQL and Redis.

A test machine has no Docker engine. So the file is read as Compose reads it, and each command is started with its own
environment; only the addresses of db and redis, the port of web and the folder /data are exchanged for this machine's.
"""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
import yaml

from scripts.processes import Child, free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent
GIVEN = {"FACTCHECK_SECRET_KEY": "a-long-random-value-of-the-test", "POSTGRES_PASSWORD": "letters4and2digits"}
OURS = ("web", "worker", "beat", "migrate")
VARIABLE = re.compile(r"\$\$|\$\{(\w+)(?:(:?[-?])([^}]*))?\}")


def interpolated(text, given):
    """`text` with ${NAME}, ${NAME:-default}, ${NAME:?needed} and $$ as Compose reads them."""

    def value(match):
        name, mark, word = match.groups()
        if match[0] == "$$":
            return "$"
        if given.get(name):
            return given[name]
        assert not (mark or "").endswith("?"), f"{name}: {word}"
        return word or ""

    return VARIABLE.sub(value, text)


def composed(given=GIVEN):
    """The file as Compose sees it."""
    raw = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return filled(raw, given)


def filled(part, given):
    """Every text of a parsed file, interpolated."""
    if isinstance(part, dict):
        return {key: filled(value, given) for key, value in part.items()}
    if isinstance(part, list):
        return [filled(value, given) for value in part]
    return interpolated(part, given) if isinstance(part, str) else part


def dockerfile():
    """The instructions of the Dockerfile, continued lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("name", GIVEN)
def test_what_must_be_set_is_asked_for(name):
    with pytest.raises(AssertionError, match=name):
        composed({key: value for key, value in GIVEN.items() if key != name})


def test_every_service_restarts_and_says_how_it_is():
    for name, service in composed()["services"].items():
        if name == "migrate":
            assert service["restart"] == "no"
        else:
            assert service["restart"] == "unless-stopped"
            assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}, name


def test_web_worker_and_beat_wait_for_a_migrated_database():
    services = composed()["services"]
    for name in ("web", "worker", "beat"):
        conditions = {other: wait["condition"] for other, wait in services[name]["depends_on"].items()}
        assert conditions == {
            "db": "service_healthy",
            "redis": "service_healthy",
            "migrate": "service_completed_successfully",
        }


def test_every_volume_is_declared():
    file = composed()
    named = {one.split(":")[0] for service in file["services"].values() for one in service.get("volumes", [])}
    assert named == set(file["volumes"])


def test_the_image_copies_what_is_there_and_is_sent_nothing_else():
    sources = [line.split()[1] for line in dockerfile() if line.startswith("COPY") and "--from" not in line]
    sent = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for source in sources:
        assert (ROOT / source).exists(), source
        assert f"!{source.removeprefix('./')}" in sent


def test_the_image_runs_as_nobody_in_particular():
    lines = dockerfile()
    assert [line for line in lines if line.startswith("USER")] == ["USER factcheck"]
    assert lines.index("USER factcheck") < len(lines) - 1


class Stack:
    """The services of the file on this machine: its commands, with this machine's addresses in them."""

    def __init__(self, folder, database, broker):
        self.folder, self.port = folder, free_port()
        self.services = composed()["services"]
        db, redis = urlsplit(database), urlsplit(broker)
        self.exchanges = [
            ("@db:5432/factcheck", f"@{db.hostname}:{db.port}{db.path}"),
            ("redis://redis:6379/0", f"redis://{redis.netloc}/60"),
            ("redis://redis:6379/1", f"redis://{redis.netloc}/61"),
            ("redis://redis:6379", f"redis://{redis.netloc}"),
            ("0.0.0.0:8000", f"127.0.0.1:{self.port}"),
            ('"127.0.0.1", 8000', f'"127.0.0.1", {self.port}'),
            ("/data", str(folder)),
        ]

    def here(self, text):
        """`text` of the file with this machine's addresses."""
        for theirs, ours in self.exchanges:
            text = text.replace(theirs, ours)
        return text

    def environment(self, name):
        """What a service's command finds: the file's own variables and this machine's programs, none of the tests'."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("FACTCHECK_", "DJANGO_"))}
        theirs = {key: self.here(str(value)) for key, value in self.services[name].get("environment", {}).items()}
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        host = {"PATH": path, "HOSTNAME": socket.gethostname(), "FACTCHECK_STATIC_ROOT": str(self.folder / "static")}
        return {**kept, **theirs, **host}

    def command(self, name):
        """A service's command as a list."""
        command = self.services[name]["command"]
        return [self.here(part) for part in (shlex.split(command) if isinstance(command, str) else command)]

    def start(self, name):
        """Starts a service."""
        return Child(name, self.command(name), self.folder / f"{name}.log", env=self.environment(name), cwd=ROOT)

    def run(self, command, name):
        """Runs a command to its end in the environment of a service; gives the finished process."""
        return subprocess.run(
            command, env=self.environment(name), cwd=ROOT, capture_output=True, text=True, timeout=120
        )

    def healthy(self, name):
        """Whether a service's health check says so."""
        kind, *command = [self.here(part) for part in self.services[name]["healthcheck"]["test"]]
        return self.run(["sh", "-c", *command] if kind == "CMD-SHELL" else command, name).returncode == 0


@pytest.fixture
def database():
    """The URL of an empty database of its own, dropped in the end."""
    url = os.environ["FACTCHECK_DATABASE_URL"]
    name = f"compose_{uuid.uuid4().hex[:8]}"
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name}")
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def stack(tmp_path, database):
    """The stack, its database brought up to date and its static files collected, as the image and `migrate` do it."""
    stack = Stack(tmp_path, database, os.environ["FACTCHECK_BROKER_URL"])
    collect = next(line for line in dockerfile() if "collectstatic" in line).removeprefix("RUN ")
    for done in (stack.run(["sh", "-c", collect], "web"), stack.run(stack.command("migrate"), "migrate")):
        assert done.returncode == 0, done.stderr
    return stack


def answer(url):
    """(status, text) of a page of this machine; None while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return None


@pytest.mark.services
@pytest.mark.slow
def test_the_commands_run_and_their_health_checks_tell_the_truth(stack):
    assert stack.healthy("db") and stack.healthy("redis")
    assert not any(stack.healthy(name) for name in ("web", "worker", "beat"))
    with ExitStack() as running:
        started = [stack.start(name) for name in ("web", "worker", "beat")]
        for child in started:
            running.callback(child.stop)
        for child in started:
            well = wait_until(lambda name=child.name: stack.healthy(name), 60, pause=0.5)
            assert well and child.code is None, f"{child.name}:\n{child.last_lines(30)}"
        home = f"http://127.0.0.1:{stack.port}"
        assert answer(f"{home}/")[0] == 200
        status, text = answer(f"{home}/api/v1/changes/?after=0")
        assert status == 200 and json.loads(text)["results"] == []
        sheet = re.search(r'href="(/static/[^"]+\.css)"', answer(f"{home}/")[1])
        assert sheet and answer(home + sheet[1])[0] == 200, "static files are collected and served"
        assert wait_until(lambda: "sweep" in started[1].last_lines(50), 20), started[1].last_lines(30)
    assert all(child.code is not None for child in started)
