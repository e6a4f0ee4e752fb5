"""Days on which an article may have been published."""

from datetime import date

import pytest
from django.utils import timezone

from claims.actions import articles
from claims.actions.refusals import Unacceptable
from claims.models import Article


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31)])
def test_a_day_before_1900_is_refused_and_nothing_changes(article, newsroom, people, day):
    with pytest.raises(Unacceptable) as refused:
        articles.submit(by=people.editor, newsroom=newsroom, body="Sebuah teks.", title="Judul", published_on=day)
    assert (refused.value.field, Article.objects.count()) == ("published_on", 1)
    with pytest.raises(Unacceptable):
        articles.describe(article, by=people.editor, published_on=day)
    assert Article.objects.get().published_on is None


@pytest.mark.parametrize("day", [date(1900, 1, 1), timezone.localdate()])
def test_others_are_taken(article, people, day):
    assert articles.describe(article, by=people.editor, published_on=day).published_on == day
