"""What does not fit together in a text: resolved, dismissed or opened again, on a claim's page or an article's."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import conflicts
from claims.actions.refusals import Refused
from claims.desk.articles import ArticleAdmin
from claims.desk.base import page_of, roles_of, status_of
from claims.models import Article, Conflict
from claims.workflow import Role

DEEDS = {"resolve": conflicts.resolve, "dismiss": conflicts.dismiss, "reopen": conflicts.reopen}
STATES = {"open": _("still open"), "resolved": _("resolved"), "dismissed": _("dismissed")}
PLACES = 4  # shown of each


def rows_of(found, content):
    """Conflicts for desk/conflict_forms.html: each with its note, the words at its places, its state in words."""
    return [
        {
            "conflict": row,
            "places": [(a, content[a:b]) for a, b in row.spans[:PLACES]],
            "state": STATES[row.state],
            "open": row.state == Conflict.State.OPEN,
        }
        for row in found
    ]


def at_claim(claim):
    """All conflicts of the text that touch this claim, the open ones first."""
    rows = claim.text.conflicts.select_related("closed_by")
    found = [row for row in rows if any(a < claim.end and b > claim.start for a, b in row.spans)]
    return rows_of(sorted(found, key=lambda row: row.state != Conflict.State.OPEN), claim.text.content)


def may_close(user):
    return bool(roles_of(user) & {Role.EDITOR, Role.REVIEWER})


class ConflictSteps:
    """What ClaimAdmin does with conflicts: one address on the claim's page, one for the article's."""

    def conflict_addresses(self):
        return [
            self.address("<int:pk>/conflicts/<int:conflict>/", self.close_conflict, "conflict"),
            self.step("conflicts/<int:conflict>/", self.close_in_article, "conflict_of_article"),
        ]

    def close_conflict(self, request, pk, conflict):
        if request.method != "POST":
            return self.back(request, pk)
        claim = self.find(request, pk)
        row = claim.text.conflicts.filter(pk=conflict).first()
        problem = close(request, row, claim=claim)
        if problem is None:
            return HttpResponseRedirect(f"{page_of(claim)}#conflicts")
        return self.page(request, claim, status=status_of(problem), **typed(request, row, problem))

    def close_in_article(self, request, conflict):
        row = Conflict.objects.select_related("text__article").filter(pk=conflict).first()
        desk = ArticleAdmin(Article, self.admin_site)
        if row is None or not desk.get_queryset(request).filter(pk=row.text.article_id).exists():
            raise Http404
        article = row.text.article
        problem = close(request, row)
        if problem is None:
            return HttpResponseRedirect(f"{page_of(article)}#conflicts")
        return desk.page(request, article, status=status_of(problem), **typed(request, row, problem))


def close(request, row, claim=None):
    """Calls the action that the button names; returns the refusal, or None where it is done."""
    deed = DEEDS.get(request.POST.get("deed"))
    if row is None or deed is None:
        raise Http404
    try:
        deed(row, by=request.user, reason=request.POST.get("reason", ""), claim=claim)
    except Refused as problem:
        return problem
    messages.success(request, gettext("Saved."))
    return None


def typed(request, row, problem):
    """For the page that comes back: which conflict was refused, why, and what was typed."""
    return {
        "conflict_refused": row.pk,
        "conflict_problems": problem.problems,
        "conflict_reason": request.POST.get("reason", ""),
    }
