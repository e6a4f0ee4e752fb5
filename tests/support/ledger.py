"""Claims with a figure, published, as the ledger gathers them."""

from decimal import Decimal

from claims.actions import figures
from claims.models import Figure, words
from tests.support import newsroom as made

TEXT = (
    "“Indeks SPBE Kota Seruni pada 2022 adalah 3,14,” kata Rahma Wirasti.\n\n"
    "“Indeks SPBE Kota Seruni pada 2023 sudah 3,41,” kata Rahma Wirasti.\n\n"
    "“Indeks SPBE Kota Seruni pada 2023 hanya 3,02,” kata Bagas Lintang.\n\n"
    "“Angka kemiskinan Kota Seruni 6,2 persen pada 2023,” kata Bagas Lintang.\n"
)
QUOTES = {
    "early": ("Indeks SPBE Kota Seruni pada 2022 adalah 3,14", "Rahma Wirasti", "3.14", "2022"),
    "late": ("Indeks SPBE Kota Seruni pada 2023 sudah 3,41", "Rahma Wirasti", "3.41", "2023"),
    "rival": ("Indeks SPBE Kota Seruni pada 2023 hanya 3,02", "Bagas Lintang", "3.02", "2023"),
    "poor": ("Angka kemiskinan Kota Seruni 6,2 persen pada 2023", "Bagas Lintang", "6.2", "2023"),
}


def article(people):
    return made.make_article(people.editor, content=TEXT)


def claim(text, people, which="early", **details):
    """A queued claim of QUOTES with its figure; `details` change the figure."""
    quote, speaker, value, period = QUOTES[which]
    row = made.make_claim(text, people.editor, quote=quote, speaker=speaker, label=words(f"SPBE {value}", None))
    figure = {"unit": "indeks", "measure": "SPBE", "subject": "Kota Seruni", "period": period, **details}
    end = row.end
    Figure.objects.create(
        claim=row, **{"value": Decimal(value), "raw": quote[-4:], "start": end - 4, "end": end, **figure}
    )
    return row


def published(text, people, which="early", found=None, **details):
    """The same published; `found` is what its source says."""
    row = made.draft(claim(text, people, which, **details), people)
    if found is not None:
        figure, source = row.figures.get(), row.sources.first()
        figures.find(figure, by=people.reviewer, value=Decimal(found), source=source)
        row.refresh_from_db()
    return made.verdicts.approve(made.verdicts.propose(row, by=people.reviewer), by=people.approver)
