"""Claims on the desk: the list, the page, and one address for each step that calls its action."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import claims, sources, uploads, verdicts
from claims.actions.refusals import Refused, Stale, Unacceptable
from claims.desk import claim_page, marks, replies, waiting, wording
from claims.desk.articles import ArticleAdmin, place_of, places
from claims.desk.base import ChoiceFilter, DeskAdmin, page_of, status_of
from claims.desk.captures import UploadForm
from claims.desk.claim_forms import ClaimForm, SourceForm, SpanForm, VerdictForm
from claims.desk.figures import FigureForm
from claims.desk.figures import save as save_figure
from claims.desk.lists import ArticleFilter, WaitingFilter
from claims.desk.numbers import span_of, whole
from claims.desk.stale import sides
from claims.desk.steps import STEPS
from claims.models import Article, Claim


class WorkFilter(ChoiceFilter):
    title = _("work")
    parameter_name = "work"
    words = wording.WORK


class PublicFilter(ChoiceFilter):
    title = _("public")
    parameter_name = "public"
    words = wording.PUBLIC


class AssignedFilter(ChoiceFilter):
    title = _("assigned")
    parameter_name = "assigned"
    words = {"me": _("to me"), "nobody": _("to nobody")}

    def narrow(self, request, queryset, value):
        return queryset.filter(assigned_to=request.user if value == "me" else None)


class ClaimWaiting(WaitingFilter):
    words = waiting.words("claim")


class ClaimAdmin(DeskAdmin):
    names = (_("claim"), _("Claims"))
    empty = _("No claim here. Paste an article, or take a filter off.")
    list_display = ("label_shown", "speaker_name", "article_title", "work_word", "public_word", "person", "since")
    list_display_links = ("label_shown",)
    list_filter = (ClaimWaiting, WorkFilter, PublicFilter, AssignedFilter, ArticleFilter)
    search_fields = ("quote", "speaker__name", "article__title")
    ordering = ("-worked_at", "-pk")
    list_select_related = ("article", "speaker", "assigned_to", "newsroom")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(superseded_by=None)

    def get_ordering(self, request):
        """What waits to be accepted or dismissed: what most deserves checking first (claims.text.ranking)."""
        if request.GET.get(ClaimWaiting.parameter_name) == "curate":
            return ("-checkworthiness", "worked_at", "pk")
        return self.ordering

    def addresses(self):
        return [
            self.address("<int:pk>/do/<slug:verb>/", self.take_step, "step"),
            self.address("<int:pk>/edit/", self.edit, "edit"),
            self.address("<int:pk>/span/", self.span, "span"),
            self.address("<int:pk>/verdict/", self.verdict, "verdict"),
            self.address("<int:pk>/figures/<int:figure>/", self.figure, "figure"),
            self.address("<int:pk>/sources/add/", self.add_source, "add_source"),
            self.address("<int:pk>/sources/<int:source>/edit/", self.edit_source, "edit_source"),
            self.step("<int:pk>/sources/<int:source>/remove/", self.remove_source, "remove_source"),
            self.address("<int:pk>/sources/<int:source>/upload/", self.upload, "upload"),
            self.address("<int:pk>/sources/<int:source>/withhold/", self.withhold_source, "withhold_source"),
            self.address("<int:pk>/replies/<int:reply>/<slug:verb>/", self.reply, "reply"),
        ]

    # The list

    def label_shown(self, row):
        return wording.label_of(row)

    label_shown.short_description = _("Claim")

    def speaker_name(self, row):
        return row.speaker and row.speaker.name

    speaker_name.short_description = _("Speaker")

    def article_title(self, row):
        return Truncator(row.article.title).chars(48)

    article_title.short_description = _("Article")

    def work_word(self, row):
        return wording.WORK[row.work]

    work_word.short_description = _("Work")
    work_word.admin_order_field = "work"

    def public_word(self, row):
        return wording.PUBLIC[row.public]

    public_word.short_description = _("Public")
    public_word.admin_order_field = "public"

    def person(self, row):
        return row.assigned_to and row.assigned_to.shown_name()

    person.short_description = _("Assigned")

    def since(self, row):
        return timesince(row.worked_at, depth=1)

    since.short_description = _("Age")
    since.admin_order_field = "worked_at"

    # The page

    def page(self, request, row, status=200, bound=None, **context):
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
        return HttpResponseRedirect(f"{page_of(row)}#{name if '_reply-' not in name else 'replies'}")

    def refused(self, request, row, name, form, problem):
        """The page again, with the refusal beside what was typed, and after a lost race both texts side by side."""
        form.refuse(problem)
        row.refresh_from_db()
        stale = sides(fresh_form(name, row, form)) if isinstance(problem, Stale) else None
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

    # Sources

    def add_source(self, request, pk):
        if request.method != "POST":
            return self.back(request, pk)
        form = SourceForm(request.POST)

        def save(claim, form, **who):
            return sources.add(claim, **form.cleaned_data, **who)

        return self.attempt(request, pk, "source-new", form, save, gettext("The source is attached."))

    def edit_source(self, request, pk, source):
        if request.method != "POST":
            return self.back(request, pk)
        row = self.source(request, pk, source)

        def save(claim, form, **who):
            return sources.edit(row, **form.cleaned_data, **who)

        form = SourceForm(request.POST, source=row)
        return self.attempt(request, pk, f"source-{source}", form, save, gettext("Saved."))

    def withhold_source(self, request, pk, source):
        if request.method != "POST":
            return self.back(request, pk)
        row = self.source(request, pk, source)

        def save(claim, form, **who):
            reason = form.pair("reason")
            return sources.withhold(row, reason=reason if any(reason.values()) else None, **who)

        form = claim_page.withhold_form(row, request.POST)
        return self.attempt(request, pk, f"withhold-{source}", form, save, gettext("Saved."))

    def upload(self, request, pk, source):
        """A file becomes the copy of a source."""
        if request.method != "POST":
            return self.back(request, pk)
        row = self.source(request, pk, source)

        def save(claim, form, **who):
            file = form.cleaned_data["file"]
            return uploads.attach(row, name=file.name, data=file.read(), **who)

        form = UploadForm(request.POST, request.FILES, auto_id=f"upload-{source}-%s")
        return self.attempt(request, pk, f"upload-{source}", form, save, gettext("The file is kept."))

    def remove_source(self, request, pk, source):
        row = self.source(request, pk, source)

        def save(claim, form, **who):
            return sources.remove(row, **who)

        form = SourceForm({name: getattr(row, name) for name in SourceForm.base_fields}, source=row)
        return self.attempt(request, pk, f"source-{source}", form, save, gettext("Removed. It stays in the history."))

    def source(self, request, pk, source):
        found = self.find(request, pk).sources.filter(pk=source, removed_at=None).first()
        if found is None:
            raise Http404
        return found

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

    # Figures

    def figure(self, request, pk, figure):
        if request.method != "POST":
            return self.back(request, pk)
        row = self.find(request, pk).figures.filter(pk=figure).first()
        if row is None:
            raise Http404
        form = FigureForm(request.POST, figure=row)
        return self.attempt(request, pk, f"figure-{figure}", form, save_figure, gettext("Saved."))

    # The verdict

    def verdict(self, request, pk):
        """Saves the draft; with then=propose proposes it too; with then=preview only shows what it would look like."""
        if request.method != "POST":
            return self.back(request, pk)
        row = self.find(request, pk)
        form = VerdictForm(request.POST, claim=row, ratings=claim_page.ratings_of(row))
        then = request.POST.get("then")
        if then == "preview":
            return self.page(request, row, bound={"verdict": form}, preview=True)
        if then == "propose":
            return self.attempt(request, pk, "verdict", form, save_and_propose, STEPS["propose"].done)
        return self.attempt(request, pk, "verdict", form, save_verdict, gettext("Saved."))


def expected(request):
    """The claim's edit counter as the form saw it; None where the form did not say, -1 (never true) for nonsense."""
    value = request.POST.get("expected")
    number = whole(value)
    return -1 if value and number is None else number


