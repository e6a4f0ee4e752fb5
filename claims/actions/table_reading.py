"""Reads a table of official figures (CSV or XLSX): which column is what, and each row's value as our rules read it."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import islice

import openpyxl
from django.utils.translation import gettext_lazy as _

from claims.actions import measure_words, uploads
from claims.actions.refusals import Unacceptable
from claims.text.lexicon import language
from claims.text.numerals import value_of

MOST_ROWS, MOST_COLUMNS, MOST_UNPACKED = 20_000, 60, 200_000_000
HEAD_LINES = 10  # a title may stand over the headings
PARTS = ("measure", "subject", "period", "value", "unit", "source")
NEEDED = ("measure", "value")
HEADINGS = {
    "measure": {"measure", "indicator", "indikator", "ukuran", "nama indikator", "variabel", "indeks"},
    "subject": {"subject", "area", "region", "wilayah", "daerah", "kota", "kabupaten/kota", "kabupaten", "provinsi",
                "nama wilayah", "subjek", "instansi"},
    "period": {"period", "year", "periode", "tahun", "waktu", "date", "tanggal"},
    "value": {"value", "nilai", "angka", "jumlah", "figure", "hasil", "skor"},
    "unit": {"unit", "satuan"},
    "source": {"source", "sumber", "url", "tautan"},
}  # fmt: skip
PRINTED = re.compile(
    r"(?P<sign>[-−–])?\s*(?P<before>[^\d\s.,-]{0,4}\.?)\s*(?P<num>\d+(?:[.,]\d+)*)\s*(?P<after>.*)", re.S
)
GROUPED_BY_SPACE = re.compile(r"(?<=\d)[\u00a0\u202f ](?=\d{3}(?:\D|$))")
LONE = re.compile(r"\d+([.,])(\d+)")
LONGEST_NUMBER = 24
LONGEST_CELL = 300  # with a number in it; the patterns above are quadratic in it
NONE = {"", "-", "–", "—", "...", "…", "n/a", "na", "x", "*", "tidak ada data", "belum tersedia"}

PROBLEMS = {
    "no_measure": _("The measure is missing."),
    "no_value": _("There is no value."),
    "no_number": _("The value is no number."),
    "formula": _("The cell holds a formula whose result was not saved. Open the file, save it and bring it again."),
    "too_large": _("The number is too large."),
    "twice": _("Measure, subject and period stand in an earlier row already, with another value."),
    "again": _("The same row stands there already."),
    "two_readings": _("The value can be read in two ways; check it."),
    "many_rows": _("There are more than 20,000 rows: those after are not read."),
}
DOUBTS = {"two_readings"}  # told, and taken all the same


@dataclass(frozen=True)
class Row:
    """One value as understood; `doubt` is the other reading of its notation, as text."""

    number: int
    measure: str
    subject: str
    period: str
    value: Decimal
    unit: str
    raw: str
    source: str
    doubt: str = ""


@dataclass
class Reading:
    """A table as understood. `columns` maps a part to the number of its column, `headings` are all of them."""

    headings: list
    columns: dict
    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    @property
    def missing(self):
        """The parts that no column was found for and that nothing can be read without."""
        return [part for part in NEEDED if part not in self.columns]


def media_type_of(data):
    """XLSX or text/csv, by content; Unacceptable for anything else, or for what unpacks to too much."""
    found = uploads.sniffed(data) or (in_columns(data) and ("text/csv", ".csv"))
    if not found or found[0] not in (uploads.XLSX, "text/csv"):
        raise Unacceptable(_("Bring a table as CSV or XLSX, without macros."), field="file", code="kind")
    if found[0] == uploads.XLSX:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if sum(part.file_size for part in file.infolist()) > MOST_UNPACKED:
                raise Unacceptable(_("The table is too large."), field="file", code="too_large")
    return found[0]


def in_columns(data):
    """Whether this is text, UTF-8 or Windows-1252, with columns in two lines at least: a title may stand above."""
    words = data[:20_000].decode("latin-1").removeprefix("\u00ef\u00bb\u00bf")
    if uploads.PRINTED.search(words) or words.lstrip().startswith("<"):
        return False
    lines = words.splitlines()[: 2 * HEAD_LINES]
    return any(sum(mark in line for line in lines) > 1 for mark in (";", ",", "\t"))


def read(data, media_type, code, columns=None):
    """The Reading of a table whose words and numbers are written as in the language `code`.

    `columns` as a person set them; where None they are told by the headings. Raises Unacceptable for a damaged file.
    """
    try:
        lines = workbook(data) if media_type == uploads.XLSX else text(data)
        grid = list(islice(lines, MOST_ROWS + HEAD_LINES + 1))
    except Unacceptable:
        raise
    except Exception as problem:  # whatever a damaged workbook makes its reader raise
        raise Unacceptable(_("The table cannot be read: it may be damaged."), field="file", code="damaged") from problem
    at, found = headings_of(grid)
    heads = headings(grid, at)
    reading = Reading(heads, found if columns is None else {k: n for k, n in columns.items() if n < len(heads)})
    if not reading.missing:
        understand(grid[at + 1 :], reading, code)
    return reading


def text(data):
    """(line number, [(cell, no percent format)]) of a CSV; a file that is not UTF-8 is taken as Windows-1252."""
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = data.decode("cp1252", "replace")
    head = words[:5000]
    mark = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=mark)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, [(cell.replace("\x00", "").strip(), False) for cell in cells[:MOST_COLUMNS]]


def workbook(data):
    """The same of an XLSX's first sheet with anything in it; percent formats make 0.062 a 6.2."""
    values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    for sheet, printed in zip(values.worksheets, formulas.worksheets, strict=True):
        sheet.reset_dimensions()
        printed.reset_dimensions()
        found = False
        pairs = zip(sheet.iter_rows(max_col=MOST_COLUMNS), printed.iter_rows(max_col=MOST_COLUMNS), strict=False)
        for number, (cells, wholes) in enumerate(pairs, 1):
            row = [cell_of(cell, whole) for cell, whole in zip(cells, wholes, strict=False)]
            if any(value != "" for value, _percent in row):
                found = True
                yield number, row
        if found:
            return


