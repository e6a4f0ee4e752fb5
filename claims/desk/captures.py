"""Copies of sources and later checks on the desk: what was kept as text, what differs, and what an Approver decides."""

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import captures, rechecks
from claims.actions.refusals import Refused
from claims.desk import waiting, wording
from claims.desk.base import ChoiceFilter, DeskAdmin, page_of, roles_of, status_of
from claims.desk.differences import hunks, runs
from claims.desk.forms import DeskForm, text_field
from claims.desk.lists import WaitingFilter
from claims.desk.records import link
from claims.models import Capture, Job
from claims.shown.notation import moment
from claims.workflow import Role

SHOWN = 200_000  # characters of a copy on its page


class UploadForm(DeskForm):
    """A file that becomes the copy of a source; saved by `uploads.attach`."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)


class AsideForm(DeskForm):
    reason = text_field(_("Why it is of no consequence"), rows=2, required=True)


class StateFilter(ChoiceFilter):
    title = _("state")
    parameter_name = "state"
    words = wording.CAPTURE_STATES


class PurposeFilter(ChoiceFilter):
    title = _("purpose")
    parameter_name = "purpose"
    words = wording.PURPOSES


class CaptureWaiting(WaitingFilter):
    words = waiting.words("capture")


class CaptureAdmin(DeskAdmin):
    names = (_("copy"), _("Copies and checks"))
    empty = _("No copy here. Attach a source with an address to a claim: its page is fetched and kept.")
    list_display = ("source_title", "purpose_word", "when", "state_word", "finding_word", "claim_label")
    list_display_links = ("source_title",)
    list_filter = (CaptureWaiting, StateFilter, PurposeFilter)
    search_fields = ("source__title", "url", "sha256")
    ordering = ("-pk",)

    def get_queryset(self, request):
        rows = super().get_queryset(request).listed().select_related("source__claim__newsroom", "decided_by")
        own = request.user.newsroom_id
        return rows.filter(source__claim__newsroom=own) if own else rows

    def addresses(self):
        return [
            self.look("<int:pk>/file/", self.download, "file"),
            self.step("<int:pk>/again/", self.again, "again"),
            self.step("<int:pk>/confirm/", self.confirm, "confirm"),
            self.step("<int:pk>/aside/", self.set_aside, "aside"),
        ]

    # The list

    def source_title(self, row):
        return row.source.title

    source_title.short_description = _("Source")

    def purpose_word(self, row):
        return wording.PURPOSES[row.purpose]

    purpose_word.short_description = _("Purpose")

    def when(self, row):
        return moment(row.fetched_at or row.requested_at, row.source.claim.newsroom.zone())

    when.short_description = _("At")

    def state_word(self, row):
        return wording.CAPTURE_STATES[row.state]

    state_word.short_description = _("State")

    def finding_word(self, row):
        return wording.FINDINGS.get(row.finding)

    finding_word.short_description = _("Finding")

    def claim_label(self, row):
        return wording.label_of(row.source.claim)

    claim_label.short_description = _("Claim")

    # The page

    def page(self, request, row, status=200, aside=None, **context):
        """What was fetched or uploaded, as text, never as the page it was."""
        before = rechecks.original(row) if row.purpose == Capture.Purpose.CHECK else None
        return self.shown(
            request,
            "desk/capture.html",
            status=status,
            row=row,
            title=row.source.title,
            rows=self.rows(row),
            passage=passage_part(row),
            text=marked(row),
            more=max(0, len(row.text) - SHOWN),
            before=before,
            hunks=hunks(before.text, row.text) if before and row.text and before.text != row.text else [],
            may_decide=row.pending and Role.APPROVER in roles_of(request.user),
            may_retry=row.state == Job.State.FAILED and not row.source.removed_at,
            aside=aside or AsideForm(auto_id="aside-%s"),
            **context,
        )

    def rows(self, row):
        zone = row.source.claim.newsroom.zone()
        decided = row.decided_by and f"{row.decided_by.shown_name()}, {moment(row.decided_at, zone)}"
        return [
            (_("Claim"), link(row.source.claim, wording.label_of(row.source.claim))),
            (_("Purpose"), self.purpose_word(row)),
            (_("State"), self.state_word(row)),
            (_("Problem"), captures.trouble(row)),
            (_("Next try"), moment(row.next_try_at, zone) if row.state == Job.State.WAITING and row.error else None),
            (_("Finding"), self.finding_word(row)),
            (_("Decided"), decided and f"{wording.DECISIONS[row.accepted]} ({decided})"),
            (_("Fetched"), moment(row.fetched_at, zone) if row.fetched_at else None),
            (_("Address"), row.url),
            (_("Answered from"), row.final_url if row.final_url != row.url else None),
            (_("Server’s answer"), row.status),
            (_("Kind of file"), row.media_type),
            (_("Size"), _("%(size)s bytes") % {"size": row.size} if row.size else None),
            ("SHA-256", row.sha256),
            (_("File"), self.file_link(row)),
        ]

    def file_link(self, row):
        if not row.file:
            return None
        words = row.name or _("Download the whole answer (WARC)")
        return format_html('<a href="{}" download>{}</a>', file_of(row), words)

    # The steps

    def download(self, request, pk):
        """The file to keep, never to look at here: an attachment without a type that a browser would open."""
        row = self.find(request, pk)
        if not row.file or not row.file.storage.exists(row.file.name):
            raise Http404
        name = row.name or f"{row.public_id}.warc.gz"
        answer = FileResponse(
            row.file.open(), as_attachment=True, filename=name, content_type="application/octet-stream"
        )
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def again(self, request, pk):
        row = self.find(request, pk)
        return self.attempt(request, row, lambda: captures.retry(row, by=request.user), gettext("It is fetched again."))

    def confirm(self, request, pk):
        row = self.find(request, pk)
        done = gettext("Confirmed. Where the claim is public, readers and partners are told.")
        return self.attempt(request, row, lambda: rechecks.confirm(row, by=request.user), done)

    def set_aside(self, request, pk):
        row = self.find(request, pk)
        form = AsideForm(request.POST, auto_id="aside-%s")
        if not form.is_valid():
            return self.page(request, row, status=422, aside=form)
        reason = form.cleaned_data["reason"]
        done = gettext("Set aside. The same difference will not be brought up again.")
        return self.attempt(request, row, lambda: rechecks.set_aside(row, by=request.user, reason=reason), done)

    def attempt(self, request, row, act, done):
        try:
            act()
        except Refused as problem:
            return self.page(request, row, status=status_of(problem), problems=problem.problems)
        messages.success(request, done)
        return HttpResponseRedirect(page_of(row))


def file_of(row):
    """Address under which staff download a copy."""
    return reverse("admin:claims_capture_file", args=[row.pk])


def marked(row):
    """The text as (kind, words) pieces, kind "mark" where the passage stands, as far as the page shows it."""
    pieces, at, text = [], 0, row.text[:SHOWN]
    for part in sorted((one for one in row.passage or () if one["start"] is not None), key=lambda one: one["start"]):
        if at <= part["start"] < part["end"] <= len(text):
            pieces += [("", text[at : part["start"]]), ("mark", text[part["start"] : part["end"]])]
            at = part["end"]
    return [piece for piece in [*pieces, ("", text[at:])] if piece[1]]


def passage_part(row):
    """How the passage stands in the text: {"standing", "words", "parts": runs where it is not to the letter}."""
    standing = row.passage_standing
    if not standing:
        return None
    near = [part for part in row.passage if part["start"] is not None and part["score"] < 100]
    return {
        "standing": standing,
        "words": wording.PASSAGES[standing],
        "parts": [runs(part["words"], row.text[part["start"] : part["end"]]) for part in near],
    }


def copy_part(source):
    """What a claim's page says about the copy of one of its sources; None for a source without address and copy."""
    captures_of = list(source.captures.listed().exclude(problem="dropped"))
    check = next((row for row in captures_of if row.pending), None)
    copy = next((row for row in captures_of if row.pk == source.copy_id), None)
    latest = copy or (captures_of[-1] if captures_of else None)
    if latest is None:
        return None
    return {
        "capture": latest,
        "kept": copy is not None,
        "trouble": captures.trouble(latest),
        "failed": latest.state == Job.State.FAILED,
        "passage": passage_part(latest),
        "check": check,
        "finding": check and wording.FINDINGS[check.finding],
    }
