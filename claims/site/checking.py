"""Claims that an article shows as being checked, or as not checked further: a place in its text, a state, a time."""

from claims.actions.checking import CHECKING

SLUGS = {True: "checking", False: "not-checked"}


class Checked:
    """One entry of a sheet's `checking`, as the marks and cards ask it. It has no page, no label and no verdict."""

    held = False
    verdict_label = None

    def __init__(self, told, article):
        self.id, self.since, self.under_check = told["id"], told["since"], told["state"] == CHECKING
        self.placed = told["start"] is not None
        self.slug = SLUGS[self.under_check]
        place = {name: told[name] for name in ("start", "end")}
        self.record = {"article": place | {"text_sha256": article["text_sha256"]}}


def checked(article):
    """Those of an article's public record, in order; older records have none."""
    return [Checked(told, article) for told in article.get("checking", ())]


def numbers(entries):
    """{"going", "ended"}: how many are being checked, and how many are not any more."""
    going = sum(entry.under_check for entry in entries)
    return {"going": going, "ended": len(entries) - going}
