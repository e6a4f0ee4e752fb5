"""`make bench`, third part: how many requests a second the readers' pages answer, beside the plain Django pattern.

The same demo newsroom (SQLite, in a folder thrown away) is asked in one process and one run: our pages, which read what
was finished when it was published, and those of plain_site.py, querysets and templates over the working tables. Ratios
mean the same on a slow machine and a busy one. "made anew" is the first visitor after each change, of whom the others
get the page.
"""

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

from trouble import run

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]
WORD = "kelurahan"
AT_ONCE = 10


def main():
    """Prints one line a page."""
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        environment(Path(folder))
        start_django()
        from bench import show

        show("page", "ours/s", "plain/s", "ratio", "made anew/s", "ratio", "kB, plain kB")
        for name, ours, plain in addresses():
            show(name, *measured(ours, plain))


def environment(folder):
    """Where the newsroom's data lies, for the settings."""
    for name in ("broker", "static"):
        (folder / name).mkdir()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "FACTCHECK_SECRET_KEY": "bench " * 10,
        "FACTCHECK_DEBUG": "0",
        "FACTCHECK_DATA_DIR": str(folder),
        "FACTCHECK_DATABASE_URL": f"sqlite://{folder / 'newsroom.sqlite3'}",
        "FACTCHECK_BROKER_URL": f"filesystem://{folder / 'broker'}",
        "FACTCHECK_CACHE_URL": "",
        "FACTCHECK_CELERY_EAGER": "1",
        "FACTCHECK_ALLOWED_HOSTS": "testserver",
        "FACTCHECK_SITE_URL": "http://testserver",
    }


def start_django():
    """Django with the demo newsroom, the plain pages beside ours."""
    import logging

    import django
    from django.conf import settings

    settings.TEMPLATES[0]["DIRS"].append(ROOT / "scripts" / "plain")
    settings.LOGGING_CONFIG = None
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    logging.disable(logging.WARNING)
    from django.core.management import call_command
    from django.urls import clear_url_caches
    from plain_site import urlpatterns

    from factcheck import urls

    with contextlib.redirect_stdout(io.StringIO()):
        call_command("migrate", verbosity=0)
        call_command("demo")
    urls.urlpatterns[:0] = urlpatterns
    clear_url_caches()


def addresses():
    """(name, our path, the plain one) of each page: the text with most claims, and a corrected claim of it."""
    from claims.models import Claim

    claim = Claim.objects.filter(public="published", live__version=2, article__kind="article").first()
    article = f"articles/{claim.article.public_id}/"
    pages = {"home": "", "article": article, "claim": f"claims/{claim.public_id}/", "search": f"search/?q={WORD}"}
    return [(name, f"/{path}", f"/plain/{path}") for name, path in pages.items()]


def measured(ours, plain):
    """Requests a second of both, their ratio, the same of ours made anew each time, and the sizes in kB."""
    from bench import seconds_of
    from django.test import Client

    from claims.site import shelf

    client = Client()
    answers = client.get(ours), client.get(plain)
    for answer in answers:
        if answer.status_code != 200:
            raise SystemExit(f"{answer.request['PATH_INFO']} answers {answer.status_code}")
    times = seconds_of(
        lambda: [client.get(ours) for _ in range(AT_ONCE)],
        lambda: [client.get(plain) for _ in range(AT_ONCE)],
        lambda: [(shelf.clear(), client.get(ours)) for _ in range(AT_ONCE)],
    )
    rates = [AT_ONCE / seconds for seconds in times]
    sizes = ", ".join(f"{len(answer.content) / 1000:.0f}" for answer in answers)
    ours, plain, anew = rates
    return f"{ours:.0f}", f"{plain:.0f}", f"{ours / plain:.1f}", f"{anew:.0f}", f"{anew / plain:.1f}", sizes


if __name__ == "__main__":
    run(main)
