"""Draws the picture of a shared link, 1200 × 630: title, who said it, verdict with its shape, newsroom and date.

The fonts come with packages (Source Serif and Source Sans, SIL Open Font License): every machine draws the same.
"""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from PIL import Image, ImageDraw, ImageFont

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, BAR = 72, 20
TEXT_WIDTH = WIDTH - 2 * MARGIN - BAR
PAPER, INK, MUTED, RULE = "#fbfaf7", "#1b1f23", "#5c6570", "#d9d5cb"
# The light colours of tokens.css, by the verdict's shape.
COLOURS = {
    "true": "#0b6b57",
    "mostly-true": "#3b6f2f",
    "partly-true": "#8a5a00",
    "misleading": "#a8480a",
    "false": "#b3261e",
    "neutral": "#4a5563",
    "held": "#1b1f23",
    "withdrawn": "#4a5563",
}
FINER = 4  # shapes are drawn larger and scaled down, for smooth edges
TITLE_SIZES = (66, 58, 50, 44, 38)
TITLE_LINES = 4
TITLE_HEIGHT = 262
COLOURS_KEPT = 48  # of the picture: enough for smooth letters, and a quarter of the size


@dataclass(frozen=True)
class Card:
    """What is drawn. `shape` is a key of `claims.shown.marks.SHAPES`, "" for none; `word` stands beside it."""

    newsroom: str
    date: str
    title: str
    who: str
    shape: str
    word: str
    foot: str


def draw(card):
    """The card as the bytes of a PNG."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    colour = COLOURS.get(card.shape, INK)
    if card.shape in ("held", "withdrawn"):
        hatch(pen)
    pen.rectangle((0, 0, BAR, HEIGHT), fill=colour)
    left = MARGIN + BAR
    head(pen, card, left)
    bottom = title(pen, card.title, left, 128)
    if card.who:
        pen.text((left, bottom + 14), one_line(card.who, sans(30), TEXT_WIDTH), font=sans(30), fill=MUTED)
    verdict(picture, pen, card, left, colour)
    pen.text((left, HEIGHT - 52), one_line(card.foot, sans(24), TEXT_WIDTH), font=sans(24), fill=MUTED)
    out = io.BytesIO()
    picture.quantize(COLOURS_KEPT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def head(pen, card, left):
    """The newsroom on the left, date and version on the right, a rule under both."""
    date_width = sans(26).getlength(card.date)
    name = one_line(card.newsroom, serif(34), TEXT_WIDTH - date_width - 30)
    pen.text((left, 48), name, font=serif(34), fill=INK)
    pen.text((left + TEXT_WIDTH - date_width, 56), card.date, font=sans(26), fill=MUTED)
    pen.line((left, 106, left + TEXT_WIDTH, 106), fill=RULE, width=2)


def title(pen, words, left, top):
    """Draws the title as large as it fits; returns where it ends."""
    words = plain(words)
    for size in TITLE_SIZES:
        lines, step = wrapped(words, serif(size), TEXT_WIDTH), round(size * 1.18)
        if len(lines) <= TITLE_LINES and len(lines) * step <= TITLE_HEIGHT:
            break
    fits = min(TITLE_LINES + 1, TITLE_HEIGHT // step)
    if len(lines) > fits:
        last = one_line(" ".join(lines[fits - 1 :]), serif(size), TEXT_WIDTH)
        lines = [*lines[: fits - 1], last]
    for number, line in enumerate(lines):
        pen.text((left, top + number * step), line, font=serif(size), fill=INK)
    return top + len(lines) * step


def verdict(picture, pen, card, left, colour):
    """Shape and word, near the foot."""
    top, side = HEIGHT - 156, 68
    if card.shape:
        mask = shape(card.shape, side)
        picture.paste(colour, (left, top), mask)
        left += side + 26
    width = TEXT_WIDTH - (side + 26 if card.shape else 0)
    size = next((size for size in (56, 48, 40, 34) if semibold(size).getlength(card.word) <= width), 30)
    pen.text(
        (left, top + side / 2),
        one_line(card.word, semibold(size), width),
        font=semibold(size),
        fill=colour,
        anchor="lm",
    )


def hatch(pen):
    """The ground of what is under review or withdrawn."""
    for x in range(-HEIGHT, WIDTH, 22):
        pen.line((x, HEIGHT, x + HEIGHT, 0), fill="#efece4", width=2)


@cache
def shape(name, side):
    """A verdict's shape as a mask of `side` pixels, as `claims.shown.marks` draws it in a square of 16 units."""
    unit = side * FINER / 16
    mask = Image.new("L", (side * FINER, side * FINER))
    pen = ImageDraw.Draw(mask)

    def at(*numbers):
        return tuple(round(number * unit) for number in numbers)

    def stroke(*points, width=1.5):
        pen.line(at(*points), fill=255, width=round(width * unit))

    if name == "true":
        pen.ellipse(at(0.5, 0.5, 15.5, 15.5), fill=255)
    elif name == "false":
        stroke(2, 2, 14, 14, width=3)
        stroke(14, 2, 2, 14, width=3)
    elif name == "held":
        pen.rectangle(at(3, 1.5, 6.5, 14.5), fill=255)
        pen.rectangle(at(9.5, 1.5, 13, 14.5), fill=255)
    else:
        pen.ellipse(at(0.5, 0.5, 15.5, 15.5), outline=255, width=round(1.5 * unit))
        if name in ("mostly-true", "partly-true"):
            pen.pieslice(at(1.25, 1.25, 14.75, 14.75), -90, {"mostly-true": 180, "partly-true": 90}[name], fill=255)
        elif name == "misleading":
            for points in (
                (8, 8, 8, 1),
                (8, 8, 15, 8),
                (8.4, 4.4, 11.6, 7.6),
                (8.4, 1.9, 14.1, 7.6),
                (11.4, 2.3, 13.7, 4.6),
            ):
                stroke(*points, width=1.3)
        elif name == "withdrawn":
            stroke(3.2, 12.8, 12.8, 3.2)
    return mask.resize((side, side), Image.Resampling.LANCZOS)


