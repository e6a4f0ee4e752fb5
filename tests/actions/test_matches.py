"""The index of earlier claims follows every step that changes what it tells of, and equals one made anew."""

import io
import json

import pytest
from django.core.management import call_command

from claims.actions import (
    articles,
    claims,
    external_checks,
    matches,
    reanchoring,
    spans,
    speakers,
    undo,
    verdicts,
)
from claims.models import Claim, ExternalCheck, MatchCount, MatchEntry, MatchKey, Speaker, Topic, words
from tests.support import newsroom as desk

pytestmark = pytest.mark.django_db


def kept():
    """All that the index says, by what it is about."""
    rows = MatchEntry.objects.values_list(
        "side", "claim", "external", "newsroom", "said_on", "terms", "length", "grams"
    )
    keys = MatchKey.objects.values_list("entry__side", "entry__claim", "entry__external", "side", "key")
    return sorted(rows, key=str), sorted(keys, key=str)


def right():
    """Whether the index as the steps kept it is the one that a rebuild makes."""
    before = kept()
    matches.rebuild()
    return before == kept()


def sides(claim):
    return sorted(MatchEntry.objects.filter(claim=claim).values_list("side", flat=True))


def keys(claim, side="desk"):
    return set(MatchKey.objects.filter(entry__claim=claim, side=side).values_list("key", flat=True))


# A claim on the desk


def test_a_suggestion_is_in_the_index_once_it_is_taken_on(article, people):
    claim = desk.make_claim(article, people.editor)
    Claim.objects.filter(pk=claim.pk).update(work="extracted")
    matches.follow_claim(claim)
    assert sides(claim) == []
    claim = claims.queue(claim, by=people.editor)
    assert sides(claim) == ["desk"] and right()


def test_dismissed_restored_and_taken_back(claim, people):
    dismissed = claims.dismiss(claim, by=people.editor, dismissal="trivial")
    assert sides(claim) == [] and right()
    undo.undo(dismissed, by=people.editor)
    assert sides(claim) == ["desk"] and right()


def test_new_words_and_topics_are_found_by(claim, people):
    topic = Topic.objects.create(slug="layanan", label=words("Layanan", "Services"))
    claims.edit(claim, by=people.editor, statement=words("Perpustakaan keliling bertambah."), topics=[topic])
    assert {"layanan", *{"perpustakaan", "pustaka"} & keys(claim)} <= keys(claim) and right()
    undo.undo(Claim.objects.get(pk=claim.pk), by=people.editor)
    assert "layanan" not in keys(claim) and right()


def test_a_moved_span_is_compared_by_its_new_words(claim, people):
    assert "27" in keys(claim)
    claims.edit(claim, by=people.editor, end=claim.start + len("18 dari"), label=words("Sebagian"))
    assert "27" not in keys(claim) and right()


def test_halves_and_their_union(article, people):
    claim = desk.make_claim(article, people.editor, "Indeks layanan digital kami 3,41, dan 18 dari 27 kelurahan")
    first, rest = spans.split(claim, by=people.editor, at=claim.start + len("Indeks layanan digital kami 3,41,"))
    assert "18" in keys(rest) and sides(first) == ["desk"] and right()
    joined = spans.merge(first, rest, by=people.editor)
    gone = rest if joined == first else first
    assert sides(gone) == [] and "18" in keys(joined) and right()
    undo.undo(Claim.objects.get(pk=joined.pk), by=people.editor)
    assert sides(gone) == ["desk"] and right()


def test_a_new_wording_keeps_what_the_claims_say(claim, article, people):
    text = reanchoring.submit_wording(
        article, by=people.editor, body="Ralat.\n\n" + desk.TEXT.replace("18 dari", "19 dari")
    )
    assert "18" in keys(claim) and right()
    start = text.content.index("19 dari 27")
    reanchoring.place(claim, by=people.editor, start=start, end=start + 20)
    assert {"19"} <= keys(claim) and right()


# What is public


def test_public_words_are_those_of_the_record(claim, people):
    proposed = desk.propose(claim, people)
    assert sides(claim) == ["desk"]
    public = verdicts.approve(proposed, by=people.approver)
    assert sides(public) == ["desk", "public"] and {"rahma", "18"} <= keys(public, "public") and right()
    draft = verdicts.correct(public, by=people.reviewer, reason="Data baru")
    draft = claims.edit(draft, by=people.reviewer, statement=words("Rahasia dapur redaksi."))
    assert "rahasia" in keys(draft) and "rahasia" not in keys(draft, "public") and right()
    verdicts.drop_correction(draft, by=people.approver, reason="Batal")
    assert "rahasia" not in keys(draft) and right()


