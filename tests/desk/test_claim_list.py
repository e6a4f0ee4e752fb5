"""The list of claims: the order in which they wait, and where the address of a claim that was merged away leads."""

import pytest
from django.utils import timezone

from claims.actions import spans
from claims.models import Claim, Newsroom
from tests.desk.pages import desk, to, words
from tests.support.newsroom import make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(claim, article, people):
    return claim, make_claim(article, people.editor, quote="Indeks layanan digital kami 3,41")


def listed(person, query):
    return [row.pk for row in desk(person).get(to("claim", "changelist") + query).context["cl"].result_list]


@pytest.mark.parametrize("query", ["?work=queued", "?waiting=take"])
def test_what_waited_longest_comes_first_in_a_queue_and_last_among_all(query, two, people):
    old, new = two
    Claim.objects.filter(pk=old.pk).update(worked_at=timezone.now() - timezone.timedelta(days=3))
    assert listed(people.reviewer, query) == [old.pk, new.pk]
    assert listed(people.reviewer, "") == [new.pk, old.pk]


def test_the_address_of_a_claim_merged_away_leads_to_the_one_that_stayed(two, people):
    keep, gone = two
    spans.merge(keep, gone, by=people.editor)
    left, stayed = to("claim", "change", gone.pk), to("claim", "change", keep.pk)
    for language in ("", "/en"):
        answer = desk(people.reviewer).get(language + left, follow=True)
        assert answer.redirect_chain == [(language + stayed, 302)]
    assert "is part of this claim now: the two were merged." in words(answer)


def test_merged_twice_leads_to_the_last_and_never_into_another_newsroom(two, article, people):
    keep, gone = two
    third = make_claim(article, people.editor, quote="6,2 persen")
    spans.merge(keep, gone, by=people.editor)
    spans.merge(third, Claim.objects.get(pk=keep.pk), by=people.editor)
    stayed = Claim.objects.get(superseded_by=None)
    assert desk(people.reviewer).get(to("claim", "change", gone.pk)).url == to("claim", "change", stayed.pk)
    people.reviewer.newsroom = Newsroom.objects.create(slug="lain", name="Redaksi lain")
    people.reviewer.save()
    assert desk(people.reviewer).get(to("claim", "change", gone.pk)).status_code == 404
