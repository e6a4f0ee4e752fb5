"""Lists: what is in them, in which order, narrowed how, and walked both ways while news comes in."""

import json

import pytest

from claims.actions import events, speakers
from claims.models import Topic, words
from tests.support.newsroom import correct, hold, withdraw

pytestmark = pytest.mark.django_db


def walk(api, path, way="next", **query):
    """The ids on every page from `path` on, page by page."""
    while path:
        page = api.json(path, **query)
        yield [result["id"] for result in page["results"]]
        path, query = page[way], {}


def public(*claims):
    return [str(claim.public_id) for claim in claims]


def test_an_empty_list_is_a_list(api, newsroom):
    for noun in ("claims", "articles", "events", "speakers"):
        assert api.json(f"{noun}/") == {"next": None, "previous": None, "results": []}


def test_claims_come_newest_first_and_keep_their_place_when_corrected(api, publish_one, backdate, people):
    old, middle, new = claims = [publish_one() for _ in range(3)]
    for days, claim in enumerate(claims):
        backdate(claim, days)
    correct(old, people)
    assert api.ids("claims/") == public(new, middle, old)


def test_of_one_moment_the_greater_id_comes_first(api, publish_one, backdate):
    claims = [publish_one() for _ in range(4)]
    for claim in claims:
        backdate(claim, 1)
    assert api.ids("claims/") == sorted(public(*claims), reverse=True)
    assert sum(walk(api, "claims/", limit=1), []) == sorted(public(*claims), reverse=True)


