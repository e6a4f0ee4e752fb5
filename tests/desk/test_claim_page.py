"""The page of a claim: what is saved, refusals where the person is, both texts after a lost race."""

import re
from decimal import Decimal

import pytest
from django.utils import timezone

from claims.actions import claims, verdicts
from claims.models import AuditEntry, Claim, Event, Figure, Speaker, words
from tests.desk.pages import desk, now, step, to
from tests.desk.pages import words as said
from tests.support.newsroom import draft, propose, publish

pytestmark = pytest.mark.django_db


def typed(claim, **changes):
    """The claim form as its page shows it, with `changes`."""
    fields = {
        "label_id": claim.label["id"] or "",
        "label_en": claim.label["en"] or "",
        "speaker": claim.speaker.name if claim.speaker else "",
        "mode": claim.mode,
        "attribution": claim.attribution,
        "expected": claim.edit,
    }
    return {**fields, **changes}


def test_the_quotation_stands_in_its_context(claim, people):
    page = desk(people.reviewer).get(to("claim", "change", claim.pk)).content.decode()
    assert f'<mark class="chosen">{claim.quote}</mark>' in page and "Indeks layanan digital kami 3,41" in page


def test_a_claim_only_reported_says_so(claim, people):
    client = desk(people.editor)
    assert 'class="reported"' in client.get(to("claim", "change", claim.pk)).content.decode()
    confirmed = typed(claim, attribution="confirmed", attribution_at="01:12:07")
    assert client.post(to("claim", "edit", claim.pk), confirmed | now(claim)).status_code == 302
    assert 'class="reported"' not in client.get(to("claim", "change", claim.pk)).content.decode()


def test_a_confirmed_attribution_needs_its_recording(claim, people):
    answer = desk(people.editor).post(to("claim", "edit", claim.pk), typed(claim, attribution="confirmed", place="X"))
    assert answer.status_code == 422 and answer.context["claim_form"]["place"].value() == "X"
    assert "attribution_url" in answer.context["claim_form"].errors


def test_speakers_are_chosen_created_or_none(claim, people):
    client = desk(people.editor)
    client.post(to("claim", "edit", claim.pk), typed(claim, speaker="Badan Statistik Seruni"))
    claim.refresh_from_db()
    assert claim.speaker.name == "Badan Statistik Seruni" and Speaker.objects.count() == 2
    client.post(to("claim", "edit", claim.pk), typed(claim, speaker="rahma wirasti"))
    claim.refresh_from_db()
    assert claim.speaker.name == "Rahma Wirasti" and Speaker.objects.count() == 2
    client.post(to("claim", "edit", claim.pk), typed(claim, speaker=""))
    claim.refresh_from_db()
    assert claim.speaker is None


def test_two_speakers_of_one_name_ask_for_a_number(claim, people):
    other = Speaker.objects.create(newsroom=claim.newsroom, name="Budi Contoh")
    Speaker.objects.create(newsroom=claim.newsroom, name="Budi Contoh")
    client = desk(people.editor)
    answer = client.post(to("claim", "edit", claim.pk), typed(claim, speaker="Budi Contoh"))
    assert answer.status_code == 422 and f"Budi Contoh #{other.pk}" in said(answer)
    client.post(to("claim", "edit", claim.pk), typed(claim, speaker=f"Budi Contoh #{other.pk}"))
    claim.refresh_from_db()
    assert claim.speaker == other


def test_a_reviewer_types_a_new_speaker(claim, people):
    answer = desk(people.reviewer).post(to("claim", "edit", claim.pk), typed(claim, speaker="Orang Baru"))
    claim.refresh_from_db()
    assert answer.status_code == 302 and claim.speaker.name == "Orang Baru"


def test_a_new_speaker_is_not_left_behind_by_a_refused_form(claim, people):
    stale = typed(claim, speaker="Orang Baru", expected=claim.edit + 1)
    assert desk(people.editor).post(to("claim", "edit", claim.pk), stale).status_code == 409
    assert desk(people.approver).post(to("claim", "edit", claim.pk), typed(claim, speaker="Orang B")).status_code == 403
    event = Event.objects.create(newsroom=claim.newsroom, title="Debat")
    named = {"name": "Orang Lain"}
    assert desk(people.reviewer).post(to("event", "add_participant", event.pk), named).status_code == 403
    assert list(Speaker.objects.all()) == [claim.speaker]


