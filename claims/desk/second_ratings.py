"""Blind second ratings on the desk: what a claim's page says of them, and the list that keeps agreement as data."""

import csv

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import second_ratings
from claims.desk import wording
from claims.desk.base import DeskAdmin
from claims.models.second_ratings import Outcome, Round
from claims.shown.notation import moment
from claims.shown.tags import words
from claims.workflow import Work

OUTCOMES = {
    Outcome.OPEN: _("undecided"),
    Outcome.AGREED: _("agreed"),
    Outcome.FIRST: _("two of three, with the first"),
    Outcome.SECOND: _("two of three, against the first"),
    Outcome.SPLIT: _("all different"),
}

# What a page must not carry of a draft that is kept from its reader.
KEPT = {"draft": None, "draft_words": [], "previews": [], "changed": [], "lacks": []}


def part(claim, user):
    """What the page of a claim says: whether the verdict is kept from `user`, and the last round as they may see it."""
    blind, verdict = second_ratings.blind_for(claim, user), claim.draft or claim.live
    over = None if blind or verdict is None else second_ratings.last_round(verdict)
    awaited = not blind and claim.awaits_rating()
    second = {
        "writing": blind and claim.work == Work.IN_REVIEW,
        "awaited": awaited,
        "disputed": awaited and over is not None and over.at == verdict.proposed_at,
        "round": over,
        "votes": over and [(over.first, None), *((vote.rating, vote) for vote in over.votes)],
        "outcome": over and found(over),
    }
    return {"blind": blind, "second": second, **(KEPT if blind else {})}


def found(over):
    """What a round came to, in a sentence; empty while it is open or where it was broken off."""
    if over.outcome == Outcome.SPLIT:
        return gettext("All three ratings differ.")
    if over.found is None:
        return ""
    agreed = over.outcome == Outcome.AGREED
    sentence = gettext("Two people agree: %(rating)s") if agreed else gettext("Two of three found: %(rating)s")
    return sentence % {"rating": words(over.found.label)}


class SecondRatingAdmin(DeskAdmin):
    """One row a round, once its verdict is settled: before that a list would tell what is to be rated blind."""

    names = (_("second rating"), _("Second ratings"))
    empty = _(
        "No second rating is concluded yet. They are asked for where the newsroom's page says so, and appear here once "
        "the verdict is approved or given up."
    )
    list_display = ("about", "first", "second", "third", "outcome", "proposed_at")
    list_display_links = ("about",)
    list_select_related = ("verdict__claim__newsroom", "first_rating", "rating")
    ordering = ("-round_at", "-pk")
    change_list_template = "desk/second_ratings.html"

    def get_queryset(self, request):
        settled = Q(verdict__approved_at__isnull=False) | Q(verdict__dropped_at__isnull=False)
        rows = super().get_queryset(request).filter(settled, position=2)
        return rows.filter(verdict__claim__newsroom=request.user.newsroom_id) if request.user.newsroom_id else rows

    def addresses(self):
        return [self.look("csv/", self.as_csv, "csv")]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"agreement": agreement(self.get_queryset(request))})

    def page(self, request, row):
        return self.shown(request, "desk/record.html", row=row, title=self.about(row), rows=self.rows(row))

    def rows(self, row):
        over = Round(row.verdict, row.round_at)
        votes = [
            (
                word,
                f"{words(vote.rating.label)} · {vote.by.shown_name()}" + (f" · {vote.reason}" if vote.reason else ""),
            )
            for word, vote in zip((_("Second"), _("Third")), over.votes, strict=False)
        ]
        first = (_("First"), words(over.first.label))
        return [(_("Proposed at"), self.proposed_at(row)), first, *votes, (_("Outcome"), OUTCOMES[over.outcome])]

    def about(self, row):
        return wording.label_of(row.verdict.claim)

    about.short_description = _("Claim")

    def first(self, row):
        return words(row.first_rating.label)

    first.short_description = _("First")

    def second(self, row):
        return words(row.rating.label)

    second.short_description = _("Second")

    def third(self, row):
        votes = Round(row.verdict, row.round_at).votes
        return words(votes[1].rating.label) if votes[1:] else None

    third.short_description = _("Third")

    def outcome(self, row):
        return OUTCOMES[Round(row.verdict, row.round_at).outcome]

    outcome.short_description = _("Outcome")

    def proposed_at(self, row):
        return moment(row.round_at, row.verdict.claim.newsroom.zone())

    proposed_at.short_description = _("Proposed at")

    def as_csv(self, request):
        """One line a round: claim, version, when, the ratings by their slugs, the outcome."""
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="second-ratings.csv"'
        lines = csv.writer(answer)
        lines.writerow(["claim", "version", "proposed_at", "first", "second", "third", "outcome"])
        for row in self.get_queryset(request).select_related("verdict__claim", "first_rating", "rating"):
            over = Round(row.verdict, row.round_at)
            slugs = [over.first.slug, *(vote.rating.slug for vote in over.votes), ""][:3]
            at = row.round_at.strftime("%Y-%m-%dT%H:%M:%SZ")
            lines.writerow([row.verdict.claim.public_id, row.verdict.version, at, *slugs, over.outcome])
        return answer


def agreement(rounds):
    """How many rounds agreed at the second rating, of all, in a sentence; empty where there is none."""
    pairs = list(rounds.values_list("first_rating", "rating"))
    agreed = sum(first == second for first, second in pairs)
    sentence = gettext("%(agreed)s of %(all)s rounds agreed at the second rating.")
    return sentence % {"agreed": agreed, "all": len(pairs)} if pairs else ""
