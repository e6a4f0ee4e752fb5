"""What readers learn of whom the newsroom asked, and of a machine's translation."""

import json

import pytest

from claims.actions import confirmations, verdicts
from claims.models import Publication
from tests.site.pages import path_of, read, text
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db


def test_readers_see_whom_we_asked_and_what_they_said(claim, people):
    told = {"by": people.reviewer, "question": "Rahasia dapur?"}
    row = confirmations.ask(claim, to="Tim Rahma", channel="email", **told)
    confirmations.answer(row, by=people.reviewer, answer="Dari laporan\n2023.")
    confirmations.ask(claim, to="Dinas Kominfo", channel="phone", **told)
    claim = made.publish(claim, people)
    page = read(path_of("claims", claim))
    first, second = (text(one) for one in page.select('section[aria-labelledby="asked"] figure'))
    assert first.startswith("Kami menghubungi Tim Rahma lewat surel") and "dijawab" in first
    assert page.select_one('section[aria-labelledby="asked"] blockquote').get_text() == "Dari laporan\n2023."
    assert second.startswith("Kami menelepon Dinas Kominfo") and "belum menjawab hingga klaim ini terbit" in second
    assert "Rahasia dapur" not in page.get_text()
    english = text(read("/en" + path_of("claims", claim)).main)
    assert "We called Dinas Kominfo" in english and "no answer by the time of publication" in english


def test_a_held_claim_tells_none_of_it(claim, people):
    confirmations.ask(claim, by=people.reviewer, to="Tim Rahma", channel="email", question="Benar?")
    claim = made.hold(made.publish(claim, people), people)
    assert not read(path_of("claims", claim)).select('section[aria-labelledby="asked"]')


def test_a_record_older_than_confirmations_still_has_its_page(published):
    publication = published.present()
    record = json.loads(publication.body)
    del record["confirmations"]
    Publication.objects.filter(pk=publication.pk).update(body=json.dumps(record))
    page = read(path_of("claims", published))
    assert page.select_one(".panel-verdict") and not page.select('section[aria-labelledby="asked"]')


def test_an_explanation_of_the_machine_is_marked_in_its_language_only(claim, people):
    claim = made.draft(claim, people)
    verdicts.save(claim, by=people.reviewer, translated={"en"})
    claim.refresh_from_db()
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    assert "not yet confirmed by an editor" in text(read("/en" + path_of("claims", claim)).main)
    assert "Terjemahan mesin" not in text(read(path_of("claims", claim)).main)
