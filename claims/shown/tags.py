"""Template tags that the doors share: `{% load shown %}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from claims.shown import marks, notation, units

register = template.Library()


@register.simple_tag
def verdict_mark(slug, label=None, quiet=False):
    """A verdict's shape and word. `label` is the scale's own {"id", "en"}; `quiet` keeps the word for listeners only.

    `slug` may also be "held" or "withdrawn". Wraps in <span class="verdict v-…">, coloured by tokens.css.
    """
    text = chosen(label)[0] or marks.word(slug)
    return format_html(
        '<span class="verdict v-{}{}">{}<span class="{}">{}</span></span>',
        marks.shape(slug),
        " verdict-quiet" if quiet else "",
        mark_safe(marks.svg(slug)),  # noqa: S308 - our own drawing
        "visually-hidden" if quiet else "verdict-word",
        text,
    )


@register.simple_tag
def verdict_flag(slug, label=None):
    """The shape that ends a marked claim in a text. Its word is an attribute: the text keeps its characters."""
    text = chosen(label)[0] or marks.word(slug)
    return format_html(
        '<span class="flag v-{}" role="img" aria-label="{}" data-word="{}">{}</span>',
        marks.shape(slug),
        text,
        text,
        mark_safe(marks.svg(slug)),  # noqa: S308 - our own drawing
    )


@register.filter
def verdict_class(slug):
    """The class that sets --verdict for a verdict's slug: v-true, …, v-neutral for the ones without number."""
    return f"v-{marks.shape(slug)}"


def chosen(pair):
    """(text, language) of a {"id", "en"}: the present language, else the other; ("", None) where there is none."""
    here = notation.language()
    for code in (here, "en" if here == "id" else "id"):
        if pair and pair.get(code):
            return pair[code], code
    return "", None


@register.filter
def words(pair):
    """The text of a {"id", "en"} in the present language, else in the other."""
    return chosen(pair)[0]


@register.filter
def words_language(pair):
    """The code of the language that `words` shows of this pair, for a lang attribute."""
    return chosen(pair)[1] or notation.language()


@register.simple_tag
def in_words(pair):
    """The text of a {"id", "en"} for the page; where only the other language has it, in a span that says so."""
    text, code = chosen(pair)
    if code in (None, notation.language()):
        return text
    return format_html('<span lang="{}">{}</span>', code, text)


@register.simple_tag
def unit_words(unit, said_in, value=None):
    """A figure's unit in the reader's language where it is a known one, else as it was said, in the language `said_in`.

    `value` is the number before it, for "1 person".
    """
    here = notation.language()
    word = units.in_language(unit, here, value)
    return format_html('<span class="unit" lang="{}">{}</span>', said_in if word is None else here, word or unit)


@register.filter
def http_url(url):
    """`url` where it may stand in a link (http, https), else nothing: stored addresses are checked, this one twice."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""


@register.filter
def number(value):
    """A number in the reader's notation: 3,14 in Indonesian, 3.14 in English."""
    return notation.number(value)


@register.filter
def day(value):
    """A date in full as a <time> element; nothing for no date."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', str(value)[:10], notation.day(value))


@register.filter
def local_day(value, zone=None):
    """The date of a time (aware datetime, or RFC 3339 text) in `zone`, in full as a <time> element."""
    return day(notation.zoned(value, zone).date()) if value else ""


@register.filter
def moment(value, zone=None):
    """Date, time and zone in full as a <time> element, in `zone` (a ZoneInfo, a name, or by default the settings')."""
    if not value:
        return ""
    local = notation.zoned(value, zone)
    stamp = local.isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', stamp, notation.moment(local, local.tzinfo))
