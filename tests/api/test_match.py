"""POST match/: what a text repeats of what is published, why, and nothing that is not public."""

import json
import re
import shlex
from pathlib import Path

import pytest
from django.test import Client

from claims.actions import matches
from claims.api.match_asked import MOST_BYTES
from claims.models import words
from tests.api.test_errors import kind, problem
from tests.api.test_openapi import ASKED, check, operations
from tests.support.newsroom import hold, make_claim, publish, release, withdraw

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "partners.md").read_text(encoding="utf-8")
SAID = "Di kota ini 20 dari 27 kelurahan sudah daring"


def ask(body, content_type="application/json", query="", **headers):
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/api/v1/match/{query}", sent, content_type=content_type, headers=headers)


def matched(text=SAID, **asked):
    answer = ask({"text": text, **asked})
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_a_text_finds_the_claim_that_it_repeats_and_says_why(published, api):
    same = matched("18 dari 27 kelurahan di Kota Seruni sudah daring")["results"][0]
    assert same["kind"] == "same" and 0 < same["score"] <= 1
    assert same["claim"] == api.json(f"claims/{published.public_id}/")
    other = matched()["results"][0]
    assert other["kind"] == "other_figure" and "other_figure" in other["why"]["reasons"]
    assert "kelurahan" in other["why"]["shared"]
    assert other["why"]["figures"] == [{"text": "20 dari 27", "claim": "18 dari 27", "compared": "other_value"}]
    assert matched("Harga cabai merah di pasar tradisional naik")["results"] == []


def test_what_only_shares_a_word_with_it_is_left_out(published, publish_one):
    publish_one("kelurahan paling hijau menurut kota adalah Kenanga")
    answer = matched("Saya heran kelurahan mana yang dulu menanam pohon asam di pinggir kali")
    assert answer["results"] == []


def test_the_language_is_found_out_unless_it_is_said(published):
    assert matched("Has the city 18 of 27 kelurahan online?")["language"] == "en"
    assert matched(language=None)["language"] == "id" and matched(language="en")["language"] == "en"


def test_as_many_as_asked_for(people, publish_one):
    for _each in range(3):
        publish_one()
    assert len(matched("jumlah taman nomor 1 sudah 1.251", limit=2)["results"]) == 2


def test_only_what_is_public_now_is_found(claim, article, people):
    assert matched()["results"] == []
    published = publish(claim, people)
    make_claim(article, people.editor, "27 kelurahan sudah daring", label=words("Kelurahan daring rahasia"))
    assert [one["claim"]["id"] for one in matched()["results"]] == [str(published.public_id)]
    held = hold(published, people)
    assert matched()["results"] == []
    released = release(held, people)
    assert len(matched()["results"]) == 1
    withdraw(released, people)
    assert matched()["results"] == []


