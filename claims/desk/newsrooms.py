"""The newsroom's own page and its rating scale, which is read here and never edited in place."""

from django import forms
from django.http import HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import newsrooms
from claims.desk import history
from claims.desk.base import DeskAdmin, page_of
from claims.desk.forms import RowForm, pair_fields, text_field
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
    shows_checking = forms.BooleanField(
        label=_("Readers see what is being checked"),
        required=False,
        help_text=_(
            "In articles that readers already see, the words of a claim are marked “being checked” as soon as a "
            "Reviewer takes it; nothing more is told. Whatever was shown so ends with a verdict or with “not checked "
            "further”."
        ),
    )


class AboutForm(RowForm):
    """What readers are told of the newsroom, on its about and contact pages and beside its forms."""

    about_id, about_en = pair_fields(_("About us"), rows=6, length=4000)
    responsible = text_field(_("Who answers for it"), length=200, help_text=_("Penanggung jawab, by name."))
    email = text_field(_("E-mail for readers"), length=200)
    postal_address = text_field(_("Postal address"), rows=3, length=500)

    def details(self):
        """What the person changed, for `newsrooms.describe`: the two sides of the text as one."""
        changed = self.changes()
        if {"about_id", "about_en"} & set(changed):
            changed["about"] = self.pair("about")
        return {name: value for name, value in changed.items() if not name.startswith("about_")}

    def seen_row(self):
        """What the form was filled with, by the fields of the row."""
        seen = {name: value for name, value in self.seen.items() if not name.startswith("about_")}
        about = {code: self.seen.get(f"about_{code}") or None for code in ("id", "en")}
        return seen | ({"about": about} if "about_id" in self.seen else {})

    @classmethod
    def stored(cls, row, name):
        return row.about.get(name[-2:]) if name.startswith("about_") else getattr(row, name)


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
        return [
            self.address("<int:pk>/describe/", self.describe, "describe"),
            self.address("<int:pk>/about/", self.about, "about"),
        ]

    def page(self, request, row, status=200, form=None, telling=None, stale=None):
        return self.shown(
            request,
            "desk/newsroom.html",
            status=status,
            title=row.name,
            row=row,
            history=history.of(row),
            form=form or NewsroomForm(row=row),
            telling=telling or AboutForm(row=row, auto_id="about-%s"),
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

    def about(self, request, pk):
        """What readers are told of the newsroom."""
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = AboutForm(request.POST, row=row, auto_id="about-%s")

        def save():
            newsrooms.describe(row, by=request.user, seen=form.seen_row(), **form.details())

        return self.saved(request, row, "telling", form, save)


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
