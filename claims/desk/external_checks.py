"""What other publishers checked, on the desk: always under their name; the imports that brought it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import external_checks
from claims.actions.refusals import Refused
from claims.desk import history
from claims.desk.base import ChoiceFilter, DeskAdmin, is_editor, newsroom_of, page_of, status_of
from claims.desk.forms import DeskForm, text_field
from claims.models import Event, ExternalCheck
from claims.shown import notation
from claims.shown.notation import day, moment
from claims.workflow import Role

LIMIT = external_checks.UPLOAD_BYTES
NO_FILE = _("Choose a file.")
COUNTED = {
    "new": _("new"),
    "changed": _("changed"),
    "known": _("unchanged"),
    "repeated": _("repeated in the feed"),
    "skipped": _("skipped"),
}


class FeedForm(DeskForm):
    """A feed as a file; `event` is for whose pack it is, where that is not told by the page."""

    file = forms.FileField(
        label=_("File of the feed"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".json,.xml,.rss,.csv"}),
        error_messages={"required": NO_FILE},
        help_text=_("ClaimReview as JSON (Data Commons), RSS with JSON-LD, or CSV, up to 25 MB."),
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > LIMIT:
            raise ValidationError(_("The file is larger than 25 MB. Have it imported by the command import_checks."))
        return self.cleaned_data["file"]


class EventFeedForm(FeedForm):
    event = forms.ModelChoiceField(Event.objects.none(), label=_("For the pack of"), required=False)

    def __init__(self, *args, newsroom, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = Event.objects.filter(newsroom=newsroom).order_by("-held_on", "-pk")
        self.fields["event"].empty_label = gettext("no event")


class ReasonForm(DeskForm):
    reason = text_field(_("Why"), rows=2)


def load(form, by, newsroom, event=None):
    """Runs the import of a valid form; raises Refused."""
    file = form.cleaned_data["file"]
    return external_checks.load(
        by=by, newsroom=newsroom, file=file, name=file.name, event=event, max_bytes=LIMIT + 1_000
    )


def told(run):
    """What an import did, in a sentence."""
    parts = [f"{notation.number(run.counts.get(key, 0))} {word}" for key, word in COUNTED.items()]
    return ", ".join(parts)


class PublisherFilter(ChoiceFilter):
    title = _("site")
    parameter_name = "site"

    def lookups(self, request, model_admin):
        rows = ExternalCheck.objects.shown().filter(newsroom=newsroom_of(request.user))
        sites = rows.order_by().values("site").annotate(number=Count("pk")).order_by("-number", "site")[:40]
        return [(one["site"], f"{one['site']} ({notation.number(one['number'])})") for one in sites]

    def queryset(self, request, queryset):
        return queryset.filter(site=self.value()) if self.value() else queryset


class StandingFilter(ChoiceFilter):
    title = _("standing")
    parameter_name = "standing"
    words = {"hidden": _("hidden"), "removed": _("removed with their import")}

    def choices(self, changelist):
        """Where nothing is chosen, what is neither hidden nor removed is listed: that is not "all"."""
        first, *rest = super().choices(changelist)
        return [{**first, "display": _("in the lists")}, *rest]

    def queryset(self, request, queryset):
        if self.value() == "hidden":
            return queryset.exclude(hidden_at=None)
        return queryset.exclude(removed_at=None) if self.value() == "removed" else queryset.shown()


class ExternalCheckAdmin(DeskAdmin):
    names = (_("check of others"), _("Checks of others"))
    empty = _("No check of another publisher here. Import a ClaimReview feed, or take a filter off.")
    adding_role = Role.EDITOR
    list_display = ("claim_shown", "by_whom", "rated", "said_by", "when")
    list_display_links = ("claim_shown",)
    list_filter = (PublisherFilter, StandingFilter)
    search_fields = ("claim", "claimant", "publisher", "site", "title")
    ordering = ("-review_date", "-pk")

    def addresses(self):
        return [
            self.address("add/", self.add, "add"),
            self.address("<int:pk>/hide/", self.hide, "hide"),
            self.address("<int:pk>/unhide/", self.unhide, "unhide"),
        ]

    def claim_shown(self, row):
        return row.claim if len(row.claim) <= 140 else f"{row.claim[:139]}…"

    claim_shown.short_description = _("Claim, as they put it")

    def by_whom(self, row):
        return f"{row.publisher} · {row.site}" if row.publisher != row.site else row.site

    by_whom.short_description = _("Checked by")

    def rated(self, row):
        return row.rating or None

    rated.short_description = _("Their rating")

    def said_by(self, row):
        return row.claimant or None

    said_by.short_description = _("Claimed by")

    def when(self, row):
        return day(row.review_date) if row.review_date else None

    when.short_description = _("Checked on")
    when.admin_order_field = "review_date"

    def heading(self, row):
        return self.claim_shown(row)

    def page(self, request, row, status=200, **context):
        return self.shown(
            request,
            "desk/external_check.html",
            status=status,
            title=self.heading(row),
            row=row,
            rows=self.rows(row),
            imports=row.imports.order_by("-pk"),
            may_hide=bool(request.user.roles() & {Role.EDITOR, Role.APPROVER}),
            history=history.of(row),
            form=context.pop("form", ReasonForm()),
            **context,
        )

    def rows(self, row):
        zone = row.newsroom.zone()
        scale = [notation.number(value) for value in (row.rating_value, row.rating_worst, row.rating_best)]
        number = scale[0] and (
            gettext("%(value)s on their scale from %(worst)s to %(best)s")
            % dict(zip(("value", "worst", "best"), scale, strict=True))
            if all(scale)
            else scale[0]
        )
        return [
            (_("Claim, as they put it"), row.claim),
            (_("Claimed by"), row.claimant),
            (_("Said on"), row.claim_date and day(row.claim_date)),
            (_("Checked by"), self.by_whom(row)),
            (_("Their rating"), row.rating),
            (_("Rating as a number"), number),
            (_("Checked on"), row.review_date and day(row.review_date)),
            (_("Title"), row.title),
            (_("Their page"), format_html('<a href="{}" rel="noreferrer nofollow">{}</a>', row.url, row.url)),
            (_("First seen in a feed"), moment(row.first_seen, zone)),
            (_("Last seen in a feed"), moment(row.last_seen, zone)),
        ]

    def add(self, request):
        """The import of a feed from a file."""
        newsroom = newsroom_of(request.user)
        posted = request.method == "POST"
        form = EventFeedForm(request.POST if posted else None, request.FILES or None, newsroom=newsroom)
        status = 422 if posted else 200
        if posted and form.is_valid():
            try:
                run = load(form, request.user, newsroom, form.cleaned_data["event"])
            except Refused as problem:
                form.refuse(problem)
                status = status_of(problem)
            else:
                messages.success(request, told(run))
                return HttpResponseRedirect(page_of(run))
        title = gettext("Import checks of others")
        return self.shown(request, "desk/import_checks.html", status=status, title=title, form=form)

    def hide(self, request, pk):
        row, form = self.find(request, pk), ReasonForm(request.POST or None)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        return self.done(request, row, form, lambda why: external_checks.hide(row, by=request.user, reason=why))

    def unhide(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        return self.done(request, row, ReasonForm({}), lambda _why: external_checks.unhide(row, by=request.user))

    def done(self, request, row, form, act):
        form.is_valid()
        try:
            act(form.cleaned_data.get("reason", ""))
        except Refused as problem:
            form.refuse(problem)
            row.refresh_from_db()
            return self.page(request, row, status=status_of(problem), form=form)
        messages.success(request, gettext("Saved."))
        return HttpResponseRedirect(page_of(row))


class CheckImportAdmin(DeskAdmin):
    names = (_("import of checks"), _("Imports of checks"))
    empty = _("No feed was imported yet.")
    list_display = ("feed", "what_came", "when", "who", "stands")
    list_display_links = ("feed",)
    list_select_related = ("by", "newsroom")
    search_fields = ("feed",)
    ordering = ("-pk",)

    def addresses(self):
        return [self.address("<int:pk>/remove/", self.remove, "remove")]

    def what_came(self, row):
        return told(row)

    what_came.short_description = _("What came")

    def when(self, row):
        return moment(row.started_at, row.newsroom.zone())

    when.short_description = _("At")

    def who(self, row):
        return row.by.shown_name() if row.by else _("The machine")

    who.short_description = _("Who")

    def stands(self, row):
        if row.removed_at:
            return gettext("removed")
        if not row.finished_at:
            return gettext("not finished")
        broke = external_checks.BREAKS & row.counts.get("reasons", {}).keys()
        return gettext("broke off: not all of it was read") if broke else gettext("read to its end")

    stands.short_description = _("Standing")

    def page(self, request, row, status=200, **context):
        checks = row.checks.shown()
        reasons = row.counts.get("reasons", {})
        return self.shown(
            request,
            "desk/check_import.html",
            status=status,
            title=row.feed,
            row=row,
            told=told(row),
            stands=self.stands(row),
            who=self.who(row),
            at=self.when(row),
            number=checks.count(),
            first=checks[:10],
            events=row.events.all(),
            problems=[(one["row"], external_checks.PROBLEMS.get(one["code"], one["code"])) for one in row.problems],
            unsaid=sum(reasons.values()) - len(row.problems),
            list_url=reverse("admin:claims_externalcheck_changelist"),
            may_edit=is_editor(request.user) and not row.removed_at,
            history=history.of(row),
            form=context.pop("form", ReasonForm()),
            **context,
        )

    def remove(self, request, pk):
        row, form = self.find(request, pk), ReasonForm(request.POST or None)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form.is_valid()
        try:
            number = external_checks.remove(row, by=request.user, reason=form.cleaned_data.get("reason", ""))
        except Refused as problem:
            form.refuse(problem)
            row.refresh_from_db()
            return self.page(request, row, status=status_of(problem), form=form)
        sentence = gettext("Removed: %(number)s checks left the lists.") % {"number": notation.number(number)}
        messages.success(request, sentence)
        return HttpResponseRedirect(page_of(row))
