"""The claim page's judgement: what blocks, conflicts, confirmations, who else is here, translations, the correction."""

import json
import re

import pytest

from claims.actions import claims, confirmations, sources, verdicts
from claims.models import Claim, Confirmation, Conflict, Event, Figure, Presence, words
from tests.desk.pages import desk, now, to
from tests.desk.pages import words as said
from tests.support.newsroom import correct, draft, make_claim, make_person, propose, publish

pytestmark = pytest.mark.django_db


def page(person, claim, language=""):
    return desk(person).get(language + to("claim", "change", claim.pk))


def reviewing(claim, people):
    return claims.take(claim, by=people.reviewer)


def test_what_blocks_and_what_warns_leads_to_its_field(claim, people):
    claim = reviewing(claim, people)
    told = page(people.reviewer, claim)
    html = told.content.decode()
    for place in ("verdict-summary_id", "verdict-explanation_id", "ratings", "sources", "confirmations"):
        assert f'href="#{place}"' in html and f'id="{place}"' in html
    assert "Pilih vonis." in said(told) and "Pembicara belum dimintai konfirmasi" in said(told)
    whole = page(people.reviewer, draft(claim, people))
    assert not whole.context["blocks"] and "Tidak ada yang menghalangi." in said(whole)


def test_the_approver_sees_the_warnings_too(claim, people):
    told = page(people.approver, propose(claim, people))
    assert "one_source" in {one.slug for one in told.context["warnings"]}


def test_a_crafted_proposal_that_is_blocked_is_refused_with_the_words(claim, people):
    claim = draft(claim, people)
    sources.add(claim, by=people.reviewer, title="Kosong", url="https://example.org/k", stance="refutes")
    answer = desk(people.reviewer).post(to("claim", "step", claim.pk, "propose"), now(claim))
    assert answer.status_code == 422 and "“Kosong”" in said(answer)
    assert Claim.objects.get().work == "in_review"


@pytest.fixture
def conflict(claim):
    note = words("Dua angka untuk hal yang sama.", "Two figures for one thing.")
    return Conflict.objects.create(text=claim.text, kind="figure", spans=[[claim.start, claim.end], [0, 4]], note=note)


def test_a_conflict_is_closed_and_opened_on_the_claims_page(conflict, claim, people):
    client, address = desk(people.reviewer), to("claim", "conflict", claim.pk, conflict.pk)
    assert "Dua angka untuk hal yang sama." in said(page(people.reviewer, claim))
    refused = client.post(address, {"deed": "resolve", "reason": "  "})
    assert refused.status_code == 422 and "Sebutkan alasannya." in said(refused)
    assert client.post(address, {"deed": "dismiss", "reason": "Beda tahun."}).status_code == 302
    conflict.refresh_from_db()
    assert conflict.state == "dismissed" and "Beda tahun." in said(page(people.editor, claim))
    late = client.post(address, {"deed": "resolve", "reason": "Kalimat yang panjang"})
    assert late.status_code == 409 and Conflict.objects.get().reason == "Beda tahun."
    assert "Kalimat yang panjang" in said(late)
    assert client.post(address, {"deed": "reopen"}).status_code == 302
    assert Conflict.objects.get().state == "open"


def test_a_conflict_is_closed_from_the_article_too(conflict, claim, people):
    address = to("claim", "conflict_of_article", conflict.pk)
    answer = desk(people.editor).post(address, {"deed": "resolve", "reason": "Sudah"})
    assert answer.status_code == 302 and answer.url.startswith(to("article", "change", claim.article_id))
    assert desk(people.editor).post(address, {"deed": "resolve", "reason": "Lagi"}).status_code == 409
    assert desk(people.editor).get(address).status_code == 405


@pytest.mark.parametrize("deed", ["", "delete", "resolve_all"])
def test_no_other_deed_is_known(conflict, claim, people, deed):
    address = to("claim", "conflict", claim.pk, conflict.pk)
    assert desk(people.reviewer).post(address, {"deed": deed, "reason": "x"}).status_code == 404


