"""The paste form: what is wrong is said at its field in the person's language, and nothing that was pasted is lost."""

import pytest
from django.conf import settings

from claims.models import Article, Event, Extraction, Intake, Newsroom
from tests.desk.pages import desk, to, words
from tests.support.newsroom import TEXT

pytestmark = pytest.mark.django_db

GOOD = {
    "title": "Debat Kota Seruni",
    "url": "https://kabar.example.org/debat",
    "publisher": "Kabar Contoh",
    "published_on": "27/02/2024",
    "text": TEXT,
}

# What is typed wrongly, what the person reads in Indonesian and in English, the code that the intake keeps.
BAD = {
    "empty text": ({"text": "  \n "}, "Teksnya kosong", "There is no text", "empty"),
    "no title": ({"title": ""}, "Bidang ini harus diisi", "This field is required", "form"),
    "a title of spaces": ({"title": "   "}, "Bidang ini harus diisi", "This field is required", "form"),
    "too long a title": ({"title": "x" * 301}, "300", "300", "form"),
    "NUL bytes": ({"text": "PK\x03\x04\x00\x00 isi"}, "berkas biner", "binary files", "binary"),
    "a binary file": ({"text": "\x89PNG\r\n\x1a\n" + "\x01\x02\x03" * 30}, "berkas biner", "binary files", "binary"),
    "a day that is not": ({"published_on": "31/02/2024"}, "Tidak ada tanggal itu", "There is no such date", "form"),
    "a day in words": ({"published_on": "kemarin"}, "Tidak ada tanggal itu", "There is no such date", "form"),
    "a day to come": ({"published_on": "2099-01-01"}, "belum tiba", "future", "form"),
    "javascript": ({"url": "javascript:alert(1)"}, "http://", "http://", "form"),
    "data address": ({"url": "data:text/html,x"}, "http://", "http://", "form"),
    "no scheme": ({"url": "kabar.example.org/debat"}, "http://", "http://", "form"),
}


@pytest.mark.parametrize("prefix", ["/admin", "/en/admin"])
@pytest.mark.parametrize("case", sorted(BAD))
def test_bad_input_is_told_and_kept(case, prefix, people):
    typed, indonesian, english, code = BAD[case]
    data = {**GOOD, **typed}
    answer = desk(people.editor).post(f"{prefix}/claims/article/add/", data)
    assert answer.status_code == 422
    said = words(answer)
    assert (english if prefix.startswith("/en") else indonesian) in said
    assert ("kept" if prefix.startswith("/en") else "tersimpan") in said
    form = answer.context["form"]
    for name, value in data.items():
        assert form[name].value() == value
    kept = Intake.objects.get()
    assert bytes(kept.body).decode() == data["text"]
    assert (kept.outcome, kept.problem, kept.by) == ("refused", code, people.editor)
    assert not Article.objects.exists()


def test_six_megabytes_are_refused_and_kept(people):
    text = "Kalimat panjang.\n" * (6_000_000 // 17)
    assert len(text) > settings.ARTICLE_MAX_BYTES
    answer = desk(people.editor).post(to("article", "add"), {**GOOD, "text": text})
    assert answer.status_code == 422 and "5 MB" in words(answer)
    assert len(bytes(Intake.objects.get().body)) == len(text)
    assert answer.content.decode().count("Kalimat panjang.") > 300_000


def test_everything_wrong_is_told_at_once(people):
    typed = {"title": "", "url": "ftp://x", "published_on": "32/1/2024"}
    answer = desk(people.editor).post(to("article", "add"), typed)
    assert set(answer.context["form"].errors) == {"title", "url", "published_on", "text"}


def test_the_same_article_twice_leads_to_the_first(people):
    client = desk(people.editor)
    assert client.post(to("article", "add"), GOOD).status_code == 302
    first = Article.objects.get()
    answer = client.post(to("article", "add"), {**GOOD, "title": "Lain", "text": TEXT.replace("\n", "\r\n")})
    assert answer.status_code == 422
    assert f'href="{to("article", "change", first.pk)}"' in answer.content.decode()
    assert Article.objects.count() == 1 and Intake.objects.filter(problem="duplicate").count() == 1


@pytest.mark.parametrize("day", ["27/02/2024", "2024-02-27", "27-2-2024", "27.02.2024"])
def test_dates_as_people_write_them(day, people):
    desk(people.editor).post(to("article", "add"), {**GOOD, "published_on": day})
    assert Article.objects.get().published_on.isoformat() == "2024-02-27"


def test_a_good_paste_is_stored_to_the_letter_and_split(people, django_capture_on_commit_callbacks):
    event = Event.objects.create(newsroom=Newsroom.objects.default(), title="Debat pertama")
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk(people.editor).post(to("article", "add"), {**GOOD, "event": event.pk})
    article = Article.objects.get()
    assert answer.url == to("article", "change", article.pk)
    assert (article.event, article.language, article.display) == (event, "id", "excerpt")
    assert article.current_text.content == TEXT and bytes(article.current_text.received).decode() == TEXT
    assert Intake.objects.get().outcome == "accepted"
    assert Extraction.objects.get().state == "done"


def test_markup_in_the_text_is_shown_as_text(people):
    hostile = 'Kata dia, "angka 5 <script>alert(1)</script> <img src=x onerror=alert(2)> persen".'
    client = desk(people.editor)
    client.post(to("article", "add"), {**GOOD, "title": "<b>Tebal</b>", "text": hostile})
    page = client.get(to("article", "change", Article.objects.get().pk)).content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page and "<b>Tebal" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_refused_paste_is_found_again_and_taken_up(people):
    client = desk(people.editor)
    client.post(to("article", "add"), {**GOOD, "title": ""})
    kept = Intake.objects.get()
    assert "1" in words(client.get("/en/admin/")) and "refused" in words(client.get("/en/admin/"))
    listed = client.get(to("intake", "changelist") + "?waiting=refused")
    assert to("intake", "change", kept.pk) in listed.content.decode()
    page = client.get(to("intake", "change", kept.pk))
    again = f"{to('article', 'add')}?intake={kept.pk}"
    assert again in page.content.decode() and "18 dari 27 kelurahan" in words(page)
    form = client.get(again).context["form"]
    assert form["text"].value() == TEXT and form["url"].value() == GOOD["url"]


@pytest.mark.parametrize("who", ["reviewer", "approver"])
def test_only_editors_paste(who, people):
    answer = desk(getattr(people, who)).post(to("article", "add"), GOOD)
    assert answer.status_code == 403 and answer.context["form"]["text"].value() == TEXT
    assert not Article.objects.exists()
