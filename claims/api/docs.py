"""What describes the API: its index, the OpenAPI document, the page that shows it, and the answer where nothing is."""

from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from django.views.generic import TemplateView

from claims.api.openapi import Generator
from claims.api.problems import KINDS
from claims.api.reading import Reading, Settled, moved
from claims.api.texts import dump

ADDRESSES = ("claims", "articles", "events", "speakers", "verdicts", "changes", "match", "schema", "docs")


class Index(Settled):
    """Where everything is."""

    operation = "getIndex"
    tag = "description"
    answers = "Index"

    def read(self, asked):
        return dump({name: self.request.build_absolute_uri(reverse(f"api:{name}")) for name in ADDRESSES})


class Schema(Settled):
    """This document: OpenAPI 3.1."""

    operation = "getSchema"
    tag = "description"
    answers = "OpenAPI"

    def read(self, asked):
        return dump(Generator().get_schema(public=True))


class Docs(TemplateView):
    """The document as a page (Swagger UI), from this machine alone, and what the kinds of errors mean."""

    template_name = "api/docs.html"
    http_method_names = ["get", "head", "options"]
    extra_context = {"kinds": KINDS.values()}


class Nothing(Reading):
    """Any other address: 404 as a problem document, or the same address with its closing slash where that is one."""

    schema = None

    def initial(self, request, *args, **kwargs):
        raise Http404

    def handle_exception(self, exc):
        if isinstance(exc, Http404) and self.is_address(f"{self.request.path_info}/"):
            query = self.request.META["QUERY_STRING"]
            return moved(f"{self.request.path}/{'?' if query else ''}{query}")
        return super().handle_exception(exc)

    def is_address(self, path):
        """Whether one of the API's own addresses is at `path`."""
        try:
            return getattr(resolve(path).func, "cls", None) is not Nothing
        except Resolver404:
            return False
