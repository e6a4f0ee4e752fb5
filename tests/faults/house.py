"""A newsroom of real processes that can be killed one by one: PostgreSQL, Redis, web, worker and beat."""

import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import psycopg2

from scripts.processes import Child, free_port, listens, wait_until

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "scripts"))  # the scripts import each other by their bare names
services = import_module("services")
WORKER = "worker --loglevel WARNING --concurrency 1 --without-mingle --without-gossip"
EDITOR = """
from django.contrib.auth.models import Group
from claims.models import User
person = User.objects.create_user("editor", password="editor", is_staff=True)
person.groups.add(Group.objects.get(name="Editor"))
"""


class House:
    """Everything runs after `open()`; `kill` and `start` take a name of `commands`, "postgres" or "redis"."""

    def __init__(self, folder):
        self.folder = folder
        self.ports = {name: free_port() for name in ("postgres", "redis", "web")}
        self.running = {}
        redis = f"redis://127.0.0.1:{self.ports['redis']}"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("FACTCHECK_")}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "FACTCHECK_DATABASE_URL": f"postgres://factcheck@127.0.0.1:{self.ports['postgres']}/postgres",
            "FACTCHECK_BROKER_URL": f"{redis}/0",
            "FACTCHECK_CACHE_URL": f"{redis}/1",
            "FACTCHECK_SECRET_KEY": "only-for-tests",
            "FACTCHECK_SITE_URL": f"http://127.0.0.1:{self.ports['web']}",
            "FACTCHECK_DATA_DIR": str(folder / "var"),
            "FACTCHECK_SWEEP_SECONDS": "1",
            "FACTCHECK_LEASE_SECONDS": "3",
            "FACTCHECK_NET_FETCH": "0",
            "FACTCHECK_LOG_LEVEL": "WARNING",
        }
        celery = [sys.executable, "-m", "celery", "-A", "factcheck"]
        bind = f"factcheck.wsgi --bind 127.0.0.1:{self.ports['web']} --workers 1 --threads 4 --no-control-socket"
        self.commands = {
            "web": [sys.executable, "-m", "gunicorn", *bind.split()],
            "worker": [*celery, *WORKER.split()],
            "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", folder / "beat"],
        }

    @property
    def url(self):
        return self.environment["FACTCHECK_SITE_URL"]

    def open(self):
        """Databases, tables, one Editor, then the processes."""
        for name in ("postgres", "redis", "var"):
            (self.folder / name).mkdir()
        self.folder.chmod(0o711)
        services.make_cluster(self.folder / "postgres")
        for name in ("postgres", "redis"):
            self.start(name)
        self.manage("migrate", "-v0")
        self.manage("shell", "-v0", "-c", EDITOR)
        self.manage("collectstatic", "-v0", "--noinput")
        for name in self.commands:
            self.start(name)
        assert wait_until(lambda: listens(self.ports["web"]), 60), self.running["web"].last_lines()
        return self

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def start(self, name):
        folder = self.folder / name
        if name == "postgres":
            # A commit that was answered must outlive a crash: nothing else may be spared here.
            self.running[name] = services.start_postgres(folder, self.ports[name], "synchronous_commit=on")
        elif name == "redis":
            self.running[name] = services.start_redis(folder, self.ports[name])
        else:
            log = self.folder / f"{name}.log"
            self.running[name] = Child(name, self.commands[name], log, env=self.environment, cwd=ROOT)

    def kill(self, name):
        """SIGKILL to the process and its children, without a word of warning; PostgreSQL loses its memory (SIGQUIT)."""
        server = self.running.pop(name)
        if name == "postgres":
            server.process.send_signal(signal.SIGQUIT)
            server.process.wait()
        else:
            server.kill()

    def close(self):
        for name in reversed(list(self.running)):
            self.running[name].stop(3)

    def ask(self, question):
        """The rows of one SQL question."""
        connection = psycopg2.connect(self.environment["FACTCHECK_DATABASE_URL"])
        try:
            with connection.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchall()
        finally:
            connection.close()

    def number(self, question):
        return self.ask(question)[0][0]
