"""The review page: the text with its claims in place, cards, claims from a selection, the state of the splitting."""

import re

import pytest
from django.utils import timezone

from claims.actions import claims
from claims.models import Claim, Conflict, Extraction
from claims.workflow import Work
from tests.desk.pages import desk, step, to, words
from tests.support.newsroom import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def suggested(claim):
    Claim.objects.filter(pk=claim.pk).update(work=Work.EXTRACTED, touched=False)
    claim.refresh_from_db()
    return claim


def review(person, article, query=""):
    return desk(person).get(to("article", "change", article.pk) + query)


def test_the_text_stands_whole_with_its_claim_marked(article, claim, people):
    page = review(people.editor, article).content.decode()
    shown = page[page.index('id="text"') : page.index('id="cards"')]
    mark = re.search(rf'<a class="run mark[^"]*" href="#claim-{claim.pk}" data-start="(\d+)"[^>]*>([^<]+)</a>', shown)
    assert int(mark[1]) == claim.start and mark[2] == claim.quote
    assert "🙂" in shown and "angka kemiskinan turun" in shown


def test_claims_that_overlap_are_both_marked(article, claim, people):
    other = claims.add(article, by=people.editor, start=claim.start + 3, end=claim.end + 10)
    page = review(people.editor, article).content.decode()
    assert f'data-claims="{claim.pk} {other.pk}"' in page or f'data-claims="{other.pk} {claim.pk}"' in page


def test_furniture_is_grey_and_never_hidden(article, people):
    text = article.current_text
    Extraction.objects.filter(text=text).update(outline={"boilerplate": [[0, 11, "dateline"]]})
    page = review(people.editor, article).content.decode()
    assert '<span class="run boilerplate" data-start="0">Kota Seruni</span>' in page


def test_conflicts_of_the_text_are_told_and_marked(article, people):
    Conflict.objects.create(
        text=article.current_text, kind="figure", spans=[[0, 11], [14, 19]], note={"id": "Dua angka.", "en": "Two."}
    )
    page = review(people.editor, article)
    assert "Dua angka." in words(page) and 'class="run conflict"' in page.content.decode()


def test_accept_dismiss_restore_from_the_card(article, suggested, people):
    client = desk(people.editor)
    answer = step(client, suggested, "queue", expected=suggested.edit, **{"from": "article"})
    assert answer.url == f"{to('article', 'change', article.pk)}?at={suggested.start}#claim-{suggested.pk}"
    suggested.refresh_from_db()
    assert suggested.work == "queued"
    step(client, suggested, "dismiss", expected=suggested.edit, dismissal="trivial", **{"from": "article"})
    assert "Tidak penting bagi pembaca" in words(review(people.editor, article))
    suggested.refresh_from_db()
    step(client, suggested, "restore", expected=suggested.edit, **{"from": "article"})
    suggested.refresh_from_db()
    assert suggested.work == "extracted"


def test_reviewers_take_from_the_card(article, claim, people):
    page = review(people.reviewer, article).content.decode()
    assert 'value="take"' in page and 'value="queue"' not in page
    step(desk(people.reviewer), claim, "take", expected=claim.edit, **{"from": "article"})
    claim.refresh_from_db()
    assert (claim.work, claim.assigned_to) == ("in_review", people.reviewer)


def test_a_refusal_stands_on_its_card_with_what_was_typed(article, suggested, people):
    typed = {"dismissal": "other", "note": "", "expected": suggested.edit, "from": "article"}
    answer = step(desk(people.editor), suggested, "dismiss", **typed)
    assert answer.status_code == 422
    card = answer.content.decode().split(f'id="claim-{suggested.pk}"')[1]
    assert 'role="alert"' in card[: card.index("</article>")]


def test_a_lost_race_on_a_card_is_told(article, suggested, people):
    answer = step(desk(people.editor), suggested, "queue", expected=suggested.edit + 1, **{"from": "article"})
    assert answer.status_code == 409 and Claim.objects.get(pk=suggested.pk).work == "extracted"


def test_a_claim_from_a_selection_behind_an_emoji(article, people):
    """The address takes code points; the browser's own counting is turned into them by the page's script."""
    wanted = "angka kemiskinan turun menjadi 6,2 persen"
    start = TEXT.index(wanted)
    assert "🙂" in TEXT[:start]
    span = {"start": start, "end": start + len(wanted)}
    assert desk(people.editor).post(to("article", "mark", article.pk), span).status_code == 302
    assert Claim.objects.get().quote == wanted


def test_a_claim_from_exact_words(article, people):
    client = desk(people.editor)
    assert client.post(to("article", "mark", article.pk), {"words": " 6,2 persen "}).status_code == 302
    assert Claim.objects.get().quote == "6,2 persen"
    answer = client.post(to("article", "mark", article.pk), {"words": "6,9 persen"})
    assert answer.status_code == 422 and ">6,9 persen</textarea>" in answer.content.decode()


def test_words_that_recur_ask_which_place(article, people):
    client = desk(people.editor)
    answer = client.post(to("article", "mark", article.pk), {"words": "Rahma"})
    spans = re.findall(r'name="span" value="(\d+-\d+)"', answer.content.decode())
    assert len(spans) == TEXT.count("Rahma") and not Claim.objects.exists()
    client.post(to("article", "mark", article.pk), {"words": "Rahma", "span": spans[1]})
    assert Claim.objects.get().start == int(spans[1].split("-")[0])


@pytest.mark.parametrize("span", [{"start": "5", "end": "5"}, {"start": "9", "end": "4"}, {"start": 0, "end": 10**9}])
def test_a_span_outside_the_text_is_refused(span, article, people):
    assert desk(people.editor).post(to("article", "mark", article.pk), span).status_code == 422
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("state", "error", "said"),
    [
        ("waiting", "", "Menunggu"),
        ("running", "", "dibagi"),
        ("failed", "ValueError: x", "gagal"),
        ("done", "", "klaim"),
    ],
)
def test_the_state_of_the_splitting_in_words(state, error, said, article, people):
    lease = {"lease": "12345678123456781234567812345678", "lease_until": timezone.now()} if state == "running" else {}
    Extraction.objects.update(state=state, error=error, **lease)
    page = review(people.editor, article)
    assert said.lower() in words(page).lower() and error in words(page)
    waits = state in ("waiting", "running")
    assert ('http-equiv="refresh"' in page.content.decode()) == waits
    assert ("data-waits" in desk(people.editor).get(to("article", "state", article.pk)).content.decode()) == waits


def test_run_again(article, people, django_capture_on_commit_callbacks):
    Extraction.objects.update(state="failed", error="ValueError: x")
    assert desk(people.reviewer).post(to("article", "again", article.pk)).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert desk(people.editor).post(to("article", "again", article.pk)).status_code == 302
    assert Extraction.objects.get().state == "done"


def test_a_text_without_claims_says_so(article, people):
    said = words(review(people.editor, article))
    assert "Tidak ada klaim" in said


def test_details_are_edited_and_bad_ones_come_back(article, people):
    client = desk(people.editor)
    details = {"title": "Judul baru", "url": "https://x.example.org/", "display": "link", "published_on": "1/2/2024"}
    assert client.post(to("article", "describe", article.pk), details).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.display, article.complete) == ("Judul baru", "link", False)
    answer = client.post(to("article", "describe", article.pk), {**details, "url": "javascript:x", "title": "Lain"})
    assert answer.status_code == 422 and 'value="javascript:x"' in answer.content.decode()
    article.refresh_from_db()
    assert article.title == "Judul baru"
