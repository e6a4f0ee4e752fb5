"""Writes docs/components.html, one page with every component of the readers' pages.

    .venv/bin/python scripts/components.py [URL]

They are cut out of the pages of a newsroom that runs with the demo (URL, by default http://127.0.0.1:8000), so that
they are what readers get; colours and sizes are read from tokens.css. Exits with 1 and one line where there is no demo.
"""

import html
import re
import sys
from copy import copy
from functools import cache
from pathlib import Path
from urllib.request import urlopen

from bs4 import BeautifulSoup
from pictures import demo
from trouble import Trouble, run

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "components.html"
STYLES = ("tokens.css", "site/site.css", "site/finding.css", "site/forms.css", "site/about.css")
TOKENS = ROOT / "claims" / "static" / "tokens.css"
PROPERTY = re.compile(r"^\s*(--[\w-]+):\s*([^;]+);", re.MULTILINE)

# Heading, what it is for, where it stands ({article}, {claim}: the demo's), what to cut out.
COMPONENTS = (
    ("Verdicts", "Shape, word and colour: the shape alone is enough.", "/en/methodology/", ".scale"),
    (
        "Marks in a text",
        "A line of its own for each verdict, ended by its shape.",
        "/en/articles/{article}/",
        ".passage",
    ),
    ("Summary of a text", "How many of each verdict, out of how many.", "/en/articles/{article}/", ".summary"),
    ("Card", "A claim beside its sentence; on a phone below it.", "/en/articles/{article}/", "div.card"),
    ("Claim in a list", "Verdict, claim, finding, the words.", "/en/", ".item:not(.lead)"),
    ("Claim in a search", "The words that were searched, marked.", "/en/search/?q=kelurahan", ".hit"),
    ("Search", "Words and filters.", "/en/search/?q=kelurahan", "form.finding"),
    ("Verdict panel", "The first thing of a claim's page.", "/en/claims/{claim}/", ".panel"),
    ("Quotation in its place", "In its own language, marked.", "/en/claims/{claim}/", ".context"),
    ("Who, where, how sure", "Facts as a list of terms.", "/en/claims/{claim}/", ".facts"),
    ("Figures", "Claimed against found, and drawn.", "/en/claims/{claim}/", "section:has(> #figures)"),
    ("Source", "Stance, title, passage, state, copy.", "/en/claims/{claim}/", ".sources"),
    ("History", "Versions, what changed and why.", "/en/claims/{claim}/", ".history"),
    ("Share and embed", "WhatsApp first.", "/en/claims/{claim}/", ".share"),
    ("Announcement", "A correction, a review, a withdrawal.", "/en/corrections/", ".entry"),
    ("Side of an event", "Counts with their denominator, then claims in lines.", "{event}", ".side"),
    ("Form", "A label to each field, what is asked for and why.", "/en/contact/error/", "main form"),
    ("Notice", "What a reader must know before reading on.", "/en/articles/{article}/", ".notice"),
)


def main(base="http://127.0.0.1:8000"):
    """Writes the page from the newsroom at `base`."""
    base = base.rstrip("/")
    article, claim = demo(base)
    event = read(f"{base}/en/articles/{article}/").select_one(".byline a[href*='/events/']")["href"]
    parts = [component(base, *row, article=article, claim=claim, event=event) for row in COMPONENTS]
    PAGE.write_text(document([properties(), *parts]), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


def component(base, heading, purpose, path, selector, **known):
    """The section of one component. Raises Trouble where the page has none."""
    node = copy(read(base + path.format(**known)).select_one(selector))
    if node is None:
        raise Trouble(f"{path} has no {selector}: is this the demo, and is it whole?")
    for link in node.select("[href], [action]"):
        link.attrs = {name: value for name, value in link.attrs.items() if name not in ("action", "rel")} | {
            "href": "#"
        }
    for named in [node, *node.select("[id]")]:
        named.attrs.pop("id", None)
    return section(heading, f"{purpose} <code>{html.escape(selector)}</code>", str(node))


def section(heading, purpose, body):
    return f"<section class='part'>\n<h2>{heading}</h2>\n<p class='meta'>{purpose}</p>\n{body}\n</section>"


def properties():
    """Every custom property of tokens.css with its value, and where it is a colour, the colour."""
    light, _, dark = TOKENS.read_text(encoding="utf-8").partition("@media (prefers-color-scheme: dark)")
    at_night = dict(PROPERTY.findall(dark.partition("\n}\n")[0]))
    rows = [row(name, value, at_night.get(name, "")) for name, value in PROPERTY.findall(light)]
    head = "<thead><tr><th>Name</th><th>Light</th><th>Dark</th><th></th></tr></thead>"
    table = f"<div class='scroll'><table class='figures'>{head}<tbody>{''.join(rows)}</tbody></table></div>"
    return section("Tokens", "Colours, type and spacing: claims/static/tokens.css.", table)


def row(name, light, dark):
    cells = "".join(f"<td><code>{html.escape(text)}</code></td>" for text in (light, dark))
    swatch = f"<span class='swatch' style='background: var({name})'></span>" if light.startswith("#") else ""
    return f"<tr><th scope='row'><code>{name}</code></th>{cells}<td>{swatch}</td></tr>\n"


def document(sections):
    """The whole page, styled by the site's own files."""
    links = "\n".join(f"<link rel='stylesheet' href='../claims/static/{name}'>" for name in STYLES)
    own = ".swatch { display: block; width: 6rem; height: 1.6rem; border: 1px solid var(--rule); }"
    own += " .card { display: block; } code { font: var(--text-xs) var(--mono); } .figures td { font-size: inherit; }"
    head = f"<meta charset='utf-8'>\n<title>Components of the readers' pages</title>\n{links}\n<style>{own}</style>"
    intro = (
        "<h1>Components of the readers’ pages</h1>\n<p class='meta'>Written by scripts/components.py from the demo.</p>"
    )
    body = "\n".join(sections)
    return (
        f"<!doctype html>\n<html lang='en'>\n<head>\n{head}\n</head>\n"
        f"<body>\n<main>\n{intro}\n{body}\n</main>\n</body>\n</html>\n"
    )


@cache
def read(address):
    """The parsed page at an address."""
    with urlopen(address, timeout=20) as answer:  # noqa: S310 - an address given by hand
        return BeautifulSoup(answer.read().decode(), "html.parser")


if __name__ == "__main__":
    run(main, *sys.argv[1:2])
