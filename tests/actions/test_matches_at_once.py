"""The index of earlier claims while several write at once: no deadlock, and in the end what a rebuild makes."""

from functools import partial

import pytest

from claims.actions import claims, decisions, matches, speakers, verdicts
from claims.models import MatchCount, words
from tests.actions.test_concurrency import at_once
from tests.actions.test_matches import right, sides
from tests.support.newsroom import correct, hold, make_article, make_claim, make_people, propose, publish, release

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

ROUNDS = 4
NOTICE = words("Ditinjau.", "Under review.")


@pytest.fixture
def scene():
    """Claims of one speaker: proposed ones, and one published for each of three steps that go on at once."""
    people = make_people()
    quotes = [f"klaim nomor {n} tercatat pada 20{n + 10}" for n in range(ROUNDS + 3)]
    article = make_article(people.editor, content="Kota. " + ". ".join(quotes))
    rows = [make_claim(article, people.editor, quote) for quote in quotes]
    return people, [publish(row, people) for row in rows[:3]], [propose(row, people) for row in rows[3:]]


def failed(done):
    return [one for one in done if isinstance(one, Exception)]


def test_publishing_correcting_holding_renaming_and_rebuilding(scene):
    people, (held, corrected, edited), proposed = scene
    for n, claim in enumerate(proposed):
        done = at_once(
            partial(verdicts.approve, claim, by=people.approver),
            partial(hold, held, people) if n % 2 == 0 else partial(release, held, people),
            partial(correct, corrected, people),
            partial(speakers.rename, edited.speaker, by=people.editor, name=f"Rahma {n}"),
            matches.rebuild,
        )
        assert not failed(done) and sides(claim) == ["desk", "public"]
    assert sides(held) == ["desk", "public"] and right()


def test_counting_twice_at_once(scene):
    assert at_once(matches.recount, matches.recount, matches.rebuild) == [10, 10, 10]
    assert MatchCount.objects.get(key="").count == 10


def test_the_last_of_two_steps_on_one_claim_stands(scene):
    people, (one, _two, _three), proposed = scene
    done = at_once(
        partial(decisions.hold, one, by=people.approver, notice=NOTICE),
        partial(verdicts.correct, one, by=people.reviewer, reason="Data baru"),
        partial(speakers.rename, one.speaker, by=people.editor, name="Ratih"),
        matches.rebuild,
    )
    assert not failed(done) and sides(one) == ["desk"]
    at_once(
        partial(claims.edit, one, by=people.editor, statement=words("Gerbang dibuka.")),
        partial(verdicts.approve, proposed[0], by=people.approver),
    )
    assert right()
