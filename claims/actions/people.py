"""The people of the newsroom: who may enter the desk, and in which roles. A superuser's work, each step on record.

Of names and addresses the audit trail says that they changed, never what they were: it is kept for ever, and somebody
who left may ask to be forgotten.
"""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit
from claims.actions.guard import unmoved
from claims.actions.refusals import NotNow, NotYou, Unacceptable
from claims.actions.verdicts import need_reason
from claims.models import Newsroom, User
from claims.workflow import Role

DETAILS = {"username", "first_name", "last_name", "email", "newsroom"}


@transaction.atomic
def create(*, by, password, roles=(), superuser=False, **details):
    """Somebody new (username, first_name, last_name, email, newsroom) who may enter the desk, in `roles`."""
    under_lock(None, by)
    person = User(is_staff=True, is_superuser=superuser, **checked_names(details))
    check_password(password, person)
    person.set_password(password)
    check(person)
    person.save()
    give(person, roles)
    note("create", person, by=by, after={"roles": sorted(roles), "is_superuser": superuser})
    return person


@transaction.atomic
def describe(person, *, by, seen=None, **details):
    """Changes username, first_name, last_name, email or newsroom. Raises Stale as `guard.unmoved` does."""
    fresh = under_lock(person, by)
    unmoved(fresh, seen, checked_names(details))
    for name, value in details.items():
        setattr(fresh, name, value)
    check(fresh)
    _before, after = audit.change(User.objects.get(pk=fresh.pk), **details)
    if after:
        note("describe", fresh, by=by, after={"changed": sorted(after)})
    return fresh


@transaction.atomic
def set_roles(person, *, by, roles, superuser=False):
    """Gives exactly these roles; `superuser` holds all of them and manages people."""
    fresh = under_lock(person, by)
    if fresh == by and not superuser:
        refuse_oneself()
    before = {"roles": held(fresh), "is_superuser": fresh.is_superuser}
    give(fresh, roles)
    audit.change(fresh, is_superuser=superuser)
    after = {"roles": held(fresh), "is_superuser": superuser}
    moved = [name for name in after if after[name] != before[name]]
    if moved:
        note("set_roles", fresh, by=by, **{"before": pick(before, moved), "after": pick(after, moved)})
    return fresh


@transaction.atomic
def deactivate(person, *, by, reason):
    """Shuts the desk to somebody at once, signing them out everywhere. What they did stays under their name."""
    need_reason(reason)
    fresh = under_lock(person, by)
    if fresh == by:
        refuse_oneself()
    before, after = audit.change(fresh, is_active=False)
    sign_out(fresh)
    if after:
        note("deactivate", fresh, by=by, before=before, after=after, reason=reason)
    return fresh


@transaction.atomic
def reactivate(person, *, by):
    """Opens the desk again to somebody who was deactivated, in the roles they had."""
    fresh = under_lock(person, by)
    before, after = audit.change(fresh, is_active=True)
    if after:
        note("reactivate", fresh, by=by, before=before, after=after)
    return fresh


@transaction.atomic
def set_password(person, *, by, password):
    """A new password, one's own or, for a superuser, anybody's; whoever was signed in with the old one is out."""
    fresh = User.objects.select_for_update(no_key=True).get(pk=person.pk) if by == person else under_lock(person, by)
    check_password(password, fresh)
    fresh.set_password(password)
    fresh.save(update_fields=["password"])
    sign_out(fresh)
    note("set_password", fresh, by=by)
    return fresh


@transaction.atomic
def set_mail(*, by, mail_notices):
    """Whether notices come to oneself by e-mail too."""
    fresh = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    _before, after = audit.change(fresh, mail_notices=mail_notices)
    if after:
        note("set_mail", fresh, by=by, after=after)
    return fresh


@transaction.atomic
def pseudonymise(person, *, by, reason):
    """Forgets who somebody was, for good: name, e-mail, roles and password go; the row that entries point at stays."""
    need_reason(reason)
    fresh = under_lock(person, by)
    if fresh == by:
        refuse_oneself()
    fresh.set_unusable_password()
    audit.change(
        fresh,
        username=f"user-{fresh.pk}",
        first_name="",
        last_name="",
        email="",
        password=fresh.password,
        is_active=False,
        is_superuser=False,
        pseudonymised_at=timezone.now(),
    )
    fresh.groups.clear()
    sign_out(fresh)
    note("pseudonymise", fresh, by=by, reason=reason)
    return fresh


def under_lock(person, by):
    """`person` (None for somebody new) as they are now; raises NotYou unless `by` is a superuser still.

    All superusers are locked with them, so that no two can shut each other out. Raises NotNow for the forgotten.
    """
    wanted = Q(is_superuser=True) | Q(pk=person and person.pk)
    rows = {row.pk: row for row in User.objects.select_for_update(no_key=True).filter(wanted).order_by("pk")}
    if by.pk not in rows or not rows[by.pk].is_superuser or not rows[by.pk].is_active:
        raise NotYou()
    if person and rows[person.pk].pseudonymised_at:
        raise NotNow(_("This person was pseudonymised, which is for good."))
    return rows.get(person and person.pk)


def refuse_oneself():
    raise Unacceptable(_("You cannot take your own rights away: ask another superuser."), code="oneself")


def checked_names(details):
    if set(details) - DETAILS:
        raise Unacceptable(_("This field cannot be edited here."), code="field")
    return details


def check(person):
    """Raises Unacceptable naming the first field that cannot stand, in Django's words."""
    try:
        person.full_clean(exclude=["password"])
    except ValidationError as problem:
        field, sentences = next(iter(problem.message_dict.items()))
        raise Unacceptable(*sentences, field=field, code="person") from None


def check_password(password, person):
    try:
        validate_password(password, person)
    except ValidationError as problem:
        raise Unacceptable(*problem.messages, field="password", code="password") from None


def give(person, roles):
    """Exactly these roles of the workflow; other groups that an installation made stay as they are."""
    if set(roles) - set(Role):
        raise Unacceptable(_("There is no such role."), field="roles", code="roles")
    person.groups.remove(*Group.objects.filter(name__in=set(Role) - set(roles)))
    person.groups.add(*Group.objects.filter(name__in=roles))


def held(person):
    return sorted(person.groups.filter(name__in=list(Role)).values_list("name", flat=True))


def pick(values, names):
    return {name: values[name] for name in names}


def sign_out(person):
    """Ends every session of this person."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()


def note(verb, person, *, by, **change):
    newsroom = person.newsroom or by.newsroom or Newsroom.objects.default()
    audit.record(verb, person, by=by, newsroom=newsroom, **change)
