"""Tags, caches, compression, HEAD, OPTIONS and other origins."""

import gzip
import json

import pytest

from claims.actions import foundations
from claims.models import Sequence
from tests.support.newsroom import correct, hold, make_claim, publish, withdraw

pytestmark = pytest.mark.django_db
PATHS = ["", "claims/", "articles/", "events/", "speakers/", "verdicts/", "changes/", "schema/", "claims/?limit=1"]


def held(api, path, tag):
    """What a client that holds `tag` is answered."""
    return api.get(path, headers={"If-None-Match": tag})


@pytest.fixture
def paths(published):
    claim = published.public_id
    details = [f"claims/{claim}/", f"claims/{claim}/history/", f"articles/{published.article.public_id}/"]
    return [*PATHS, *details, f"speakers/{published.speaker.public_id}/"]


def test_every_answer_has_a_strong_tag_and_a_short_life(api, paths):
    for path in paths:
        response = api.get(path)
        assert response["ETag"][0] == response["ETag"][-1] == '"', path
        assert response["Cache-Control"] == "public, max-age=5"
        assert response["Content-Type"] == "application/json"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert {"Accept", "Accept-Encoding"} <= set(response["Vary"].split(", "))
        assert "Cookie" not in response["Vary"] and not response.cookies


def test_whoever_holds_the_answer_is_told_so(api, paths):
    for path in paths:
        tag = api.get(path)["ETag"]
        for sent in (tag, f"W/{tag}", f'"other", {tag}', f'W/"x",W/{tag}', f'"a", {tag} , "b"'):
            response = held(api, path, sent)
            assert (response.status_code, response.content) == (304, b""), (path, sent)
            assert response["ETag"].removeprefix("W/") == tag and response["Cache-Control"] == "public, max-age=5"
            assert {"Accept", "Accept-Encoding"} <= set(response["Vary"].split(", "))
        response = held(api, path, "*")
        assert (response.status_code, response["ETag"]) == (304, tag)
        for sent in (tag.strip('"'), '"other"', "", "nonsense"):
            assert held(api, path, sent).status_code == 200, (path, sent)


def test_tags_tell_answers_apart(api, paths):
    tags = [api.get(path)["ETag"] for path in paths]
    assert len(set(tags)) == len(paths)
    assert api.get("claims/")["ETag"] == api.get("claims/")["ETag"]
    other_host = api.client.get("/api/v1/claims/", headers={"Host": "localhost"})
    assert other_host["ETag"] not in tags


def test_whatever_changes_an_answer_changes_its_tag(api, published, people, article):
    second = make_claim(article, people.editor, quote="angka kemiskinan turun menjadi 6,2 persen")
    steps = [
        lambda: publish(second, people),
        lambda: correct(published, people),
        lambda: hold(published, people),
        lambda: withdraw(second, people),
    ]
    paths = ["claims/", "changes/", f"articles/{article.public_id}/", f"speakers/{published.speaker.public_id}/"]
    paths += [f"claims/{published.public_id}/", f"claims/{published.public_id}/history/"]
    for step in steps:
        tags = {path: api.get(path)["ETag"] for path in paths}
        step()
        for path, tag in tags.items():
            assert held(api, path, tag).status_code == 200, path


def test_a_withdrawn_claim_is_gone_even_for_who_holds_it(api, published, people):
    path = f"claims/{published.public_id}/"
    tag = api.get(path)["ETag"]
    withdraw(published, people)
    assert held(api, path, tag).status_code == held(api, path, "*").status_code == 410
    assert api.get(path)["ETag"] not in ("", tag)


def test_what_is_gone_is_confirmed_to_who_holds_its_notice(api, published, people):
    withdraw(published, people)
    for path in (f"claims/{published.public_id}/", f"speakers/{published.speaker.public_id}/"):
        response = api.get(path)
        assert response.status_code == 410 and response["Cache-Control"] == "public, max-age=5"
        again = held(api, path, response["ETag"])
        assert (again.status_code, again["ETag"], again.content) == (304, response["ETag"], b"")


def test_nothing_is_not_held(api, newsroom):
    assert held(api, "claims/3f1c0f0e-6f0b-4c55-9f5d-0c9b8a3c7d21/", "*").status_code == 404
    assert held(api, "nope/", "*").status_code == 404


def test_a_new_epoch_and_a_new_scale_change_the_tags(api, newsroom):
    claims, verdicts = api.get("claims/")["ETag"], api.get("verdicts/")["ETag"]
    Sequence.objects.update(epoch="00000000-0000-4000-8000-000000000001")
    assert held(api, "claims/", claims).status_code == 200
    assert held(api, "verdicts/", verdicts).status_code == 304
    foundations.add_scale(newsroom, foundations.DEFAULT_SCALE[:5])
    assert held(api, "verdicts/", verdicts).status_code == 200
    assert (api.json("verdicts/")["scale"], len(api.json("verdicts/")["results"])) == (2, 5)


def test_a_304_costs_one_query(api, published, django_assert_num_queries):
    for path in ("claims/", "changes/", f"claims/{published.public_id}/"):
        tag = api.get(path)["ETag"]
        with django_assert_num_queries(1):
            assert held(api, path, tag).status_code == 304


def test_the_sequence_is_read_before_the_rows(api, published, django_assert_num_queries):
    """Else a tag could be newer than its rows, and a change between the two reads would never be seen."""
    for path in ("claims/", "changes/", f"articles/{published.article.public_id}/"):
        with django_assert_num_queries(3 if "articles" in path else 2) as queries:
            api.get(path)
        assert "claims_sequence" in queries[0]["sql"]
        assert all("claims_sequence" not in query["sql"] for query in queries.captured_queries[1:])


def test_compressed_answers_carry_weak_tags_that_still_hold(api, published):
    plain = api.get("claims/")
    squeezed = api.get("claims/", headers={"Accept-Encoding": "gzip"})
    assert squeezed["Content-Encoding"] == "gzip" and gzip.decompress(squeezed.content) == plain.content
    assert squeezed["ETag"] == f"W/{plain['ETag']}"
    again = api.get("claims/", headers={"Accept-Encoding": "gzip", "If-None-Match": squeezed["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, squeezed["ETag"])


def test_head_is_get_without_the_body(api, paths):
    for path in [*paths, "nope/", "claims/?limit=0"]:
        full, head = api.get(path), api.client.head(f"/api/v1/{path}")
        assert (head.status_code, head.content) == (full.status_code, b""), path
        assert head["Content-Length"] == str(len(full.content))
        same = ("ETag", "Cache-Control", "Content-Type", "Vary", "Allow")
        assert all(head.get(name) == full.get(name) for name in same)


def test_any_origin_may_read(api, paths):
    for path in [*paths, "nope/"]:
        response = api.get(path, headers={"Origin": "https://partner.example"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        assert "ETag" in response["Access-Control-Expose-Headers"]


def test_options_answers_a_browser_that_asks_first(api, newsroom):
    asks = {
        "Origin": "https://partner.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    response = api.client.options("/api/v1/claims/", headers=asks)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


def test_texts_arrive_as_utf_8(api, published):
    body = api.get(f"claims/{published.public_id}/").content
    assert "” kata Rahma".encode() in body
    assert json.loads(body)["quote"] == published.quote