def test_a_time_code_is_told_at_its_field(claim, people):
    told = typed(claim, attribution="confirmed", attribution_at="menit akhir")
    answer = desk(people.editor).post(to("claim", "edit", claim.pk), told)
    assert answer.status_code == 422 and list(answer.context["claim_form"].errors) == ["attribution_at"]
    assert answer.context["claim_form"]["attribution_at"].value() == "menit akhir"


def test_bounds_by_words_and_by_exact_words(claim, people):
    client, address = desk(people.editor), to("claim", "span", claim.pk)
    client.post(address, {"move": "start-1", "expected": claim.edit})
    claim.refresh_from_db()
    assert claim.quote == "dan 18 dari 27 kelurahan sudah daring"
    client.post(address, {"move": "end-1", "expected": claim.edit})
    claim.refresh_from_db()
    assert claim.quote == "dan 18 dari 27 kelurahan sudah"
    client.post(address, {"words": "18 dari 27 kelurahan", "expected": claim.edit})
    claim.refresh_from_db()
    assert claim.quote == "18 dari 27 kelurahan" == claim.text.content[claim.start : claim.end]
    answer = client.post(address, {"words": "19 dari 27", "expected": claim.edit})
    assert answer.status_code == 422 and "19 dari 27" in said(answer)


@pytest.mark.parametrize("move", ["start+9", "middle-1", "", "end", "start--"])
def test_nonsense_moves_nothing(move, claim, people):
    before = (claim.start, claim.end)
    desk(people.editor).post(to("claim", "span", claim.pk), {"move": move, "words": "tidak ada"} | now(claim))
    claim.refresh_from_db()
    assert (claim.start, claim.end) == before


SOURCE = {
    "kind": "web",
    "stance": "supports",
    "title": "Laporan 2023",
    "url": "https://data.example.org/laporan",
    "published_on": "31/01/2024",
    "excerpt": "Sebanyak 18 kelurahan.",
}


def test_sources_are_attached_edited_withheld_removed(claim, people):
    claim = claims.take(claim, by=people.reviewer)
    client = desk(people.reviewer)
    assert client.post(to("claim", "add_source", claim.pk), SOURCE | now(claim)).status_code == 302
    source = claim.sources.get()
    assert (source.title, source.published_on.isoformat()) == ("Laporan 2023", "2024-01-31")
    client.post(to("claim", "edit_source", claim.pk, source.pk), {**SOURCE, "title": "Laporan 2024"} | now(claim))
    client.post(
        to("claim", "withhold_source", claim.pk, source.pk), {"reason_id": "Narasumber dilindungi."} | now(claim)
    )
    source.refresh_from_db()
    assert (source.title, source.withheld["id"]) == ("Laporan 2024", "Narasumber dilindungi.")
    client.post(to("claim", "remove_source", claim.pk, source.pk), now(claim))
    source.refresh_from_db()
    assert source.removed_at and "dihapus" not in source.title


def test_a_bad_source_comes_back_whole(claim, people):
    claim = claims.take(claim, by=people.reviewer)
    bad = {**SOURCE, "url": "javascript:alert(1)", "stance": ""}
    answer = desk(people.reviewer).post(to("claim", "add_source", claim.pk), bad | now(claim))
    assert answer.status_code == 422 and not claim.sources.exists()
    assert answer.context["new_source"]["excerpt"].value() == SOURCE["excerpt"]
    bad = {**SOURCE, "url": "javascript:alert(1)"}
    answer = desk(people.reviewer).post(to("claim", "add_source", claim.pk), bad | now(claim))
    assert "url" in answer.context["new_source"].errors


