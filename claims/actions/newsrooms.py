"""Changes what the newsroom says of itself in everything that it publishes from now on."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.actions import addresses, audit, publishing
from claims.actions.guard import need_role, unmoved
from claims.actions.refusals import Unacceptable
from claims.models import Article, Newsroom
from claims.workflow import Role


@transaction.atomic
def describe(newsroom, *, by, seen=None, **details):
    """Changes name, url, time_zone (an IANA name), license, blind_rating (whether proposals are rated twice, unseen),
    shows_checking (whether readers see which claims are being checked: it begins or ends at once, wherever they see the
    article), and what readers are told: about (words), email, postal_address, responsible.

    What is published already keeps what it said. Raises NotYou for a non-Approver, Unacceptable naming the field, Stale
    where one is no longer what the person saw.
    """
    need_role(by, Role.APPROVER)
    check_details(**details)
    fresh = Newsroom.objects.select_for_update(no_key=True).get(pk=newsroom.pk)
    unmoved(fresh, seen, details)
    before, after = audit.change(fresh, **details)
    if after:
        audit.record("describe", fresh, by=by, newsroom=fresh, before=before, after=after)
    if "shows_checking" in after:
        for article in Article.objects.filter(newsroom=fresh, sheet__visible=True).order_by("pk"):
            publishing.renew_checking(article)
    return fresh


AS_GIVEN = {"blind_rating", "shows_checking", "about", "postal_address", "responsible"}


def check_details(name=None, url=None, time_zone=None, license=None, email=None, **others):
    """Raises Unacceptable for the first field that cannot stand; None means: not to be changed."""
    if set(others) - AS_GIVEN:
        raise Unacceptable(_("This field cannot be edited here."), code="field")
    if name is not None and not name.strip():
        raise Unacceptable(_("Give the newsroom a name."), field="name", code="name")
    if license is not None and not license.strip():
        raise Unacceptable(_("Name the licence of what you publish."), field="license", code="license")
    if time_zone is not None and time_zone not in zoneinfo.available_timezones():
        raise Unacceptable(
            _("There is no such time zone. Write it like Asia/Jakarta."), field="time_zone", code="time_zone"
        )
    addresses.check(url)
    if email:
        check_email(email)


def check_email(email):
    try:
        validate_email(email)
    except ValidationError:
        raise Unacceptable(_("This is no e-mail address."), field="email", code="email") from None