def test_an_approver_closes_no_conflict(conflict, claim, people):
    address = to("claim", "conflict", claim.pk, conflict.pk)
    assert f'action="{address}"' not in page(people.approver, claim).content.decode()
    assert desk(people.approver).post(address, {"deed": "resolve", "reason": "x"}).status_code == 403
    assert Conflict.objects.get().state == "open"


ASKED = {"to": "Tim Rahma", "channel": "phone", "question": "Dari mana angka 18?"}


def test_a_question_is_kept_answered_put_right_and_removed(claim, people):
    client = desk(people.editor)
    assert client.post(to("claim", "ask", claim.pk), ASKED | now(claim)).status_code == 302
    row = Confirmation.objects.get()
    told = said(page(people.editor, claim))
    assert "Tim Rahma" in told and "lewat telepon" in told and "Belum dijawab." in told
    answer = to("claim", "confirmation", claim.pk, row.pk, "answer_confirmation")
    assert client.post(answer, {"answer": "Dari laporan.\r\nItu saja."} | now(claim)).status_code == 302
    row.refresh_from_db()
    assert row.answer == "Dari laporan.\nItu saja." and row.answered_at
    at = row.answered_at
    shown = page(people.editor, claim).context["asked_of"][0]["deeds"][0]["form"]["answered_at"].value()
    again = {"answer": "Dari laporan 2023.", "answered_at": shown.strftime("%Y-%m-%dT%H:%M")}
    assert client.post(answer, again | now(claim)).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.answered_at) == ("Dari laporan 2023.", at)
    remove = to("claim", "confirmation", claim.pk, row.pk, "remove_confirmation")
    assert client.post(remove, {"reason": ""}).status_code == 422
    assert client.post(remove, {"reason": "Salah orang"} | now(claim)).status_code == 302
    assert client.post(answer, {"answer": "x"}).status_code == 404


def test_a_question_that_cannot_be_kept_comes_back_whole(claim, people):
    bad = {**ASKED, "question": " ", "sent_at": "2099-01-01T10:00"}
    answer = desk(people.reviewer).post(to("claim", "ask", claim.pk), bad | now(claim))
    form = answer.context["ask_form"]
    assert answer.status_code == 422 and set(form.errors) == {"question", "sent_at"}
    assert form["to"].value() == "Tim Rahma" and not Confirmation.objects.exists()


def test_an_approver_alone_asks_nobody(claim, people):
    assert to("claim", "ask", claim.pk) not in page(people.approver, claim).content.decode()
    assert desk(people.approver).post(to("claim", "ask", claim.pk), ASKED | now(claim)).status_code == 403


def test_the_moment_of_the_recording_is_a_link(claim, people):
    heard = {"attribution": "confirmed", "attribution_at": "01:12:07"}
    claim = claims.edit(claim, by=people.editor, attribution_url="https://youtu.be/abc", **heard)
    assert 'href="https://youtu.be/abc?t=4327s"' in page(people.editor, claim).content.decode()
    claim = claims.edit(claim, by=people.editor, attribution_url="https://video.example.org/x")
    told = page(people.editor, claim)
    assert 'href="https://video.example.org/x"' in told.content.decode() and "buka menit 01:12:07" in said(told)


def test_the_events_recording_stands_in_for_the_claims(claim, people):
    article = claim.article
    article.event = Event.objects.create(newsroom=claim.newsroom, title="Debat", recording_url="https://vimeo.com/7")
    article.save()
    claim.timecode = "00:02:00"
    claim.save()
    assert 'href="https://vimeo.com/7#t=120s"' in page(people.reviewer, claim).content.decode()


def fields(told, name):
    """What a browser would send of the verdict form on the page."""
    form = told.context[name]
    data = {one: form[one].value() for one in form.fields}
    return {one: value for one, value in data.items() if value not in (None, False)}