def cell_of(cell, whole):
    value, percent = cell.value, "%" in str(getattr(cell, "number_format", ""))
    if value is None and isinstance(whole.value, str) and whole.value.startswith("="):
        return FORMULA, False
    if isinstance(value, datetime):
        return value.date().isoformat(), False
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value), False
    if isinstance(value, float):
        return Decimal(repr(value)), percent
    return (Decimal(value), percent) if isinstance(value, int) else (str(value).replace("\x00", "").strip(), percent)


FORMULA = "=…"


def headings_of(grid):
    """(index of the line of headings, {part: column}): the one of the first lines that names most parts."""
    best = (0, {})
    for at, (_number, cells) in enumerate(grid[:HEAD_LINES]):
        found = {}
        for column, (cell, _percent) in enumerate(cells):
            word = " ".join(str(cell).lower().replace("_", " ").split())
            part = next((part for part in PARTS if word in HEADINGS[part] and part not in found), None)
            if part:
                found[part] = column
        best = (at, found) if len(found) > len(best[1]) else best
    return best


def headings(grid, at):
    """The words of the line of headings, up to the last column with anything in it, on this line or below."""
    used = max((n for _number, cells in grid[at:] for n, (cell, _pct) in enumerate(cells, 1) if cell != ""), default=0)
    line = [str(cell).strip()[:80] for cell, _percent in grid[at][1]] if grid else []
    return (line + [""] * used)[:used]


def understand(grid, reading, code):
    """Fills the reading's rows and problems, {"row", "code"}."""
    seen, points = {}, decimal_marks(grid, reading.columns["value"])
    for number, cells in grid[:MOST_ROWS]:
        try:
            row = row_of(number, cells, reading.columns, code, points)
            key = (row.measure.lower(), row.subject.lower(), row.period, row.unit.lower())
            if key in seen:
                raise Trouble("again" if seen[key] == row.value else "twice")
        except Trouble as problem:
            reading.problems.append({"row": number, "code": problem.code})
            continue
        seen[key] = row.value
        reading.rows.append(row)
        if row.doubt:
            reading.problems.append({"row": number, "code": "two_readings"})
    if len(grid) > MOST_ROWS:
        reading.problems.append({"row": grid[MOST_ROWS][0], "code": "many_rows"})


