"""Topics on the desk: the list that a claim's form offers, kept by Editors."""

import json

from django.db.models import Count
from django.http import HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import topics
from claims.actions.refusals import Refused
from claims.desk import history
from claims.desk.base import DeskAdmin, is_editor, page_of, status_of
from claims.desk.forms import DeskForm, pair_fields, read_seen
from claims.shown.tags import chosen
from claims.workflow import Role


class TopicForm(DeskForm):
    """A topic's name; the hidden field says what the person saw of a `row` that is there already."""

    label_id, label_en = pair_fields(_("Name"), length=topics.LONGEST)

    def __init__(self, data=None, *, row=None, **kwargs):
        initial = {f"label_{code}": row.label.get(code) or "" for code in ("id", "en")} if row else None
        super().__init__(data, initial=initial, auto_id="topic-%s", **kwargs)
        self.row = row
        self.seen = read_seen(data.get("seen", ""), {"label": None}) if data is not None else {}

    @property
    def seen_text(self):
        """What is stored now: after a refusal as stale the page shows it, so that saving again is meant."""
        return json.dumps({"label": self.row.label}) if self.row else ""


class TopicAdmin(DeskAdmin):
    names = (_("topic"), _("Topics"))
    empty = _("No topic yet. An Editor adds the first; then each claim's page offers it.")
    adding_role = Role.EDITOR
    list_display = ("called", "claims_counted", "slug_shown")
    list_display_links = ("called",)
    search_fields = ("slug", "label")
    ordering = ("slug",)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(claims_number=Count("claim", distinct=True))

    def addresses(self):
        return [self.address("add/", self.add, "add"), self.step("<int:pk>/rename/", self.rename, "rename")]

    def called(self, row):
        return chosen(row.label)[0] or row.slug

    called.short_description = _("Name")
    called.admin_order_field = "slug"

    def claims_counted(self, row):
        return row.claims_number

    claims_counted.short_description = _("Claims")
    claims_counted.admin_order_field = "claims_number"

    def slug_shown(self, row):
        return f"/topics/{row.slug}/"

    slug_shown.short_description = _("Public address")

    def page(self, request, row, status=200, **context):
        context.setdefault("form", TopicForm(row=row))
        claims = row.claim_set.filter(superseded_by=None).select_related("article").order_by("-worked_at")[:20]
        return self.shown(
            request,
            "desk/topic.html",
            status=status,
            title=self.called(row),
            row=row,
            claims=claims,
            history=history.of(row),
            may_edit=is_editor(request.user),
            **context,
        )

    def add(self, request):
        form = TopicForm(request.POST if request.method == "POST" else None)
        if request.method != "POST" or not form.is_valid():
            return self.adding(request, form, 422 if request.method == "POST" else 200)
        try:
            row = topics.create(by=request.user, label=form.pair("label"))
        except Refused as problem:
            form.refuse(problem)
            return self.adding(request, form, status_of(problem))
        return HttpResponseRedirect(page_of(row))

    def adding(self, request, form, status):
        return self.shown(request, "desk/add.html", status=status, title=gettext("Add a topic"), form=form)

    def rename(self, request, pk):
        row = self.find(request, pk)
        form = TopicForm(request.POST, row=row)

        def save():
            topics.rename(row, by=request.user, label=form.pair("label"), seen=form.seen)

        return self.saved(request, row, "form", form, save)
