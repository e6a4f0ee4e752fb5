"""Blind second ratings on the desk: no page tells the verdict to whoever may still rate it; then all of it is shown."""

import pytest
from django.urls import reverse

from claims.actions import newsrooms, verdicts
from claims.actions.refusals import Unrated
from claims.models import AuditEntry, Claim, SecondRating, words
from claims.workflow import Role
from tests.desk.pages import desk, step, to
from tests.desk.pages import words as words_of
from tests.support.newsroom import correct, make_person, propose, publish

pytestmark = pytest.mark.django_db

SECRETS = ("Ringkasan rahasia.", "Penjelasan rahasia.", "Catatan rahasia.", "verdict v-")
TEXTS = {"summary": words(SECRETS[0], "x"), "explanation": words(SECRETS[1], "x")}


@pytest.fixture
def blind(newsroom, people, claim):
    newsrooms.describe(newsroom, by=people.approver, blind_rating=True)
    claim.newsroom.refresh_from_db()
    return claim


def rating_of(claim, slug):
    return claim.newsroom.scales.first().ratings.get(slug=slug)


def pages(claim):
    """Every address at which a draft verdict could be read."""
    entries = AuditEntry.objects.filter(claim=claim)
    return [
        to("claim", "change", claim.pk),
        to("claim", "changelist"),
        to("claim", "changelist") + "?waiting=approve",
        to("article", "change", claim.article_id),
        to("auditentry", "changelist"),
        to("secondrating", "changelist"),
        to("secondrating", "csv"),
        to("claim", "file", claim.pk),
        reverse("admin:index"),
        reverse("admin:search") + "?q=rahasia",
        *(to("auditentry", "change", entry.pk) for entry in entries),
    ]


def told(person, claim):
    """What of the draft verdict this person can read anywhere."""
    client = desk(person)
    texts = [client.get(address).content.decode() for address in pages(claim)]
    rating = str(claim.draft.rating.label["id"])
    found = {secret for secret in SECRETS for text in texts if secret in text}
    history = texts[0].split('id="history"')[1]
    return found | ({"rating"} if rating in history else set())


def test_no_page_tells_the_verdict_to_whoever_may_still_rate(blind, people):
    claim = propose(blind, people, **TEXTS)
    assert told(people.editor, claim) >= {*SECRETS[:2], "rating"}, "who cannot rate reads it"
    for person in (people.approver, make_person("other", Role.REVIEWER), make_person("root", is_superuser=True)):
        assert told(person, claim) == set()
        page = words_of(desk(person).get(to("claim", "change", claim.pk)))
        assert "Vonis tidak ditampilkan kepada Anda" in page and "Nilai tanpa melihat vonis" in page


