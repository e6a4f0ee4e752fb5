"""Three ways in on one page: pasted, as a file, by address; what is wrong is told at its field, and nothing is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from claims.actions import extraction, fetches
from claims.desk import article_page, paste_form
from claims.models import Article, Extraction, Fetch, Intake, Newsroom
from tests.actions import documents
from tests.desk.pages import desk, to, words

pytestmark = pytest.mark.django_db


def upload(name, body):
    return SimpleUploadedFile(name, body)


def send(people, prefix="/admin", **data):
    return desk(people.editor).post(f"{prefix}/claims/article/add/", data)


@pytest.mark.parametrize("case", sorted(documents.GOOD))
def test_a_file_alone_is_enough(case, people, django_capture_on_commit_callbacks):
    name, body, media_type = documents.GOOD[case]
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(people, file=upload(name, body))
    article = Article.objects.get()
    assert answer.status_code == 302 and answer.url == to("article", "change", article.pk)
    assert article.title and article.current_text.media_type == media_type
    page = words(desk(people.editor).get(answer.url))
    assert article.title in page and "18 dari 27 kelurahan" in page


@pytest.mark.parametrize("prefix", ["/admin", "/en/admin"])
@pytest.mark.parametrize("case", sorted(documents.HOSTILE))
def test_a_hostile_file_is_told_at_its_field_and_kept(case, prefix, people):
    name, body, indonesian, english = documents.HOSTILE[case]
    answer = send(people, prefix, file=upload(name, body), title="Judul saya", publisher="Kabar Contoh")
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"file"}
    said = words(answer)
    assert (english if prefix.startswith("/en") else indonesian) in said
    assert answer.context["form"]["title"].value() == "Judul saya" and answer.context["held"] is None
    kept = Intake.objects.get()
    assert bytes(kept.body) == body and (kept.problem, kept.way, kept.name) == ("unreadable", "file", name)
    page = desk(people.editor).get(f"{prefix}/claims/intake/{kept.pk}/change/")
    assert (english if prefix.startswith("/en") else indonesian) in words(page)


def test_of_a_file_that_cannot_be_read_no_title_is_asked(people):
    answer = send(people, file=upload("catatan.txt", documents.binary()))
    assert set(answer.context["form"].errors) == {"file"}


def test_a_file_too_large_to_keep_is_told(people, monkeypatch):
    monkeypatch.setattr(paste_form, "FILE_LIMIT", 1000)
    monkeypatch.setattr("claims.desk.paste.FILE_LIMIT", 1000)
    answer = send(people, file=upload("debat.txt", b"x" * 1001), title="Judul saya")
    assert answer.status_code == 422 and "terlalu besar" in words(answer)
    assert answer.context["form"]["title"].value() == "Judul saya" and not Intake.objects.exists()


def test_a_file_is_held_while_something_else_is_corrected(people):
    body = documents.page()
    answer = send(people, file=upload("debat.html", body), published_on="31/02/2024")
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"published_on"}
    shown = answer.context["form"]
    assert (shown["title"].value(), shown["publisher"].value()) == ("Debat di Balai Kota", "Kabar Contoh")
    held = answer.context["held"]["pk"]
    assert "debat.html" in words(answer) and f'name="intake" value="{held}"' in answer.content.decode()
    assert send(people, intake=held, published_on="06/11/2024", title="Judul baru").status_code == 302
    article, kept = Article.objects.get(), Intake.objects.get()
    assert article.title == "Judul baru" and bytes(article.current_text.received) == body
    assert (kept.article, kept.outcome) == (article, "accepted")


def test_a_new_file_takes_the_place_of_the_held_one(people):
    first = send(people, file=upload("debat.html", documents.page()), published_on="x").context["held"]["pk"]
    send(people, intake=first, file=upload("lain.vtt", documents.vtt()))
    assert Article.objects.get().current_text.name == "lain.vtt"
    assert Intake.objects.filter(article=None).get().pk == first


def test_a_file_and_a_text_at_once_are_both_kept(people):
    answer = send(people, file=upload("debat.docx", documents.word()), text="Teks lain.", title="Judul")
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"file"}
    assert answer.context["form"]["text"].value() == "Teks lain." and answer.context["held"]["name"] == "debat.docx"
    assert send(people, intake=answer.context["held"]["pk"], text="", title="Judul").status_code == 302
    assert Article.objects.get().current_text.name == "debat.docx"


def test_another_newsrooms_file_is_not_held(people):
    held = send(people, file=upload("debat.html", documents.page()), published_on="x").context["held"]["pk"]
    other = Newsroom.objects.create(name="Redaksi Lain", url="https://lain.example.org")
    Intake.objects.filter(pk=held).update(newsroom=other)
    assert send(people, intake=held, title="Judul").status_code == 422
    assert not desk(people.editor).get(f"{to('article', 'add')}?intake={held}").context["held"]


@pytest.mark.parametrize("who", ["reviewer", "approver"])
def test_only_editors_bring_files_and_addresses(who, people):
    client = desk(getattr(people, who))
    assert client.post(to("article", "add"), {"file": upload("a.txt", b"isi")}).status_code == 403
    answer = client.post(to("article", "add"), {"way": "address", "url": "https://kabar.example.org/"})
    assert answer.status_code == 403 and not Intake.objects.exists() and not Fetch.objects.exists()


# Versions


def test_a_version_is_offered_before_saving_and_taken_in_on_request(people):
    send(people, text=documents.TEXT, title="Debat pertama")
    first = Article.objects.get()
    newer = documents.TEXT + "Tamat."
    answer = send(people, text=newer, title="Debat lagi")
    said = words(answer)
    assert answer.status_code == 422 and "mirip dengan “Debat pertama”" in said and "Ed" in said and "% sama" in said
    assert f'href="{to("article", "change", first.pk)}"' in answer.content.decode()
    assert answer.context["form"]["text"].value() == newer and Intake.objects.get(problem="alike").known == first
    assert send(people, text=newer, title="Debat lagi", anyway="on").status_code == 302
    assert Article.objects.count() == 2


def test_a_version_in_a_file_is_held_with_the_choice(people):
    send(people, text=documents.TEXT, title="Debat pertama")
    answer = send(people, "/en/admin", file=upload("debat.docx", documents.word()))
    assert "This looks like “Debat pertama”" in words(answer) and answer.context["held"]
    assert send(people, intake=answer.context["held"]["pk"], anyway="on").status_code == 302


def test_nobody_is_asked_about_a_text_of_its_own(people):
    send(people, text=documents.TEXT, title="Debat pertama")
    assert send(people, text="Pasar baru di tepi sungai dibuka. " * 9, title="Pasar").status_code == 302


# By address


def fetched(people, url, prefix="/admin"):
    """Asks for `url` through the form; returns the page of what is to come, after the worker's first try."""
    answer = send(people, prefix, way="address", url=url)
    fetches.run(Fetch.objects.get().pk)
    return desk(people.editor).get(answer.url)


