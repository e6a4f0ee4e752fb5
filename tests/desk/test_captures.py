"""Copies and checks on the desk: shown as text, downloaded as files, decided by an Approver, retried by anybody."""

import pytest
from django.core import mail

from claims.actions import captures, notices
from claims.models import Notice, Source
from tests.actions.test_captures import PAGE, answering
from tests.actions.test_rechecks import check
from tests.actions.test_uploads import PNG
from tests.desk.pages import desk, now, to, words
from tests.support.newsroom import draft, publish

pytestmark = pytest.mark.django_db

HOSTILE = PAGE.replace("<h1>", "<h1>&lt;script&gt;alert(1)&lt;/script&gt; ")


@pytest.fixture
def source(claim, people):
    draft(claim, people)
    return claim.sources.get()


@pytest.fixture
def found(claim, people):
    """A check that found the page of a published claim's source gone."""
    source = publish(claim, people).sources.get()
    captures.run(source.captures.get().pk, fetch=answering())
    source.refresh_from_db()
    return check(source, answering(404, ""))


def test_the_claim_page_tells_how_the_copy_stands(source, claim, people):
    client, page = desk(people.reviewer), to("claim", "change", claim.pk)
    assert "Salinan sedang diambil." in words(client.get(page))
    captures.run(source.captures.get().pk, fetch=answering())
    told = words(client.get(page))
    assert "Salinan disimpan" in told and "kata demi kata" in told


def test_a_copy_that_failed_is_told_calmly_and_fetched_again(source, claim, people):
    client, capture = desk(people.reviewer), source.captures.get()
    captures.run(capture.pk, fetch=answering(404))
    assert "Tidak ada salinan: Peladen menjawab dengan galat (HTTP 404)." in words(
        client.get(to("claim", "change", claim.pk))
    )
    assert client.post(to("capture", "again", capture.pk)).status_code == 302
    assert client.post(to("capture", "again", capture.pk)).status_code == 409


def test_a_near_passage_shows_the_difference(source, claim, people):
    page = PAGE.replace("18 kelurahan telah", "19 kelurahan sudah")
    captures.run(source.captures.get().pk, fetch=answering(body=page))
    shown = desk(people.reviewer).get(to("claim", "change", claim.pk)).content.decode()
    assert "<del>18</del>" in shown and "<ins>19</ins>" in shown


def test_the_reviewer_is_told_of_a_missing_passage_before_proposing(source, claim, people):
    captures.run(
        source.captures.get().pk, fetch=answering(body=PAGE.replace("Sebanyak 18 kelurahan telah daring.", ""))
    )
    told = words(desk(people.reviewer).get(to("claim", "change", claim.pk)))
    assert "Bagian yang dikutip tidak ada dalam salinan" in told


def test_a_copy_is_shown_as_text_never_as_the_page(source, people):
    capture = captures.run(source.captures.get().pk, fetch=answering(body=HOSTILE))
    page = desk(people.editor).get(to("capture", "change", capture.pk)).content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;" in page
    assert '<mark class="chosen">Sebanyak 18 kelurahan telah daring.</mark>' in page


def test_the_file_is_only_ever_an_attachment(source, people):
    capture = captures.run(source.captures.get().pk, fetch=answering(body=HOSTILE))
    answer = desk(people.editor).get(to("capture", "file", capture.pk))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_files_are_for_staff(source, client, people):
    capture = captures.run(source.captures.get().pk, fetch=answering())
    assert client.get(to("capture", "file", capture.pk)).status_code == 302
    for path in (f"/media/{capture.file.name}", f"/{capture.file.name}", f"/static/{capture.file.name}"):
        assert client.get(path).status_code == 404


def test_uploading_evidence(source, claim, people, tmp_path):
    picture, program = tmp_path / "foto.png", tmp_path / "foto2.png"
    picture.write_bytes(PNG)
    program.write_bytes(b"MZ\x90\0")
    client, page = desk(people.reviewer), to("claim", "upload", claim.pk, source.pk)
    with program.open("rb") as file:
        answer = client.post(page, {"file": file} | now(claim))
    assert answer.status_code == 422 and "Lampirkan PDF" in words(answer)
    with picture.open("rb") as file:
        assert client.post(page, {"file": file} | now(claim)).status_code == 302
    source.refresh_from_db()
    assert source.copy.name == "foto.png"
    with picture.open("rb") as file:
        assert desk(people.editor).post(page, {"file": file}).status_code == 403


