"""What every readers' page shares: the newsroom, its addresses in both languages, and the answer "you have it already".

A page is made from publications only, so its tag is made from the sequence; what is not in the sequence but on the page
(the newsroom's own details, these templates) is in the tag too.
"""

import hashlib
import re
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from claims.models import Newsroom
from claims.shown.notation import language
from claims.site import shelf

LOCALES = {"id": "id_ID", "en": "en_GB"}


def public(view):
    """Gives the view `request.newsroom`; answers 304 where the visitor's copy is the present one, and with the page
    made for another visitor where that is, for one query each. Compressed for whoever can read that, the tag weak."""

    @require_safe
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        request.newsroom = Newsroom.objects.with_sequence()
        if request.newsroom is None:
            raise Http404
        tag = etag(request)
        response = get_conditional_response(request, etag=tag) or shelf.kept(tag)
        if response is None:
            response = view(request, *args, **kwargs)
            shelf.keep(tag, response)
        if response.status_code in (200, 304, 410):
            response["ETag"] = tag
            response["Cache-Control"] = "public, no-cache"
        return response

    return gzip_page(wrapped)


def etag(request):
    """A strong tag for what this address shows at the present sequence."""
    room = request.newsroom
    parts = [room.epoch, room.sequence, room.name, room.url, room.time_zone, room.license, room.demo]
    parts += [room.rejections, room.rejected_at]
    parts += [room.about, room.email, room.postal_address, room.responsible, room.languages]
    parts += [request.get_host(), request.get_full_path(), language(), edition(), getattr(request, "stamp", None)]
    parts.append(bool(request.META.get("FACTCHECK_EXPORT")))
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


@cache
def edition():
    """A digest of what else makes the pages: templates, these modules, their words."""
    digest = hashlib.sha256()
    folders = ("templates/site", "templates/shown", "claims/site", "claims/shown")
    files = [file for folder in folders for file in Path(settings.BASE_DIR, folder).rglob("*.*")]
    for file in sorted(file for file in files if file.suffix in {".html", ".py", ".mo"}):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def show(request, template, *, status=200, title="", description="", query="", **context):
    """Renders a page. `title` and `description` are for the tab, search engines and shared links.

    `query` ("?before=…") belongs to the page's own address where one address has several pages.
    """
    room = request.newsroom
    paths = in_languages(request.path)
    context = {
        "newsroom": room,
        "title": title,
        "description": description,
        "canonical": room.site_url() + request.path + query,
        "alternates": [(code, room.site_url() + path + query) for code, path in paths.items()],
        "switch": [(code, path + query) for code, path in paths.items()],
        "og_locale": LOCALES[language()],
        "license_url": license_url(room.license),
        **context,
    }
    return render(request, template, context, status=status)


def gone(request):
    """410 for what once was public and now is not; tells nobody's name."""
    return show(request, "site/gone.html", status=410, title=_("No longer published"))


def in_languages(path):
    """The same page's path in each language: Indonesian at /, English at /en/."""
    bare = path.removeprefix("/en") if path.startswith("/en/") else path
    return {"id": bare, "en": f"/en{bare}"}


def license_url(name):
    """Where a licence's terms stand, for the Creative Commons ones; others are only named."""
    match = re.fullmatch(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-([\d.]+)", name)
    return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/" if match else ""