def test_a_stale_or_crafted_save_tells_nothing_either(blind, people):
    claim = propose(blind, people, **TEXTS)
    other = desk(make_person("other", Role.REVIEWER))
    for address, data in (
        (to("claim", "verdict", claim.pk), {"summary_id": "Punya saya.", "expected": "0"}),
        (f"/claims/{claim.public_id}/preview/", {"summary_id": "Punya saya."}),
        (to("claim", "step", claim.pk, "rate"), {"rating": "", "reason": "Alasan saya."}),
        (to("claim", "step", claim.pk, "approve"), {}),
    ):
        page = other.post(address, data).content.decode()
        assert not [secret for secret in SECRETS[:3] if secret in page]
    verdicts.send_back(claim, by=people.approver, reason="Ulang")
    answer = other.post(to("claim", "verdict", claim.pk), {"summary_id": "Punya saya.", "expected": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Punya saya." in page and SECRETS[0] not in page


def test_the_ratings_are_given_by_the_page_and_shown_when_complete(blind, people):
    claim = propose(blind, people, **TEXTS)
    second, third = desk(people.approver), desk(people.second_approver)
    assert step(second, claim, "approve").status_code == 409
    assert step(second, claim, "rate", reason="Kurang yakin.").status_code == 422
    assert step(second, claim, "rate", rating=rating_of(claim, "false").pk, reason="Datanya lain.").status_code == 302
    page = words_of(second.get(to("claim", "change", claim.pk)))
    assert SECRETS[0] in page and "orang ketiga memutuskan" in page and "Datanya lain." in page
    page = words_of(third.get(to("claim", "change", claim.pk)))
    assert SECRETS[0] not in page and "Datanya lain." not in page
    assert step(third, claim, "rate", rating=rating_of(claim, "mostly-true").pk).status_code == 302
    assert "Dua dari tiga menyimpulkan: Sebagian Besar Benar" in words_of(third.get(to("claim", "change", claim.pk)))
    assert step(third, claim, "approve").status_code == 302


def test_what_two_of_three_found_is_shown_to_the_reviewer(blind, people):
    claim = propose(blind, people, **TEXTS)
    for person in (people.approver, people.second_approver):
        step(desk(person), claim, "rate", rating=rating_of(claim, "false").pk)
    assert Claim.objects.get(pk=claim.pk).work == "in_review"
    page = words_of(desk(people.reviewer).get(to("claim", "change", claim.pk)))
    assert "Dua dari tiga menyimpulkan: Salah" in page and SECRETS[0] in page
    assert "mengembalikan ke pemeriksaan: penilaian berbeda" in page


def test_the_draft_of_a_correction_is_kept_and_the_live_version_is_not(blind, people):
    newsrooms.describe(blind.newsroom, by=people.approver, blind_rating=False)
    blind.newsroom.refresh_from_db()
    claim = publish(blind, people)
    newsrooms.describe(claim.newsroom, by=people.approver, blind_rating=True)
    claim = verdicts.correct(claim, by=people.reviewer, reason="Data baru")
    note = words(SECRETS[2], "x")
    claim = verdicts.save(
        claim, by=people.reviewer, **TEXTS, correction={"material": True, "note": note}, rating=rating_of(claim, "true")
    )
    claim = verdicts.propose(claim, by=people.reviewer)
    page = desk(people.approver).get(to("claim", "change", claim.pk)).content.decode()
    assert not [secret for secret in SECRETS[:3] if secret in page] and "Sebagian Besar Benar" in page


def test_agreement_is_kept_as_data(blind, people):
    claim = propose(blind, people)
    assert step(desk(people.approver), claim, "rate", rating=claim.draft.rating_id).status_code == 302
    client = desk(people.editor)
    assert "Belum ada penilaian kedua" in words_of(client.get(to("secondrating", "changelist")))
    verdicts.approve(claim, by=people.second_approver)
    page = words_of(client.get(to("secondrating", "changelist")))
    assert "1 dari 1 putaran sepakat" in page
    lines = client.get(to("secondrating", "csv")).content.decode().splitlines()
    assert lines[0].startswith("claim,version,proposed_at,first") and lines[1].endswith(
        "mostly-true,mostly-true,,agreed"
    )
    row = SecondRating.objects.get()
    assert "App" in words_of(client.get(to("secondrating", "change", row.pk)))


def test_the_newsroom_turns_it_on_and_off_by_its_page(newsroom, people):
    client, address = desk(people.approver), to("newsroom", "describe", newsroom.pk)
    whole = {"name": newsroom.name, "time_zone": newsroom.time_zone, "license": newsroom.license, "url": newsroom.url}
    for data, on in (({**whole, "blind_rating": "on"}, True), (whole, False)):
        assert client.post(address, data).status_code == 302
        newsroom.refresh_from_db()
        assert newsroom.blind_rating is on
    assert desk(people.reviewer).post(address, {**whole, "blind_rating": "on"}).status_code == 403


def test_a_correction_is_rated_twice_as_well(blind, people):
    newsrooms.describe(blind.newsroom, by=people.approver, blind_rating=False)
    blind.newsroom.refresh_from_db()
    claim = publish(blind, people)
    newsrooms.describe(claim.newsroom, by=people.approver, blind_rating=True)
    with pytest.raises(Unrated) as refused:
        correct(claim, people)
    assert refused.value.code == "unrated"
