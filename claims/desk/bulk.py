"""One step for many claims of the list: each through its own action, with a report of what was refused and why."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims import workflow
from claims.actions import filters
from claims.actions.refusals import Refused
from claims.desk import wording
from claims.desk.base import page_of, roles_of, status_of
from claims.desk.numbers import whole
from claims.desk.steps import STEPS, reviewers
from claims.models import Claim

VERBS = ("queue", "dismiss", "assign", "take")
AT_ONCE = 200  # claims


def addresses(site):
    """The address of this step, for the site that it stands on."""
    return [path("bulk/claims/", site.admin_view(require_POST(lambda request: do(site, request))), name="bulk")]


def offered(user):
    """The verbs that a person's roles allow on many claims."""
    return [verb for verb in VERBS if workflow.allowed(workflow.TRANSITIONS[verb], roles_of(user))]


def form_part(user, query="", typed=None):
    """What the form over the list shows; `typed` is what came back."""
    verbs = offered(user)
    return {
        "verbs": [(verb, STEPS[verb].word) for verb in verbs if verb in ("queue", "take")],
        "dismissals": wording.pair_choices(workflow.DISMISSALS) if "dismiss" in verbs else [],
        "reviewers": [(str(one.pk), one.shown_name()) for one in reviewers()] if "assign" in verbs else [],
        "query": query,
        "typed": typed or {},
    }


def picked(request):
    """The chosen claims of this person's newsroom, each with its edit counter as the list showed it."""
    pairs = [one.partition(":")[::2] for one in request.POST.getlist("pick")[:AT_ONCE]]
    seen = {whole(pk): whole(edit) for pk, edit in pairs}
    rows = Claim.objects.for_desk().select_related("newsroom").defer("text__content", "text__received")
    if request.user.newsroom_id:
        rows = rows.filter(newsroom=request.user.newsroom_id)
    found = rows.filter(pk__in=[pk for pk in seen if pk is not None], superseded_by=None).in_bulk()
    return [(found[pk], seen[pk]) for pk in seen if pk in found]


def do(site, request):
    """Takes the step for each chosen claim; those that refuse come back, still chosen, with the reason."""
    verb, query = request.POST.get("verb"), filters.narrowed(request.POST.get("query", ""))
    if verb not in offered(request.user):
        raise PermissionDenied
    back = reverse("admin:claims_claim_changelist") + (f"?{query}" if query else "")
    rows = picked(request)
    if not rows:
        messages.error(request, gettext("Tick the claims first."))
        return HttpResponseRedirect(back)
    results = [(claim, *attempt(request, verb, claim, edit)) for claim, edit in rows]
    refused = [(claim, problems, status) for claim, problems, status in results if problems]
    if done := len(results) - len(refused):
        messages.success(request, said(verb, done))
    if not refused:
        return HttpResponseRedirect(back)
    return report(site, request, query, back, refused, verb)


def said(verb, number):
    words = ngettext("%(step)s: done for %(number)s claim.", "%(step)s: done for %(number)s claims.", number)
    return words % {"step": STEPS[verb].word, "number": number}


def attempt(request, verb, claim, edit):
    """(problems, status) of one claim's step; no problems where it was taken."""
    step = STEPS[verb]
    if verb == "assign" and not request.POST.get("to"):
        return [gettext("Choose a Reviewer.")], 422
    form = step.form(request.POST, claim=claim)
    if not form.is_valid():
        return [sentence for errors in form.errors.values() for sentence in errors], 422
    try:
        step.act(claim, form, by=request.user, expected=-1 if edit is None else edit)
    except Refused as problem:
        return list(problem.problems), status_of(problem)
    return [], 200


def report(site, request, query, back, refused, verb):
    """The claims that were not changed, with the form again."""
    fresh = Claim.objects.in_bulk([claim.pk for claim, _problems, _status in refused])
    rows = [
        {
            "pick": f"{claim.pk}:{fresh[claim.pk].edit}",
            "label": wording.label_of(claim),
            "page": page_of(claim),
            "work": wording.WORK[fresh[claim.pk].work],
            "problems": problems,
        }
        for claim, problems, _status in refused
    ]
    context = {
        **site.each_context(request),
        **form_part(request.user, query, request.POST),
        "title": _("What was not changed"),
        "step": STEPS[verb].word,
        "rows": rows,
        "back": back,
    }
    request.current_app = site.name
    return TemplateResponse(request, "desk/bulk_report.html", context, status=max(row[2] for row in refused))
