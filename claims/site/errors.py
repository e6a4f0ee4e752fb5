"""Pages for addresses that lead nowhere, in the look of the rest, and for what is too large to be read."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

from claims.models import Newsroom
from claims.site.page import show

CHUNK = 64 * 1024
READ_OUT = 10  # times the limit: so much of a body is read and thrown away


def not_found(request, exception=None):
    """404 for readers and staff alike."""
    request.newsroom = Newsroom.objects.default()
    return show(request, "404.html", status=404, title=_("Page not found"))


def bad_request(request, exception):
    """400, and for a body above Django's limit 413 with a page that says what became of the text."""
    if not isinstance(exception, RequestDataTooBig):
        return defaults.bad_request(request, exception)
    read_out(request)
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000
    return render(request, "413.html", {"limit": limit}, status=413)


def read_out(request):
    """Reads the rest of the body: a browser that is still sending would see a broken connection, not the answer."""
    left = READ_OUT * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    while left > 0 and (chunk := request.read(CHUNK)):
        left -= len(chunk)
