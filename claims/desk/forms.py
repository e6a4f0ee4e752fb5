"""What the desk's forms share: pairs of languages, dates as people write them, refusals shown at their field."""

import json
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit
from claims.models import words

DATE_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M"]


class DeskForm(forms.Form):
    """A form that can take an action's refusal, and lays `x_id`/`x_en`, and what belongs together, out as pairs."""

    use_required_attribute = False
    together = ()  # (field, field) that share a line

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def rows(self):
        """The visible fields for the template: a list of [field] or [field in Indonesian, field in English]."""
        rows = []
        for field in self.visible_fields():
            stem, _dash, code = field.name.rpartition("_")
            before = rows[-1][0].name if rows else ""
            if (code == "en" and before == f"{stem}_id") or (before, field.name) in self.together:
                rows[-1].append(field)
            else:
                rows.append([field])
        return rows

    def pair(self, name):
        """The cleaned {"id", "en"} of two fields."""
        return words(self.cleaned_data[f"{name}_id"], self.cleaned_data[f"{name}_en"])

    def refuse(self, problem):
        """Shows what an action refused, at the field it names where this form has it."""
        named = getattr(problem, "field", None)
        field = next((name for name in (named, f"{named}_id") if name in self.fields), None)
        for sentence in problem.problems:
            self.add_error(field, sentence)


class RowForm(DeskForm):
    """A form over one row that two people may have open at once; for a new row `row` is None.

    A hidden field carries what the form was filled with (`seen`, as an audit entry writes values), so that only what
    the person changed is sent to the action, which refuses where somebody else changed the same.
    """

    def __init__(self, data=None, *, row=None, **kwargs):
        stored = {name: self.stored(row, name) for name in self.base_fields} if row else {}
        if row:
            kwargs["initial"] = {name: "" if value is None else value for name, value in stored.items()}
        super().__init__(data, **kwargs)
        self.seen = {name: audit.plain(value) for name, value in stored.items()}
        if data is not None and row:
            self.seen = read_seen(data.get("seen", ""), self.seen)

    @classmethod
    def stored(cls, row, name):
        """What `row` holds for the field `name`."""
        return getattr(row, name)

    @property
    def seen_text(self):
        """The value of the hidden field; empty for a new row."""
        return json.dumps(self.seen) if self.seen else ""

    def changes(self):
        """The cleaned values that differ from what the form was filled with."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.seen or not audit.same(value, self.seen[name])
        }

    def again(self, row):
        """After a refusal as stale: what the person changed stays, all else is what `row` holds now."""
        now, data = type(self)(row=row), self.data.copy()
        for name in set(self.fields) - set(self.changes()):
            put(data, name, now[name])
        data["seen"] = now.seen_text
        return type(self)(data, row=row, auto_id=self.auto_id)


def read_seen(text, fields):
    """The hidden field as a dict with keys out of `fields`; a form without it saw nothing."""
    try:
        seen = json.loads(text)
    except ValueError:
        return {}
    return {name: seen[name] for name in fields if name in seen} if isinstance(seen, dict) else {}


def put(data, name, shown):
    """Writes what an unbound field shows into `data`, as a browser would send it."""
    value = shown.field.widget.format_value(shown.value())
    if getattr(shown.field.widget, "allow_multiple_selected", False):
        data.setlist(name, value)
        return
    value = value[0] if isinstance(value, list) and value else value
    if getattr(shown.field.widget, "input_type", "") == "checkbox":
        value = "on" if shown.value() else None
    if value in (None, []):
        data.pop(name, None)
    else:
        data[name] = value


class DateField(forms.DateField):
    """A day, written 31/12/2024 or 2024-12-31; shown as people here write it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("For example 27/11/2024"))
        super().__init__(
            input_formats=DATE_FORMATS,
            widget=forms.DateInput(format="%d/%m/%Y", attrs={"autocomplete": "off", "class": "short"}),
            error_messages={"invalid": _("There is no such date. Write it as day/month/year, for example 27/11/2024.")},
            **kwargs,
        )


class MomentField(forms.Field):
    """A date and time of the newsroom's zone (`zone`, set by the form), cleaned to an aware datetime."""

    zone = None
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "short"})

    def to_python(self, value):
        value = (value or "").strip()
        if not value:
            return None
        for pattern in MOMENT_FORMATS:
            try:
                return timezone.make_aware(datetime.strptime(value, pattern), self.zone)  # noqa: DTZ007
            except ValueError:
                continue
        raise forms.ValidationError(_("There is no such time. Write it as day/month/year hour:minute."))


class TextField(forms.CharField):
    """A text with the line ends that the text had before a browser sent it."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class TextArea(forms.Textarea):
    def __init__(self, rows=3, **attrs):
        super().__init__({"rows": rows, **attrs})


def text_field(label, *, rows=0, length=None, required=False, **rest):
    """A line, or an area of `rows` lines, of at most `length` characters."""
    widget = TextArea(rows) if rows else forms.TextInput()
    return TextField(label=label, widget=widget, max_length=length, required=required, **rest)


def pair_fields(label, *, rows=0, length=None):
    """Two fields for one text in Indonesian and in English: `label_id, label_en = pair_fields(…)`."""
    sides = (("id", _("Indonesian")), ("en", _("English")))
    return tuple(PairText(label=label, language=word, code=code, rows=rows, max_length=length) for code, word in sides)


class PairText(TextField):
    """One side of a text in two languages; `language` is the word for the side, `code` its lang attribute."""

    def __init__(self, *, language, code, rows=0, **kwargs):
        self.language = language
        attrs = {"lang": code}
        kwargs["widget"] = TextArea(rows, **attrs) if rows else forms.TextInput(attrs)
        super().__init__(required=False, **kwargs)
