"""Replies on the page of their claim: answered, put right, taken back, each by a form of its own."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from claims.actions import replies
from claims.desk import wording
from claims.desk.forms import DeskForm, text_field
from claims.desk.seen import SeenForm
from claims.desk.steps import ReplyForm


class AnswerForm(SeenForm):
    answer = text_field(_("Our answer"), rows=4, required=True)

    def __init__(self, data=None, *, reply, **kwargs):
        super().__init__(data, initial={"answer": reply.answer}, **kwargs)
        self.reply = reply

    def anew(self, data=None):
        self.reply.refresh_from_db()
        return AnswerForm(data, reply=self.reply, auto_id=self.auto_id)


class EditForm(ReplyForm):
    reason = text_field(_("Why"), rows=2, required=True)

    def __init__(self, data=None, *, reply, **kwargs):
        initial = {name: getattr(reply, name) for name in ("who", "kind", "text")}
        zone = reply.claim.newsroom.zone()
        initial["received_at"] = reply.received_at.astimezone(zone).replace(second=0, microsecond=0)
        super().__init__(data, initial=initial, claim=reply.claim, **kwargs)
        self.reply = reply
        self.fields["received_at"].help_text = ""
        del self.fields["answer"]

    def anew(self, data=None):
        self.reply.refresh_from_db()
        return EditForm(data, reply=self.reply, auto_id=self.auto_id)

    def changes(self):
        """What the person changed, for `replies.edit`. The field shows minutes: the same minute is no change."""
        given = {name: self.cleaned_data[name] for name in ("who", "kind", "text", "received_at")}
        return {name: value for name, value in given.items() if value and value != self.initial[name]}


class RetractForm(DeskForm):
    reason = text_field(_("Why"), rows=2, required=True)

    def __init__(self, data=None, *, reply, **kwargs):
        super().__init__(data, **kwargs)


def answer(reply, form, **who):
    return replies.answer(reply, answer=form.cleaned_data["answer"], **who)


def edit(reply, form, **who):
    return replies.edit(reply, reason=form.cleaned_data["reason"], **form.changes(), **who)


def retract(reply, form, **who):
    return replies.retract(reply, reason=form.cleaned_data["reason"], **who)


@dataclass(frozen=True)
class Deed:
    """What can be done to a reply: `word` opens its form, `act(reply, form, by=, expected=)` calls the action."""

    verb: str
    word: object
    form: type
    act: object
    done: object
    grave: bool = False


DEEDS = {
    deed.verb: deed
    for deed in (
        Deed("answer_reply", _("Answer"), AnswerForm, answer, _("The answer is public.")),
        Deed("edit_reply", _("Put right"), EditForm, edit, _("Put right; the history says why.")),
        Deed("retract_reply", _("Take back"), RetractForm, retract, _("Taken back: readers no longer see it."), True),
    )
}


def form_of(deed, reply, data=None):
    return deed.form(data, reply=reply, auto_id=f"{deed.verb}-{reply.pk}-%s")


def part(claim, bound, verbs):
    """The replies of a claim with what this person may do with each; a form that came back stays whatever is open."""
    return [
        {
            "reply": reply,
            "kind": wording.REPLY_KINDS[reply.kind],
            "deeds": [
                {"deed": deed, "form": bound.get(key) or form_of(deed, reply), "open": key in bound}
                for deed in DEEDS.values()
                if (key := f"{deed.verb}-{reply.pk}") in bound or (deed.verb in verbs and not reply.retracted_at)
            ],
        }
        for reply in claim.replies.all()
    ]
