"""Questions of scales and arithmetic stand on the claim's page and in its card, in the reader's language."""

import pytest
from django.test import Client

from claims.actions import claims
from claims.models import Figure
from claims.text import extract
from tests.desk.pages import desk, to, words
from tests.support.newsroom import make_article, make_claim

pytestmark = pytest.mark.django_db

TEXT = (
    "“Indeks SPBE Kota Seruni 3,14. Nilai SAKIP kami 74, semuanya masuk kategori sangat baik,” kata Rahma Wirasti.\n\n"
    "“Ada 30 dari 50 kelurahan atau 70 persen yang daring,” ujar Rahma Wirasti.\n"
)


def made(article, people, quote):
    """A claim on `quote` with the figures that the engine reads there."""
    claim = make_claim(article, people.editor, quote=quote)
    rows = [one for found in extract(TEXT, "id").claims for one in found.figures]
    for one in rows:
        if claim.start <= one.start and one.end <= claim.end:
            told = {name: getattr(one, name) or "" for name in ("unit", "measure", "subject", "period")}
            Figure.objects.create(
                claim=claim, value=one.value, of=one.of, raw=one.raw, start=one.start, end=one.end, **told
            )
    return claim


@pytest.fixture
def asked(people):
    article = make_article(people.editor, content=TEXT)
    return made(article, people, "Indeks SPBE Kota Seruni 3,14")


def test_a_wrong_band_is_asked_on_page_and_card_in_both_languages(asked, people):
    paths = (to("claim", "change", asked.pk), to("article", "change", asked.article.pk))
    for prefix, question in (("", "termasuk “baik”"), ("/en", "is “good”")):
        confirm = "Confirm the cut-offs" if prefix else "Cocokkan batasnya"
        for path in paths:
            page = words(desk(people.reviewer).get(prefix + path))
            assert question in page and "PermenPANRB 59/2020" in page and confirm in page


def test_arithmetic_is_asked(asked, people):
    part = made(asked.article, people, "30 dari 50 kelurahan atau 70 persen")
    assert "adalah 60 persen" in words(desk(people.reviewer).get(to("claim", "change", part.pk)))


def test_what_fits_and_what_is_dismissed_is_not_asked(asked, people):
    fits = made(asked.article, people, "Nilai SAKIP kami 74")
    assert (
        "questions" not in desk(people.reviewer).get(to("claim", "change", fits.pk)).content.decode().split("<body")[1]
    )
    claims.dismiss(asked, by=people.editor, dismissal="trivial")
    assert (
        'class="questions"' not in desk(people.editor).get(to("article", "change", asked.article.pk)).content.decode()
    )


def test_a_figure_outside_the_cut_is_not_asked(asked, people):
    Figure.objects.filter(claim=asked).update(start=asked.end, end=asked.end + 4)
    assert 'class="questions"' not in desk(people.reviewer).get(to("claim", "change", asked.pk)).content.decode()


def test_cards_cost_no_query_more_than_one_for_all(
    asked, people, django_assert_num_queries, django_assert_max_num_queries
):
    client, path = desk(people.editor), to("article", "change", asked.article.pk)
    client.get(path)
    with django_assert_max_num_queries(60) as few:
        client.get(path)
    for quote in ("Nilai SAKIP kami 74", "30 dari 50", "70 persen", "kelurahan atau"):
        made(asked.article, people, quote)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(path)
    assert Client().get(path).status_code == 302
