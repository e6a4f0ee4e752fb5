"""What was found beside what was claimed."""

import json
from decimal import Decimal

import pytest

from claims.actions import figures
from claims.actions.refusals import NotYou, Unacceptable
from claims.models import Figure
from tests.support.newsroom import draft, make_claim, publish

pytestmark = pytest.mark.django_db


def reviewed(article, people):
    claim = draft(make_claim(article, people.editor), people)
    figure = Figure.objects.create(
        claim=claim, value=18, of=27, unit="kelurahan", raw="18", start=claim.start, end=claim.end
    )
    return claim, figure


def test_what_was_found_is_published_with_its_source(article, people):
    claim, figure = reviewed(article, people)
    figures.find(figure, by=people.reviewer, value=Decimal("17.5"), of=Decimal(29), source=claim.sources.get())
    published = publish(claim, people)
    (part,) = json.loads(published.present().body)["figures"]
    assert part["found"] == {"value": 17.5, "of": 29, "source": 0}


def test_a_whole_needs_its_part(article, people):
    _claim, figure = reviewed(article, people)
    with pytest.raises(Unacceptable):
        figures.find(figure, by=people.reviewer, value=None, of=Decimal(29))


def test_a_source_of_another_claim_is_refused(article, people):
    claim, figure = reviewed(article, people)
    other = draft(
        make_claim(article, people.editor, quote="angka kemiskinan turun menjadi 6,2 persen pada 2023"), people
    )
    with pytest.raises(Unacceptable):
        figures.find(figure, by=people.reviewer, value=17, source=other.sources.get())
    figure.refresh_from_db()
    assert figure.found_value is None


def test_only_a_reviewer_finds(article, people):
    _claim, figure = reviewed(article, people)
    with pytest.raises(NotYou):
        figures.find(figure, by=people.editor, value=17)
