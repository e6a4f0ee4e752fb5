"""The scripts that stand a newsroom up from nothing: locks, pip wheel, a clear line for each trouble, no orphans."""

import functools
import hashlib
import http.server
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from scripts.processes import Child, free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
WHEEL = "pip-26.3-py3-none-any.whl"


@pytest.fixture
def clone(tmp_path):
    """A folder with scripts and locks, as in a bare clone, that a test may spoil."""
    shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


@pytest.fixture
def package_index(tmp_path):
    """A package index of this machine: `package_index.folder` is served at `package_index.url`."""
    folder = tmp_path / "index"
    (folder / "pip").mkdir(parents=True)
    handler = functools.partial(Silent, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.folder, server.url = folder, f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class Silent(http.server.SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, *arguments):
        pass


def script(clone, name, *arguments, python=sys.executable, **variables):
    """Runs a script of the clone to its end, no index but the one given."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "FACTCHECK_"))}
    closed = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "NO_PROXY": "*"}
    return subprocess.run(
        [python, clone / "scripts" / name, *arguments],
        env={**kept, **closed, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


def one_line(done):
    """The one line of a script that failed; fails where it printed a traceback or succeeded."""
    assert done.returncode, done.stdout
    assert "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def in_scripts(code, **variables):
    """What Python code prints that may import the scripts."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=SCRIPTS, env={**os.environ, **variables}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# Locks


def pins(name):
    """{package: version} of a lock file."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", text, flags=re.MULTILINE | re.IGNORECASE))


def test_the_development_lock_holds_the_runtime_lock():
    assert pins("base").items() <= pins("dev").items()


@pytest.mark.parametrize("name", ["base", "dev"])
def test_every_pin_has_its_hashes(name):
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("name", ["base", "dev"])
def test_every_wanted_package_is_locked(name):
    wanted = re.findall(r"^([A-Za-z0-9][\w-]*)", (ROOT / "requirements" / f"{name}.in").read_text(), flags=re.MULTILINE)
    assert {one.lower() for one in wanted} <= {one.lower() for one in pins(name)}


def test_psycopg_3_is_not_there():
    assert importlib.util.find_spec("psycopg") is None, "Django would silently prefer it to psycopg2"


# The pip wheel


def test_pip_settings_are_read_as_pip_reads_them(tmp_path):
    file = tmp_path / "pip.conf"
    file.write_text("[global]\nindex-url = http://weak/\ncert = /c.pem\n[install]\nindex-url = http://strong/\n")
    code = "import index; print(index.setting('index-url'), index.setting('cert'), index.setting('proxy'))"
    clean = {"PIP_CONFIG_FILE": str(file), "PIP_CERT": "", "PIP_PROXY": ""}
    assert in_scripts(code, PIP_INDEX_URL="", **clean) == "http://strong/ /c.pem None"
    assert in_scripts(code, PIP_INDEX_URL="http://mine/", **clean) == "http://mine/ /c.pem None"


@pytest.mark.parametrize("kind", ["html", "json"])
def test_the_wheel_is_found_on_an_index_page(package_index, kind):
    if kind == "html":
        page = f'<a href="pip-1.0.tar.gz">x</a><a href="../files/{WHEEL}#sha256=0" data-requires-python="&gt;=3">y</a>'
    else:
        page = json.dumps({"files": [{"url": "pip-1.0.tar.gz"}, {"url": f"../files/{WHEEL}"}]})
    (package_index.folder / "pip" / "index.html").write_text(page)
    found = in_scripts(f"import index; print(index.link('{package_index.url}/pip/'))", PIP_CONFIG_FILE=os.devnull)
    assert found.startswith(f"{package_index.url}/files/{WHEEL}")


def test_a_wheel_with_another_checksum_is_refused(clone, package_index):
    (package_index.folder / "pip" / "index.html").write_text(f'<a href="{WHEEL}">{WHEEL}</a>')
    (package_index.folder / "pip" / WHEEL).write_bytes(b"something else")
    said = one_line(script(clone, "bootstrap.py", "base", PIP_INDEX_URL=package_index.url))
    assert "checksum" in said and not (clone / ".venv").exists()


def test_an_index_without_the_wheel_is_named(clone, package_index):
    (package_index.folder / "pip" / "index.html").write_text("<a href='pip-1.0.tar.gz'>")
    said = one_line(script(clone, "bootstrap.py", "base", PIP_INDEX_URL=package_index.url))
    assert "127.0.0.1" in said and WHEEL in said


def test_a_password_of_the_index_is_not_shown(clone):
    said = one_line(script(clone, "bootstrap.py", "base", PIP_INDEX_URL="http://me:hidden@127.0.0.1:9/simple"))
    assert "No network" in said and "hidden" not in said


def test_a_find_links_folder_is_used_without_network(tmp_path):
    (tmp_path / WHEEL).write_bytes(b"a wheel")
    code = f"import index; index.PIP_SHA256 = '{hashlib.sha256(b'a wheel').hexdigest()}'; print(index.pip_wheel('.'))"
    assert in_scripts(code, PIP_FIND_LINKS=f"file://{tmp_path}", PIP_NO_INDEX="1") == str(tmp_path / WHEEL)


def test_the_environment_is_made_without_ensurepip(clone):
    code = (
        "import sys; sys.modules['ensurepip'] = None; sys.path.insert(0, 'scripts')\n"
        "import bootstrap; bootstrap.make_venv(); print(bootstrap.PYTHON)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=clone, capture_output=True, text=True, timeout=60)
    made = subprocess.run([done.stdout.strip(), "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True)
    assert Path(made.stdout.strip()) == (clone / ".venv").resolve(), done.stderr


# One clear line


def test_no_network(clone):
    assert "No network" in one_line(script(clone, "run.py", "--port", str(free_port())))


def test_a_taken_port(clone):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} is taken" in one_line(script(clone, "run.py", "--port", str(port)))


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", ""])
def test_a_port_that_is_none(clone, port):
    assert "PORT must be a number" in one_line(script(clone, "run.py", f"--port={port}"))


def test_a_folder_that_cannot_be_written(clone):
    (clone / "var").write_text("a file where the folder should be")
    assert "var" in one_line(script(clone, "run.py", "--port", str(free_port())))


def test_a_full_disk_has_its_line():
    code = "import trouble, errno; print(trouble.explain(OSError(errno.ENOSPC, 'No space', '/x')))"
    assert in_scripts(code) == "No disk space left (/x): free some and run the same command again."
    code = (
        "import trouble\ntry: trouble.need_space('.', 10**9)\nexcept trouble.Trouble as one: print(one)\n"
        "import bootstrap; print(bootstrap.pip_trouble('x\\nERROR: [Errno 28] No space left on device: y'))"
    )
    assert [line[:13] for line in in_scripts(code).splitlines()] == ["No disk space", "No disk space"]


def test_an_old_python_has_its_line():
    code = (
        "import bootstrap; bootstrap.OLDEST = (99, 0)\ntry: bootstrap.need_python()\n"
        "except bootstrap.Trouble as one: print(one)"
    )
    assert "Python 3.11 or newer is needed" in in_scripts(code)


def test_missing_programs_are_named_with_how_to_get_them():
    code = (
        "import services, os; os.geteuid = lambda: 1000\n"
        "services.NEEDS['Redis (redis-server)'] = (lambda: None, ['redis-server'])\n"
        "try: services.ensure()\nexcept services.Trouble as one: print(one)"
    )
    said = in_scripts(code)
    assert (
        said.startswith("Missing for the tests: Redis (redis-server)")
        and "redis-server" in said.partition("Install")[2]
    )


# Processes


def test_a_child_is_stopped_with_all_that_it_started(tmp_path):
    child = Child("shell", ["sh", "-c", "sleep 600 & echo $!; trap '' TERM; wait; sleep 600"], tmp_path / "log")
    grandchild = int(wait_until(lambda: child.last_lines().strip(), 10))
    child.stop(seconds=0.3)
    assert child.code == -signal.SIGKILL and wait_until(lambda: gone(grandchild), 5)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells only Linux's children of their parent's death")
def test_children_do_not_outlive_a_parent_that_was_killed(tmp_path):
    code = (
        "import sys, time; from scripts.processes import Child\n"
        "print(Child('sleep', ['sleep', '600'], sys.argv[1]).pid, flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert not gone(child)
        parent.kill()
    assert wait_until(lambda: gone(child), 5)


def gone(pid):
    """Whether a process has ended (or waits only to be counted)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


# The whole of it


@pytest.mark.services
@pytest.mark.slow
def test_the_embedded_newsroom_starts_stops_and_starts_again(tmp_path):
    """`make run` in a copy of this tree, its packages already there."""
    for name in ("scripts", "requirements", "factcheck", "claims", "templates", "manage.py", "Makefile"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    port = free_port()
    first, second = make_run(tmp_path, port), make_run(tmp_path, port)
    assert "Loading the demo newsroom" in first and "Loading the demo newsroom" not in second
    assert logins(second) and logins(second) <= logins(first)
    assert (tmp_path / "var/secret_key").stat().st_mode & 0o777 == 0o600


def make_run(folder, port):
    """Starts the newsroom of a folder, waits until web and worker are at work, stops it; gives what it printed."""
    newsroom = Child("make", ["make", "run", f"PORT={port}", f"PYTHON={sys.executable}"], folder / "out", cwd=folder)
    try:
        assert wait_until(lambda: "Stop with Ctrl-C" in newsroom.last_lines(40) or newsroom.code is not None, 90)
        assert newsroom.code is None, newsroom.last_lines(30)
        assert wait_until(lambda: "ready." in (folder / "var/log/worker.log").read_text(), 20)
        assert len(processes_of(folder)) >= 5, processes_of(folder)
    finally:
        newsroom.stop(30)
    assert wait_until(lambda: not processes_of(folder), 15), processes_of(folder)
    return (folder / "out").rename(folder / "read").read_text()


def processes_of(folder):
    """The command lines of the processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "cwd") == str(folder.resolve()):
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def logins(output):
    """The set of lines between the address and the last line of what `make run` prints."""
    return {line for line in output.partition("is running")[2].partition("Data and logs")[0].splitlines()[1:] if line}