def test_a_machines_translation_is_ticked_kept_and_confirmed_by_a_person(claim, people):
    claim = draft(claim, people)
    client, address = desk(people.reviewer), to("claim", "verdict", claim.pk)
    mine = fields(page(people.reviewer, claim), "verdict_form")
    client.post(address, {**mine, "machine_en": "on"} | now(claim))
    told = page(people.reviewer, claim)
    assert told.context["verdict_form"]["machine_en"].value() and not told.context["verdict_form"]["machine_id"].value()
    client.post(to("claim", "step", claim.pk, "propose"), now(claim))
    claim.refresh_from_db()
    claim = verdicts.approve(claim, by=people.approver)
    assert json.loads(claim.present().body)["translated"] == {"en": "machine"}
    claim = verdicts.correct(claim, by=people.reviewer, reason="Diperiksa")
    mine = fields(page(people.reviewer, claim), "verdict_form")
    assert mine.pop("machine_en")
    client.post(address, {**mine, "note_id": "Terjemahan diperiksa.", "then": "propose"} | now(claim))
    claim.refresh_from_db()
    claim = verdicts.approve(claim, by=people.approver)
    assert json.loads(claim.present().body)["translated"] == {}


def test_the_page_leads_to_its_preview_with_what_is_typed_or_saved(claim, people):
    claim = reviewing(claim, people)
    places = [f"{language}/claims/{claim.public_id}/preview/" for language in ("", "/en")]
    html = page(people.reviewer, claim).content.decode()
    assert all(f'<button formaction="{place}" formtarget="_blank">' in html for place in places)
    claim = propose(claim, people)
    html = page(people.approver, claim).content.decode()
    assert all(f'href="{place}" target="_blank"' in html for place in places)


def test_a_correction_is_shown_field_by_field_against_what_is_public(claim, people):
    claim = publish(claim, people)
    claim = verdicts.correct(claim, by=people.reviewer, reason="Data baru")
    assert page(people.reviewer, claim).context["changed"] == []
    claims.edit(claim, by=people.reviewer, label=words("18 dari 30 kelurahan daring", "18 of 27 kelurahan online"))
    sources.edit(claim.sources.get(), by=people.reviewer, excerpt="Sebanyak 19 kelurahan.")
    sources.add(
        claim, by=people.reviewer, title="Peraturan", url="https://example.org/p", stance="context", kind="document"
    )
    verdicts.save(claim, by=people.reviewer, summary=words("Lain sama sekali.", "The figure matches the 2023 report."))
    changed = page(people.reviewer, claim).context["changed"]
    assert {(str(word), code) for word, code, _runs in changed} == {
        ("Label", "id"), ("Ringkasan", "id"), ("Sumber", ""),
    }  # fmt: skip
    told = [text for _word, _code, runs in changed for kind, text in runs if kind == "new"]
    assert "30" in told and any("Peraturan" in text for text in told) and any("19" in text for text in told)


def test_a_second_correction_is_compared_with_the_first(claim, people):
    claim = correct(publish(claim, people), people)
    claim = verdicts.correct(claim, by=people.reviewer, reason="Lagi")
    assert page(people.reviewer, claim).context["changed"] == []


def test_a_browsers_line_ends_change_nothing(claim, people):
    text = words("Satu.\n\nDua.", "One.\n\nTwo.")
    claim = publish(claim, people, explanation=text)
    claim = verdicts.correct(claim, by=people.reviewer, reason="Data baru")
    mine = fields(page(people.reviewer, claim), "verdict_form")
    sent = {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in mine.items()}
    assert desk(people.reviewer).post(to("claim", "verdict", claim.pk), sent | now(claim)).status_code == 302
    claim.refresh_from_db()
    assert claim.draft.explanation == text and page(people.reviewer, claim).context["changed"] == []


