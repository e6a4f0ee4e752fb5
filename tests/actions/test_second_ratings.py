"""Blind second ratings: who may rate, what two or three ratings come to, and from whom the verdict is kept."""

import pytest

from claims.actions import claims, newsrooms, second_ratings, verdicts
from claims.actions.refusals import NotNow, NotYou, SecondPersonNeeded, Unacceptable
from claims.models import AuditEntry, Newsroom, Notice, SecondRating, words
from claims.models.second_ratings import Outcome, outcome_of
from claims.workflow import Role, Work
from tests.support.newsroom import draft, make_person, propose

pytestmark = pytest.mark.django_db

FIRST = "mostly-true"  # what the factories propose


@pytest.fixture
def proposed(claim, people, newsroom):
    newsrooms.describe(newsroom, by=people.approver, blind_rating=True)
    claim.newsroom.refresh_from_db()
    return propose(claim, people)


def rating(claim, slug):
    return claim.newsroom.scales.first().ratings.get(slug=slug)


def rate(claim, by, slug, **rest):
    return second_ratings.rate(claim, by=by, rating=rating(claim, slug), **rest)


@pytest.mark.parametrize(
    ("others", "outcome"),
    [("", "open"), ("a", "agreed"), ("b", "open"), ("ba", "first"), ("bb", "second"), ("bc", "split")],
)
def test_two_of_three(others, outcome):
    assert outcome_of("a", list(others)) == Outcome(outcome)


def test_a_proposal_waits_for_its_second_rating(proposed, people):
    with pytest.raises(NotNow) as refused:
        verdicts.approve(proposed, by=people.approver)
    assert refused.value.code == "unrated"
    rate(proposed, people.second_approver, FIRST, reason="Sama dengan laporan.")
    entry = AuditEntry.objects.last()
    assert (entry.verb, entry.by, entry.claim) == ("rate", people.second_approver, proposed)
    assert verdicts.approve(proposed, by=people.second_approver).public == "published"  # who rated may approve
    vote = SecondRating.objects.get()
    assert (vote.position, vote.first_rating, vote.rating.slug) == (2, vote.rating, FIRST)


def test_who_wrote_or_rated_it_gives_no_further_rating(proposed, people):
    helper, all_roles = make_person("helper", Role.REVIEWER), make_person("all", is_superuser=True)
    proposed = verdicts.send_back(proposed, by=people.approver, reason="Tambah sumber")
    verdicts.save(proposed, by=helper, summary=words("Ditulis pembantu.", "By the helper."))
    verdicts.save(proposed, by=people.reviewer, summary=words("Ditulis pemeriksa.", "By the reviewer."))
    verdicts.propose(proposed, by=people.reviewer)
    for person in (helper, people.reviewer):
        with pytest.raises(NotYou):
            rate(proposed, person, FIRST)
    rate(proposed, all_roles, "false")
    with pytest.raises(NotYou):
        rate(proposed, all_roles, FIRST)
    assert SecondRating.objects.count() == 1


def test_an_editor_does_not_rate_and_a_rating_is_needed(proposed, people):
    with pytest.raises(NotYou):
        rate(proposed, people.editor, FIRST)
    with pytest.raises(Unacceptable):
        second_ratings.rate(proposed, by=people.approver, rating=None)


def test_the_third_decides_for_the_first(proposed, people):
    rate(proposed, people.approver, "false")
    with pytest.raises(NotNow):
        verdicts.approve(proposed, by=people.second_approver)
    rate(proposed, people.second_approver, FIRST)
    assert verdicts.approve(proposed, by=people.approver).public == "published"


