"""Forms of the claim's page and card, which two people may have open at once: what each was filled with goes with it.

A hidden field (`seen`) holds the values as a browser sends them, so that it is known which fields the person touched:
here after a lost race, in static/desk/unsaved.js before the page is left.
"""

import json

from django import forms

from claims.desk.forms import DeskForm, put, read_seen


class SeenForm(DeskForm):
    """A form that knows what the person saw. `anew(data)` of a form over stored words reads them again."""

    as_sent = True  # its hidden values are as a browser sends them

    @property
    def seen(self):
        """{field: value} that the form was filled with; of a form that came back, what it says it was filled with."""
        if self.is_bound:
            return read_seen(self.data.get("seen", ""), self.fields)
        return {name: filled(self[name]) for name in self.fields}

    @property
    def seen_text(self):
        """The value of the hidden field; empty where the form asks nothing."""
        return json.dumps(self.seen) if self.seen else ""

    def touched(self):
        """The names of the fields that the person changed; of a form that saw nothing, all that it sends."""
        seen = self.seen
        return {
            name
            for name, field in self.fields.items()
            if not field.widget.value_omitted_from_data(self.data, self.files, name)
            and (name not in seen or plain(self[name].data) != seen[name])
        }

    def anew(self, data=None):
        """The same form, over what is stored now where it is over something stored."""
        return None

    def again(self):
        """After a refusal as stale: what the person touched stays, all else is what is stored now."""
        now = self.anew()
        if now is None:
            return self
        data = self.data.copy()
        for name in set(self.fields) - self.touched():
            put(data, name, now[name])
        data["seen"] = now.seen_text
        return self.anew(data)


def filled(shown):
    """What a browser sends of an untouched field."""
    widget, value = shown.field.widget, shown.field.prepare_value(shown.initial)
    if isinstance(widget, forms.CheckboxInput):
        return bool(value)
    value = widget.format_value(value)
    if isinstance(value, list) and not widget.allow_multiple_selected:
        value = value[0] if value else ""
    return plain(value)


def plain(value):
    """A sent value as JSON holds it: several in order, a text with plain line ends, nothing as an empty text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (list, tuple)):
        return sorted(str(one) for one in value)
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
