"""Everything that a reader may name: the published speakers, events, texts, topics, and the ratings of the scale."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, F, JSONField, Max, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat

from claims.models import ArticleSheet, Publication, Rating


@dataclass(frozen=True)
class Names:
    """Each a dict in the order to show: public id to name or title; `topics` and `verdicts`: slug to {"id", "en"}."""

    speakers: dict
    events: dict
    articles: dict
    topics: dict
    verdicts: dict


def names(newsroom):
    """The Names of what is public now, verdicts in the order of the scale, the rest by the alphabet. One query."""
    found = {noun: [] for noun in ("speaker", "event", "article", "topics", "verdict")}
    for noun, key, told in parts(newsroom):
        found[noun].append((key, told))
    return Names(
        **{f"{noun}s": by_name(found[noun]) for noun in ("speaker", "event", "article")},
        topics=topics_of(body for _key, body in found["topics"]),
        verdicts={key.rpartition(":")[2]: json.loads(told) for key, told in sorted(found["verdict"])},
    )


def parts(newsroom):
    """(noun, key, text) rows of all kinds in one query."""
    speakers = titled(Publication.objects.speakers(), "speaker", "subject", "name")
    events = titled(Publication.objects.events(), "event", "subject", "title")
    articles = titled(ArticleSheet.objects.filter(visible=True), "article", "public_id", "title")
    return speakers.union(events, articles, one_of_each_filing(), ratings(newsroom), all=True)


def titled(rows, noun, key, member):
    told = KeyTextTransform(member, Cast("body", JSONField()))
    return row(rows, noun, Cast(key, TextField()), Cast(told, TextField()))


def one_of_each_filing():
    """The newest claim of each set of topics: it tells how they are called."""
    filed = Publication.objects.claims().exclude(topics="").order_by().values("topics")
    newest = filed.annotate(newest=Max("sequence")).values("newest")
    return row(Publication.objects.filter(sequence__in=newest), "topics", F("topics"), F("body"))


def ratings(newsroom):
    place = Concat(
        Cast(F("scale__version") + 1000, CharField()), Value(":"),
        Cast(F("position") + 1000, CharField()), Value(":"), "slug", output_field=TextField(),
    )  # fmt: skip
    return row(Rating.objects.filter(scale__newsroom=newsroom), "verdict", place, Cast("label", TextField()))


def row(rows, noun, key, told):
    return rows.order_by().values_list(Value(noun, TextField()), key, told)


def by_name(found):
    """{UUID text: name} by the alphabet."""
    return {str(UUID(key)): name for key, name in sorted(found, key=lambda pair: pair[1].casefold())}


def topics_of(bodies):
    """{slug: {"id", "en"}} of the topics that finished records name, as the newest of them calls each."""
    records = sorted((json.loads(body) for body in bodies), key=lambda record: record["sequence"])
    called = {topic["slug"]: topic["label"] for record in records for topic in record["topics"]}
    return dict(sorted(called.items()))
