"""Pasted text: stored before anything is done to it, refused in clear words, split once however often asked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connections
from django.utils import timezone

from claims.actions import articles, claims, events, extraction, jobs
from claims.actions.refusals import NotYou, Unacceptable
from claims.models import Article, AuditEntry, Claim, Extraction, Intake, Newsroom, words
from scripts.processes import wait_until
from tests.support.newsroom import make_people

pytestmark = pytest.mark.django_db

PASTED = (
    "KOTA SERUNI - Calon wali kota Rahma Wirasti memaparkan capaian dalam debat, Rabu (6/3/2024).\r\n\r\n"
    "“Indeks layanan digital kita 3,41. Sudah ada 18 kelurahan dari 27 kelurahan yang daring,” kata Rahma.\r\n"
)


def submit(people, body=PASTED, title="Debat", **details):
    return articles.submit(by=people.editor, newsroom=Newsroom.objects.default(), body=body, title=title, **details)


def run(article):
    return extraction.run(article.current_text.extraction.pk)


def spans(article):
    return sorted(article.claims.values_list("extracted_start", "extracted_end"))


def test_what_was_pasted_is_kept_to_the_byte_beside_the_canonical_text(people):
    text = submit(people).current_text
    assert bytes(text.received) == PASTED.encode() and text.content == PASTED.replace("\r\n", "\n")
    assert Intake.objects.get().outcome == "accepted"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "empty"),
        ("  \n\u00a0 ", "empty"),
        ("x" * 5_000_001, "too_large"),
        ("teks\x00biner", "binary"),
        (b"\x89PNG\r\n\x1a\n\xff\xd8", "not_text"),
        ("\x01\x02\x03\x04\x05\x06\x07" * 5, "binary"),
    ],
)
def test_bad_text_is_refused_and_kept(people, body, code):
    with pytest.raises(Unacceptable) as refused:
        submit(people, body)
    assert (refused.value.code, refused.value.field) == (code, "text")
    intake = Intake.objects.get()
    assert (intake.outcome, intake.problem) == ("refused", code)
    assert bytes(intake.body) == (body if isinstance(body, bytes) else body.encode())
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "ftp://example.org/a"}, "url"),
        ({"published_on": date.today() + timedelta(days=30)}, "published_on"),
    ],
)
def test_bad_details_are_refused_and_the_text_is_kept(people, details, field):
    with pytest.raises(Unacceptable) as refused:
        submit(people, **details)
    assert refused.value.field == field
    assert bytes(Intake.objects.get().body) == PASTED.encode()


def test_the_same_article_twice_names_the_first(people):
    first = submit(people)
    with pytest.raises(Unacceptable) as refused:
        submit(people, PASTED.replace("\r\n", "\n"), title="Sekali lagi")
    assert refused.value.code == "duplicate" and refused.value.article == first
    assert Intake.objects.count() == 2


def test_only_an_editor_takes_articles_in(people):
    with pytest.raises(NotYou):
        articles.submit(by=people.reviewer, newsroom=Newsroom.objects.default(), body=PASTED, title="Debat")


def test_other_publishers_texts_are_shown_as_excerpt_by_default(people):
    assert submit(people).display == "full"
    assert submit(people, PASTED + "x", publisher="Harian Seruni").display == "excerpt"


def test_the_engine_writes_claims_with_exact_spans_figures_and_speakers(people):
    article = submit(people)
    done = run(article)
    assert done.state == "done" and done.claims_found == article.claims.count() >= 2
    content = article.current_text.content
    for claim in article.claims.all():
        assert content[claim.start : claim.end] == claim.quote
        assert (claim.start, claim.end) == (claim.extracted_start, claim.extracted_end)
        assert claim.work == "extracted"
        for figure in claim.figures.all():
            assert content[figure.start : figure.end] == figure.raw
    assert {c.speaker.name for c in article.claims.all()} == {"Rahma Wirasti"}
    assert AuditEntry.objects.get(verb="extract").by is None


def test_a_second_run_doubles_nothing_and_leaves_what_a_person_touched(people):
    article = submit(people)
    run(article)
    before = spans(article)
    touched = claims.edit(article.claims.first(), by=people.editor, label=words("Punya saya", "Mine"))
    articles.extract_again(article, by=people.editor)
    assert run(article).state == "done"
    assert spans(article) == before
    touched.refresh_from_db()
    assert touched.label["en"] == "Mine"


def test_suggestions_that_a_run_no_longer_makes_go_unless_touched(people):
    article = submit(people)
    run(article)
    first, second = article.claims.all()[:2]
    claims.queue(first, by=people.editor)
    Claim.objects.filter(pk=first.pk).update(extracted_start=0, extracted_end=4)
    Claim.objects.filter(pk=second.pk).update(extracted_start=0, extracted_end=5)
    articles.extract_again(article, by=people.editor)
    run(article)
    assert Claim.objects.filter(pk=first.pk).exists() and not Claim.objects.filter(pk=second.pk).exists()


def test_a_job_is_held_by_one_worker_until_its_lease_runs_out(people):
    pk = submit(people).current_text.extraction.pk
    assert jobs.take(Extraction, pk) and jobs.take(Extraction, pk) is None
    Extraction.objects.filter(pk=pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert jobs.take(Extraction, pk).attempts == 2


def test_a_worker_whose_lease_was_taken_writes_nothing(people):
    article = submit(people)
    pk = article.current_text.extraction.pk
    slow = jobs.take(Extraction, pk)
    Extraction.objects.filter(pk=pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert run(article).state == "done"
    count = article.claims.count()
    found = extraction.engine.extract(article.current_text.content)
    assert extraction.store(slow, found) is None and article.claims.count() == count


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_kept_while_the_work_runs(settings):
    settings.LEASE_SECONDS = 0.3
    row = submit(make_people()).current_text.extraction
    jobs.start_over(row)
    job = jobs.take(Extraction, row.pk)
    first = job.lease_until
    with jobs.kept(job):
        wait_until(lambda: Extraction.objects.get(pk=job.pk).lease_until > first, 20)
    prolonged = Extraction.objects.get(pk=job.pk)
    assert prolonged.lease_until > first and prolonged.lease == job.lease


def test_an_error_is_kept_and_tried_again_until_it_is_given_up(people, monkeypatch):
    article = submit(people)

    def broken(text, *args, **kwargs):
        raise ValueError("mesin rusak")

    monkeypatch.setattr(extraction.engine, "extract", broken)
    for attempt in range(1, jobs.MAX_ATTEMPTS + 1):
        Extraction.objects.update(next_try_at=timezone.now())
        with pytest.raises(ValueError, match="mesin rusak"):
            run(article)
        row = Extraction.objects.get()
        assert (row.attempts, row.lease, row.error) == (attempt, None, "ValueError: mesin rusak")
        assert row.state == ("failed" if attempt == jobs.MAX_ATTEMPTS else "waiting")
    assert extraction.run(row.pk) is None
    monkeypatch.undo()
    articles.extract_again(article, by=people.editor)
    assert run(article).state == "done"


def test_the_sweep_finds_what_nobody_holds(people, monkeypatch):
    sent = []
    monkeypatch.setattr(jobs.queue, "send", lambda task, pk: sent.append((task, pk)))
    waiting, running, lost = (submit(people, f"{PASTED} {n}").current_text.extraction.pk for n in range(3))
    jobs.take(Extraction, running)
    jobs.take(Extraction, lost)
    Extraction.objects.filter(pk=lost).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert extraction.sweep() == 2 and {pk for _task, pk in sent} == {waiting, lost}
    assert extraction.sweep() == 0, "a message is on its way for each"
    Extraction.objects.filter(pk__in=[waiting, lost]).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert extraction.sweep() == 2, "the messages were lost"
    assert extraction.run(lost).state == "done"


def test_a_text_that_kills_its_workers_is_given_up(people):
    pk = submit(people).current_text.extraction.pk
    Extraction.objects.filter(pk=pk).update(attempts=jobs.DEATHS)
    assert extraction.run(pk) is None
    assert Extraction.objects.get(pk=pk).state == "failed"


@pytest.mark.django_db(transaction=True)
def test_the_same_text_at_the_same_moment_is_taken_in_once():
    editor = make_people().editor

    def paste(n):
        try:
            return submit(SimpleNamespace(editor=editor), title=f"Debat {n}")
        except Unacceptable as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        came = list(pool.map(paste, range(4)))
    assert sorted(map(str, came))[-3:] == ["duplicate"] * 3
    assert Article.objects.count() == 1
    assert set(Intake.objects.values_list("outcome", flat=True)) == {"accepted", "refused"}


def test_a_text_without_claims_says_so(people):
    article = submit(people, "Selamat malam.")
    done = run(article)
    assert done.claims_found == 0 and extraction.state_in_words(done).startswith(("No claims", "Tidak ada klaim"))


def test_enqueued_only_after_the_commit(people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        submit(people)
    assert len(callbacks) == 1


def test_claims_are_placed_by_the_event_whenever_it_is_named(people):
    article = submit(people, published_on=date(2024, 3, 7))
    run(article)
    assert not article.claims.exclude(said_on=None).exists(), "the day of the article is not the day of the words"
    event = events.create(
        by=people.editor, newsroom=article.newsroom, title="Debat", held_on=date(2024, 3, 6), place="Kota Seruni"
    )
    articles.describe(article, by=people.editor, event=event)
    placed = set(article.claims.values_list("said_on", "place"))
    assert placed == {(date(2024, 3, 6), "Kota Seruni")}