def test_the_queue_of_the_approver(found, people):
    assert "Sumber yang tidak lagi seperti semula" in words(
        desk(people.approver).get(to("capture", "changelist").replace("claims/capture/", ""))
    )
    listed = desk(people.approver).get(to("capture", "changelist"), {"waiting": "recheck"})
    assert found.source.title in words(listed)


def test_confirming(found, people):
    page = to("capture", "change", found.pk)
    assert "Konfirmasi dan beri tahu pembaca" in words(desk(people.approver).get(page))
    assert "Konfirmasi dan beri tahu pembaca" not in words(desk(people.reviewer).get(page))
    assert desk(people.reviewer).post(to("capture", "confirm", found.pk)).status_code == 403
    assert desk(people.approver).post(to("capture", "confirm", found.pk)).status_code == 302
    assert desk(people.approver).post(to("capture", "confirm", found.pk)).status_code == 409
    assert Source.objects.get(pk=found.source_id).state == "gone"


def test_setting_aside_wants_a_reason(found, people):
    address = to("capture", "aside", found.pk)
    assert desk(people.approver).post(address, {"reason": ""}).status_code == 422
    assert desk(people.approver).post(address, {"reason": "Hanya tata letak"}).status_code == 302
    found.refresh_from_db()
    assert found.accepted is False


def test_what_differs_is_shown_beside_the_copy(claim, people):
    source = publish(claim, people).sources.get()
    captures.run(source.captures.get().pk, fetch=answering())
    source.refresh_from_db()
    later = check(source, answering(body=PAGE.replace("18 kelurahan", "21 kelurahan")))
    page = desk(people.approver).get(to("capture", "change", later.pk)).content.decode()
    assert "<del>18</del>" in page and "<ins>21</ins>" in page


def test_failed_work_of_every_kind_with_a_way_to_try_it_again(source, article, people):
    captures.run(source.captures.get().pk, fetch=answering(403))
    extraction = article.current_text.extraction
    type(extraction).objects.filter(pk=extraction.pk).update(state="failed", error="MemoryError: engine", attempts=4)
    client, page = desk(people.editor), "/admin/failed/"
    told = words(client.get(page))
    assert "HTTP 403" in told and "MemoryError: engine" in told and "4 percobaan" in told
    for kind, pk in (("capture", source.captures.get().pk), ("extraction", extraction.pk)):
        assert client.get(f"{page}{kind}/{pk}/again/").status_code == 404
        assert client.post(f"{page}{kind}/{pk}/again/").status_code == 302
        assert client.post(f"{page}{kind}/{pk}/again/").status_code == 409
    assert "Tidak ada pekerjaan yang gagal." in words(client.get(page))


def test_a_letter_that_was_given_up_stands_there_too(claim, people, django_capture_on_commit_callbacks):
    people.reviewer.email = "rev@example.org"
    people.reviewer.save()
    letter = notices.tell([people.reviewer], notices.Kind.ASSIGNMENT, claim=claim, by=people.editor, words="Rahasia")[0]
    client, page = desk(people.editor), "/admin/failed/"
    assert "rev@example.org" not in words(client.get(page))
    Notice.objects.update(mail_tries=8, mail_next_at=None, mail_error="OSError: tidak ada peladen")
    told = words(client.get(page))
    assert "Mengirim surat · Rev, rev@example.org · 18 dari 27 kelurahan daring" in told
    assert (
        "tidak ada peladen" in told
        and "Rahasia" not in told
        and "Pekerjaan yang gagal (1)" in words(client.get("/admin/"))
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/admin/failed/letter/{letter.pk}/again/").status_code == 302
    assert [sent.to for sent in mail.outbox] == [["rev@example.org"]]
    assert client.post(f"/admin/failed/letter/{letter.pk}/again/").status_code == 409


def test_failed_work_is_for_people_with_a_role(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert client.get("/admin/failed/").status_code == 403
