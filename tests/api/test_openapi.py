"""The OpenAPI document: frozen, complete, and true of what is really answered."""

import json
from pathlib import Path

import pytest
from django.urls import get_resolver
from jsonschema import Draft202012Validator, FormatChecker

from claims.actions import newsrooms, replies, speakers, verdicts
from claims.actions.claims import take
from claims.api.examples import ANSWERS, HELD, PROBLEMS
from claims.models import Claim, Figure, Publication, words
from tests.support.newsroom import correct, draft, hold, make_article, make_claim, withdraw

pytestmark = pytest.mark.django_db
SNAPSHOT = Path(__file__).parent / "openapi.json"


@pytest.fixture
def document(api):
    return api.json("schema/")


def closed(schema):
    """`schema` with every object limited to the members it names, so that what is not described is found."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: closed(part) for name, part in schema.items()}
    return {"additionalProperties": False, **parts} if "properties" in schema else parts


def check(document, schema, value):
    """Asserts that `value` is as `schema`, a part of `document`, says, and has no member more."""
    whole = {**closed(schema), "components": closed(document["components"])}
    problems = list(Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(value))
    assert not problems, [(list(p.absolute_path), p.message[:300], p.context) for p in problems]


ASKED = "/api/v1/match/"  # by POST; all else is read


def operations(document):
    return {path: operation for path, methods in document["paths"].items() for operation in methods.values()}


def test_the_document_is_as_it_was(document):
    """A change partners will see. If it is meant: python manage.py spectacular --format openapi-json >
    tests/api/openapi.json, and a line in the changelog."""
    assert document == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_every_address_is_in_it(document):
    patterns = next(p for p in get_resolver().url_patterns if str(p.pattern) == "api/v1/").url_patterns
    known = {
        f"/api/v1/{str(p.pattern).replace('<str:id>', '{id}')}" for p in patterns if p.name not in ("docs", "nothing")
    }
    assert set(document["paths"]) == known
    assert document["openapi"] == "3.1.0" and all(
        set(methods) == {"post" if path == ASKED else "get"} for path, methods in document["paths"].items()
    )


def test_operations_are_named_and_described(document):
    names = [operation["operationId"] for operation in operations(document).values()]
    assert len(set(names)) == len(names)
    for path, operation in operations(document).items():
        assert operation["summary"] and operation["tags"], path
        known = {"200", "400", "406"} | ({"413", "415", "422"} if path == ASKED else {"304"})
        assert known <= set(operation["responses"]), path
        assert all(parameter["description"] for parameter in operation["parameters"]), path


def test_parameters_are_those_that_the_address_takes(api, document):
    for path, operation in operations(document).items():
        told = [p["name"] for p in operation["parameters"] if p["in"] == "query"]
        if path == ASKED:
            assert json.loads(api.client.post(f"{path}?nonsense=1").content)["known"] == told == []
            continue
        path = path.replace("{id}", "3f1c0f0e-6f0b-4c55-9f5d-0c9b8a3c7d21")
        assert json.loads(api.get(path, nonsense=1).content)["known"] == told


def references(part):
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_every_reference_leads_somewhere_and_every_shape_is_used(document):
    for kind in ("schemas", "headers", "examples"):
        known = {f"#/components/{kind}/{name}" for name in document["components"][kind]}
        used = {reference for reference in references(document) if f"/{kind}/" in reference}
        assert used == known


def test_shapes_are_json_schema(document):
    for name, schema in document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert schema.get("type") or schema.get("oneOf"), name


def test_examples_are_as_their_shapes_say(document):
    for name, example in ANSWERS.items():
        check(document, document["components"]["schemas"][name], example)
    check(document, document["components"]["schemas"]["HeldClaim"], HELD)
    for example in PROBLEMS.values():
        check(document, document["components"]["schemas"]["Problem"], example)
    figures = ANSWERS["Claim"]["article"]
    assert figures["end"] - figures["start"] == len(ANSWERS["Claim"]["quote"])
    assert len(figures["prefix"]) <= 32 and len(figures["suffix"]) <= 32


def test_every_answer_has_an_example(document):
    for path, operation in operations(document).items():
        for status, response in operation["responses"].items():
            for content in response.get("content", {}).values():
                assert "examples" in content or path.endswith("/schema/"), (path, status)


@pytest.fixture
def full_newsroom(people, debate, publish_one):
    """Claims in every public state, with all that a record may carry. Returns the paths that tell of them."""
    article = make_article(people.editor, event=debate)
    rich = make_claim(article, people.editor)
    rich.attribution, rich.attribution_url = Claim.Attribution.CONFIRMED, "https://rekaman.example.org/debat"
    rich.said_on, rich.place, rich.translated = "2026-11-04", "Kota Seruni", {"en": "machine"}
    rich.statement, rich.role = words("Kota Seruni punya 18 kelurahan daring."), words("calon wali kota", "candidate")
    rich.save()
    rich = draft(rich, people)
    sources = list(rich.sources.all())
    Figure.objects.create(
        claim=rich,
        start=rich.start,
        end=rich.end,
        value="18",
        of="27",
        unit="kelurahan",
        raw="18 dari 27",
        found_value="18.5",
        found_source=sources[0],
    )
    rich = verdicts.approve(verdicts.propose(rich, by=people.reviewer), by=people.approver)
    correct(rich, people)
    replies.record(rich, by=people.editor, who="Rahma Wirasti", text="Baik.", answer="Terima kasih.")
    held, gone, merged = publish_one(), publish_one(), publish_one(speaker="R. Wirasti")
    lost = publish_one(speaker="Galih Prasoma")
    hold(held, people), withdraw(gone, people), withdraw(lost, people)
    speakers.merge(merged.speaker, into=rich.speaker, by=people.editor, reason="Orang yang sama")
    newsrooms.describe(rich.newsroom, by=people.approver, shows_checking=True)
    take(make_claim(merged.article, people.editor, quote="menutup pernyataan"), by=people.reviewer)
    claims = [rich, held, merged]
    return [
        *("", "claims/", "claims/?limit=1", "articles/", "events/", "speakers/", "verdicts/", "changes/?limit=200"),
        *(f"claims/{claim.public_id}/" for claim in claims),
        *(f"claims/{claim.public_id}/history/" for claim in [*claims, gone]),
        *(f"articles/{claim.article.public_id}/" for claim in claims),
        f"events/{debate.public_id}/",
        f"speakers/{rich.speaker.public_id}/",
        f"claims/{gone.public_id}/",
        f"speakers/{lost.speaker.public_id}/",
    ]


def test_what_is_answered_is_as_the_document_says(api, document, full_newsroom):
    for path in full_newsroom:
        response = api.get(path)
        operation = operations(document)[described_path(document, path)]
        content = operation["responses"][str(response.status_code)]["content"][response["Content-Type"]]
        check(document, content["schema"], json.loads(response.content))
    kinds = {entry["kind"] for entry in api.json("changes/", limit=200)["results"]}
    assert kinds == set(Publication.Kind.values) - {"source_state", "released"}


def test_errors_are_as_the_document_says(api, document, published):
    wrong = ["claims/?nonsense=1", "claims/?limit=0", "claims/x/", "articles/x/", "events/x/", "speakers/x/"]
    for path in wrong:
        response = api.get(path)
        operation = operations(document)[described_path(document, path)]
        content = operation["responses"][str(response.status_code)]["content"][response["Content-Type"]]
        check(document, content["schema"], json.loads(response.content))


def described_path(document, path):
    """The document's name for the address `path`."""
    parts = path.partition("?")[0].split("/")
    if len(parts) > 2:
        parts[1] = "{id}"
    name = f"/api/v1/{'/'.join(parts)}"
    assert name in document["paths"], name
    return name
