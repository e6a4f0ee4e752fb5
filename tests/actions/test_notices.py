"""Notices: who learns of what, never oneself; their letters, which the row remembers until they are sent."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from claims.actions import claims, decisions, mails, notices, replies, verdicts
from claims.actions import people as staff
from claims.actions.refusals import NotNow, NotYou, Refused
from claims.models import Notice, words
from claims.workflow import Role
from tests.support.newsroom import draft, hold, make_person, propose, publish

pytestmark = pytest.mark.django_db


def told():
    """(who, kind) of every notice."""
    return sorted(Notice.objects.values_list("to__username", "kind"))


def test_assignment_goes_to_the_assignee_and_not_to_oneself(claim, people):
    claims.assign(claim, by=people.editor, to=people.reviewer)
    assert told() == [("reviewer", "assignment")]
    both = make_person("both", Role.EDITOR, Role.REVIEWER)
    claims.assign(claim, by=both, to=both)
    claims.assign(claim, by=people.editor, to=None)
    assert told() == [("reviewer", "assignment")]


def test_a_proposal_goes_to_all_approvers_and_back_to_its_writer(claim, people):
    claim = propose(claim, people)
    assert told() == [("approver", "proposal"), ("second", "proposal")]
    verdicts.send_back(claim, by=people.approver, reason="Sumber kurang")
    back = Notice.objects.get(kind="sent_back")
    assert (back.to, back.by, back.words, back.claim) == (people.reviewer, people.approver, "Sumber kurang", claim)


def test_what_a_proposal_asked_for_is_no_news_once_it_is_decided(claim, people):
    publish(claim, people)
    assert Notice.objects.count() == 2 and not Notice.objects.unread().exists()


def test_replies_and_holds_reach_who_worked_on_the_claim(claim, people):
    claim = publish(claim, people)
    Notice.objects.all().delete()
    replies.record(claim, by=people.second_approver, who="Rahma", text="Tidak benar.")
    assert told() == [("approver", "reply"), ("editor", "reply"), ("reviewer", "reply")]
    hold(claim, people)
    assert sorted(Notice.objects.filter(kind="hold").values_list("to__username", flat=True)) == ["reviewer"]


def test_a_refused_step_tells_nobody(claim, people):
    with pytest.raises(Refused):
        decisions.hold(claim, by=people.approver, notice=words("Ditinjau.", None))
    assert told() == []


def test_who_left_learns_nothing(claim, people):
    people.reviewer.is_active = False
    assert notices.tell([people.reviewer, None], notices.Kind.MENTION, claim=claim) == []


def test_only_ones_own_notice_is_marked_read(claim, people):
    one = notices.tell([people.reviewer], notices.Kind.MENTION, claim=claim)[0]
    assert notices.read(one, by=people.editor) is None and Notice.objects.unread().count() == 1
    assert notices.read_all(by=people.reviewer) == 1 and not Notice.objects.unread().exists()


@pytest.fixture
def letter(claim, people):
    """A notice that goes out by e-mail."""
    people.reviewer.email = "rev@example.org"
    people.reviewer.save()
    return notices.tell([people.reviewer], notices.Kind.ASSIGNMENT, claim=claim, by=people.editor)[0]


def test_a_letter_names_who_what_and_where_and_goes_out_once(letter, settings):
    settings.SITE_URL = "https://cek.example.org"
    assert mails.send(letter.pk) and not mails.send(letter.pk)
    (sent,) = mail.outbox
    assert sent.to == ["rev@example.org"] and "menugaskan klaim ini kepada Anda" in sent.subject
    assert f"https://cek.example.org/admin/claims/claim/{letter.claim_id}/change/" in sent.body
    assert "https://cek.example.org/admin/account/" in sent.body
    letter.refresh_from_db()
    assert letter.mailed_at and letter.mail_next_at is None


def test_a_newsroom_of_another_language_reads_its_own(letter, newsroom):
    newsroom.languages = ["en"]
    newsroom.save()
    mails.send(letter.pk)
    assert "assigned this claim to you" in mail.outbox[0].subject and "/en/admin/claims/" in mail.outbox[0].body


def test_a_line_break_in_a_label_is_no_header(letter):
    letter.claim.label = words("Satu\nBcc: semua@example.org", None)
    letter.claim.save()
    assert mails.send(letter.pk) and mail.outbox[0].recipients() == ["rev@example.org"]
    assert "\n" not in mail.outbox[0].subject


def test_a_letter_that_fails_is_tried_again_later_and_at_last_given_up(letter, monkeypatch):
    def fails(self, **ignored):
        raise OSError("no server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fails)
    pauses = []
    for _try in range(mails.MAX_TRIES):
        assert not mails.send(letter.pk)
        letter.refresh_from_db()
        pauses.append(letter.mail_next_at and letter.mail_next_at - timezone.now())
        Notice.objects.exclude(mail_next_at=None).update(mail_next_at=timezone.now())
    assert letter.mail_tries == mails.MAX_TRIES and pauses[-1] is None and pauses[1] > pauses[0]
    assert mails.sweep() == 0 and not letter.mailed_at
    assert letter.mail_error == "OSError: no server"


def test_a_letter_given_up_is_sent_from_the_beginning_when_asked(letter, people):
    with pytest.raises(NotNow):
        mails.again(letter, by=people.editor)
    give_up(letter)
    with pytest.raises(NotYou):
        mails.again(letter, by=make_person("nobody"))
    mails.again(letter, by=people.editor)
    letter.refresh_from_db()
    assert (letter.mail_tries, letter.mail_error) == (0, "") and mails.send(letter.pk)


def give_up(letter):
    Notice.objects.filter(pk=letter.pk).update(mail_tries=8, mail_next_at=None, mail_error="OSError: no server")


def test_the_sweep_finds_a_letter_whose_message_was_lost(letter, monkeypatch):
    sent = []
    monkeypatch.setattr("claims.actions.queue.send", lambda task, pk: sent.append((task, pk)))
    assert mails.sweep() == 1 and sent == [("mail", letter.pk)]
    Notice.objects.update(mail_next_at=timezone.now() + timedelta(minutes=1))
    assert mails.sweep() == 0


def test_no_letter_to_who_wants_none_has_no_address_or_has_read_it(letter, claim, people):
    notices.read(letter, by=people.reviewer)
    assert not mails.send(letter.pk)
    staff.set_mail(by=people.reviewer, mail_notices=False)
    people.reviewer.refresh_from_db()
    for person in (people.reviewer, people.editor):
        assert not notices.tell([person], notices.Kind.MENTION, claim=claim)[0].mail_wanted


def test_a_draft_alone_tells_nobody(claim, people):
    draft(claim, people)
    assert told() == []
