"""A new wording: claims go where their words stand to the letter, what is public follows, a draft never leaks."""

import json

import pytest

from claims.actions import articles, claims, extraction, reanchoring, verdicts
from claims.actions.refusals import NotNow, NotYou, Unacceptable
from claims.models import (
    Article,
    ArticleSheet,
    ArticleText,
    AuditEntry,
    Claim,
    Comment,
    Extraction,
    Intake,
    Publication,
)
from tests.support.newsroom import TEXT, correct, hold, make_article, make_claim, publish, release, withdraw

pytestmark = pytest.mark.django_db

QUOTE = "18 dari 27 kelurahan sudah daring"
HEAD = "Ralat: waktu debat diperbaiki.\n\n"


def reword(article, people, content):
    return reanchoring.submit_wording(Article.objects.get(pk=article.pk), by=people.editor, body=content)


def split(text):
    extraction.run(Extraction.objects.get(text=text).pk)


def present(claim):
    return json.loads(claim.publications.get(current=True).body)


def stands(claim):
    claim.refresh_from_db()
    return claim.text.content[claim.start : claim.end] == claim.quote


def test_a_claim_follows_its_words_and_the_entry_says_so(claim, article, people):
    text = reword(article, people, HEAD + TEXT)
    assert (text.number, text.article.current_text) == (2, text)
    assert stands(claim) and claim.text == text
    entry = AuditEntry.objects.about(claim).get(verb="reanchor")
    assert entry.before["text"] == article.current_text.pk and entry.after["start"] == claim.start
    assert text.reanchored["moved"] == [claim.pk] and not text.reanchored["lost"]


def test_what_came_is_kept_first_and_a_known_text_is_refused(article, people):
    with pytest.raises(Unacceptable):
        reword(article, people, TEXT)
    assert Intake.objects.get().outcome == "refused" and ArticleText.objects.count() == 1
    with pytest.raises(NotYou):
        reanchoring.submit_wording(article, by=people.reviewer, body=HEAD + TEXT)
    Extraction.objects.update(state="waiting")
    with pytest.raises(NotNow):
        reword(article, people, HEAD + TEXT)
    assert Intake.objects.count() == 2 and ArticleText.objects.count() == 1


def test_words_that_changed_leave_the_claim_where_it_was_and_say_where_to_look(claim, article, people):
    old = article.current_text
    text = reword(article, people, TEXT.replace("18 dari 27", "19 dari 27"))
    claim.refresh_from_db()
    assert claim.text == old and reanchoring.lost(text.article) == [claim]
    told = text.reanchored["lost"][0]
    assert told["claim"] == claim.pk and "dari 27 kelurahan" in text.content[slice(*told["closest"])]
    assert not AuditEntry.objects.filter(verb="reanchor").exists()


def test_a_person_cuts_what_was_lost_anew(claim, article, people):
    text = reword(article, people, TEXT.replace("18 dari 27", "19 dari 27"))
    start = text.content.index("19 dari 27")
    placed = reanchoring.place(claim, by=people.editor, start=start, end=start + 20)
    assert stands(placed) and placed.text == text and placed.quote.startswith("19 dari 27")
    assert reanchoring.lost(text.article) == []


def test_what_is_public_needs_a_correction_before_it_is_cut_anew(article, people):
    claim = publish(make_claim(article, people.editor), people)
    old = article.current_text
    text = reword(article, people, TEXT.replace("18 dari 27", "19 dari 27"))
    with pytest.raises(NotNow):
        reanchoring.place(claim, by=people.editor, start=0, end=10)
    assert present(claim)["article"]["text_sha256"] == old.sha256
    assert ArticleSheet.objects.get().body.count(text.sha256) == 1


def test_the_public_record_follows_with_a_revision_and_so_does_the_sheet(article, people):
    claim = publish(make_claim(article, people.editor), people)
    was = present(claim)
    text = reword(article, people, HEAD + TEXT)
    now, place = present(claim), present(claim)["article"]
    assert (now["version"], now["revision"]) == (was["version"], was["revision"] + 1)
    assert place["text_sha256"] == text.sha256 and text.content[place["start"] : place["end"]] == now["quote"]
    assert (place["prefix"], place["suffix"]) == (
        text.content[place["start"] - 32 : place["start"]],
        text.content[place["end"] : place["end"] + 32],
    )
    changed = {name for name in now if now[name] != was[name]} - {"revision", "sequence", "updated_at"}
    assert changed == {"article"}
    sheet = ArticleSheet.objects.get()
    assert json.loads(sheet.body)["text_sha256"] == text.sha256 and sheet.passages[0]["text"] == text.content


def test_no_draft_leaks_into_the_public_record(article, people):
    claim = publish(make_claim(article, people.editor), people)
    claim = verdicts.correct(claim, by=people.reviewer, reason="Kutipan kurang")
    wider = TEXT.index("dan 18 dari 27")
    claims.edit(claim, by=people.reviewer, start=wider, end=claim.end)
    text = reword(article, people, HEAD + TEXT)
    place = present(claim)["article"]
    assert present(claim)["quote"] == QUOTE == text.content[place["start"] : place["end"]]
    assert stands(claim) and claim.quote.startswith("dan 18") and claim.text == text


