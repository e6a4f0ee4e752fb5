"""docs/components.html names every token, and shows every component it promises."""

import re

from bs4 import BeautifulSoup
from django.conf import settings

from claims.shown.marks import SHAPES

ROOT = settings.BASE_DIR


def test_the_page_of_components_is_whole():
    """Where this fails: `scripts/components.py`, with the demo running, writes the page anew."""
    page = BeautifulSoup((ROOT / "docs/components.html").read_text(encoding="utf-8"), "html.parser")
    tokens = set(re.findall(r"--[\w-]+(?=:)", (ROOT / "claims/static/tokens.css").read_text(encoding="utf-8")))
    assert {name.get_text() for name in page.select("th code")} == tokens - {"--verdict"}
    shown = {name for node in page.select(".verdict") for name in node["class"]}
    assert {f"v-{shape}" for shape in SHAPES} <= shown
    promised = re.findall(r'^    \(\s*"([^"]+)",', (ROOT / "scripts/components.py").read_text("utf-8"), re.MULTILINE)
    assert len(promised) > 15 and [title.get_text() for title in page.select("main > .part > h2")][1:] == promised
    for link in page.select("link[rel=stylesheet]"):
        assert (ROOT / "docs" / link["href"]).is_file()