def test_a_walk_sees_each_claim_once_while_others_are_published(api, publish_one, backdate, people):
    claims = [publish_one() for _ in range(7)]
    for days, claim in enumerate(claims):
        backdate(claim, days // 2)
    expected = api.ids("claims/")
    seen, path, query = [], "claims/", {"limit": 2}
    while path:
        page = api.json(path, **query)
        seen += [result["id"] for result in page["results"]]
        path, query = page["next"], {}
        publish_one()
    assert seen == expected


def test_the_way_back_meets_each_claim_once_and_the_new_ones_last(api, publish_one, backdate):
    claims = [publish_one() for _ in range(5)]
    for days, claim in enumerate(claims):
        backdate(claim, days)
    pages = list(walk(api, "claims/", limit=2))
    last = api.json("claims/", limit=2)
    while last["next"]:
        last = api.json(last["next"])
    newcomer = publish_one()
    back = list(walk(api, last["previous"], way="previous"))
    assert pages == [public(claims[4], claims[3]), public(claims[2], claims[1]), public(claims[0])]
    assert back == [public(claims[2], claims[1]), public(claims[4], claims[3]), public(newcomer)]


def test_both_ways_meet(api, publish_one, backdate):
    for days, claim in enumerate([publish_one() for _ in range(4)]):
        backdate(claim, days)
    first = api.json("claims/", limit=3)
    second = api.json(first["next"])
    again = api.json(second["previous"])
    assert again["results"] == first["results"] and again["next"] and again["previous"] is None
    assert api.json(again["next"])["results"] == second["results"]
    assert first["previous"] is None and second["next"] is None


def test_links_keep_what_was_asked(api, publish_one):
    publish_one(), publish_one()
    following = api.json("claims/", limit=1, language="id", q="taman")["next"]
    assert following.startswith("http://testserver/api/v1/claims/?")
    assert all(part in following for part in ("limit=1", "language=id", "q=taman", "cursor="))


def test_filters_find_what_they_name_and_nothing_else(api, publish_one, debate, newsroom):
    topic = Topic.objects.create(slug="tata-kota", label=words("Tata kota", "City planning"))
    Topic.objects.create(slug="kota", label=words("Kota"))
    there = publish_one(event=debate, slug="false", topics=[topic])
    other = publish_one(language="en", speaker="Galih Prasoma")
    wanted = {
        "speaker": there.speaker.public_id,
        "article": there.article.public_id,
        "event": debate.public_id,
        "verdict": "false",
        "topic": "tata-kota",
        "language": "id",
    }
    for name, value in wanted.items():
        assert api.ids("claims/", **{name: value}) == public(there), name
    assert api.ids("claims/", speaker=other.speaker.public_id) == public(other)
    assert api.ids("claims/", language="en") == public(other)
    assert api.ids("claims/", topic="kota") == [] == api.ids("claims/", verdict="true")
    assert api.ids("claims/", **wanted) == public(there)
    assert api.ids("claims/", **wanted | {"verdict": "mostly-true"}) == []


def test_an_upper_case_uuid_is_the_same_uuid(api, publish_one):
    claim = publish_one()
    assert api.ids("claims/", article=str(claim.article.public_id).upper()) == public(claim)
    assert api.json(f"claims/{str(claim.public_id).upper()}/")["id"] == str(claim.public_id)


def test_search_finds_claims_with_all_the_words(api, publish_one):
    claim = publish_one()
    for q in ("taman", "TAMAN Rahma", "1.251", "1,251", "1251", "park", "“taman”!", "2023 report", "nomor 1"):
        assert api.ids("claims/", q=q) == public(claim), q
    for q in ("taman Seruni", "tama", "100% taman", "t_man", "_", "nomor 2", "1,25"):
        assert api.ids("claims/", q=q) == [], q


def test_search_reads_a_decimal_comma_and_a_point_alike(api, publish_one):
    claim = publish_one(quote="indeks layanan kami 3,41")
    assert api.ids("claims/", q="3.41") == api.ids("claims/", q="indeks 3,41") == public(claim)
    assert api.ids("claims/", q="341") == []


MOMENTS = [
    ("2025-03-02T08:00:00Z", None, [3, 2, 1]),
    ("2025-03-02T08:00:01Z", None, [3, 2]),
    (None, "2025-03-02T08:00:00Z", [0]),
    (None, "2025-03-02T08:00:00.5Z", [1, 0]),
    ("2025-03-02", "2025-03-04", [2, 1]),
    ("2025-03-02T15:00:00+07:00", "2025-03-02T15:00:01+07:00", [1]),
    ("2025-03-02T15:00:00 07:00", "2025-03-03t08:00:00z", [1]),
    ("2025-03-02T00:00:00-08:00", "2025-03-02T08:00:01Z", [1]),
    ("2025-03-05", None, []),
]


def test_moments_bound_the_list(api, publish_one, backdate):
    claims = [publish_one() for _ in range(4)]
    for day, claim in enumerate(claims):
        backdate(claim, day)
    for after, before, days in MOMENTS:
        asked = {"published_after": after, "published_before": before}
        asked = {name: value for name, value in asked.items() if value}
        assert api.ids("claims/", **asked) == public(*(claims[day] for day in days)), asked


def test_a_held_claim_stays_in_the_list_and_a_withdrawn_one_leaves_it(api, publish_one, people):
    kept, gone = publish_one(), publish_one()
    hold(kept, people), withdraw(gone, people)
    (record,) = api.json("claims/")["results"]
    assert (record["id"], record["status"]) == (str(kept.public_id), "held")
    assert record["notice"] == words("Vonis ditinjau ulang.", "Verdict under review.")
    assert api.ids("claims/", verdict="mostly-true") == []


def test_articles_with_a_published_claim(api, publish_one, people, article):
    first, second = publish_one(), publish_one()
    assert sorted(api.ids("articles/")) == sorted(public(first.article, second.article))
    withdraw(first, people)
    assert api.ids("articles/") == public(second.article)
    assert api.get(f"articles/{first.article.public_id}/").status_code == 404
    assert api.get(f"articles/{article.public_id}/").status_code == 404


def test_events_and_speakers_leave_their_lists_with_the_last_public_claim(api, publish_one, debate, people):
    kept, claim = publish_one(speaker="Galih Prasoma"), publish_one(event=debate)
    hold(claim, people)
    assert api.ids("events/") == public(debate)
    assert sorted(api.ids("speakers/")) == sorted(public(kept.speaker, claim.speaker))
    withdraw(claim, people)
    assert api.ids("events/") == [] and api.ids("speakers/") == public(kept.speaker)
    for path in (f"events/{debate.public_id}/", f"speakers/{claim.speaker.public_id}/"):
        response = api.get(path)
        assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
        assert json.loads(response.content)["type"].endswith("/api/v1/docs/#gone")
        assert b"Rahma" not in response.content and b"Debat" not in response.content
    kinds = [entry["kind"] for entry in api.json("changes/")["results"]]
    assert kinds[-3:] == ["withdrawn", "event", "speaker"]
    assert api.json("changes/")["results"][-1]["speaker"]["claims"]["checked"] == 0


def test_they_come_back_with_the_next_claim(api, publish_one, debate, people):
    withdraw(publish_one(event=debate), people)
    claim = publish_one(event=debate)
    assert api.ids("events/") == public(debate) and api.ids("speakers/") == public(claim.speaker)
    api.json(f"events/{debate.public_id}/"), api.json(f"speakers/{claim.speaker.public_id}/")


@pytest.mark.parametrize("noun", ["articles", "events", "speakers"])
def test_every_list_has_pages(api, publish_one, people, newsroom, noun):
    for number in range(3):
        event = events.create(by=people.editor, newsroom=newsroom, title=f"Debat {number}")
        publish_one(event=event, speaker=f"Pembicara {number}")
    whole = api.ids(f"{noun}/")
    assert len(whole) == 3 and sum(walk(api, f"{noun}/", limit=1), []) == whole


def test_a_merged_speaker_leaves_the_list_and_leads_to_the_other(api, publish_one, people):
    old = publish_one(speaker="R. Wirasti").speaker
    new = publish_one(speaker="Rahma Wirasti").speaker
    speakers.merge(old, into=new, by=people.editor, reason="Orang yang sama")
    assert api.ids("speakers/") == public(new)
    response = api.get(f"speakers/{old.public_id}/")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/speakers/{new.public_id}/")
    assert len(api.ids("claims/", speaker=new.public_id)) == 2


@pytest.mark.parametrize("noun", ["claims", "articles", "events", "speakers"])
def test_a_list_takes_two_queries_however_long(api, publish_one, debate, django_assert_num_queries, noun):
    for _ in range(3):
        publish_one(event=debate)
    with django_assert_num_queries(2):
        api.json(f"{noun}/")
