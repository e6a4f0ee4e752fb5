"""`make bench`, second part: one claim against 100,000 published ones on PostgreSQL, beside a bare full-text query.

The same words are asked of the same texts in the same run: by `earlier.for_text`, which compares figures and says why,
and by PostgreSQL alone (`to_tsvector('simple')` under GIN, any of the words, the ten best by ts_rank). A ratio, unlike
seconds, means the same on a slow machine and a busy one. Also what the asking adds to the memory of a fresh process.

    python scripts/bench_matching.py [CLAIMS]      needs what `make test` needs
"""

import json
import os
import statistics
import subprocess
import sys

import services
from bootstrap import PYTHON, ROOT
from trouble import Trouble, run

CLAIMS = 100_000


def main(arguments):
    """Prints one line of a table."""
    number = int(arguments[0]) if arguments else CLAIMS
    services.ensure()
    with services.running() as variables:
        environment = os.environ | variables
        manage(environment, "migrate", "--verbosity", "0")
        print(f"Publishing {number} claims into a throwaway PostgreSQL …", flush=True)
        stage(environment, f"Filled({number}).write()")
        found = json.loads(stage(environment, "ask()"))
    ours, bare = zip(*found["times"], strict=True)
    ratios = [one / other for one, other in found["times"]]
    print(f"{'claims':>10}{'match ms':>12}{'full text ms':>15}{'ratio':>10}{'memory MB':>12}")
    cells = (statistics.median(ours) * 1000, statistics.median(bare) * 1000, statistics.median(ratios))
    print("{:>10}{:>12.1f}{:>15.1f}{:>10.2f}{:>12.1f}".format(number, *cells, found["memory"]))


def stage(environment, call):
    """What a call of bench_newsroom prints, in a process of its own."""
    return manage(environment, "shell", "-v0", "-c", f"from scripts import bench_newsroom as b; b.{call}")


def manage(environment, *arguments):
    command = [PYTHON, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble("\n".join(done.stderr.strip().splitlines()[-4:]))
    return done.stdout.strip()


if __name__ == "__main__":
    run(main, sys.argv[1:])
