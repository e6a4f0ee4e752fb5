"""The people of the newsroom and their roles, managed as in any Django admin; nobody is ever deleted."""

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from claims.desk import wording
from claims.desk.base import newsroom_of
from claims.workflow import Role


class PeopleAdmin(UserAdmin):
    names = (_("person"), _("People"))
    change_list_template = "desk/list.html"
    actions = None
    show_full_result_count = False
    empty_value_display = "–"
    list_display = ("username", "full_name", "role_words", "is_active")
    list_filter = ()
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Name"), {"fields": ("first_name", "last_name", "email", "newsroom")}),
        (_("Roles"), {"fields": ("groups", "is_active", "is_staff", "is_superuser")}),
    )

    def full_name(self, row):
        return row.get_full_name() or None

    full_name.short_description = _("Name")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def role_words(self, row):
        if row.is_superuser:
            return _("all roles")
        held = [wording.ROLES[Role(group.name)] for group in row.groups.all() if group.name in set(Role)]
        return ", ".join(str(word) for word in held) or None

    role_words.short_description = _("Roles")

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **{**kwargs, "widget": CheckboxSelectMultiple()})
        field.label, field.help_text = _("Roles"), ""
        field.label_from_instance = lambda group: wording.ROLES.get(group.name, group.name)
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.label = _("Newsroom")
        return field

    def save_model(self, request, obj, form, change):
        """Whoever is added works here: they may enter the desk, and belong to the newsroom of whoever added them."""
        if not change:
            obj.is_staff, obj.newsroom = True, newsroom_of(request.user)
        super().save_model(request, obj, form, change)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Plain fields: no links beside them that open windows for adding another noun."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def changelist_view(self, request, extra_context=None):
        context = {"title": self.names[1], "empty": "", "adding": self.names[0]}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def has_delete_permission(self, request, obj=None):
        return False


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
