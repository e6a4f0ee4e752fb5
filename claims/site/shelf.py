"""Pages as they were made, kept in this process under their tags: whoever comes next gets them for one question.

A tag names everything that makes a page, so a kept page is never older than what its tag says; nothing is kept longer
than a minute all the same, and the oldest go first.
"""

from collections import OrderedDict
from copy import copy
from threading import Lock
from time import monotonic

from django.http import SimpleCookie
from django.http.response import ResponseHeaders

ROOM = 16_000_000  # bytes of all kept pages
LARGEST = 400_000  # bytes of one
SECONDS = 60

_pages, _lock = OrderedDict(), Lock()


def kept(tag):
    """The response kept under `tag`, as good as new; None where there is none."""
    with _lock:
        made, response = _pages.get(tag, (0, None))
    return renewed(response) if response is not None and monotonic() - made < SECONDS else None


def keep(tag, response):
    """Keeps a finished page that is the same for everybody; others are left as they are."""
    if response.streaming or response.cookies or response.status_code not in (200, 410):
        return
    if len(response.content) > LARGEST:
        return
    with _lock:
        _pages.pop(tag, None)
        _pages[tag] = monotonic(), renewed(response)
        room = ROOM - sum(len(page.content) for _made, page in _pages.values())
        while room < 0:
            room += len(_pages.popitem(last=False)[1][1].content)


def renewed(response):
    """A copy whose headers are its own: middleware adds to them."""
    fresh = copy(response)
    fresh.headers = ResponseHeaders(dict(response.headers.items()))
    fresh.cookies, fresh._resource_closers = SimpleCookie(), []
    return fresh


def clear():
    """Forgets all pages."""
    with _lock:
        _pages.clear()
