"""The desk: Django's admin as the newsroom's own. What waits for whom comes first, the lists after it."""

from django.contrib import admin
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse, translate_url
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import models
from claims.actions import people
from claims.desk import (
    bulk,
    comments,
    dashboard,
    failed,
    filters,
    ledger_pages,
    notices,
    reset,
    search,
    waiting,
    wording,
)
from claims.desk.base import newsroom_of
from claims.shown import notation
from claims.workflow import Role

DAILY = (models.Article, models.Claim, models.Event, models.Speaker)  # in the head of every page
OTHER = {"id": "en", "en": "id"}
RECENT = 12


class OwnPasswordForm(AdminPasswordChangeForm):
    """Django's form for one's own password; the action sets it."""

    def save(self, commit=True):
        self.user = people.set_password(self.user, by=self.user, password=self.cleaned_data["new_password1"])
        return self.user


class DeskSite(admin.AdminSite):
    site_title = site_header = "Factcheck"
    index_title = _("Desk")
    index_template = "desk/index.html"
    enable_nav_sidebar = False

    def each_context(self, request):
        """What the frame of every page needs: who, where, in which language, and the way to the other one."""
        context = super().each_context(request)
        other = OTHER[notation.language()]
        context |= {
            "other_language": other,
            "other_language_word": {"id": "Bahasa Indonesia", "en": "English"}[other],
            "other_language_url": translate_url(request.get_full_path(), other),
        }
        if self.has_permission(request):
            newsroom = newsroom_of(request.user)
            context |= {
                "newsroom": newsroom,
                "unread": notices.unread(request.user),
                "zone": newsroom.zone(),
                "my_roles": [wording.ROLES[role] for role in Role if role in request.user.roles()],
                "daily": [(self._registry[model].names[1], address(model)) for model in DAILY],
                "may_paste": Role.EDITOR in request.user.roles(),
            }
        return context

    def get_urls(self):
        parts = (failed, ledger_pages, notices, comments, filters, bulk, search, reset)
        return [*(address for part in parts for address in part.addresses(self)), *super().get_urls()]

    def app_index(self, request, app_label, extra_context=None):
        """The lists stand on the index already."""
        return HttpResponseRedirect(reverse("admin:index"))

    def password_change(self, request, extra_context=None):
        """One's own password."""
        address = reverse("admin:password_change_done", current_app=self.name)
        context = {**self.each_context(request), **(extra_context or {})}
        page = PasswordChangeView.as_view(form_class=OwnPasswordForm, success_url=address, extra_context=context)
        return page(request)

    def index(self, request, extra_context=None):
        """What waits for this person, by role; the latest articles; the lists."""
        articles = self._registry[models.Article]
        recent = articles.get_queryset(request).order_by("-pk")
        context = {
            **self.each_context(request),
            "title": self.index_title,
            "queues": waiting.for_person(request.user),
            "recent": [recent_row(row) for row in recent[:RECENT]] if request.user.roles() else [],
            "lists": self.lists(request),
            **dashboard.build(request.user, newsroom_of(request.user)),
            **(extra_context or {}),
        }
        request.current_app = self.name
        return TemplateResponse(request, self.index_template, context)

    def lists(self, request):
        """(words, address) of every list that this person may read."""
        pages = [(model, page) for model, page in self._registry.items() if page.has_module_permission(request)]
        lists = [(page.names[1], address(model)) for model, page in pages if page.has_view_permission(request)]
        if lists:
            lists.append((gettext("Ledger of figures"), reverse("admin:ledger")))
            lists.append((gettext("Year by year"), reverse("admin:claims_publication_years")))
        return [*lists, *self.failed(request)]

    def failed(self, request):
        """(words, address) of the page of failed work, for whoever has a role."""
        if not request.user.roles():
            return []
        words = gettext("Failed work (%(number)s)") % {"number": failed.number(request.user)}
        return [(words, reverse("admin:failed"))]


def address(model):
    """Where the list of a noun stands."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def recent_row(article):
    found = article.current_text and getattr(article.current_text, "extraction", None)
    return {
        "article": article,
        "state": found and wording.EXTRACTION_STATES[found.state],
        "failed": bool(found and found.state == "failed"),
        "claims": found.claims_found if found else 0,
    }
