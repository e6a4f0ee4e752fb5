"""The steps of the workflow as the desk offers them: for each verb its button, its form, and the action it calls."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import workflow
from claims.actions import claims, decisions, replies, second_ratings, verdicts
from claims.desk import wording
from claims.desk.forms import MomentField, pair_fields, text_field
from claims.desk.seen import SeenForm
from claims.models import Reply, SilenceWindow, User
from claims.shown.notation import moment
from claims.shown.tags import words
from claims.workflow import Role


class StepForm(SeenForm):
    """What a step asks of the person; by default nothing. `claim` is the claim that it is about."""

    def __init__(self, *args, claim, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = claim


class ReasonForm(StepForm):
    reason = text_field(_("Why"), rows=2, required=True)


class DismissForm(StepForm):
    dismissal = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    note = text_field(_("Note"), help_text=_("Needed for another reason."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dismissal"].choices = wording.pair_choices(workflow.DISMISSALS)


def reviewers():
    """Whom a claim can be assigned to."""
    found = User.objects.filter(Q(groups__name=Role.REVIEWER) | Q(is_superuser=True), is_active=True)
    return found.distinct().order_by("first_name", "username")


class AssignForm(StepForm):
    to = forms.ModelChoiceField(User.objects.none(), label=_("Reviewer"), required=False, empty_label=_("nobody"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = reviewers()
        self.fields["to"].label_from_instance = User.shown_name
        self.initial.setdefault("to", self.claim.assigned_to_id)


class ApproveForm(StepForm):
    embargo = MomentField(required=False, label=_("Embargo: publish at"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        newsroom = self.claim.newsroom
        self.fields["embargo"].zone = newsroom.zone()
        self.fields["embargo"].help_text = _("Empty: publish now. Time zone %(zone)s.") % {"zone": newsroom.time_zone}

        if window := self.silence():
            until = moment(window.ends_at, newsroom.zone())
            self.fields["silence_reason"] = text_field(_("Why it is published inside the silence window"), rows=2)
            self.fields["silence_reason"].help_text = _(
                "The silence window of %(election)s lasts until %(until)s. Needed where it is published before then."
            ) % {"election": window.election, "until": until}

    def silence(self):
        """The window, open or still to come, that a first publication of the claim could fall into."""
        event = self.claim.article.event
        windows = SilenceWindow.objects.filter(newsroom=self.claim.newsroom, lifted_at=None, ends_at__gt=timezone.now())
        if self.claim.public != workflow.Public.NONE or event is None:
            return None
        return next((window for window in windows.order_by("starts_at") if window.covers(event)), None)

    def clean_embargo(self):
        until = self.cleaned_data["embargo"]
        if until and until <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Leave it empty to publish now."))
        return until


class RateForm(StepForm):
    rating = forms.ModelChoiceField(
        None, label=_("Your rating"), required=False, widget=forms.RadioSelect, empty_label=None
    )
    reason = text_field(_("Why, in a sentence"), rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rating"].queryset = self.claim.newsroom.scales.first().ratings.all()
        self.fields["rating"].label_from_instance = lambda rating: words(rating.label)


class NoticeForm(StepForm):
    notice_id, notice_en = pair_fields(_("Public notice"), rows=3)
    reason = text_field(_("Reason, for colleagues"))


class WithdrawalForm(StepForm):
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    notice_id, notice_en = pair_fields(_("Public notice"), rows=3)
    reason = text_field(_("In words"), help_text=_("Needed for another reason."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = wording.pair_choices(workflow.WITHDRAWAL_GROUNDS)


class ReplyForm(StepForm):
    who = text_field(_("Who replies"), length=200, required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=wording.choices(wording.REPLY_KINDS))
    text = text_field(_("Text, to the letter"), rows=5, required=True)
    received_at = MomentField(required=False, label=_("Received"), help_text=_("Empty: now."))
    answer = text_field(_("Our answer"), rows=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].strip = False
        self.fields["received_at"].zone = self.claim.newsroom.zone()
        self.initial.setdefault("kind", Reply.Kind.REPLY)

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_received_at(self):
        at = self.cleaned_data["received_at"]
        if at and at > timezone.now():
            raise forms.ValidationError(_("This time lies in the future."))
        return at


@dataclass(frozen=True)
class Step:
    """`word` on the button; `form` asks for what is due; `act(claim, form, **who)` calls the action, `who` being by and
    expected; `done` is what the person reads afterwards."""

    word: object
    act: object
    done: object
    form: type = StepForm
    grave: bool = False


def with_reason(action):
    return lambda claim, form, **who: action(claim, reason=form.cleaned_data["reason"], **who)


def plain(action):
    return lambda claim, form, **who: action(claim, **who)


def dismiss(claim, form, **who):
    return claims.dismiss(claim, dismissal=form.cleaned_data["dismissal"], note=form.cleaned_data["note"], **who)


def approve(claim, form, **who):
    reason = form.cleaned_data.get("silence_reason", "")
    return verdicts.approve(claim, embargo_until=form.cleaned_data["embargo"], silence_reason=reason, **who)


def hold(claim, form, **who):
    return decisions.hold(claim, notice=form.pair("notice"), reason=form.cleaned_data["reason"], **who)


def propose_withdrawal(claim, form, **who):
    data = form.cleaned_data
    return decisions.propose_withdrawal(
        claim, ground=data["ground"], notice=form.pair("notice"), reason=data["reason"], **who
    )


STEPS = {
    "queue": Step(_("Accept"), plain(claims.queue), _("Accepted: it waits in the queue.")),
    "dismiss": Step(_("Dismiss"), dismiss, _("Dismissed. It can be restored."), DismissForm),
    "restore": Step(_("Restore"), plain(claims.restore), _("Restored to the suggestions.")),
    "assign": Step(
        _("Assign"),
        lambda claim, form, **who: claims.assign(claim, to=form.cleaned_data["to"], **who),
        _("Assigned."),
        AssignForm,
    ),
    "take": Step(_("Take for review"), plain(claims.take), _("The review is yours.")),
    "propose": Step(_("Propose"), plain(verdicts.propose), _("Proposed: a second person decides.")),
    "send_back": Step(_("Send back"), with_reason(verdicts.send_back), _("Sent back to the reviewer."), ReasonForm),
    "approve": Step(
        _("Approve"),
        approve,
        _("Approved."),
        ApproveForm,
    ),
    "rate": Step(
        _("Rate without seeing the verdict"),
        lambda claim, form, **who: second_ratings.rate(claim, **form.cleaned_data, **who),
        _("Your rating is on record."),
        RateForm,
    ),
    "recall": Step(_("Recall before publication"), with_reason(verdicts.recall), _("Back in review."), ReasonForm),
    "correct": Step(
        _("Correct"), with_reason(verdicts.correct), _("The draft of the next version is open."), ReasonForm
    ),
    "drop_correction": Step(
        _("Give the correction up"),
        with_reason(verdicts.drop_correction),
        _("The correction is dropped; the live version stands."),
        ReasonForm,
    ),
    "hold": Step(_("Hold"), hold, _("On hold: readers see the notice."), NoticeForm, grave=True),
    "propose_release": Step(
        _("Propose release"), with_reason(decisions.propose_release), _("Another Approver confirms it."), ReasonForm
    ),
    "release": Step(_("Confirm release"), plain(decisions.release), _("Released: the verdict is public again.")),
    "propose_withdrawal": Step(
        _("Propose withdrawal"),
        propose_withdrawal,
        _("Proposed: another Approver confirms or refuses it."),
        WithdrawalForm,
        grave=True,
    ),
    "withdraw": Step(_("Confirm withdrawal"), plain(decisions.withdraw), _("Withdrawn for good."), grave=True),
    "refuse_withdrawal": Step(
        _("Refuse withdrawal"), with_reason(decisions.refuse_withdrawal), _("Refused: the claim stays."), ReasonForm
    ),
    "record_reply": Step(
        _("Record a reply"),
        lambda claim, form, **who: replies.record(claim, **form.cleaned_data, **who),
        _("Recorded; it is public at once."),
        ReplyForm,
    ),
}


FIRST = {
    "queue",
    "take",
    "propose",
    "rate",
    "approve",
    "release",
    "withdraw",
}  # the steps forward stand before the others


def barred(claim, verb, user):
    """Whether `user` was the first of the two people whom `verb` needs, so that another must take it.

    Only for drawing: the action itself refuses, whatever is drawn.
    """
    if verb == "approve":
        draft = claim.draft
        return draft is not None and user.pk in (draft.proposed_by_id, draft.edited_by_id)
    if verb == "release":
        return claim.holds.filter(closed_at=None, release_proposed_by=user).exists()
    if verb == "withdraw":
        return claim.withdrawals.filter(approved_at=None, refused_at=None, proposed_by=user).exists()
    return False


def not_theirs(claim, verb, user):
    """Whether `verb` is open now, but not to this person: their rating would be no second one, another was assigned."""
    if verb == "rate":
        return not second_ratings.may_rate(claim, user)
    return verb == "take" and claims.assigned_elsewhere(claim, user)


def offered(claim, user, refused=None):
    """The steps open to `user` on `claim` now, for the page: verb, step, bound or fresh form, whether barred.

    `refused` is (verb, bound form): that step stays on the page with what was typed, even where it is not open.
    """
    verb_refused, bound = refused or (None, None)
    rows = []
    for transition in sorted(workflow.choices(user.roles(), claim.standing()), key=lambda one: one.verb not in FIRST):
        verb = transition.verb
        if verb not in STEPS or not_theirs(claim, verb, user):
            continue
        form = bound if verb == verb_refused else STEPS[verb].form(claim=claim, auto_id=f"{verb}-%s")
        rows.append({"verb": verb, "step": STEPS[verb], "form": form, "barred": barred(claim, verb, user)})
    if bound is not None and verb_refused not in {row["verb"] for row in rows}:
        rows.append({"verb": verb_refused, "step": STEPS[verb_refused], "form": bound, "barred": True})
    return rows
