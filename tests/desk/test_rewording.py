"""A new wording on the desk: taken in by its form or from the paste page, its report, and lost claims cut anew."""

import pytest

from claims.models import Article, Claim, Extraction, Intake
from tests.desk.pages import desk, now, to, words
from tests.support.newsroom import TEXT, make_article, make_claim, publish

pytestmark = pytest.mark.django_db

CHANGED = TEXT.replace("18 dari 27", "19 dari 27")


def bring(client, article, content):
    return client.post(to("article", "wording", article.pk), {"text": content})


def test_a_new_wording_is_taken_in_and_its_report_shown(claim, article, people):
    client = desk(people.editor)
    assert "Versi 1" in words(client.get(to("article", "wording", article.pk)))
    answer = bring(client, article, "Ralat.\n\n" + TEXT)
    assert answer.url == to("article", "told", article.pk, 2)
    page = words(client.get(answer.url))
    assert "1 klaim ikut pindah" in page and "Ralat." in page
    assert "Versi 2" in words(client.get(to("article", "change", article.pk)))


def test_what_is_refused_comes_back_with_its_words(article, people):
    answer = bring(desk(people.editor), article, TEXT)
    assert answer.status_code == 422 and "Rahma Wirasti menyebut" in words(answer)
    assert Intake.objects.get().outcome == "refused"
    assert bring(desk(people.reviewer), article, CHANGED).status_code == 403
    assert Article.objects.get().current_text.number == 1


def test_a_lost_claim_is_flagged_and_cut_anew_at_the_closest_words(claim, article, people):
    client = desk(people.editor)
    bring(client, article, CHANGED)
    assert "kehilangan tempatnya" in words(client.get(to("article", "change", article.pk)))
    page = client.get(to("article", "told", article.pk, 2))
    assert "19 dari 27" in page.context["lost"][0]["near"]
    wrong = client.post(to("article", "put", article.pk, claim.pk), {"words": "20 dari 27"} | now(claim))
    assert wrong.status_code == 422 and "20 dari 27" in words(wrong)
    right = client.post(to("article", "put", article.pk, claim.pk), {"words": "19 dari 27 kelurahan", "expected": 0})
    claim.refresh_from_db()
    assert right.status_code == 302 and claim.quote == "19 dari 27 kelurahan"
    late = client.post(to("article", "put", article.pk, claim.pk), {"words": "19 dari 27", "expected": 0})
    assert late.status_code == 409


def test_of_a_public_claim_the_report_says_that_a_correction_comes_first(article, people):
    claim = publish(make_claim(article, people.editor), people)
    client = desk(people.editor)
    bring(client, article, CHANGED)
    page = client.get(to("article", "told", article.pk, 2))
    assert "buka koreksi" in words(page)
    assert (
        client.post(to("article", "put", article.pk, claim.pk), {"words": "19 dari 27"} | now(claim)).status_code == 409
    )
    assert Claim.objects.get().quote.startswith("18 dari 27")


def test_the_first_wording_has_no_report(article, people):
    assert desk(people.editor).get(to("article", "told", article.pk, 1)).status_code == 404


def test_the_paste_page_offers_it_as_a_new_wording(people, newsroom):
    client = desk(people.editor)
    content = "\n".join(f"Kalimat ke-{n} menyebut kelurahan nomor {n * 7} di Kota Seruni." for n in range(30))
    client.post(to("article", "add"), {"title": "Debat", "text": content})
    Extraction.objects.update(state="done", lease=None, lease_until=None)
    newer = content + "\nTambahan satu kalimat dari redaksi."
    offered = client.post(to("article", "add"), {"title": "Debat", "text": newer})
    assert offered.status_code == 422 and "sebagai versi baru" in words(offered)
    answer = client.post(to("article", "add"), {"title": "Debat", "text": newer, "then": "wording"})
    article = Article.objects.get()
    assert answer.url == to("article", "told", article.pk, 2) and article.current_text.content == newer


def test_many_claims_make_the_report_no_slower(article, people, django_assert_max_num_queries):
    client = desk(people.editor)
    for quote in ("Indeks layanan digital", "angka kemiskinan", "Kota Seruni"):
        make_claim(article, people.editor, quote)
    assert make_article(people.editor, "Lain.").pk
    bring(client, article, "Ralat.\n" + TEXT)
    with django_assert_max_num_queries(25):
        assert len(client.get(to("article", "told", article.pk, 2)).context["moved"]) == 3
