"""`make run`: the whole newsroom on this machine, embedded. SQLite, no Redis, no Docker; all its data is in var/.

Installs what is missing, brings the database up to date, loads the demo newsroom once, and starts the web server, a
Celery worker and Celery beat. Ctrl-C or SIGTERM stops all three; so does the end of any one, which is told with its
last lines. Standard library only.
"""

import argparse
import errno
import fcntl
import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import bootstrap
from bootstrap import PYTHON, ROOT
from processes import Child, die_with_parent, tail, wait_until
from trouble import Trouble, fail, need_space, run

VAR = ROOT / "var"
LOGS = VAR / "log"
LOCK = VAR / "run.lock"  # held while the newsroom runs; it names the address and the process
STOPPING = "it is stopping"
HOST = "127.0.0.1"
LOG_BYTES = 5_000_000
SECONDS_TO_START = 90
SECONDS_TO_STOP = 10
POLITE = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(arguments):
    """Command line: [--port N] [--follow-parent]. Runs until it is stopped (0) or something ends by itself (1)."""
    options = parse(arguments)
    for polite in POLITE:
        signal.signal(polite, interrupt)
    need_space(ROOT, 50)
    LOGS.mkdir(parents=True, exist_ok=True)
    with only_one(options.port):
        need_free(options.port)
        bootstrap.ensure("base")
        environment = embedded(options.port)
        said = prepare(environment)
        return supervise(options, environment, said)


def parse(arguments):
    """The options; Trouble where the port is not one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", default="8000")
    parser.add_argument("--follow-parent", action="store_true", help="stop when the process that started this one ends")
    options = parser.parse_args(arguments)
    if not (options.port.isdecimal() and 0 < int(options.port) < 65536):
        raise Trouble(f"PORT must be a number from 1 to 65535, not {options.port!r}.")
    options.port, options.parent = int(options.port), os.getppid()
    return options


def interrupt(*_):
    """Signal handler: every polite signal ends the run as Ctrl-C does."""
    raise KeyboardInterrupt


@contextmanager
def only_one(port):
    """Holds this folder's newsroom: Trouble where it runs already, since two would share one broker."""
    with open(LOCK, "a+", encoding="utf-8") as file:
        seconds = SECONDS_TO_STOP + 2 if LOCK.read_text(encoding="utf-8") == STOPPING else 0
        if not wait_until(lambda: locked(file), seconds):
            holder = LOCK.read_text(encoding="utf-8")
            raise Trouble(f"This newsroom is running already: {holder}. Stop that one first.")
        file.truncate(0)
        file.write(f"http://{HOST}:{port}/ (process {os.getpid()})")
        file.flush()
        yield


def locked(file):
    """Takes the lock of an open file; False where another process has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def need_free(port):
    """Trouble where the port cannot be had."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Trouble(f"Port {port} is taken by another program: say `make run PORT={port + 1}`.") from error
            raise Trouble(f"Port {port} cannot be used: {error.strerror}. Say `make run PORT=8000`.") from error


def embedded(port):
    """The environment of the embedded newsroom. Its data is its own, whatever the person's environment names."""
    broker = VAR / "broker"
    broker.mkdir(exist_ok=True)
    clear(broker / "control")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "FACTCHECK_SECRET_KEY": secret_key(),
        "FACTCHECK_DEBUG": "0",
        "FACTCHECK_DATA_DIR": str(VAR),
        "FACTCHECK_DATABASE_URL": f"sqlite://{VAR / 'newsroom.sqlite3'}",
        "FACTCHECK_BROKER_URL": f"filesystem://{broker}",
        "FACTCHECK_CACHE_URL": "",
        "FACTCHECK_CELERY_EAGER": "0",
        "FACTCHECK_ALLOWED_HOSTS": f"{HOST},localhost",
        "FACTCHECK_SITE_URL": f"http://{HOST}:{port}",
        "PYTHONUNBUFFERED": "1",
    }


def clear(folder):
    """Empties a folder: what an ended worker was told is of no use to the next."""
    shutil.rmtree(folder, ignore_errors=True)


def secret_key():
    """The newsroom's secret key, made at first and kept where only its owner reads it."""
    file = VAR / "secret_key"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(key := secrets.token_urlsafe(50))
    return key


