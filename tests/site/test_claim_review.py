"""The ClaimReview of a claim's page, read by extruct and held against what Google requires and recommends."""

import pytest
from extruct.jsonld import JsonLdExtractor

from claims.actions import claims
from claims.models import words
from tests.site.pages import LANGUAGES, get, path_of
from tests.support import newsroom as made

CONFIRMED = {
    "attribution": "confirmed",
    "attribution_url": "https://video.example.org/x",
    "said_on": "2024-11-04",
    "statement": words("18 dari 27 kelurahan Seruni daring </script><b>", "18 of 27 kelurahan are online & more"),
}
REQUIRED = {"claimReviewed", "reviewRating", "url", "itemReviewed", "author", "datePublished"}
NUMBERS = {"ratingValue", "bestRating", "worstRating"}


def reviews(path):
    """Every piece of JSON-LD in the page, as extruct reads it."""
    return JsonLdExtractor().extract(get(path).content.decode())


def held_to_the_rules(review, address):
    assert review["@context"] == "https://schema.org" and review["@type"] == "ClaimReview"
    assert set(review) >= REQUIRED and review["url"] == address
    assert isinstance(review["claimReviewed"], str) and review["claimReviewed"]
    assert review["author"]["@type"] == "Organization" and {"name", "url"} <= set(review["author"])
    rating = review["reviewRating"]
    assert rating["@type"] == "Rating" and rating["alternateName"]
    assert not (NUMBERS & set(rating)) or rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    item = review["itemReviewed"]
    assert item["@type"] == "Claim" and item["appearance"] and item["firstAppearance"]["@type"] == "CreativeWork"
    assert item["author"]["@type"] in ("Person", "Organization") and item["author"]["name"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ["true", "mostly-true", "false", "unproven", "missing-context"])
def test_one_a_page_by_the_rules(claim, people, newsroom, language, slug):
    claim = made.publish(claims.edit(claim, by=people.editor, **CONFIRMED), people, slug=slug)
    path = language + path_of("claims", claim)
    [review] = reviews(path)
    held_to_the_rules(review, newsroom.site_url() + path)
    assert bool(NUMBERS & set(review["reviewRating"])) == (slug not in ("unproven", "missing-context"))
    assert review["claimReviewed"] == CONFIRMED["statement"][language[1:] or "id"]


def test_a_correction_is_told_and_a_held_claim_has_no_review(published, people, newsroom):
    made.correct(published, people)
    path = path_of("claims", published)
    [review] = reviews(path)
    held_to_the_rules(review, newsroom.site_url() + path)
    assert [one["@type"] for one in review["correction"]] == ["CorrectionComment"]
    assert review["dateModified"] >= review["correction"][0]["datePublished"] >= review["datePublished"]
    made.hold(published, people)
    assert reviews(path) == []


def test_no_other_page_speaks_of_a_review(published):
    for path in ("/", path_of("articles", published.article), path_of("speakers", published.speaker)):
        assert not [one for one in reviews(path) if one["@type"] == "ClaimReview"]
