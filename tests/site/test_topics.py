"""Topics and archive: what is public, counted, under addresses that stay."""

from datetime import UTC, datetime

import pytest

from claims.actions import claims
from claims.models import Publication, Topic, words
from tests.site.pages import LANGUAGES, get, path_of, read, text
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(article, people):
    """Two claims on water, one of them on money too; a topic without a claim."""
    water, money, _idle = (
        Topic.objects.create(slug=slug, label=words(id, en))
        for slug, id, en in (("air", "Air bersih", "Water"), ("dana", "Dana", "Money"), ("sepi", "Sepi", "Idle"))
    )
    done = []
    for quote, topics in (("18 dari 27", [water]), ("6,2 persen", [water, money])):
        claim = claims.edit(made.make_claim(article, people.editor, quote=quote), by=people.editor, topics=topics)
        done.append(made.publish(claim, people))
    return done


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_with_a_public_claim_are_listed_with_their_number(filed, language):
    entries = read(f"{language}/topics/").select(".index li")
    assert [text(entry) for entry in entries] == (
        ["Money 1 claim", "Water 2 claims"] if language else ["Air bersih 2 klaim", "Dana 1 klaim"]
    )
    page = read(entries[-1].a["href"] if language else entries[0].a["href"])
    assert len(page.select(".item")) == 2 and text(page.h1) == ("Water" if language else "Air bersih")


def test_a_claim_leads_to_its_topics_and_a_withdrawn_one_leaves_them(filed, people):
    links = [link["href"] for link in read(f"/en{path_of('claims', filed[1])}").select(".facts a[href*=topics]")]
    assert links == ["/en/topics/air/", "/en/topics/dana/"]
    made.withdraw(filed[1], people)
    get("/topics/dana/", status=404)
    get("/topics/sepi/", status=404)
    assert [text(entry) for entry in read("/topics/").select(".index li")] == ["Air bersih 1 klaim"]


def test_months_are_those_of_the_newsrooms_zone(filed):
    """One claim of 31 October 20.00 UTC, which is November in Jakarta, and one of 2 January."""
    for claim, at in zip(
        filed, (datetime(2024, 10, 31, 20, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC)), strict=True
    ):
        Publication.objects.filter(claim=claim).update(published_at=at)
    page = read("/archive/")
    assert [text(entry) for entry in page.select(".index li")] == ["Januari 2025 1 klaim", "November 2024 1 klaim"]
    month = read(page.select(".index a")[1]["href"])
    assert [link["href"] for link in month.select(".item-title a")] == [path_of("claims", filed[0])]
    assert [link["href"] for link in month.select(".around a")] == ["/archive/", "/archive/2025/01/"]
    assert [text(entry) for entry in read("/en/archive/2024/").select(".index li")] == ["November 2024 1 claim"]
    for nowhere in ("/archive/2024/10/", "/archive/2023/", "/archive/2024/13/", "/archive/2024/1/"):
        get(nowhere, status=404)


def test_few_questions_and_empty_lists_that_say_what_to_do(newsroom, django_assert_max_num_queries):
    for path in ("/topics/", "/en/archive/"):
        with django_assert_max_num_queries(4):
            assert read(path).select_one(".empty a")


def test_a_full_list_asks_no_more(filed, django_assert_max_num_queries):
    at = Publication.objects.claims().first().published_at
    for path in ("/topics/", "/topics/air/", "/archive/", f"/archive/{at:%Y/%m}/"):
        with django_assert_max_num_queries(4):
            get(path)