def test_a_correction_renews_the_public_entry(published, people):
    draft = verdicts.correct(published, by=people.reviewer, reason="Data baru")
    claims.edit(draft, by=people.reviewer, statement=words("Gerbang pasar dibuka."))
    draft = Claim.objects.get(pk=published.pk)
    correction = {"material": True, "note": words("Data baru.", "New data.")}
    draft = verdicts.save(draft, by=people.reviewer, correction=correction)
    verdicts.approve(verdicts.propose(draft, by=people.reviewer), by=people.approver)
    assert "gerbang" in keys(published, "public") and right()


def test_nothing_is_found_while_held_or_once_withdrawn(published, people):
    held = desk.hold(published, people)
    assert sides(held) == ["desk"] and right()
    back = desk.release(held, people)
    assert sides(back) == ["desk", "public"] and right()
    assert sides(desk.withdraw(back, people)) == ["desk"] and right()


def test_a_speaker_renamed_and_merged(published, article, people):
    other = Speaker.objects.create(newsroom=article.newsroom, name="Bagus Lintang")
    speakers.rename(published.speaker, by=people.editor, name="Ratih Wirasti")
    assert "ratih" in keys(published, "public") and right()
    speakers.merge(published.speaker, into=other, by=people.editor, reason="Orang yang sama")
    assert "lintang" in keys(published, "public") and right()


def test_details_of_an_article_leave_the_entry_alone(published, article, people):
    before = MatchEntry.objects.get(side="public").pk
    articles.describe(article, by=people.editor, publisher="Harian Seruni")
    assert MatchEntry.objects.get(side="public").pk == before and right()


# Other publishers


def review(number, claim, **other):
    rating = {"alternateName": "Salah"}
    base = {"@type": "ClaimReview", "url": f"https://cek.example.org/{number}", "claimReviewed": claim}
    return base | {"author": {"name": "Cek Contoh"}, "reviewRating": rating} | other


def load(people, newsroom, *reviews):
    file = io.BytesIO(json.dumps({"dataFeedElement": [{"item": [one]} for one in reviews]}).encode())
    return external_checks.load(by=people.editor, newsroom=newsroom, file=file, name="cek.json")


def external():
    return set(MatchEntry.objects.filter(side="external").values_list("external__url", flat=True))


def test_checks_of_others_come_and_go(people, newsroom):
    reviews = [review(n, f"Jembatan {n} di Seruni roboh") for n in range(3)]
    run = load(people, newsroom, *reviews)
    assert len(external()) == 3 and right()
    first = ExternalCheck.objects.first()
    external_checks.hide(first, by=people.editor, reason="Iklan")
    assert first.url not in external() and right()
    load(people, newsroom, *reviews[:2])  # read again, what is hidden stays hidden
    assert first.url not in external() and right()
    external_checks.unhide(first, by=people.editor)
    assert len(external()) == 3 and right()
    external_checks.remove(run, by=people.editor, reason="Keliru")
    assert external() == {one["url"] for one in reviews[:2]} and right()


@pytest.mark.parametrize("language", ["xx", "", "ms-Arab", "in\ud800", None, "ID_id"])
def test_a_check_in_any_language_is_taken_in(people, newsroom, language):
    load(people, newsroom, review(1, "The bridge of Seruni fell in 2023", inLanguage=language))
    assert len(external()) == 1 and right()


def test_a_check_without_a_word_to_compare_has_no_entry(people, newsroom):
    load(people, newsroom, review(1, "!!! ???"))
    assert ExternalCheck.objects.count() == 1 and external() == set() and right()


# Counting and beginning


def test_the_words_are_counted_once_enough_moved(claim, article, people):
    assert matches.recount_if_moved()
    assert MatchCount.objects.get(key="").count == 1 and MatchCount.objects.get(key="27").count == 1
    assert MatchCount.objects.filter(key__startswith="~").exists()
    assert not matches.recount_if_moved()
    claims.dismiss(claim, by=people.editor, dismissal="trivial")
    assert matches.recount_if_moved() and not MatchCount.objects.exclude(key="").exists()


def test_an_older_database_gets_its_index_with_the_migration(published):
    expected = kept()
    MatchKey.objects.all().delete()
    MatchEntry.objects.all().delete()
    MatchCount.objects.all().delete()
    matches.ensure()
    assert [row[1:] for row in kept()[0]] == [row[1:] for row in expected[0]] and kept() == expected
    MatchEntry.objects.all().delete()
    matches.ensure()  # once there, nothing is made anew unasked
    assert not MatchEntry.objects.exists()


def test_entries_of_an_earlier_form_are_made_anew_after_an_upgrade(published):
    expected = kept()[0]
    for row in MatchEntry.objects.all():
        old = json.loads(row.terms)
        del old["version"], old["place"]
        MatchEntry.objects.filter(pk=row.pk).update(terms=json.dumps(old))
    matches.ensure()
    assert kept()[0] == expected


def test_the_command_puts_right_what_went_wrong(published, capsys):
    expected = kept()
    MatchKey.objects.filter(key="27").delete()
    call_command("rebuild_matches")
    assert kept() == expected and "2 entries" in capsys.readouterr().out
