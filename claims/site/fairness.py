"""The ledger of fairness: of each event and speaker, how many claims were chosen, published, in work and left out.

Made from the published sheets alone, which hold numbers and never a word of what is not public.
"""

import csv
import io
import json

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.site.page import public, show
from claims.workflow import DISMISSALS

LISTED = 500
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("kind", "id", "name", "date", "url", "chosen", "published", "in_work", "withdrawn", "left_out")


class Row:
    """One event or speaker as the ledger tells it. `publication` is its present sheet."""

    def __init__(self, publication):
        self.noun = "event" if publication.event_id else "speaker"
        self.record = record = json.loads(publication.body)
        self.name = record["title"] if self.noun == "event" else record["name"]
        self.path = reverse(f"site:{self.noun}", args=[record["id"]])
        self.at = publication.at
        self.chosen, self.published = record["claims"]["chosen"], record["claims"]["checked"]
        self.waiting = record.get("waiting", self.chosen - self.published)
        self.withdrawn = max(0, self.chosen - self.published - self.waiting)
        self.dropped = record.get("dropped") or {}
        self.left_out = sum(self.dropped.values())

    @property
    def reasons(self):
        """[(the reason as {"id", "en"}, how many)], the most frequent first."""
        counted = sorted(self.dropped.items(), key=lambda pair: -pair[1])
        return [(DISMISSALS.get(key, {"id": key, "en": key}), number) for key, number in counted]

    @property
    def sides(self):
        """Those who stand in it and whoever else a claim was chosen of, where the sheet counts them."""
        counted = (part for part in self.record.get("participants", ()) if part.get("counts"))
        return [part for part in counted if part["counts"]["chosen"] or part["ballot_number"] is not None]

    def cells(self, base):
        """The row of the table for programs; one column for each reason at its end."""
        numbers = (self.chosen, self.published, self.waiting, self.withdrawn, self.left_out)
        told = (self.noun, self.record["id"], self.name, self.record.get("date") or "", base + self.path)
        return [*map(safe, told), *numbers, *(self.dropped.get(key, 0) for key in DISMISSALS)]


@public
def fairness(request):
    """GET /fairness/: events, the latest first; speakers, those with the most chosen claims first."""
    events, speakers = rows()
    room = request.newsroom
    return show(
        request,
        "site/fairness.html",
        title=_("What we chose to check – %(newsroom)s") % {"newsroom": room.name},
        description=_(
            "For each event and speaker: how many claims were chosen, published, are in work or were left out."
        ),
        events=events[:LISTED],
        speakers=speakers[:LISTED],
        more=max(len(events), len(speakers)) > LISTED,
        csv_path=reverse("site:fairness_csv"),
        at=max((row.at for row in events + speakers), default=None),
    )


def rows():
    """(events, speakers) as Rows. Two queries."""
    events = [Row(sheet) for sheet in Publication.objects.events()]
    events.sort(key=lambda row: (row.record["date"] or "", row.at), reverse=True)
    speakers = [Row(sheet) for sheet in Publication.objects.speakers()]
    speakers.sort(key=lambda row: (-row.chosen, row.name.casefold()))
    return events, speakers


@public
def fairness_csv(request):
    """GET /fairness.csv: the whole ledger. UTF-8 with a mark that spreadsheets look for; no cell is a formula."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow([*COLUMNS, *(f"left_out_{key}" for key in DISMISSALS)])
    for row in (row for part in rows() for row in part):
        table.writerow(row.cells(request.newsroom.site_url()))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="fairness.csv"'
    return response


def safe(cell):
    return f"'{cell}" if cell.startswith(FORMULA) else cell
