"""What a reader looks for: the search form, and the claims that it means."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

from claims.shown.tags import chosen
from claims.text.tokens import tokens

LONGEST = 200  # characters of a query
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]


def choice(label, every):
    unknown = _("Nothing that is published goes by this. Choose from the list.")
    return forms.ChoiceField(label=label, required=False, error_messages={"invalid_choice": unknown}), every


def day(label):
    wrong = _("There is no such date. Write it as day/month/year, for example 27/11/2024.")
    widget = forms.DateInput(format="%Y-%m-%d")
    widget.input_type = "date"
    bounds = [validators.MinValueValidator(FIRST, wrong), validators.MaxValueValidator(LAST, wrong)]
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DATES,
        widget=widget,
        validators=bounds,
        error_messages={"invalid": wrong},
    )


class Asked(forms.Form):
    """A search. `names` (claims.site.names) has what can be chosen, `zone` is the one that days are counted in."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("Words or figures"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    verdict, any_verdict = choice(_("Verdict"), _("every verdict"))
    speaker, any_speaker = choice(_("Speaker"), _("every speaker"))
    event, any_event = choice(_("Event"), _("every event"))
    topic, any_topic = choice(_("Topic"), _("every topic"))
    language, any_language = choice(_("Language of the claim"), _("every language"))
    since = day(_("Published from"))
    until = day(_("Published until"))

    def __init__(self, data, names, zone):
        super().__init__(data, auto_id="search-%s", label_suffix="")
        self.zone = zone
        verdicts = {slug: chosen(label)[0] for slug, label in names.verdicts.items()} | {"held": _("Under review")}
        topics = {slug: chosen(label)[0] or slug for slug, label in names.topics.items()}
        languages = {"id": _("Indonesian"), "en": _("English")}
        given = {"verdict": verdicts, "speaker": names.speakers, "event": names.events, "topic": topics}
        for name, called in (given | {"language": languages}).items():
            self.fields[name].choices = [("", getattr(self, f"any_{name}")), *called.items()]

    def clean_q(self):
        typed = self.cleaned_data["q"]
        if typed and not tokens(typed):
            raise forms.ValidationError(_("Write words or figures: there is none in this."))
        return typed

    def clean(self):
        for name in {"since", "until"} & set(self.errors):  # a field for dates shows nothing of what is none
            self.fields[name].widget.input_type = "text"
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day is before the first."))

    @property
    def words(self):
        """The normalised words asked for, each once."""
        return list(dict.fromkeys(tokens(self.cleaned_data["q"])))

    @property
    def filters(self):
        """[(label, what was chosen)] of the fields set beside the words; a date as a date."""
        set_ = [(self[name], value) for name, value in self.cleaned_data.items() if value and name != "q"]
        return [(field.label, dict(getattr(field.field, "choices", ())).get(value, value)) for field, value in set_]

    @property
    def query(self):
        """What was asked as the query of an address, without empty fields and without the page."""
        return urlencode({name: str(value) for name, value in self.cleaned_data.items() if value})

    def among(self, publications):
        """Those of the public claims `publications` that this search means."""
        asked = self.cleaned_data
        held = {"status": "held"} if asked["verdict"] == "held" else {"verdict": asked["verdict"]}
        narrowing = (
            (asked["verdict"], held),
            (asked["speaker"], {"speaker_ref": asked["speaker"]}),
            (asked["event"], {"event_ref": asked["event"]}),
            (asked["language"], {"language": asked["language"]}),
            (asked["since"], {"published_at__gte": self.midnight(asked["since"])}),
            (asked["until"], {"published_at__lt": self.midnight(asked["until"], 1)}),
        )
        for value, condition in narrowing:
            publications = publications.filter(**condition) if value else publications
        publications = publications.on_topic(asked["topic"]) if asked["topic"] else publications
        return publications.matching(self.words)

    def midnight(self, day, days=0):
        """The first moment of `day`, or of so many `days` later."""
        return day and datetime.combine(day + timedelta(days), time.min, self.zone)
