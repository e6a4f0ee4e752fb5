"""Takes the README's pictures from a newsroom that runs with the demo: `.venv/bin/python scripts/pictures.py [URL]`.

URL is its address, by default http://127.0.0.1:8000. Writes docs/pictures/*.png: an article with a claim opened, on a
desktop and on a phone, a claim, and the desk. Needs Chromium and the development environment. Exits with 1 and one
line where there is no newsroom or no demo.
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
PHONE = {"width": 390, "height": 760}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TO_TOP = "element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 170)"
EDITOR = ("editor", "seruni-editor")  # of the demo


def main(base="http://127.0.0.1:8000"):
    """Takes every picture at the newsroom `base`."""
    base = base.rstrip("/")
    article, claim = demo(base)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name, window, look in (
            ("article", WINDOW, lambda page: look_at_article(page, base, article)),
            ("article-phone", PHONE, lambda page: look_at_article(page, base, article)),
            ("claim", WINDOW, lambda page: page.goto(f"{base}/en/claims/{claim}/")),
            ("desk", WINDOW, lambda page: look_at_desk(page, base)),
        ):
            page = browser.new_page(viewport=window, device_scale_factor=2, color_scheme="light", locale="en-GB")
            look(page)
            page.wait_for_timeout(300)
            page.screenshot(path=PICTURES / f"{name}.png")
            page.close()
            print(f"docs/pictures/{name}.png")
        browser.close()


def look_at_article(page, base, article):
    """The article with its first claim opened."""
    page.goto(f"{base}/en/articles/{article}/")
    mark = page.locator("a.mark").first
    mark.evaluate(TO_TOP)
    mark.click()


def look_at_desk(page, base):
    """The demo's article as its editor sees it."""
    page.goto(f"{base}/en/admin/login/")
    for name, value in zip(("username", "password"), EDITOR, strict=True):
        page.fill(f"[name={name}]", value)
    page.click("main button")
    page.goto(f"{base}/en/admin/claims/article/")
    page.locator("#result_list a[href*='/change/'], main a[href*='/article/'][href*='/change/']").last.click()
    page.wait_for_load_state()


def demo(base):
    """The identifiers of the demo's Indonesian article and of a claim with a figure drawn, from the public API."""
    articles, claims = listed(base, "articles"), listed(base, "claims")
    article = next((row["id"] for row in articles if row["language"] == "id"), None)
    drawn = (row["id"] for row in claims if any(one["of"] and one["found"] for one in row["figures"]))
    claim = next(drawn, None)
    if not article or not claim:
        sys.exit(f"The newsroom at {base} lacks the demo's article or its claims: load it, `manage.py demo`.")
    return article, claim


def listed(base, noun):
    try:
        with urlopen(f"{base}/api/v1/{noun}/", timeout=10) as answer:  # noqa: S310 - an address given by hand
            return json.load(answer)["results"]
    except OSError as problem:
        sys.exit(f"No newsroom at {base}: {problem}. Start one with `make run`.")


def chromium():
    """The Chromium to use; exits where there is none."""
    program = os.environ.get("FACTCHECK_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return program or sys.exit("No Chromium found: install it, or name it in FACTCHECK_TEST_CHROMIUM.")


if __name__ == "__main__":
    main(*sys.argv[1:2])
