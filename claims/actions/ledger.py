"""Keeps the ledger's index of public figures: one row a figure of each claim's current record.

Called by publishing within the publication's transaction and under the sequence's lock, so that index and record cannot
part; `rebuild` makes all of it anew.
"""

import json
from datetime import date
from decimal import Decimal

from django.db import transaction

from claims.actions import named_measures
from claims.matching import scales
from claims.models import Publication, PublishedFigure, Sequence

SHOWN = ("published", "held")
NEWEST = 9999  # a year beyond this is no year


def follow(publication, record):
    """Makes the ledger say of the publication's claim what its new `record` says; nothing once it is withdrawn."""
    publication.claim.ledger.all().delete()
    if record["status"] in SHOWN and "figures" in record:
        PublishedFigure.objects.bulk_create(rows(publication, record))


def rows(publication, record):
    """The index rows of a record: of its figures, those that name what they measure."""
    found = []
    for position, figure in enumerate(record["figures"]):
        named = scales.measured(figure["unit"], figure["measure"], figure["subject"], record["language"])
        if named is None or figure["value"] is None:
            continue
        found.append(
            PublishedFigure(
                newsroom=publication.newsroom,
                publication=publication,
                claim=publication.claim,
                position=position,
                measure=named_measures.resolve(publication.newsroom, named),
                subject=named.subject[:200],
                subject_slug=scales.slug(named.subject, 100),
                value=decimal(figure["value"]),
                of=decimal(figure["of"]),
                unit=figure["unit"] or "",
                period=figure["period"] or "",
                year=year(figure, record),
            )
        )
    return found


def decimal(number):
    return None if number is None else Decimal(str(number))


def year(figure, record):
    """The year that a figure speaks of: its period's, else that of the words, the article or the publication."""
    told = scales.year_of(figure["period"])
    if told:
        return told
    for day in (record["said_on"], record["article"]["published_on"], record["published_at"]):
        if day:
            return date.fromisoformat(day[:10]).year
    return None


@transaction.atomic
def rebuild():
    """Makes the whole index anew from the current publications; returns how many figures it holds."""
    Sequence.objects.select_for_update(no_key=True).get(pk=1)
    PublishedFigure.objects.all().delete()
    for publication in Publication.objects.claims().select_related("claim", "newsroom").iterator(chunk_size=200):
        PublishedFigure.objects.bulk_create(rows(publication, json.loads(publication.body)))
    return PublishedFigure.objects.count()
