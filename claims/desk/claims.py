"""A claim on the desk: its page, and one address for each step that calls its action."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext

from claims.actions import claims, presence, second_ratings, verdicts
from claims.actions.refusals import Refused
from claims.desk import accountability, claim_page, replies, wording
from claims.desk.articles import ArticleAdmin, places
from claims.desk.base import page_of, status_of
from claims.desk.bounds import moved_span, near, span_saver
from claims.desk.card_steps import place_of
from claims.desk.claim_forms import ClaimForm, SpanForm, VerdictForm
from claims.desk.claim_list import ClaimList
from claims.desk.confirmations import ConfirmationSteps
from claims.desk.conflicts import ConflictSteps
from claims.desk.figure_steps import FigureSteps
from claims.desk.numbers import span_of
from claims.desk.precedents import PrecedentSteps
from claims.desk.presence import PresenceSteps
from claims.desk.source_steps import SourceSteps
from claims.desk.stale import expected
from claims.desk.stale import refused as stale_form
from claims.desk.steps import STEPS
from claims.models import Article, Claim


class ClaimAdmin(SourceSteps, FigureSteps, ConfirmationSteps, ConflictSteps, PrecedentSteps, PresenceSteps, ClaimList):
    def addresses(self):
        return [
            self.address("<int:pk>/do/<slug:verb>/", self.take_step, "step"),
            self.address("<int:pk>/edit/", self.edit, "edit"),
            *accountability.addresses(self),
            self.address("<int:pk>/span/", self.span, "span"),
            self.address("<int:pk>/verdict/", self.verdict, "verdict"),
            *self.figure_addresses(),
            *self.source_addresses(),
            *self.confirmation_addresses(),
            *self.conflict_addresses(),
            *self.precedent_addresses(),
            *self.presence_addresses(),
            self.address("<int:pk>/replies/<int:reply>/<slug:verb>/", self.reply, "reply"),
        ]

    # The page

    def page(self, request, row, status=200, bound=None, **context):
        presence.here(row, by=request.user)
        row = Claim.objects.for_desk().select_related("newsroom", "live__rating", "article__event").get(pk=row.pk)
        return self.shown(
            request,
            "desk/claim.html",
            status=status,
            title=wording.label_of(row),
            place=place_of(row),
            **claim_page.build(row, request.user, bound),
            **context,
        )

    def attempt(self, request, pk, name, form, action, done):
        """Validates `form`, calls `action(claim, form, by=, expected=)`; on refusal the page comes back with all typed.

        `name` is the form's key on the page (see claim_page.build).
        """
        row = self.find(request, pk)
        if not form.is_valid():
            return self.page(request, row, status=422, bound={name: form}, trouble=name)
        try:
            action(row, form, by=request.user, expected=expected(request))
        except Refused as problem:
            return self.refused(request, row, name, form, problem)
        messages.success(request, done)
        return HttpResponseRedirect(f"{page_of(row)}#{anchor(name)}")

    def refused(self, request, row, name, form, problem):
        """The page again, with the refusal beside what was typed, and after a lost race both texts side by side."""
        if name == "verdict" and second_ratings.blind_for(row, request.user):
            form.refuse(problem)
            stale = None
        else:
            form, stale = stale_form(form, row, problem)
        context = {"trouble": name, "problems": problem.problems, "stale": stale}
        return self.page(request, row, status=status_of(problem), bound={name: form}, **context)

    def back(self, request, pk):
        return HttpResponseRedirect(page_of(self.find(request, pk)))

    # The steps of the workflow

    def take_step(self, request, pk, verb):
        """One step of the workflow. From a card of the review page (from=article) the person goes back to it."""
        if verb not in STEPS:
            raise Http404
        if request.method != "POST":
            return self.back(request, pk)
        row, step = self.find(request, pk), STEPS[verb]
        form = step.form(request.POST, claim=row, auto_id=f"{verb}-%s")
        if not form.is_valid():
            return self.step_refused(request, row, verb, form, 422)
        try:
            step.act(row, form, by=request.user, expected=expected(request))
        except Refused as problem:
            form.refuse(problem)
            return self.step_refused(request, row, verb, form, status_of(problem))
        if request.POST.get("from") == "article":
            return HttpResponseRedirect(place_of(row))
        messages.success(request, step.done)
        return HttpResponseRedirect(page_of(row))

    def step_refused(self, request, row, verb, form, status):
        if request.POST.get("from") != "article":
            return self.page(request, row, status=status, bound={"step": (verb, form)}, trouble="step")
        problems = [sentence for errors in form.errors.values() for sentence in errors]
        refused = {"claim": row.pk, "problems": problems, "typed": request.POST.dict()}
        desk = ArticleAdmin(Article, self.admin_site)
        return desk.page(request, row.article, status=status, at=row.start, refused=refused)

    # The claim itself

    def edit(self, request, pk):
        if request.method != "POST":
            return self.back(request, pk)
        form = ClaimForm(request.POST, claim=self.find(request, pk))
        return self.attempt(request, pk, "claim", form, save_claim, gettext("Saved."))

    def span(self, request, pk):
        """Moves the span by a word (move=start+1 …), or sets it to exact words."""
        if request.method != "POST":
            return self.back(request, pk)
        row = self.find(request, pk)
        move = request.POST.get("move", "")
        span = moved_span(row, move) if move else span_of(request.POST.get("span", ""))
        typed = request.POST.get("words") or row.quote
        form = SpanForm({"words": typed}, auto_id="span-%s")
        if span is None and form.is_valid():
            found = near(row, form.cleaned_data["words"])
            if len(found) > 1:
                content = row.text.content
                return self.page(request, row, bound={"span": form}, places=places(content, found), trouble="span")
            span = found[0] if found else None
        return self.attempt(request, pk, "span", form, span_saver(span), gettext("Saved."))

    # Replies

    def reply(self, request, pk, reply, verb):
        """Answers a reply, puts it right or takes it back."""
        if request.method != "POST":
            return self.back(request, pk)
        row, deed = self.find(request, pk).replies.filter(pk=reply).first(), replies.DEEDS.get(verb)
        if row is None or deed is None:
            raise Http404

        def save(claim, form, **who):
            return deed.act(row, form, **who)

        return self.attempt(request, pk, f"{verb}-{reply}", replies.form_of(deed, row, request.POST), save, deed.done)

    # The verdict

    def verdict(self, request, pk):
        """Saves the draft; with then=propose proposes it too."""
        if request.method != "POST":
            return self.back(request, pk)
        row = self.find(request, pk)
        form = VerdictForm(request.POST, claim=row, ratings=claim_page.ratings_of(row))
        if request.POST.get("then") == "propose":
            return self.attempt(request, pk, "verdict", form, save_and_propose, STEPS["propose"].done)
        return self.attempt(request, pk, "verdict", form, save_verdict, gettext("Saved."))


def anchor(name):
    """Where on the page a form of this key stands, once it is saved."""
    if name in ("source-new", "figure-new"):
        return f"{name.partition('-')[0]}s"
    if name.startswith(("aside-", "click-")):
        return f"figure-{name.partition('-')[2]}"
    if name == "asking" or "_confirmation-" in name:
        return "confirmations"
    return "replies" if "_reply-" in name else name


@transaction.atomic
def save_claim(claim, form, *, by, expected):
    """Where the claim cannot be saved, a speaker whose name was new is not left behind."""
    return claims.edit(claim, by=by, expected=expected, **form.fields_for_action(by))


def save_verdict(claim, form, **who):
    return verdicts.save(claim, **form.fields_for_action(), **who)


def save_and_propose(claim, form, *, by, expected):
    saved = verdicts.save(claim, by=by, expected=expected, **form.fields_for_action())
    return verdicts.propose(saved, by=by, expected=saved.edit)
