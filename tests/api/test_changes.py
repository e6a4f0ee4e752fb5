"""The change feed: everything public that happened, in order, without a gap."""

import json

import pytest

from claims.actions import articles, events, replies, speakers
from claims.models import Sequence
from tests.support.newsroom import correct, hold, release, withdraw

pytestmark = pytest.mark.django_db


def everything(api, after=0, limit=200):
    """All entries after `after`, fetched page by page."""
    while True:
        page = api.json("changes/", after=after, limit=limit)
        yield from page["results"]
        after = page["last"]
        if not page["more"]:
            return


def test_before_anything_is_public(api, newsroom):
    epoch, _value = Sequence.objects.values_list("epoch", "value").get()
    assert api.json("changes/") == {"epoch": str(epoch), "last": 0, "end": 0, "more": False, "results": []}


def test_all_that_happens_is_told_in_order_without_a_gap(api, publish_one, debate, people):
    one, two, three = publish_one(event=debate), publish_one(), publish_one(speaker="R. Wirasti")
    correct(one, people)
    release(hold(one, people), people)
    withdraw(two, people)
    replies.record(one, by=people.editor, who="Rahma Wirasti", text="Data kami lebih baru.")
    speakers.rename(one.speaker, by=people.editor, name="Rahma D. Wirasti")
    speakers.merge(three.speaker, into=one.speaker, by=people.editor, reason="Orang yang sama")
    events.describe(debate, by=people.editor, place="Gedung Kota Seruni")
    articles.describe(one.article, by=people.editor, title="Judul baru")
    told = list(everything(api))
    assert [entry["sequence"] for entry in told] == list(range(1, Sequence.objects.get().value + 1))
    assert list(everything(api, limit=1)) == told
    kinds = [entry["kind"] for entry in told]
    main = [k for k in kinds if k not in ("event", "speaker")]
    assert main[:8] == ["published"] * 3 + ["corrected", "held", "released", "withdrawn", "reply"]
    assert set(main[8:]) == {"published"} and {"event", "speaker"} <= set(kinds)


def test_each_entry_carries_what_it_is_about(api, publish_one, debate, people):
    claim = publish_one(event=debate)
    for entry in everything(api):
        noun = entry["kind"] if entry["kind"] in ("event", "speaker") else "claim"
        assert set(entry) == {"sequence", "kind", "at", noun}
        assert entry["at"].endswith("Z") and len(entry["at"]) == 20
        assert entry[noun] == api.json(f"{noun}s/{entry[noun]['id']}/")
    assert entry["sequence"] == claim.publication.sequence + 2


def test_following_by_last_misses_nothing_and_sees_nothing_twice(api, publish_one):
    publish_one()
    first = list(everything(api))
    after = first[-1]["sequence"]
    publish_one()
    rest = list(everything(api, after=after))
    assert [e["sequence"] for e in rest] == list(range(after + 1, Sequence.objects.get().value + 1))
    assert list(everything(api)) == [e for e in list(everything(api)) if e["sequence"] <= after] + rest


def test_a_participant_who_was_renamed_is_told_with_the_event(api, publish_one, debate, people, newsroom):
    silent = speakers.create(by=people.editor, newsroom=newsroom, name="Galih Prasoma")
    events.add_participant(debate, by=people.editor, speaker=silent, ballot_number=2)
    publish_one(event=debate)
    after = Sequence.objects.get().value
    speakers.rename(silent, by=people.editor, name="Galih S. Prasoma")
    (entry,) = everything(api, after=after)
    assert [p["speaker"]["name"] for p in entry["event"]["participants"]] == ["Rahma Wirasti", "Galih S. Prasoma"]
    other = speakers.create(by=people.editor, newsroom=newsroom, name="Galih Surya Prasoma")
    speakers.merge(silent, into=other, by=people.editor, reason="Orang yang sama")
    assert api.json(f"events/{debate.public_id}/")["participants"][1]["speaker"]["id"] == str(other.public_id)


def test_pages_say_where_they_end(api, publish_one):
    publish_one(), publish_one()
    end = Sequence.objects.get().value
    page = api.json("changes/", limit=2)
    assert (len(page["results"]), page["last"], page["end"], page["more"]) == (2, 2, end, True)
    last = api.json("changes/", after=end - 1)
    assert (len(last["results"]), last["last"], last["more"]) == (1, end, False)
    exact = api.json("changes/", after=end - 2, limit=2)
    assert (exact["last"], exact["more"]) == (end, False)


@pytest.mark.parametrize("after", [10_000, 2**63 - 1])
def test_after_the_end_there_is_nothing_yet(api, published, after):
    page = api.json("changes/", after=after)
    assert (page["results"], page["last"], page["more"]) == ([], after, False)
    assert page["end"] == Sequence.objects.get().value


def test_a_hold_is_a_tombstone_until_it_is_released(api, published, people):
    held = hold(published, people)
    of_claim = [entry for entry in everything(api) if "claim" in entry]
    assert [entry["kind"] for entry in of_claim] == ["published", "held"]
    assert all(entry["claim"]["status"] == "held" for entry in of_claim)
    assert set(of_claim[1]["claim"]) == {"id", "url", "version", "status", "notice", "ground"}
    release(held, people)
    statuses = [entry["claim"]["status"] for entry in everything(api) if "claim" in entry]
    assert statuses == ["published", "held", "published"]


def test_a_withdrawn_claim_keeps_its_places_as_tombstones(api, published, people):
    correct(published, people)
    before = [e["sequence"] for e in everything(api) if "claim" in e]
    withdraw(published, people)
    of_claim = [entry for entry in everything(api) if "claim" in entry]
    assert [entry["sequence"] for entry in of_claim][:2] == before
    stones = [json.dumps(entry["claim"]) for entry in of_claim]
    assert len(set(stones)) == 1 and of_claim[0]["claim"]["status"] == "withdrawn"


def test_a_speaker_entry_tells_no_tally_that_was_taken_back(api, published, people):
    withdraw(published, people)
    told = [entry["speaker"] for entry in everything(api) if entry["kind"] == "speaker"]
    assert told and all(record["claims"]["checked"] == 0 for record in told)


def test_the_newest_entries_of_all_subjects_are_what_the_lists_say(api, publish_one, debate, people):
    """A partner that only follows ends with what a partner that only lists has."""
    one, two, three = publish_one(event=debate), publish_one(), publish_one()
    hold(two, people), withdraw(three, people), correct(one, people)
    mirror = {}
    for entry in everything(api):
        noun = next(noun for noun in ("claim", "event", "speaker") if noun in entry)
        mirror[noun, entry[noun]["id"]] = entry[noun]
    for noun in ("event", "speaker"):
        assert {i: r for (n, i), r in mirror.items() if n == noun} == {
            r["id"]: r for r in api.json(f"{noun}s/")["results"]
        }
    shown = {r["id"]: r for r in api.json("claims/")["results"]}
    assert mirror["claim", str(one.public_id)] == shown[str(one.public_id)]
    assert mirror["claim", str(two.public_id)]["notice"] == shown[str(two.public_id)]["notice"]
    assert mirror["claim", str(three.public_id)]["status"] == "withdrawn" and len(shown) == 2
