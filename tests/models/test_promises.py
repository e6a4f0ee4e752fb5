"""What the database itself refuses, on SQLite and PostgreSQL alike, whatever the code above it does."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from claims.models import (
    ArticleText,
    AuditEntry,
    Claim,
    Event,
    Extraction,
    Figure,
    Hold,
    Publication,
    Reply,
    Sequence,
    Source,
    Speaker,
    SpeakerAlias,
    Verdict,
    Withdrawal,
)
from tests.support.newsroom import draft, hold, make_claim, propose, withdraw

pytestmark = pytest.mark.django_db


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def update(row, **fields):
    return lambda: type(row).objects.filter(pk=row.pk).update(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"end": F("start")},
        {"extracted_start": 5, "extracted_end": 5},
        {"extracted_start": 5},
        {"quote": ""},
        {"work": "dismissed"},
        {"dismissal": "trivial"},
        {"attribution": "confirmed"},
        {"public": "published"},
        {"published_at": timezone.now()},
    ],
)
def test_claim(claim, fields):
    refused(update(claim, **fields))


def test_a_claim_is_extracted_once_per_span(claim):
    Claim.objects.filter(pk=claim.pk).update(extracted_start=1, extracted_end=9)
    twin = Claim(text=claim.text, article=claim.article, newsroom=claim.newsroom, start=1, end=9, quote="x")
    twin.extracted_start, twin.extracted_end, twin.worked_at, twin.mode = 1, 9, timezone.now(), "direct"
    refused(twin.save)


def test_a_published_claim_cannot_lose_what_stands_behind_it(published):
    refused(update(published, publication=None))
    refused(update(published, live=None))
    refused(update(published, public="none"))
    refused(update(published, work="dismissed", dismissal="trivial"))


@pytest.mark.parametrize("gap", ["summary", "explanation", "source", "approval", None])
def test_nothing_becomes_public_without_verdict_words_and_source(published, people, article, gap):
    """Forces the row past the actions, with another claim's publication: the trigger alone must refuse."""
    claim = propose(make_claim(article, people.editor, "Indeks layanan digital kami 3,41"), people)
    now = timezone.now()
    approved = {"approved_by": people.approver, "approved_at": now, "published_at": now}
    if gap == "source":
        claim.sources.update(removed_at=now)
    elif gap in ("summary", "explanation"):
        approved |= {gap: {"id": "", "en": "x"}}
    if gap != "approval":
        claim.verdicts.update(**approved)
    force = update(claim, public="published", live=claim.draft_id, publication=published.publication, published_at=now)
    if gap:
        refused(force)
    else:
        force()


@pytest.mark.parametrize("model", [AuditEntry, ArticleText])
def test_kept_rows_are_never_changed_or_deleted(published, model):
    row = model.objects.first()
    changes = {"reason": "x"} if model is AuditEntry else {"content": "x"}
    refused(update(row, **changes))
    refused(lambda: model.objects.filter(pk=row.pk)._raw_delete("default"))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("model", [AuditEntry, ArticleText])
def test_kept_tables_are_never_truncated(published, model):
    def truncate():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")

    refused(truncate)


@pytest.mark.parametrize("step", ["edited", "proposed", "approved"])
def test_verdict_pairs(claim, people, step):
    draft(claim, people)
    verdict = claim.verdicts.get()
    Verdict.objects.filter(pk=verdict.pk).update(edited_by=None, edited_at=None)
    refused(update(verdict, **{f"{step}_by": people.reviewer}))
    refused(update(verdict, **{f"{step}_at": timezone.now()}))


def test_verdict_by_two_people(claim, people):
    draft(claim, people)
    verdict, now = claim.verdicts.get(), timezone.now()
    approved = {"approved_by": people.reviewer, "approved_at": now}
    refused(update(verdict, **approved))
    refused(update(verdict, proposed_by=people.reviewer, proposed_at=now, **approved))
    refused(update(verdict, published_at=now))
    refused(lambda: Verdict.objects.create(claim=claim, version=verdict.version))


def test_sources(claim, people):
    row = Source(claim=claim, added_by=people.reviewer, title="T", stance="supports", kind="web")
    refused(row.save)
    row.url, row.title = "https://example.org/", ""
    refused(row.save)
    row.title, row.captured_at = "T", timezone.now()
    refused(row.save)


def test_holds(published, people):
    held = hold(published, people)
    row, now = held.holds.get(), timezone.now()
    refused(lambda: Hold.objects.create(claim=held, placed_by=people.approver, placed_at=now))
    refused(update(row, released_by=people.approver, released_at=now))
    refused(
        update(
            row,
            release_proposed_by=people.approver,
            release_proposed_at=now,
            released_by=people.approver,
            released_at=now,
        )
    )
    refused(update(row, released_at=now))


def test_withdrawals(published, people):
    row, now = withdraw(published, people).withdrawals.get(), timezone.now()
    refused(update(row, approved_by=row.proposed_by))
    refused(update(row, approved_at=None))
    refused(update(row, ground="other", reason=""))
    asked = {"claim": published, "ground": "duplicate", "proposed_by": people.approver, "proposed_at": now}
    Withdrawal.objects.create(**asked)
    refused(lambda: Withdrawal.objects.create(**asked))


def test_replies(published, people):
    now = timezone.now()
    fields = {"claim": published, "received_at": now, "recorded_by": people.editor}
    refused(lambda: Reply.objects.create(who="", text="x", **fields))
    refused(lambda: Reply.objects.create(who="R", text="", **fields))
    refused(lambda: Reply.objects.create(who="R", text="x", answered_at=now - timezone.timedelta(1), **fields))


def test_publications(published, people):
    row = published.publication
    refused(update(row, sequence=Publication.objects.exclude(pk=row.pk).first().sequence))
    refused(update(row, status="held"))
    refused(update(row, claim=None))
    row.pk, row.sequence, row.revision = None, 99, 7
    refused(row.save)
    row.current, row.revision = False, 0
    refused(row.save)


def test_sequence_is_one_row(newsroom):
    refused(lambda: Sequence.objects.create(pk=2))


def test_jobs(article):
    row = Extraction.objects.get(text=article.current_text)
    refused(update(row, state="running"))
    refused(update(row, lease_until=timezone.now()))


def test_names_and_spans(article, claim, newsroom):
    refused(lambda: Speaker.objects.create(newsroom=newsroom, name=""))
    refused(lambda: Event.objects.create(newsroom=newsroom, title=""))
    refused(update(article, title=""))
    refused(update(claim.speaker, merged_into=claim.speaker))
    refused(lambda: Figure.objects.create(claim=claim, value=1, raw="1", start=4, end=4))
    SpeakerAlias.objects.create(speaker=claim.speaker, name="Rahma")
    refused(lambda: SpeakerAlias.objects.create(speaker=claim.speaker, name="rahma"))


def test_a_text_stands_once_in_a_newsroom(article):
    twin = ArticleText.objects.get(article=article)
    twin.pk, twin.number = None, 2
    refused(twin.save)
