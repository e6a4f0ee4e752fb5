"""The forms of a claim's page: what is asserted and by whom, its sources, its verdict."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions import speakers
from claims.actions.refusals import Unacceptable
from claims.desk import wording
from claims.desk.forms import DateField, pair_fields, text_field
from claims.desk.seen import SeenForm
from claims.models import Source, Speaker, Topic

NUMBERED = re.compile(r"^(.*\S)\s+#(\d+)$")


class ClaimForm(SeenForm):
    together = (("speaker", "mode"), ("said_on", "place"), ("attribution_url", "attribution_at"))

    label_id, label_en = pair_fields(_("Label"), length=200)
    statement_id, statement_en = pair_fields(_("Statement"), rows=3, length=2000)
    speaker = text_field(
        _("Speaker"), length=200, help_text=_("A name on the list, a new name, or empty for nobody named.")
    )
    mode = forms.ChoiceField(label=_("Wording"), choices=wording.choices(wording.MODES))
    role_id, role_en = pair_fields(_("Role in which they spoke"), length=200)
    said_on = DateField(label=_("Said on"))
    place = text_field(_("Place"), length=200)
    attribution = forms.ChoiceField(
        label=_("How sure is it that they said it?"),
        choices=wording.choices(wording.ATTRIBUTIONS),
        widget=forms.RadioSelect,
    )
    attribution_url = text_field(_("Address of the recording"), length=500)
    attribution_at = text_field(_("Time code"), length=12, help_text=_("For example 01:12:07"))
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, claim, **kwargs):
        super().__init__(data, initial=self.from_claim(claim), auto_id="claim-%s", **kwargs)
        self.claim = claim
        for code in claim.translated:
            for name in ("label", "statement"):
                field = self.fields[f"{name}_{code}"]
                field.language = _("%(language)s, by the machine") % {"language": field.language}
        self.fields["speaker"].widget.attrs |= {"list": "speakers", "autocomplete": "off"}
        if not Topic.objects.exists():
            del self.fields["topics"]

    def anew(self, data=None):
        self.claim.refresh_from_db()
        return ClaimForm(data, claim=self.claim)

    @staticmethod
    def from_claim(claim):
        pairs = {
            f"{name}_{code}": getattr(claim, name).get(code) or ""
            for name in ("label", "statement", "role")
            for code in ("id", "en")
        }
        plain = ("mode", "said_on", "place", "attribution", "attribution_url", "attribution_at")
        return {
            **pairs,
            **{name: getattr(claim, name) for name in plain},
            "speaker": claim.speaker.name if claim.speaker else "",
            "topics": list(claim.topics.values_list("pk", flat=True)),
        }

    def clean_attribution_url(self):
        url = self.cleaned_data["attribution_url"]
        if url and not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("The address must begin with http:// or https://."))
        return url

    def fields_for_action(self, by):
        """The keyword arguments of `claims.edit`. Creates the speaker where the name is new; may raise Refused."""
        data = dict(self.cleaned_data)
        plain = ("mode", "said_on", "place", "attribution", "attribution_url", "attribution_at")
        fields = {name: data[name] for name in plain}
        fields |= {name: self.pair(name) for name in ("label", "statement", "role")}
        fields["speaker"] = speaker_called(data["speaker"], self.claim, by)
        return fields | ({"topics": data["topics"]} if "topics" in data else {})


def speaker_called(name, claim, by):
    """The speaker that the typed `name` means: the present one, a known one, "Name #12" by its number, or a new one."""
    if not name:
        return None
    if claim.speaker and name == claim.speaker.name:
        return claim.speaker
    numbered = NUMBERED.match(name)
    if numbered:
        found = Speaker.objects.filter(newsroom=claim.newsroom, pk=int(numbered[2])).first()
        if found and found.name == numbered[1]:
            return found.current()
    known = list(Speaker.objects.named(claim.newsroom, name)[:6])
    if len(known) > 1:
        names = ", ".join(f"{one.name} #{one.pk}" for one in known)
        raise Unacceptable(
            _("Several speakers are called so: %(names)s. Write one of these with its number.") % {"names": names},
            field="speaker",
            code="speaker",
        )
    return known[0] if known else speakers.create(by=by, newsroom=claim.newsroom, name=name)


def speaker_names(claim):
    """Names to suggest: those of this article first, then the newsroom's, 300 at most."""
    here = Speaker.objects.filter(claim__article=claim.article_id, merged_into=None).distinct()
    rest = Speaker.objects.filter(newsroom=claim.newsroom_id, merged_into=None).order_by("name")[:300]
    return list(dict.fromkeys([*here.values_list("name", flat=True), *rest.values_list("name", flat=True)]))[:300]


