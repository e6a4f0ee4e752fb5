"""Steps that meet at the same moment: none is lost, none deadlocks. On PostgreSQL; SQLite takes writers one by one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from claims.actions import articles, claims, decisions, events, extraction, jobs, speakers, verdicts
from claims.actions.refusals import Refused
from claims.models import Extraction, words
from tests.support.newsroom import make_article, make_claim, make_people, propose, publish

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

ROUNDS = 6
QUOTES = [f"klaim nomor {n} tercatat pada 20{n + 10}" for n in range(ROUNDS)]


def at_once(*steps):
    """Runs the steps in threads of their own, each to its end or its refusal; any other error is raised."""

    def run(step):
        try:
            return step()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


@pytest.fixture
def scene():
    """An article of a public debate with claims proposed, and one published already."""
    people = make_people()
    article = make_article(people.editor, content="Kota. " + ". ".join([*QUOTES, "Sudah terbit 5 klaim"]))
    event = events.create(by=people.editor, newsroom=article.newsroom, title="Debat Pertama")
    article = articles.describe(article, by=people.editor, event=event)
    public = publish(make_claim(article, people.editor, "Sudah terbit 5 klaim"), people)
    proposed = [propose(make_claim(article, people.editor, quote), people) for quote in QUOTES]
    return people, article, event, public, proposed


def test_details_of_an_article_beside_the_brake(scene):
    people, article, _event, public, proposed = scene
    for n, claim in enumerate(proposed):
        at_once(
            lambda n=n: articles.describe(article, by=people.editor, publisher=f"Harian {n}"),
            lambda claim=claim: verdicts.approve(claim, by=people.approver),
            lambda: decisions.hold(public, by=people.approver, notice=words("Ditinjau.", "Under review.")),
        )
        claim.refresh_from_db()
        assert claim.public == "published"
    public.refresh_from_db()
    assert public.public == "held"


def test_details_of_an_event_and_a_speaker_beside_approvals(scene):
    people, _article, event, public, proposed = scene
    for n, claim in enumerate(proposed):
        done = at_once(
            lambda n=n: events.describe(event, by=people.editor, title=f"Debat ke-{n}"),
            lambda n=n: speakers.rename(public.speaker, by=people.editor, name=f"Rahma {n}"),
            lambda claim=claim: verdicts.approve(claim, by=people.approver),
        )
        assert not [one for one in done if isinstance(one, Exception)]


def test_the_engine_beside_the_desk(scene):
    people, article, _event, _public, _proposed = scene
    row = Extraction.objects.get(text=article.current_text)
    for _round in range(3):
        jobs.start_over(row)
        extraction.run(row.pk)
        row.refresh_from_db()
        suggested = article.claims.filter(work="extracted")
        jobs.start_over(row)
        at_once(lambda: extraction.run(row.pk), *(lambda c=c: claims.queue(c, by=people.editor) for c in suggested))
        row.refresh_from_db()
        assert row.state == "done"
    spans = list(article.claims.exclude(extracted_start=None).values_list("extracted_start", "extracted_end"))
    assert len(spans) == len(set(spans))
