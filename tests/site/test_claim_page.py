"""The claim page: verdict, words, certainty, evidence, replies, history; and what it must not say."""

import pytest

from claims.actions import claims, precedents, replies, sources, verdicts
from claims.models import Claim, Figure, Reply, Source, words
from tests.site.pages import LANGUAGES, get, path_of, read, text
from tests.support import newsroom as made

RECORDING = {"attribution": "confirmed", "attribution_url": "https://video.example.org/x", "attribution_at": "01:12:07"}


def page_of(claim, language=""):
    return read(language + path_of("claims", claim))


def test_the_verdict_comes_first_then_the_words_in_their_place(published):
    page = page_of(published)
    assert text(page.select_one(".panel-verdict")) == "Sebagian Besar Benar"
    assert text(page.select_one(".panel-summary")) == "Angkanya sesuai laporan 2023."
    sections = [section.get("class")[0] for section in page.select("main section")]
    assert sections[0] == "panel"
    context = page.select_one("blockquote.context")
    assert context.mark.get_text() == published.quote and context["lang"] == "id"
    assert text(context).startswith("… layanan digital kami 3,41, dan 18 dari 27")


@pytest.mark.parametrize(
    ("language", "says", "names"),
    [("", "Menurut laporan Kabar Seruni, Rahma Wirasti mengatakan:", "sebagaimana dilaporkan Kabar Seruni"),
     ("/en", "According to the report of Kabar Seruni, Rahma Wirasti said:", "as Kabar Seruni reported it")],
)  # fmt: skip
def test_a_reported_claim_is_never_shown_as_said(people, language, says, names):
    article = made.make_article(people.editor, publisher="Kabar Seruni")
    claim = made.publish(made.make_claim(article, people.editor), people)
    page = page_of(claim, language)
    assert text(page.select_one(".lead-in")) == says
    assert names in text(page.select_one(".panel"))
    assert "Terkonfirmasi" not in text(page.main) and "Confirmed" not in text(page.main)


def test_a_confirmed_claim_names_the_recording_and_its_time(claim, people):
    claim = made.publish(claims.edit(claim, by=people.editor, **RECORDING), people)
    page = page_of(claim)
    facts = text(page.select_one(".facts"))
    assert "Terkonfirmasi rekaman" in facts and "01:12:07" in facts
    assert page.select_one('.facts a[href="https://video.example.org/x"]')
    assert not page.select(".lead-in") and "Menurut laporan" not in text(page.main)


def test_the_recording_opens_at_the_moment_where_its_host_takes_one(claim, people):
    heard = RECORDING | {"attribution_url": "https://www.youtube.com/watch?v=x"}
    claim = made.publish(claims.edit(claim, by=people.editor, **heard), people)
    link = page_of(claim).select_one('.facts a[href="https://www.youtube.com/watch?v=x&t=4327s"]')
    assert text(link).startswith("Dengar pada 01:12:07")


@pytest.mark.parametrize("mode", ["direct", "indirect"])
def test_quotation_marks_stand_only_around_a_speakers_very_words(article, people, mode):
    claim = made.make_claim(article, people.editor)
    claim = made.publish(claims.edit(claim, by=people.editor, mode=mode), people)
    quote = read("/").select_one(".item blockquote").get_text()
    assert quote == ("“18 dari 27 kelurahan sudah daring”" if mode == "direct" else "18 dari 27 kelurahan sudah daring")
    assert ("Kutipan tidak langsung" in text(page_of(claim).main)) == (mode == "indirect")


def test_figures_claimed_and_found_in_the_readers_notation(claim, people):
    claim = made.draft(claim, people)
    Figure.objects.create(
        claim=claim,
        value="3.41",
        raw="3,41",
        start=claim.start,
        end=claim.start + 4,
        measure="Indeks",
        period="2023",
        found_value="3.12",
        found_source=claim.sources.first(),
    )
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    assert [text(cell) for cell in page_of(claim).select("td")] == ["3,41", "3,12 [1]"]
    page = page_of(claim, "/en")
    assert [text(cell) for cell in page.select("td")] == ["3.41", "3.12 [1]"]
    assert page.select_one(page.select_one("td a")["href"])


def test_sources_say_where_they_stand_and_how_they_are(claim, people):
    claim = made.draft(claim, people)
    sources.add(claim, by=people.reviewer, title="Rahasia", url="https://rahasia.example.org/", stance="refutes")
    sources.withhold(claim.sources.get(title="Rahasia"), by=people.reviewer, reason=words("Melindungi narasumber."))
    Source.objects.filter(title__startswith="Laporan").update(state="gone", checked_at="2024-11-04T18:00:00Z")
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    page = page_of(claim)
    first, second = page.select(".source")
    assert "Mendukung klaim" in text(first) and "Sebanyak 18 kelurahan telah daring." in text(first)
    assert "per 2023" in text(first) and "Tidak lagi ada di alamatnya, 5 November 2024" in text(first)
    assert not first.select("a")
    assert "Melindungi narasumber." in text(second) and "Membantah klaim" in text(second)
    assert "rahasia.example.org" not in str(page) and "Rahasia" not in str(page)


def test_a_missing_translation_is_said_and_the_original_shown(claim, people):
    claim = made.publish(claim, people, summary=words("Hanya ini."), explanation=words("Hanya *bahasa* Indonesia."))
    page = page_of(claim, "/en")
    assert "not been translated" in text(page.select_one("section[aria-labelledby=explanation]"))
    assert page.select_one(".prose")["lang"] == "id" and page.select_one(".prose em").get_text() == "bahasa"
    assert page.select_one(".panel-summary span")["lang"] == "id"
    assert (
        "not been translated" not in text(page_of(claim).main)
        and page_of(claim).select_one(".prose").get("lang") is None
    )