def test_a_figure_is_described_and_set_beside_what_was_found(claim, people):
    claim = draft(claim, people)
    figure = Figure.objects.create(claim=claim, value=18, raw="18", start=claim.start, end=claim.start + 2)
    client, source = desk(people.reviewer), claim.sources.get()
    told = {"value": "18", "measure": "kelurahan daring", "period": "2023", "found": "1.234,5", "source": source.pk}
    assert client.post(to("claim", "figure", claim.pk, figure.pk), told | now(claim)).status_code == 302
    figure.refresh_from_db()
    assert (figure.measure, figure.period, figure.found_value) == ("kelurahan daring", "2023", Decimal("1234.5"))
    answer = client.post(to("claim", "figure", claim.pk, figure.pk), {**told, "found": "dua belas"} | now(claim))
    assert answer.status_code == 422 and 'value="dua belas"' in answer.content.decode()
    english = client.post(
        f"/en/admin/claims/claim/{claim.pk}/figures/{figure.pk}/", {**told, **now(claim), "found": "1,234.5"}
    )
    assert english.status_code == 302


def test_the_whole_way_to_the_public_page(claim, people):
    reviewer, approver = desk(people.reviewer), desk(people.approver)
    assert step(reviewer, claim, "take").status_code == 302
    assert reviewer.post(to("claim", "add_source", claim.pk), SOURCE | now(claim)).status_code == 302
    rating = claim.newsroom.scales.first().ratings.get(slug="mostly-true")
    text = {"rating": rating.pk, "summary_id": "Sesuai laporan.", "explanation_id": "Laporan mencatat **18**."}
    assert reviewer.post(to("claim", "verdict", claim.pk), {**text, "then": "propose"} | now(claim)).status_code == 302
    assert step(approver, claim, "approve").status_code == 302
    claim.refresh_from_db()
    assert claim.public == "published"
    assert claim.public_path() in approver.get(to("claim", "change", claim.pk)).content.decode()


def test_an_incomplete_proposal_keeps_what_was_typed_and_saves_it(claim, people):
    claim = claims.take(claim, by=people.reviewer)
    answer = desk(people.reviewer).post(
        to("claim", "verdict", claim.pk), {"summary_id": "Ringkas.", "then": "propose"} | now(claim)
    )
    assert answer.status_code == 422
    assert answer.context["verdict_form"]["summary_id"].value() == "Ringkas."
    assert Claim.objects.get().draft.summary["id"] == "Ringkas." and Claim.objects.get().work == "in_review"
    assert len(answer.context["verdict_form"].non_field_errors()) == 3


def test_an_embargo_is_read_in_the_newsrooms_zone(claim, people):
    claim.newsroom.time_zone = "Asia/Makassar"
    claim.newsroom.save()
    claim = propose(claim, people)
    later = timezone.now() + timezone.timedelta(days=2)
    local = later.astimezone(claim.newsroom.zone()).strftime("%Y-%m-%dT%H:%M")
    assert step(desk(people.approver), claim, "approve", embargo=local).status_code == 302
    claim.refresh_from_db()
    assert abs((claim.draft.embargo_until - later).total_seconds()) < 61 and claim.public == "none"


@pytest.mark.parametrize("embargo", ["2020-01-01T10:00", "besok", "31/02/2099 10:00"])
def test_an_embargo_that_cannot_be_publishes_nothing(embargo, claim, people):
    claim = propose(claim, people)
    answer = step(desk(people.approver), claim, "approve", embargo=embargo)
    assert answer.status_code == 422 and f'value="{embargo}"' in answer.content.decode()
    assert Claim.objects.get().public == "none"


def test_the_second_saver_sees_both_texts(claim, people):
    claim = draft(claim, people)
    seen = claim.edit
    verdicts.save(claim, by=people.reviewer, summary=words("Kata si pertama.", "First."))
    mine = {"rating": claim.draft.rating_id, "summary_id": "Kata si kedua.", "explanation_id": "X", "expected": seen}
    client = desk(people.reviewer)
    answer = client.post(to("claim", "verdict", claim.pk), mine)
    assert answer.status_code == 409
    assert "Kata si pertama." in said(answer) and "Kata si kedua." in said(answer)
    assert Claim.objects.get().draft.summary["id"] == "Kata si pertama."
    form = answer.content.decode().split('id="form-verdict"')[1]
    fresh = re.search(r'name="expected" value="(\d+)"', form)[1]
    assert client.post(to("claim", "verdict", claim.pk), {**mine, "expected": fresh}).status_code == 302
    assert Claim.objects.get().draft.summary["id"] == "Kata si kedua."


