"""Reads pages as a browser without styles or script would."""

import json

from bs4 import BeautifulSoup
from django.test import Client

LANGUAGES = ("", "/en")


def get(path, status=200, **headers):
    """The response of a visitor without cookies."""
    response = Client().get(path, headers=headers or None)
    assert response.status_code == status, (path, response.status_code)
    return response


def read(path, status=200):
    """The parsed page."""
    html = get(path, status).content.decode()
    return BeautifulSoup(html, "html.parser", preserve_whitespace_tags={"p", "blockquote"})


def text(node):
    """The words of a node as they are read, white space as one space."""
    return " ".join(node.get_text(" ").split())


def path_of(noun, row):
    return f"/{noun}/{row.public_id}/"


def claim_review(page):
    """The page's one ClaimReview, or None."""
    blocks = page.find_all("script", type="application/ld+json")
    assert len(blocks) <= 1
    return json.loads(blocks[0].string) if blocks else None