def test_an_address_becomes_an_article_and_its_page_goes_there(people, web):
    answer = fetched(people, web.put("/debat", documents.page()))
    assert answer.status_code == 302 and answer.url == to("article", "change", Article.objects.get().pk)


def test_the_form_does_not_wait_for_the_server(people, web):
    answer = send(people, way="address", url=web.put("/debat", documents.page()))
    assert answer.status_code == 302 and web.asked == [] and Fetch.objects.get().state == "waiting"
    page = desk(people.editor).get(answer.url)
    assert "Menunggu diambil" in words(page) and "fetching.js" in page.content.decode()
    assert 'http-equiv="refresh"' in page.content.decode()
    state = desk(people.editor).get(to("intake", "state", Intake.objects.get().pk)).content.decode()
    assert "data-waits" in state and "Menunggu diambil" in state


@pytest.mark.parametrize(("prefix", "said"), [("/admin", "galat (404)"), ("/en/admin", "error (404)")])
def test_what_could_not_be_fetched_is_told_with_a_way_to_try_again(prefix, said, people, web):
    page = fetched(people, web.url("/tiada"), prefix)
    intake = Intake.objects.get()
    assert said in words(page) and to("intake", "fetch", intake.pk).removeprefix("/admin") in page.content.decode()
    assert desk(people.editor).post(to("intake", "fetch", intake.pk)).status_code == 302
    assert Fetch.objects.get().state == "waiting"
    assert desk(people.editor).post(to("intake", "fetch", intake.pk)).status_code == 409
    assert desk(people.reviewer).post(to("intake", "fetch", intake.pk)).status_code == 403


