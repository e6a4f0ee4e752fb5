"""The verdict's shapes, drawn so that nobody needs their colours, and its words for slugs of the default scale."""

from django.utils.translation import gettext_lazy as _

RING = '<circle cx="8" cy="8" r="6.75" fill="none" stroke="currentColor" stroke-width="1.5"/>'

# Drawn in a square of 16 units, in the colour of the text around them.
SHAPES = {
    "true": '<circle cx="8" cy="8" r="7.5" fill="currentColor"/>',
    "mostly-true": RING + '<path d="M8 8V1.25A6.75 6.75 0 1 1 1.25 8z" fill="currentColor"/>',
    "partly-true": RING + '<path d="M8 1.25a6.75 6.75 0 0 1 0 13.5z" fill="currentColor"/>',
    "misleading": RING + '<path d="M8 8V1.25M8 8h6.75M8.4 4.4l3.2 3.2M8.4 1.9l5.7 5.7M11.4 2.3l2.3 2.3" fill="none" '
    'stroke="currentColor" stroke-width="1.3"/>',
    "false": '<path d="M2 2l12 12M14 2L2 14" fill="none" stroke="currentColor" stroke-width="3"/>',
    "neutral": RING,
    "held": '<path d="M3 1.5h3.5v13H3zM9.5 1.5H13v13H9.5z" fill="currentColor"/>',
    "withdrawn": RING + '<path d="M3.2 12.8l9.6-9.6" fill="none" stroke="currentColor" stroke-width="1.5"/>',
}

# Of claims without a verdict, which an article shows as being checked or not checked further.
IN_WORK = {
    "checking": '<path d="M2.5 6.25h3v3.5h-3zM6.5 6.25h3v3.5h-3zM10.5 6.25h3v3.5h-3z" fill="currentColor"/>',
    "not-checked": '<path d="M2 6.75h12v2.5H2z" fill="currentColor"/>',
}

WORDS = {
    "true": _("True"),
    "mostly-true": _("Mostly True"),
    "partly-true": _("Partly True"),
    "misleading": _("Misleading"),
    "false": _("False"),
    "unproven": _("Unproven"),
    "unverifiable": _("Unverifiable"),
    "missing-context": _("Missing Context"),
    "held": _("Under review"),
    "withdrawn": _("Withdrawn"),
    "checking": _("Being checked"),
    "not-checked": _("Not checked further"),
}


def shape(slug):
    """The key of SHAPES, and the ending of the class v-…, for a verdict's slug: those without number share the ring."""
    return slug if slug in SHAPES or slug in IN_WORK else "neutral"


def svg(slug):
    """The shape of a verdict as inline SVG, hidden from listeners: the word stands beside it."""
    return f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{(SHAPES | IN_WORK)[shape(slug)]}</svg>'


def word(slug):
    """The word for a slug in the present language; a slug of another scale reads as written."""
    return str(WORDS.get(slug, slug))
