"""What changed between two texts, word by word, for corrections and for two people who edited at once. Pure Python."""

import re
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|[^\s]+")
LONGEST = 4_000  # words; beyond this the comparison would take too long, and the texts stand side by side whole
LINES = 3_000  # of each of two long texts


def runs(before, after):
    """`before` and `after` as one list of (kind, text), kind "same", "gone" or "new"."""
    old, new = WORDS.findall(before or ""), WORDS.findall(after or "")
    if len(old) + len(new) > LONGEST:
        return [("gone", before), ("new", after)]
    out = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            out.append(("same", "".join(old[a:b])))
            continue
        out += [(name, "".join(part)) for name, part in (("gone", old[a:b]), ("new", new[c:d])) if part]
    return out


def hunks(before, after, most=60):
    """Where two long texts differ, paragraph by paragraph: at most `most` lists of `runs`, without what is the same."""
    old, new = before.splitlines()[:LINES], after.splitlines()[:LINES]
    out = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            out.append(runs("\n".join(old[a:b]), "\n".join(new[c:d])))
    return out[:most]
