"""The people of the newsroom and their roles, managed by superusers through the actions; nobody is ever deleted."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.admin import GroupAdmin
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import invitations, people
from claims.actions.refusals import Refused
from claims.desk import history, wording
from claims.desk.base import DeskAdmin, newsroom_of, page_of, status_of
from claims.desk.forms import DeskForm, RowForm, text_field
from claims.desk.stale import refused
from claims.models import Newsroom, User
from claims.workflow import Role


def password_field():
    widget = forms.PasswordInput({"autocomplete": "new-password", "class": "short"})
    return forms.CharField(label=_("Password"), strip=False, widget=widget)


def roles_field():
    choices = [(str(role), words) for role, words in wording.ROLES.items()]
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=_("Roles"), choices=choices, required=False, widget=widget)


def superuser_field():
    return forms.BooleanField(label=_("Superuser: holds all roles and manages people"), required=False)


class PersonForm(RowForm):
    together = (("first_name", "last_name"),)

    username = text_field(_("User name"), length=150, required=True)
    first_name = text_field(_("First name"), length=150)
    last_name = text_field(_("Last name"), length=150)
    email = text_field(_("E-mail"), length=254)
    newsroom = forms.ModelChoiceField(
        Newsroom.objects.order_by("name"), label=_("Newsroom"), required=False, empty_label=_("none")
    )


class NewPersonForm(PersonForm):
    password = password_field()
    roles = roles_field()
    superuser = superuser_field()


class InvitationForm(PersonForm):
    email = forms.EmailField(label=_("E-mail"), max_length=254, help_text=_("The link for their password goes there."))
    roles = roles_field()


class RolesForm(DeskForm):
    roles = roles_field()
    superuser = superuser_field()

    def __init__(self, data=None, *, person, **kwargs):
        held = [group.name for group in person.groups.all()]
        super().__init__(data, initial={"roles": held, "superuser": person.is_superuser}, **kwargs)


class PasswordForm(DeskForm):
    password = password_field()

    def __init__(self, data=None, *, person, **kwargs):
        super().__init__(data, **kwargs)


class PlainForm(DeskForm):
    def __init__(self, data=None, *, person, **kwargs):
        super().__init__(data, **kwargs)


class ReasonForm(PlainForm):
    reason = text_field(_("Why"), rows=2, required=True)


@dataclass(frozen=True)
class Deed:
    """What can be done to a person: `word` on the button, `help` beside it, `act(person, by=, **fields)`."""

    verb: str
    word: object
    form: type
    act: object
    done: object
    help: object = ""
    grave: bool = False


DEEDS = {
    deed.verb: deed
    for deed in (
        Deed("set_roles", _("Set the roles"), RolesForm, people.set_roles, _("Saved.")),
        Deed(
            "set_password", _("Set a password"), PasswordForm, people.set_password, _("The password is set."),
            _("They are signed out everywhere."),
        ),
        Deed(
            "invite_again", _("Send the invitation again"), PlainForm, invitations.invite_again,
            _("The invitation is on its way."),
        ),
        Deed(
            "deactivate", _("Deactivate"), ReasonForm, people.deactivate, _("Deactivated and signed out."),
            _("They can no longer enter the desk. What they did stays under their name."), True,
        ),
        Deed("reactivate", _("Reactivate"), PlainForm, people.reactivate, _("Reactivated.")),
        Deed(
            "pseudonymise", _("Pseudonymise"), ReasonForm, people.pseudonymise, _("Pseudonymised."),
            _("For good: name, e-mail, roles and password are deleted. What they did stays, under a number."), True,
        ),
    )
}  # fmt: skip


def offered(person, bound=None):
    """The deeds open on a person, each with its form; `bound` is (verb, form) that came back."""
    shut = {"deactivate"} if not person.is_active else {"reactivate"}
    shut |= set() if invitations.invited(person) else {"invite_again"}
    verbs = set() if person.pseudonymised_at else set(DEEDS) - shut
    verb_bound, form_bound = bound or (None, None)
    return [
        {
            "deed": deed,
            "form": form_bound if deed.verb == verb_bound else deed.form(person=person, auto_id=f"{deed.verb}-%s"),
            "open": deed.verb == verb_bound,
        }
        for deed in DEEDS.values()
        if deed.verb in verbs | {verb_bound}
    ]


class PeopleAdmin(DeskAdmin):
    names = (_("person"), _("People"))
    list_display = ("called", "full_name", "role_words", "standing")
    list_display_links = ("called",)
    search_fields = ("username", "first_name", "last_name")
    ordering = ("-is_active", "username")

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_superuser

    def has_add_permission(self, request):
        return self.has_view_permission(request)

    def get_queryset(self, request):
        return User.objects.order_by(*self.ordering).prefetch_related("groups")

    def addresses(self):
        return [
            self.address("add/", self.add, "add"),
            self.address("invite/", self.invite, "invite"),
            self.address("<int:pk>/describe/", self.describe, "describe"),
            self.address("<int:pk>/do/<slug:verb>/", self.do, "do"),
        ]

    def called(self, row):
        return row.username

    called.short_description = _("User name")
    called.admin_order_field = "username"

    def full_name(self, row):
        return row.get_full_name() or None

    full_name.short_description = _("Name")

    def role_words(self, row):
        if row.is_superuser:
            return _("all roles")
        held = [wording.ROLES[Role(group.name)] for group in row.groups.all() if group.name in set(Role)]
        return ", ".join(str(word) for word in held) or None

    role_words.short_description = _("Roles")

    def standing(self, row):
        if row.pseudonymised_at:
            return _("pseudonymised")
        if invitations.invited(row):
            return _("invited")
        return None if row.is_active else _("deactivated")

    standing.short_description = _("Standing")

    def heading(self, row):
        return row.shown_name()

    def page(self, request, row, status=200, bound=None, **context):
        context.setdefault("form", PersonForm(row=row, auto_id="person-%s"))
        return self.shown(
            request,
            "desk/person.html",
            status=status,
            title=self.heading(row),
            row=row,
            standing=self.standing(row),
            deeds=offered(row, bound),
            history=history.of(row),
            **context,
        )

    def add(self, request):
        form = NewPersonForm(request.POST or None, initial={"newsroom": newsroom_of(request.user)})
        if request.method != "POST" or not form.is_valid():
            return self.adding(request, form, 422 if request.method == "POST" else 200)
        try:
            row = people.create(by=request.user, **form.cleaned_data)
        except Refused as problem:
            form.refuse(problem)
            return self.adding(request, form, status_of(problem))
        messages.success(request, gettext("They can log in with this password."))
        return HttpResponseRedirect(page_of(row))

    def adding(self, request, form, status):
        return self.shown(request, "desk/add.html", status=status, title=gettext("Add a person"), form=form)

    def invite(self, request):
        """Somebody new, who sets a password by the link in a letter."""
        form = InvitationForm(request.POST or None, initial={"newsroom": newsroom_of(request.user)})
        if request.method == "POST" and form.is_valid():
            try:
                row = invitations.invite(by=request.user, **form.cleaned_data)
            except Refused as problem:
                form.refuse(problem)
                return self.inviting(request, form, status_of(problem))
            messages.success(request, gettext("The invitation is on its way."))
            return HttpResponseRedirect(page_of(row))
        return self.inviting(request, form, 422 if request.method == "POST" else 200)

    def inviting(self, request, form, status):
        note = gettext("They set their password by a link that is sent to them.")
        context = {"title": gettext("Invite a person"), "form": form, "note": note, "word": gettext("Invite")}
        return self.shown(request, "desk/add.html", status=status, **context)

    def describe(self, request, pk):
        row = self.find(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = PersonForm(request.POST, row=row, auto_id="person-%s")
        if not form.is_valid():
            return self.page(request, row, status=422, form=form)
        try:
            people.describe(row, by=request.user, seen=form.seen, **form.changes())
        except Refused as problem:
            form, stale = refused(form, row, problem)
            return self.page(request, row, status=status_of(problem), form=form, stale=stale)
        messages.success(request, gettext("Saved."))
        return HttpResponseRedirect(page_of(row))

    def do(self, request, pk, verb):
        """One of DEEDS."""
        row, deed = self.find(request, pk), DEEDS.get(verb)
        if deed is None:
            raise Http404
        if request.method != "POST":
            return HttpResponseRedirect(page_of(row))
        form = deed.form(request.POST, person=row, auto_id=f"{verb}-%s")
        if not form.is_valid():
            return self.page(request, row, status=422, bound=(verb, form))
        try:
            deed.act(row, by=request.user, **form.cleaned_data)
        except Refused as problem:
            form.refuse(problem)
            return self.page(request, row, status=status_of(problem), bound=(verb, form))
        messages.success(request, deed.done)
        return HttpResponseRedirect(page_of(row))


class RoleAdmin(GroupAdmin):
    """The roles of the workflow: shown, and given on the page of a person; there are no others to make."""

    names = (_("role"), _("Roles"))
    change_list_template = "desk/list.html"
    actions = None
    fields = ("name",)

    def changelist_view(self, request, extra_context=None):
        context = {"title": self.names[1], "empty": "", "adding": self.names[0]}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
