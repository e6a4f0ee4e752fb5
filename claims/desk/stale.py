"""After somebody else saved first: what is stored now beside what was typed."""

from django.utils.translation import gettext

from claims.actions.refusals import Stale
from claims.desk.differences import runs
from claims.desk.forms import RowForm
from claims.desk.numbers import whole
from claims.desk.seen import SeenForm


def refused(form, row, problem):
    """A form as it goes back to the person after `problem`, and the sides to compare.

    The sides are None unless it was stale and a form that knows what the person saw. `row` is read anew.
    """
    row.refresh_from_db()
    stale = isinstance(problem, Stale) and isinstance(form, (RowForm, SeenForm))
    if stale:
        form = form.again(row) if isinstance(form, RowForm) else form.again()
    form.refuse(problem)
    return form, sides(form) if stale else None


def expected(request):
    """The claim's edit counter as the form saw it; -1, which is never true, where the form says none or nonsense."""
    number = whole(request.POST.get("expected"))
    return -1 if number is None else number


def sides(form):
    """After somebody else saved first: (label, runs, stored, typed) of each field that differs."""
    rows = []
    for name, field in form.fields.items():
        stored = said(field, form.get_initial_for_field(field, name))
        typed = said(field, form[name].value())
        if stored != typed:
            language = getattr(field, "language", None)
            rows.append(
                (f"{field.label} ({language})" if language else field.label, runs(stored, typed), stored, typed)
            )
    return rows


def said(field, value):
    """A field's value as the person reads it."""
    if isinstance(value, (list, tuple)):
        return ", ".join(sorted(said(field, one) for one in value))
    choices = getattr(field, "choices", None)
    words = {str(key): str(label) for key, label in choices} if choices else {}
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    text = "" if value is None else str(field.prepare_value(value) if not hasattr(value, "strftime") else value)
    text = value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else text
    return words.get(text, text.replace("\r\n", "\n"))
