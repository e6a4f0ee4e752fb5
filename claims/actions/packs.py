"""What is already known of a claim: what stands beside it, from the packs and from what was checked. Reads only."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from claims.actions import earlier, measure_words
from claims.matching import RELATED
from claims.models import Claim, ExternalCheck, Figure, OfficialValue
from claims.text.lexicon import language
from claims.text.tokens import tokens

KINDS = OFFICIAL, EARLIER, EXTERNAL = "official_value", "earlier_claim", "external_check"
SHOWN = 6
NEAR = Decimal("0.05")  # "about": a twentieth off is still about


@dataclass(frozen=True)
class Why:
    """Why a row is shown beside a claim. `reasons` are machine keys, in this order where they hold: same_measure,
    near_measure, same_subject, subject_unsaid, same_period, other_period, period_unsaid, same_value, near_value,
    other_value, other_unit; of what was checked before, those of claims.matching.Match. `figure` is the claim's own
    that it was compared with; None where it has none. `found` is the earlier.Found, where there is one."""

    reasons: tuple
    figure: Figure | None = None
    found: earlier.Found | None = None


def known_for(claim):
    """(kind, row, why) of everything known beside this claim, of each kind the nearest first; `kind` is OFFICIAL (row:
    OfficialValue), EARLIER (a public Claim) or EXTERNAL (ExternalCheck)."""
    return [one for finder in FINDERS for one in finder(claim)]


def official(claim):
    return [(OFFICIAL, row, why) for row, why in official_values(claim)]


def checked(claim):
    """What was checked before and belongs beside the claim: the same, or with another figure; what is only related
    where the pack of the claim's event brings it, or the speaker takes part there. Nothing that was set aside."""
    found = [one for one in earlier.checks(claim) if not one.rejected]
    packed = in_pack(claim.article.event, [one for one in found if distant(one)])
    kept = [one for one in found if not distant(one) or (one.kind, one.row.pk) in packed]
    return [(EARLIER if one.kind == "claim" else EXTERNAL, one.row, Why(one.match.reasons, found=one)) for one in kept]


def distant(found):
    return found.match.kind == RELATED and not found.linked


def in_pack(event, found):
    """Those of `found` that the event's pack holds, as {(kind, key)}."""
    if event is None or not found:
        return set()
    checks = [one.row.pk for one in found if one.kind == "external"]
    loaded = ExternalCheck.objects.for_event(event).filter(pk__in=checks).order_by().values_list("pk", flat=True)
    people = set(event.participants.values_list("speaker", flat=True))
    said = {("claim", one.row.pk) for one in found if one.kind == "claim" and one.row.speaker_id in people}
    return said | {("external", pk) for pk in loaded}


def official_values(claim):
    """(OfficialValue, Why): values of a measure that the claim's figures name, of the subject that it names."""
    own = Said(claim)
    keys = OfficialValue.objects.standing().filter(newsroom=claim.newsroom_id).order_by()
    near = {key: own.measured(key) for key in keys.values_list("measure_key", flat=True).distinct()}
    near = {key: how for key, how in near.items() if how}
    found = []
    for row in OfficialValue.objects.standing().filter(newsroom=claim.newsroom_id, measure_key__in=near)[:5000]:
        subject = own.subject_reason(row)
        if subject:
            figure, reason = near[row.measure_key]
            reasons = (reason, subject, own.period_reason(row, figure), *own.value_reasons(row, figure))
            found.append((row, Why(tuple(filter(None, reasons)), figure)))
    return sorted(found, key=lambda pair: order(claim, *pair))[:SHOWN]


def order(claim, row, why):
    """The same period first, then the same measure, then the newest; what was loaded for this event before the rest."""
    weights = ("near_measure", "subject_unsaid", "other_unit", "other_period")
    return (*(name in why.reasons for name in ("other_period", *weights)), -year(row.period), -row.pk)


def year(period):
    digits = "".join(char for char in period if char.isdigit())[:4]
    return int(digits) if digits else 0


class Said:
    """A claim's words and figures, as they are compared."""

    def __init__(self, claim):
        self.claim, self.code = claim, claim.article.language
        self.figures = list(claim.figures.inside())
        said = (claim.quote, *claim.statement.values(), *claim.label.values())
        event = claim.article.event
        where = (claim.place, event.place if event else "", claim.article.title)
        self.words = set(tokens(" ".join(filter(None, said))))
        self.context = self.words | set(tokens(" ".join(filter(None, where))))
        self.key = set(measure_words.measure_key(claim.quote, self.code).split())
        self.keys = [
            (figure, set(measure_words.measure_key(figure.measure, self.code).split())) for figure in self.figures
        ]

    def measured(self, key):
        """(figure or None, "same_measure" or "near_measure") where the claim speaks of the measure; None else."""
        wanted = set(key.split())
        for figure, own in self.keys:
            if own == wanted:
                return figure, "same_measure"
        for figure, own in self.keys:
            if own and (own < wanted or wanted < own):
                return figure, "near_measure"
        if wanted <= self.key:
            unmeasured = [figure for figure, own in self.keys if not own]
            return (unmeasured or [None])[0], "same_measure" if len(wanted) > 1 else "near_measure"
        return None

    def subject_reason(self, row):
        """Whether the row is of whom the claim speaks; None where it is not."""
        if not row.subject_key:
            return "subject_unsaid"
        named = [measure_words.subject_key(figure.subject) for figure in self.figures if figure.subject]
        if named:
            return "same_subject" if any(measure_words.one_subject(one, row.subject_key) for one in named) else None
        return "same_subject" if measure_words.names_subject(row.subject_key, self.context) else None

    def period_reason(self, row, figure):
        """Whether the row is for the period that the claim names."""
        said = figure.period if figure else ""
        own = measure_words.period_key(said, self.code)
        theirs = measure_words.period_key(row.period, row.table.language)
        if not own or not theirs:
            return "period_unsaid"
        return "same_period" if own.startswith(theirs) or theirs.startswith(own) else "other_period"

    def value_reasons(self, row, figure):
        """How the claim's value and the official one compare."""
        if figure is None:
            return ()
        factor, unit = unscaled(row)
        if not measure_words.same_unit(figure.unit, unit, self.code, row.table.language):
            return ("other_unit",)
        return (compared(figure, row.value * factor),)


def unscaled(row):
    """(1000, "jiwa") of a row in "ribu jiwa"."""
    first, _space, rest = row.unit.partition(" ")
    factor = language(row.table.language).numbers.scales.get(first.lower())
    return (factor, rest) if factor else (1, row.unit)


def compared(figure, official):
    """same_value; near_value where one is the other rounded, or about it; other_value."""
    values = [figure.value, *(Decimal(str(one)) for one in figure.readings)]
    if official in values:
        return "same_value"
    places = Decimal(1).scaleb(figure.value.normalize().as_tuple().exponent)
    rounded = official.quantize(places, ROUND_HALF_UP) if places < 1 else official
    loose = figure.approximate and abs(figure.value - official) <= NEAR * max(abs(figure.value), abs(official))
    return "near_value" if rounded == figure.value or loose else "other_value"


FINDERS = (official, checked)


def earlier_claims(event):
    """[(participant, claims)]: of each participant what we checked or publish elsewhere, newest first."""
    people = list(event.participants.select_related("speaker"))
    own = Claim.objects.chosen().exclude(article__event=event).select_related("article", "live__rating", "newsroom")
    return [(one, own.filter(speaker=one.speaker).order_by("-published_at", "-pk")) for one in people]
