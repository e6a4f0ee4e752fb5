"""The pack of an event on the desk: tables previewed, feeds imported, what is missing, what stands beside a claim."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.actions import events, external_checks, official_values
from claims.models import CheckImport, ExternalCheck, OfficialTable, OfficialValue
from tests.actions.test_external_checks import feed, review
from tests.actions.test_packs import TABLE, claim_with
from tests.desk.pages import desk, to, words
from tests.support.newsroom import make_article, make_claim, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(people, newsroom):
    return events.create(by=people.editor, newsroom=newsroom, title="Debat Seruni", place="Kota Seruni")


def file(data=TABLE, name="statistik.csv"):
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def source(**more):
    return {"title": "Statistik Seruni", "publisher": "BPS Seruni", "language": "id", "file": file(), **more}


def pack(person, event):
    return desk(person).get(to("event", "pack", event.pk))


def test_an_empty_pack_says_what_to_do_next(event, people):
    page = words(pack(people.editor, event))
    for sentence in ("Belum ada yang disebut sebagai peserta", "Belum ada angka resmi", "Impor umpan"):
        assert sentence in page
    assert "Tambah tabel" in page and "Tambah tabel" not in words(pack(people.reviewer, event))


def test_a_table_for_the_event_is_previewed_then_saved(event, people):
    client = desk(people.editor)
    answer = client.post(to("event", "pack_table", event.pk), source(file=file(TABLE + "Kosong;Kota Seruni;2023;-;\n")))
    table = OfficialTable.objects.get()
    assert answer.url == to("officialtable", "change", table.pk) and not OfficialValue.objects.exists()
    preview = words(client.get(answer.url))
    assert "Belum ada yang disimpan" in preview and "8 nilai" in preview and "3,41" in preview
    assert "10 Nilainya tidak ada" in preview and "1 baris tidak diambil" in preview
    assert "menunggu diperiksa" in words(pack(people.editor, event))
    assert client.post(to("officialtable", "save", table.pk)).status_code == 302
    assert OfficialValue.objects.for_event(event).count() == 8
    page = words(pack(people.reviewer, event))
    assert "Persentase penduduk miskin" in page and "6,18" in page


def test_the_preview_reads_anew_with_other_columns(event, people):
    client = desk(people.editor)
    client.post(to("event", "pack_table", event.pk), source(file=file("Apa,Berapa\nIPM,70.9\n")))
    table = OfficialTable.objects.get()
    address = to("officialtable", "change", table.pk)
    assert "Judul kolom tidak menyebut" in words(client.get(address))
    assert client.post(to("officialtable", "save", table.pk)).status_code == 422
    refused = client.post(to("officialtable", "columns", table.pk), {"measure": 0, "value": 0, "language": "en"})
    assert refused.status_code == 422 and "tidak dapat menjadi dua hal" in words(refused)
    assert client.post(to("officialtable", "columns", table.pk), {"measure": 0, "value": 1, "language": "en"}).url
    assert "1 nilai" in words(client.get(address))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "wajib"),
        ({"file": ""}, "Pilih berkas"),
        ({"file": file(b"%PDF-1.4", "a.pdf")}, "CSV atau XLSX"),
        ({"file": file(b"", "a.csv")}, "kosong"),
        ({"url": "javascript:alert(1)"}, "http://"),
    ],
)
def test_a_refused_table_gives_the_form_back_with_what_was_typed(change, sentence, event, people):
    answer = desk(people.editor).post(to("event", "pack_table", event.pk), source(publisher="BPS <Seruni>", **change))
    assert answer.status_code == 422 and sentence in words(answer)
    assert "BPS &lt;Seruni&gt;" in answer.content.decode() and not OfficialTable.objects.exists()


def test_the_file_is_given_back_as_it_came_and_never_opened(event, people):
    client = desk(people.editor)
    client.post(to("event", "pack_table", event.pk), source())
    answer = client.get(to("officialtable", "received", OfficialTable.objects.get().pk))
    assert answer.content.decode() == TABLE and answer["Content-Disposition"].startswith("attachment")


def test_a_feed_for_the_event_is_imported_attributed_and_escaped(event, people):
    hostile = review(1, claimReviewed="&lt;img src=x onerror=alert(1)&gt;Air naik", author={"name": "A & B"})
    answer = desk(people.editor).post(
        to("event", "pack_checks", event.pk), {"file": file(feed(hostile, review(2, url="javascript:x")), "cek.json")}
    )
    run = CheckImport.objects.get()
    assert answer.url == to("checkimport", "change", run.pk)
    page = words(desk(people.editor).get(answer.url))
    assert "1 baru" in page and "2 Alamatnya tidak ada" in page and "A & B" in page
    shown = pack(people.editor, event).content.decode()
    assert "A &amp; B" in shown and "onerror" not in shown and "javascript:" not in shown


def test_others_checks_are_searched_filtered_hidden_and_taken_back(event, people, newsroom):
    data = file(feed(review(1), review(2, url="https://lain.example.net/2", author={"name": "Lain"})), "cek.json")
    external_checks.load(by=people.editor, newsroom=newsroom, file=data, name="cek.json", event=event)
    client, list_page = desk(people.approver), to("externalcheck", "changelist")
    assert "Lain" in words(client.get(list_page, {"q": "Jembatan 2"}))
    assert "Cek Contoh" not in words(client.get(list_page, {"site": "lain.example.net"})).partition("situs")[2]
    row = ExternalCheck.objects.get(site="lain.example.net")
    assert client.post(to("externalcheck", "hide", row.pk), {"reason": ""}).status_code == 422
    client.post(to("externalcheck", "hide", row.pk), {"reason": "Bukan pemeriksa fakta"})
    assert "Jembatan 2" not in words(client.get(list_page))
    assert "Jembatan 2" in words(client.get(list_page, {"standing": "hidden"}))
    page = words(client.get(to("externalcheck", "change", row.pk)))
    assert "Bukan pemeriksa fakta" in page and "bukan oleh redaksi ini" in page
    removal = to("checkimport", "remove", CheckImport.objects.get().pk)
    assert client.post(removal, {"reason": "x"}).status_code == 403
    desk(people.editor).post(removal, {"reason": "Umpan palsu"})
    assert not ExternalCheck.objects.shown().exists()


def test_what_is_here_already_can_be_used_for_another_event(event, people, newsroom):
    details = {"title": "Statistik", "publisher": "BPS", "name": "s.csv", "data": TABLE.encode()}
    table = official_values.save(
        official_values.receive(by=people.editor, newsroom=newsroom, **details), by=people.editor
    )
    run = external_checks.load(by=people.editor, newsroom=newsroom, file=file(feed(review(1)), "c.json"), name="c.json")
    client = desk(people.editor)
    for what in (f"table-{table.pk}", f"checks-{run.pk}"):
        assert what in client.get(to("event", "pack", event.pk)).content.decode()
        assert client.post(to("event", "pack_use", event.pk), {"what": what}).status_code == 302
    assert OfficialValue.objects.for_event(event).count() == 8 and ExternalCheck.objects.for_event(event).count() == 1
    for what in ("", "table-", "table-999", "other-1", f"table-{'9' * 40}"):
        assert client.post(to("event", "pack_use", event.pk), {"what": what}).status_code == 404
    assert (
        desk(people.reviewer).post(to("event", "pack_use", event.pk), {"what": f"table-{table.pk}"}).status_code == 403
    )


def test_the_participants_earlier_claims_with_their_verdict(event, article, people):
    earlier = publish(make_claim(article, people.editor), people)
    events.add_participant(event, by=people.editor, speaker=earlier.speaker, ballot_number=1)
    page = words(pack(people.reviewer, event))
    assert "18 dari 27 kelurahan daring" in page and "Sebagian Besar Benar" in page


def test_what_is_known_stands_beside_a_new_claim(event, people, newsroom):
    details = {"title": "Statistik Seruni", "publisher": "BPS Seruni", "name": "s.csv", "data": TABLE.encode()}
    official_values.save(
        official_values.receive(by=people.editor, newsroom=newsroom, event=event, **details), by=people.editor
    )
    article = make_article(people.editor, event=event)
    claim = claim_with(article, people, "Indeks layanan digital kami 3,41", "3,50", "layanan digital", period="2023")
    page = words(desk(people.reviewer).get(to("claim", "change", claim.pk)))
    assert "Sudah diketahui" in page and "nilai lain dari yang diklaim" in page and "BPS Seruni" in page
    assert page.count("nilai lain dari yang diklaim") == 1  # that of 2022 contradicts nothing
    other = make_claim(article, people.editor, "18 dari 27 kelurahan sudah daring")
    assert "Sudah diketahui" not in words(desk(people.reviewer).get(to("claim", "change", other.pk)))


@pytest.mark.parametrize("noun", ["officialvalue", "officialtable", "externalcheck", "checkimport"])
def test_the_lists_say_what_to_do_when_empty_and_open_in_both_languages(noun, people):
    client = desk(people.editor)
    address = to(noun, "changelist")
    assert 'class="empty"' in client.get(address).content.decode()
    assert client.get(f"/en{address}").status_code == 200
    assert client.get(reverse("admin:index")).content.decode().count(address) == 1


def test_the_upload_pages(people, event):
    client = desk(people.editor)
    answer = client.post(to("officialtable", "add"), source(event=event.pk))
    assert answer.status_code == 302 and OfficialTable.objects.get().events.get() == event
    answer = client.post(to("externalcheck", "add"), {"file": file(feed(review(1)), "c.json"), "event": event.pk})
    assert answer.status_code == 302 and ExternalCheck.objects.for_event(event).count() == 1
    refused = client.post(to("externalcheck", "add"), {"file": file("nama,umur\nA,3\n", "x.csv")})
    assert refused.status_code == 422 and "tidak memuat kolom claim" in html.unescape(words(refused))
    reviewer = desk(people.reviewer)
    assert reviewer.post(to("externalcheck", "add"), {"file": file(feed(review(3)), "c.json")}).status_code == 403
    assert reviewer.post(to("officialtable", "add"), source(file=file("measure,value\nA,1\n"))).status_code == 403