def test_who_else_is_here_is_on_the_page_and_renewed_by_it(claim, people):
    assert "juga membuka klaim ini" not in said(page(people.editor, claim))
    told = page(people.reviewer, claim)
    assert "Ed juga membuka klaim ini" in said(told) and "Rev juga" not in said(told)
    answer = desk(people.reviewer).post(to("claim", "presence", claim.pk), {"editing": "yes"})
    assert answer.status_code == 200 and "Ed juga membuka klaim ini" in said(answer)
    assert "Rev sedang mengetik di sini" in said(page(people.editor, claim))
    assert Presence.objects.count() == 2


def test_whoever_may_not_read_claims_is_not_here(claim):
    nobody = make_person("tamu")
    assert desk(nobody).post(to("claim", "presence", claim.pk)).status_code in (302, 403)
    assert not Presence.objects.exists()


def test_next_and_previous_go_through_my_claims(claim, article, people):
    first = reviewing(claim, people)
    second = claims.take(make_claim(article, people.editor, quote="6,2 persen"), by=people.reviewer)
    other = make_claim(article, people.editor, quote="Indeks layanan digital kami 3,41")
    assert page(people.reviewer, first).context["after"] == second
    assert page(people.reviewer, second).context["before"] == first
    assert page(people.reviewer, second).context["after"] is None
    assert page(people.reviewer, other).context["after"] == first
    assert page(people.approver, other).context["after"] is None
    proposed = propose(first, people)
    assert page(people.approver, other).context["after"] == proposed


def stale(claim, people):
    """The counter that a form saw before somebody else saved."""
    seen = Claim.objects.get(pk=claim.pk).edit
    claims.edit(claim, by=people.editor, place="Balai Kota")
    return seen


@pytest.mark.parametrize("which", ["source-new", "source", "withhold", "figure", "asking", "answer", "verdict"])
def test_no_form_of_the_page_loses_a_text_to_a_lost_race(which, claim, people):
    claim = draft(claim, people)
    source = claim.sources.get()
    figure = Figure.objects.create(claim=claim, value=18, raw="18", start=claim.start, end=claim.start + 2)
    row = confirmations.ask(claim, by=people.reviewer, **ASKED)
    details = {"kind": "web", "stance": "supports", "title": "T", "url": "https://example.org/x"}
    cases = {
        "source-new": ("add_source", (), {**details, "excerpt": "Punyaku sendiri"}),
        "source": ("edit_source", (source.pk,), {**details, "excerpt": "Punyaku sendiri"}),
        "withhold": ("withhold_source", (source.pk,), {"reason_id": "Punyaku sendiri"}),
        "figure": ("figure", (figure.pk,), {"value": "18", "measure": "Punyaku sendiri"}),
        "asking": ("ask", (), {**ASKED, "question": "Punyaku sendiri"}),
        "answer": ("confirmation", (row.pk, "answer_confirmation"), {"answer": "Punyaku sendiri"}),
        "verdict": ("verdict", (), {"summary_id": "Punyaku sendiri"}),
    }
    what, rest, typed = cases[which]
    seen = stale(claim, people)
    client, address = desk(people.reviewer), to("claim", what, claim.pk, *rest)
    late = client.post(address, {**typed, "expected": seen})
    html = late.content.decode()
    assert late.status_code == 409 and "Punyaku sendiri" in html
    form = html[html.index(f'action="{address}"') :]
    fresh = re.search(r'name="expected" value="(\d+)"', form)[1]
    assert client.post(address, {**typed, "expected": fresh}).status_code == 302


def test_the_articles_page_offers_to_close_it(conflict, claim, people):
    shown = desk(people.reviewer).get(to("article", "change", claim.article_id)).content.decode()
    assert f'action="{to("claim", "conflict_of_article", conflict.pk)}"' in shown
    shown = desk(people.approver).get(to("article", "change", claim.article_id)).content.decode()
    assert conflict.note["id"] in shown and f'id="form-conflict-{conflict.pk}"' not in shown
