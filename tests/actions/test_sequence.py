"""The change sequence is gapless and in commit order under concurrent writers, with rollbacks among them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from claims.actions import publishing, verdicts
from claims.actions.refusals import Refused
from claims.models import Publication, Sequence
from tests.support.newsroom import make_article, make_claim, make_people, propose

WRITERS, ROUNDS = 6, 5


class Regret(Exception):
    pass


def in_threads(work, jobs):
    def run(job):
        try:
            return work(job)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, jobs))


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_where_writers_roll_back():
    def take(job):
        try:
            with transaction.atomic():
                number = publishing.next_sequence()
                if job % 3 == 0:
                    raise Regret
                return number
        except Regret:
            return None

    taken = [number for number in in_threads(take, range(WRITERS * ROUNDS)) if number]
    assert sorted(taken) == list(range(1, WRITERS * ROUNDS * 2 // 3 + 1))
    assert Sequence.objects.get().value == len(taken)


@pytest.mark.django_db(transaction=True)
def test_concurrent_approvals_publish_each_claim_once_in_order():
    people = make_people()
    words = [f"klaim nomor {n} tercatat" for n in range(WRITERS)]
    article = make_article(people.editor, content=". ".join(words))
    claims = [propose(make_claim(article, people.editor, quote), people) for quote in words]
    twice = [claim for claim in claims for _again in range(2)]

    def approve(claim):
        try:
            return verdicts.approve(claim, by=people.approver)
        except Refused:
            return None

    approved = [claim for claim in in_threads(approve, twice) if claim]
    assert sorted(claim.pk for claim in approved) == [claim.pk for claim in claims]
    rows = list(Publication.objects.order_by("sequence").values_list("sequence", "at"))
    assert [sequence for sequence, _at in rows] == list(range(1, len(rows) + 1))
    assert Publication.objects.filter(claim__isnull=False).count() == WRITERS
