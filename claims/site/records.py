"""Public records as pages ask them: each wraps the finished JSON of one publication and never looks behind it."""

import json
from functools import cached_property

from django.urls import reverse

from claims.shown import moments
from claims.site.parts import PART
from claims.workflow import WITHDRAWAL_GROUNDS

QUOTATION_MARKS = "“”\"„«‘'`"


class ShownClaim:
    """A published or held claim. `record` is the contract's object; the rest answers what templates ask twice."""

    def __init__(self, publication):
        self.publication = publication
        self.record = json.loads(publication.body)
        self.id = self.record["id"]
        self.held = self.record["status"] == "held"

    @cached_property
    def path(self):
        return reverse("site:claim", args=[self.id])

    @property
    def slug(self):
        """The mark to show: the verdict's slug, or "held"."""
        return "held" if self.held else self.record["verdict"]["slug"]

    @property
    def verdict_label(self):
        return None if self.held else self.record["verdict"]["label"]

    @property
    def reported(self):
        return self.record["attribution"]["level"] == "reported"

    @property
    def heard(self):
        """The address of the recording that confirms the words, at their moment; "" where that is not known."""
        url, code = self.record["attribution"]["url"], self.record["attribution"]["at"]
        return moments.at(url, code) if not self.reported and moments.known(url, code) else ""

    @property
    def reporter(self):
        """Who reported it: the publisher, else the article's title."""
        article = self.record["article"]
        return article["publisher"] or f"“{article['title']}”"

    @property
    def direct(self):
        return self.record["mode"] == "direct"

    @property
    def quoted(self):
        """The quotation as it may be shown alone: between marks only where these are the speaker's very words."""
        quote = " ".join(self.record["quote"].split())
        marked = quote[0] in QUOTATION_MARKS or quote[-1] in QUOTATION_MARKS
        return f"“{quote}”" if self.direct and not marked else quote

    @property
    def correction(self):
        """The last correction, or None."""
        return self.record["corrections"][-1] if self.record["corrections"] else None

    @property
    def machine_translated(self):
        return {code for code, how in (self.record["translated"] or {}).items() if how == "machine"}

    @property
    def article_path(self):
        return reverse("site:article", args=[self.record["article"]["id"]])

    @property
    def speaker_path(self):
        return reverse("site:speaker", args=[self.record["speaker"]["id"]]) if self.record["speaker"] else ""

    @property
    def event_path(self):
        return reverse("site:event", args=[self.record["event"]["id"]]) if self.record["event"] else ""

    @property
    def in_article(self):
        """The address of this claim's card in its annotated article, in whichever part of it that stands."""
        start = self.record["article"]["start"]
        part = f"?at={start}" if start >= PART else ""
        return f"{self.article_path}{part}#claim-{self.id}"


class Gone:
    """What stands in the place of a withdrawn claim."""

    held = False
    slug = "withdrawn"

    def __init__(self, publication):
        self.publication = publication
        self.record = json.loads(publication.body)
        self.id = self.record["id"]

    @property
    def path(self):
        return reverse("site:claim", args=[self.id])

    @property
    def ground(self):
        """The ground in both languages; where it is another reason, the notice says which."""
        return WITHDRAWAL_GROUNDS.get(self.record["ground"])
