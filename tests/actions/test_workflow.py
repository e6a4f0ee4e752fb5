"""Who may do what, when: every verb of the table against every role and standing, through the real actions."""

import pytest
from django.utils import timezone

from claims import workflow
from claims.actions import (
    claims,
    confirmations,
    decisions,
    events,
    newsrooms,
    replies,
    second_ratings,
    sources,
    spans,
    speakers,
    verdicts,
)
from claims.actions.refusals import Incomplete, NotNow, NotYou, SecondPersonNeeded, Stale, Unacceptable
from claims.models import Claim, Confirmation, Newsroom, Reply, User, words
from claims.workflow import Role, Work
from tests.support.newsroom import correct, draft, hold, make_claim, make_person, propose, publish, withdraw

pytestmark = pytest.mark.django_db

NOTICE = words("Pemberitahuan.", "Notice.")


def reply_to(claim):
    """A reply that stands beside the claim, whatever its standing."""
    return Reply.objects.create(
        claim=claim, who="Rahma", text="Tanggapan.", received_at=timezone.now(), recorded_by=claim.article.created_by
    )


def neighbour(claim):
    """Another claim of the same text, beside this one."""
    return Claim.objects.create(
        newsroom=claim.newsroom,
        article=claim.article,
        text=claim.text,
        start=claim.end,
        end=claim.end + 5,
        quote=claim.text.content[claim.end : claim.end + 5],
        mode="direct",
        work=Work.QUEUED,
        worked_at=timezone.now(),
    )


def question_of(claim):
    """A question put to the speaker, whatever the claim's standing."""
    told = {"to": "Rahma", "question": "Benar?", "sent_at": timezone.now(), "sent_by": claim.article.created_by}
    return Confirmation.objects.create(claim=claim, **told)


CALLS = {
    "queue": lambda c, by: claims.queue(c, by=by),
    "dismiss": lambda c, by: claims.dismiss(c, by=by, dismissal="trivial"),
    "restore": lambda c, by: claims.restore(c, by=by),
    "edit": lambda c, by: claims.edit(c, by=by, label=words("Lain", "Other")),
    "assign": lambda c, by: claims.assign(c, by=by, to=None),
    "split": lambda c, by: spans.split(c, by=by, at=c.start + 3),
    "merge": lambda c, by: spans.merge(c, neighbour(c), by=by),
    "take": lambda c, by: claims.take(c, by=by),
    "review": lambda c, by: verdicts.save(c, by=by, summary=words("Ringkas.", "Short.")),
    "ask_confirmation": lambda c, by: confirmations.ask(c, by=by, to="Rahma", channel="email", question="Benar?"),
    "answer_confirmation": lambda c, by: confirmations.answer(question_of(c), by=by, answer="Benar."),
    "remove_confirmation": lambda c, by: confirmations.remove(question_of(c), by=by, reason="Salah orang"),
    "propose": lambda c, by: verdicts.propose(c, by=by),
    "send_back": lambda c, by: verdicts.send_back(c, by=by, reason="Sumber kurang"),
    "approve": lambda c, by: verdicts.approve(c, by=by),
    "rate": lambda c, by: second_ratings.rate(c, by=by, rating=c.draft and c.draft.rating),
    "recall": lambda c, by: verdicts.recall(c, by=by, reason="Tunda"),
    "correct": lambda c, by: verdicts.correct(c, by=by, reason="Data baru"),
    "drop_correction": lambda c, by: verdicts.drop_correction(c, by=by, reason="Tidak perlu"),
    "hold": lambda c, by: decisions.hold(c, by=by, notice=NOTICE),
    "propose_release": lambda c, by: decisions.propose_release(c, by=by, reason="Sudah"),
    "release": lambda c, by: decisions.release(c, by=by),
    "propose_withdrawal": lambda c, by: decisions.propose_withdrawal(c, by=by, ground="duplicate", notice=NOTICE),
    "withdraw": lambda c, by: decisions.withdraw(c, by=by),
    "refuse_withdrawal": lambda c, by: decisions.refuse_withdrawal(c, by=by, reason="Tetap"),
    "record_reply": lambda c, by: replies.record(c, by=by, who="Rahma", text="Tanggapan."),
    "answer_reply": lambda c, by: replies.answer(reply_to(c), by=by, answer="Terima kasih."),
    "edit_reply": lambda c, by: replies.edit(reply_to(c), by=by, who="Rahma Wirasti", reason="Salah nama"),
    "retract_reply": lambda c, by: replies.retract(reply_to(c), by=by, reason="Bukan dari dia"),
}