def decimal_marks(grid, column):
    """The marks that stand in this column where no thousands could be: one or two digits after them, or four."""
    cells = (str(cells[column][0])[:LONGEST_CELL] for _number, cells in grid if column < len(cells))
    lone = (LONE.search(cell) for cell in cells if len(re.findall("[.,]", cell)) == 1)
    return {found[1] for found in lone if found and len(found[2]) != 3}


class Trouble(Exception):
    """A row that cannot be taken; `code` is a key of PROBLEMS."""

    def __init__(self, code):
        self.code = code
        super().__init__(code)


def row_of(number, cells, columns, code, points):
    """One Row; raises Trouble."""

    def cell(part):
        at = columns.get(part)
        return cells[at] if at is not None and at < len(cells) else ("", False)

    def words(part, longest):
        return " ".join(str(cell(part)[0]).split())[:longest]

    if not words("measure", 200) or not measure_words.measure_key(words("measure", 200), code):
        raise Trouble("no_measure")
    value, unit, doubt = figure(*cell("value"), code, points)
    return Row(
        number=number,
        measure=words("measure", 200),
        subject=words("subject", 200),
        period=period(cell("period")[0]),
        value=value,
        unit=(words("unit", 80) or unit)[:80],
        raw=words("value", 200),
        source=words("source", 500),
        doubt=doubt,
    )


def period(value):
    """2023 of 2023, of 2023.0 and of "2023"; the words as they are for anything else."""
    whole = isinstance(value, (Decimal, int)) and value == int(value)
    return str(int(value)) if whole else " ".join(str(value).split())[:80]


def figure(cell, percent, code, points=()):
    """(value, unit beside it, the other reading of the notation or "") of a cell; raises Trouble."""
    own = language(code)
    if isinstance(cell, Decimal):
        return bounded(cell * 100 if percent else cell), "%" if percent else "", ""
    if cell == FORMULA:
        raise Trouble("formula")
    if cell.lower() in NONE:
        raise Trouble("no_value")
    if len(cell) > LONGEST_CELL:
        raise Trouble("no_number")
    found = PRINTED.fullmatch(GROUPED_BY_SPACE.sub("", cell))
    if not found or len(found["num"]) > LONGEST_NUMBER or re.search(r"\d", found["after"]):
        raise Trouble("no_number")
    value, other = read_number(found["num"], own, points)
    factor, unit = scaled(found["before"], found["after"], own)
    factor = -factor if found["sign"] else factor
    doubt = str(other * factor) if other is not None else ""
    return bounded(value * factor), unit, doubt


def read_number(raw, own, points):
    """(value, other reading or None). Three digits after a lone mark are read as the rest of the column is.

    `points` are the marks that the column certainly uses before decimals.
    """
    value, others = value_of(raw, own)
    lone = LONE.fullmatch(raw)
    if not lone or len(lone[2]) != 3 or not others:
        return value, None
    mark, decimal = lone[1], Decimal(raw.replace(",", "."))
    if mark in points:
        return decimal, None if mark != own.numbers.group else max(value, *others)
    return value, others[0] if mark != own.numbers.group else None


def scaled(before, after, own):
    """(factor, unit) of what stands around a number: "Rp 1,2 triliun" is 10**12 rupiah, "6,2 %" percent."""
    scales, words = own.numbers.scales, after.strip(" *)").split()
    factor = 1
    if words and (words[0] in scales or words[0].lower() in scales):
        factor = scales.get(words[0]) or scales[words[0].lower()]
        words = words[1:]
    currency = own.numbers.currencies.get(before.rstrip("."), "") if before else ""
    if before and not currency:
        raise Trouble("no_number")
    return factor, currency or " ".join(words)[:80]


def bounded(value):
    if abs(value) >= Decimal(10) ** 21:
        raise Trouble("too_large")
    return round(value, 8)
