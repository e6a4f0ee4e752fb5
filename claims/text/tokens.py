"""Words of a text as search and matching compare them: without case or marks, figures whole: 70,94 and 70.94 meet.

`tokens` keeps each word, for the full text that readers and partners search; claims.text.stems brings a word's forms
together. Light to import: the web process starts with it.
"""

from __future__ import annotations

import re
import unicodedata

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


def tokens(text: str) -> list[str]:
    """The normalised words of `text`, in order. A figure is one word; its decimal mark is always a point."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return [figure(word) if FIGURE.fullmatch(word) else word for word in WORD.findall(plain)]


def figure(raw: str) -> str:
    """`raw` without thousands marks, a point before its decimals; three digits after a lone mark are thousands."""
    whole, mark, decimals = raw.rpartition("," if raw.rfind(",") > raw.rfind(".") else ".")
    if not mark or _GROUPED.fullmatch(raw) and len({*raw} & {*".,"}) == 1:
        return re.sub("[.,]", "", raw)
    if whole.isdigit() or (_GROUPED.fullmatch(whole) and mark not in whole):
        return f"{re.sub('[.,]', '', whole)}.{decimals}"
    return re.sub("[.,]", "", raw)
