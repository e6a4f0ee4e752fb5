"""Errors as RFC 9457 problem documents: what went wrong, which parameter, and where the kind is described."""

import json
import logging
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("claims.api")


@dataclass(frozen=True)
class Kind:
    """A kind of error: its name (the end of a problem's `type`), its status, its title, and what to do about it."""

    name: str
    status: int
    title: str
    advice: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "unknown-parameter", 400, "Unknown parameter", "The member known lists the parameters that the address has."
        ),
        Kind("repeated-parameter", 400, "Parameter given more than once", "Give it once."),
        Kind("invalid-parameter", 400, "Value that the parameter does not take", "The detail says what it takes."),
        Kind("bad-body", 400, "Body that cannot be read", "Send one JSON object in UTF-8, each member once."),
        Kind("bad-request", 400, "Request that cannot be read", "Send fewer and shorter parameters."),
        Kind("not-found", 404, "Nothing public here", "The id was never public, or the address does not exist."),
        Kind(
            "gone", 410, "Public no more", "No claim of it is public now; drop your copy. changes/ says what happened."
        ),
        Kind(
            "method-not-allowed",
            405,
            "Method that the address does not have",
            "The Allow header lists the methods it has.",
        ),
        Kind("not-acceptable", 406, "No representation that the request accepts", "Accept application/json."),
        Kind("too-large", 413, "Body that is too large", "Send one statement, not a whole text."),
        Kind("unsupported-media-type", 415, "Body of another media type", "Send Content-Type: application/json."),
        Kind("text-out-of-bounds", 422, "Text that is empty or too long", "The member most says how long it may be."),
        Kind("internal-error", 500, "The server failed", "Try again later; it has been logged."),
    )
}


class Problem(APIException):
    """An error to answer: its `kind` (a name in KINDS), `detail` in words, and `more` members of the document."""

    def __init__(self, kind, detail, **more):
        super().__init__(detail)
        self.kind, self.words, self.more = KINDS[kind], detail, more
        self.status_code = self.kind.status


def unknown(noun, public_id):
    """The Problem of an identifier under which nothing is public."""
    return Problem("not-found", f"There is no published {noun} with the id {public_id!r}.")


def gone(request, noun, public_id):
    """The answer where something was public under an identifier and nothing is now; names nobody."""
    words = f"No claim of the {noun} with the id {str(public_id)!r} is public any more."
    return document(request, Problem("gone", words))


def handle(exc, context):
    """The answer to an exception that a view raised: always a problem document. Called by Django REST framework."""
    request = context["request"]
    problem = as_problem(exc, request, context["view"])
    if problem.status_code == 500:
        log.error("failed: %s", request.path, exc_info=exc)
        got_request_exception.send(sender=None, request=request)
    return document(request, problem)


def as_problem(exc, request, view):
    """`exc` as the Problem that says the same; what is none of the request's doing is an internal error."""
    if isinstance(exc, Problem):
        return exc
    if isinstance(exc, MethodNotAllowed):
        *others, last = view.allowed_methods
        use = f"{', '.join(others)} or {last}" if others else last
        return Problem("method-not-allowed", f"{request.method} is not possible here. Use {use}.")
    if isinstance(exc, NotAcceptable):
        return Problem("not-acceptable", "The answer comes as application/json; the Accept header excludes that.")
    if isinstance(exc, Http404):
        return Problem("not-found", f"There is nothing at {request.path}.")
    if isinstance(exc, SuspiciousOperation):
        return Problem("bad-request", "The request cannot be read.")
    return Problem("internal-error", "The server failed while answering. It has been logged; try again later.")


def document(request, problem):
    """`problem` as an HTTP response."""
    body = {
        "type": request.build_absolute_uri(f"{reverse('api:docs')}#{problem.kind.name}"),
        "title": problem.kind.title,
        "status": problem.status_code,
        "detail": problem.words,
        **problem.more,
    }
    headers = {"Cache-Control": "no-store", "Content-Language": "en"}
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=problem.status_code, content_type=MEDIA_TYPE, headers=headers)