def test_a_stale_claim_form_shows_both_labels(claim, people):
    mine = typed(claim, label_id="Punyaku")
    claims.edit(claim, by=people.editor, label=words("Punya orang lain", "Theirs"))
    answer = desk(people.editor).post(to("claim", "edit", claim.pk), mine)
    assert answer.status_code == 409 and "Punya orang lain" in said(answer) and "Punyaku" in answer.content.decode()


def test_a_stale_approval_is_refused(claim, people):
    claim = propose(claim, people)
    answer = step(desk(people.approver), claim, "approve", expected=claim.edit - 1)
    assert answer.status_code == 409 and Claim.objects.get().public == "none"


def test_a_correction_is_drafted_beside_the_live_version(claim, people):
    claim = publish(claim, people)
    client = desk(people.reviewer)
    assert step(client, claim, "correct", reason="Data baru").status_code == 302
    rating = claim.newsroom.scales.first().ratings.get(slug="partly-true")
    text = {"rating": rating.pk, "summary_id": "Angkanya berubah.", "explanation_id": "Baru.", "material": "yes"}
    note = {"note_id": "Data 2024.", "then": "propose"}
    assert client.post(to("claim", "verdict", claim.pk), {**text, **note} | now(claim)).status_code == 302
    page = desk(people.approver).get(to("claim", "change", claim.pk)).content.decode()
    assert "<del>" in page and "<ins>" in page and "Angkanya" in page
    assert step(desk(people.approver), claim, "approve").status_code == 302
    claim.refresh_from_db()
    assert claim.live.version == 2 and claim.live.material and claim.live.correction_note["id"] == "Data 2024."


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("hold", {"notice_id": "", "reason": "Rahasia kami"}),
        ("propose_withdrawal", {"ground": "other", "notice_id": "Ditarik.", "reason": ""}),
        ("propose_withdrawal", {"ground": "", "notice_id": "Kata kami"}),
        ("correct", {"reason": "   "}),
        ("record_reply", {"who": "Rahma", "kind": "reply", "text": "", "answer": "Jawab kami"}),
        ("record_reply", {"who": "Rahma", "kind": "reply", "text": "Isi", "received_at": "2099-01-01T00:00"}),
    ],
)
def test_what_is_missing_is_told_and_the_rest_kept(verb, data, published, people):
    person = people.reviewer if verb == "correct" else people.approver
    answer = step(desk(person), published, verb, **data)
    assert answer.status_code == 422
    form = next(row["form"] for row in answer.context["steps"] if row["verb"] == verb)
    assert form.errors and all(form[name].value() == value for name, value in data.items())
    assert Claim.objects.get().edit == published.edit


def test_the_history_is_told_in_words(claim, people):
    claim = publish(claim, people)
    page = said(desk(people.editor).get(f"/en/admin/claims/claim/{claim.pk}/change/"))
    for sentence in ("Rev saved the verdict", "Rev attached a source", "App approved it", "Ed marked this claim"):
        assert sentence in page
    assert AuditEntry.objects.filter(claim=claim).count() >= 6


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def test_hostile_words_are_shown_as_text_everywhere(claim, people):
    claims.edit(claim, by=people.editor, label=words(HOSTILE, HOSTILE), place=HOSTILE[:200])
    claim = draft(
        claim, people, summary=words(HOSTILE, HOSTILE), explanation=words(HOSTILE, f"[x](javascript:1) {HOSTILE}")
    )
    claim = verdicts.propose(claim, by=people.reviewer)
    claim = verdicts.send_back(claim, by=people.approver, reason=HOSTILE)
    client = desk(people.reviewer)
    for address in (
        to("claim", "change", claim.pk), to("claim", "changelist"), to("article", "change", claim.article_id),
        to("auditentry", "changelist"), "/admin/",
    ):  # fmt: skip
        page = client.get(address).content.decode()
        assert "<script>alert" not in page and "<img" not in page and 'href="javascript' not in page
