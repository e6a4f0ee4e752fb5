"""Every error is a problem document that names what is wrong."""

import json
from base64 import urlsafe_b64encode
from uuid import uuid4

import pytest
from django.http import Http404

from claims.api import cursors
from claims.api.claims import ClaimList
from claims.models import Sequence
from tests.api.conftest import LONG_AGO

pytestmark = pytest.mark.django_db
CURSOR = cursors.seal(cursors.Cursor(LONG_AGO, uuid4()), "claims")


def problem(response, status):
    """The problem document of `response`, with all that every one of them has."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store" and "ETag" not in response
    document = json.loads(response.content)
    assert document["status"] == status and document["title"] and document["detail"]
    assert document["type"].startswith("http://testserver/api/v1/docs/#")
    return document


def kind(document):
    return document["type"].partition("#")[2]


def test_unknown_parameters_are_named_with_the_known_ones(api):
    found = problem(api.get("claims/", speakr="x", limit=1, zzz="y"), 400)
    assert kind(found) == "unknown-parameter"
    assert (found["parameter"], found["unknown"]) == ("speakr", ["speakr", "zzz"])
    assert {"speaker", "cursor", "published_before"} <= set(found["known"])
    assert "speakr" in found["detail"] and "speaker" in found["detail"]


@pytest.mark.parametrize(
    "path",
    [
        *("", "articles/", "events/", "speakers/", "verdicts/", "changes/", "schema/"),
        *(f"{noun}/{uuid4()}/" for noun in ("claims", "articles", "events", "speakers")),
        f"claims/{uuid4()}/history/",
    ],
)
def test_no_address_takes_a_parameter_it_does_not_have(api, path):
    found = problem(api.get(path, speaker=str(uuid4()), format="json"), 400)
    assert found["unknown"] == ["format", "speaker"]


@pytest.mark.parametrize(
    "name, values",
    {
        "speaker": ["", "x", "{" + str(uuid4()) + "}", uuid4().hex, "urn:uuid:" + str(uuid4()), str(uuid4()) + "\n"],
        "article": ["123"],
        "event": ["null"],
        "verdict": ["", "mostly true", "x" * 51, "a\x00b", "é"],
        "topic": ["", "a b", "%", "x,y"],
        "language": ["", "ID", "ms", "id,en"],
        "q": ["", " ", "%", "“”", "a" * 201, "\x00"],
        "published_after": ["", "yesterday", "2025-02-30", "2025-13-01", "2025-03-01T08:00:00", "20250301", "2025-03"],
        "published_before": [
            "2025-03-01T25:00:00Z",
            "2025-03-01T08:00Z",
            "0001-01-01T00:00:00+07:00",
            "２０２５-03-01",
        ],
        "limit": ["", "0", "201", "-1", "1.5", "abc", "1_0", " 5", "٣", "9" * 30],
        "cursor": ["", "abc", "===", "é", CURSOR[:-1], CURSOR + "A", CURSOR.swapcase(), "A" * 36, "\x00"],
    }.items(),
)
def test_a_value_that_cannot_stand_is_named(api, name, values):
    for value in values:
        found = problem(api.get("claims/", **{name: value}), 400)
        assert (found["parameter"], kind(found)) == (name, "invalid-parameter"), value
        assert found["detail"].startswith(f"{name} takes ")


def test_a_cursor_belongs_to_its_list(api):
    assert api.json("claims/", cursor=CURSOR)["results"] == []
    assert problem(api.get("articles/", cursor=CURSOR), 400)["parameter"] == "cursor"
    far = cursors.FORM.pack(b"n", 2**62, uuid4().bytes)
    forged = urlsafe_b64encode(far + cursors.check(far, "claims")).decode()
    assert problem(api.get("claims/", cursor=forged), 400)["parameter"] == "cursor"


@pytest.mark.parametrize("name", ["speaker", "limit", "cursor", "q", "language"])
def test_a_parameter_is_given_once(api, name):
    values = {"limit": "5", "cursor": CURSOR, "language": "id", "speaker": str(uuid4())}
    found = problem(api.client.get("/api/v1/claims/", {name: [values.get(name, "a")] * 2}), 400)
    assert (kind(found), found["parameter"]) == ("repeated-parameter", name)


@pytest.mark.parametrize("value", ["-1", "x", "", "1e3", str(2**63), "9" * 40])
def test_after_is_a_place_in_the_sequence(api, value):
    assert problem(api.get("changes/", after=value), 400)["parameter"] == "after"


@pytest.mark.parametrize("noun", ["claims", "articles", "events", "speakers"])
@pytest.mark.parametrize("public_id", [str(uuid4()), "1", "not-a-uuid", "%00", "é", "{" + str(uuid4()) + "}"])
def test_what_is_not_there_is_404(api, noun, public_id):
    found = problem(api.get(f"{noun}/{public_id}/"), 404)
    assert noun.rstrip("s") in found["detail"]
    if noun == "claims":
        problem(api.get(f"claims/{public_id}/history/"), 404)


@pytest.mark.parametrize("path", ["nope/", "nope", "claims/x/y/", "match/x/", "claims//", "schema/x", "docs/x/"])
def test_any_other_address_is_404_as_a_problem(api, path):
    assert kind(problem(api.get(path), 404)) == "not-found"
    assert kind(problem(api.client.post(f"/api/v1/{path}"), 404)) == "not-found"


@pytest.mark.parametrize("path", ["claims", f"claims/{uuid4()}", "changes", "schema"])
def test_a_forgotten_slash_is_mended(api, path):
    response = api.get(path, limit=5)
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/{path}/?limit=5")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["claims/", "changes/", f"claims/{uuid4()}/", "verdicts/", "schema/"])
def test_the_api_is_only_read(api, path, method):
    response = getattr(api.client, method)(f"/api/v1/{path}")
    assert method.upper() in problem(response, 405)["detail"]
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*, text/csv;q=0.5"])
def test_an_accept_that_excludes_json_is_406(api, newsroom, accept):
    assert kind(problem(api.get("claims/", headers={"Accept": accept}), 406)) == "not-acceptable"


@pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json", "text/html, */*;q=0.1", ""])
def test_an_accept_that_includes_json_is_served(api, newsroom, accept):
    assert api.get("claims/", headers={"Accept": accept}).status_code == 200


def test_too_many_parameters_are_400(api):
    query = "&".join(f"a{number}=1" for number in range(1500))
    assert kind(problem(api.client.get(f"/api/v1/claims/?{query}"), 400)) == "bad-request"


def test_a_failure_of_ours_is_a_problem_that_tells_nothing(client, newsroom, monkeypatch, caplog):
    def fail(self, asked):
        raise RuntimeError("secret password")

    monkeypatch.setattr(ClaimList, "read", fail)
    client.raise_request_exception = False
    response = client.get("/api/v1/claims/")
    assert kind(problem(response, 500)) == "internal-error" and b"password" not in response.content
    assert "secret password" in caplog.text


def test_a_404_raised_by_a_view_is_a_problem_too(client, monkeypatch, newsroom):
    def fail(self, asked):
        raise Http404

    monkeypatch.setattr(ClaimList, "read", fail)
    assert kind(problem(client.get("/api/v1/claims/"), 404)) == "not-found"


def test_errors_are_the_same_in_both_languages(api):
    here = api.get("claims/", limit="0", headers={"Accept-Language": "id"})
    there = api.get("claims/", limit="0", headers={"Accept-Language": "en"})
    assert here.content == there.content and here["Content-Language"] == "en"


def test_checking_comes_before_the_database(api, django_assert_num_queries):
    with django_assert_num_queries(0):
        problem(api.get("claims/", limit="0"), 400)
        problem(api.get("nope/"), 404)
    assert Sequence.objects.exists()
