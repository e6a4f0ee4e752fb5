"""Template tags that the doors share."""

from django import template

register = template.Library()
