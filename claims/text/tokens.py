"""Words of a text as search compares them: without case or marks, figures whole, so that 70,94 and 70.94 meet."""

import re
import unicodedata

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")


def tokens(text):
    """The normalised words of `text`, in order. A figure is one word; its decimal mark is always a point."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return [figure(word) if FIGURE.fullmatch(word) else word for word in WORD.findall(plain)]


def figure(raw):
    """`raw` with thousands marks dropped and a point before the decimals; three digits after a lone mark are thousands."""
    parts = re.split(r"[.,]", raw)
    marks = re.findall(r"[.,]", raw)
    decimals = bool(marks) and marks.count(marks[-1]) == 1 and (len(parts[-1]) != 3 or len(set(marks)) == 2)
    return "".join(parts[:-1]) + "." + parts[-1] if decimals else "".join(parts)
