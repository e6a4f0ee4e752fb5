"""Versions of one text are found before saving; other articles are not."""

import pytest

from claims.actions import articles, versions
from claims.models import ArticleText, Newsroom
from tests.actions.documents import LINES, TEXT
from tests.support.newsroom import make_person

pytestmark = pytest.mark.django_db


def submit(people, body, title="Debat"):
    return articles.submit(by=people.editor, newsroom=Newsroom.objects.default(), body=body, title=title)


def test_an_edited_version_is_found_with_its_share(people, newsroom):
    known = submit(people, TEXT)
    found = versions.nearest(newsroom, TEXT.replace("Rabu malam", "Kamis pagi") + "\nBaca juga: Debat kedua digelar.")
    assert found.article == known and 70 < found.percent < 100


def test_one_page_of_an_article_is_found_in_the_whole(people, newsroom):
    known = submit(people, "\n\n".join(LINES[:3]))
    assert versions.nearest(newsroom, TEXT).article == known


def test_the_nearest_of_several_is_named(people, newsroom):
    submit(people, "\n\n".join((*LINES[:3], "Sisanya ditulis dengan kata yang sama sekali lain oleh redaksi lain.")))
    near = submit(people, TEXT)
    assert versions.nearest(newsroom, TEXT + "Tamat.").article == near


def test_another_article_on_the_same_debate_is_not(people, newsroom):
    submit(people, TEXT)
    other = "Bagas Prananta menutup debat dengan janji membuka data kelurahan. " * 3 + LINES[1]
    assert (
        versions.nearest(newsroom, other + " Ia juga berjanji membangun pasar baru di tepi sungai tahun depan.") is None
    )


def test_a_text_of_a_few_words_is_like_nothing(people, newsroom):
    submit(people, "Selamat malam, hadirin.")
    assert versions.nearest(newsroom, "Selamat malam, hadirin sekalian.") is None


def test_other_newsrooms_texts_are_not_looked_at(people, newsroom):
    submit(people, TEXT)
    other = Newsroom.objects.create(name="Redaksi Lain", url="https://lain.example.org")
    make_person("lain", newsroom=other)
    assert versions.nearest(other, TEXT) is None


def test_the_sketch_is_small(people):
    submit(people, TEXT * 200)
    assert len(bytes(ArticleText.objects.get().sketch)) <= 1540
