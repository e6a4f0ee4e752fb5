"""Processes that are started, watched and stopped without leaving orphans. Standard library only; used by tests too."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent():
    """To be run in a child before its program: on Linux it then gets SIGTERM when its parent dies, however it dies."""
    if _libc:
        _libc.prctl(1, signal.SIGTERM)  # 1 is PR_SET_PDEATHSIG


class Child:
    """A process in a process group of its own, its output appended to a file.

    `user` (a name) needs root; `ask` is the signal that asks it to stop. OSError where it cannot be started.
    """

    def __init__(self, name, command, log, env=None, cwd=None, user=None, ask=signal.SIGTERM):
        self.name, self.log, self.ask = name, Path(log), ask
        as_user = {"user": user, "group": user, "extra_groups": []} if user else {}
        with open(self.log, "ab") as output:
            self.process = subprocess.Popen(  # noqa: S603
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=cwd,
                start_new_session=True,
                preexec_fn=die_with_parent,
                **as_user,
            )

    @property
    def pid(self):
        """The process id, which is its group's too."""
        return self.process.pid

    @property
    def code(self):
        """Its exit code; None while it runs."""
        return self.process.poll()

    def request_stop(self):
        """Asks it to stop, and returns at once."""
        if self.code is None:
            self.process.send_signal(self.ask)

    def stop(self, seconds=10):
        """Asks it to stop and waits; whatever of its group is left after `seconds` is killed."""
        self.request_stop()
        wait_until(lambda: self.code is not None, seconds)
        self.kill()

    def kill(self):
        """SIGKILL to its whole group, and waits for its end."""
        with suppress(ProcessLookupError, PermissionError):  # the group is gone (macOS says it is not allowed)
            os.killpg(self.pid, signal.SIGKILL)
        self.process.wait()

    def last_lines(self, count=8):
        """The last lines of its output."""
        return tail(self.log, count)


def tail(file, count):
    """The last `count` lines of a text file, "" where there is none."""
    try:
        lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-count:])


def wait_until(true, seconds, pause=0.05):
    """Calls `true` until it answers something true, which is returned; the last false answer after `seconds`."""
    end = time.monotonic() + seconds
    while not (answer := true()) and time.monotonic() < end:
        time.sleep(pause)
    return answer


def free_port():
    """A TCP port of 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port, host="127.0.0.1"):
    """Whether somebody accepts connections on a port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
