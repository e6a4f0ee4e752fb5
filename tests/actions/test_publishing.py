"""What is public: records, revisions, tombstones and the sequence."""

import json

import pytest
from django.utils import timezone

from claims.actions import articles, claims, decisions, events, publishing, replies, sources, speakers, verdicts
from claims.actions.refusals import NotNow, SecondPersonNeeded, Unacceptable
from claims.models import Publication, Topic, words
from claims.workflow import Public
from tests.support.newsroom import correct, draft, hold, make_claim, propose, publish, release, withdraw

pytestmark = pytest.mark.django_db


def body(claim):
    return json.loads(claim.present().body)


def sequences():
    return list(Publication.objects.order_by("sequence").values_list("sequence", flat=True))


def test_published_record_says_what_was_approved(published):
    record = body(published)
    text = published.text.content
    where = record["article"]
    assert record["quote"] == text[where["start"] : where["end"]]
    assert text[: where["start"]].endswith(where["prefix"]) and text[where["end"] :].startswith(where["suffix"])
    assert record["verdict"] == {
        "slug": "mostly-true",
        "label": {"id": "Sebagian Besar Benar", "en": "Mostly True"},
        "rating": 4,
        "best": 5,
        "worst": 1,
        "scale": 1,
    }
    assert record["attribution"]["level"] == "reported"
    assert record["explanation_html"]["id"] == "<p>Laporan <strong>2023</strong> mencatat 18.</p>"
    assert (record["version"], record["revision"], record["status"]) == (1, 0, "published")
    assert record["sequence"] == published.present().sequence


def test_everything_public_takes_one_gapless_place(published, people):
    claim = correct(published, people)
    claim = release(hold(claim, people), people)
    replies.record(claim, by=people.editor, who="Rahma Wirasti", text="Itu data lama.")
    withdraw(claim, people)
    assert sequences() == list(range(1, len(sequences()) + 1))
    kinds = [p.kind for p in Publication.objects.filter(claim=claim).order_by("sequence")]
    assert kinds == ["published", "corrected", "held", "released", "reply", "withdrawn"]


def test_correction_is_a_new_version_with_its_note(published, people):
    record = body(correct(published, people))
    assert record["version"] == 2 and record["revision"] == 0
    (correction,) = record["corrections"]
    assert (correction["from"], correction["to"], correction["material"]) == ("mostly-true", "partly-true", True)
    assert correction["note"]["en"] == "2024 data changed it."


def test_work_on_a_correction_does_not_leak_into_revisions(published, people):
    claim = verdicts.correct(published, by=people.reviewer, reason="Data baru")
    claims.edit(claim, by=people.reviewer, label=words("Belum disetujui", "Not approved"))
    sources.add(claim, by=people.reviewer, title="Rahasia", url="https://example.org/x", stance="refutes")
    replies.record(claim, by=people.editor, who="Rahma Wirasti", text="Tanggapan saya.")
    claim.refresh_from_db()
    record = body(claim)
    assert record["replies"][0]["text"] == "Tanggapan saya."
    assert "Belum disetujui" not in claim.present().body and "Rahasia" not in claim.present().body


def test_hold_shows_notice_and_tells_nothing_of_the_verdict(published, people):
    claim = hold(published, people)
    record = body(claim)
    assert record["status"] == "held" and record["notice"]["en"] == "Verdict under review."
    for told in ("mostly-true", "Sebagian Besar", "laporan 2023", "supports"):
        assert told not in claim.present().body
    assert json.loads(claim.present().tombstone)["status"] == "held"


def test_release_brings_back_what_was_approved_with_replies_that_came_meanwhile(published, people):
    claim = hold(published, people)
    replies.record(claim, by=people.editor, who="Rahma Wirasti", text="Saya keberatan.")
    claim.refresh_from_db()
    record = body(release(claim, people))
    assert record["verdict"]["slug"] == "mostly-true" and record["status"] == "published" and "notice" not in record
    assert record["replies"][0]["text"] == "Saya keberatan."


def test_release_and_withdrawal_need_two_people(published, people):
    claim = decisions.propose_release(hold(published, people), by=people.approver, reason="Sudah")
    with pytest.raises(SecondPersonNeeded):
        decisions.release(claim, by=people.approver)
    claim = decisions.propose_withdrawal(
        claim, by=people.approver, ground="duplicate", notice=words("Ganda.", "Duplicate.")
    )
    with pytest.raises(SecondPersonNeeded):
        decisions.withdraw(claim, by=people.approver)
    with pytest.raises(NotNow):
        decisions.propose_withdrawal(claim, by=people.second_approver, ground="duplicate", notice=words("Lagi."))


