"""What the tests need beside Python: PostgreSQL, Redis and Chromium, found or installed, and started on free ports.

    python3 scripts/services.py COMMAND...     runs COMMAND with them, and stops them after it

A command finds them in its environment: FACTCHECK_DATABASE_URL, FACTCHECK_BROKER_URL, FACTCHECK_CACHE_URL,
FACTCHECK_TEST_CHROMIUM (a path), FACTCHECK_TEST_SERVICES=1, and PostgreSQL's tools on its PATH. Standard library only.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from processes import Child, free_port, listens, tail, wait_until
from trouble import Trouble, run

POSTGRES_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
REDIS_NAMES = ("redis-server", "valkey-server")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PLACES = (
    "/usr/lib/chromium/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
APT = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
# Throwaway data: speed before safety.
POSTGRES_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100", "jit=off")


def postgres_folder():
    """The folder that holds initdb and postgres, the newest where there are several; None where there is none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in POSTGRES_FOLDERS:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), key=version_in, reverse=True)
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


def version_in(path):
    """The numbers in a path, to sort by."""
    return [int(number) for number in re.findall(r"\d+", str(path))]


def redis_program():
    """Path of a Redis (or Valkey) server; None where there is none."""
    folders = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/bin", "/usr/local/bin", "/usr/sbin"])
    return next((found for name in REDIS_NAMES if (found := shutil.which(name, path=folders))), None)


def chromium_program():
    """Path of Chromium or Chrome, FACTCHECK_TEST_CHROMIUM before all others; None where there is none."""
    chosen = os.environ.get("FACTCHECK_TEST_CHROMIUM")
    if chosen:
        return chosen
    on_path = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    return on_path or next((place for place in CHROMIUM_PLACES if os.path.exists(place)), None)


NEEDS = {  # what it is: (how it is found, its Debian packages)
    "PostgreSQL (initdb and postgres)": (postgres_folder, ["postgresql"]),
    "Redis (redis-server)": (redis_program, ["redis-server"]),
    "Chromium": (chromium_program, ["chromium", "fonts-dejavu-core"]),
}


def missing():
    """{what it is: its Debian packages} of what is not on this machine."""
    return {name: packages for name, (find, packages) in NEEDS.items() if not find()}


def ensure(say=print):
    """Installs what is missing, as root with apt-get; else Trouble says what is missing and how to get it."""
    absent = missing()
    if not absent:
        return
    packages = [package for names in absent.values() for package in names]
    if os.geteuid() or not shutil.which("apt-get"):
        raise Trouble(f"Missing for the tests: {', '.join(absent)}. Install: {install_command(packages)}")
    say(f"Installing {', '.join(packages)} with apt-get (once) …", flush=True)
    apt_install(packages)
    if missing():
        raise Trouble(f"Installed with apt-get and still not found: {', '.join(missing())}.")


def install_command(packages):
    """How a person gets Debian packages here."""
    if shutil.which("apt-get"):
        return "sudo apt-get install " + " ".join(packages)
    return f"with your system's package manager (Debian calls them {', '.join(packages)})"


def apt_install(packages):
    """`apt-get update`, then installs; a second try where a mirror fails. Trouble shows apt's last line."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = ([*APT, "update"], [*APT, "install", "-y", "--no-install-recommends", *packages])
    with tempfile.NamedTemporaryFile() as log:
        for _ in (1, 2):
            codes = [
                subprocess.call(one, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
                for one in commands
            ]
            if codes[-1] == 0:
                return
        raise Trouble(f"apt-get could not install {' '.join(packages)}: {tail(log.name, 1)}")


@contextmanager
def postgres(folder):
    """A throwaway PostgreSQL whose data is in `folder` while the block runs; gives its URL without a database name."""
    port = free_port()
    make_cluster(folder)
    with stopped_after(start_postgres(folder, port)):
        yield f"postgres://factcheck@127.0.0.1:{port}"


def start_postgres(folder, port, *more):
    """A running PostgreSQL (Child) on the cluster in `folder`; `more` are settings beside POSTGRES_OPTIONS."""
    log = folder / "postgres.log"
    options = [*POSTGRES_OPTIONS, "listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}"]
    settings = [part for option in (*options, *more) for part in ("-c", option)]
    command = [postgres_folder() / "postgres", "-D", folder / "data", *settings]
    # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for its clients.
    server = Child("PostgreSQL", command, log, user=postgres_user(), ask=signal.SIGINT)
    await_start(server, lambda: "ready to accept connections" in tail(log, 5) and listens(port))
    return server


def postgres_user():
    """Whom PostgreSQL runs as: it refuses root."""
    return "postgres" if os.geteuid() == 0 else None


def make_cluster(folder):
    """Runs initdb: UTF-8, no passwords, one superuser `factcheck`. Trouble shows its last line."""
    user, initdb = postgres_user(), postgres_folder() / "initdb"
    data, log = folder / "data", folder / "postgres.log"
    if user:
        shutil.chown(folder, user, user)
    options = ["-D", data, "-U", "factcheck", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = Child("initdb", [initdb, *options], log, cwd=data.parent, user=user)
    if made.process.wait():
        raise Trouble(f"initdb failed: {made.last_lines(1)}")


@contextmanager
def redis(folder):
    """A throwaway Redis that writes nothing to disk while the block runs; gives its URL without a database number."""
    port = free_port()
    with stopped_after(start_redis(folder, port)):
        yield f"redis://127.0.0.1:{port}"


def start_redis(folder, port):
    """A running Redis (Child) that forgets everything when it ends."""
    options = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", "64"]
    server = Child("Redis", [redis_program(), *options, "--dir", folder], folder / "redis.log")
    await_start(server, lambda: listens(port))
    return server


@contextmanager
def stopped_after(server):
    """Stops `server` at the end of the block, whatever happens in it."""
    try:
        yield server
    finally:
        server.stop()


def await_start(server, ready, seconds=60):
    """Waits until `ready()`; Trouble with the server's last line where it ends or takes too long."""
    if not wait_until(lambda: ready() or server.code is not None, seconds) or server.code is not None:
        raise Trouble(f"{server.name} did not start: {server.last_lines(1)}")


@contextmanager
def running():
    """PostgreSQL and Redis while the block runs; gives the environment variables that lead to them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-", ignore_cleanup_errors=True)))
        folder.chmod(0o711)
        for part in ("postgres", "redis"):
            (folder / part).mkdir()
        database = stack.enter_context(postgres(folder / "postgres"))
        cache = stack.enter_context(redis(folder / "redis"))
        yield {
            "FACTCHECK_DATABASE_URL": f"{database}/postgres",
            "FACTCHECK_BROKER_URL": f"{cache}/0",
            "FACTCHECK_CACHE_URL": f"{cache}/1",
            "FACTCHECK_TEST_CHROMIUM": str(chromium_program()),
            "FACTCHECK_TEST_SERVICES": "1",
            "FACTCHECK_SECRET_KEY": "only-for-tests",
            "PATH": os.pathsep.join([os.environ.get("PATH", os.defpath), str(postgres_folder())]),
        }


def main(command):
    """Command line: a command to run with the services; its exit code is returned."""
    if not command:
        raise Trouble("usage: services.py COMMAND...")
    ensure()
    with running() as variables:
        return subprocess.call(command, env={**os.environ, **variables})


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    run(main, sys.argv[1:])
