"""Confirmations on the page of their claim: the speaker is asked, what they answered is kept to the letter."""

from dataclasses import dataclass

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import confirmations
from claims.desk.forms import DeskForm, MomentField, text_field
from claims.desk.seen import SeenForm
from claims.models import Confirmation

CHANNELS = {
    "email": _("by e-mail"),
    "phone": _("by telephone"),
    "message": _("by message"),
    "letter": _("by letter"),
    "person": _("in person"),
}


class AskForm(SeenForm):
    together = (("to", "channel"), ("sent_at", "deadline"))

    to = text_field(_("Who was asked"), length=200, required=True, help_text=_("Readers see this."))
    channel = forms.ChoiceField(label=_("How"), choices=list(CHANNELS.items()), initial=Confirmation.Channel.EMAIL)
    question = text_field(_("Question"), rows=3, required=True, help_text=_("It stays with the newsroom."))
    sent_at = MomentField(required=False, label=_("Sent"), help_text=_("Empty: now."))
    deadline = MomentField(required=False, label=_("Answer asked for by"))

    def __init__(self, data=None, *, claim, **kwargs):
        initial = {"to": claim.speaker.name if claim.speaker else ""}
        super().__init__(data, initial=initial, auto_id="asking-%s", **kwargs)
        for name in ("sent_at", "deadline"):
            self.fields[name].zone = claim.newsroom.zone()

    def clean_sent_at(self):
        return past(self.cleaned_data["sent_at"])


class AnswerForm(SeenForm):
    answer = text_field(_("Answer, to the letter"), rows=4, required=True, help_text=_("Readers see this."))
    answered_at = MomentField(required=False, label=_("Answered"), help_text=_("Empty: now."))

    def __init__(self, data=None, *, row, **kwargs):
        zone, at = row.claim.newsroom.zone(), row.answered_at
        initial = {"answer": row.answer, "answered_at": at and at.astimezone(zone).replace(second=0, microsecond=0)}
        super().__init__(data, initial=initial, **kwargs)
        self.row = row
        self.fields["answer"].strip = False
        self.fields["answered_at"].zone = zone

    def anew(self, data=None):
        self.row.refresh_from_db()
        return AnswerForm(data, row=self.row, auto_id=self.auto_id)

    def clean_answer(self):
        return self.cleaned_data["answer"].replace("\r\n", "\n")

    def clean_answered_at(self):
        """The field shows minutes: the same minute is the moment that is stored."""
        at = past(self.cleaned_data["answered_at"])
        return self.row.answered_at if at and at == self.initial["answered_at"] else at


class RemoveForm(DeskForm):
    reason = text_field(_("Why"), rows=2, required=True)

    def __init__(self, data=None, *, row, **kwargs):
        super().__init__(data, **kwargs)
        self.row = row


def past(at):
    if at and at > timezone.now():
        raise forms.ValidationError(_("This time lies in the future."))
    return at


@dataclass(frozen=True)
class Deed:
    """What can be done to a confirmation; `act(row, form, by=, expected=)` calls the action."""

    verb: str
    word: object
    form: type
    act: object
    done: object
    grave: bool = False


def answer(row, form, **who):
    return confirmations.answer(row, **form.cleaned_data, **who)


def remove(row, form, **who):
    return confirmations.remove(row, **form.cleaned_data, **who)


DEEDS = {
    deed.verb: deed
    for deed in (
        Deed("answer_confirmation", _("Record the answer"), AnswerForm, answer, _("The answer is kept.")),
        Deed(
            "remove_confirmation", _("Remove"), RemoveForm, remove, _("Removed. It stays in the history."), grave=True
        ),
    )
}


def form_of(deed, row, data=None):
    return deed.form(data, row=row, auto_id=f"{deed.verb}-{row.pk}-%s")


def part(claim, bound, verbs):
    """The confirmations of a claim with what this person may do with each, and the form that asks another."""
    rows = [
        {
            "row": row,
            "channel": CHANNELS[row.channel],
            "overdue": bool(row.deadline and not row.answered_at and row.deadline < timezone.now()),
            "deeds": [
                {"deed": deed, "form": bound.get(key) or form_of(deed, row), "open": key in bound}
                for deed in DEEDS.values()
                if (key := f"{deed.verb}-{row.pk}") in bound or deed.verb in verbs
            ],
        }
        for row in claim.confirmations.filter(removed_at=None).select_related("sent_by", "claim__newsroom")
    ]
    asking = "asking" in bound
    form = bound.get("asking") or AskForm(claim=claim)
    return {"asked_of": rows, "ask_form": form, "asking": asking, "may_ask": "ask_confirmation" in verbs}


class ConfirmationSteps:
    """What ClaimAdmin does with confirmations."""

    def confirmation_addresses(self):
        return [
            self.address("<int:pk>/confirmations/ask/", self.ask, "ask"),
            self.address("<int:pk>/confirmations/<int:confirmation>/<slug:verb>/", self.confirmation, "confirmation"),
        ]

    def ask(self, request, pk):
        if request.method != "POST":
            return self.back(request, pk)

        def save(claim, form, **who):
            return confirmations.ask(claim, **form.cleaned_data, **who)

        form = AskForm(request.POST, claim=self.find(request, pk))
        return self.attempt(request, pk, "asking", form, save, gettext("Kept: the speaker was asked."))

    def confirmation(self, request, pk, confirmation, verb):
        """Records an answer, or takes off what was recorded wrongly."""
        if request.method != "POST":
            return self.back(request, pk)
        rows = self.find(request, pk).confirmations.filter(removed_at=None)
        row, deed = rows.filter(pk=confirmation).first(), DEEDS.get(verb)
        if row is None or deed is None:
            raise Http404

        def save(claim, form, **who):
            return deed.act(row, form, **who)

        return self.attempt(request, pk, f"{verb}-{confirmation}", form_of(deed, row, request.POST), save, deed.done)
