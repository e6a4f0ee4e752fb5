"""An article by its address: brought by the worker, kept as it came, taken in like a paste, or told why not."""

import pytest
from django.utils import timezone

from claims import net
from claims.actions import articles, fetches, jobs
from claims.actions.refusals import NotNow, NotYou, Unacceptable
from claims.models import Article, Event, Fetch, Intake, Newsroom
from tests.actions import documents

pytestmark = pytest.mark.django_db


def request(people, url, **details):
    return fetches.request(by=people.editor, newsroom=Newsroom.objects.default(), url=url, fields={}, **details)


def run(fetch):
    Fetch.objects.filter(pk=fetch.pk).update(next_try_at=timezone.now())
    fetches.run(fetch.pk)
    return Fetch.objects.select_related("intake__article").get(pk=fetch.pk)


def test_a_page_is_kept_as_it_came_and_becomes_an_article(people, web):
    url = web.put("/debat", documents.page())
    fetch = run(request(people, url))
    intake, article = fetch.intake, fetch.intake.article
    assert (fetch.state, fetch.status, fetch.final_url) == ("done", 200, url)
    assert bytes(intake.body) == documents.page() and intake.outcome == "accepted"
    assert (article.title, article.publisher, article.url) == ("Debat di Balai Kota", "Kabar Contoh", url)
    assert bytes(article.current_text.received) == documents.page()
    assert "18 dari 27 kelurahan sudah daring" in article.current_text.content
    assert article.created_by == people.editor


def test_what_the_person_wrote_stands(people, web):
    event = Event.objects.create(newsroom=Newsroom.objects.default(), title="Debat pertama")
    day = timezone.datetime(2024, 11, 7).date()
    details = {"title": "Judul kami", "published_on": day, "event": event, "language": "id", "display": "link"}
    article = run(request(people, web.put("/debat", documents.page()), **details)).intake.article
    assert {name: getattr(article, name) for name in details} == details


def test_a_file_may_stand_at_an_address(people, web):
    fetch = run(request(people, web.put("/naskah", documents.pdf(), kind="application/octet-stream")))
    assert fetch.intake.article.current_text.media_type == "application/pdf"


@pytest.mark.parametrize(("status", "state"), [(404, "failed"), (403, "failed"), (500, "waiting"), (429, "waiting")])
def test_an_answer_that_is_no_page_is_told_and_only_some_are_tried_again(status, state, people, web):
    fetch = run(request(people, web.put("/x", "tidak ada", status=status)))
    assert fetch.state == state and str(status) in fetch.intake.words["id"] and str(status) in fetch.intake.words["en"]
    assert fetch.intake.outcome == ("refused" if state == "failed" else "received")
    assert not Article.objects.exists()


def test_a_server_that_stays_away_is_given_up_and_may_be_asked_again(people, web):
    url = web.put("/debat", "sibuk", status=503)
    fetch = request(people, url)
    for _attempt in range(jobs.MAX_ATTEMPTS):
        fetch = run(fetch)
    assert (fetch.state, fetch.intake.problem) == ("failed", "fetch")
    web.put("/debat", documents.page())
    fetch = run(fetches.again(fetch, by=people.editor))
    assert fetch.intake.article and (fetch.intake.problem, fetch.intake.words) == ("", {})


def test_only_what_failed_is_asked_again_and_only_by_an_editor(people, web):
    fetch = run(request(people, web.put("/debat", documents.page())))
    with pytest.raises(NotNow):
        fetches.again(fetch, by=people.editor)
    with pytest.raises(NotYou):
        fetches.again(fetch, by=people.reviewer)


def test_addresses_inside_are_never_asked(people, settings):
    settings.NET_FETCH = True
    fetch = run(request(people, "http://10.0.0.1/berita"))
    assert (fetch.state, fetch.intake.problem) == ("failed", "fetch")
    assert fetch.intake.words == {code: fetches.said(net.RefusedAddress(), code) for code in ("id", "en")}


@pytest.mark.parametrize(
    ("body", "kind", "problem"),
    [
        (documents.binary(), "image/png", "unreadable"),
        (
            documents.page().replace(b"Debat di Balai Kota", b"").replace(b"Kabar Contoh | Debat", b""),
            "text/html",
            "title",
        ),
    ],
)
def test_what_cannot_be_taken_in_is_kept_with_the_reason(body, kind, problem, people, web):
    intake = run(request(people, web.put("/x", body, kind=kind))).intake
    assert (intake.outcome, intake.problem) == ("refused", problem) and bytes(intake.body) == body


def test_a_version_of_a_known_article_is_not_taken_in_unasked(people, web):
    known = articles.submit(by=people.editor, newsroom=Newsroom.objects.default(), body=documents.TEXT, title="Debat")
    intake = run(request(people, web.put("/debat", documents.page((*documents.LINES, "Tamat."))))).intake
    assert (intake.problem, intake.known, intake.article) == ("alike", known, None)


def test_a_worker_that_died_after_the_answer_came_does_not_ask_again(people, web):
    fetch = request(people, web.put("/debat", documents.page()))
    held = jobs.take(Fetch, fetch.pk)
    fetches.receive(held)
    Fetch.objects.update(lease_until=timezone.now() - timezone.timedelta(seconds=1))
    assert run(fetch).intake.article and len(web.asked) == 1
    assert fetches.run(fetch.pk) is None and Article.objects.count() == 1


def test_a_lost_lease_writes_nothing(people, web):
    fetch = request(people, web.put("/debat", documents.page()))
    held = jobs.take(Fetch, fetch.pk)
    Fetch.objects.update(lease=None, lease_until=None, state="waiting")
    fetches.receive(held)
    assert fetches.take_in(held) is None
    assert bytes(Intake.objects.get().body) == b"" and not Article.objects.exists()


def test_an_address_that_is_none_is_refused_at_once(people):
    with pytest.raises(Unacceptable) as told:
        request(people, "javascript:alert(1)")
    assert told.value.field == "url" and not Fetch.objects.exists()


def test_the_sweep_finds_what_waits(people, web, django_capture_on_commit_callbacks):
    fetch = request(people, web.put("/debat", documents.page()))
    Fetch.objects.update(next_try_at=timezone.now())
    assert fetches.sweep() == 1
    assert Fetch.objects.get(pk=fetch.pk).state == "done" and Article.objects.exists()
