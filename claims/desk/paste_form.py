"""The fields of the paste form, and the checks of what came: each wrong thing told at its field, all at once."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import articles, reading, versions
from claims.actions.refusals import Unacceptable
from claims.desk import wording
from claims.desk.forms import DateField, DeskForm, TextArea, text_field
from claims.models import Event, Intake
from claims.shown import notation
from claims.text import formats

FILE_LIMIT = formats.MAX_BYTES
ACCEPTED = ".txt,.html,.htm,.docx,.pdf,.vtt,.srt"
NOT_DETAILS = ("text", "file", "intake", "anyway")
PROPOSED = ("title", "publisher", "published_on")  # what a document may say of itself


class RawText(forms.Field):
    """The pasted words to the letter: nothing stripped, nothing checked here."""

    widget = TextArea(18, spellcheck="false")

    def to_python(self, value):
        return value or ""


class Upload(forms.Field):
    """A file of any kind: what it is, its readers find out. Too large a one is refused before it is looked at."""

    widget = forms.FileInput({"accept": ACCEPTED})

    def clean(self, upload):
        if upload and upload.size > FILE_LIMIT:
            size = filesizeformat(upload.size)
            raise forms.ValidationError(
                _("The file is too large (%(size)s) and was not kept. Upload the part with the article."),
                params={"size": size},
            )
        return upload


class PasteForm(DeskForm):
    """`way` is how the text comes; `intake` what was received, set before the form is checked."""

    title = text_field(_("Title"), length=300, help_text=_("Of a file or page: left empty, its own title is taken."))
    file = Upload(
        label=_("From a file"),
        required=False,
        help_text=_("Plain text, Word (.docx), PDF, HTML or subtitles (.vtt, .srt), up to 25 MB."),
    )
    url = text_field(
        _("Address"), length=500, help_text=_("Where the original stands, beginning with http:// or https://")
    )
    text = RawText(
        label=_("Or the text itself"),
        required=False,
        help_text=_("The article or transcript, as plain text, up to 5 MB."),
    )
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
    intake = forms.CharField(required=False, widget=forms.HiddenInput)
    anyway = forms.BooleanField(label=_("Take it in anyway: it is a text of its own"), required=False)

    def __init__(self, *args, newsroom, way=Intake.Way.PASTE, **kwargs):
        super().__init__(*args, **kwargs)
        self.newsroom, self.way = newsroom, way
        self.intake = self.read = self.version = None
        self.known, self.code, self.told = None, "form", None
        self.fields["event"].queryset = Event.objects.filter(newsroom=newsroom).order_by("-held_on", "title")

    @property
    def place(self):
        """The field at which something wrong with the text itself is told."""
        return {"paste": "text", "file": "file", "address": "url"}[self.way]

    def clean(self):
        data = self.cleaned_data
        if "url" in data:
            self.ask(articles.check_details, title="-", url=data["url"])
        if "published_on" in data:
            self.ask(articles.check_details, title="-", published_on=data["published_on"])
        if self.intake:
            self.read = self.ask(reading.of, self.intake)
            self.check_text(data)
        self.check_title(data)
        return data

    def check_title(self, data):
        """A title is needed, be it the document's: not yet asked for where there is none that could be read."""
        if "title" not in data or (self.way != Intake.Way.PASTE and not self.read and not data["title"]):
            return
        title = data["title"] or (self.read and self.read.title)
        if not title:
            self.add_error("title", forms.Field.default_error_messages["required"])
        else:
            self.ask(articles.check_details, title=title)

    def check_text(self, data):
        if self.way == Intake.Way.FILE and data.get("text", "").strip():
            self.add_error(
                "file",
                _("There is a text in the form as well. Empty it to take the file in; the file is kept."),
            )
            return
        if not self.read or self.ask(articles.refuse_duplicate, self.newsroom, self.read.content) is False:
            return
        self.version = versions.nearest(self.newsroom, self.read.content)
        if self.version and not data.get("anyway"):
            self.known, self.code = self.version.article, "alike"
            self.add_error("anyway", version_in_words(self.version))

    def ask(self, check, *args, **kwargs):
        """What the action's own check gives; False where it refuses, which is told at the field."""
        try:
            return check(*args, **kwargs)
        except Unacceptable as problem:
            self.known, self.code, self.told = problem.article or self.known, problem.code, problem.words
            problem.field = self.place if problem.field == "text" else problem.field
            self.refuse(problem)
            return False

    def problem(self):
        """What is wrong, as the code that the intake keeps (a key of wording.PROBLEMS)."""
        return self.code if set(self.errors) in ({self.place}, {"anyway"}) else "form"

    def details(self):
        return {name: value for name, value in self.cleaned_data.items() if name not in NOT_DETAILS}

    def propose(self):
        """Shows in the empty fields what the document says of itself."""
        if not self.read or not self.is_bound:
            return
        self.data = self.data.copy()
        for name in PROPOSED:
            if not self.data.get(name) and getattr(self.read, name):
                self.data[name] = self.fields[name].prepare_value(self.shown(name))

    def shown(self, name):
        value = getattr(self.read, name)
        return value.strftime("%d/%m/%Y") if name == "published_on" else value


def version_in_words(version):
    """What is here already, how alike it is, who brought it and when."""
    article = version.article
    return gettext("This looks like “%(title)s” (%(share)d%% the same), added by %(who)s on %(when)s.") % {
        "title": article.title,
        "share": version.percent,
        "who": article.created_by.shown_name(),
        "when": notation.moment(article.created_at, article.newsroom.zone()),
    }


def sendable():
    """Bytes of a text that the server would look at at all."""
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 1_000_000
