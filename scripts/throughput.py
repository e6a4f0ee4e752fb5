"""How many jobs a second one worker does: short articles split into claims, through Redis with PostgreSQL and through
files with SQLite, as they come out of the queue. `python scripts/throughput.py [JOBS]`; needs what `make test` needs.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import services
from bootstrap import PYTHON, ROOT
from processes import Child, wait_until
from trouble import Trouble, run

JOBS = 500
FILL = """
from django.contrib.auth.models import Group
from claims.actions import articles
from claims.models import Newsroom, User
person = User.objects.create_user("editor")
person.groups.add(Group.objects.get(name="Editor"))
for n in range({jobs}):
    body = f"“Ada {{n}} dari 9000 kelurahan yang sudah daring pada 2023,” kata Rahma Wirasti."
    articles.submit(by=person, newsroom=Newsroom.objects.default(), body=body, title=f"Debat {{n}}")
"""
COUNT = """
from django.db.models import Max, Min
from claims.models import Extraction
done = Extraction.objects.filter(state="done")
span = done.aggregate(first=Min("finished_at"), last=Max("finished_at"))
print(done.count(), (span["last"] - span["first"]).total_seconds() if span["first"] else 0)
"""
WORKER = "celery -A factcheck worker --loglevel ERROR --concurrency 1 --without-mingle --without-gossip"


def manage(environment, *arguments):
    done = subprocess.run(
        [PYTHON, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(done.stderr.strip().splitlines()[-1])
    return done.stdout.strip()


def measured(environment, folder, jobs):
    """Jobs a second from the first one done to the last, by the rows' own times."""
    manage(environment, "migrate", "-v0")
    manage(environment, "shell", "-v0", "-c", FILL.format(jobs=jobs))
    worker = Child("worker", [PYTHON, "-m", *WORKER.split()], folder / "worker.log", env=environment, cwd=ROOT)
    counted = []

    def finished():
        counted[:] = manage(environment, "shell", "-v0", "-c", COUNT).split()
        return int(counted[0]) == jobs

    try:
        if not wait_until(finished, 300, pause=2):
            raise Trouble(f"{counted[0]} of {jobs} jobs were done: {worker.last_lines(1)}")
    finally:
        worker.stop()
    return (jobs - 1) / float(counted[1])


def main(arguments):
    jobs = int(arguments[0]) if arguments else JOBS
    services.ensure()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("FACTCHECK_")}
    with tempfile.TemporaryDirectory(prefix="factcheck-jobs-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        embedded = {**kept, "FACTCHECK_DATA_DIR": name}
        print(f"files and SQLite: {measured(embedded, folder, jobs):.0f} jobs a second", flush=True)
        with services.running() as variables:
            print(f"Redis and PostgreSQL: {measured({**embedded, **variables}, folder, jobs):.0f} jobs a second")
    return 0


if __name__ == "__main__":
    run(main, sys.argv[1:])
