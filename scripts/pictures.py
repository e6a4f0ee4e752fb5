"""Takes the README's pictures from a newsroom that runs with the demo: `.venv/bin/python scripts/pictures.py [URL]`.

URL is its address, by default http://127.0.0.1:8000. Writes docs/pictures/*.png; needs Chromium and the development
environment. Exits with 1 and one line where there is no newsroom or no demo.
"""

import json
import os
import shutil
import sys
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WINDOW = {"width": 1180, "height": 760}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main(base="http://127.0.0.1:8000"):
    """Takes every picture of `subjects` at the newsroom `base`."""
    base = base.rstrip("/")
    article = demo_article(base)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport=WINDOW, device_scale_factor=2, color_scheme="light", locale="en-GB")
        for name, path, mark in subjects(article):
            page.goto(base + path)
            if mark:
                page.locator(mark).first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 170)")
            page.wait_for_timeout(300)
            page.screenshot(path=PICTURES / f"{name}.png")
            print(f"docs/pictures/{name}.png")
        browser.close()


def subjects(article):
    """(file name, path, what to scroll to) of each picture."""
    return [("article", f"/en/articles/{article}/", "a.mark")]


def demo_article(base):
    """The identifier of the demo's Indonesian article, as the public API names it."""
    try:
        with urlopen(f"{base}/api/v1/articles/", timeout=10) as answer:  # noqa: S310 - an address given by hand
            found = [row["id"] for row in json.load(answer)["results"] if row["language"] == "id"]
    except OSError as problem:
        sys.exit(f"No newsroom at {base}: {problem}. Start one with `make run`.")
    return found[0] if found else sys.exit(f"The newsroom at {base} has no article: load the demo, `manage.py demo`.")


def chromium():
    """The Chromium to use; exits where there is none."""
    program = os.environ.get("FACTCHECK_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return program or sys.exit("No Chromium found: install it, or name it in FACTCHECK_TEST_CHROMIUM.")


if __name__ == "__main__":
    main(*sys.argv[1:2])
