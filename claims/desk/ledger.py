"""The ledger as the newsroom sees it: figures of all claims on its lists, drafts too, gathered by measure and subject.

Contradictions are figures of one measure, subject and period that differ: between speakers, or of one speaker. They
stay open until every claim in them has its verdict.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.actions import measure_words, named_measures
from claims.desk import wording
from claims.matching import scales
from claims.models import Figure, MeasureAlias, OfficialValue, PublishedFigure
from claims.shown import timeline, units
from claims.shown.tags import chosen
from claims.workflow import Work

READ = 5_000  # figures, the newest claims first
BETWEEN = "--"
NEAR = Decimal("0.05")  # of a value: as far apart may two be of which one is "about"


@dataclass
class Row:
    """A figure of a claim: its ledger page's key, and the period by which it is compared."""

    figure: object
    named: scales.Named
    measure: object  # the Measure, None while nothing of it is public

    @property
    def claim(self):
        return self.figure.claim

    @property
    def label(self):
        return wording.label_of(self.claim)

    @property
    def work(self):
        return wording.WORK[self.claim.work]

    @property
    def name(self):
        return chosen(self.measure.name if self.measure else self.named.name)[0] or self.named.key

    @property
    def subject(self):
        return self.named.subject

    @property
    def slug(self):
        first = self.measure.slug if self.measure else scales.slug(self.named.key, 70)
        rest = scales.slug(self.named.subject, 100)
        return first + (BETWEEN + rest if rest else "")

    @cached_property
    def year(self):
        told = scales.year_of(self.figure.period)
        day = self.claim.said_on or self.claim.article.published_on or self.claim.article.created_at
        return told or day.year

    @property
    def period(self):
        """The period that two figures must share: as told, else the year in which they were said."""
        return " ".join(self.figure.period.casefold().split()) or f"~{self.year}"

    @property
    def unit(self):
        return units.in_language(self.figure.unit, "id") or self.figure.unit.casefold()

    @property
    def speaker(self):
        return self.claim.speaker.name if self.claim.speaker else _("Not named")

    @property
    def decided(self):
        return self.claim.work == Work.APPROVED


@dataclass
class Contradiction:
    rows: list

    @property
    def first(self):
        return self.rows[0]

    @property
    def open(self):
        return not all(row.decided for row in self.rows)

    @property
    def kind(self):
        """In words: between speakers, of one speaker, or both."""
        own = defaultdict(list)
        for row in self.rows:
            own[row.claim.speaker_id].append(row)
        oneself = any(differing(rows) for rows in own.values())
        if len(own) == 1:
            return _("one speaker, two values")
        return _("between speakers, and of one of them") if oneself else _("between speakers")


def rows(newsroom):
    """Every figure with a measure of the claims on the newsroom's lists, the newest first, READ at most."""
    found = Figure.objects.inside().filter(claim__newsroom=newsroom, claim__superseded_by=None).exclude(measure="")
    found = found.exclude(claim__work=Work.DISMISSED).order_by("-claim_id", "start")
    found = found.select_related("claim__speaker", "claim__article", "claim__live__rating", "found_source")
    known = Known(newsroom)
    return list(filter(None, (row(figure, known) for figure in found[:READ])))


class Known:
    """The newsroom's measures by the words that texts have for them, as a publication would find them."""

    def __init__(self, newsroom):
        rows = MeasureAlias.objects.filter(newsroom=newsroom).select_related("measure")
        self.found = {alias.key: alias.measure for alias in rows}
        self.by_words = named_measures.by_words(newsroom)

    def measure(self, named):
        """The Measure of a scales.Named; None while nothing of it was published."""
        if named.key not in self.found:
            self.found[named.key] = named_measures.called(named, self.by_words)
        return self.found[named.key]


def row(figure, known):
    language = figure.claim.article.language
    named = scales.measured(figure.unit, figure.measure, figure.subject, language)
    return named and Row(figure, named, known.measure(named))


def pages(found):
    """{slug: rows} of the ledger's pages, by name."""
    gathered = defaultdict(list)
    for one in found:
        gathered[one.slug].append(one)
    return dict(sorted(gathered.items(), key=lambda item: (item[1][0].name.casefold(), item[1][0].subject.casefold())))


def contradictions(found):
    """The Contradictions among rows, the open ones first."""
    gathered = defaultdict(list)
    for one in found:
        gathered[one.slug, one.period, one.unit].append(one)
    every = [Contradiction(group) for group in gathered.values() if differing(group)]
    return sorted(every, key=lambda one: (not one.open, one.first.name.casefold()))


def differing(group):
    """Whether two of the rows cannot both be right."""
    return any(apart(a.figure, b.figure) for n, a in enumerate(group) for b in group[n + 1 :])


def apart(a, b):
    if a.is_range or b.is_range or (a.of is None) != (b.of is None):
        return False
    if (a.value, a.of) == (b.value, b.of):
        return False
    vague = a.approximate or b.approximate
    return not (vague and abs(a.value - b.value) <= abs(a.value) * NEAR)


def official(newsroom, one):
    """The values of saved official tables for the page of row `one`, whatever the tables call its measure."""
    names = {(name, code) for code, name in one.named.name.items()}
    names.add((f"{one.figure.unit} {one.figure.measure}", one.claim.article.language))
    names |= {(alias.name, "id") for alias in (one.measure.aliases.all() if one.measure else ())}
    keys = {measure_words.measure_key(name, code) for name, code in names} - {""}
    subject = measure_words.subject_key(one.subject)
    values = OfficialValue.objects.standing().filter(newsroom=newsroom, measure_key__in=keys)[:READ]
    return [value for value in values if measure_words.one_subject(value.subject_key, subject)]


def drawing(found, values):
    """The Drawing of a page's rows and official values; None where they say nothing over time."""
    plain = [one for one in found if one.figure.of is None]
    if not plain:
        return None
    unit = Counter(one.unit for one in plain).most_common(1)[0][0]
    alike = [one for one in plain if one.unit == unit]
    called = _("Sources")
    points = [
        timeline.Point(one.year, float(one.figure.value), str(one.claim.speaker_id or ""), one.speaker) for one in alike
    ]
    told = {(one.year, float(one.figure.found_value)) for one in alike if one.figure.found_value is not None}
    told |= {(year, float(value.value)) for value in values if (year := scales.year_of(value.period))}
    points += [timeline.Point(year, value, None, called) for year, value in sorted(told)]
    return timeline.drawn(points, called)


def public_address(one):
    """Where readers find this page; "" while nothing of it is public."""
    subject = scales.slug(one.subject, 100)
    if one.measure is None or not PublishedFigure.objects.filter(measure=one.measure, subject_slug=subject).exists():
        return ""
    return reverse("site:figure", args=[one.slug])
