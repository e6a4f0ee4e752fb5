"""Earlier claims as the desk and partners are told of them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions import claims, earlier, matches, speakers
from claims.models import Claim, ExternalCheck, MatchDecision, Newsroom, words
from tests.support import newsroom as desk

pytestmark = pytest.mark.django_db

SAID = "18 dari 27 kelurahan sudah daring"
MOST_QUERIES = 14


@pytest.fixture
def later(people):
    """Says of a newer article, by default by another speaker, the same as `published` does."""

    def say(quote=SAID, speaker="Bagus Lintang", label=None, **fields):
        number = Claim.objects.count()
        content = f"{desk.TEXT}\nPutaran {number}. “{quote},” kata {speaker}.\n"
        article = desk.make_article(people.editor, content, f"Putaran {number}")
        claim = desk.make_claim(article, people.editor, quote, speaker, label or words(quote))
        claim = claims.edit(claim, by=people.editor, **fields) if fields else claim
        return Claim.objects.get(pk=claim.pk)

    return say


def external(newsroom, claim=SAID, **fields):
    now = timezone.now()
    fields = {"key": claim, "publisher": "Cek Contoh", "site": "cek.example.org", "language": "id"} | fields
    fields |= {"url": "https://cek.example.org/1", "first_seen": now, "last_seen": now}
    row = ExternalCheck.objects.create(newsroom=newsroom, claim=claim, **fields)
    matches.follow_check(row)
    return row


def decide(claim, decision, people, **other):
    now = timezone.now()
    return MatchDecision.objects.create(claim=claim, decision=decision, by=people.reviewer, at=now, **other)


def rows(found):
    return [one.row for one in found]


def test_an_earlier_check_is_found_with_its_kind_and_record(published, later, people):
    [found] = earlier.checks(later())
    assert (found.kind, found.row, found.publication) == ("claim", published, published.publication)
    assert found.match.kind == "same" and {"same_figure", "other_speaker"} <= set(found.match.reasons)
    [found] = earlier.checks(later("30 dari 50 kelurahan sudah daring"))
    assert found.match.kind == "other_figure"
    assert found.match.figures[0][:2] == ("30 dari 50", "18 dari 27")


def test_a_claim_is_not_its_own_precedent(published):
    assert earlier.checks(published) == earlier.precedents(published) == earlier.repeats(published).rows == []


def test_who_speaks_is_asked_when_it_is_asked(published, later, people):
    claim = later(speaker="Rahma Wirasti")
    assert "same_speaker" in earlier.repeats(claim).rows[0].match.reasons
    speakers.rename(claim.speaker, by=people.editor, name="Ratih Wirasti")
    claim = Claim.objects.get(pk=claim.pk)
    assert "same_speaker" in earlier.repeats(claim).rows[0].match.reasons
    assert "same_speaker" in earlier.checks(claim)[0].match.reasons


def test_checks_of_others_are_those_of_its_own_newsroom(later, newsroom):
    mine = external(newsroom)
    external(Newsroom.objects.create(slug="lain", name="Redaksi Lain"))
    [found] = earlier.checks(later())
    assert (found.kind, found.row, found.publication) == ("external", mine, None)


def test_public_claims_of_every_newsroom_are_precedents_but_no_repeats(published, later):
    claim = later()
    other = Newsroom.objects.create(slug="lain", name="Redaksi Lain")
    Claim.objects.filter(pk=claim.pk).update(newsroom=other)
    claim = Claim.objects.get(pk=claim.pk)
    assert rows(earlier.checks(claim)) == rows(earlier.precedents(claim)) == [published]
    assert earlier.repeats(claim).rows == []


def test_held_and_withdrawn_claims_are_no_precedents(published, later, people):
    claim = later()
    held = desk.hold(published, people)
    assert earlier.checks(claim) == earlier.precedents(claim) == []
    assert rows(earlier.repeats(claim).rows) == [published]  # said it was, whatever becomes of the verdict
    desk.withdraw(held, people)
    assert earlier.repeats(claim).rows == []  # a claim taken back for good was never said


def test_repeats_are_newest_first_with_their_first_day(published, later, people):
    late = later(said_on=date(2024, 5, 2))
    early = later(said_on=date(2023, 1, 9))
    claim = later(said_on=date(2025, 1, 1))
    later("Gerbang pasar akan dibuka 3 jam lebih awal")
    claims.dismiss(later(said_on=date(2001, 1, 1)), by=people.editor, dismissal="trivial")
    found = earlier.repeats(claim)
    assert rows(found.rows) == [late, early, published] and found.since == date(2023, 1, 9)
    assert earlier.repeats(later("Warga menanam 40 pohon mangga")).since is None


def test_a_reviewer_has_the_last_word(published, later, people):
    claim, far = later(), later("Warga menanam 40 pohon mangga")
    decide(claim, "rejected", people, other=published)
    assert [one.rejected for one in earlier.checks(claim)] == [True] and earlier.precedents(claim) == []
    decide(far, "linked", people, other=published)
    for found in (earlier.checks(far), earlier.precedents(far), earlier.repeats(far).rows):
        assert rows(found) == [published] and found[0].linked
    assert far in rows(earlier.repeats(published).rows)  # on the other's page too


def test_rejected_ones_come_last(published, later, newsroom, people):
    other, claim = external(newsroom), later()
    nearest = earlier.checks(claim)[0]
    decide(claim, "rejected", people, **{"other" if nearest.kind == "claim" else "external": nearest.row})
    found = earlier.checks(claim)
    assert [one.rejected for one in found] == [False, True] and found[1].row == nearest.row
    assert {published, other} == set(rows(found))


def test_many_checks_of_others_crowd_out_none_of_ours(published, later, newsroom):
    for n in range(12):
        external(newsroom, key=f"same {n}")
    for n in range(8):
        external(newsroom, key=f"other {n}", site=f"{n}.example.org")
    found = earlier.checks(later())
    assert rows(found)[0] == published and len(found) == 6
    assert len({one.row.site for one in found[1:]}) == 5


def test_what_left_the_lists_meanwhile_is_not_shown(later, newsroom):
    row = external(newsroom)
    ExternalCheck.objects.filter(pk=row.pk).update(removed_at=timezone.now())  # its entry is still there
    assert earlier.checks(later()) == []


def test_another_figure_of_the_desk_is_contrary_until_it_is_public_or_decided_of(later, people):
    other = later("30 dari 50 kelurahan sudah daring", speaker="Citra Dewi")
    claim = later("20 dari 50 kelurahan sudah daring")
    [found] = earlier.repeats(claim).contrary
    assert (found.row, found.publication, found.match.figures[0][:2]) == (other, None, ("20 dari 50", "30 dari 50"))
    assert rows(earlier.repeats(other).contrary) == [claim]
    row = decide(claim, "rejected", people, other=other)
    assert earlier.repeats(other).contrary == []
    row.delete()
    desk.publish(other, people)
    assert earlier.repeats(claim).contrary == [] and rows(earlier.checks(claim)) == [other]


def test_the_articles_day_stands_where_none_was_said(published, later):
    claim = later()
    type(claim.article).objects.filter(pk=published.article_id).update(published_on=date(2024, 3, 1))
    assert earlier.repeats(claim).since == date(2024, 3, 1)


def test_what_another_newsroom_decided_is_its_own(published, later, people):
    claim = later()
    decide(claim, "linked", people, other=published)
    Claim.objects.filter(pk=claim.pk).update(newsroom=Newsroom.objects.create(slug="lain", name="Redaksi Lain"))
    matches.follow_claim(claim)
    assert earlier.repeats(published).rows == []


def test_partners_see_public_records_only(published, later, newsroom, people):
    external(newsroom)
    later()
    desk.correct(published, people)
    [(publication, match)] = earlier.for_text(f"Katanya {SAID}.", "id")
    assert publication == Claim.objects.get(pk=published.pk).publication and match.kind == "same"
    desk.hold(Claim.objects.get(pk=published.pk), people)
    assert earlier.for_text(SAID, "id") == []


@pytest.mark.parametrize("text", ["", "…", "\ud800", "\0", "daring " * 100_000, "a" * 100_000])
@pytest.mark.parametrize("language", ["id", "xx"])
def test_any_text_may_be_asked(published, text, language):
    assert len(earlier.for_text(text, language)) <= 1


def test_a_misspelt_word_is_found(published):
    matches.recount()
    assert rows_of(earlier.for_text("kelurahaan daringg", "id")) == [published]
    assert earlier.for_text("Zxqwv", "id") == []


def rows_of(found):
    return [publication.claim for publication, _match in found]


def test_a_question_takes_few_queries_however_many_claims_there_are(published, later, newsroom):
    claim = later()
    external(newsroom)
    assert max(asked(claim)) <= MOST_QUERIES
    few = asked(claim)
    for _ in range(4):
        later()
    matches.recount()
    assert asked(claim) <= few


def asked(claim):
    """The numbers of queries of each question."""
    numbers = []
    for question in (earlier.checks, earlier.repeats, earlier.precedents):
        fresh = Claim.objects.get(pk=claim.pk)
        with CaptureQueriesContext(connection) as queries:
            assert question(fresh)
        numbers.append(len(queries))
    with CaptureQueriesContext(connection) as queries:
        assert earlier.for_text(SAID, "id")
    return [*numbers, len(queries)]
