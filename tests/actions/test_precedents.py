"""What a reviewer decides of an earlier claim: once, by whoever may edit, on record; the note on a precedent."""

import json

import pytest
from django.utils import timezone

from claims.actions import precedents, undo, verdicts
from claims.actions.refusals import NotNow, NotYou, Stale, Unacceptable
from claims.models import AuditEntry, Claim, ExternalCheck, MatchDecision, Newsroom
from claims.workflow import Role
from tests.support.newsroom import TEXT, draft, make_article, make_claim, make_person, propose, publish

pytestmark = pytest.mark.django_db

Decision = MatchDecision.Decision


@pytest.fixture
def earlier(people):
    return publish(
        make_claim(make_article(people.editor, content=f"{TEXT}Lama.", title="Debat lama"), people.editor), people
    )


def checked(newsroom, **fields):
    """A check of another publisher."""
    now = timezone.now()
    fields = {"key": "k", "publisher": "Cek Seruni", "site": "cek.example.org", "claim": "18 kelurahan", **fields}
    fields |= {"url": "https://cek.example.org/1", "first_seen": now, "last_seen": now}
    return ExternalCheck.objects.create(newsroom=newsroom, **fields)


def told(claim):
    entry = claim.history.order_by("pk").last()
    return entry.verb, entry.noun, entry.before, {key: entry.after.get(key) for key in ("decision", "earlier")}


def test_a_decision_is_kept_once_and_told(claim, earlier, people):
    row = precedents.link(claim, other=earlier, by=people.reviewer, expected=claim.edit)
    assert (row.decision, row.by, row.other) == (Decision.LINKED, people.reviewer, earlier)
    assert told(claim) == (
        "link_precedent", "matchdecision", {}, {"decision": "linked", "earlier": "18 dari 27 kelurahan daring"},
    )  # fmt: skip
    number, edit = AuditEntry.objects.count(), Claim.objects.get(pk=claim.pk).edit
    assert precedents.link(claim, other=earlier, by=people.editor) == row
    assert (AuditEntry.objects.count(), Claim.objects.get(pk=claim.pk).edit) == (number, edit)
    changed = precedents.reject(claim, other=earlier, by=people.editor)
    assert changed.pk == row.pk and told(claim)[2]["decision"] == "linked"
    precedents.undecide(claim, other=earlier, by=people.editor)
    assert not claim.match_decisions.exists() and told(claim)[:3] == (
        "undecide_precedent", "matchdecision", {"decision": "rejected"},
    )  # fmt: skip
    number = AuditEntry.objects.count()
    precedents.undecide(claim, other=earlier, by=people.editor)
    assert AuditEntry.objects.count() == number


def test_what_was_decided_on_the_others_page_is_decided_here_too(claim, earlier, people):
    row = precedents.link(claim, other=earlier, by=people.reviewer)
    verdicts.correct(earlier, by=people.reviewer, reason="Data baru")
    assert precedents.link(earlier, other=claim, by=people.reviewer) == row
    assert precedents.reject(earlier, other=claim, by=people.reviewer).pk == row.pk
    precedents.undecide(earlier, other=claim, by=people.reviewer)
    assert not MatchDecision.objects.exists() and told(earlier)[0] == "undecide_precedent"


def test_a_check_of_another_publisher_is_decided_of_alike(claim, people):
    check = checked(claim.newsroom)
    row = precedents.reject(claim, external=check, by=people.reviewer)
    assert (row.external, row.other) == (check, None) and told(claim)[3]["earlier"] == "18 kelurahan"
    ExternalCheck.objects.update(removed_at=timezone.now())
    precedents.undecide(claim, external=check, by=people.reviewer)
    assert not MatchDecision.objects.exists()


def test_only_what_the_desk_sees_and_never_itself(claim, people):
    other_room = Newsroom.objects.create(slug="lain", name="Redaksi lain")
    suggestion = make_claim(claim.article, people.editor, quote="Indeks layanan digital kami 3,41")
    Claim.objects.filter(pk=suggestion.pk).update(work="extracted")
    theirs = make_claim(make_article(people.editor, content=f"{TEXT}Lain.", title="Lain"), people.editor)
    Claim.objects.filter(pk=theirs.pk).update(newsroom=other_room)
    for other in ({"other": claim}, {"other": suggestion}, {"other": theirs}, {"external": checked(other_room)}):
        with pytest.raises(Unacceptable):
            precedents.link(claim, by=people.reviewer, **other)
    with pytest.raises(ValueError):
        precedents.link(claim, by=people.reviewer)
    assert not MatchDecision.objects.exists()


def test_editors_and_reviewers_decide_wherever_the_claim_stands(claim, earlier, people):
    with pytest.raises(NotYou):
        precedents.link(claim, other=earlier, by=people.approver)
    with pytest.raises(Stale):
        precedents.reject(claim, other=earlier, by=people.reviewer, expected=claim.edit + 1)
    elsewhere = make_person("jauh", Role.REVIEWER)
    elsewhere.newsroom = Newsroom.objects.create(slug="lain", name="Redaksi lain")
    with pytest.raises(NotYou):
        precedents.link(claim, other=earlier, by=elsewhere)
    assert not MatchDecision.objects.exists()
    claim = propose(claim, people)
    precedents.link(claim, other=earlier, by=people.editor)
    assert Claim.objects.get(pk=claim.pk).draft.edited_by == people.editor  # who may not approve it then
    claim = verdicts.approve(claim, by=people.approver)
    before = claim.publication
    precedents.reject(claim, other=earlier, by=people.reviewer)
    assert claim.match_decisions.get().decision == Decision.REJECTED
    claim = verdicts.correct(claim, by=people.reviewer, reason="Data baru")
    precedents.undecide(claim, other=earlier, by=people.editor)
    claim.refresh_from_db()
    assert claim.draft.edited_by == people.reviewer and claim.publication == before
    Claim.objects.filter(pk=claim.pk).update(superseded_by=earlier)
    with pytest.raises(NotNow):
        precedents.link(claim, other=earlier, by=people.reviewer)


def test_who_decides_has_edited_the_verdict(claim, earlier, people):
    claim = draft(claim, people)
    both = make_person("keduanya", Role.REVIEWER, Role.APPROVER)
    precedents.reject(claim, other=earlier, by=both)
    assert Claim.objects.get(pk=claim.pk).draft.edited_by == both


def test_a_decision_stands_in_no_ones_way_to_take_a_step_back(claim, earlier, people):
    precedents.link(claim, other=earlier, by=people.reviewer)
    assert undo.undo(claim, by=people.editor).work == "dismissed"  # it was added by hand


def test_the_note_is_kept_for_the_desk_and_goes_into_a_correction(claim, people):
    claim = draft(claim, people)
    claim = verdicts.save(claim, by=people.reviewer, precedent_note="Data 2024, bukan 2023.")
    assert claim.history.last().after == {"precedent_note": "Data 2024, bukan 2023."}
    assert verdicts.save(claim, by=people.reviewer).draft.precedent_note == "Data 2024, bukan 2023."
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    assert "bukan 2023" not in json.dumps(json.loads(claim.publication.body), ensure_ascii=False)
    claim = verdicts.correct(claim, by=people.reviewer, reason="Data baru")
    assert claim.draft.precedent_note == "Data 2024, bukan 2023."