def test_withdrawal_replaces_every_earlier_entry_by_its_tombstone(published, people):
    claim = withdraw(correct(published, people), people)
    assert claim.public == Public.WITHDRAWN
    for entry in Publication.objects.filter(claim=claim):
        stone = json.loads(entry.tombstone)
        assert stone["status"] == "withdrawn" and stone["ground"] == "wrong_person"
        assert "quote" not in stone
    assert not Publication.objects.claims().exists()


def test_correcting_a_held_claim_ends_the_hold(published, people):
    claim = correct(hold(published, people), people)
    assert claim.public == Public.PUBLISHED and not claim.holds.filter(closed_at=None).exists()


def test_renaming_a_speaker_reaches_the_public_records(published, people):
    speakers.rename(published.speaker, by=people.editor, name="Rahma Wirasti Putri")
    published.refresh_from_db()
    assert body(published)["speaker"]["name"] == "Rahma Wirasti Putri"
    assert published.present().revision == 1
    sheet = json.loads(Publication.objects.speakers().get().body)
    assert sheet["name"] == "Rahma Wirasti Putri"


def test_merged_speaker_leads_to_the_other(published, people, article):
    other = publish(
        make_claim(article, people.editor, "Indeks layanan digital kami 3,41", speaker="R. Wirasti"), people
    )
    speakers.merge(other.speaker, into=published.speaker, by=people.editor, reason="Orang yang sama")
    other.refresh_from_db()
    assert body(other)["speaker"]["id"] == str(published.speaker.public_id)
    merged = Publication.objects.get(current=True, speaker__merged_into=published.speaker)
    assert json.loads(merged.body)["merged_into"] == str(published.speaker.public_id)


def test_reported_claims_stay_out_of_the_tally(published, people, article):
    sheet = json.loads(Publication.objects.speakers().get().body)
    assert sheet["verdicts"] == {} and sheet["claims"] == {"chosen": 1, "checked": 1}
    claim = make_claim(article, people.editor, "Indeks layanan digital kami 3,41")
    claim = claims.edit(claim, by=people.editor, attribution="confirmed", attribution_at="00:12:07")
    publish(claim, people, slug="true")
    sheet = json.loads(Publication.objects.speakers().get().body)
    assert sheet["verdicts"] == {"true": 1} and sheet["claims"]["checked"] == 2


def test_embargo_is_published_by_the_clock(claim, people):
    later = timezone.now() + timezone.timedelta(hours=1)
    claim = verdicts.approve(propose(claim, people), by=people.approver, embargo_until=later)
    assert claim.public == Public.NONE and publishing.publish_due() == []
    (due,) = publishing.publish_due(now=later)
    assert due.public == Public.PUBLISHED and publishing.publish_due(now=later) == []


def test_article_sheet_shows_sentences_around_claims_only(published, article, people):
    articles.describe(article, by=people.editor, display="excerpt")
    article.refresh_from_db()
    (passage,) = article.sheet.passages
    assert passage["text"] == published.quote
    articles.describe(article, by=people.editor, display="full")
    article.sheet.refresh_from_db()
    assert article.sheet.passages[0]["text"] == article.current_text.content


def test_an_article_that_leaves_an_event_leaves_its_count(article, people):
    event = events.create(by=people.editor, newsroom=article.newsroom, title="Debat Pertama")
    articles.describe(article, by=people.editor, event=event)
    publish(make_claim(article, people.editor), people)
    assert json.loads(event.publications.get(current=True).body)["claims"]["checked"] == 1
    articles.describe(article, by=people.editor, event=None)
    assert json.loads(event.publications.get(current=True).body)["claims"]["checked"] == 0


def test_draft_helper_leaves_nothing_public(claim, people):
    draft(claim, people)
    assert not Publication.objects.exists()


def embargoed_correction(published, people):
    claim = verdicts.correct(published, by=people.reviewer, reason="Data baru")
    claim = verdicts.save(claim, by=people.reviewer, correction={"material": True, "note": words("Catatan.", "Note.")})
    claim = verdicts.propose(claim, by=people.reviewer)
    later = timezone.now() + timezone.timedelta(hours=1)
    return verdicts.approve(claim, by=people.approver, embargo_until=later), later


def test_the_clock_does_not_bring_back_what_was_withdrawn(published, people):
    claim, later = embargoed_correction(published, people)
    claim = withdraw(claim, people)
    assert publishing.publish_due(now=later) == []
    claim.refresh_from_db()
    assert claim.public == "withdrawn" and claim.draft is None


def test_the_clock_does_not_end_a_hold(published, people):
    claim, later = embargoed_correction(published, people)
    claim = hold(claim, people)
    assert publishing.publish_due(now=later) == []
    claim = release(claim, people)
    assert [due.pk for due in publishing.publish_due(now=later)] == [claim.pk]


