"""The way to the desk for somebody new, and back to it for who forgot a password: a link that works once."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.actions import notices
from claims.actions.people import check, checked_names, give, note, under_lock
from claims.actions.refusals import NotNow, Unacceptable
from claims.models import User

ADDRESSES = 5  # people who share one address, at most, get a letter each


def invited(person):
    """Whether somebody was invited and has not set a password yet."""
    return person.is_active and not person.has_usable_password() and not person.pseudonymised_at


@transaction.atomic
def invite(*, by, email, roles=(), **names):
    """Somebody new (username, first_name, last_name, newsroom) who sets a password by the link in a letter."""
    under_lock(None, by)
    need_email(email)
    person = User(is_staff=True, email=email, **checked_names(names))
    person.set_unusable_password()
    check(person)
    person.save()
    give(person, roles)
    note("invite", person, by=by, after={"roles": sorted(roles)})
    notices.tell([person], notices.Kind.INVITATION, by=by)
    return person


@transaction.atomic
def invite_again(person, *, by):
    """Sends the link anew; the old one works on until it is used or too old. Raises NotNow after a password was set."""
    fresh = under_lock(person, by)
    if not invited(fresh):
        raise NotNow(_("This person has a password already."))
    need_email(fresh.email)
    note("invite", fresh, by=by)
    notices.tell([fresh], notices.Kind.INVITATION, by=by)
    return fresh


def need_email(email):
    if not email.strip():
        raise Unacceptable(_("An invitation needs an e-mail address."), field="email", code="email")


@transaction.atomic
def forgot(email):
    """Sends a link for a new password to whoever on the desk has this address. Tells the caller nothing of them."""
    people = User.objects.filter(email__iexact=email.strip(), is_active=True, is_staff=True) if email.strip() else []
    for person in people[:ADDRESSES]:
        if not notices.Notice.objects.to_mail().filter(to=person, kind=notices.Kind.RESET).exists():
            notices.tell([person], notices.Kind.RESET)
