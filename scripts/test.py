"""`make test`: everything that the whole suite needs, then the suite. Ends with pytest's own summary line.

    python3 scripts/test.py [--fast] [--jobs N] [PYTEST ARGUMENTS...]

First the core on SQLite (what is not marked `services` or `postgresql`), then, on PostgreSQL and Redis, all but what is
marked `once`: its result does not depend on the database, or it is tried on SQLite alone. `--fast` runs, on PostgreSQL
and Redis only, what is not marked `slow`. The exit code is non-zero where either run failed. N tests run at once: as
many as there are processors (beside PostgreSQL one more, as browsers make tests wait), one where the person chose
tests. Standard library only.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile

import bootstrap
import services
from bootstrap import PYTHON, ROOT
from processes import die_with_parent
from trouble import run

CORE = ["-m", "not services and not postgresql"]
WHOLE = ["-m", "not once"]
FAST = ["-m", "not slow"]
MOST_JOBS = 4  # each has a browser and workers of its own
POLITE = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
NO_TESTS = 5  # pytest's exit code where it selected none


def main(arguments):
    """Command line as above. Returns the first failing run's exit code, else 0."""
    fast, jobs, chosen = parse(arguments)
    bootstrap.ensure("dev")
    services.ensure()
    with tempfile.TemporaryDirectory(prefix="factcheck-data-", ignore_cleanup_errors=True) as folder:
        own = environment(folder)
        core = NO_TESTS if fast else core_run(jobs, chosen, own)
        with services.running() as variables:
            whole = whole_run(fast, jobs, chosen, {**own, **variables})
    return outcome(core, whole)


def outcome(*codes):
    """The first failing run's exit code, else 0; a run without tests fails only where no run had any."""
    ran = [code for code in codes if code != NO_TESTS]
    return next(filter(None, ran), 0) if ran else NO_TESTS


def parse(arguments):
    """(fast, how many tests at once or "", the person's arguments for pytest)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], add_help=False, allow_abbrev=False)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--jobs", default="")
    options, chosen = parser.parse_known_args(arguments)
    return options.fast, options.jobs, chosen


def parallel(jobs):
    """pytest's arguments for so many at once; whoever has nothing left takes over from the busiest."""
    return [] if jobs == "1" else ["-n", jobs, "--dist", "worksteal"]


def environment(folder):
    """The environment of a test run: none of the person's FACTCHECK_* but the browser, its data in `folder`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("FACTCHECK_")}
    browser = services.chromium_program()
    return {
        **kept,
        "FACTCHECK_DATA_DIR": folder,
        "FACTCHECK_SECRET_KEY": "only-for-tests",
        "PYTHONHASHSEED": "0",  # parallel runners must agree on the order of tests made from sets
        "FACTCHECK_TEST_CHROMIUM": str(browser),
    }


def core_run(jobs, chosen, own):
    """The core on SQLite; its failure is told at once. NO_TESTS where it holds none of those that the person chose."""
    code = pytest("core on SQLite", [*CORE, *parallel(jobs or default_jobs(chosen)), *chosen], own)
    if code not in (0, NO_TESTS):
        print("\nThe core FAILED on SQLite (above); the whole suite on PostgreSQL and Redis follows.", flush=True)
    return code


def whole_run(fast, jobs, chosen, variables):
    """All that depends on the database; NO_TESTS likewise."""
    selected = FAST if fast else WHOLE
    jobs = jobs or default_jobs(chosen, waiting=1)
    return pytest("on PostgreSQL and Redis", [*selected, *parallel(jobs), *chosen], variables)


def default_jobs(chosen, waiting=0):
    """How many tests at once where the person does not say."""
    return "1" if chosen else str(min(os.cpu_count() or 1, MOST_JOBS) + waiting)


def pytest(title, arguments, variables):
    """Runs pytest and returns its exit code; Ctrl-C is left to pytest, which ends and tells what it has."""
    print(f"\n== {title} ==", flush=True)
    runner = subprocess.Popen([PYTHON, "-m", "pytest", *arguments], cwd=ROOT, env=variables, preexec_fn=heed_interrupts)
    try:
        return runner.wait()
    except KeyboardInterrupt:
        runner.send_signal(signal.SIGINT)
        raise
    finally:
        finish(runner)


def heed_interrupts():
    """To be run in pytest's process before it: a shell starts background jobs deaf to Ctrl-C's signal."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    die_with_parent()


def finish(runner):
    """Waits for pytest's own end, and ends it where that takes too long."""
    for harder in (runner.terminate, runner.kill):
        try:
            runner.wait(timeout=10)
        except subprocess.TimeoutExpired:
            harder()


def interrupt(*_):
    """Signal handler: the first polite signal ends the run and all that it started; more would leave some behind."""
    for polite in POLITE:
        signal.signal(polite, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    for polite in POLITE:
        signal.signal(polite, interrupt)
    run(main, sys.argv[1:])
