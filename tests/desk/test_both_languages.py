"""Whoever approves reads both languages, and is told which a machine wrote; so does the history, in words."""

import pytest

from claims.actions import lint, verdicts
from claims.models import words
from tests.desk.pages import desk, to
from tests.desk.pages import words as said
from tests.support.newsroom import draft, hold

pytestmark = pytest.mark.django_db

MARK = {"": "diterjemahkan mesin, belum dikonfirmasi", "/en": "translated by a machine, not confirmed"}


@pytest.fixture
def proposed(claim, people):
    """A proposal whose English, of the claim and of the verdict, is a machine's."""
    claim = draft(claim, people)
    claim.statement, claim.translated = words("Ada 18 kelurahan daring.", "18 kelurahan are online."), {"en": "machine"}
    claim.save()
    claim = verdicts.save(claim, by=people.reviewer, translated={"en"})
    return verdicts.propose(claim, by=people.reviewer)


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_approver_reads_both_and_sees_whose_they_are(language, proposed, people):
    told = said(desk(people.approver).get(language + to("claim", "change", proposed.pk)))
    texts = [proposed.label, proposed.statement, proposed.draft.summary]
    for text in (text for pair in texts for text in pair.values()):
        assert text in told
    assert told.count(MARK[language]) == 3  # label, statement, the texts of the verdict


def test_what_nobody_has_to_confirm_is_not_marked(claim, people):
    claim = verdicts.propose(draft(claim, people), by=people.reviewer)
    assert MARK[""] not in said(desk(people.approver).get(to("claim", "change", claim.pk)))


def test_the_finding_names_the_language_in_words(proposed):
    told = [str(one.sentence) for one in lint.findings(proposed, proposed.draft) if one.slug == "machine"]
    assert told and "Inggris" in told[0] and "“en”" not in told[0]


def test_the_history_has_no_codes_and_tells_the_notice_of_a_hold(proposed, people):
    claim = hold(verdicts.approve(proposed, by=people.approver), people)
    told = said(desk(people.reviewer).get(to("claim", "change", claim.pk)))
    assert "Terjemahan (Inggris): “oleh mesin, belum dikonfirmasi”" in told and "“machine”" not in told
    history = told[told.rindex("Riwayat") :]
    assert "Vonis ditinjau ulang." in history and "Verdict under review." in history
