"""The silence window: a first publication needs a reason, tallies pause and come back, everything else passes."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import claims, decisions, events, publishing, replies, silences, verdicts
from claims.actions.refusals import NotNow, NotYou, Stale, Unacceptable
from claims.models import AuditEntry, Publication, SilenceWindow, words
from tests.support.newsroom import correct, hold, make_article, make_claim, propose, publish, release, withdraw

pytestmark = pytest.mark.django_db

ELECTION = "Pilwalkot Seruni 2024"
HOUR = timedelta(hours=1)


@pytest.fixture
def event(people, newsroom, article):
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Seruni", election=f" {ELECTION.upper()} ")
    article.event = event
    article.save()
    return event


@pytest.fixture
def claim(event, article, people):
    return make_claim(article, people.editor)


def window(people, newsroom, start=-HOUR, end=HOUR, election=ELECTION):
    now = timezone.now()
    return silences.create(
        by=people.approver, newsroom=newsroom, election=election, starts_at=now + start, ends_at=now + end
    )


def move(row, start, end):
    """The clock's way of telling: the row's times, as if time had passed."""
    now = timezone.now()
    SilenceWindow.objects.filter(pk=row.pk).update(starts_at=now + start, ends_at=now + end)
    row.refresh_from_db()
    return row


def sheet(row):
    return json.loads(row.publications.get(current=True).body)


def test_a_first_publication_needs_a_reason_that_stays_on_record(claim, people, newsroom):
    window(people, newsroom)
    proposed = propose(claim, people)
    with pytest.raises(Unacceptable) as refused:
        verdicts.approve(proposed, by=people.approver)
    assert refused.value.field == "silence_reason" and ELECTION in str(refused.value)
    with pytest.raises(Unacceptable):
        verdicts.approve(proposed, by=people.approver, silence_reason="  ")
    done = verdicts.approve(proposed, by=people.approver, silence_reason="Keselamatan pemilih")
    assert done.live.silence_reason == "Keselamatan pemilih"
    assert AuditEntry.objects.filter(claim=done, verb="approve").get().reason == "Keselamatan pemilih"


@pytest.mark.parametrize("election", ["Pilgub Seruni 2024", "Pilwalkot Seruni 2029"])
def test_another_election_is_not_silent(election, claim, people, newsroom):
    window(people, newsroom, election=election)
    assert publish(claim, people).live.silence_reason == ""


def test_a_reason_outside_a_window_is_not_kept(claim, people):
    done = verdicts.approve(propose(claim, people), by=people.approver, silence_reason="Tidak perlu")
    assert done.live.silence_reason == ""


def test_an_embargo_that_falls_inside_needs_the_reason_too(claim, people, newsroom):
    window(people, newsroom, HOUR, 3 * HOUR)
    proposed = propose(claim, people)
    inside, after = timezone.now() + 2 * HOUR, timezone.now() + 4 * HOUR
    with pytest.raises(Unacceptable):
        verdicts.approve(proposed, by=people.approver, embargo_until=inside)
    assert verdicts.approve(proposed, by=people.approver, embargo_until=after).draft.embargo_until == after


@pytest.mark.parametrize("end", ["ends", "is lifted"])
def test_the_clock_waits_for_the_end_of_a_window_set_later(end, claim, people, newsroom):
    soon = timezone.now() + HOUR
    approved = verdicts.approve(propose(claim, people), by=people.approver, embargo_until=soon)
    silent = window(people, newsroom, end=4 * HOUR)
    assert publishing.publish_due(soon + HOUR) == []
    if end == "is lifted":
        silences.lift(silent, by=people.approver, reason="Salah hari")
        assert publishing.publish_due(soon + HOUR) == [approved]
    assert publishing.publish_due(soon + 4 * HOUR) == ([approved] if end == "ends" else [])


def test_the_clock_publishes_what_was_given_a_reason(claim, people, newsroom):
    window(people, newsroom, end=4 * HOUR)
    soon = timezone.now() + HOUR
    approved = verdicts.approve(propose(claim, people), by=people.approver, embargo_until=soon, silence_reason="Perlu")
    assert publishing.publish_due(soon + HOUR) == [approved]


def test_corrections_replies_holds_and_withdrawals_pass(claim, people, newsroom):
    published = publish(claim, people)
    window(people, newsroom)
    assert correct(published, people).live.version == 2
    replies.record(published, by=people.editor, who="Rahma", text="Tanggapan.")
    held = hold(published, people)
    assert release(held, people).public == "published"
    assert withdraw(held, people).public == "withdrawn"


def confirm(claim, people):
    return claims.edit(
        claim,
        by=people.editor,
        attribution="confirmed",
        attribution_url="https://v.example.org/",
        attribution_at="1:02",
    )


def test_tallies_pause_in_the_sequence_and_come_back(claim, event, people, newsroom):
    published = publish(confirm(claim, people), people)
    rahma = published.speaker
    assert sheet(rahma)["verdicts"] == {"mostly-true": 1} and sheet(rahma)["paused"] is None
    last = Publication.objects.order_by("sequence").last().sequence
    silent = window(people, newsroom, end=2 * HOUR)
    until = silent.ends_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert silent.began_at and sheet(rahma)["verdicts"] is None
    assert sheet(rahma)["paused"] == sheet(event)["paused"] == {"until": until, "election": ELECTION}
    assert {p.kind for p in Publication.objects.after(last)} == {"event", "speaker"}
    silences.lift(silent, by=people.second_approver, reason="Ditunda KPU")
    assert sheet(rahma)["verdicts"] == {"mostly-true": 1} and sheet(event)["paused"] is None
    assert AuditEntry.objects.last().reason == "Ditunda KPU"


def test_the_clock_begins_and_ends_a_window_once(claim, people, newsroom):
    rahma = publish(confirm(claim, people), people).speaker
    silent = window(people, newsroom, HOUR, 2 * HOUR)
    assert silent.began_at is None and silences.turn() == 0 and sheet(rahma)["paused"] is None
    move(silent, -HOUR, HOUR)
    assert (silences.turn(), silences.turn()) == (1, 0) and sheet(rahma)["verdicts"] is None
    number = Publication.objects.count()
    move(silent, -2 * HOUR, -HOUR)
    assert (silences.turn(), silences.turn()) == (1, 0) and sheet(rahma)["verdicts"] == {"mostly-true": 1}
    assert Publication.objects.count() == number + 2
    silent.refresh_from_db()
    assert silent.began_at and silent.ended_at
    verbs = AuditEntry.objects.about(silent).values_list("verb", flat=True)
    assert list(verbs) == ["create", "begin_silence", "end_silence"]


def test_a_window_missed_whole_is_closed_without_a_word(people, newsroom):
    silent = move(window(people, newsroom, HOUR, 2 * HOUR), -2 * HOUR, -HOUR)
    assert silences.turn() == 1
    silent.refresh_from_db()
    assert silent.began_at and silent.ended_at


def test_who_comes_into_the_election_later_pauses_too(people, newsroom, claim):
    """A participant named, and an event given its election, while the window is open; taken off, they count again."""
    other = make_article(people.editor, title="Wawancara", content="Bagas Tirta menyebut 18 dari 27 kelurahan.\n")
    bagas = publish(make_claim(other, people.editor, "18 dari 27 kelurahan", speaker="Bagas Tirta"), people).speaker
    window(people, newsroom)
    assert sheet(bagas)["paused"] is None
    participant = events.add_participant(claim.article.event, by=people.editor, speaker=bagas)
    assert sheet(bagas)["paused"]["election"] == ELECTION
    events.describe(claim.article.event, by=people.editor, election="Pilgub")
    assert sheet(bagas)["paused"] is None
    events.describe(claim.article.event, by=people.editor, election=ELECTION)
    assert sheet(bagas)["paused"]
    participant.refresh_from_db()
    events.remove_participant(participant, by=people.editor)
    assert sheet(bagas)["paused"] is None


def test_a_window_can_be_moved_until_it_is_over(claim, people, newsroom):
    rahma = publish(claim, people).speaker
    silent = window(people, newsroom)
    later = timezone.now() + 5 * HOUR
    with pytest.raises(Unacceptable) as refused:
        silences.change(silent, by=people.approver, starts_at=later, ends_at=later + HOUR)
    assert refused.value.field == "starts_at"
    seen = {"ends_at": silent.ends_at.isoformat()}
    silences.change(silent, by=people.approver, ends_at=later, seen=seen)
    assert sheet(rahma)["paused"]["until"] == later.strftime("%Y-%m-%dT%H:%M:%SZ")
    with pytest.raises(Stale):
        silences.change(silent, by=people.second_approver, ends_at=later + HOUR, seen=seen)
    with pytest.raises(Stale):
        silences.lift(silent, by=people.second_approver, reason="Sudah lewat", seen=seen)
    now = {"ends_at": later.isoformat(), "starts_at": silent.starts_at.isoformat()}
    silences.lift(silent, by=people.approver, reason="Sudah lewat", seen=now)
    for attempt in (
        lambda: silences.lift(silent, by=people.approver, reason="Lagi"),
        lambda: silences.change(silent, by=people.approver, ends_at=later),
    ):
        with pytest.raises(NotNow):
            attempt()


@pytest.mark.parametrize(
    ("start", "end", "election", "field"),
    [(HOUR, -HOUR, "X", "ends_at"), (-2 * HOUR, -HOUR, "X", "ends_at"), (HOUR, 2 * HOUR, " ", "election"),
     (HOUR, 2 * HOUR, ELECTION.lower(), "starts_at")],
)  # fmt: skip
def test_what_is_no_window_is_refused(start, end, election, field, people, newsroom):
    window(people, newsroom, HOUR, 3 * HOUR)
    with pytest.raises(Unacceptable) as refused:
        window(people, newsroom, start, end, election)
    assert refused.value.field == field and SilenceWindow.objects.count() == 1


def test_only_approvers_set_move_and_lift(people, newsroom):
    silent, now = window(people, newsroom), timezone.now()
    for person in (people.editor, people.reviewer):
        for attempt in (
            lambda by: silences.create(by=by, newsroom=newsroom, election="X", starts_at=now, ends_at=now + HOUR),
            lambda by: silences.change(silent, by=by, ends_at=now + HOUR),
            lambda by: silences.lift(silent, by=by, reason="X"),
        ):
            with pytest.raises(NotYou):
                attempt(person)
    with pytest.raises(Unacceptable):
        silences.lift(silent, by=people.approver, reason=" ")


def test_a_withdrawal_waits_for_no_window(claim, people, newsroom):
    published = publish(claim, people)
    window(people, newsroom)
    asked = decisions.propose_withdrawal(
        published, by=people.approver, ground="wrong_person", notice=words("Bukan dia.", "Not her.")
    )
    assert decisions.withdraw(asked, by=people.second_approver).public == "withdrawn"
