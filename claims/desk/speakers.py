"""Speakers on the desk: found, added, renamed and merged, each through its action."""

from django import forms
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import speakers
from claims.actions.refusals import Refused, Unacceptable
from claims.desk import history, wording
from claims.desk.base import DeskAdmin, is_editor, newsroom_of, page_of, status_of
from claims.desk.forms import DeskForm, RowForm, text_field
from claims.models import Speaker
from claims.workflow import Role


class SpeakerForm(RowForm):
    name = text_field(_("Name"), length=200, required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=wording.choices(wording.SPEAKER_KINDS))
    same_as = text_field(
        _("The same as"), length=500, help_text=_("Address of their entry elsewhere, such as Wikidata")
    )

    def clean_same_as(self):
        url = self.cleaned_data["same_as"]
        if url and not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("The address must begin with http:// or https://."))
        return url


class MergeForm(DeskForm):
    into = text_field(
        _("Into whom"), length=220, required=True, help_text=_("The name of the one who stays, as on the list.")
    )
    reason = text_field(_("Why"), length=500, required=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].widget.attrs |= {"list": "others", "autocomplete": "off"}


class SpeakerAdmin(DeskAdmin):
    names = (_("speaker"), _("Speakers"))
    empty = _("No speaker yet. They arrive with the claims of the first article.")
    adding_role = Role.EDITOR
    list_display = ("called", "kind_word", "claims_counted", "standing")
    list_display_links = ("called",)
    search_fields = ("name", "aliases__name")
    ordering = ("name", "pk")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.annotate(claims_number=Count("claim", distinct=True)).select_related("merged_into")

    def addresses(self):
        return [
            self.address("add/", self.add, "add"),
            self.address("<int:pk>/rename/", self.rename, "rename"),
            self.address("<int:pk>/merge/", self.merge, "merge"),
        ]

    def called(self, row):
        return row.name

    called.short_description = _("Name")
    called.admin_order_field = "name"

    def kind_word(self, row):
        return wording.SPEAKER_KINDS[row.kind]

    kind_word.short_description = _("Kind")

    def claims_counted(self, row):
        return row.claims_number

    claims_counted.short_description = _("Claims")
    claims_counted.admin_order_field = "claims_number"

    def standing(self, row):
        return gettext("merged into %(name)s") % {"name": row.merged_into.name} if row.merged_into else None

    standing.short_description = _("Merged")

    def page(self, request, row, status=200, **context):
        context.setdefault("form", SpeakerForm(row=row, auto_id="speaker-%s"))
        context.setdefault("merge_form", MergeForm(auto_id="merge-%s"))
        others = Speaker.objects.filter(newsroom=row.newsroom, merged_into=None).exclude(pk=row.pk).order_by("name")
        return self.shown(
            request,
            "desk/speaker.html",
            status=status,
            title=row.name,
            row=row,
            aliases=list(row.aliases.order_by("name")),
            claims=row.claim_set.filter(superseded_by=None).select_related("article").order_by("-worked_at")[:20],
            history=history.of(row),
            others=[f"{one.name} #{one.pk}" for one in others[:300]],
            may_edit=is_editor(request.user) and not row.merged_into_id,
            **context,
        )

    def add(self, request):
        form = SpeakerForm(request.POST or None, auto_id="speaker-%s")
        if request.method != "POST" or not form.is_valid():
            return self.adding(request, form, 422 if request.method == "POST" else 200)
        try:
            row = speakers.create(by=request.user, newsroom=newsroom_of(request.user), **form.cleaned_data)
        except Refused as problem:
            form.refuse(problem)
            return self.adding(request, form, status_of(problem))
        return HttpResponseRedirect(page_of(row))

    def adding(self, request, form, status):
        return self.shown(request, "desk/add.html", status=status, title=gettext("Add a speaker"), form=form)

    def rename(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = SpeakerForm(request.POST, row=row, auto_id="speaker-%s")

        def save():
            speakers.rename(row, by=request.user, seen=form.seen, **form.changes())

        return self.saved(request, row, "form", form, save)

    def merge(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = MergeForm(request.POST, auto_id="merge-%s")

        def save():
            data = form.cleaned_data
            return speakers.merge(row, into=whom(row, data["into"]), by=request.user, reason=data["reason"])

        return self.saved(request, row, "merge_form", form, save, gettext("Merged: claims, names and places moved."))


def whom(row, typed):
    """The speaker meant by "Name" or "Name #12"; raises Unacceptable where that is nobody or several."""
    name, _dash, number = typed.rpartition(" #")
    found = list(Speaker.objects.named(row.newsroom, name if number.isdecimal() and name else typed).exclude(pk=row.pk))
    if number.isdecimal() and name:
        found = [one for one in found if one.pk == int(number)]
    if len(found) != 1:
        raise Unacceptable(
            _("Choose one speaker from the list, with the number behind the name."), field="into", code="into"
        )
    return found[0]
