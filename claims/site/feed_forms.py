"""The three forms in which a feed may be read, each made from the same Feed."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from claims.text.printable import printable


@dataclass(frozen=True)
class Item:
    """One entry. `id` stays the same through corrections and in both languages; `data` is for programs alone."""

    id: str
    url: str
    title: str
    text: str
    published: datetime
    updated: datetime
    tags: tuple = ()
    data: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Feed:
    """`url` is where this feed is, `page` the page it follows; `license` names the terms of reuse."""

    title: str
    description: str
    url: str
    page: str
    language: str
    author: str
    author_url: str
    license: str
    items: list


def as_xml(form):
    def written(feed):
        made = form(
            title=printable(feed.title),
            link=feed.page,
            description=printable(feed.description),
            subtitle=printable(feed.description),
            language=feed.language,
            feed_url=feed.url,
            feed_guid=feed.url,
            author_name=feed.author,
            author_link=feed.author_url,
            feed_copyright=feed.license or None,
        )
        for item in feed.items:
            made.add_item(**element(item))
        return made.writeString("utf-8")

    return written


def element(item):
    return {
        "title": printable(item.title),
        "link": item.url,
        "description": printable(item.text),
        "unique_id": item.id,
        "unique_id_is_permalink": False,
        "pubdate": item.published,
        "updateddate": item.updated,
        "categories": [printable(tag) for tag in item.tags],
    }


def as_json(feed):
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    written = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.author_url}],
        "items": [json_item(item, feed) for item in feed.items],
    }
    return json.dumps(written, ensure_ascii=False, indent=1)


def json_item(item, feed):
    written = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_text": item.text,
        "date_published": stamp(item.published),
        "date_modified": stamp(item.updated),
        "language": feed.language,
    }
    if item.tags:
        written["tags"] = list(item.tags)
    return written | ({"_factcheck": item.data} if item.data else {})


def stamp(value):
    """An aware datetime in RFC 3339, UTC, to the second."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


# The end of an address to (media type, what writes it).
FORMS = {
    "rss.xml": ("application/rss+xml", as_xml(Rss201rev2Feed)),
    "atom.xml": ("application/atom+xml", as_xml(Atom1Feed)),
    "feed.json": ("application/feed+json", as_json),
}
