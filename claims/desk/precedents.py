"""Checked before: earlier claims and checks of others beside a claim, in words, with what a person decides of them."""

import json
import re
from dataclasses import dataclass, field

from django import template
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims import matching
from claims.actions import earlier, precedents
from claims.actions.refusals import Refused
from claims.desk import wording
from claims.desk.base import page_of, status_of
from claims.desk.numbers import whole
from claims.desk.stale import expected
from claims.matching.wording import empty, stems_of
from claims.models import Claim, ExternalCheck, MatchDecision
from claims.shown import notation
from claims.shown.tags import chosen

register = template.Library()

REPEATS = 12  # shown of each claim
DIGIT = re.compile(r"\d")
CARDS = 10  # asked for at once
FIGURES = 3  # pairs compared, shown of each match
LINKED, REJECTED = MatchDecision.Decision.LINKED, MatchDecision.Decision.REJECTED
DEEDS = {"link": precedents.link, "reject": precedents.reject, "undecide": precedents.undecide}
KINDS = {
    matching.SAME: _("Same claim"),
    matching.OTHER_FIGURE: _("Same measure, another figure"),
    matching.RELATED: _("Related"),
}
REASONS = {
    "same_speaker": _("the same speaker"),
    "other_speaker": _("another speaker"),
    "other_period": _("another period"),
    "opposite": _("one of the two denies it"),
    "elsewhere": _("about somebody or something else"),
    "place_unsaid": _("place not stated"),
    "same_meaning": _("near in meaning"),
}


@dataclass
class Shown:
    """One earlier claim as the page shows it. `rating` is (slug, words of the scale) of ours, `theirs` another
    publisher's own word; `day` is when it was said, else checked; `conflict` the other figure that it gives for the
    same measure and period, as printed."""

    key: str
    label: str
    address: str
    kind: object
    speaker: str = ""
    by: str = ""
    day: object = None
    rating: tuple | None = None
    standing: object = ""
    external: object = None
    theirs: str = ""
    why: list = field(default_factory=list)
    decision: str = ""
    conflict: str = ""
    same: bool = False

    @property
    def year(self):
        return str(self.day)[:4] if self.day else ""

    @property
    def rejected(self):
        return self.decision == REJECTED


# The page of a claim


@register.simple_tag
def checked_before(claim, verdict_form):
    """What the page of a claim says of earlier ones; `verdict_form` tells which rating is chosen."""
    found = [shown(one, claim) for one in earlier.checks(claim)]
    repeats = earlier.repeats(claim)
    return {
        "checked": [one for one in found if not one.rejected] + [shown(one, claim) for one in repeats.contrary],
        "set_aside": [one for one in found if one.rejected],
        "repeats": repeated(claim, repeats),
        "precedents": standing(claim, verdict_form),
    }


def repeated(claim, found):
    """{"words", "rows", "more"} of its Repeats: the newsroom's claims that say the same; None where there is none."""
    if not found.rows:
        return None
    rows = [shown(one, claim) for one in found.rows[:REPEATS]]
    return {"words": often(found), "rows": rows, "more": len(found.rows) - len(rows)}


def often(repeats):
    """ "Said 4 times since March 2024", the claim itself counted."""
    number = len(repeats.rows) + 1
    if repeats.since is None:
        return ngettext("Said %(n)s time", "Said %(n)s times", number) % {"n": number}
    since = notation.formatted(repeats.since, "F Y")
    return ngettext("Said %(n)s time since %(since)s", "Said %(n)s times since %(since)s", number) % {
        "n": number,
        "since": since,
    }


def standing(claim, form):
    """The verdicts on the same claim that one here should agree with: [(Shown, whether the chosen rating differs)]."""
    pk = str(form["rating"].value() or "")
    slug = next((one.slug for one in form.fields["rating"].queryset if str(one.pk) == pk), None)
    rows = [shown(one, claim) for one in earlier.precedents(claim)]
    return [(row, slug is not None and row.rating is not None and row.rating[0] != slug) for row in rows]


def shown(found, claim):
    """A Found of actions.earlier beside `claim`, as a Shown."""
    one = of_check(found.row) if found.kind == "external" else of_claim(found, claim)
    match = found.match
    one.decision = found.decision.decision if found.decision else ""
    one.same = one.decision == LINKED or match.kind == matching.SAME
    one.kind = KINDS[matching.SAME] if one.decision == LINKED else KINDS[match.kind]
    one.conflict = "" if one.decision == LINKED else other_figure(match)
    one.why = why(match, claim.article.language)
    return one


def of_check(row):
    """Another publisher's check: theirs in name, word and address."""
    return Shown(
        key=f"external-{row.pk}",
        label=row.claim,
        address=page_of(row),
        kind="",
        speaker=row.claimant,
        by=row.publisher,
        day=row.review_date or row.claim_date,
        external=row,
        theirs=row.rating,
    )


