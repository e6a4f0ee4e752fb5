"""`make bench`: how fast the engine reads, beside the least that could be done with the same text in the same run.

The baseline splits sentences with one regular expression and finds nothing. A ratio to it, unlike seconds, means the
same on a slow machine and a busy one. Both read the demo's own article and transcript, as they are and ten times as
long: a ratio that grows with the length would betray work that grows faster than the text.
"""

import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TEXTS = {"id": "article.id.txt", "en": "transcript.en.txt"}
SENTENCE = re.compile(r"(?<=[.!?])\s+")
SECONDS = 1.0


def seconds_of(work):
    """The best time of `work()` among the runs that fit into SECONDS, three at least."""
    times, end = [], time.perf_counter() + SECONDS
    while len(times) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    """Prints one line a text and length."""
    from claims.text import extract

    print(f"{'text':<12}{'characters':>12}{'claims':>8}{'kB/s':>10}{'baseline kB/s':>16}{'times slower':>14}")
    for language, name in TEXTS.items():
        text = (ROOT / "claims" / "management" / "demo" / name).read_text(encoding="utf-8")
        for label, read in ((language, text), (f"{language} x10", "\n\n".join([text] * 10))):
            found = len(extract(read, language).claims)
            ours = seconds_of(lambda read=read, language=language: extract(read, language))
            plain = seconds_of(lambda read=read: SENTENCE.split(read))
            kilobytes = len(read.encode()) / 1000
            row = f"{label:<12}{len(read):>12}{found:>8}{kilobytes / ours:>10.0f}"
            print(f"{row}{kilobytes / plain:>16.0f}{ours / plain:>14.0f}")


if __name__ == "__main__":
    main()
