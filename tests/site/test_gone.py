"""Events and speakers none of whose claims is public any more: not listed, not shown, and no name told."""

import pytest

from claims.actions import articles, events, speakers
from claims.models import Publication, Speaker
from tests.site.pages import LANGUAGES, get, path_of, read, text
from tests.support import newsroom as made


@pytest.fixture
def claim(article, people, newsroom):
    """A published claim of the only article of a debate."""
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Kota Seruni")
    articles.describe(article, by=people.editor, event=event)
    article.refresh_from_db()
    return made.publish(made.make_claim(article, people.editor), people)


def both(claim):
    return path_of("events", claim.article.event), path_of("speakers", claim.speaker)


@pytest.mark.parametrize("language", LANGUAGES)
def test_their_pages_are_gone_after_the_last_withdrawal_and_name_nobody(claim, people, language):
    for path in both(claim):
        get(language + path)
    made.withdraw(claim, people)
    for path in both(claim):
        page = read(language + path, status=410)
        assert "Rahma" not in str(page) and "Debat" not in str(page)
        assert page.main.select_one("a")["href"] == f"{language}/corrections/"


def test_a_claim_under_review_keeps_them(claim, people):
    made.hold(claim, people)
    for path in both(claim):
        assert "Under review" in text(read(f"/en{path}").main)


def test_they_come_back_with_the_next_claim(claim, people):
    made.withdraw(claim, people)
    made.publish(made.make_claim(claim.article, people.editor, quote="angka kemiskinan"), people)
    for path in both(claim):
        get(path)


def test_one_that_was_never_public_is_not_there(newsroom, people):
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat")
    speaker = Speaker.objects.create(newsroom=newsroom, name="Bima Lesmana")
    get(path_of("events", event), status=404)
    get(path_of("speakers", speaker), status=404)


def test_a_speaker_merged_away_still_leads_to_the_other(claim, people, newsroom):
    new = Speaker.objects.create(newsroom=newsroom, name="Rahma W.")
    speakers.merge(claim.speaker, into=new, by=people.editor, reason="Orang yang sama")
    assert get(path_of("speakers", claim.speaker), status=301)["Location"] == path_of("speakers", new)
    assert [sheet.subject for sheet in Publication.objects.speakers()] == [new.public_id]


def test_a_copy_of_a_page_that_is_gone_is_confirmed_until_something_happens(claim, people):
    made.withdraw(claim, people)
    for path in (*both(claim), path_of("claims", claim), path_of("articles", claim.article)):
        response = get(path, status=410)
        assert response["Cache-Control"] == "public, no-cache"
        assert get(path, status=304, if_none_match=response["ETag"])["ETag"] == response["ETag"]
    made.publish(made.make_claim(claim.article, people.editor, quote="angka kemiskinan"), people)
    get(path_of("claims", claim), status=410, if_none_match=get(path_of("claims", claim), status=410)["ETag"] + "x")
