"""A ClaimReview, as a feed has it, made into plain fields: text without markup, addresses that are addresses."""

import html
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

import nh3
from django.utils import timezone

from claims.actions import addresses
from claims.actions.feed_streams import Skipped
from claims.actions.refusals import Unacceptable

MOST_REVIEWS = 50  # in one row of a feed
TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")  # stops at the next "<": read once, whatever a stranger sent
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
LONGEST_URL = 1000
LARGEST = Decimal(10) ** 7
FIRST = date(1900, 1, 1)  # an earlier day is a feed's way of saying none

# The columns of a CSV: their names, in English and Indonesian, and what they are.
COLUMNS = {
    "claim": ("claim", "claimreviewed", "claim_reviewed", "klaim"),
    "url": ("url", "review_url", "link", "alamat", "tautan"),
    "publisher": ("publisher", "author", "penerbit", "media"),
    "title": ("title", "headline", "judul"),
    "claimant": ("claimant", "claim_author", "speaker", "pembicara", "pengklaim"),
    "claim_date": ("claim_date", "said_on", "tanggal_klaim"),
    "rating": ("rating", "verdict", "textual_rating", "vonis", "peringkat"),
    "rating_value": ("rating_value", "ratingvalue", "nilai"),
    "rating_best": ("best", "best_rating", "bestrating", "tertinggi"),
    "rating_worst": ("worst", "worst_rating", "worstrating", "terendah"),
    "review_date": ("review_date", "date", "datepublished", "tanggal"),
    "language": ("language", "inlanguage", "bahasa"),
}


def reviews(found):
    """The reviews in one row of a feed, each a dict of raw fields. Raises Skipped where there is none."""
    if isinstance(found, Skipped):
        raise found
    if isinstance(found, dict) and all(value is None or isinstance(value, str) for value in found.values()):
        row = of_line(found)
        if "claim" in row and "url" in row:
            return [row]
    inside = [of_schema(one) for one in within(found)][:MOST_REVIEWS]
    if not inside:
        raise Skipped("no_review")
    return inside


def of_line(cells):
    """A line of a CSV by our names."""
    return {name: cells[head] for name, heads in COLUMNS.items() for head in heads if head in cells}


def within(value):
    """Each ClaimReview in a piece of JSON-LD."""
    if isinstance(value, list):
        for one in value:
            yield from within(one)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.rpartition("/")[2] == "ClaimReview" for kind in kinds):
            yield value
        else:
            for one in value.values():
                yield from within(one)


def of_schema(review):
    """schema.org's ClaimReview by our names."""
    item, rating = "itemReviewed", "reviewRating"
    return {
        "claim": dig(review, "claimReviewed") or dig(review, item, "name") or dig(review, item, "text"),
        "url": dig(review, "url") or dig(review, "@id"),
        "publisher": dig(review, "author", "name") or dig(review, "publisher", "name") or dig(review, "author"),
        "title": dig(review, "headline") or dig(review, "name"),
        "claimant": dig(review, item, "author", "name") or dig(review, item, "author"),
        "claim_date": dig(review, item, "datePublished") or dig(review, item, "dateCreated"),
        "rating": dig(review, rating, "alternateName") or dig(review, rating, "name"),
        "rating_value": dig(review, rating, "ratingValue"),
        "rating_best": dig(review, rating, "bestRating"),
        "rating_worst": dig(review, rating, "worstRating"),
        "review_date": dig(review, "datePublished") or dig(review, "dateCreated"),
        "language": dig(review, "inLanguage"),
    }


def dig(value, *keys):
    """The text or number under `keys`; of a list its first; None for anything else."""
    for key in (*keys, None):
        while isinstance(value, list):
            value = value[0] if value else None
        if key is not None:
            value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, (str, int, float, Decimal)) and not isinstance(value, bool) else None


def fields(raw):
    """The fields of an ExternalCheck. Raises Skipped for a review that names no claim or no web address."""
    claim = plain(raw.get("claim"), 2000)
    if not claim:
        raise Skipped("no_claim")
    url, site = address(raw.get("url"))
    return {
        "claim": claim,
        "url": url,
        "site": site,
        "publisher": plain(raw.get("publisher"), 200) or site[:200],
        "title": plain(raw.get("title"), 300),
        "claimant": plain(raw.get("claimant"), 300),
        "claim_date": day(raw.get("claim_date")),
        "rating": plain(raw.get("rating"), 200),
        "rating_value": number(raw.get("rating_value")),
        "rating_best": number(raw.get("rating_best")),
        "rating_worst": number(raw.get("rating_worst")),
        "review_date": day(raw.get("review_date")),
        "language": plain(raw.get("language"), 10).lower(),
    }


def plain(value, longest):
    """`value` as plain text of at most `longest` characters: no markup, nothing unseen, one space between words."""
    text = "" if value is None else str(value)[: 20 * longest]
    for _again in range(3):  # markup may be escaped, and escaped again
        text = html.unescape(nh3.clean(text, tags=set()) if TAG.search(text) else text)
    text = " ".join(UNSEEN.sub("", TAG.sub(" ", text)).split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def address(value):
    """(address, its host). Raises Skipped unless it is a whole http(s) address without a login in it."""
    url = str(value or "").strip()
    try:
        addresses.check(url)
        site = urlsplit(url).hostname
    except (Unacceptable, ValueError):
        raise Skipped("url") from None
    if not url or not site or len(url) > LONGEST_URL or UNSEEN.search(url):
        raise Skipped("url")
    return url, site.removeprefix("www.")


def day(value):
    """The date that `value` begins with; None for none, for one before 1900, or for one still to come."""
    try:
        found = date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
    return found if FIRST <= found <= timezone.localdate() else None


def number(value):
    """A rating's number; None for what is none, or too large to be one."""
    try:
        found = Decimal(str(value).strip().replace(",", ".")[:20])
    except InvalidOperation:
        return None
    return round(found, 4) if found.is_finite() and abs(found) < LARGEST else None
