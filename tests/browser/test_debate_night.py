"""Debate night: six people at once take the demo debate's forty claims from paste to publication.

One of them uses nothing but the keyboard. On the way: a proposal sent back, two people at one task, two at one form, a
correction, a hold and its release, a reply, a withdrawal, and a blind second rating that disagrees.
"""

import asyncio
import os
import re

import pytest

from claims.actions import events, speakers
from claims.models import AuditEntry, Claim, Newsroom, Publication, Sequence, words
from claims.workflow import Role
from tests.browser.colleagues import (
    CLAIMS,
    Night,
    approve,
    complete,
    curate_all,
    do,
    only_keys,
    paste,
    review,
    write,
)
from tests.browser.night import play
from tests.support.newsroom import make_person

pytestmark = [
    pytest.mark.services,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]


# What happens afterwards, each scene on a published claim of its own


async def correct(people, address):
    await people["sari"].go(address)
    await do(people["sari"], "correct", reason="New data")
    page = people["sari"].page
    await page.locator("#form-verdict label.rating", has_text="Partly True").click()
    await page.locator("#form-verdict [name=material][value=yes]").check()
    language = await page.locator("blockquote.reading").first.get_attribute("lang")
    await page.fill(f"#form-verdict [name=note_{language}]", "The data of 2024 changed it.")
    await page.locator("#form-verdict label.rating", has_text="Partly True").click()
    await people["sari"].submit(page.locator("#form-verdict button[value=propose]"))
    await people["dewi"].go(address)
    await do(people["dewi"], "approve")


async def hold_and_release(people, address):
    await people["dewi"].go(address)
    await do(people["dewi"], "hold", notice_id="Vonis ini ditinjau ulang.", notice_en="This verdict is under review.")
    await do(people["dewi"], "propose_release", reason="Read again, and right")
    await people["bima"].go(address)
    await do(people["bima"], "release")


async def reply(people, address):
    await people["rahma"].go(address)
    await do(people["rahma"], "record_reply", who="The candidate's office", text="That is  not\nwhat was meant. 🙂")


async def withdraw(people, address):
    await people["joko"].go(address)
    notice = {"notice_id": "Bukan dia yang berkata.", "notice_en": "Not said by her."}
    await do(people["joko"], "propose_withdrawal", ground="wrong_person", **notice)
    await people["bima"].go(address)
    await do(people["bima"], "withdraw")


async def two_at_one_form(people, address):
    """Both open the claim, both write a statement: the second reads both, loses nothing, and decides."""
    first, second = people["sari"], people["joko"]
    for one in (first, second):
        await one.go(address)
    await first.page.fill("#form-claim [name=statement_en]", "Statement of the first")
    await second.page.fill("#form-claim [name=statement_en]", "Statement of the second")
    await first.submit(first.page.locator("#form-claim .buttons button"))
    await second.submit(second.page.locator("#form-claim .buttons button"))
    assert await second.sees("Statement of the first")
    assert await second.page.locator("#form-claim [name=statement_en]").input_value() == "Statement of the second"
    await second.page.fill("#form-claim [name=statement_en]", "Statement of the first, put right by the second")
    await second.submit(second.page.locator("#form-claim .buttons button"))


async def blind_disagreement(people, address):
    """The proposal is rated without being seen; the second disagrees, a third decides, then it is approved."""
    await people["joko"].go(address)
    await write(people["joko"], "Mostly True")
    for name, rating, reason in (("sari", "False", "The table says otherwise"), ("bima", "Mostly True", "It fits")):
        one = people[name]
        await one.go(address)
        assert await one.page.locator("#form-approve").count() == 0
        assert not await one.sees("joko: what the report of 2023 says.")
        await one.page.locator("#form-rate label", has_text=re.compile(rf"^\s*{rating}\s*$")).click()
        await one.page.locator("#form-rate [name=reason]").fill(reason)
        await one.submit(one.page.locator("#form-rate .buttons button"))
    await people["dewi"].go(address)
    assert await people["dewi"].sees("joko: what the report of 2023 says.")
    await do(people["dewi"], "approve")


def addresses(claims):
    return [f"/en/admin/claims/claim/{claim.pk}/change/" for claim in claims]


@pytest.fixture
def event(db):
    """The debate, made before the evening: who takes part, against the empty column."""
    newsroom = Newsroom.objects.default()
    editor = make_person("rahma", Role.EDITOR)
    for name, roles in {
        "kartika": (Role.EDITOR, Role.REVIEWER),
        "sari": (Role.REVIEWER,),
        "joko": (Role.REVIEWER,),
        "dewi": (Role.APPROVER,),
        "bima": (Role.APPROVER,),
    }.items():
        make_person(name, *roles)
    debate = events.create(by=editor, newsroom=newsroom, title="Debate of Kota Seruni", kind="debate")
    speaker = speakers.create(by=editor, newsroom=newsroom, name="Rahma Wirasti")
    events.add_participant(debate, by=editor, speaker=speaker, role=words("Calon", "Candidate"), ballot_number=1)
    return debate


