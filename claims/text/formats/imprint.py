"""What a web page says of itself in its head: who published it, and when. Nothing is guessed from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from claims.text.formats import plain

_PUBLISHER = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DATE = (
    ("article:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "date")
    + ("dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date")
)  # fmt: skip
_NAME = re.compile(r"[^\W\d_]")
_LD = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"(\d{4}-\d{2}-\d{2})')
_DAY = re.compile(r"\s*(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_HEAD = 400_000  # characters of a page in which its head is looked for
_LONGEST = 200


@dataclass(frozen=True)
class Imprint:
    publisher: str | None = None
    published_on: date | None = None


def imprint(data: bytes) -> Imprint:
    """The publisher and the day of publication that the head of the page `data` names; None for what it does not."""
    text = plain.decode(data)[0][:_HEAD]
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", huge_tree=False))
    except etree.XMLSyntaxError:
        return Imprint()
    if tree is None:
        return Imprint()
    told = {name: value for name, value in _metas(tree) if value}
    publisher = next((told[name] for name in _PUBLISHER if _NAME.search(told.get(name, ""))), None)
    return Imprint(plain.one_line(publisher and publisher[:_LONGEST]), _published(told, tree))


def _metas(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """The first value of each meta element, by its name in small letters."""
    for meta in reversed(list(tree.iter("meta"))):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        yield name.strip().lower(), (meta.get("content") or "").strip()


def _published(told: dict[str, str], tree: etree._Element) -> date | None:
    scripts = (script.text or "" for script in tree.iter("script") if script.get("type") == "application/ld+json")
    named = [told[name] for name in _DATE if name in told]
    named += [found[1] for script in scripts if (found := _LD.search(script))]
    named += [time.get("datetime") or "" for time in tree.iterfind(".//article//time")][:1]
    return next((day for one in named if (day := _day(one))), None)


def _day(written: str) -> date | None:
    found = _DAY.match(written)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
