"""Which language a text is written in."""

from __future__ import annotations

import re
from collections import Counter

from claims.text.lexicon import languages

_WORD = re.compile(r"[a-z']+")
_SAMPLE = 20_000


def detect(text: str, default: str = "id") -> str:
    """The code of the language whose commonest words stand most often in the first 20,000 code points of `text`.

    Where two stand equally often, or none does, it is `default`.
    """
    counts = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    scores = {code: sum(counts[word] for word in words.detect.words.list) for code, words in languages().items()}
    return max(sorted(scores), key=lambda code: (scores[code], code == default))
