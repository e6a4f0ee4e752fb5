"""The accountability file: everything that was done with a claim, on one page that needs nothing else."""

import pytest
from django.utils import timezone

from claims.actions import replies
from claims.models import Claim, Confirmation
from claims.workflow import Role
from tests.desk.pages import desk, to, words
from tests.support.newsroom import correct, hold, make_claim, make_person, propose, publish, release, withdraw

pytestmark = pytest.mark.django_db


def file_of(person, claim, query="", prefix=""):
    return desk(person).get(prefix + to("claim", "file", claim.pk) + query)


@pytest.fixture
def storied(article, people):
    """A claim that was asked about, published, corrected, held, released and replied to."""
    claim = make_claim(article, people.editor)
    Confirmation.objects.create(
        claim=claim, to="Staf Rahma Wirasti", question="Dari mana angka itu?", sent_at=timezone.now(),
        sent_by=people.reviewer,
    )  # fmt: skip
    claim = correct(publish(claim, people), people)
    claim = release(hold(claim, people), people)
    replies.record(claim, by=people.editor, who="Tim Rahma", text="Itu data lama.\nSudah berubah.")
    return Claim.objects.get(pk=claim.pk)


def test_the_file_tells_the_whole_story(storied, people):
    page = file_of(people.reviewer, storied)
    said = words(page)
    for part in (
        "18 dari 27 kelurahan sudah daring",
        storied.text.sha256,
        "Laporan Layanan Digital 2023",
        "Sebanyak 18 kelurahan telah daring.",
        "Staf Rahma Wirasti",
        "Dari mana angka itu?",
        "Data 2024 mengubah vonis.",
        "Vonis ditinjau ulang.",
        "Tim Rahma",
        "Itu data lama.",
        "mengajukan vonis",
        "WIB",
    ):
        assert part in said, part
    assert "<del>" in page.content.decode()


def test_it_names_who_proposed_and_who_approved(storied, people):
    sections = {str(one["title"]): one for one in file_of(people.editor, storied).context["sections"]}
    first, second = sections["Versi dan siapa yang bertanggung jawab"]["cards"]
    rows = {str(row.label): str(row.value) for row in first[1]}
    assert rows["Diajukan oleh"].startswith("Rev, ") and rows["Disetujui oleh"].startswith("App, ")
    assert "Data 2024 mengubah vonis." in [row.value for row in second[1]]


def test_a_withdrawn_claim_is_answered_for_too(storied, people):
    withdraw(storied, people)
    said = words(file_of(people.editor, storied))
    assert "Klaim bukan oleh dia." in said and "Salah orang" in said and "ditarik" in said


def test_what_is_on_hold_has_no_verdict_in_public(article, people):
    claim = hold(publish(make_claim(article, people.editor), people), people)
    sections = {str(one["title"]): one for one in file_of(people.editor, claim).context["sections"]}
    assert sections["Vonis yang terbit"] == {
        "title": "Vonis yang terbit", "cards": [], "empty": "Ditinjau ulang: pembaca melihat pemberitahuannya.",
    }  # fmt: skip


def test_it_can_be_handed_over_as_one_file(storied, people):
    answer = file_of(people.editor, storied, "?download=1")
    page = answer.content.decode()
    assert answer["Content-Disposition"] == f'attachment; filename="{storied.public_id}.html"'
    assert "<style>" in page and "@page" in page
    assert not [part for part in ("<link", "<script", "<img", "src=") if part in page]


def test_a_fresh_claim_says_what_there_is_not(claim, people):
    said = words(file_of(people.editor, claim))
    assert "Tidak ada yang ditanya." in said and "Belum ada yang terbit." in said


def test_whoever_may_still_rate_blind_reads_no_verdict_in_it(article, people, newsroom):
    newsroom.blind_rating = True
    newsroom.save()
    claim = propose(make_claim(article, people.editor), people)
    blind = words(file_of(make_person("kedua", Role.REVIEWER), claim))
    assert "Angkanya sesuai laporan 2023." not in blind and "Sebagian Besar Benar" not in blind
    assert "Angkanya sesuai laporan 2023." in words(file_of(people.reviewer, claim))


def test_without_a_role_there_is_no_file(claim, people):
    assert file_of(make_person("tamu"), claim).status_code == 403