@transaction.atomic
def save_claim(claim, form, *, by, expected):
    """Where the claim cannot be saved, a speaker whose name was new is not left behind."""
    return claims.edit(claim, by=by, expected=expected, **form.fields_for_action(by))


def save_verdict(claim, form, **who):
    return verdicts.save(claim, **form.fields_for_action(), **who)


def save_and_propose(claim, form, *, by, expected):
    saved = verdicts.save(claim, by=by, expected=expected, **form.fields_for_action())
    return verdicts.propose(saved, by=by, expected=saved.edit)


def span_saver(span):
    def save(claim, form, **who):
        if span is None:
            raise Unacceptable(
                _("These words are not in the text. Copy them from it to the letter."), field="words", code="words"
            )
        return claims.edit(claim, start=span[0], end=span[1], **who)

    return save


def moved_span(claim, move):
    """The span after "start-1", "start+1", "end-1" or "end+1": one word outwards or inwards. None for anything else."""
    step = {"+1": 1, "-1": -1}.get(move[-2:])
    content = claim.text.content
    if step is None or move[:-2] not in ("start", "end"):
        return None
    if move.startswith("start"):
        return marks.word_start(content, claim.start, step), claim.end
    return claim.start, marks.word_end(content, claim.end, step)


def near(claim, words):
    """Where `words` stand in the text: the one place that touches the present span, else all."""
    found = marks.occurrences(claim.text.content, words.replace("\r\n", "\n"))
    touching = [(a, b) for a, b in found if a < claim.end and b > claim.start]
    return touching if len(touching) == 1 else found


def fresh_form(name, claim, form):
    """The form that came back, with what is stored now as its initial values, for the comparison."""
    if name == "claim":
        return ClaimForm(form.data, claim=claim)
    if name == "verdict":
        return VerdictForm(form.data, claim=claim, ratings=claim_page.ratings_of(claim))
    if isinstance(form, (replies.AnswerForm, replies.EditForm)):
        form.reply.refresh_from_db()
        return type(form)(form.data, reply=form.reply)
    if isinstance(form, SourceForm) and form.source:
        form.source.refresh_from_db()
        return SourceForm(form.data, source=form.source)
    return form
