"""The newsroom's own page and its rating scale, which is read here and never edited in place."""

from django import forms
from django.http import HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import newsrooms
from claims.desk import history
from claims.desk.base import DeskAdmin, page_of
from claims.desk.forms import RowForm, text_field
from claims.shown.tags import verdict_mark, words
from claims.workflow import Role


class NewsroomForm(RowForm):
    name = text_field(_("Name"), length=200, required=True)
    url = text_field(_("Public address"), length=500, help_text=_("Empty: the address of this installation."))
    time_zone = text_field(_("Time zone"), length=64, required=True, help_text=_("For example Asia/Jakarta"))
    license = text_field(_("Licence"), length=64, required=True, help_text=_("Of what you publish, such as CC-BY-4.0"))
    blind_rating = forms.BooleanField(
        label=_("Blind second rating"),
        required=False,
        help_text=_(
            "Each proposal is rated by a second person before they see its verdict. Where they differ, a third decides."
        ),
    )


class NewsroomAdmin(DeskAdmin):
    names = (_("newsroom"), _("Newsroom"))
    list_display = ("name_shown", "time_zone", "license")
    list_display_links = ("name_shown",)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.filter(pk=request.user.newsroom_id) if request.user.newsroom_id else rows

    def name_shown(self, row):
        return row.name

    name_shown.short_description = _("Name")

    def addresses(self):
        return [self.address("<int:pk>/describe/", self.describe, "describe")]

    def page(self, request, row, status=200, form=None, stale=None):
        return self.shown(
            request,
            "desk/newsroom.html",
            status=status,
            title=row.name,
            row=row,
            history=history.of(row),
            form=form or NewsroomForm(row=row),
            stale=stale,
            may_edit=Role.APPROVER in request.user.roles(),
        )

    def describe(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = NewsroomForm(request.POST, row=row)

        def save():
            newsrooms.describe(row, by=request.user, seen=form.seen, **form.changes())

        return self.saved(request, row, "form", form, save)


class ScaleAdmin(DeskAdmin):
    names = (_("rating scale"), _("Rating scales"))
    list_display = ("called", "steps")
    list_display_links = ("called",)

    def called(self, row):
        return gettext("%(newsroom)s, version %(version)s") % {"newsroom": row.newsroom.name, "version": row.version}

    called.short_description = _("Scale")

    def steps(self, row):
        return row.ratings.count()

    steps.short_description = _("Steps")

    def page(self, request, row):
        ratings = [(verdict_mark(step.slug, step.label), words(step.meaning)) for step in row.ratings.all()]
        note = gettext("What was published keeps the scale it was published under: a scale is never edited in place.")
        return self.shown(request, "desk/record.html", title=self.called(row), row=row, rows=ratings, note=note)
