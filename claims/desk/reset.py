"""A password by a link: for who forgot theirs, and for who was invited. Django's pages, our templates and actions."""

from django import forms
from django.contrib.auth import views
from django.contrib.auth.forms import SetPasswordForm
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from claims.actions import invitations, people
from claims.desk.forms import DeskForm


class ForgotForm(DeskForm):
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email", "class": "short"})
    )

    def save(self, **ignored):
        """Sends the link where the address is somebody's; the page says the same either way."""
        invitations.forgot(self.cleaned_data["email"])


class NewPasswordForm(SetPasswordForm):
    def save(self, commit=True):
        self.user = people.set_password(self.user, by=self.user, password=self.cleaned_data["new_password1"])
        return self.user


def addresses(site):
    """The addresses of these pages: open to whoever is not logged in."""

    def page(view, template, **options):
        def inner(request, *args, **kwargs):
            context = {**site.each_context(request), "title": options.get("title")}
            return view.as_view(template_name=f"desk/{template}.html", extra_context=context, **options)(
                request, *args, **kwargs
            )

        return inner

    forgot = page(
        views.PasswordResetView, "forgot", form_class=ForgotForm, success_url=reverse_lazy("admin:password_sent")
    )
    choose = page(
        views.PasswordResetConfirmView,
        "choose",
        form_class=NewPasswordForm,
        success_url=reverse_lazy("admin:password_chosen"),
    )
    return [
        path("password_reset/", forgot, name="password_reset"),
        path("password_reset/sent/", page(views.PasswordResetDoneView, "forgot_sent"), name="password_sent"),
        path("password_reset/<uidb64>/<token>/", choose, name="password_set"),
        path("password_reset/done/", page(views.PasswordResetCompleteView, "chosen"), name="password_chosen"),
    ]
