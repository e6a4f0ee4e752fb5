"""Pages for addresses that lead nowhere, in the look of the rest."""

from django.utils.translation import gettext as _

from claims.models import Newsroom
from claims.site.page import show


def not_found(request, exception=None):
    """404 for readers and staff alike."""
    request.newsroom = Newsroom.objects.default()
    return show(request, "404.html", status=404, title=_("Page not found"))