def test_a_machines_translation_is_marked(claim, people):
    Claim.objects.filter(pk=claim.pk).update(translated={"en": "machine"})
    claim = made.publish(claim, people)
    assert "Machine translation" in text(page_of(claim, "/en").header.find_next("article"))
    assert "Terjemahan mesin" not in text(page_of(claim).main)


def test_replies_to_the_letter(published, people):
    letter = "Kami  keberatan.\n\nIni <b>bukan</b> ucapan kami."
    replies.record(published, by=people.approver, who="Tim Rahma", text=letter, answer="Kami catat.")
    page = page_of(published)
    assert page.select_one(".reply blockquote").get_text() == letter
    assert "Tim Rahma" in text(page.select_one(".reply")) and "Kami catat." in text(page.select_one(".answer"))
    assert "WIB" in text(page.select_one(".reply figcaption"))
    assert "Hak jawab diterima" in text(page.select_one(".history"))
    assert Reply.objects.get().text == letter


def test_a_correction_says_from_what_to_what_and_why(published, people):
    made.correct(published, people)
    page = page_of(published)
    newest, first = page.select(".history > li")
    assert "Koreksi, versi 2" in text(newest) and "Data 2024 mengubah vonis." in text(newest)
    assert [text(mark) for mark in newest.select(".verdict")] == ["Sebagian Besar Benar", "Sebagian Benar"]
    assert "Diterbitkan, versi 1" in text(first)
    assert "Dikoreksi" in text(page.select_one(".panel"))


def test_a_minor_correction_is_called_so(published, people):
    made.correct(published, people, slug="mostly-true", material=False)
    newest = page_of(published).select_one(".history > li")
    assert "Ralat, versi 2" in text(newest) and not newest.select(".verdict")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_held_claim_shows_its_notice_and_nothing_of_its_verdict(claim, people, language):
    claim = made.publish(
        claim, people, slug="false", summary=words("SIMPULAN", "SIMPULAN"), explanation=words("ALASAN", "ALASAN")
    )
    claim = made.correct(claim, people)
    made.hold(claim, people)
    html = str(page_of(claim, language))
    for secret in ("SIMPULAN", "ALASAN", "Salah", "False", "Sebagian Benar", "Partly", "Laporan Layanan", "Data 2024"):
        assert secret not in html
    assert ("Vonis ditinjau ulang." if not language else "Verdict under review.") in html


def test_a_released_claim_shows_its_verdict_again_and_the_history_tells(published, people):
    made.release(made.hold(published, people), people)
    page = page_of(published)
    assert text(page.select_one(".panel-verdict")) == "Sebagian Besar Benar"
    kinds = [text(entry.select_one(".entry-kind")) for entry in page.select(".history > li")]
    assert [kind.split(" 2")[0].split(",")[0] for kind in kinds][0] == "Tinjauan selesai" and len(kinds) == 3


@pytest.mark.parametrize(("language", "ground"), [("", "Salah orang"), ("/en", "Wrong person")])
def test_a_withdrawn_claim_is_gone_and_says_why(published, people, language, ground):
    made.withdraw(made.correct(published, people), people)
    page = read(language + path_of("claims", published), status=410)
    assert ground in text(page.main) and published.quote not in page.get_text()
    assert "Sebagian Benar" not in str(page) and not page.select("script, link[rel=canonical]")


def test_an_unknown_claim_is_not_found_in_the_look_of_the_rest(newsroom):
    page = read("/en/claims/00000000-0000-4000-8000-000000000000/", status=404)
    assert "nothing at this address" in text(page.h1) and page.select_one(".masthead")
    assert read("/claims/bukan-uuid/", status=404).html["lang"] == "id"


def test_a_claim_not_yet_published_is_not_found(claim):
    get(path_of("claims", claim), status=404)
    get(path_of("articles", claim.article), status=404)
    get(path_of("speakers", claim.speaker), status=404)


def test_work_on_a_correction_shows_nowhere(published, people):
    before = get(path_of("claims", published)).content
    claim = verdicts.correct(published, by=people.reviewer, reason="Data baru")
    verdicts.save(claim, by=people.reviewer, summary=words("BELUM TERBIT"))
    assert get(path_of("claims", published)).content == before


def test_other_public_checks_of_the_same_claim_are_named_and_nothing_else(people):
    bodies = (
        "Sudah 18 dari 27 kelurahan daring.",
        "Rahma: 18 dari 27 kelurahan sudah daring!",
        "Jalan rusak 40 persen.",
    )
    quotes = ("18 dari 27 kelurahan daring", "18 dari 27 kelurahan sudah daring", "Jalan rusak 40 persen")
    found = []
    for body, quote in zip(bodies, quotes, strict=True):
        article = made.make_article(people.editor, body)
        found.append(made.publish(made.make_claim(article, people.editor, quote=quote, label=words(quote)), people))
    same, mine, _road = found
    others = page_of(mine).select(".others li")
    assert [link["href"] for link in page_of(mine).select(".others a")] == [path_of("claims", same)]
    assert "Klaim yang sama" in text(others[0]) and "Sebagian Besar Benar" in text(others[0])
    for on, other in ((same, mine), (mine, same)):
        tag = get(path_of("claims", mine))["ETag"]
        precedents.reject(on, other=other, by=people.reviewer)
        assert get(path_of("claims", mine))["ETag"] != tag and not page_of(mine).select(".others")
        precedents.undecide(on, other=other, by=people.reviewer)
        assert page_of(mine).select(".others")
    made.hold(same, people)
    assert not page_of(mine).select(".others")