def test_a_correction_given_up_returns_to_the_public_words_in_the_new_wording(article, people):
    claim = publish(make_claim(article, people.editor), people)
    claim = verdicts.correct(claim, by=people.reviewer, reason="Kutipan kurang")
    claim = claims.edit(claim, by=people.reviewer, start=TEXT.index("dan 18 dari 27"), end=claim.end)
    text = reword(article, people, HEAD + TEXT)
    claim = verdicts.drop_correction(Claim.objects.get(), by=people.reviewer, reason="Tidak perlu")
    assert stands(claim) and (claim.quote, claim.text) == (QUOTE, text)


def test_a_held_claim_is_still_in_the_new_wording_after_its_release(article, people):
    claim = hold(publish(make_claim(article, people.editor), people), people)
    text = reword(article, people, HEAD + TEXT)
    assert present(claim)["status"] == "held" and present(claim)["article"]["text_sha256"] == text.sha256
    claim = release(Claim.objects.get(), people)
    assert present(claim)["article"]["text_sha256"] == text.sha256 and present(claim)["verdict"]


def test_a_withdrawn_claim_stays_withdrawn(article, people):
    claim = withdraw(publish(make_claim(article, people.editor), people), people)
    number = Publication.objects.count()
    reword(article, people, HEAD + TEXT)
    assert Publication.objects.count() == number and stands(claim)


def test_a_later_correction_stands_where_its_own_words_do(article, people):
    claim = publish(make_claim(article, people.editor), people)
    split(reword(article, people, HEAD + TEXT))
    claim = correct(Claim.objects.get(pk=claim.pk), people)
    last = reword(article, people, "Lagi.\n" + HEAD + TEXT)
    place = present(claim)["article"]
    assert place["text_sha256"] == last.sha256 and last.content[place["start"] : place["end"]] == QUOTE


def test_words_that_come_back_are_found_again(claim, article, people):
    split(reword(article, people, TEXT.replace("18 dari 27", "19 dari 27")))
    text = reword(article, people, HEAD + TEXT)
    assert stands(claim) and claim.text == text


def test_figures_and_comments_go_with_their_words(article, people):
    claim = make_claim(article, people.editor)
    claim.figures.create(value=18, raw="18", start=claim.start, end=claim.start + 2)
    start = TEXT.index("kemiskinan")
    Comment.objects.create(
        newsroom=article.newsroom, article=article, text=article.current_text, start=start, end=start + 10,
        body="?", by=people.editor, at=article.created_at,
    )  # fmt: skip
    text = reword(article, people, HEAD + TEXT)
    figure, comment = claim.figures.get(), Comment.objects.get()
    assert text.content[figure.start : figure.end] == "18"
    assert comment.text == text and text.content[comment.start : comment.end] == "kemiskinan"


def submitted(people, newsroom, content):
    article = articles.submit(by=people.editor, newsroom=newsroom, body=content, title="Debat")
    Extraction.objects.update(state="waiting", attempts=0, lease=None, lease_until=None)
    split(article.current_text)
    return article


def spans(text):
    return sorted((c.start, c.end) for c in text.claims.filter(superseded_by=None))


def test_the_engine_doubles_no_claim_and_drops_no_work(people, newsroom):
    article = submitted(people, newsroom, TEXT)
    found = Claim.objects.count()
    kept = claims.queue(Claim.objects.first(), by=people.editor)
    text = reword(article, people, HEAD + TEXT)
    Extraction.objects.filter(text=text).update(state="waiting", attempts=0, lease=None, lease_until=None)
    split(text)
    assert found > 1 and Claim.objects.count() == found and text.claims.count() == found
    assert len(set(spans(text))) == found
    kept.refresh_from_db()
    assert kept.work == "queued" and stands(kept)


def test_suggestions_whose_words_are_gone_are_forgotten_and_found_anew(people, newsroom):
    article = submitted(people, newsroom, TEXT)
    text = reword(article, people, TEXT.replace("6,2 persen", "6,3 persen"))
    assert text.reanchored["forgotten"] >= 1 and reanchoring.lost(text.article) == []
    Extraction.objects.filter(text=text).update(state="waiting", attempts=0, lease=None, lease_until=None)
    split(text)
    assert any("6,3 persen" in c.quote for c in text.claims.all())
    assert not Claim.objects.exclude(text=text).exists()


def test_the_sentences_around_a_claim_are_shown_once_the_wording_is_split(people, newsroom):
    content = "Debat dibuka pukul tujuh malam.\n\n" + TEXT
    article = make_article(people.editor, content, display=Article.Display.EXCERPT, publisher="Kabar")
    publish(make_claim(article, people.editor), people)
    text = reword(article, people, HEAD + content)
    assert ArticleSheet.objects.get().passages[0]["text"] == QUOTE
    split(text)
    assert "kata Rahma Wirasti" in ArticleSheet.objects.get().passages[0]["text"]
    sequences = list(Publication.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(sequences[0], sequences[0] + len(sequences)))