PEOPLE = ("rahma", "kartika", "sari", "joko", "dewi", "bima")


async def evening(people, night):
    """From paste to forty publications, everybody at once."""
    await paste(people["rahma"], night)
    keys = asyncio.create_task(only_keys(people["kartika"], night))
    await night.at_keyboard.wait() if not keys.done() else None
    await asyncio.gather(
        keys,
        curate_all(people["rahma"], night),
        review(people["sari"], night, "Mostly True"),
        review(people["joko"], night, "False"),
        approve(people["dewi"], night, CLAIMS, sends_back=True),
        approve(people["bima"], night, CLAIMS),
    )


async def afterwards(people, night):
    """What comes after publication, each scene with a claim of its own; returns their addresses in that order."""
    await people["rahma"].go(night.room)
    claims = people["rahma"].page.locator("#lane-public .slip a")
    places = [await claims.nth(number).get_attribute("href") for number in range(6)]
    scenes = (correct, hold_and_release, reply, withdraw)
    await correct(people, places[0])
    await hold_and_release(people, places[1])
    await reply(people, places[2])
    await withdraw(people, places[3])
    return places[: len(scenes)]


async def one_more(people, night):
    """A forty-first claim: taken by two at once, edited by two at once, then rated blind."""
    await complete(people["rahma"], night, CLAIMS + 1)
    first, second = people["joko"], people["sari"]
    for one in (first, second):
        await one.go(night.room)
    address = await first.page.locator("#lane-queued .slip a").first.get_attribute("href")
    await first.submit(first.page.locator("#lane-queued button[value=take]").first)
    await second.submit(second.page.locator("#lane-queued button[value=take]").first)
    assert await second.page.locator(".trouble").count() == 1
    await two_at_one_form(people, address)
    newsroom = people["dewi"]
    await newsroom.go(night.newsroom)
    await newsroom.page.locator("[name=blind_rating]").check()
    await newsroom.submit(newsroom.page.locator("form.narrow:has([name=blind_rating]) .buttons button"))
    await blind_disagreement(people, address)
    return address


def claim_at(address):
    return Claim.objects.get(pk=int(re.search(r"/claim/(\d+)/", address)[1]))


def verbs(claim):
    return list(AuditEntry.objects.filter(claim=claim).order_by("pk").values_list("verb", flat=True))


def test_debate_night(worker, event, live_server, record_property):
    night, seen = Night(event), {}

    async def play_all(people):
        await evening(people, night)
        seen["after"] = await afterwards(people, night)
        seen["last"] = await one_more(people, night)

    play(live_server.url, os.environ["FACTCHECK_TEST_CHROMIUM"], PEOPLE, play_all)
    corrected, released, replied, withdrawn = map(claim_at, seen["after"])
    last = claim_at(seen["last"])
    print(f"\nfrom suggestion to proposal (commands, letters, seconds): {night.strokes}; {night.late} came second")
    record_property("commands, letters and seconds from suggestion to proposal", str(night.strokes))

    everything_is_on_record(last)
    assert (corrected.live.version, corrected.live.rating.slug) == (2, "partly-true")
    assert verbs(corrected)[-4:] == ["correct", "save_verdict", "propose", "approve"]
    assert (released.public, verbs(released)[-3:]) == ("published", ["hold", "propose_release", "release"])
    assert replied.replies.get().text == "That is  not\nwhat was meant. 🙂"
    assert (withdrawn.public, verbs(withdrawn)[-2:]) == ("withdrawn", ["propose_withdrawal", "withdraw"])
    assert last.statement["en"] == "Statement of the first, put right by the second"
    edits = AuditEntry.objects.filter(claim=last, verb="edit", after__has_key="statement").order_by("pk")
    assert [entry.after["statement"]["en"] for entry in edits] == ["Statement of the first", last.statement["en"]]
    votes = list(last.live.second_ratings.values_list("position", "rating__slug", "first_rating__slug"))
    assert votes == [(2, "false", "mostly-true"), (3, "mostly-true", "mostly-true")]
    assert AuditEntry.objects.filter(verb="send_back").count() == 1


def everything_is_on_record(last):
    """Forty-one published, each with all its steps, by two people, and nothing that anybody wrote is lost."""
    claims = list(Claim.objects.exclude(public="none").select_related("live"))
    assert len(claims) == CLAIMS + 1 and not Claim.objects.filter(public="none").exists()
    for claim in claims:
        needed = {"take", "add_source", "save_verdict", "propose", "approve"}
        assert needed <= set(verbs(claim)), (claim.pk, verbs(claim))
        assert claim.live.approved_by_id not in (claim.live.proposed_by_id, claim.live.edited_by_id)
        assert claim.text.content[claim.start : claim.end] == claim.quote
        saved = AuditEntry.objects.filter(claim=claim, verb="save_verdict", after__has_key="summary").last()
        assert claim.live.summary == saved.after["summary"]
    sequences = list(Publication.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, Sequence.objects.get(pk=1).value + 1))
