"""Sources looked at again: what differs waits for an Approver, and only then do readers learn of it."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from claims import net
from claims.actions import captures, jobs, rechecks, sources
from claims.actions.refusals import NotNow, NotYou, Unacceptable
from claims.models import AuditEntry, Capture, Publication, Source
from tests.actions.test_captures import PAGE, answering, refusing
from tests.support.newsroom import hold, publish, release

OTHER = PAGE.replace("disusun dari catatan", "tidak lagi memuat angka apa pun dan hanya meringkas catatan lama dari")


@pytest.fixture
def source(claim, people):
    """A source of a published claim, with its copy."""
    source = publish(claim, people).sources.get()
    captures.run(source.captures.get().pk, fetch=answering(etag='"1"'))
    source.refresh_from_db()
    return source


def check(source, fetch):
    """The clock comes round: the check that it makes, done."""
    Source.objects.filter(pk=source.pk).update(next_check_at=timezone.now() - timedelta(seconds=1))
    assert captures.request_due() == 1
    capture = source.captures.last()
    captures.run(capture.pk, fetch=fetch)
    capture.refresh_from_db()
    source.refresh_from_db()
    return capture


def public(source):
    """What the public record says of the source."""
    record = json.loads(Publication.objects.claims().get(claim=source.claim).body)
    return record["sources"][0]


FINDINGS = {
    "same": (answering(), "same", False, "same"),
    "not modified": (answering(304, ""), "same", False, "same"),
    "trimmings": (answering(body=PAGE.replace("<nav>Beranda", "<nav>Indeks")), "same", False, "same"),
    "changed": (answering(body=OTHER), "changed", True, "changed"),
    "another figure": (answering(body=PAGE.replace("18 kelurahan", "19 kelurahan")), "changed", True, "changed"),
    "passage gone": (
        answering(body=PAGE.replace("Sebanyak 18 kelurahan telah daring.", "Belum ada kabar baru tentang hal ini.")),
        "passage_gone",
        True,
        "changed",
    ),
    "moved": (answering(url="https://arsip.example.org/laporan"), "moved", True, "moved"),
    "gone": (answering(404, ""), "gone", True, "gone"),
    "gone for good": (answering(410, ""), "gone", True, "gone"),
}


@pytest.mark.parametrize(("fetch", "finding", "pending", "state"), FINDINGS.values(), ids=list(FINDINGS))
def test_what_a_check_finds_and_what_readers_learn_of_it(source, people, fetch, finding, pending, state):
    found = check(source, fetch)
    assert (found.state, found.finding, found.pending) == ("done", finding, pending)
    assert fetch.asked[-1]["respect_robots"]
    if pending:
        assert public(source)["state"] == "unchecked"
        rechecks.confirm(found, by=people.approver)
    told = public(source)
    assert told["state"] == state and told["checked_at"]
    last = Publication.objects.get(claim=source.claim, current=True)
    assert last.kind == "source_state"


def test_asks_the_server_whether_it_changed(source):
    fetch = answering()
    check(source, fetch)
    assert fetch.asked[-1]["conditional"]["etag"] == '"1"'


def test_an_unchanged_source_is_announced_once(source):
    check(source, answering())
    before = Publication.objects.count()
    found = check(source, answering())
    assert Publication.objects.count() == before and not found.pending


def test_the_next_check_is_spread_out_and_always_the_same(source, settings):
    settings.RECHECK_HOURS = 100
    hours = (rechecks.next_check(source) - timezone.now()).total_seconds() / 3600
    assert 89.9 < hours < 110.1
    assert abs((rechecks.next_check(source) - rechecks.next_check(source)).total_seconds()) < 5
    settings.RECHECK_HOURS = 0
    assert rechecks.next_check(source) is None


def test_what_was_set_aside_is_not_brought_up_again(source, people):
    found = check(source, answering(body=OTHER))
    with pytest.raises(Unacceptable):
        rechecks.set_aside(found, by=people.approver, reason=" ")
    rechecks.set_aside(found, by=people.approver, reason="Hanya tata letak")
    assert public(source)["state"] == "unchecked"
    assert not check(source, answering(body=OTHER)).pending
    assert check(source, answering(404, "")).pending


def test_what_was_confirmed_is_not_brought_up_again_and_its_return_is(source, people):
    rechecks.confirm(check(source, answering(404, "")), by=people.approver)
    assert not check(source, answering(404, "")).pending
    back = check(source, answering())
    assert (back.finding, back.pending) == ("same", True)
    rechecks.confirm(back, by=people.second_approver)
    assert public(source)["state"] == "same"


def test_only_the_latest_finding_waits(source, people):
    first = check(source, answering(body=OTHER))
    second = check(source, answering(404, ""))
    assert list(Capture.objects.awaiting_approver()) == [second]
    with pytest.raises(NotNow):
        rechecks.confirm(first, by=people.approver)


def test_only_an_approver_decides_and_only_once(source, people):
    found = check(source, answering(404, ""))
    for person in (people.editor, people.reviewer):
        with pytest.raises(NotYou):
            rechecks.confirm(found, by=person)
    rechecks.confirm(found, by=people.approver)
    with pytest.raises(NotNow):
        rechecks.confirm(found, by=people.second_approver)
    entry = AuditEntry.objects.about(source).get(verb="confirm_check")
    assert entry.by == people.approver and entry.after["state"] == "gone"


def test_a_name_that_vanished_is_a_finding_only_after_several_tries(source):
    found = check(source, refusing(net.NameUnknown("data.example.org")))
    assert (found.state, found.finding) == ("waiting", "")
    for _attempt in range(jobs.MAX_ATTEMPTS - 1):
        Capture.objects.filter(pk=found.pk).update(next_try_at=timezone.now())
        captures.run(found.pk, fetch=refusing(net.NameUnknown("data.example.org")))
    found.refresh_from_db()
    assert (found.state, found.finding, found.pending) == ("done", "gone", True)


@pytest.mark.parametrize("problem", [net.RobotsForbid(), net.TimedOut(), net.TlsFailed()], ids=lambda p: p.code)
def test_what_could_not_be_looked_at_says_nothing_about_the_source(source, problem):
    found = check(source, refusing(problem))
    assert found.finding == "" and not found.pending and source.state == "unchecked"


def test_a_claim_on_hold_says_nothing_and_its_release_tells(source, people):
    claim = hold(source.claim, people)
    before = Publication.objects.count()
    rechecks.confirm(check(source, answering(404, "")), by=people.approver)
    assert Publication.objects.count() == before
    claim.refresh_from_db()
    release(claim, people)
    assert public(source)["state"] == "gone"


def test_sources_of_claims_that_are_not_public_are_left_alone(claim, people):
    claim = publish(claim, people)
    source = claim.sources.get()
    Source.objects.filter(pk=source.pk).update(next_check_at=timezone.now())
    claim.newsroom.demo = True
    claim.newsroom.save()
    assert captures.request_due() == 0


def test_a_withheld_source_keeps_its_secret_when_it_changes(claim, people):
    claim = publish(claim, people)
    source = claim.sources.get()
    Source.objects.filter(pk=source.pk).update(withheld={"id": "Melindungi narasumber", "en": None})
    captures.run(source.captures.get().pk, fetch=answering())
    claim.refresh_from_db()
    sources_told = json.loads(claim.publication.body)["sources"]
    assert sources_told[0]["withheld"] is None  # what was approved stands until a new version is
    assert sources.standing(source).withheld