def test_failed_fetches_stand_among_failed_work(people, web):
    fetched(people, web.url("/tiada"))
    page = desk(people.editor).get("/en/admin/failed/")
    assert "Fetching an article" in words(page) and "error (404)" in words(page)


def test_a_fetched_version_is_taken_up_in_the_form(people, web):
    send(people, text=documents.TEXT, title="Debat pertama")
    page = fetched(people, web.put("/debat", documents.page()))
    intake = Intake.objects.get(way="address")
    assert "Debat pertama" in words(page) and f"?intake={intake.pk}" in page.content.decode()
    form = desk(people.editor).get(f"{to('article', 'add')}?intake={intake.pk}")
    assert (
        "mirip dengan “Debat pertama”" in words(form) and form.context["form"]["title"].value() == "Debat di Balai Kota"
    )
    answer = send(people, intake=intake.pk, anyway="on", title="Debat kedua", url=intake.fields["url"])
    assert answer.status_code == 302 and Intake.objects.get(pk=intake.pk).article.title == "Debat kedua"


@pytest.mark.parametrize(
    ("data", "field"),
    [({}, "url"), ({"url": "ftp://x"}, "url"), ({"url": "https://a.example.org", "text": "Isi."}, "url")],
)
def test_what_cannot_be_fetched_is_told_at_the_address(data, field, people):
    answer = send(people, way="address", title="Judul", **data)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {field}
    assert answer.context["form"]["text"].value() == data.get("text") and not Fetch.objects.exists()


def test_a_newsroom_that_fetches_nothing_does_not_offer_it(people, settings):
    settings.NET_FETCH = False
    assert 'value="address"' not in desk(people.editor).get(to("article", "add")).content.decode()


def test_what_was_received_is_saved_as_it_came_and_never_shown(people):
    send(people, file=upload("debat.html", documents.page()))
    answer = desk(people.editor).get(to("intake", "received", Intake.objects.get().pk))
    assert b"".join(answer.streaming_content) == documents.page()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="debat.html"'


# How far it is


@pytest.mark.parametrize(
    ("percent", "indonesian", "english"),
    [
        (0, "Sedang dibagi", "Being split"),
        (42, "42% kalimat terbaca dalam 12 detik", "42% of the sentences read in 12 seconds"),
        (100, "klaimnya sedang ditulis", "claims are being written"),
    ],
)
def test_the_page_says_how_far_the_splitting_is(percent, indonesian, english, article):
    began = timezone.now() - timezone.timedelta(seconds=12.5)
    Extraction.objects.update(
        state="running", percent=percent, began_at=began, lease="0" * 32, lease_until=timezone.now()
    )
    row = Extraction.objects.get()
    for language, words_of_it in (("id", indonesian), ("en", english)):
        with translation.override(language):
            assert words_of_it in extraction.state_in_words(row)
    assert article_page.state(row.text)["percent"] == percent


def test_a_run_notes_how_far_it_is(people, monkeypatch):
    monkeypatch.setattr(extraction, "TOLD_SECONDS", 0)
    send(people, text=documents.TEXT * 40, title="Debat")
    seen = []
    teller = extraction.teller

    def watched(row):
        told = teller(row)

        def both(share):
            told(share)
            seen.append(Extraction.objects.get().percent)

        return both

    monkeypatch.setattr(extraction, "teller", watched)
    extraction.run(Extraction.objects.get().pk)
    assert seen == sorted(seen) and len(set(seen)) > 3 and max(seen) > 50
    assert Extraction.objects.get().percent == 100


def test_doubts_of_the_reading_stand_on_the_articles_page(people):
    send(people, file=upload("lama.txt", documents.TEXT.encode("cp1252")), title="Debat")
    page = words(desk(people.editor).get(to("article", "change", Article.objects.get().pk)))
    assert "Windows-1252" in page
