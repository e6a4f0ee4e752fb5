"""What does not fit together in a text: resolved, dismissed or opened again, on a claim's page or an article's."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext

from claims.actions import conflicts
from claims.actions.refusals import Refused
from claims.desk.articles import ArticleAdmin
from claims.desk.base import page_of, status_of
from claims.models import Article, Conflict

DEEDS = {"resolve": conflicts.resolve, "dismiss": conflicts.dismiss, "reopen": conflicts.reopen}


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
