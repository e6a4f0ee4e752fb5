"""Background work that was given up, of every kind, with the way to try it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import captures, failures
from claims.actions.refusals import Refused
from claims.desk import wording
from claims.desk.base import page_of, roles_of, status_of
from claims.models import Claim
from claims.shown.tags import chosen

KINDS = {
    "extraction": _("Splitting a text"),
    "capture": _("Fetching a source"),
    "fetch": _("Fetching an article"),
    "letter": _("Sending a letter"),
}


def addresses(site):
    """The addresses of this page, for the site that it stands on."""
    return [
        path("failed/", site.admin_view(lambda request: page(site, request)), name="failed"),
        path(
            "failed/<slug:kind>/<int:pk>/again/",
            site.admin_view(lambda request, kind, pk: again(site, request, kind, pk)),
            name="failed_again",
        ),
    ]


def number(user):
    """How many jobs were given up, of this person's newsroom."""
    return sum(failures.failed(kind, user.newsroom).count() for kind in failures.KINDS)


def page(site, request, status=200, problems=()):
    if not roles_of(request.user):
        raise PermissionDenied
    rows = [shown(kind, job) for kind in failures.KINDS for job in found(kind, request.user)]
    context = {**site.each_context(request), "title": _("Failed work"), "rows": rows, "problems": problems}
    request.current_app = site.name
    return TemplateResponse(request, "desk/failed.html", context, status=status)


def found(kind, user):
    return failures.failed(kind, user.newsroom)[: failures.LISTED]


def shown(kind, job):
    """One job as the page shows it."""
    about = failures.KINDS[kind].about(job)
    letter = kind == "letter"
    return {
        "kind": KINDS[kind],
        "to": f"{job.to.shown_name()}, {job.to.email}" if letter else "",
        "about": wording.label_of(about) if isinstance(about, Claim) else str(about or ""),
        "page": about and page_of(about),
        "trouble": trouble(kind, job),
        "attempts": job.mail_tries if letter else job.attempts,
        "at": getattr(job, failures.KINDS[kind].since),
        "again": reverse("admin:failed_again", args=[kind, job.pk]),
    }


def trouble(kind, job):
    """Why it was given up, in words where there are some."""
    if kind == "fetch":
        return chosen(job.intake.words)[0] or job.error
    if kind == "letter":
        return job.mail_error
    return captures.trouble(job) if kind == "capture" else job.error


def again(site, request, kind, pk):
    if request.method != "POST" or kind not in failures.KINDS:
        raise Http404
    try:
        failures.retry(kind, pk, by=request.user)
    except Refused as problem:
        return page(site, request, status=status_of(problem), problems=problem.problems)
    messages.success(request, gettext("It is tried again."))
    return HttpResponseRedirect(reverse("admin:failed"))
