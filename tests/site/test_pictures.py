"""Pictures of shared links: drawn for each public state, light enough for WhatsApp, never stale."""

import io
import re

import pytest
from django.conf import settings
from PIL import Image

from claims.actions import articles, events
from claims.models import Publication
from claims.shown.marks import SHAPES
from claims.site.picture import COLOURS, TEXT_WIDTH, Card, draw, one_line, reach, serif, wrapped
from tests.site.pages import LANGUAGES, get, path_of, read
from tests.support import newsroom as made

HOST = "http://127.0.0.1:8000"


def head(path, status=200):
    return {tag["property"]: tag["content"] for tag in read(path, status).find_all("meta", property=True)}


def picture_at(path, status=200):
    """The address of a page's picture, and its bytes."""
    address = head(path, status)["og:image"].removeprefix(HOST)
    response = get(address)
    assert response["Content-Type"] == "image/png" and response["ETag"]
    return address, response.content


def kind(**fields):
    given = {"newsroom": "N", "date": "1", "title": "T", "who": "W", "shape": "true", "word": "Benar", "foot": "f"}
    return draw(Card(**given | fields))


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_has_its_own_picture_and_address(published, people, language):
    path, seen = language + path_of("claims", published), {}
    for name, step, status in (
        ("published", None, 200),
        ("corrected", made.correct, 200),
        ("held", made.hold, 200),
        ("withdrawn", made.withdraw, 410),
    ):
        if step:
            step(published, people)
        seen[name] = picture_at(path, status)
    assert len({address for address, _png in seen.values()}) == len({png for _address, png in seen.values()}) == 4
    for address, png in seen.values():
        assert len(png) < 120_000 and Image.open(io.BytesIO(png)).size == (1200, 630)
        if address != seen["withdrawn"][0]:
            moved = get(address, 302)
            assert moved["Location"] == seen["withdrawn"][0] and moved["Cache-Control"] == "no-cache"


@pytest.mark.django_db
def test_pages_of_articles_events_and_speakers_have_one_too(article, people, newsroom):
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat")
    articles.describe(article, by=people.editor, event=event)
    article.refresh_from_db()
    claim = made.publish(made.make_claim(article, people.editor), people)
    pages = [path_of("articles", article), path_of("events", event), path_of("speakers", claim.speaker)]
    assert len({picture_at(path)[1] for path in pages}) == 3
    card = read(pages[0]).find("meta", attrs={"name": "twitter:card"})
    assert card["content"] == "summary_large_image"
    assert read("/").find("meta", attrs={"name": "twitter:card"})["content"] == "summary"


@pytest.mark.django_db
def test_what_never_was_public_has_no_picture(claim):
    get(f"/claims/{claim.public_id}/share-1.png", 404)
    assert not Publication.objects.exists()


def test_every_shape_is_drawn_and_has_the_pages_colour():
    pictures = {shape: kind(shape=shape) for shape in SHAPES}
    assert len(set(pictures.values())) == len(SHAPES) == len(COLOURS)
    tokens = (settings.BASE_DIR / "claims/static/tokens.css").read_text().partition("@media")[0]
    colours = dict(re.findall(r"--v-([a-z-]+): (#\w+);", tokens))
    assert {**colours, "withdrawn": None} == {**COLOURS, "withdrawn": None}


@pytest.mark.parametrize(
    "words", ["Kota " * 200, "x" * 900, "“" * 400, "Tanpa wajah 🙂", "", "Pajak naik"], ids=range(6)
)
def test_titles_of_any_length_stay_inside(words):
    assert len(kind(title=words, who=words, word=words, newsroom=words)) < 120_000
    for line in [*wrapped(words, serif(50), TEXT_WIDTH), one_line(words, serif(50), TEXT_WIDTH)]:
        assert reach(line, serif(50)) <= TEXT_WIDTH


def test_a_title_loses_no_word_while_it_fits():
    words = "30 dari 59 kelurahan sudah berbasis digital"
    assert " ".join(wrapped(words, serif(66), TEXT_WIDTH)) == words
