"""In the silence window of an election readers find no tally of those who stand in it, and read why and until when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import articles, claims, events, silences
from tests.site.pages import path_of, read, text
from tests.support import newsroom as made

HOUR = timedelta(hours=1)
SENTENCES = {
    "": "Penghitungan dijeda selama masa tenang Pilwalkot Seruni 2024, sampai",
    "/en": "Counting is paused during the silence window of Pilwalkot Seruni 2024, until",
}


@pytest.fixture
def debated(article, people, newsroom):
    """A published, confirmed claim of a participant in a debate of the election."""
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat", election="Pilwalkot Seruni 2024")
    articles.describe(article, by=people.editor, event=event)
    article.refresh_from_db()
    claim = made.make_claim(article, people.editor)
    claim = claims.edit(claim, by=people.editor, attribution="confirmed", attribution_at="00:12")
    events.add_participant(event, by=people.editor, speaker=claim.speaker, ballot_number=1)
    return made.publish(claim, people)


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("noun", ["speakers", "events"])
def test_no_tally_while_the_window_is_open(noun, language, debated, people, newsroom):
    row = debated.speaker if noun == "speakers" else debated.article.event
    address = language + path_of(noun, row)
    assert read(address).select(".counts li") and not read(address).select(".paused")
    now = timezone.now()
    window = silences.create(
        by=people.approver,
        newsroom=newsroom,
        election="pilwalkot seruni 2024",
        starts_at=now - HOUR,
        ends_at=now + HOUR,
    )
    page = read(address)
    assert not page.select(".counts") and page.select(".item, .line"), "the claims stay, their count does not"
    assert text(page.select_one(".paused")).casefold().startswith(SENTENCES[language].casefold())
    silences.lift(window, by=people.approver, reason="Ditunda")
    assert read(address).select(".counts li") and not read(address).select(".paused")
