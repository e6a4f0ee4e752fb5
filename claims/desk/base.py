"""What every list and page of the desk stands on: reading by role, no writing but through the actions."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from claims.actions.refusals import NotNow, NotYou, Refused, Stale
from claims.desk.stale import refused
from claims.models import Newsroom
from claims.workflow import Role


def newsroom_of(user):
    """The newsroom that this person works for."""
    return user.newsroom or Newsroom.objects.default()


def roles_of(user):
    """The roles of whoever asks; nobody logged in holds none."""
    return user.roles() if user.is_authenticated else set()


def status_of(problem):
    """The HTTP status of a page that shows a refusal."""
    if isinstance(problem, NotYou):
        return 403
    return 409 if isinstance(problem, (NotNow, Stale)) else 422


def page_of(row):
    """Address of a row's page on the desk."""
    return reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])


class DeskAdmin(admin.ModelAdmin):
    """A noun on the desk: a list, a page, steps that call actions. Django's own saving and deleting have no address.

    Subclasses give `names` (one, several), `page` or `rows`, `empty` (what to do when the list is empty), and
    `addresses` for their steps.
    """

    names = ("", "")
    empty = ""
    actions = None
    show_full_result_count = False
    list_per_page = 50
    empty_value_display = "–"
    adding_role = None
    change_list_template = "desk/list.html"

    # Who may

    def has_view_permission(self, request, obj=None):
        return bool(roles_of(request.user))

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return self.adding_role in roles_of(request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        fields = {field.name for field in self.opts.fields}
        if "newsroom" in fields and request.user.newsroom_id:
            rows = rows.filter(newsroom=request.user.newsroom_id)
        return rows

    # Where

    def get_urls(self):
        noun = self.opts.model_name
        return [
            path("", self.admin_site.admin_view(self.changelist_view), name=f"claims_{noun}_changelist"),
            *self.addresses(),
            self.address("<int:pk>/change/", self.change_view, "change"),
        ]

    def addresses(self):
        """More addresses of this noun, each made by `address`, `step` or `look`."""
        return []

    def address(self, route, view, name):
        """One address for whoever may read this noun."""

        def inner(request, *args, **kwargs):
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return path(route, self.admin_site.admin_view(inner), name=f"claims_{self.opts.model_name}_{name}")

    def step(self, route, view, name):
        """An address that changes something: by POST only."""
        return self.address(route, require_POST(view), name)

    def look(self, route, view, name):
        """An address that only shows something: by GET only."""
        return self.address(route, require_GET(view), name)

    # What

    def find(self, request, pk):
        """The row `pk` that this person may read, or 404."""
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def change_view(self, request, pk):
        """The page of one row. Nothing is saved here: a POST is refused."""
        if request.method != "GET":
            raise PermissionDenied
        return self.page(request, self.find(request, pk))

    def page(self, request, row):
        """The plain page of a row: `rows` of it as a table."""
        return self.shown(request, "desk/record.html", row=row, title=self.heading(row), rows=self.rows(row))

    def heading(self, row):
        """What the page of a row is called."""
        return str(row)

    def rows(self, row):
        """(label, value) pairs for the plain page."""
        return []

    def shown(self, request, template, status=200, **context):
        """A rendered page with everything that the frame needs."""
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "plural": self.names[1]}
        return TemplateResponse(request, template, {**frame, **context}, status=status)

    def saved(self, request, row, name, form, save, done=None):
        """Validates `form` and calls `save()`; then the page of the row that it returns, or of `row` again.

        Where either refuses, the page of `row` comes back with the form as `name` and all that was typed, after a lost
        race with what is stored beside it. `done` is what the person reads afterwards.
        """
        if not form.is_valid():
            return self.page(request, row, status=422, **{name: form})
        try:
            then = save() or row
        except Refused as problem:
            form, stale = refused(form, row, problem)
            return self.page(request, row, status=status_of(problem), stale=stale, **{name: form})
        messages.success(request, done or gettext("Saved."))
        return HttpResponseRedirect(page_of(then))

    def changelist_view(self, request, extra_context=None):
        context = {"title": self.names[1], "empty": self.empty, "adding": self.names[0]}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    # Django's own ways of writing stay shut even for a caller inside

    def save_model(self, *args, **kwargs):
        raise PermissionDenied

    delete_model = delete_queryset = save_related = save_model


class ChoiceFilter(admin.SimpleListFilter):
    """A filter with our own words: subclasses set title, parameter_name, `words` and `narrow`."""

    words = {}

    def lookups(self, request, model_admin):
        return list(self.words.items())

    def queryset(self, request, queryset):
        return self.narrow(request, queryset, self.value()) if self.value() in dict(self.words) else queryset

    def narrow(self, request, queryset, value):
        return queryset.filter(**{self.parameter_name: value})


def is_editor(user):
    return Role.EDITOR in roles_of(user)
