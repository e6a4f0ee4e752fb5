"""Troubles that a person can act on: one clear line on standard error and a non-zero exit, never a traceback."""

import errno
import shutil
import sys


class Trouble(Exception):
    """Something outside the code is in the way; its text is the one line that a person is shown."""


def explain(error):
    """One line for an OSError: full disk and unwritable folders by name, anything else as the system puts it."""
    place = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC or error.errno == errno.EDQUOT:
        return f"No disk space left{place}: free some and run the same command again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Not allowed to write here{place}: {error.strerror}. Change its owner or use another folder."
    return f"{error.strerror or error}{place}"


def need_space(folder, megabytes):
    """Raises Trouble where the disk that holds `folder` has less than `megabytes` free."""
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < megabytes:
        raise Trouble(f"No disk space: {folder} has {free} MB free and {megabytes} MB are needed.")


def run(main, *arguments):
    """Exits with what `main(*arguments)` returns (None is 0); a Trouble or OSError is its one line and exit code 1."""
    try:
        code = main(*arguments)
    except Trouble as trouble:
        code = fail(str(trouble))
    except OSError as error:
        code = fail(explain(error))
    except KeyboardInterrupt:
        code = fail("Stopped.", 130)
    sys.exit(code or 0)


def fail(line, code=1):
    """Prints `line` on standard error and returns `code`."""
    sys.stdout.flush()
    print(line, file=sys.stderr, flush=True)
    return code