def test_an_answer_is_for_whoever_asked_alone(published):
    answer = ask({"text": SAID}, Origin="https://lain.example")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer["Cache-Control"] == "no-store" and "ETag" not in answer and not answer.cookies
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_it_is_asked_by_post_alone(client, newsroom):
    for method in ("get", "head", "put", "patch", "delete"):
        response = getattr(client, method)("/api/v1/match/")
        assert response.status_code == 405 and response["Allow"] == "POST, OPTIONS"
    assert "Use POST or OPTIONS." in problem(client.get("/api/v1/match/"), 405)["detail"]
    allowed = client.options("/api/v1/match/")
    assert allowed.status_code == 204 and allowed["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert "Content-Type" in allowed["Access-Control-Allow-Headers"]


WRONG = {
    "strangers": ({"text": "x", "txet": 1, "top": 5}, 400, "unknown-parameter"),
    "no text": ({}, 400, "invalid-parameter"),
    "text of another kind": ({"text": ["x"]}, 400, "invalid-parameter"),
    "half a surrogate": (b'{"text": "\\ud83d"}', 400, "invalid-parameter"),
    "another language": ({"text": "x", "language": "ms"}, 400, "invalid-parameter"),
    "a language of another kind": ({"text": "x", "language": []}, 400, "invalid-parameter"),
    "no claim at all": ({"text": "x", "limit": 0}, 400, "invalid-parameter"),
    "too many": ({"text": "x", "limit": 21}, 400, "invalid-parameter"),
    "yes claims": ({"text": "x", "limit": True}, 400, "invalid-parameter"),
    "half a claim": ({"text": "x", "limit": 2.0}, 400, "invalid-parameter"),
    "a list": ([], 400, "bad-body"),
    "nothing": (b" ", 400, "bad-body"),
    "no JSON": (b"text=x", 400, "bad-body"),
    "no UTF-8": (b'{"text": "\xff"}', 400, "bad-body"),
    "twice": (b'{"text": "x", "text": "y"}', 400, "bad-body"),
    "depths": (b"[" * 60_000, 400, "bad-body"),
    "a number without end": (b'{"text": "x", "limit": ' + b"9" * 5000 + b"}", 400, "bad-body"),
    "an empty text": ({"text": " \n"}, 422, "text-out-of-bounds"),
    "a text too long": ({"text": "x" * 2001}, 422, "text-out-of-bounds"),
    "a whole book": ({"text": "x" * MOST_BYTES}, 413, "too-large"),
}


@pytest.mark.parametrize(("body", "status", "named"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_read_is_refused_in_words(api, body, status, named):
    found = problem(ask(body), status)
    assert kind(found) == named
    if named == "unknown-parameter":
        assert (found["unknown"], found["known"]) == (["top", "txet"], ["text", "language", "limit"])
    document = api.json("schema/")
    content = operations(document)[ASKED]["responses"][str(status)]["content"]["application/problem+json"]
    check(document, content["schema"], found)


def test_another_media_type_a_parameter_or_accept_is_refused(newsroom):
    assert kind(problem(ask(b"text=x", "application/x-www-form-urlencoded"), 415)) == "unsupported-media-type"
    assert kind(problem(ask({"text": "x"}, query="?limit=2"), 400)) == "unknown-parameter"
    assert kind(problem(ask({"text": "x"}, Accept="text/html"), 406)) == "not-acceptable"
    assert ask({"text": "x"}, "application/json; charset=utf-8").status_code == 200


@pytest.mark.parametrize("text", ["x" * 2000, "🙂" * 2000, "\x00", "%_'\"\\", "18 dari 27", "a\u202eb\n\n<script>"])
def test_any_text_within_the_bounds_is_answered(published, text):
    assert matched(text)["results"] is not None


def test_the_answer_is_as_the_document_says(api, published):
    document = api.json("schema/")
    operation = operations(document)[ASKED]
    check(document, operation["responses"]["200"]["content"]["application/json"]["schema"], matched())
    assert operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/MatchRequest")


def test_few_questions_whatever_the_number_of_claims(publish_one, people, django_assert_max_num_queries):
    for _each in range(3):
        publish_one()
    matches.recount()
    with django_assert_max_num_queries(5):
        matched("jumlah taman nomor 1 sudah 1.251")


def test_the_example_of_the_page_is_one_that_works(published):
    (command,) = re.findall(r"```sh\n(curl .*?)```", PAGE, re.DOTALL)
    told = shlex.split(command.replace("\\\n", " "))
    assert told[1].endswith("/api/v1/match/") and told[told.index("-H") + 1] == "Content-Type: application/json"
    sent = told[told.index("-d") + 1]
    answer = json.loads(ask(sent.encode()).content)
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    shown = json.loads(example)
    assert set(shown) == set(answer)
    (one,) = shown["results"]
    found = answer["results"][0]
    assert set(one) == set(found) and set(one["why"]) == set(found["why"]) and set(one["claim"]) <= set(found["claim"])
    assert one["why"]["figures"] == found["why"]["figures"] and one["kind"] == found["kind"]
