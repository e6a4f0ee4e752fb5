"""The later chapters of an accountability file: replies, holds, withdrawals, second ratings, the public record."""

from django.utils.translation import gettext_lazy as _

from claims.desk import wording
from claims.desk.accountability_rows import Row, by, pair, when
from claims.desk.confirmations import CHANNELS
from claims.shown.tags import chosen

__all__ = ["CHANNELS", "parts"]


def parts(claim, zone, blind):
    """(title, cards, sentence for none) of each chapter."""
    found = [
        (_("Replies of those concerned"), replies(claim, zone), _("No reply was recorded.")),
        (_("Holds"), holds(claim, zone), _("It was never on hold.")),
        (_("Withdrawals"), withdrawals(claim, zone), _("No withdrawal was proposed.")),
    ]
    if not blind:
        found.append((_("Second ratings"), second_ratings(claim, zone), _("Nobody rated it a second time.")))
    return [*found, (_("Public record"), publications(claim, zone), _("Nothing was published."))]


def replies(claim, zone):
    return [
        (
            reply.who,
            [
                Row(_("Kind"), wording.REPLY_KINDS[reply.kind]),
                Row(_("Received"), when(reply.received_at, zone)),
                Row(_("Text, to the letter"), reply.text, "quote"),
                Row(_("Answered"), when(reply.answered_at, zone) or _("not yet")),
                Row(_("Our answer"), reply.answer, "quote"),
                Row(_("Recorded by"), reply.recorded_by.shown_name()),
                Row(_("Taken back"), when(reply.retracted_at, zone)),
            ],
        )
        for reply in claim.replies.select_related("recorded_by")
    ]


def holds(claim, zone):
    people = ("placed_by", "release_proposed_by", "released_by")
    return [
        (
            when(one.placed_at, zone),
            [
                Row(_("Placed by"), by(one.placed_by, one.placed_at, zone)),
                *pair(_("Public notice"), one.notice),
                Row(_("Reason"), one.reason),
                Row(_("Release proposed by"), by(one.release_proposed_by, one.release_proposed_at, zone)),
                Row(_("Reason"), one.release_reason),
                Row(_("Released by"), by(one.released_by, one.released_at, zone)),
                Row(_("Closed"), when(one.closed_at, zone)),
            ],
        )
        for one in claim.holds.select_related(*people)
    ]


def withdrawals(claim, zone):
    people = ("proposed_by", "approved_by", "refused_by")
    return [
        (
            wording.ground_of(one.ground),
            [
                Row(_("Proposed by"), by(one.proposed_by, one.proposed_at, zone)),
                Row(_("In words"), one.reason),
                *pair(_("Public notice"), one.notice),
                Row(_("Approved by"), by(one.approved_by, one.approved_at, zone)),
                Row(_("Refused by"), by(one.refused_by, one.refused_at, zone)),
                Row(_("Reason"), one.refusal_reason),
            ],
        )
        for one in claim.withdrawals.select_related(*people)
    ]


def second_ratings(claim, zone):
    cards = []
    for verdict in claim.verdicts.order_by("version", "pk"):
        for one in verdict.second_ratings.select_related("rating", "first_rating", "by"):
            told = [
                Row(_("Proposed"), chosen(one.first_rating.label)[0]),
                Row(_("Rated without seeing it"), chosen(one.rating.label)[0]),
                Row(_("By"), by(one.by, one.at, zone)),
                Row(_("Reason"), one.reason),
            ]
            cards.append((f"{verdict.version} · {one.position}", told))
    return cards


def publications(claim, zone):
    """Each entry of the public sequence about the claim, in one card."""
    told = [
        Row(
            f"{one.sequence}",
            f"{wording.PUBLICATION_KINDS[one.kind]} · {one.version}.{one.revision} · {when(one.at, zone)}",
        )
        for one in claim.publications.only("sequence", "kind", "version", "revision", "at").order_by("sequence")
    ]
    return [("", told)] if told else []
