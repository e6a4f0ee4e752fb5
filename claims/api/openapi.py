"""The OpenAPI document: each address describes itself, from the same data by which it reads its parameters."""

import inspect

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from claims.api import examples
from claims.api.match_shapes import MATCHING
from claims.api.shapes import SCHEMAS, ref

SHAPES = {**SCHEMAS, **MATCHING}

TAGS = {
    "claims": "What was said, by whom, and the verdict on it",
    "articles": "Where it was said: texts with their claims in place",
    "events": "Debates, speeches and interviews",
    "speakers": "Who said it, and how their claims fared",
    "verdicts": "The rating scale",
    "changes": "Everything that happened, to keep a copy in step",
    "description": "What the API is",
}
HEADERS = {
    "ETag": {
        "description": "Tag of this answer, for `If-None-Match`. It may change more often than the answer, never less.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {"description": "How long caches may keep the answer.", "schema": {"type": "string"}},
    "Location": {"description": "Where it is now.", "schema": {"type": "string", "format": "uri-reference"}},
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of the answer that you hold: 304 where it still stands.",
    "schema": {"type": "string"},
}
EXAMPLES = {
    **{name: {"value": value} for name, value in examples.ANSWERS.items()},
    **{f"Problem{status}": {"value": value} for status, value in examples.PROBLEMS.items()},
}
REFUSALS = {
    301: "The speaker was merged into another: see there.",
    400: "A parameter is unknown, repeated, or its value cannot be read.",
    404: "Nothing public has this id.",
    406: "The Accept header excludes JSON.",
    410: "It was public and is no more.",
    413: "The body is too large.",
    415: "The body is not sent as JSON.",
    422: "The text is empty or too long.",
}


class ReadingSchema(AutoSchema):
    """Describes a `claims.api.reading.Reading` from its parameters, its docstring and the name of its answer."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        view = self.view
        summary, _, description = inspect.getdoc(view).partition("\n\n")
        return {
            "operationId": view.operation,
            "summary": summary.rstrip("."),
            **({"description": description} if description else {}),
            "tags": [view.tag],
            "parameters": [*path_parameters(path), *map(query_parameter, view.parameters), IF_NONE_MATCH],
            "responses": responses(view),
        }


class AskingSchema(ReadingSchema):
    """Describes an address that is asked by POST: `asks` names what its body holds. Its answers are not kept."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        said = super().get_operation(path, path_regex, path_prefix, method, registry)
        name = self.view.asks
        said["parameters"].remove(IF_NONE_MATCH)
        said["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": ref(name), **example(name)}},
        }
        del said["responses"]["304"], said["responses"]["200"]["headers"]["ETag"]
        return said


class Generator(SchemaGenerator):
    """The whole document, with every shape as a component."""

    def get_schema(self, request=None, public=False):
        document = super().get_schema(request, public)
        document["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
        document["components"] = {"schemas": SHAPES, "headers": HEADERS, "examples": EXAMPLES}
        return document


def path_parameters(path):
    if "{id}" not in path:
        return []
    return [
        {
            "name": "id",
            "in": "path",
            "required": True,
            "description": "The UUID, which never changes.",
            "schema": {"type": "string", "format": "uuid"},
        }
    ]


def query_parameter(parameter):
    """A Parameter as OpenAPI says it."""
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.description,
        "schema": parameter.schema,
    }


def responses(view):
    """Every status that `view` answers, in order."""
    known = {200: answered(view.answers), 304: {"description": "What you hold still stands.", "headers": tags()}}
    known |= {status: refused(status, view.gone) for status in view.refusals}
    return {str(status): known[status] for status in sorted(known)}


def answered(name):
    content = {"schema": ref(name), **example(name)} if name in SHAPES else {"schema": {"type": "object"}}
    return {"description": "What is asked for.", "headers": tags(), "content": {"application/json": content}}


def refused(status, gone="Problem"):
    """A refusal; `gone` names what a 410 carries: a "Problem", or the claim's "Tombstone"."""
    words = {"description": REFUSALS[status]}
    if status == 410:
        words["headers"] = tags()
    if status == 410 and gone == "Tombstone":
        return {**words, "content": {"application/json": {"schema": ref(gone), **example(gone)}}}
    if status == 301:
        return {**words, "headers": {"Location": {"$ref": "#/components/headers/Location"}}}
    return {**words, "content": {"application/problem+json": {"schema": ref("Problem"), **example(f"Problem{status}")}}}


def example(name):
    return {"examples": {name: {"$ref": f"#/components/examples/{name}"}}}


def tags():
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Cache-Control")}
