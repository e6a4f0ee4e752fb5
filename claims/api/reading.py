"""The one way every address of the API is read: check, compare tags, read, answer."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.views import APIView

from claims.api import etags, parameters
from claims.api.openapi import ReadingSchema

MEDIA_TYPE = "application/json"
# Short: a hold must reach readers behind a cache within seconds.
CACHE_CONTROL = "public, max-age=5"
CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Allow"}
PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Negotiation(DefaultContentNegotiation):
    """Django REST framework's, which refuses everybody who sends an empty Accept header: to us that is no wish."""

    def get_accept_list(self, request):
        return [wish for wish in super().get_accept_list(request) if wish] or ["*/*"]


@method_decorator(gzip_page, name="dispatch")
class Reading(APIView):
    """An address that is only read. Subclasses say `parameters`, `answers` and `read`.

    `read(asked, **where)` gives the finished JSON text, or an HttpResponse where there is another thing to say; `asked`
    holds the checked parameters, `where` what the path named. It may raise Problem. The docstring's first line is the
    operation's summary in the OpenAPI document, the rest its description; `answers` names its component there, `gone`
    that of a 410.
    """

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = Negotiation
    schema = ReadingSchema()
    parameters = ()
    answers = ""
    tag = ""
    refusals = (400, 406)
    gone = "Problem"

    def get(self, request, **where):
        asked = parameters.read(request, self.parameters)
        self.state = etags.public_state()
        tag = etags.of_state(request, self.state, MEDIA_TYPE)
        if known := etags.held_by_client(request, tag):
            return unchanged(known)
        return answer(request, self.read(asked, **where), tag)

    def options(self, request, **where):
        allowed = {"Access-Control-Allow-Methods": ", ".join(self.allowed_methods)}
        return HttpResponse(status=204, headers={**PREFLIGHT, **allowed, "Cache-Control": "public, max-age=86400"})

    def finalize_response(self, request, response, *args, **kwargs):
        for name, value in CROSS_ORIGIN.items():
            response[name] = value
        response.headers.setdefault("Vary", "Accept, Accept-Encoding")
        if request.method == "HEAD":
            drop_body(response)
        return super().finalize_response(request, response, *args, **kwargs)


class Settled(Reading):
    """An address whose answer does not follow the sequence: its tag is made from the answer itself."""

    def get(self, request, **where):
        text = self.read(parameters.read(request, self.parameters), **where)
        tag = etags.of_text(text)
        if known := etags.held_by_client(request, tag):
            return unchanged(known)
        return answer(request, text, tag)


def answer(request, found, tag):
    """The response to what `read` found: text with its tag, or a response as it stands (a 410 with the tag too)."""
    if isinstance(found, HttpResponse):
        if found.status_code == 410:
            found["ETag"], found["Cache-Control"] = tag, CACHE_CONTROL
        return found
    if etags.client_holds_any(request):
        return unchanged(tag)
    return json_response(found, ETag=tag)


def json_response(text, status=200, **headers):
    """Finished JSON text as a response that caches may keep for a moment."""
    headers = {"Cache-Control": CACHE_CONTROL, "Content-Language": "id, en", **headers}
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE, headers=headers)


def moved(address):
    """Sends the client on to another address; caches ask again after a moment."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": CACHE_CONTROL})


def drop_body(response):
    """Leaves of an answer what HEAD asks for: everything but the body, its length included."""
    if response.content:
        response["Content-Length"] = str(len(response.content))
        response.content = b""


def unchanged(tag):
    return HttpResponse(status=304, headers={"ETag": tag, "Cache-Control": CACHE_CONTROL})
