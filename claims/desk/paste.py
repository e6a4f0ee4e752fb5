"""The paste form: an article or a transcript comes in, and whatever is wrong with it, what was pasted is kept."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import articles, intakes
from claims.actions.refusals import Refused, Unacceptable
from claims.desk import wording
from claims.desk.base import newsroom_of, page_of, status_of
from claims.desk.forms import DateField, DeskForm, TextArea, text_field
from claims.desk.numbers import whole
from claims.models import Event, Intake

SENDABLE = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 1_000_000  # bytes that the server would look at at all
FIELDS = ("title", "url", "publisher", "published_on", "event", "language", "display")


class RawText(forms.Field):
    """The pasted words to the letter: nothing stripped, nothing checked here."""

    widget = TextArea(18, spellcheck="false")

    def to_python(self, value):
        return value or ""


class PasteForm(DeskForm):
    title = text_field(_("Title"), length=300, required=True)
    text = RawText(
        label=_("Text"), required=False, help_text=_("The article or transcript, as plain text, up to 5 MB.")
    )
    url = text_field(_("Address"), length=500, help_text=_("Where the original stands, beginning with https://"))
    publisher = text_field(_("Publisher"), length=200, help_text=_("Empty for our own texts."))
    published_on = DateField(label=_("Published on"))
    event = forms.ModelChoiceField(
        Event.objects.none(), label=_("Debate or event"), required=False, empty_label=_("none")
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=wording.choices(wording.LANGUAGES, _("found from the text"))
    )
    display = forms.ChoiceField(
        label=_("What readers see of the text"),
        required=False,
        choices=wording.choices(wording.DISPLAYS, _("decided by the publisher")),
        help_text=_("Decided by the publisher: our own texts whole, of others the sentences around each claim."),
    )

    def __init__(self, *args, newsroom, **kwargs):
        super().__init__(*args, **kwargs)
        self.newsroom = newsroom
        self.known, self.code = None, "form"
        self.fields["event"].queryset = Event.objects.filter(newsroom=newsroom).order_by("-held_on", "title")

    def clean(self):
        """Asks the actions' own checks, each for its field, so that everything wrong is told at once."""
        data = self.cleaned_data
        if "title" in data:
            self.ask(articles.check_details, title=data["title"])
        if "url" in data:
            self.ask(articles.check_details, title="-", url=data["url"])
        if "published_on" in data:
            self.ask(articles.check_details, title="-", published_on=data["published_on"])
        content = self.ask(articles.readable, data["text"].encode("utf-8", "surrogatepass"))
        if content:
            self.ask(articles.refuse_duplicate, self.newsroom, content)
        return data

    def ask(self, check, *args, **kwargs):
        try:
            return check(*args, **kwargs)
        except Unacceptable as problem:
            self.known, self.code = problem.article or self.known, problem.code
            self.refuse(problem)

    def problem(self):
        """What is wrong, as the code that the intake keeps (a key of wording.PROBLEMS)."""
        return self.code if set(self.errors) == {"text"} else "form"


def paste(admin, request):
    """GET: the empty form, or a paste taken up again (?intake=). POST: stores what was pasted, then checks it."""
    newsroom = newsroom_of(request.user)
    if request.method == "POST":
        return receive(admin, request, newsroom)
    again = Intake.objects.filter(pk=whole(request.GET.get("intake")), newsroom=newsroom).first()
    form = PasteForm(newsroom=newsroom, initial=taken_up(again) if again else {})
    return show(admin, request, form, again=again)


def taken_up(intake):
    """A stored paste as the form's initial values."""
    fields = {name: value for name, value in intake.fields.items() if value != "None"}
    return {**fields, "text": bytes(intake.body).decode("utf-8", "replace")}


def receive(admin, request, newsroom):
    form = PasteForm(request.POST, newsroom=newsroom)
    body = request.POST.get("text", "").encode("utf-8", "surrogatepass")
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    try:
        intake = intakes.receive(by=request.user, newsroom=newsroom, body=body, fields=typed)
    except Refused as problem:
        form.is_valid()
        form.refuse(problem)
        return show(admin, request, form, status=status_of(problem))
    if not form.is_valid():
        intakes.refuse(intake, form.problem())
        return show(admin, request, form, kept=intake, status=422)
    return submit(admin, request, form, intake, body)


def submit(admin, request, form, intake, body):
    details = {name: value for name, value in form.cleaned_data.items() if name != "text"}
    try:
        article = articles.submit(by=request.user, newsroom=form.newsroom, body=body, intake=intake, **details)
    except Refused as problem:
        form.known = getattr(problem, "article", None)
        form.refuse(problem)
        return show(admin, request, form, kept=intake, status=status_of(problem))
    messages.success(request, gettext("The text is stored and is being split into claims."))
    return HttpResponseRedirect(page_of(article))


def show(admin, request, form, status=200, **context):
    known = form.known and format_html('<a href="{}">{}</a>', page_of(form.known), form.known.title)
    context = {"form": form, "known": known, "title": gettext("Paste an article"), "limit": SENDABLE, **context}
    return admin.shown(request, "desk/paste.html", status=status, **context)
