"""Makes .venv hold what a lock file names: `python3 scripts/bootstrap.py base|dev`.

Standard library only, and no ensurepip (Debian's python3 has none): the environment is made without pip, and the pinned
pip wheel of scripts/index.py installs itself and then the lock, every file checked against its SHA-256. A stamp
in .venv remembers the locks that it holds, so that a second call takes a moment.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import index
from trouble import Trouble, need_space, run

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "factcheck-locks.json"
LOCKS = {"base": ("base",), "dev": ("base", "dev")}  # what is there once a lock is installed: dev holds base's pins too
MEGABYTES = {"base": 300, "dev": 700}
OLDEST = (3, 11)
# Settings of the person's pip that would put the packages elsewhere or fight the lock, whose pins are the whole truth.
PIP_WANTED = {
    "PIP_CONSTRAINT": os.devnull,
    "PIP_USER": "0",
    "PIP_NO_INPUT": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}
PIP_UNWANTED = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIREMENT", "PIP_EDITABLE", "PYTHONHOME", "PYTHONPATH")


def ensure(name, say=print):
    """Installs the lock `name` into .venv unless it is there. Trouble: old Python, no network, no disk, pip failed."""
    need_python()
    with one_at_a_time():
        version = venv_version()
        if version and stamped(version).get(name) == lock_hash(name):
            return
        need_space(ROOT, MEGABYTES[name])
        say(f"Installing the {name} packages into .venv (once; about a minute) …", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            install(name, index.pip_wheel(folder), fresh=not version)
        keep_stamp(name)


def need_python():
    """Raises Trouble where this Python is too old."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        raise Trouble(f"Python 3.11 or newer is needed; {sys.executable} is {found}. Say `make run PYTHON=python3.11`.")


@contextmanager
def one_at_a_time():
    """Holds a lock of this folder: a second installation waits for the first and then finds its work done."""
    with open(ROOT / "requirements" / "base.in", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def venv_version():
    """The "3.11" of the Python in .venv; None where it is missing, broken or not the one it was made with."""
    try:
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        answer = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, timeout=60)
    except OSError:
        return None
    version = answer.stdout.strip()
    return version if (VENV / "lib" / f"python{version}" / "site-packages" / "pip").is_dir() else None


def stamped(version):
    """{lock name: hash} of what .venv holds; empty where it was never finished or was made by another Python."""
    try:
        kept = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept.get("locks", {}) if kept.get("python") == version else {}


def lock_hash(name):
    """SHA-256 of a lock file; Trouble where it is missing."""
    file = ROOT / "requirements" / f"{name}.lock"
    if not file.is_file():
        raise Trouble(f"{file} is missing: is this a whole clone?")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def keep_stamp(name):
    """Remembers in .venv that the lock `name` is there."""
    locks = {held: lock_hash(held) for held in LOCKS[name]}
    STAMP.write_text(json.dumps({"python": venv_version(), "locks": locks}), encoding="utf-8")


def install(name, wheel, fresh):
    """Makes .venv anew where `fresh`, with the pip of `wheel`; then installs the lock `name` with it."""
    STAMP.unlink(missing_ok=True)
    if fresh:
        make_venv()
        pip(wheel / "pip", "--no-index", str(wheel))
    pip("-m", "--no-deps", "--require-hashes", "-r", str(ROOT / "requirements" / f"{name}.lock"))


def make_venv():
    """An empty environment of this Python in .venv, without pip; whatever was there is gone."""
    try:
        import venv
    except ImportError as error:
        raise Trouble("This Python lacks its venv module (Debian: apt-get install python3).") from error
    venv.EnvBuilder(clear=True, symlinks=True).create(VENV)


def pip(program, *arguments):
    """Runs `pip install` of .venv's Python, from its own pip ("-m") or a wheel's path; Trouble says why it failed."""
    start = [str(PYTHON), "-m", "pip"] if program == "-m" else [str(PYTHON), str(program)]
    environment = {key: value for key, value in os.environ.items() if key not in PIP_UNWANTED}
    done = subprocess.run(
        [*start, "install", "--quiet", *arguments],
        env={**environment, **PIP_WANTED},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise Trouble(pip_trouble(done.stdout))


def pip_trouble(output):
    """One line for what pip printed as it failed."""
    if "No space left on device" in output:
        return f"No disk space left while installing into {VENV}: free some and run the same command again."
    signs = ("NewConnectionError", "NameResolutionError", "Failed to establish", "ConnectTimeout", "Connection refused")
    if any(sign in output for sign in signs):
        return str(index.unreachable(index.setting("index-url") or index.PUBLIC_INDEX, "pip could not connect"))
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in output:
        return "A downloaded package does not have the checksum of the lock file: nothing of it was installed."
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")] or output.strip().splitlines()
    return "pip could not install the packages: " + (errors[-1] if errors else "it said nothing")


def main(arguments):
    """Command line: the name of one lock, `base` or `dev`."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        raise Trouble("usage: bootstrap.py base|dev")
    ensure(arguments[0])


if __name__ == "__main__":
    run(main, sys.argv[1:])