@pytest.mark.parametrize(("third", "says"), [("false", "Dua dari tiga penilai menyimpulkan: Salah."), ("true", "Tiga")])
def test_the_third_sends_it_back_into_review(third, says, proposed, people):
    rate(proposed, people.approver, "false")
    back = rate(proposed, people.second_approver, third)
    draft = back.draft
    draft.refresh_from_db()
    assert (back.work, draft.proposed_by, draft.rating.slug) == (Work.IN_REVIEW, None, FIRST)
    entry = AuditEntry.objects.last()
    assert entry.verb == "overturn" and entry.reason.startswith(says)
    told = Notice.objects.filter(to=people.reviewer, kind=Notice.Kind.SENT_BACK, claim=proposed).get()
    assert told.words == entry.reason
    # Proposed with the outcome, it is rated anew all the same.
    again = verdicts.propose(verdicts.save(back, by=people.reviewer, rating=rating(back, "false")), by=people.reviewer)
    with pytest.raises(NotNow):
        verdicts.approve(again, by=people.approver)
    rate(again, people.approver, "false")
    assert verdicts.approve(again, by=people.second_approver).live.rating.slug == "false"
    assert SecondRating.objects.count() == 3


def test_turned_off_it_is_as_before(proposed, people, newsroom):
    newsrooms.describe(newsroom, by=people.approver, blind_rating=False)
    assert verdicts.approve(proposed, by=people.approver).public == "published"


def test_who_rated_still_approves_nothing_of_their_own(claim, people, newsroom):
    newsrooms.describe(newsroom, by=people.approver, blind_rating=True)
    both = make_person("both", Role.REVIEWER, Role.APPROVER)
    draft(claim, people)
    verdicts.propose(claim, by=both)
    rate(claim, people.approver, FIRST)
    with pytest.raises(SecondPersonNeeded):
        verdicts.approve(claim, by=both)


def test_from_whom_the_verdict_is_kept(claim, people, newsroom):
    """From each who may still rate, while it is written and while it waits; from nobody once the round is over."""
    newsrooms.describe(newsroom, by=people.approver, blind_rating=True)
    other, root = make_person("other", Role.REVIEWER), make_person("root", is_superuser=True)

    def blind():
        row = type(claim).objects.get(pk=claim.pk)
        everybody = (people.editor, people.reviewer, other, people.approver, people.second_approver, root)
        return {person.username for person in everybody if second_ratings.blind_for(row, person)}

    assert blind() == set()
    draft(claim, people)
    assert blind() == {"other", "approver", "second", "root"}
    verdicts.propose(claim, by=people.reviewer)
    assert blind() == {"other", "approver", "second", "root"}
    rate(claim, root, "false")
    assert blind() == {"other", "approver", "second"}
    rate(claim, other, FIRST)
    assert blind() == set()


def test_nothing_is_kept_where_it_is_turned_off(claim, people):
    draft(claim, people)
    assert not second_ratings.blind_for(claim, people.approver)
    assert second_ratings.kept_from(people.approver) == []


def test_only_an_approver_turns_it_on(people, newsroom):
    with pytest.raises(NotYou):
        newsrooms.describe(newsroom, by=people.reviewer, blind_rating=True)
    assert not Newsroom.objects.get(pk=newsroom.pk).blind_rating


def test_a_colleague_to_whom_it_is_assigned_sees_the_draft(claim, people, newsroom):
    newsrooms.describe(newsroom, by=people.approver, blind_rating=True)
    other = make_person("other", Role.REVIEWER)
    drafted = draft(claim, people)
    assert second_ratings.blind_for(drafted, other)
    claims.assign(drafted, by=people.editor, to=other)
    drafted.refresh_from_db()
    assert not second_ratings.blind_for(drafted, other)


def asked(kind):
    """Who has an unread notice of this kind."""
    return sorted(Notice.objects.unread().filter(kind=kind).values_list("to__username", flat=True))


def test_raters_are_asked_first_and_approvers_once_it_may_be_approved(proposed, people):
    assert (asked("rating"), asked("proposal")) == (["approver", "second"], [])
    rate(proposed, people.approver, FIRST)
    assert (asked("rating"), asked("proposal")) == ([], ["approver", "second"])