class SourceForm(SeenForm):
    together = (("kind", "stance"), ("title", "url"), ("publisher", "published_on"))

    kind = forms.ChoiceField(label=_("Kind"), choices=wording.choices(wording.SOURCE_KINDS), initial=Source.Kind.WEB)
    stance = forms.ChoiceField(
        label=_("What it does to the claim"), choices=wording.choices(wording.STANCES, _("choose"))
    )
    title = text_field(_("Title"), length=300, required=True)
    url = text_field(_("Address"), length=1000)
    publisher = text_field(_("Publisher"), length=200)
    published_on = DateField(label=_("Published on"))
    as_of = text_field(_("As of"), length=80, help_text=_("The time its figures speak of, for example 2023"))
    excerpt = text_field(_("Quoted passage"), rows=3)

    def __init__(self, data=None, *, source=None, **kwargs):
        initial = {name: getattr(source, name) for name in SourceForm.base_fields} if source else None
        kwargs.setdefault("auto_id", f"source-{source.pk if source else 'new'}-%s")
        super().__init__(data, initial=initial, **kwargs)
        self.source = source

    def anew(self, data=None):
        if self.source:
            self.source.refresh_from_db()
        return SourceForm(data, source=self.source)


class VerdictForm(SeenForm):
    rating = forms.ModelChoiceField(None, label=_("Verdict"), required=False, empty_label=None)
    summary_id, summary_en = pair_fields(_("Summary"), rows=3, length=600)
    explanation_id, explanation_en = pair_fields(_("Explanation"), rows=12)
    machine_id, machine_en = (
        forms.BooleanField(label=_("Machine translation, not yet confirmed"), required=False) for _side in range(2)
    )
    precedent_note = text_field(
        _("Why it differs from an earlier verdict"),
        rows=3,
        length=2000,
        help_text=_("Needed where the verdict is another one. It stays with the newsroom."),
    )
    material = forms.TypedChoiceField(
        label=_("Kind of correction"),
        required=False,
        coerce=lambda value: value == "yes",
        choices=(
            ("no", _("Minor: readers believe the same")),
            ("yes", _("Material: readers should believe otherwise")),
        ),
        widget=forms.RadioSelect,
    )
    note_id, note_en = pair_fields(_("Public note of the correction"), rows=2, length=1000)

    def __init__(self, data=None, *, claim, ratings, **kwargs):
        draft = claim.draft
        super().__init__(data, initial=self.from_draft(draft), auto_id="verdict-%s", **kwargs)
        self.claim, self.ratings = claim, ratings
        self.fields["rating"].queryset = ratings
        self.correction = draft is not None and draft.version > 1
        if not self.correction:
            for name in ("material", "note_id", "note_en"):
                del self.fields[name]

    def anew(self, data=None):
        self.claim.refresh_from_db()
        return VerdictForm(data, claim=self.claim, ratings=self.ratings)

    @staticmethod
    def from_draft(draft):
        if draft is None:
            return {}
        pairs = {"summary": draft.summary, "explanation": draft.explanation, "note": draft.correction_note}
        texts = {f"{name}_{code}": pair.get(code) or "" for name, pair in pairs.items() for code in ("id", "en")}
        texts |= {f"machine_{code}": code in draft.translated for code in ("id", "en")}
        plain = {"rating": draft.rating_id, "precedent_note": draft.precedent_note}
        return {**plain, "material": "yes" if draft.material else "no", **texts}

    def fields_for_action(self):
        """The keyword arguments of `verdicts.save`."""
        data = {
            "rating": self.cleaned_data["rating"],
            "summary": self.pair("summary"),
            "explanation": self.pair("explanation"),
            "translated": {code for code in ("id", "en") if self.cleaned_data[f"machine_{code}"]},
        }
        if "precedent_note" in self.data:  # a page without precedents does not ask for it
            data["precedent_note"] = self.cleaned_data["precedent_note"]
        if self.correction:
            data["correction"] = {"material": bool(self.cleaned_data["material"]), "note": self.pair("note")}
        return data


class WithholdForm(SeenForm):
    """Why readers do not see a source; empty shows it again."""

    reason_id, reason_en = pair_fields(_("Reason that readers see"), length=300)

    def __init__(self, data=None, *, source):
        reason = source.withheld or {}
        initial = {f"reason_{code}": reason.get(code) or "" for code in ("id", "en")}
        super().__init__(data, initial=initial, auto_id=f"withhold-{source.pk}-%s")
        self.source = source

    def anew(self, data=None):
        self.source.refresh_from_db()
        return WithholdForm(data, source=self.source)


class SpanForm(SeenForm):
    words = text_field(_("Exact words"), rows=3, required=True)
