"""How we work: the rating scale as it stands, who decides what, what the software refuses, what "confirmed" means."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions import lint
from claims.models import Rating
from claims.site.page import public, show
from claims.workflow import DISMISSALS, TRANSITIONS, WITHDRAWAL_GROUNDS, Role

ROLES = {
    Role.EDITOR: gettext_lazy("Editor"),
    Role.REVIEWER: gettext_lazy("Reviewer"),
    Role.APPROVER: gettext_lazy("Approver"),
}
# The steps that readers are concerned with, in the order of a claim's life; the rest of the table is the desk's own.
STEPS = {
    "queue": gettext_lazy("Choose a claim to be checked"),
    "dismiss": gettext_lazy("Leave a claim out, for a stated reason"),
    "ask_confirmation": gettext_lazy("Ask the speaker before publication"),
    "propose": gettext_lazy("Propose a verdict"),
    "send_back": gettext_lazy("Send a proposal back, saying why"),
    "rate": gettext_lazy("Rate a proposal without seeing its verdict, where the newsroom does so"),
    "approve": gettext_lazy("Approve and publish a verdict or a correction"),
    "correct": gettext_lazy("Open a correction"),
    "record_reply": gettext_lazy("Publish a reply of those concerned"),
    "hold": gettext_lazy("Put a published verdict under review, at once"),
    "propose_release": gettext_lazy("Propose to end the review"),
    "release": gettext_lazy("End the review: the verdict stands"),
    "propose_withdrawal": gettext_lazy("Propose to withdraw a verdict"),
    "withdraw": gettext_lazy("Withdraw a verdict for good"),
}
NAMED = re.compile(r"\s*\(?%\(named\)s\)?")  # where a rule names what it found


@public
def methodology(request):
    """GET /methodology/: made from the scale's rows, the workflow's table and the rules before publication."""
    ratings = list(Rating.objects.filter(scale__newsroom=request.newsroom).select_related("scale"))
    newest = max((rating.scale.version for rating in ratings), default=0)
    return show(
        request,
        "site/methodology.html",
        title=_("How we check – %(newsroom)s") % {"newsroom": request.newsroom.name},
        description=_("The rating scale, the two pairs of eyes, and how sure we are of who said what."),
        ratings=[rating for rating in ratings if rating.scale.version == newest],
        version=newest,
        steps=steps(),
        refused=rules(lint.BLOCK),
        warned=rules(lint.WARN),
        dismissals=DISMISSALS.values(),
        grounds=WITHDRAWAL_GROUNDS.values(),
    )


def steps():
    """[(what, roles that may, whether another person must)] as the workflow's table has them."""
    return [
        (words, [ROLES[role] for role in Role if role in TRANSITIONS[verb].roles], TRANSITIONS[verb].second_person)
        for verb, words in STEPS.items()
    ]


def rules(level):
    """The rules of one level, in the words that the reviewer reads."""
    return [NAMED.sub(" …", str(rule.words)).replace("….", "…") for rule in lint.RULES if rule.level == level]