def of_claim(found, claim):
    """An earlier claim: as its public record says it, where it has one, else as it stands on the desk."""
    row, own = found.row, found.row.newsroom_id == claim.newsroom_id
    record = json.loads(found.publication.body) if found.publication else None
    address = page_of(row) if own else row.public_path()
    if record is None or record["status"] != "published":
        speaker = row.speaker.name if row.speaker else ""
        word = wording.WORK[row.work] if row.public == "none" else wording.PUBLIC[row.public]
        return Shown(
            f"claim-{row.pk}", wording.label_of(row), address, "", speaker, "", earlier.said_on(row), standing=word
        )
    verdict, speaker = record["verdict"], record["speaker"]
    return Shown(
        key=f"claim-{row.pk}",
        label=chosen(record["label"])[0] or record["quote"],
        address=address,
        kind="",
        speaker=speaker["name"] if speaker else "",
        by=record["newsroom"]["name"],
        day=record["said_on"] or record["article"]["published_on"] or record["published_at"][:10],
        rating=(verdict["slug"], verdict["label"]),
    )


def other_figure(match):
    """The figure that the earlier claim gives for the same measure and period, as printed; "" where none differs."""
    if match.kind != matching.OTHER_FIGURE or "other_period" in match.reasons:
        return ""
    return next((there for _here, there, how in match.figures if how != "same"), "")


def why(match, language):
    """The reasons of a match in words, what tells most first; `language` is that of the claim in hand."""
    told = [compared(*pair) for pair in match.figures[:FIGURES]]
    if not told and "same_measure" in match.reasons:
        told.append(gettext("the same measure"))
    told += [str(words) for key, words in REASONS.items() if key in match.reasons]
    if telling := [word for word in match.shared if not DIGIT.search(word) and says_something(word, language)]:
        told.append(gettext("words in common: %(words)s") % {"words": ", ".join(telling)})
    return told


def says_something(word, language):
    return not set(stems_of(word, language)) <= empty(language)


def compared(here, there, how):
    if how == "same":
        return gettext("the same figure: %(figure)s") % {"figure": here}
    return gettext("%(there)s there, %(here)s here") % {"there": there, "here": here}


# The card of a claim


def line(claim):
    """What the card of a claim says in one line: {"nearest" (Shown or None), "contrary" (Shown or None: another figure,
    not public), "often" (words or ""), "address"}; None for nothing worth a line."""
    found = [one for one in (shown(one, claim) for one in earlier.checks(claim)) if not one.rejected]
    told = [one for one in found if one.same] or [one for one in found if one.conflict]
    repeats = earlier.repeats(claim)
    contrary = [shown(one, claim) for one in repeats.contrary]
    if not told and not repeats.rows and not contrary:
        return None
    return {
        "claim": claim,
        "nearest": told[0] if told else None,
        "contrary": contrary[0] if contrary else None,
        "often": often(repeats) if repeats.rows else "",
        "address": f"{page_of(claim)}#checked" if told or repeats.rows else contrary[0].address,
    }


def look(request, article):
    """GET: the lines of the article's claims that the address names (`claims`, keys with commas), CARDS at most."""
    keys = [whole(key) or 0 for key in request.GET.get("claims", "").split(",")[:CARDS]]
    rows = Claim.objects.filter(article=article, pk__in=keys).order_by("start", "pk")
    rows = rows.select_related("newsroom", "article__event", "text", "speaker").prefetch_related("figures", "topics")
    found = [one for one in map(line, rows) if one]
    return TemplateResponse(request, "desk/precedent_lines.html", {"lines": found})


# What a person decides


class PrecedentSteps:
    """What ClaimAdmin does with earlier claims: one address for all that is decided of them."""

    def precedent_addresses(self):
        return [self.address("<int:pk>/precedents/", self.decide, "precedent")]

    def decide(self, request, pk):
        """POST: `deed` (link, reject, undecide) of `what` (claim-<pk>, external-<pk>)."""
        if request.method != "POST":
            return self.back(request, pk)
        claim, deed = self.find(request, pk), DEEDS.get(request.POST.get("deed"))
        other = meant(request.POST.get("what", ""))
        if deed is None or other is None:
            raise Http404
        try:
            deed(claim, by=request.user, expected=expected(request), **other)
        except Refused as problem:
            claim.refresh_from_db()
            return self.page(request, claim, status=status_of(problem), precedent_problems=problem.problems)
        messages.success(request, gettext("Saved."))
        return HttpResponseRedirect(f"{page_of(claim)}#checked")


def meant(what):
    """{"other": Claim} or {"external": ExternalCheck} that a form names; None for nonsense."""
    kind, _dash, key = what.partition("-")
    name, model = {"claim": ("other", Claim), "external": ("external", ExternalCheck)}.get(kind, (None, None))
    row = model and model.objects.filter(pk=whole(key) or 0).first()
    return {name: row} if row else None
