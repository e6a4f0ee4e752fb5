"""The review page in a real browser: keys alone, the handles, a selection behind emoji; counted keystrokes."""

import pytest

from claims.models import AuditEntry, Claim
from claims.workflow import Work
from tests.desk.test_in_browser import SELECT, enter
from tests.support.newsroom import make_article, make_claim, make_people

pytestmark = [pytest.mark.services, pytest.mark.slow]

TEXT = (
    "Kota Seruni — Debat pertama. 🙂🙂\n\n"
    "“Indeks layanan digital kami 3,41 pada 2023, dan 18 dari 27 kelurahan sudah daring,” kata Rahma Wirasti.\n\n"
    "Menurut Rahma, angka kemiskinan turun menjadi 6,2 persen pada 2023.\n"
)
QUOTES = ("Indeks layanan digital kami 3,41 pada 2023, dan 18 dari 27 kelurahan", "turun menjadi 6,2 persen")


@pytest.fixture
def desk(transactional_db, new_person):
    """(page, article): an Editor before two suggestions."""
    people = make_people()
    article = make_article(people.editor, content=TEXT)
    for quote in QUOTES:
        make_claim(article, people.editor, quote)
    Claim.objects.update(work=Work.EXTRACTED)
    page = new_person(viewport={"width": 1366, "height": 900})
    enter(page, "editor")
    page.goto(f"/admin/claims/article/{article.pk}/change/")
    page.wait_for_selector(".card.chosen")
    return page, article


def told(page, words):
    page.wait_for_function("words => document.getElementById('said').textContent.includes(words)", arg=words)


def press(page, key, words):
    page.evaluate("document.getElementById('said').textContent = ''")
    page.keyboard.press(key)
    told(page, words)


def quotes():
    rows = Claim.objects.filter(superseded_by=None).select_related("text").order_by("start")
    assert all(row.quote == row.text.content[row.start : row.end] for row in rows)
    return [row.quote for row in rows]


def test_a_suggestion_is_set_right_and_accepted_by_keys_alone(desk):
    page, _article = desk
    press(page, "]", "Batas kutipan")
    assert quotes()[0].endswith("kelurahan sudah")
    press(page, "}", "Batas kutipan")
    press(page, "{", "Batas kutipan")
    press(page, "[", "Batas kutipan")
    assert quotes() == list(QUOTES)
    page.keyboard.press("s")
    page.wait_for_function("() => document.activeElement.tagName === 'SELECT'")
    press(page, "Enter", "Dipisah")
    assert quotes() == ["Indeks layanan digital kami 3,41 pada 2023,", "dan 18 dari 27 kelurahan", QUOTES[1]]
    assert page.locator(".card").count() == 3
    press(page, "m", "Digabung")
    press(page, "u", "Diurungkan")
    press(page, "u", "Diurungkan")
    assert quotes() == list(QUOTES) and page.locator(".card").count() == 2
    strokes = 0
    page.keyboard.press("e")
    page.wait_for_function("() => document.activeElement.name === 'label_id'")
    page.keyboard.type("Indeks 3,41; 18 dari 27")
    page.keyboard.press("Control+Enter")
    strokes += 2  # beside the words themselves: e, Ctrl Enter
    page.wait_for_selector(".card.work-queued + .card.chosen")
    first, second = Claim.objects.filter(superseded_by=None).order_by("start")
    assert (first.label["id"], first.work, second.work, strokes) == (
        "Indeks 3,41; 18 dari 27",
        "queued",
        "extracted",
        2,
    )
    assert (
        "Tersimpan" in page.inner_text("#said") and page.evaluate("document.activeElement.id") == f"claim-{second.pk}"
    )
    page.keyboard.press("x")
    page.keyboard.press("3")
    page.wait_for_selector(".card.work-dismissed")
    press(page, "u", "Diurungkan")
    assert Claim.objects.get(pk=second.pk).work == "extracted"


def test_looking_at_suggestions_accepts_none(desk):
    page, _article = desk
    before = AuditEntry.objects.count()
    for key in ("j", "k", "j", "j", "?", "?", "e", "Escape", "s", "Escape", "x", "Escape", "n", "r", "t", "9"):
        page.keyboard.press(key)
        page.wait_for_timeout(150)
    assert not Claim.objects.exclude(work=Work.EXTRACTED).exists() and AuditEntry.objects.count() == before


def test_the_handle_drags_the_end_to_a_word(desk):
    page, article = desk
    words = "menjadi"
    page.keyboard.press("j")
    page.wait_for_selector(".handle.end")
    handle = page.locator(".handle.end").bounding_box()
    goal = page.evaluate(
        """(words) => {
          const run = [...document.querySelectorAll("#text .mark")].find((one) => one.textContent.includes(words));
          const range = document.createRange();
          const at = run.firstChild.data.indexOf(words);
          range.setStart(run.firstChild, at);
          range.setEnd(run.firstChild, at + words.length);
          const box = range.getBoundingClientRect();
          return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        }""",
        words,
    )
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(goal["x"], goal["y"], steps=6)
    page.mouse.up()
    told(page, "Batas kutipan")
    assert quotes()[1] == "turun menjadi"
    assert page.evaluate(SELECT, "27 kelurahan")
    press(page, "n", "daftar")
    assert quotes()[1] == "27 kelurahan", "marked behind emoji, overlapping the first"
    assert page.locator(".card").count() == 3 and page.locator(".mark.overlap").count() == 1
