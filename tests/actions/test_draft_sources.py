"""What a draft does with a source never reaches readers unapproved; what is withheld is withheld everywhere."""

import json

import pytest

from claims.actions import articles, captures, replies, sources, verdicts
from claims.models import Publication, Source, words
from claims.workflow import Public
from tests.actions.test_captures import answering
from tests.support.newsroom import draft, publish

pytestmark = pytest.mark.django_db

REASON = {"id": "Narasumber dilindungi.", "en": "The source is protected."}


def fetched(source, page="<p>Sebanyak 18 kelurahan telah daring.</p>" * 9):
    """Runs the source's waiting fetch; returns the source as it now is."""
    captures.run(source.captures.get(state="waiting").pk, fetch=answering(body=page))
    source.refresh_from_db()
    return source


def told(claim):
    """The public part of the claim's one source, after a revision for another reason."""
    replies.record(claim, by=claim.article.created_by, who="Rahma Wirasti", text="Tanggapan.")
    (part,) = json.loads(claim.present().body)["sources"]
    return part


@pytest.fixture
def copied(claim, people):
    """A published claim whose source is copied, and known in public as moved."""
    draft(claim, people)
    fetched(claim.sources.get())
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    claim.sources.update(state=Source.State.MOVED, checked_at=claim.published_at)
    assert told(claim)["state"] == "moved"
    return verdicts.correct(claim, by=people.reviewer, reason="Data baru")


def test_a_draft_that_goes_and_comes_back_takes_nothing_back(copied, people):
    source, before = copied.sources.get(), told(copied)
    first = source.url
    fetched(sources.edit(source, by=people.reviewer, url="https://example.org/lain"))
    assert told(copied) == before
    fetched(sources.edit(source, by=people.reviewer, url=first))
    assert told(copied) == before


def test_a_dropped_correction_puts_the_copy_back(copied, people):
    source = copied.sources.get()
    kept = captures.standing_of(source)
    fetched(sources.edit(source, by=people.reviewer, url="https://example.org/lain"), page="<p>Halaman lain.</p>" * 20)
    verdicts.drop_correction(copied, by=people.reviewer, reason="Tidak perlu")
    source.refresh_from_db()
    assert captures.standing_of(source) == kept


def test_an_address_drafted_for_a_withheld_source_stays_unknown(claim, people):
    draft(claim, people)
    source = claim.sources.get()
    source.captures.update(state="done")
    sources.withhold(source, by=people.reviewer, reason=REASON)
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    claim = verdicts.correct(claim, by=people.reviewer, reason="Data baru")
    before = told(claim)
    fetched(sources.edit(source, by=people.reviewer, url="https://example.org/rahasia"))
    assert told(claim) == before and before["archived"] is None


def test_a_source_withheld_later_is_withheld_in_what_was_published_before(claim, people):
    claim = publish(claim, people)
    source = claim.sources.get()
    secret = (source.url, source.title, source.excerpt)
    claim = verdicts.correct(claim, by=people.reviewer, reason="Narasumber terancam")
    sources.withhold(source, by=people.reviewer, reason=REASON)
    claim = verdicts.save(claim, by=people.reviewer, correction={"material": False, "note": words("Catatan.", "Note.")})
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    assert claim.public == Public.PUBLISHED
    for publication in Publication.objects.filter(claim=claim):
        assert not [words for words in secret if words in publication.body]
        (part,) = json.loads(publication.body)["sources"]
        assert part["withheld"] == REASON


def test_a_page_of_another_site_is_shown_as_excerpt(newsroom):
    display = articles.default_display
    assert display(newsroom, "", "https://berita.example.org/a") == "excerpt"
    assert display(newsroom, "", f"{newsroom.site_url()}/a") == display(newsroom, "") == "full"
    assert display(newsroom, "Harian", "") == "excerpt"


def test_the_passage_is_looked_for_with_the_words_as_they_are_at_the_end(claim, people):
    draft(claim, people)
    source = claim.sources.get()

    def slow(asked, **how):
        sources.edit(source, by=people.reviewer, excerpt="Halaman ini baru.")
        return answering(body="<p>Halaman ini baru.</p>" * 9)(asked, **how)

    capture = captures.run(source.captures.get().pk, fetch=slow)
    capture.refresh_from_db()
    assert capture.passage and all(part["start"] is not None for part in capture.passage)
