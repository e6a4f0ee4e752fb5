"""Forms of readers: what is sent lands on the desk with a number; machines, haste and floods are refused politely."""

import re

import pytest
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.test import Client

from claims.models import Newsroom, ReaderMessage
from claims.site import forms
from tests.site.pages import LANGUAGES, get, path_of, read, text
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db
WORDS = "Angka itu <b>dari</b> tahun 2021.\nYang baru 3,5."


@pytest.fixture(autouse=True)
def fresh_counter():
    cache.clear()
    yield
    cache.clear()


def started(monkeypatch, ago=60):
    """The value of a form that was handed out `ago` seconds ago."""
    real = signing.time.time
    with monkeypatch.context() as clock:
        clock.setattr(signing.time, "time", lambda: real() - ago)
        return signing.TimestampSigner(salt=forms.SALT).sign("error")


@pytest.fixture
def send(monkeypatch):
    """send(kind, ago=…, client=…, **fields): posts a form that was opened a minute ago."""

    def post(kind="error", ago=60, language="", client=None, **fields):
        data = {"text": WORDS, "started": started(monkeypatch, ago), **fields}
        return (client or Client()).post(f"{language}/contact/{kind}/", data)

    return post


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_lands_on_the_desk_and_its_sender_has_a_number(send, published, language):
    claim = f"https://site.example{language}{path_of('claims', published)}?x#said"
    answer = send("reply", language=language, claim=claim, name="Rahma", contact="rahma@example.org")
    message = ReaderMessage.objects.get()
    assert (message.text, message.claim, message.kind) == (WORDS, published, "reply")
    assert message.language == (language.strip("/") or "id")
    page = Client().get(answer["Location"])
    assert message.reference in page.content.decode() and "no-store" in page["Cache-Control"]
    get(f"{language}/contact/thanks/forged/", 404)


@pytest.mark.parametrize("kind", forms.FORMS)
def test_each_form_is_read_without_script_and_kept_by_no_cache(kind, published):
    response = get(f"/contact/{kind}/?claim={published.public_id}")
    assert "no-store" in response["Cache-Control"] and "ETag" not in response
    page = read(f"/contact/{kind}/?claim={published.public_id}")
    for field in page.select("form.reader-form input:not([type=hidden]), form.reader-form textarea"):
        assert page.find("label", attrs={"for": field["id"]}), field
    assert ("18 dari 27" in text(page.main)) == (kind != "suggestion")
    get("/contact/gossip/", 404)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"ago": -5}, 422),
        ({"ago": 90_000}, 422),
        ({"started": "forged"}, 422),
        ({"website": "https://spam.example"}, 422),
        ({"text": "x" * 8001}, 422),
        ({"link": "javascript:alert(1)"}, 422),
        ({"claim": "/claims/00000000-0000-4000-8000-000000000000/"}, 422),
        ({"kind": "reply", "name": "", "contact": "08"}, 422),
        ({"kind": "correction", "name": "R", "contact": "08", "claim": ""}, 422),
    ],
    ids=range(9),
)
def test_what_is_refused_comes_back_with_all_that_was_typed(send, published, sent, status):
    given = {"claim": path_of("claims", published), "text": WORDS, **sent}
    answer = send(**given)
    page = answer.content.decode()
    assert answer.status_code == status and not ReaderMessage.objects.exists()
    assert given["text"].replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;") in page and "<b>dari" not in page
    assert 'role="alert"' in page
    fresh = re.search(r'name="started" value="([^"]+)"', page)[1]
    assert signing.TimestampSigner(salt=forms.SALT).unsign(fresh)


def test_a_flood_from_one_network_is_asked_to_wait(send):
    for _number in range(forms.PER_HOUR):
        assert send().status_code == 302
    late = send()
    assert late.status_code == 429 and "Yang baru 3,5." in late.content.decode()
    assert send(client=Client(REMOTE_ADDR="203.0.113.9")).status_code == 302
    assert ReaderMessage.objects.count() == forms.PER_HOUR + 1


def test_networks_are_told_apart(rf, monkeypatch):
    def network(address, forwarded=""):
        return forms.network_of(rf.get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded))

    assert network("2001:db8::1") == network("2001:db8::2") != network("2001:db8:0:1::1")
    assert network("203.0.113.9", "198.51.100.1") == "203.0.113.9"
    monkeypatch.setattr(settings, "BEHIND_PROXY", True)
    assert network("10.0.0.1", "1.2.3.4, 198.51.100.1") == "198.51.100.1"
    assert network("10.0.0.1") == "10.0.0.1"


def test_a_request_from_elsewhere_is_refused(monkeypatch):
    client = Client(enforce_csrf_checks=True)
    data = {"text": WORDS, "started": started(monkeypatch)}
    refused = client.post("/contact/error/", data)
    assert refused.status_code == 403 and "Yang baru 3,5." in refused.content.decode()
    assert "kuki" in refused.content.decode() and not ReaderMessage.objects.exists()
    assert "Anda tidak boleh" in client.post("/admin/login/", {"username": "x"}).content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get("/contact/error/").content.decode())[1]
    assert client.post("/contact/error/", data | {"csrfmiddlewaretoken": token}).status_code == 302


def test_of_a_withdrawn_claim_the_form_tells_nothing(published, people):
    made.withdraw(published, people)
    page = text(read(f"/contact/error/?claim={published.public_id}").main)
    assert "Klaim yang ditarik" in page and "kelurahan" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_and_contact_tell_what_the_newsroom_says_of_itself(newsroom, language):
    assert text(read(f"{language}/about/").main) and text(read(f"{language}/contact/").main)
    before = get(f"{language}/about/")["ETag"]
    about = {"id": "Kami <i>memeriksa</i>.", "en": "We check."}
    Newsroom.objects.update(
        about=about, email="tulis@example.org", postal_address="Jalan 1\nKota Seruni", responsible="Tara Wening"
    )
    assert get(f"{language}/about/")["ETag"] != before
    page = text(read(f"{language}/about/").main)
    assert (about[language.strip("/") or "id"]) in page and "Tara Wening" in page and "CC-BY-4.0" in page
    contact = read(f"{language}/contact/")
    assert contact.find("a", href="mailto:tulis@example.org") and "Jalan 1 Kota Seruni" in text(contact.main)
    for link in contact.select(".doors a"):
        get(link["href"])
