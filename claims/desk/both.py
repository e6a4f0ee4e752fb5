"""Texts in both languages on the desk, as both are published: `{% load both %}`."""

from django import template

from claims.desk import wording

register = template.Library()


@register.filter
def language_word(code):
    """What a language is called in the reader's: "English"."""
    return wording.LANGUAGES.get(code, code)


@register.filter
def both(pair, translated=None):
    """[(code, text, whether a machine translated it and nobody confirmed it)] of each language that has a text."""
    translated = translated or {}
    found = [(code, (pair or {}).get(code)) for code in wording.LANGUAGES]
    return [(code, text, translated.get(code) == "machine") for code, text in found if text]
