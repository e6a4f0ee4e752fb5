"""Web pages: trafilatura tells the article from what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree

from claims.text.formats import plain
from claims.text.formats.document import Document, FormatError, Note, note

MAX_TAGS = 100_000
MAX_DEPTH = 200
_TITLES = ("//meta[@property='og:title']/@content", "//article//h1", "//h1", "//head/title")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
    + ("p", "li", "td", "tr", "th", "option", "dd", "dt")  # whose end need not be written
)
_RULE = re.compile(r":?-*:?")
_FEW = 200  # characters of an article; fewer, where the page has three times as many, is only a part of it


def read(text: str, name: str, notes: list[Note]) -> Document:
    """The article of a page as paragraphs, its title beside it. FormatError where there is none to be had."""
    if _too_wild(text):
        raise FormatError("html_broken", name)
    try:
        tree = trafilatura.load_html(text)
        if tree is None:
            raise FormatError("html_broken", name)
        title = _title(tree)
        article = (
            trafilatura.extract(text, include_comments=False, include_tables=True, output_format="txt", fast=False)
            or ""
        )
        whole = trafilatura.html2txt(text) or ""
    except FormatError:
        raise
    except Exception as error:
        raise FormatError("html_broken", name) from error
    if len(article) < _FEW and len(whole) > 3 * len(article):
        article, notes = whole, [*notes, note("whole_page")]
    return Document(plain.tidy("\n\n".join(_lines(article))), title, "html", (), tuple(notes))


def whole(text: str) -> str:
    """All words of a page that a reader may see; "" of one that only costs time."""
    tree = None if _too_wild(text) else trafilatura.load_html(text)
    if tree is None:
        return ""
    etree.strip_elements(tree, "head", "script", "style", "noscript", "template", etree.Comment, with_tail=False)
    return plain.tidy("\n".join(" ".join(words.split()) for words in tree.itertext() if words.strip()))


def _lines(article: str) -> Iterator[str]:
    """The paragraphs of an article; the cells of a table's row with tabs between them."""
    for line in map(str.strip, article.split("\n")):
        if line.startswith("|") and line.endswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            line = "" if all(_RULE.fullmatch(cell) for cell in cells) else "\t".join(cells)
        if line:
            yield line


def _too_wild(text: str) -> bool:
    """Whether a page has more tags, or tags deeper in each other, than anybody writes: such pages only cost time."""
    depth = deepest = tags = 0
    for match in _TAG.finditer(text):
        tags += 1
        if match[2].lower() not in _VOID:
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return tags > MAX_TAGS or deepest > MAX_DEPTH


def _title(tree: etree._Element) -> str | None:
    for path in _TITLES:
        for found in tree.xpath(path):
            title = plain.one_line(found if isinstance(found, str) else "".join(found.itertext()))
            if title:
                return title
    return None