def wrapped(words, font, width):
    """`words` in lines of at most `width` pixels; a word longer than a line is cut."""
    lines, line = [], ""
    for word in words.split():
        if reach(f"{line} {word}".strip(), font) <= width:
            line = f"{line} {word}".strip()
            continue
        lines += [line] if line else []
        *cut, line = pieces(word, font, width)
        lines += cut
    return [*lines, line] if line else lines


def pieces(word, font, width):
    """A word in parts that each fit into a line."""
    parts = [""]
    for letter in word:
        if parts[-1] and reach(parts[-1] + letter, font) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def one_line(words, font, width):
    """`words` on one line, the rest of them left out behind an ellipsis."""
    words = plain(words)
    if reach(words, font) <= width:
        return words
    while words and reach(words + "…", font) > width:
        words = words[:-1]
    return words.rstrip(" ,;:.") + "…"


def reach(words, font):
    """How far `words` are drawn to the right: the ellipsis of these fonts is wider than they say."""
    return font.getbbox(words)[2]


def plain(words):
    """White space as one space, and nothing that these fonts do not have, such as emoji."""
    return " ".join("".join(letter for letter in words if ord(letter) < 0x2600).split())


def serif(size):
    return font(font_source_serif_pro, "SourceSerifPro-Bold", size)


def sans(size):
    return font(font_source_sans_pro, "SourceSansPro-Regular", size)


def semibold(size):
    return font(font_source_sans_pro, "SourceSansPro-Semibold", size)


@cache
def font(package, name, size):
    return ImageFont.truetype(Path(package.font_directory) / f"{name}.ttf", size, layout_engine=ImageFont.Layout.BASIC)
