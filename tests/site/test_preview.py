"""The page before it is public: the real template from the draft, for the newsroom alone, kept nowhere."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from claims.actions import claims, verdicts
from claims.models import Claim, Publication, words
from claims.workflow import Role
from tests.site.pages import path_of, read, text
from tests.support import newsroom as made


def preview(person, claim, typed=None, language="", status=200):
    client, path = Client(), f"{language}{path_of('claims', claim)}preview/"
    client.force_login(person)
    answer = client.get(path) if typed is None else client.post(path, typed)
    assert answer.status_code == status, answer.content.decode()[:2000]
    if status != 403:
        assert answer["Cache-Control"] == "private, no-store" and "noindex" in answer["X-Robots-Tag"]
        assert "ETag" not in answer
    return BeautifulSoup(answer.content.decode(), "html.parser")


def body(page):
    """The claim's own article, as one string; its times aside."""
    for time in page.select("main article time"):
        time.decompose()
    return text(page.select_one("main article"))


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_preview_is_the_page_that_readers_then_get(claim, people, language):
    claim = made.propose(claim, people)
    before = preview(people.approver, claim, language=language)
    assert before.select_one(".preview-banner") and not before.select("script, link[rel=canonical]")
    claim = verdicts.approve(claim, by=people.approver)
    after = read(language + path_of("claims", claim))
    assert not after.select_one(".preview-banner") and not before.select_one(".share")
    after.select_one(".share").decompose()  # nothing to share yet
    assert body(before) == body(after)


def test_other_checks_of_the_same_stand_there_too(claim, people):
    again = made.make_article(people.editor, title="Debat kedua", content=f"Lagi.\n\n{made.TEXT}")
    made.publish(made.make_claim(again, people.editor), people)
    claim = made.propose(claim, people)
    named = [text(one) for one in preview(people.approver, claim).select("main article h2")]
    verdicts.approve(claim, by=people.approver)
    public = read(path_of("claims", claim))
    public.select_one(".share").decompose()
    assert named == [text(one) for one in public.select("main article h2")] and "Juga pernah diperiksa" in named


def test_what_is_typed_is_shown_and_stored_nowhere(claim, people):
    claim = made.draft(claim, people)
    rating = claim.newsroom.scales.first().ratings.get(slug="false")
    typed = {"rating": rating.pk, "summary_id": "Ringkas <b>sekali</b>.", "explanation_id": "Itu **tidak** benar."}
    page = preview(people.reviewer, claim, typed | {"machine_en": "on"})
    assert text(page.select_one(".panel-verdict")) == "Salah" and page.select_one(".prose strong").text == "tidak"
    assert text(page.select_one(".panel-summary")) == "Ringkas <b>sekali</b>."
    assert "belum disimpan" in text(page.select_one(".preview-banner"))
    draft = Claim.objects.get().draft
    assert draft.rating.slug == "mostly-true" and draft.published_at is None and draft.translated == {}
    assert not Publication.objects.claims().exists()


def test_a_correction_is_previewed_as_the_next_version(published, people):
    claim = verdicts.correct(published, by=people.reviewer, reason="Data baru")
    rating = claim.newsroom.scales.first().ratings.get(slug="misleading")
    typed = {"rating": rating.pk, "summary_id": "Lain.", "material": "yes", "note_id": "Data 2024 mengubahnya."}
    newest = preview(people.reviewer, claim, typed).select_one(".history li")
    told = text(newest)
    assert "Koreksi, versi 2" in told and "Sebagian Besar Benar" in told and "Menyesatkan" in told
    assert "Data 2024 mengubahnya." in told
    assert "Menyesatkan" not in text(read(path_of("claims", claim)).main)


def test_only_the_newsroom_sees_it(claim, people):
    claim = made.propose(claim, people)
    path = f"{path_of('claims', claim)}preview/"
    anonymous = Client().get(path)
    assert anonymous.status_code == 302 and anonymous["Location"] == f"/admin/login/?next={path}"
    assert Client(enforce_csrf_checks=True).post(path, {}).status_code == 403
    preview(made.make_person("nobody"), claim, status=403)
    preview(people.editor, claim)


def test_who_may_still_rate_it_blind_does_not(claim, people):
    claim.newsroom.blind_rating = True
    claim.newsroom.save()
    claim = made.propose(claim, people)
    preview(made.make_person("other", Role.REVIEWER), claim, status=403)
    preview(people.approver, claim, {"summary_id": "Punya saya."}, status=403)
    preview(people.reviewer, claim)


def test_without_a_draft_or_a_rating_it_says_what_is_missing(claim, people):
    assert "sedang disusun" in text(preview(people.editor, claim, status=422).main)
    claim = claims.take(claim, by=people.reviewer)
    for typed in ({"summary_id": "Ringkas."}, {"rating": "9" * 40}, {"rating": "x"}):
        assert "Pilih peringkat" in text(preview(people.reviewer, claim, typed, status=422).main)
    published = made.publish(claim, people, summary=words("Ya.", None))
    assert preview(people.editor, published, status=422)


def test_what_nobody_types_breaks_nothing(claim, people):
    claim = made.draft(claim, people)
    rating = claim.newsroom.scales.first().ratings.get(slug="false").pk
    preview(people.reviewer, claim, {"rating": rating, "summary_id": "\x00🙂", "explanation_en": "<script>x"})
