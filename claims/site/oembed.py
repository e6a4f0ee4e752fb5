"""oEmbed 1.0 for claim pages: what a page shows that was given nothing but the claim's address."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.site.page import public
from claims.site.picture import HEIGHT, WIDTH
from claims.site.records import ShownClaim
from claims.site.share import embed_code, frame_title, picture_of
from claims.text.printable import printable

FORMATS = ("json", "xml")
CARD = (600, 360)  # width and height in pixels
KEPT = 3600  # seconds for which an answer may be kept: the card itself is always of today


class Refusal(Exception):
    def __init__(self, status, words):
        self.status, self.words = status, words
        super().__init__(words)


@public
def oembed(request):
    """GET /oembed?url=…&format=json|xml&maxwidth=&maxheight=.

    400 for an unreadable parameter, 401 for a preview, 404 where no claim is public, 501 for other formats.
    """
    try:
        form, width, height = asked(request)
        answer = described(request, *claim_at(request, request.GET.get("url", "")), width, height)
    except Refusal as refusal:
        return HttpResponse(f"{refusal.words}\n", status=refusal.status, content_type="text/plain; charset=utf-8")
    response = as_xml(answer) if form == "xml" else JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def asked(request):
    """(format, most width, most height); the sizes are None where not given."""
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        raise Refusal(501, _("There are the formats json and xml."))
    if not request.GET.get("url"):
        raise Refusal(400, _("Give the address of a claim's page in “url”."))
    return form, size(request, "maxwidth"), size(request, "maxheight")


def size(request, name):
    value = request.GET.get(name)
    if value in (None, ""):
        return None
    if not value.isdecimal() or not 1 <= len(value) <= 5 or int(value) == 0:
        raise Refusal(400, _("“%(name)s” is a whole number of pixels.") % {"name": name})
    return int(value)


def claim_at(request, address):
    """(ShownClaim's publication, language) of the claim's page at `address`. A preview is nobody's: 401."""
    parts = split(address)
    hosts = {request.get_host(), urlsplit(request.newsroom.site_url()).netloc}
    nothing = Refusal(404, _("No published claim stands at this address."))
    if parts.scheme not in ("http", "https") or parts.netloc not in hosts:
        raise nothing
    code = "en" if parts.path.startswith("/en/") else "id"
    try:
        with translation.override(code):
            match = resolve(parts.path)
    except Resolver404:
        raise nothing from None
    if match.view_name == "site:preview":
        raise Refusal(401, _("A preview is seen by the newsroom alone."))
    public_id = match.kwargs.get("public_id") if match.view_name == "site:claim" else None
    row = public_id and Publication.objects.claims().filter(subject=public_id).first()
    if not row:
        raise nothing
    return row, code


def split(address):
    """The parts of an address; those of an empty one where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def described(request, row, code, most_width, most_height):
    """The answer as a dict, in the language of the address that was asked about."""
    room = request.newsroom
    with translation.override(code):
        claim = ShownClaim(row)
        title = frame_title(claim, room)
        width, height = min(CARD[0], most_width or CARD[0]), min(CARD[1], most_height or CARD[1])
        address = room.site_url() + reverse("site:embed", args=[claim.id])
        answer = {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "author_name": room.name,
            "author_url": room.site_url() + reverse("site:home"),
            "provider_name": room.name,
            "provider_url": room.site_url() + reverse("site:home"),
            "cache_age": KEPT,
            "html": embed_code(address, title, width, height),
            "width": width,
            "height": height,
        }
        if (most_width or WIDTH) >= WIDTH and (most_height or HEIGHT) >= HEIGHT:
            url = picture_of("claim", row, room, title).url
            answer |= {"thumbnail_url": url, "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}
    return answer


def as_xml(answer):
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = printable(str(value))
    body = ElementTree.tostring(root, encoding="unicode")
    declared = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n{body}\n'
    return HttpResponse(declared, content_type="text/xml; charset=utf-8")
