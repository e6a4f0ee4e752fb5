"""A real browser at the desk: paste, curate by keyboard, mark words behind an emoji, lose nothing."""

import pytest

from claims.actions import claims, comments, events, verdicts
from claims.models import Claim, Intake, words
from tests.actions import documents
from tests.support.newsroom import make_article, make_claim, make_people

pytestmark = pytest.mark.services

TEXT = (
    "Kota Seruni — Debat pertama berlangsung Rabu malam. 🙂🙂\n\n"
    "“Indeks layanan digital kami 3,41 pada 2023, dan 18 dari 27 kelurahan sudah daring,” kata Rahma Wirasti.\n\n"
    "Menurut Rahma, angka kemiskinan turun menjadi 6,2 persen pada 2023.\n"
)


def enter(page, name, prefix="/admin"):
    page.goto(f"{prefix}/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", name)
    page.click("main button")
    page.wait_for_url(f"**{prefix}/")


def test_from_paste_to_a_curated_list_by_keyboard(worker, new_person):
    make_people()
    page = new_person()
    enter(page, "editor")
    page.click("text=Tempel artikel")
    page.fill("[name=title]", "Debat pertama")
    page.fill("[name=text]", TEXT)
    page.click("button.first")
    page.wait_for_selector(".card .acts", timeout=30_000)  # the page itself saw that the worker was done
    cards = page.locator(".card")
    number = cards.count()
    assert number == Claim.objects.count() >= 2
    assert page.locator(".card.chosen").count() == 1
    page.keyboard.press("a")
    page.wait_for_selector(".card.work-queued + .card.chosen")
    page.keyboard.press("x")
    page.keyboard.press("3")
    page.wait_for_selector(".card.work-queued + .card.work-dismissed")
    states = list(Claim.objects.order_by("start", "end", "pk").values_list("work", "dismissal"))
    assert states[:2] == [("queued", ""), ("dismissed", "trivial")]
    page.keyboard.press("?")
    assert page.is_visible("#keyhelp")
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/claim/*/change/")


SELECT = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""


def test_a_selection_behind_emoji_becomes_the_very_words(transactional_db, new_person):
    people = make_people()
    article = make_article(people.editor, content=TEXT)
    make_claim(article, people.editor)
    page = new_person(locale="en")
    enter(page, "editor", "/en/admin")
    page.goto(f"/en/admin/claims/article/{article.pk}/change/")
    assert page.evaluate(SELECT, "6,2 persen pada 2023")
    page.wait_for_selector("#selection:not([hidden])")
    page.click("#mark-selection")
    page.wait_for_selector("text=The claim is on the list.")
    claim = Claim.objects.get(quote="6,2 persen pada 2023")
    event = events.create(by=people.editor, newsroom=article.newsroom, title="Debat pertama")
    for address, field in (
        (f"article/{article.pk}/change/?open={claim.pk}", f"#claim-{claim.pk} [name=label_en]"),
        (f"event/{event.pk}/room/segment/", "#segment [name=text]"),
    ):
        page.goto(f"/en/admin/claims/{address}")
        assert not page.evaluate(ASKED)
        page.fill(field, "Half a sentence")
        assert page.evaluate(ASKED)


# Whether the browser would ask before it leaves the page.
ASKED = """() => !window.dispatchEvent(new Event("beforeunload", {cancelable: true}))"""


def test_what_is_typed_in_one_form_outlives_sending_another(transactional_db, new_person):
    people = make_people()
    claim = make_claim(make_article(people.editor, content=TEXT), people.editor)
    comments.add(claim=claim, by=people.reviewer, body="Lama")
    page = new_person(allow=["409"])
    enter(page, "reviewer")
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    page.click("#form-take button")
    page.fill("[name=summary_id]", "Belum disimpan.")
    page.fill("[name=place]", "Balai Kota")
    page.click("#form-claim .buttons button")
    page.wait_for_selector(".messages .success")
    assert page.input_value("[name=summary_id]") == "Belum disimpan."
    claim.refresh_from_db()
    assert claim.place == "Balai Kota" and not claim.draft.summary["id"]
    put_back_beside_a_colleagues_words(page, claim, people)


def put_back_beside_a_colleagues_words(page, claim, people):
    """Only the changed field is put back; where a colleague changed the same one, saving shows both texts."""
    verdicts.save(claim, by=people.reviewer, explanation=words("Milik rekan.", None))
    page.click(".thread details summary")
    page.fill(".thread details textarea", "Komentar baru")
    page.keyboard.press("Control+Enter")  # the form one is in, not the verdict
    page.wait_for_selector(".thread .body:has-text('Komentar baru')")
    assert page.input_value("[name=summary_id]") == "Belum disimpan."
    assert page.input_value("[name=explanation_id]") == "Milik rekan."
    verdicts.save(claim, by=people.reviewer, summary=words("Ringkasan rekan.", None))
    page.fill("[name=place]", "Aula")
    page.click("#form-claim .buttons button")
    page.wait_for_selector(".stale")
    page.click("#form-claim .buttons button")
    page.wait_for_selector(".messages .success")
    page.click("#form-verdict .buttons button >> nth=0")
    page.wait_for_selector("#form-verdict .stale >> text=Ringkasan rekan.")
    assert page.input_value("[name=summary_id]") == "Belum disimpan."
    page.click("#form-verdict .buttons button >> nth=0")
    page.wait_for_selector(".messages .success")
    claim.draft.refresh_from_db()
    assert (claim.draft.summary["id"], claim.draft.explanation["id"]) == ("Belum disimpan.", "Milik rekan.")


def test_the_desk_without_javascript_on_a_phone(transactional_db, new_person):
    people = make_people()
    article = make_article(people.editor, content=TEXT)
    claim = make_claim(article, people.editor)
    page = new_person(viewport={"width": 390, "height": 844}, java_script_enabled=False, allow=["422"])
    enter(page, "editor")
    page.goto(f"/admin/claims/article/{article.pk}/change/")
    page.click(f"#claim-{claim.pk} .dismissing summary")
    page.click(f"#claim-{claim.pk} .reasonlist button >> nth=0")
    page.wait_for_selector(f"#claim-{claim.pk}.work-dismissed")
    page.click("#adding summary")
    page.fill("#marking-words", "6,2 persen")
    page.click("#marking .buttons button")
    page.wait_for_selector(".messages .success")
    page.goto("/admin/claims/article/add/")
    page.fill("[name=text]", "Isi tanpa judul 🙂")
    page.click("button.first")
    assert page.input_value("[name=text]") == "Isi tanpa judul 🙂" and page.is_visible(".wrong .error")
    assert Intake.objects.get().outcome == "refused"


@pytest.mark.parametrize("width", [390, 1366])
def test_a_file_is_enough_and_its_version_is_offered_before_saving(worker, new_person, width):
    make_people()
    page = new_person(viewport={"width": width, "height": 844}, allow=["422"])
    enter(page, "editor")
    page.click("text=Tempel artikel")
    page.set_input_files("[name=file]", {"name": "debat.vtt", "mimeType": "text/vtt", "buffer": documents.vtt()})
    page.click("button.first")
    page.wait_for_selector(".card .acts", timeout=30_000)
    assert "00:03:05" in page.locator(".cards").inner_text() and "Transkrip" in page.inner_text("#reviewhead")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto("/admin/claims/article/add/")
    longer = documents.vtt((*documents.SPOKEN, "Terima kasih."))
    page.set_input_files("[name=file]", {"name": "lagi.vtt", "mimeType": "text/vtt", "buffer": longer})
    page.click("button.first")
    page.wait_for_selector(".version")
    assert "debat" in page.inner_text(".version") and "lagi.vtt" in page.inner_text(".held")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.check("[name=anyway]")
    page.click("button.first")
    page.wait_for_url("**/article/*/change/")


def test_an_address_is_fetched_by_the_worker_while_the_page_waits(web, celery_process, new_person):
    reach = {"FACTCHECK_NET_FETCH": "1", "FACTCHECK_NET_ALLOW": web.host, "FACTCHECK_NET_INTERVAL_SECONDS": "0"}
    celery_process("worker", **reach)
    make_people()
    page = new_person()
    enter(page, "editor")
    page.goto("/admin/claims/article/add/")
    page.fill("[name=url]", web.put("/debat", documents.page()))
    page.click("button[value=address]")
    page.wait_for_url("**/article/*/change/", timeout=30_000)  # the page itself saw that it was fetched
    page.wait_for_selector(".card .acts", timeout=30_000)
    assert "Kabar Contoh" in page.inner_text("#reviewhead")


APART = """(label) => {
  const shape = label.querySelector(".verdict svg").getBoundingClientRect();
  const word = label.querySelector(".verdict-word").getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(label.querySelector(".verdict-word"));
  return shape.right <= Math.min(word.left, range.getBoundingClientRect().left);
}"""


@pytest.mark.parametrize("width", [390, 1366])
def test_no_shape_of_a_rating_is_drawn_over_its_word(new_person, width):
    people = make_people()
    claims.take(make_claim(make_article(people.editor), people.editor), by=people.reviewer)
    page = new_person(viewport={"width": width, "height": 900})
    enter(page, "reviewer")
    page.goto(f"/admin/claims/claim/{Claim.objects.get().pk}/change/")
    ratings = page.locator(".rating").all()
    assert len(ratings) == 8 and all(rating.evaluate(APART) for rating in ratings)
