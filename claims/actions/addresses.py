"""Web addresses that people give: http and https only, so that no link of ours runs a script."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from claims.actions.refusals import Unacceptable

valid = URLValidator(schemes=["http", "https"])


def check(url, field="url"):
    """Raises Unacceptable naming `field` unless `url` is empty or an http(s) address without a login in it."""
    if url and logs_in(url):
        raise Unacceptable(_("Leave user name and password out of the address."), field=field, code="login")
    try:
        if url:
            valid(url)
    except ValidationError:
        raise Unacceptable(_("The address must begin with http:// or https://."), field=field, code="url") from None


def logs_in(url):
    """Whether an address carries a user's name or password (user:password@host)."""
    try:
        return "@" in urlsplit(url.strip()).netloc
    except ValueError:
        return False