def test_one_claim_that_cannot_be_published_keeps_none_of_the_others(published, people, article, monkeypatch):
    _bad, later = embargoed_correction(published, people)
    good = make_claim(article, people.editor, "Indeks layanan digital kami 3,41")
    good = verdicts.approve(propose(good, people), by=people.approver, embargo_until=later)
    really = publishing.publish_version

    def fail_for_one(claim, verdict):
        if claim.pk == published.pk:
            raise RuntimeError("rusak")
        return really(claim, verdict)

    monkeypatch.setattr(publishing, "publish_version", fail_for_one)
    assert [claim.pk for claim in publishing.publish_due(now=later)] == [good.pk]


def test_a_speaker_under_correction_is_not_named_in_public(published, people, newsroom):
    other = speakers.create(by=people.editor, newsroom=newsroom, name="Bagas Tirta")
    claim = verdicts.correct(published, by=people.reviewer, reason="Orangnya lain")
    claim = claims.edit(claim, by=people.reviewer, speaker=other)
    replies.record(claim, by=people.editor, who="Rahma Wirasti", text="Bukan saya.")
    claim.refresh_from_db()
    assert body(claim)["speaker"]["name"] == "Rahma Wirasti"
    assert not other.publications.exists()
    speakers.rename(published.speaker, by=people.editor, name="Rahma W.")
    claim.refresh_from_db()
    assert body(claim)["speaker"]["name"] == "Rahma W."


def test_a_corrected_speaker_leaves_the_tally_of_the_first(published, people, newsroom):
    other = speakers.create(by=people.editor, newsroom=newsroom, name="Bagas Tirta")
    claim = verdicts.correct(published, by=people.reviewer, reason="Orangnya lain")
    claim = claims.edit(claim, by=people.reviewer, speaker=other)
    claim = verdicts.save(claim, by=people.reviewer, correction={"material": True, "note": words("Catatan.", "Note.")})
    verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    counts = {
        one.name: json.loads(one.publications.get(current=True).body)["claims"]["checked"]
        for one in (published.speaker, other)
    }
    assert counts == {"Rahma Wirasti": 0, "Bagas Tirta": 1}


def test_the_brake_works_while_a_correction_has_no_source(published, people):
    claim = verdicts.correct(published, by=people.reviewer, reason="Data baru")
    sources.remove(claim.sources.get(), by=people.reviewer)
    assert hold(claim, people).public == "held"


def test_an_answer_of_ours_is_not_shown_on_hold(published, people):
    replies.record(published, by=people.editor, who="R", text="Keberatan.", answer="Vonis kami tetap: benar.")
    claim = hold(published, people)
    assert "Vonis kami tetap" not in claim.present().body and "Keberatan." in claim.present().body
    assert "Vonis kami tetap" in release(claim, people).present().body


def test_the_count_of_chosen_claims_follows_the_list(published, people, article):
    def chosen():
        sheet = Publication.objects.get(current=True, speaker=published.speaker)
        return json.loads(sheet.body)["claims"]["chosen"]

    claim = make_claim(article, people.editor, "Indeks layanan digital kami 3,41")
    assert chosen() == 2
    claims.dismiss(claim, by=people.editor, dismissal="trivial")
    assert chosen() == 1


def test_two_crossing_merges_make_no_circle(published, people, newsroom):
    one, two = published.speaker, speakers.create(by=people.editor, newsroom=newsroom, name="R. Wirasti")
    stale = type(two).objects.get(pk=two.pk)
    speakers.merge(one, into=two, by=people.editor, reason="Sama")
    with pytest.raises(Unacceptable):
        speakers.merge(stale, into=type(one)(pk=one.pk, newsroom=newsroom), by=people.editor, reason="Sama")


def test_a_dropped_correction_takes_its_edits_back(published, people, newsroom):
    topic = Topic.objects.create(slug="layanan")
    first = published.sources.get()
    other = speakers.create(by=people.editor, newsroom=newsroom, name="Bagas Tirta")
    before = body(published)
    claim = verdicts.correct(published, by=people.reviewer, reason="Data baru")
    claim = claims.edit(
        claim,
        by=people.reviewer,
        label=words("Label salah", "Wrong"),
        speaker=other,
        start=claim.start,
        end=claim.end - 13,
        said_on=timezone.localdate(),
        topics=[topic],
    )
    sources.remove(first, by=people.reviewer)
    sources.add(claim, by=people.reviewer, title="Baru", url="https://example.org/b", stance="refutes")
    claim = verdicts.drop_correction(claim, by=people.reviewer, reason="Tidak perlu")
    after = body(correct(claim, people, slug="mostly-true"))
    kept = ("label", "speaker", "quote", "said_on", "sources", "topics", "article", "figures")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
