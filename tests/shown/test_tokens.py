"""The colours of the look can be read: 4.5 to 1 at least on every ground they stand on, by day and by night."""

import re

import pytest
from django.conf import settings

from claims.shown import marks

CSS = (settings.BASE_DIR / "claims/static/tokens.css").read_text()
DAY, _, NIGHT = CSS.partition("@media (prefers-color-scheme: dark)")
TEXTS = ("ink", "muted", "accent", *(f"v-{name}" for name in marks.SHAPES if name != "withdrawn"))
GROUNDS = ("paper", "paper-raised", "paper-sunk", "notice-ground")


def colours(part):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("part", [DAY, NIGHT.partition("}\n}")[0]], ids=["day", "night"])
def test_every_text_can_be_read_on_every_ground(part):
    known = colours(part)
    weak = [(t, g) for t in TEXTS for g in GROUNDS if contrast(known[t], known[g]) < 4.5]
    assert weak == []


def test_every_shape_has_its_colour():
    assert {f".v-{name}" for name in marks.SHAPES} <= set(re.findall(r"\.v-[\w-]+", CSS))
