"""Editors' Markdown as HTML that is safe to publish. Tags of the text itself are shown as text, never obeyed."""

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "a", "br", "h3", "h4", "code", "hr"}

renderer = MarkdownIt("commonmark", {"html": False}).disable("image")


def to_html(text):
    """Sanitised HTML of `text`, or None for no text. Links open nothing but http and https and carry rel=nofollow."""
    if not text:
        return None
    return nh3.clean(
        renderer.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener",
    ).strip()
