"""What readers wrote: the open messages with their ages, one message, and what can be done with it."""

from django import forms
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import reader_messages
from claims.desk import history, waiting, wording
from claims.desk.base import ChoiceFilter, DeskAdmin, page_of
from claims.desk.forms import DeskForm, text_field
from claims.desk.lists import WaitingFilter
from claims.models import ReaderMessage
from claims.shown.notation import moment
from claims.shown.tags import http_url
from claims.workflow import Role

CLOSINGS = [(key, wording.HANDLINGS[key]) for key in ("done", "declined", "unwanted")]


class CloseForm(DeskForm):
    handling = forms.ChoiceField(label=_("What became of it"), choices=CLOSINGS)
    reason = text_field(_("Why, or what was done"), rows=2, required=True)


class ReplyForm(DeskForm):
    """The message as a reply: who is named in public, and the words that will stand there."""

    who = text_field(_("Who replies, as readers will see it"), length=200, required=True)
    text = text_field(_("Text, to the letter"), rows=8, required=True)


class MessageWaiting(WaitingFilter):
    words = waiting.words("readermessage")


class KindFilter(ChoiceFilter):
    title = _("kind")
    parameter_name = "kind"
    words = wording.MESSAGE_KINDS


class ReaderMessageAdmin(DeskAdmin):
    names = (_("message"), _("Messages of readers"))
    empty = _("No reader has written yet. The forms stand on every claim's page and on the contact page.")
    list_display = ("number", "kind_word", "begins", "about", "received", "stands", "age")
    list_display_links = ("number", "begins")
    list_filter = (MessageWaiting, KindFilter)
    search_fields = ("reference", "text", "name")
    list_select_related = ("claim", "newsroom", "closed_by")

    def get_ordering(self, request):
        """The newest first; of those that wait, the oldest."""
        return ("received_at", "pk") if MessageWaiting.parameter_name in request.GET else ("-received_at", "-pk")

    def number(self, row):
        return row.reference

    number.short_description = _("Number")

    def kind_word(self, row):
        return wording.MESSAGE_KINDS[row.kind]

    kind_word.short_description = _("Kind")

    def begins(self, row):
        return row.text[:90] + ("…" if len(row.text) > 90 else "")

    begins.short_description = _("Begins")

    def about(self, row):
        return wording.label_of(row.claim) if row.claim else None

    about.short_description = _("Claim")

    def received(self, row):
        return moment(row.received_at, row.newsroom.zone())

    received.short_description = _("Received")

    def stands(self, row):
        return wording.HANDLINGS[row.handling] if row.handling else _("waiting")

    stands.short_description = _("Standing")

    def age(self, row):
        return None if row.closed_at else timesince(row.received_at, depth=1)

    age.short_description = _("Waits for")

    def addresses(self):
        return [
            self.step("<int:pk>/close/", self.close, "close"),
            self.step("<int:pk>/reply/", self.reply, "reply"),
            self.step("<int:pk>/intake/", self.intake, "intake"),
        ]

    def page(self, request, row, status=200, stale=None, **forms):
        roles = request.user.roles()
        may = not row.closed_at and bool(roles & {Role.EDITOR, Role.APPROVER})
        return self.shown(
            request,
            "desk/reader_message.html",
            status=status,
            title=f"{row.reference} · {self.kind_word(row)}",
            row=row,
            rows=self.rows(row),
            history=history.of(row),
            closing=forms.get("closing") or CloseForm(auto_id="close-%s"),
            replying=forms.get("replying")
            or ReplyForm(initial={"who": row.name, "text": row.text}, auto_id="reply-%s"),
            problems=forms.get("problems", ()),
            opened={name for name in forms if name in ("closing", "replying")},
            may_close=may,
            may_reply=may and row.claim_id is not None,
            may_take_up=may and Role.EDITOR in roles,
        )

    def rows(self, row):
        claim = row.claim and format_html('<a href="{}">{}</a>', page_of(row.claim), wording.label_of(row.claim))
        return [
            (_("Claim"), claim),
            (_("Received"), self.received(row)),
            (_("Waits for"), self.age(row)),
            (_("Address"), http_url(row.link) and format_html('<a href="{0}" rel="noopener">{0}</a>', row.link)),
            (_("Name"), row.name),
            (_("How to answer them"), row.contact),
            (_("Name and contact"), self.erasure(row)),
            (_("Standing"), self.stands(row)),
            (
                _("Closed"),
                row.closed_at and f"{moment(row.closed_at, row.newsroom.zone())}, {row.closed_by.shown_name()}",
            ),
            (_("Reason"), row.reason),
            (_("Came to be"), self.turned_into(row)),
        ]

    def erasure(self, row):
        if row.erased_at:
            return gettext("erased on %(day)s") % {"day": moment(row.erased_at, row.newsroom.zone())}
        if row.erase_at and (row.name or row.contact):
            return gettext("will be erased on %(day)s") % {"day": moment(row.erase_at, row.newsroom.zone())}
        return None

    def turned_into(self, row):
        if row.reply_id:
            return format_html('<a href="{}#reply-{}">{}</a>', page_of(row.claim), row.reply_id, gettext("a reply"))
        return row.intake_id and format_html('<a href="{}">{}</a>', page_of(row.intake), gettext("a paste"))

    def close(self, request, pk):
        row, form = self.find(request, pk), CloseForm(request.POST, auto_id="close-%s")
        given = {"by": request.user}
        return self.saved(
            request, row, "closing", form, lambda: reader_messages.close(row, **given, **form.cleaned_data)
        )

    def reply(self, request, pk):
        """Makes the message a reply, public at once, and goes to it on the claim's page."""
        row, form = self.find(request, pk), ReplyForm(request.POST, auto_id="reply-%s")

        def save():
            return reader_messages.make_reply(row, by=request.user, **form.cleaned_data).claim

        return self.saved(request, row, "replying", form, save, done=gettext("The reply is public."))

    def intake(self, request, pk):
        """Takes the message up in the article form."""
        row, form = self.find(request, pk), DeskForm(request.POST)
        answer = self.saved(request, row, "taking", form, lambda: reader_messages.make_intake(row, by=request.user))
        if answer.status_code != 302:
            return answer
        taken = ReaderMessage.objects.get(pk=row.pk).intake_id
        return HttpResponseRedirect(f"{reverse('admin:claims_article_add')}?intake={taken}")
