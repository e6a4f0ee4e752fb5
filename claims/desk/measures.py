"""Measures on the desk: what figures measure, renamed, given further names and merged by Editors."""

import json

from django import forms
from django.db.models import Count
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import named_measures
from claims.actions.refusals import Unacceptable
from claims.desk import history
from claims.desk.base import DeskAdmin, is_editor
from claims.desk.forms import DeskForm, pair_fields, read_seen, text_field
from claims.models import Measure
from claims.shown.notation import language
from claims.shown.tags import chosen

OTHERS = 300


class NameForm(DeskForm):
    """The measure's name; the hidden field says what the person saw."""

    name_id, name_en = pair_fields(_("Name"), length=named_measures.LONGEST)

    def __init__(self, data=None, *, row, **kwargs):
        initial = {f"name_{code}": row.name.get(code) or "" for code in ("id", "en")}
        super().__init__(data, initial=initial, auto_id="measure-%s", **kwargs)
        self.seen = {"name": row.name} if data is None else read_seen(data.get("seen", ""), {"name": None})
        self.row = row

    @property
    def seen_text(self):
        """What is stored now: after a refusal as stale the page shows it, so that saving again is meant."""
        return json.dumps({"name": self.row.name})


class AliasForm(DeskForm):
    alias = text_field(
        _("Another name"),
        length=named_measures.LONGEST,
        required=True,
        help_text=_("As texts write it. Figures called so come here from their next publication on."),
    )


class MergeForm(DeskForm):
    into = text_field(
        _("Into which measure"), length=220, required=True, help_text=_("As on the list, with its number.")
    )
    reason = text_field(_("Why"), length=500, required=True)
    units_differ = forms.BooleanField(label=_("Merge them though their units differ"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].widget.attrs |= {"list": "others", "autocomplete": "off"}


class MeasureAdmin(DeskAdmin):
    names = (_("measure"), _("Measures"))
    empty = _("No measure yet. They arrive with the first published claim whose figure says what it measures.")
    list_display = ("called", "figures_counted", "standing")
    list_display_links = ("called",)
    search_fields = ("slug", "aliases__name")
    ordering = ("slug", "pk")

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("merged_into")
        return rows.annotate(figures_number=Count("published", distinct=True))

    def addresses(self):
        return [
            self.step("<int:pk>/rename/", self.rename, "rename"),
            self.step("<int:pk>/alias/", self.alias, "alias"),
            self.step("<int:pk>/merge/", self.merge, "merge"),
        ]

    def called(self, row):
        return chosen(row.name)[0] or row.slug

    called.short_description = _("Name")
    called.admin_order_field = "slug"

    def figures_counted(self, row):
        return row.figures_number

    figures_counted.short_description = _("Public figures")
    figures_counted.admin_order_field = "figures_number"

    def standing(self, row):
        return gettext("merged into %(name)s") % {"name": self.called(row.merged_into)} if row.merged_into else None

    standing.short_description = _("Merged")

    def heading(self, row):
        return self.called(row)

    def page(self, request, row, status=200, **context):
        context.setdefault("form", NameForm(row=row))
        context.setdefault("alias_form", AliasForm(auto_id="alias-%s"))
        context.setdefault("merge_form", MergeForm(auto_id="merge-%s"))
        others = Measure.objects.standing().filter(newsroom=row.newsroom).exclude(pk=row.pk)[:OTHERS]
        subjects = row.published.values("subject_slug", "subject").annotate(number=Count("pk")).order_by("subject")
        return self.shown(
            request,
            "desk/measure.html",
            status=status,
            title=self.called(row),
            row=row,
            aliases=list(row.aliases.all()),
            subjects=[one | {"slug": address(row, one["subject_slug"])} for one in subjects[:OTHERS]],
            history=history.of(row),
            others=[f"{self.called(one)} #{one.pk}" for one in others],
            may_edit=is_editor(request.user) and not row.merged_into_id,
            **context,
        )

    def rename(self, request, pk):
        row = self.find(request, pk)
        form = NameForm(request.POST, row=row)

        def save():
            named_measures.rename(row, by=request.user, name=form.pair("name"), seen=form.seen)

        return self.saved(request, row, "form", form, save)

    def alias(self, request, pk):
        row = self.find(request, pk)
        form = AliasForm(request.POST, auto_id="alias-%s")

        def save():
            named_measures.add_alias(row, by=request.user, name=form.cleaned_data["alias"], language=language())

        return self.saved(request, row, "alias_form", form, save)

    def merge(self, request, pk):
        row = self.find(request, pk)
        form = MergeForm(request.POST, auto_id="merge-%s")

        def save():
            data = form.cleaned_data
            return named_measures.merge(
                row,
                into=which(row, data["into"]),
                by=request.user,
                reason=data["reason"],
                units_differ=data["units_differ"],
            )

        return self.saved(request, row, "merge_form", form, save)


def address(measure, subject_slug):
    return measure.slug + (f"--{subject_slug}" if subject_slug else "")


def which(row, typed):
    """The measure meant by "Name #12"; raises Unacceptable where that is none."""
    number = typed.rpartition(" #")[2]
    found = Measure.objects.standing().filter(newsroom=row.newsroom, pk=int(number)) if number.isdecimal() else ()
    for one in found:
        return one
    raise Unacceptable(
        _("Choose one measure from the list, with the number behind the name."), field="into", code="into"
    )