def prepare(environment):
    """Brings the database up to date and, at the first start only, loads the demo newsroom; gives what that printed."""
    manage("Preparing the database", environment, "migrate", "--noinput", "--verbosity", "0")
    loaded = VAR / "demo-loaded"
    if loaded.exists():
        return ""
    print("Loading the demo newsroom (once) …", flush=True)
    said = manage("Loading the demo newsroom", environment, "demo")
    loaded.touch()
    return said


def manage(purpose, environment, *arguments):
    """Runs manage.py and gives what it printed. Trouble where it fails: its last line, and the log with the rest."""
    log = LOGS / "prepare.log"
    done = subprocess.run(
        [PYTHON, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=die_with_parent,
    )
    with open(log, "a", encoding="utf-8") as file:
        file.write(f"$ manage.py {' '.join(arguments)}\n{done.stderr}")
    if done.returncode:
        raise Trouble(f"{purpose} failed: {tail(log, 1)} (all of it: {log.relative_to(ROOT)})")
    return done.stdout.strip()


def supervise(options, environment, said):
    """Starts the web server and, once it answers, the others; watches them until one ends or a person stops them all.

    `said` is what the demo printed; where it was loaded before, its log-ins are read while the web server starts.
    """
    children = []
    try:
        web, *others = commands(options.port).items()
        children.append(start(*web, environment))
        logins = said or manage("Reading the demo log-ins", environment, "demo", "--logins")
        await_web(options.port, children)
        children += [start(*other, environment) for other in others]
        greet(options.port, logins)
        return watch(children, options)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    finally:
        stop(children)


def commands(port):
    """{name: command} of the three processes."""
    celery = [PYTHON, "-m", "celery", "-A", "factcheck"]
    web = f"factcheck.wsgi --bind {HOST}:{port} --workers 1 --threads 8 --no-control-socket --graceful-timeout 5"
    worker = "worker --loglevel INFO --concurrency 2 --without-mingle --without-gossip"
    return {
        "web": [PYTHON, "-m", "gunicorn", *web.split()],
        "worker": [*celery, *worker.split()],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--schedule", VAR / "beat-schedule", "--pidfile="],
    }


def start(name, command, environment):
    """Starts one process with its log in var/log/; a log that has grown large makes way for a new one."""
    log = LOGS / f"{name}.log"
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    return Child(name, command, log, env=environment, cwd=ROOT)


def await_web(port, children):
    """Waits until the home page answers. Trouble where it answers with an error or not at all, or a process ends."""

    def settled():
        return ended(children) or home_page(port)

    status = wait_until(settled, SECONDS_TO_START, pause=0.1)
    if ended(children):
        raise Trouble(obituary(ended(children)))
    if not status or status >= 500:
        said = f"answers with error {status}" if status else "does not answer"
        raise Trouble(f"The web server {said}: see var/log/web.log. Its last line: {children[0].last_lines(1)}")


def home_page(port):
    """The status of the home page; None while nobody answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def greet(port, logins):
    """Tells where the newsroom is and how to get in."""
    print(
        f"\nFactcheck is running: http://{HOST}:{port}/\n\n{logins}\n\nData and logs: var/. Stop with Ctrl-C.",
        flush=True,
    )


def ended(children):
    """The first process that has ended; None while all run."""
    return next((child for child in children if child.code is not None), None)


def obituary(child):
    """How a process ended, with its last lines."""
    code = child.code
    how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
    return (
        f"The {child.name} process ended by itself ({how}), so everything is being stopped. "
        f"Its last lines, from {child.log.relative_to(ROOT)}:\n{child.last_lines()}"
    )


def watch(children, options):
    """Returns 1 once a process has ended by itself; 0 when `--follow-parent` and that parent is gone."""
    while not (dead := ended(children)):
        if options.follow_parent and os.getppid() != options.parent:
            return 0
        time.sleep(0.2)
    return fail(obituary(dead))


def stop(children):
    """Asks all to stop, waits, and kills what is left; another Ctrl-C kills at once."""
    LOCK.write_text(STOPPING, encoding="utf-8")
    seconds = {"left": SECONDS_TO_STOP}
    for polite in POLITE:
        signal.signal(polite, lambda *_: seconds.update(left=0))
    for child in children:
        child.request_stop()
    end = time.monotonic()
    while any(child.code is None for child in children) and time.monotonic() - end < seconds["left"]:
        time.sleep(0.05)
    for child in children:
        child.kill()


if __name__ == "__main__":
    run(main, sys.argv[1:])
