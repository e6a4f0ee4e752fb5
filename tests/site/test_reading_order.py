"""Pages read in order with styles off: what a page says comes in the order in which it is read, and links lead on."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import get_resolver

from tests.site import world
from tests.site.pages import read

FILES = {"figure_json", "figure_csv", "fairness_csv", "robots", "oembed"}  # not pages
OTHERS = re.compile("feed|sitemap|_picture")
UNLINKED = {"preview", "thanks", "embed"}  # the desk's, what follows a form, what other sites show


@pytest.fixture
def site(people):
    return world.build(people)


def test_every_page_is_linked_and_reads_in_order(site):
    pages = world.walk("/", *site.values())
    for path, html in pages.items():
        page = BeautifulSoup(html, "html.parser")
        body = [node.name for node in page.body.find_all(True, recursive=False)]
        assert body == ["a", "header", "main", "footer"] and page.body.a["class"] == ["skip"], path
        levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1 and levels.count(1) == 1, (path, levels)
        assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False)), (path, levels)
        assert len({node["id"] for node in page.select("[id]")}) == len(page.select("[id]")), path
        assert not page.select("[style], style, script:not([src]):not([type='application/ld+json'])"), path
    names = {(world.view_of(path) or "").removeprefix("site:") for path in pages}
    assert pages_of_the_site() - names - UNLINKED == set()


def pages_of_the_site():
    """The names of the site's views that answer with a page."""
    found = {key for key in site_patterns() if isinstance(key, str)}
    return {name for name in found if name not in FILES and not OTHERS.search(name)}


def site_patterns():
    resolver = get_resolver()
    return resolver.namespace_dict["site"][1].reverse_dict


def test_a_claims_page_and_a_text_tell_things_in_their_order(site):
    page = read(site["claim corrected"])
    order = [node["aria-labelledby"] for node in page.select("main section[aria-labelledby]")]
    wanted = ["said", "who", "figures", "explanation", "sources", "asked", "history", "cite"]
    assert [name for name in order if name in wanted] == wanted
    assert page.main.section["class"][0] == "panel"
    for card in read(site["article"]).select(".passage div.card"):
        words = card.find_previous("p", class_="words")
        assert words.select(f'[data-claim="{card["id"].removeprefix("claim-")}"]')
