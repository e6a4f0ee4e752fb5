"""What a page says about itself: language, addresses in both, title, description, data for machines."""

import pytest

from claims.actions import claims
from claims.models import Publication, words
from tests.site.pages import claim_review, path_of, read
from tests.support import newsroom as made


@pytest.mark.parametrize("language", ["", "/en"])
def test_each_page_names_itself_and_its_other_language(published, newsroom, language):
    for bare in ("/", path_of("claims", published), path_of("articles", published.article), "/corrections/"):
        page, base = read(language + bare), newsroom.site_url()
        assert page.html["lang"] == (language[1:] or "id")
        assert page.select_one("link[rel=canonical]")["href"] == base + language + bare
        alternates = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")}
        assert alternates == {"id": base + bare, "en": f"{base}/en{bare}", "x-default": base + bare}
        other = page.select_one(".languages a")
        assert other["href"] == (bare if language else f"/en{bare}")
        assert page.title.string and page.select_one("meta[name=description]")["content"]
        assert page.select_one("meta[property='og:title']")["content"] == page.title.string
        assert page.select_one("a.skip")["href"] == "#content" and page.select_one("main#content")
        assert len(page.select("h1")) == 1


def test_claim_review_has_what_is_required_and_recommended(claim, people, newsroom):
    recording = "https://video.example.org/x"
    claim = claims.edit(
        claim, by=people.editor, attribution="confirmed", attribution_url=recording, said_on="2024-11-04",
        statement=words("18 dari 27 kelurahan Seruni daring", "18 of 27 kelurahan of Seruni are online"),
        role=words("Calon wali kota", "Candidate for mayor"),
    )  # fmt: skip
    claim = made.publish(claim, people)
    review = claim_review(read("/en" + path_of("claims", claim)))
    assert review["@type"] == "ClaimReview" and review["url"] == f"{newsroom.site_url()}/en{path_of('claims', claim)}"
    assert review["claimReviewed"] == "18 of 27 kelurahan of Seruni are online"
    assert review["author"] == {"@type": "Organization", "name": newsroom.name, "url": newsroom.site_url()}
    rating = review["reviewRating"]
    assert (rating["ratingValue"], rating["bestRating"], rating["worstRating"]) == (4, 5, 1)
    assert rating["alternateName"] == "Mostly True"
    item = review["itemReviewed"]
    assert item["author"] == {"@type": "Person", "name": "Rahma Wirasti", "jobTitle": "Candidate for mayor"}
    assert item["datePublished"] == "2024-11-04" and item["firstAppearance"]["url"] == recording
    assert item["appearance"][0]["headline"] == claim.article.title and "correction" not in review


@pytest.mark.parametrize("slug", ["unproven", "unverifiable", "missing-context"])
def test_no_number_stands_for_what_is_no_degree_of_truth(claim, people, slug):
    rating = claim_review(read(path_of("claims", made.publish(claim, people, slug=slug))))["reviewRating"]
    assert rating["alternateName"] and not {"ratingValue", "bestRating", "worstRating"} & set(rating)


def test_a_correction_is_in_the_data(published, people):
    made.correct(published, people)
    review = claim_review(read(path_of("claims", published)))
    assert review["correction"][0]["text"] == "Data 2024 mengubah vonis."
    assert review["reviewRating"]["ratingValue"] == 3


def test_the_data_of_a_reported_claim_names_the_report(people):
    article = made.make_article(people.editor, publisher="Kabar Seruni", url="https://kabar.example.org/1")
    claim = made.publish(made.make_claim(article, people.editor), people)
    review = claim_review(read(path_of("claims", claim)))
    assert review["claimReviewed"] == "18 dari 27 kelurahan daring (menurut laporan Kabar Seruni)"
    assert review["itemReviewed"]["firstAppearance"]["url"] == "https://kabar.example.org/1"


def test_there_is_no_claim_review_where_there_is_no_verdict(published, people):
    made.hold(published, people)
    assert claim_review(read(path_of("claims", published))) is None
    made.withdraw(published, people)
    assert claim_review(read(path_of("claims", published), status=410)) is None
    assert Publication.objects.filter(status="withdrawn").exists()