def extracted(claim, people):
    claim.work = Work.EXTRACTED
    claim.save()
    return claim


def embargoed(claim, people):
    return verdicts.approve(
        propose(claim, people), by=people.approver, embargo_until=timezone.now() + timezone.timedelta(hours=1)
    )


def correcting(claim, people):
    claim = verdicts.correct(publish(claim, people), by=people.reviewer, reason="Data baru")
    return verdicts.save(claim, by=people.reviewer, correction={"material": True, "note": NOTICE})


def embargoed_correction(claim, people):
    """A correction that is approved and waits for its time beside the live version."""
    later = timezone.now() + timezone.timedelta(hours=1)
    return verdicts.approve(
        verdicts.propose(correcting(claim, people), by=people.reviewer), by=people.approver, embargo_until=later
    )


def blind(claim, people):
    """A proposal that waits for its second rating."""
    Newsroom.objects.filter(pk=claim.newsroom_id).update(blind_rating=True)
    claim.newsroom.refresh_from_db()
    return propose(claim, people)


def disputed(claim, people):
    """A proposal whose second rating was another: it waits for the third."""
    claim = blind(claim, people)
    other = claim.newsroom.scales.first().ratings.get(slug="false")
    return second_ratings.rate(claim, by=people.second_approver, rating=other)


STANDINGS = {
    "extracted": extracted,
    "queued": lambda c, p: c,
    "in_review": draft,
    "proposed": propose,
    "to rate": blind,
    "disputed": disputed,
    "dismissed": lambda c, p: claims.dismiss(c, by=p.editor, dismissal="trivial"),
    "embargoed": embargoed,
    "published": publish,
    "correcting": correcting,
    "correction proposed": lambda c, p: verdicts.propose(correcting(c, p), by=p.reviewer),
    "correcting held": lambda c, p: hold(correcting(c, p), p),
    "correction proposed held": lambda c, p: hold(verdicts.propose(correcting(c, p), by=p.reviewer), p),
    "correction embargoed": embargoed_correction,
    "correction embargoed held": lambda c, p: hold(embargoed_correction(c, p), p),
    "held": lambda c, p: hold(publish(c, p), p),
    "release asked": lambda c, p: decisions.propose_release(hold(publish(c, p), p), by=p.approver, reason="Sudah"),
    "withdrawal asked": lambda c, p: decisions.propose_withdrawal(
        publish(c, p), by=p.approver, ground="duplicate", notice=NOTICE
    ),
    "withdrawn": lambda c, p: withdraw(publish(c, p), p),
}

CORRECTING = {"correcting", "correcting held"}
CORRECTION_PROPOSED = {"correction proposed", "correction proposed held"}
CORRECTION_EMBARGOED = {"correction embargoed", "correction embargoed held"}
IN_PUBLIC = (
    {"published", "held", "release asked", "withdrawal asked"} | CORRECTING | CORRECTION_PROPOSED | CORRECTION_EMBARGOED
)

# Verb: the standings in which it is open, written by hand from the contract, so that the table has its match.
OPEN = {
    "queue": {"extracted"},
    "dismiss": {"extracted", "queued", "in_review"},
    "restore": {"dismissed"},
    "edit": {"extracted", "queued", "in_review", *CORRECTING},
    "assign": {"queued", "in_review", *CORRECTING},
    **{
        verb: {"extracted", "queued", "in_review", *CORRECTING}
        for verb in ("ask_confirmation", "answer_confirmation", "remove_confirmation")
    },
    "split": {"extracted", "queued", "in_review"},
    "merge": {"extracted", "queued", "in_review"},
    "take": {"queued"},
    "review": {"in_review", *CORRECTING},
    "propose": {"in_review", *CORRECTING},
    "send_back": {"proposed", *CORRECTION_PROPOSED, "to rate", "disputed"},
    "rate": {"to rate", "disputed"},
    "approve": {"proposed", *CORRECTION_PROPOSED},
    "recall": {"embargoed", *CORRECTION_EMBARGOED},
    "correct": {"published", "held", "release asked", "withdrawal asked"},
    "drop_correction": CORRECTING | CORRECTION_PROPOSED,
    "hold": {"published", "correcting", "correction proposed", "correction embargoed", "withdrawal asked"},
    "propose_release": {"held", "correcting held", "correction proposed held", "correction embargoed held"},
    "release": {"release asked"},
    "propose_withdrawal": IN_PUBLIC - {"withdrawal asked"},
    "withdraw": {"withdrawal asked"},
    "refuse_withdrawal": {"withdrawal asked"},
    **{verb: IN_PUBLIC for verb in ("record_reply", "answer_reply", "edit_reply", "retract_reply")},
}
ASKING = {"ask_confirmation", "answer_confirmation", "remove_confirmation"}
REPLYING = {"record_reply", "answer_reply", "edit_reply", "retract_reply"}
ROLES = {
    "Editor": {"queue", "dismiss", "restore", "edit", "assign", "split", "merge"} | ASKING | REPLYING,
    "Reviewer": {
        "edit",
        "split",
        "merge",
        "take",
        "review",
        "propose",
        "rate",
        "correct",
        "drop_correction",
        "propose_withdrawal",
    }
    | ASKING,
    "Approver": {
        "send_back",
        "approve",
        "rate",
        "recall",
        "correct",
        "drop_correction",
        "hold",
        "propose_release",
        "release",
        "propose_withdrawal",
        "withdraw",
        "refuse_withdrawal",
    }
    | REPLYING,
    "none": set(),
}


