"""`make bench`: how fast the engine reads, beside others that read the same text in the same run, on one core.

A ratio, unlike seconds, means the same on a slow machine and a busy one. Two are measured against: one regular
expression that splits sentences and finds nothing, and spaCy's blank pipeline with its sentencizer (tokens
and sentences alone), which is installed from requirements/bench.lock into .venv/bench the first time. Both languages
read the demo's own texts; the article is also read at 0.1, 1 and 5 MB, where time and memory for each MB should stay
what they were.
"""

import hashlib
import re
import resource
import sys
import time
from pathlib import Path

import bootstrap
from trouble import need_space, run

ROOT = Path(__file__).resolve().parent.parent
PEER = bootstrap.VENV / "bench"
LOCK = ROOT / "requirements" / "bench.lock"
sys.path[:0] = [str(ROOT)]
sys.path.append(str(PEER))
TEXTS = {"id": "article.id.txt", "en": "transcript.en.txt"}
SENTENCE = re.compile(r"(?<=[.!?])\s+")
SECONDS = 1.0
COPIES = 30
MEGABYTES = (0.1, 1, 5)
PEER_MEGABYTES = 1  # the longest text that the peer reads too


def seconds_of(*works):
    """The best time of each of `works` among the rounds that fit into SECONDS, three at least, one after another."""
    times, end = [], time.perf_counter() + SECONDS * len(works)
    while len(times) < 3 or time.perf_counter() < end:
        times.append([timed(work) for work in works])
    return [min(column) for column in zip(*times, strict=True)]


def timed(work):
    """How many seconds of one core `work()` takes, whatever else the machine does meanwhile."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peers():
    """{language: spaCy's blank pipeline with its sentencizer}, installed where it is missing."""
    stamp, wanted = PEER / "lock", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        need_space(ROOT, 400)
        print("Installing spaCy, to measure against, into .venv/bench (once) …", flush=True)
        bootstrap.pip("-m", "--no-deps", "--require-hashes", "--upgrade", "--target", str(PEER), "-r", str(LOCK))
        stamp.write_text(wanted)
    import spacy

    blank = {language: spacy.blank(language) for language in TEXTS}
    for pipeline in blank.values():
        pipeline.add_pipe("sentencizer")
        pipeline.max_length = 10_000_000
    return blank


def show(*cells):
    """One line of a table, the first cell at the left."""
    print(f"{cells[0]:<22}" + "".join(f"{cell:>15}" for cell in cells[1:]), flush=True)


def speed(extract, spacy, texts):
    """Both languages, a text at a time: kB a second of each, and how many times spaCy's speed is ours."""
    show("text", "claims", "engine kB/s", "split kB/s", "spaCy kB/s", "engine/spaCy")
    for language, text in texts.items():
        found = len(extract(text, language).claims)
        ours, plain, other = seconds_of(
            lambda text=text, language=language: [extract(text, language) for _ in range(COPIES)],
            lambda text=text: [SENTENCE.split(text) for _ in range(COPIES)],
            lambda text=text, read=spacy[language]: [read(text) for _ in range(COPIES)],
        )
        kilobytes = COPIES * len(text.encode()) / 1000
        rates = [f"{kilobytes / seconds:.0f}" for seconds in (ours, plain, other)]
        show(f"{language}, an article", found, *rates, f"{other / ours:.2f}")


def growth(extract, spacy, article):
    """Ever longer texts: seconds for each MB, and the most memory held so far for each MB."""
    before = memory()
    show("text", "claims", "engine s/MB", "spaCy s/MB", "engine/spaCy", "memory MB/MB")
    for size in MEGABYTES:
        text = "\n\n".join([article] * max(1, round(size * 1e6 / len(article.encode()))))
        megabytes = len(text.encode()) / 1e6
        claims = []
        ours = timed(lambda text=text, claims=claims: claims.extend(extract(text, "id").claims)) / megabytes
        held = f"{(memory() - before) / megabytes:.0f}"
        other = timed(lambda text=text: spacy(text)) / megabytes if size <= PEER_MEGABYTES else None
        ratio = [f"{other:.2f}", f"{other / ours:.2f}"] if other else ["", ""]
        show(f"id, {size} MB", len(claims), f"{ours:.2f}", *ratio, held)


def memory():
    """The most memory this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1000)


def main():
    """Prints both tables."""
    spacy = peers()
    from claims.text import extract

    demo = ROOT / "claims" / "management" / "demo"
    texts = {language: (demo / name).read_text(encoding="utf-8") for language, name in TEXTS.items()}
    speed(extract, spacy, texts)
    print()
    growth(extract, spacy["id"], texts["id"])


if __name__ == "__main__":
    run(main)
