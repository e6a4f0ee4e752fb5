"""The newsroom that bench_matching.py asks, written straight into the tables, and the asking; runs inside Django."""

import io
import json
import random
import resource
import sys
import time

from django.db import connection, transaction
from django.utils import timezone

from claims.actions import earlier, match_items, matches
from claims.models import Article, ArticleText, Claim, MatchEntry, Newsroom, Publication, User
from claims.text.tokens import tokens

QUERIES, ROUNDS, AT_ONCE = 20, 5, 5000
SYLLABLES = [a + b for a in "bcdfgjklmnprstw" for b in ("a", "e", "i", "o", "u", "an", "ar", "in", "us")]
MEASURES = ("indeks", "angka kemiskinan", "tingkat pengangguran", "anggaran", "produksi", "jumlah penduduk", "cakupan")
FORMS = (
    ("{measure} {thing} {place} {value} persen pada {year}", "{measure} {thing} di {place} sudah {value} persen"),
    ("{part} dari {whole} {thing} di {place} rampung pada {year}", "sudah {part} dari {whole} {thing} yang rampung"),
    ("{measure} {thing} {place} naik menjadi {value} pada {year}", "tahun {year} naik jadi {value}, {measure} kita"),
    ("{place} membangun {part} {thing} untuk {more} sejak {year}", "kami bangun {part} {thing} untuk {more}"),
)
TEXTS = """
CREATE TABLE bench_texts (id integer, words tsvector);
INSERT INTO bench_texts SELECT id, to_tsvector('simple', text) FROM bench_raw;
CREATE INDEX ON bench_texts USING gin (words);
"""
FULL_TEXT = """
SELECT id, ts_rank(words, wanted) AS rank FROM bench_texts, to_tsquery('simple', %s) AS wanted
WHERE words @@ wanted ORDER BY rank DESC LIMIT 10
"""


class Maker:
    """Claims made of measures, places, figures and further words, rare and common as words of a language are."""

    def __init__(self, seed=1, words=None):
        self.dice = random.Random(seed)  # noqa: S311 - the same claims every time
        self.words = words or ["".join(self.dice.choices(SYLLABLES, k=3)) for _ in range(20_000)]
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]

    def some(self, number):
        return " ".join(self.dice.choices(self.words, self.weights, k=number))

    def texts(self):
        """The statement and the quotation of one claim."""
        dice = self.dice
        parts = {
            "measure": dice.choice(MEASURES),
            "thing": self.some(2),
            "place": "Kota " + self.some(1).capitalize(),
            "more": self.some(3),
            "value": f"{dice.randint(1, 99)},{dice.randint(1, 99)}",
            "year": dice.randint(2010, 2026),
            "whole": dice.randint(100, 900),
            "part": dice.randint(2, 99),
        }
        statement, quote = (form.format(**parts) for form in dice.choice(FORMS))
        return f"{statement} {self.some(3)}", f"{quote} {self.some(4)}"


class Filled:
    """A newsroom with published claims, written straight into the tables; their index as a rebuild writes it."""

    def __init__(self, number):
        self.maker, self.number, self.now = Maker(), number, timezone.now()
        self.newsroom, person = Newsroom.objects.default(), User.objects.create_user("editor")
        made = {"newsroom": self.newsroom, "created_by": person, "created_at": self.now}
        self.article = Article.objects.create(title="Debat", **made)
        self.text = ArticleText.objects.create(article=self.article, content="Debat", sha256="0" * 64, **made)

    def write(self):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_raw (id integer, text text)")
        for start in range(0, self.number, AT_ONCE):
            with transaction.atomic():
                self.some(range(start, min(start + AT_ONCE, self.number)))
        matches.recount()
        with connection.cursor() as cursor:
            cursor.execute(TEXTS)
            cursor.execute("VACUUM ANALYZE")

    def some(self, places):
        texts = [self.maker.texts() for _ in places]
        rows = [self.claim(at, quote) for at, (_statement, quote) in zip(places, texts, strict=True)]
        rows = Claim.objects.bulk_create(rows)
        records = [self.record(*both) for both in texts]
        Publication.objects.bulk_create(
            self.publication(at, row, record) for at, row, record in zip(places, rows, records, strict=True)
        )
        owner = {"newsroom_id": self.newsroom.pk}
        found = [
            matches.entry(MatchEntry.Side.PUBLIC, match_items.of_record(record), claim_id=row.pk, **owner)
            for row, record in zip(rows, records, strict=True)
        ]
        MatchEntry.objects.bulk_create(row for row, _keys in found)
        copied(
            "claims_matchkey (key, side, entry_id)", ((key, "public", row.pk) for row, keys in found for key in keys)
        )
        copied("bench_raw (id, text)", zip(places, map(" ".join, texts), strict=True))

    def claim(self, at, quote):
        owner = {"newsroom": self.newsroom, "article": self.article, "text": self.text}
        return Claim(start=at, end=at + 1, quote=quote, mode="direct", work="queued", worked_at=self.now, **owner)

    def publication(self, at, claim, record):
        return Publication(
            newsroom=self.newsroom,
            sequence=at + 1,
            kind="published",
            at=self.now,
            claim=claim,
            subject=claim.public_id,
            body=json.dumps(record),
            published_at=self.now,
        )

    def record(self, statement, quote):
        none = {"id": None, "en": None}
        said = {"statement": none | {"id": statement}, "label": none, "quote": quote}
        return said | {"language": "id", "speaker": None, "topics": []}


def copied(table, rows):
    lines = io.StringIO("".join("\t".join(map(str, row)) + "\n" for row in rows))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} FROM STDIN", lines)


def ask():
    """Prints as JSON the seconds of ours and of the bare query for each text, and the megabytes that asking added."""
    maker = Maker(seed=2, words=Maker().words)
    asked = [maker.texts()[0] for _ in range(QUERIES)]
    before = memory()
    times = [
        [best(lambda text=text: earlier.for_text(text, "id")), best(lambda text=text: bare(text))] for text in asked
    ]
    print(json.dumps({"times": times, "memory": memory() - before}))


def bare(text):
    with connection.cursor() as cursor:
        cursor.execute(FULL_TEXT, [" | ".join(dict.fromkeys(tokens(text)))])
        return cursor.fetchall()


def best(work):
    """The best seconds of ROUNDS."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def memory():
    """The most memory this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1000)
