"""The form in a card of the review page: what the claim is called and states, who said it, who checks it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims import workflow
from claims.actions import claims
from claims.desk.claim_forms import speaker_called
from claims.desk.forms import pair_fields, text_field
from claims.desk.seen import SeenForm
from claims.desk.steps import AssignForm
from claims.models import words

PAIRS = ("label", "statement")


class CardForm(SeenForm):
    """`user` sees the field for the reviewer only where they may assign."""

    together = (("speaker", "to"),)

    label_id, label_en = pair_fields(_("Label"), length=200)
    statement_id, statement_en = pair_fields(_("Statement"), rows=2, length=2000)
    speaker = text_field(_("Speaker"), length=200)

    def __init__(self, data=None, *, claim, user, **kwargs):
        super().__init__(data, initial=shown(claim), auto_id=f"card-{claim.pk}-%s", **kwargs)
        self.claim, self.user = claim, user
        self.fields["speaker"].widget.attrs |= {"list": "speakers", "autocomplete": "off"}
        if workflow.open_now(workflow.TRANSITIONS["assign"], claim.standing()) and workflow.allowed(
            workflow.TRANSITIONS["assign"], user.roles()
        ):
            self.fields["to"] = AssignForm(claim=claim).fields["to"]

    def anew(self, data=None):
        self.claim.refresh_from_db()
        return CardForm(data, claim=self.claim, user=self.user)

    def edits(self, by):
        """The keyword arguments of `claims.edit` for what the person changed; may create a speaker, may raise."""
        fields = {}
        for name in PAIRS:
            pair = words(self.cleaned_data[f"{name}_id"], self.cleaned_data[f"{name}_en"])
            if pair != words(**getattr(self.claim, name)):
                fields[name] = pair
        if self.cleaned_data["speaker"] != self.initial["speaker"]:
            fields["speaker"] = speaker_called(self.cleaned_data["speaker"], self.claim, by)
        return fields


def shown(claim):
    pairs = {f"{name}_{code}": getattr(claim, name).get(code) or "" for name in PAIRS for code in ("id", "en")}
    return {**pairs, "speaker": claim.speaker.name if claim.speaker else "", "to": claim.assigned_to_id}


@transaction.atomic
def save_card(claim, form, *, by, expected, accept=False):
    """Saves what was changed in the form, and accepts the claim where asked; all of it or nothing."""
    fields = form.edits(by)
    if fields:
        claim = claims.edit(claim, by=by, expected=expected, **fields)
        expected = claim.edit
    if "to" in form.fields and form.cleaned_data["to"] != claim.assigned_to:
        claim = claims.assign(claim, by=by, to=form.cleaned_data["to"], expected=expected)
        expected = claim.edit
    return claims.queue(claim, by=by, expected=expected) if accept else claim
