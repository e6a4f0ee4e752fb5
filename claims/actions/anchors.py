"""Where a public quotation stands in the wordings of its article. Reads only what is public and what was recorded."""

import json

from claims.actions import audit

AROUND = 32  # characters of prefix and suffix, as the contract says


def part(text, start, end):
    """What a public record says of the place of its quotation in an ArticleText."""
    content = text.content
    return {
        "text_sha256": text.sha256,
        "start": start,
        "end": end,
        "prefix": content[max(0, start - AROUND) : start],
        "suffix": content[end : end + AROUND],
    }


def moved_part(claim, base):
    """The part of `base` (a public record of the claim) that a later wording moved; {} where it stands as it stood.

    By the record's own quotation, to the letter, never by the claim's row: that may hold a draft.
    """
    key, standing = str(claim.public_id), base["article"]["text_sha256"]
    for text in claim.article.texts.filter(number__gt=1).order_by("-number"):
        if text.sha256 == standing:
            break
        place = text.reanchored.get("public", {}).get(key)
        if place and text.content[slice(*place)] == base["quote"]:
            return part(text, *place)
    return {}


def settle(claim):
    """After a draft was given up: the claim stands where its public quotation does, whatever wording came meanwhile."""
    present = claim.present()
    record = json.loads(present.body) if present else {}
    if record.get("quote") != claim.quote:
        return
    place = record["article"]
    text = claim.article.texts.filter(sha256=place["text_sha256"]).first()
    if text:
        audit.change(claim, text=text, start=place["start"], end=place["end"])
