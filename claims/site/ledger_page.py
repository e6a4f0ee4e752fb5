"""What a page of the ledger shows, read from the public records of its claims."""

from collections import Counter
from functools import cached_property

from django.utils.translation import gettext as _

from claims.shown import timeline, units
from claims.shown.tags import chosen
from claims.site.records import ShownClaim

COLUMNS = (
    "measure",
    "subject",
    "period",
    "value",
    "of",
    "unit",
    "speaker",
    "said_on",
    "status",
    "verdict",
    "found_value",
    "found_of",
    "source_title",
    "source_url",
    "claim",
    "claim_url",
)


class Entry:
    """One claimed figure: its place in the index (`row`) and the record that it stands in."""

    def __init__(self, row, claim):
        self.row = row
        self.claim = claim
        self.record = claim.record
        self.figure = self.record["figures"][row.position]

    @property
    def speaker(self):
        return self.record["speaker"]

    @cached_property
    def source(self):
        """The source of what was found: {"title", "url", "publisher", "number"}; None where none is named or shown."""
        place = (self.figure["found"] or {}).get("source")
        sources = self.record["sources"]
        if place is None or place >= len(sources) or sources[place]["withheld"] is not None:
            return None
        return {name: sources[place][name] for name in ("title", "url", "publisher")} | {"number": place + 1}

    def found(self):
        """What the sources say beside this claim, as JSON has it; None for nothing."""
        found = self.figure["found"]
        if not found:
            return None
        source = self.source or {"title": None, "url": None, "publisher": None}
        told = {name: source[name] for name in ("title", "url", "publisher")}
        return {"value": found["value"], "of": found.get("of"), "source": told}

    def data(self):
        """This entry as JSON."""
        record, speaker = self.record, self.speaker
        return {
            "claim": {name: record[name] for name in ("id", "url", "version", "status", "label")},
            "speaker": speaker and {"id": speaker["id"], "name": speaker["name"]},
            "said_on": record["said_on"],
            "period": self.figure["period"],
            "value": self.figure["value"],
            "of": self.figure["of"],
            "unit": self.figure["unit"],
            "approximate": self.figure.get("approximate", False),
            "attribution": record["attribution"]["level"],
            "verdict": record["verdict"],
            "found": self.found(),
        }

    def cells(self, measure):
        """This entry as a row of the CSV, in the order of COLUMNS."""
        found = self.found() or {"value": None, "of": None, "source": {"title": None, "url": None}}
        record, figure = self.record, self.figure
        return [
            measure,
            self.row.subject,
            figure["period"],
            figure["value"],
            figure["of"],
            figure["unit"],
            self.speaker and self.speaker["name"],
            record["said_on"],
            record["status"],
            record["verdict"] and record["verdict"]["slug"],
            found["value"],
            found["of"],
            found["source"]["title"],
            found["source"]["url"],
            record["id"],
            record["url"],
        ]


class Page:
    """A measure of a subject: `entries` in order of time, `sources` what was found, each value once."""

    def __init__(self, measure, rows, slug):
        claims = {}
        self.measure, self.slug = measure, slug
        self.entries = [Entry(row, claims.setdefault(row.publication_id, ShownClaim(row.publication))) for row in rows]
        self.subject = max((row.subject for row in rows), key=len, default="")
        self.subject_slug = rows[0].subject_slug if rows else ""

    @cached_property
    def title(self):
        name = chosen(self.measure.name)[0] or self.measure.slug
        return f"{name}, {self.subject}" if self.subject else name

    @cached_property
    def sources(self):
        """What the sources say: {"period", "value", "of", "source"}, each once."""
        found = {}
        for entry in self.entries:
            told = entry.found()
            if told:
                key = (entry.figure["period"], told["value"], told["of"], told["source"]["title"])
                found.setdefault(key, {"period": entry.figure["period"], "year": entry.row.year} | told)
        return list(found.values())

    @cached_property
    def speakers(self):
        return len({entry.speaker["id"] for entry in self.entries if entry.speaker})

    @cached_property
    def claims(self):
        return len({entry.record["id"] for entry in self.entries})

    @cached_property
    def plain(self):
        """Whether every figure is an index's and none counts anything: then the unit says nothing beside the name."""
        return {kind(entry) for entry in self.entries} == {"indeks"}

    @cached_property
    def drawing(self):
        """The figures of the commonest unit over time; None where they say nothing over time."""
        plain = [entry for entry in self.entries if entry.figure["of"] is None and entry.row.year]
        if not plain:
            return None
        unit = Counter(kind(entry) for entry in plain).most_common(1)[0][0]
        alike = [entry for entry in plain if kind(entry) == unit]
        points = [point(entry) for entry in alike]
        told = {(entry.row.year, entry.figure["found"]["value"]) for entry in alike if entry.figure["found"]}
        called = _("Sources")
        points += [timeline.Point(year, value, None, called) for year, value in sorted(told)]
        return timeline.drawn(points, called)


def kind(entry):
    """What a figure's unit counts, whatever its language calls it."""
    unit = entry.figure["unit"] or ""
    return units.in_language(unit, "id") or unit.casefold()


def point(entry):
    speaker = entry.speaker or {"id": "", "name": _("Not named")}
    return timeline.Point(entry.row.year, entry.figure["value"], speaker["id"], speaker["name"])
