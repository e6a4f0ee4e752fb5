"""Notices of whoever is logged in: unread first, opened and marked read by a POST; and what else is theirs to set."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from claims.actions import notices, people
from claims.desk import wording
from claims.desk.base import page_of
from claims.models import Notice

LISTED = 100


def addresses(site):
    """The addresses of these pages, for the site that they stand on."""

    def view(inner, method):
        return site.admin_view(method(lambda request, *args, **kwargs: inner(site, request, *args, **kwargs)))

    return [
        path("notices/", view(page, require_GET), name="notices"),
        path("notices/read/", view(read_all, require_POST), name="notices_read"),
        path("notices/<int:pk>/open/", view(open_one, require_POST), name="notice_open"),
        path("account/", view(account, require_GET), name="account"),
        path("account/mail/", view(set_mail, require_POST), name="account_mail"),
    ]


def unread(user):
    """How many notices somebody has not opened."""
    return Notice.objects.unread().filter(to=user).count()


def page(site, request):
    mine = Notice.objects.filter(to=request.user).select_related("by", "claim", "article")
    mine = mine.defer("article__current_text")
    fresh = [shown(notice) for notice in mine.filter(read_at=None)[:LISTED]]
    old = [shown(notice) for notice in mine.exclude(read_at=None)[: LISTED // 2]]
    context = {**site.each_context(request), "title": _("Notices"), "fresh": fresh, "old": old}
    request.current_app = site.name
    return TemplateResponse(request, "desk/notices.html", context)


def shown(notice):
    """One notice as the page shows it."""
    return {
        "notice": notice,
        "sentence": notices.words_of(notice),
        "about": wording.label_of(notice.claim) if notice.claim else notice.article and notice.article.title,
    }


def target(notice):
    """Where a notice leads."""
    if notice.kind == Notice.Kind.READER:
        return reverse("admin:claims_readermessage_changelist")
    anchor = f"#comment-{notice.comment_id}" if notice.comment_id else ""
    if notice.claim or notice.article:
        return page_of(notice.claim or notice.article) + anchor
    return reverse("admin:account" if notice.kind in notices.BY_MAIL_ALWAYS else "admin:notices")


def open_one(site, request, pk):
    """Marks the notice read and goes to what it is about."""
    notice = get_object_or_404(Notice.objects.select_related("claim", "article"), pk=pk, to=request.user)
    notices.read(notice, by=request.user)
    return HttpResponseRedirect(target(notice))


def read_all(site, request):
    notices.read_all(by=request.user)
    return HttpResponseRedirect(reverse("admin:notices"))


def account(site, request):
    """One's own settings."""
    context = {**site.each_context(request), "title": _("Your account")}
    request.current_app = site.name
    return TemplateResponse(request, "desk/account.html", context)


def set_mail(site, request):
    if not request.user.is_active:
        raise PermissionDenied
    people.set_mail(by=request.user, mail_notices=request.POST.get("mail_notices") == "on")
    messages.success(request, gettext("Saved."))
    return HttpResponseRedirect(reverse("admin:account"))
