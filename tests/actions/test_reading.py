"""Files through the door of the paste: kept as they came, read to one text, told what the document says of itself."""

from datetime import date

import pytest

from claims.actions import articles, extraction, intakes, reading
from claims.actions.refusals import Unacceptable
from claims.models import Article, Claim, Intake, Newsroom
from tests.actions import documents

pytestmark = pytest.mark.django_db


def receive(people, name, body, way="file", **fields):
    newsroom = Newsroom.objects.default()
    return intakes.receive(by=people.editor, newsroom=newsroom, body=body, fields=fields, way=way, name=name)


def submit(people, name, body, **details):
    intake = receive(people, name, body)
    return articles.submit(by=people.editor, newsroom=intake.newsroom, intake=intake, **details)


@pytest.mark.parametrize("case", sorted(documents.GOOD))
def test_a_file_is_kept_as_it_came_and_read_to_one_text(case, people):
    name, body, media_type = documents.GOOD[case]
    text = submit(people, name, body).current_text
    assert bytes(text.received) == body and bytes(Intake.objects.get().body) == body
    assert (text.media_type, text.name) == (media_type, name)
    assert "18 dari 27 kelurahan sudah daring" in text.content
    assert "\r" not in text.content and "\x00" not in text.content


@pytest.mark.parametrize("case", sorted(documents.HOSTILE))
def test_a_hostile_file_is_refused_in_both_languages_and_kept(case, people):
    name, body, indonesian, english = documents.HOSTILE[case]
    with pytest.raises(Unacceptable) as told:
        submit(people, name, body)
    assert told.value.field == "file"
    kept = Intake.objects.get()
    assert bytes(kept.body) == body and (kept.outcome, kept.problem) == ("refused", "unreadable")
    assert indonesian in kept.words["id"] and english in kept.words["en"] and name in kept.words["id"]
    assert not Article.objects.exists()


def test_what_the_page_says_of_itself_fills_what_was_left_empty(people):
    article = submit(people, "debat.html", documents.page())
    assert (article.title, article.publisher) == ("Debat di Balai Kota", "Kabar Contoh")
    assert article.published_on == date(2024, 11, 6) and article.display == "excerpt"


def test_what_the_person_wrote_stands(people):
    given = {"title": "Judul kami", "publisher": "Kabar Lain", "published_on": date(2024, 11, 7)}
    article = submit(people, "debat.html", documents.page(), **given)
    assert {name: getattr(article, name) for name in given} == given


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("pidato_wali-kota.docx", "", "pidato wali kota"),
        ("pidato.docx", "Microsoft Word - draf 3.doc", "pidato"),
        ("pidato.docx", "Pidato akhir tahun", "Pidato akhir tahun"),
    ],
)
def test_a_file_without_a_title_of_its_own_is_called_by_its_name(name, title, expected, people):
    assert submit(people, name, documents.word(title)).title == expected


def test_a_day_to_come_is_not_believed(people):
    body = documents.page().replace(b"2024-11-06", b"2999-11-06")
    assert submit(people, "debat.html", body).published_on is None


@pytest.mark.parametrize(("kind", "body"), [("vtt", documents.vtt()), ("srt", documents.srt())])
def test_subtitles_without_a_name_are_a_transcript_with_time_codes(kind, body, people):
    article = submit(people, f"debat.{kind}", body, language="id")
    extraction.run(article.current_text.extraction.pk)
    article.refresh_from_db()
    assert article.kind == "transcript"
    said = {claim.quote: claim.timecode for claim in Claim.objects.all()}
    assert said["Sebanyak 18 dari 27 kelurahan sudah daring"] == "00:03:05"
    assert set(said.values()) <= {"00:02:05", "00:03:05", "00:04:05"}


TIMED = {
    "names": "[00:01:10] RAHMA: Selamat malam.\n[00:12:07] BAGAS: Sebanyak 18 dari 27 kelurahan sudah daring.\n"
    "[00:13:00] RAHMA: Betul.\n",
    "no names": "[00:01:10] Selamat malam.\n[00:12:07] Sebanyak 18 dari 27 kelurahan sudah daring.\n"
    "[00:13:00] Betul.\n",
    "own lines": "01:10\nSelamat malam.\n12:07\nSebanyak 18 dari 27 kelurahan sudah daring.\n13:00\nBetul.\n",
}


@pytest.mark.parametrize("case", sorted(TIMED))
def test_time_codes_typed_into_a_paste_reach_the_claims(case, people):
    article = articles.submit(by=people.editor, newsroom=Newsroom.objects.default(), body=TIMED[case], title="Debat")
    extraction.run(article.current_text.extraction.pk)
    claim = Claim.objects.get()
    assert (claim.quote, claim.timecode) == ("Sebanyak 18 dari 27 kelurahan sudah daring", "00:12:07")
    assert (claim.speaker and claim.speaker.name) == ("BAGAS" if case == "names" else None)


@pytest.mark.parametrize(
    ("body", "complete"),
    [
        (documents.page(), True),
        (documents.page(more="<p>Halaman 1 dari 3</p>"), False),
        (documents.page((*documents.LINES, "Halaman 1 dari 3")), False),
        (documents.page((*documents.LINES, "Halaman 1 dari 1")), True),
    ],
)
def test_a_page_of_several_is_not_the_whole_text(body, complete, people):
    article = submit(people, "debat.html", body, language="id")
    extraction.run(article.current_text.extraction.pk)
    article.refresh_from_db()
    assert article.complete is complete


def test_doubts_of_the_reading_are_kept_in_both_languages(people):
    submit(people, "debat.txt", documents.TEXT.encode("cp1252"))
    (note,) = Intake.objects.get().notes
    assert "Windows-1252" in note["id"] and "Windows-1252" in note["en"] and note["id"] != note["en"]


def test_the_same_words_in_another_file_are_a_duplicate(people):
    first = submit(people, "debat.txt", documents.TEXT.encode())
    with pytest.raises(Unacceptable) as told:
        submit(people, "debat.txt", documents.TEXT.encode("utf-16"))
    assert told.value.code == "duplicate" and told.value.article == first
    assert Intake.objects.get(outcome="refused").known == first


def test_a_kept_file_is_taken_up_again_with_its_body_untouched(people):
    intake = intakes.refuse(receive(people, "debat.docx", documents.word(), title="x"), "form")
    again = intakes.resume(intake, by=people.editor, fields={"title": "Judul"})
    article = articles.submit(by=people.editor, newsroom=again.newsroom, intake=again, title="Judul")
    again.refresh_from_db()
    assert (again.outcome, again.problem, again.article) == ("accepted", "", article)
    assert bytes(again.body) == bytes(article.current_text.received)


def test_pasted_words_stay_to_the_letter(people):
    intake = receive(people, "", b"  <p>bukan halaman</p>\r\n", way="paste")
    assert reading.of(intake).content == "  <p>bukan halaman</p>\n"