def test_the_hand_written_tables_cover_the_workflow():
    assert set(CALLS) == set(OPEN) == set(workflow.TRANSITIONS) == set().union(*ROLES.values())


@pytest.mark.parametrize("is_superuser", [False, True])
def test_nobody_approves_what_they_proposed_or_last_edited(claim, people, is_superuser):
    everything = make_person("all", *Role, is_superuser=is_superuser)
    proposed = verdicts.propose(draft(claim, people), by=everything)
    with pytest.raises(SecondPersonNeeded):
        verdicts.approve(proposed, by=everything)
    back = verdicts.send_back(proposed, by=people.approver, reason="Ulang")
    edited = verdicts.save(back, by=everything, summary=words("Baru.", "New."))
    with pytest.raises(SecondPersonNeeded):
        verdicts.approve(verdicts.propose(edited, by=people.reviewer), by=everything)
    assert verdicts.approve(edited, by=people.approver).public == "published"


def test_the_same_holds_for_a_correction(published, people):
    everything = make_person("all", *Role)
    claim = verdicts.correct(published, by=everything, reason="Data baru")
    claim = verdicts.save(claim, by=everything, correction={"material": False, "note": NOTICE})
    claim = verdicts.propose(claim, by=people.reviewer)
    with pytest.raises(SecondPersonNeeded):
        verdicts.approve(claim, by=everything)


def test_who_attaches_a_source_has_edited_the_verdict(claim, people):
    both = make_person("both", Role.REVIEWER, Role.APPROVER)
    claim = draft(claim, people)
    sources.add(claim, by=both, title="Data", url="https://example.org/d", stance="refutes", excerpt="17 kelurahan.")
    with pytest.raises(SecondPersonNeeded):
        verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=both)


def test_a_proposal_names_everything_that_is_missing(claim, people):
    claim = claims.take(claim, by=people.reviewer)
    with pytest.raises(Incomplete) as refused:
        verdicts.propose(claim, by=people.reviewer)
    assert len(refused.value.problems) == 4


def test_what_is_assigned_to_somebody_else_is_not_taken(claim, people):
    other = make_person("lain", Role.REVIEWER, first_name="Lain")
    claim = claims.assign(claim, by=people.editor, to=other)
    with pytest.raises(NotNow) as refused:
        claims.take(claim, by=people.reviewer)
    assert "Lain" in str(refused.value.problems[0])
    claim.refresh_from_db()
    assert (claim.work, claim.assigned_to, claim.draft) == ("queued", other, None)
    assert claims.take(claim, by=other).assigned_to == other


def test_what_was_assigned_to_somebody_who_left_can_be_taken(claim, people):
    other = make_person("lain", Role.REVIEWER)
    claim = claims.assign(claim, by=people.editor, to=other)
    other.is_active = False
    other.save()
    assert claims.take(claim, by=people.reviewer).assigned_to == people.reviewer


def test_a_stale_form_changes_nothing(claim, people):
    seen = claim.edit
    claims.edit(claim, by=people.editor, label=words("Pertama", "First"))
    with pytest.raises(Stale):
        claims.edit(claim, by=people.reviewer, label=words("Kedua", "Second"), expected=seen)
    claim.refresh_from_db()
    assert claim.label["id"] == "Pertama"


def test_reasons_are_asked_where_due(claim, people):
    with pytest.raises(Unacceptable):
        claims.dismiss(claim, by=people.editor, dismissal="other")
    proposed = propose(claim, people)
    with pytest.raises(Unacceptable):
        verdicts.send_back(proposed, by=people.approver, reason=" ")


def test_a_confirmed_attribution_names_its_recording(claim, people):
    with pytest.raises(Unacceptable):
        claims.edit(claim, by=people.editor, attribution="confirmed")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1:12:07", "01:12:07"), ("01:12:07", "01:12:07"), ("12:07", "00:12:07"), (" 2:07 ", "00:02:07"),
     ("75:20", "01:15:20"), ("", "")],
)  # fmt: skip
def test_a_time_code_is_kept_in_one_form(typed, kept, claim, people):
    edited = claims.edit(
        claim, by=people.editor, attribution="confirmed", attribution_url="https://v.example.org/", attribution_at=typed
    )
    assert edited.attribution_at == kept


@pytest.mark.parametrize(
    "junk", ["akhir", "12", "1:2:3", "01:60:00", "1:75:00", "12:75", "1:12:07:00", "-1:12:07", "-"]
)
def test_what_is_no_time_code_is_refused(junk, claim, people):
    with pytest.raises(Unacceptable) as refused:
        claims.edit(claim, by=people.editor, attribution="confirmed", attribution_at=junk)
    assert refused.value.field == "attribution_at"


LONG = "Indeks layanan digital kota mencapai 3,41 dan delapan belas kelurahan sudah da"


@pytest.mark.parametrize("label", [words("18 dari 27 kelurahan…", "x"), words("18 dari 27 ...", "x"), words(LONG, "x"),
                                   words(None, "18 of 27")])  # fmt: skip
def test_a_cut_or_missing_label_becomes_no_headline(label, claim, people):
    claim = claims.edit(draft(claim, people), by=people.reviewer, label=label)
    with pytest.raises(Incomplete) as refused:
        verdicts.propose(claim, by=people.reviewer)
    assert len(refused.value.problems) == 1
    whole = claims.edit(claim, by=people.reviewer, label=words(LONG[:75], "18 of 27…"))
    assert verdicts.propose(whole, by=people.reviewer).work == Work.PROPOSED


def test_a_moved_span_takes_its_quote_from_the_text(claim, people):
    moved = claims.edit(claim, by=people.editor, start=claim.start, end=claim.end - 13)
    assert moved.quote == claim.text.content[moved.start : moved.end] == "18 dari 27 kelurahan"
    for start, end in ((5, 5), (-1, 4), (0, 10**6)):
        with pytest.raises(Unacceptable):
            claims.edit(claim, by=people.editor, start=start, end=end)


def test_somebody_deactivated_holds_no_role(claim, people):
    User.objects.filter(pk=people.editor.pk).update(is_active=False)
    with pytest.raises(NotYou):
        claims.dismiss(claim, by=User.objects.get(pk=people.editor.pk), dismissal="trivial")


def test_two_claims_may_overlap_but_not_be_the_same(article, people, claim):
    make_claim(article, people.editor, "18 dari 27 kelurahan")
    with pytest.raises(Unacceptable):
        make_claim(article, people.editor, "18 dari 27 kelurahan")


def test_correction_keeps_the_live_version_until_it_is_approved(published, people):
    claim = verdicts.correct(published, by=people.reviewer, reason="Data baru")
    assert claim.live.version == 1 and claim.draft.version == 2 and claim.public == "published"
    dropped = verdicts.drop_correction(claim, by=people.reviewer, reason="Tidak perlu")
    assert dropped.draft is None and dropped.work == Work.APPROVED
    assert correct(dropped, people).live.version == 2


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "//example.org"])
def test_no_door_takes_an_address_that_is_not_http(claim, people, newsroom, url):
    reviewing = draft(claim, people)
    tries = (
        lambda: claims.edit(reviewing, by=people.editor, attribution="confirmed", attribution_url=url),
        lambda: sources.add(reviewing, by=people.reviewer, title="T", stance="context", url=url),
        lambda: events.create(by=people.editor, newsroom=newsroom, title="Debat", recording_url=url),
        lambda: speakers.create(by=people.editor, newsroom=newsroom, name="R", same_as=url),
        lambda: speakers.rename(claim.speaker, by=people.editor, name="R", same_as=url),
        lambda: newsrooms.describe(newsroom, by=people.approver, url=url),
    )
    for attempt in tries:
        with pytest.raises(Unacceptable):
            attempt()
