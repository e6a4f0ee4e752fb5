"""What only a browser and a worker can show: the key of the search box, a comment on marked words, a letter sent."""

import time

import pytest

from claims.actions import claims
from claims.models import Comment, Notice
from tests.desk.test_in_browser import SELECT, enter
from tests.support.newsroom import make_article, make_claim, make_people

pytestmark = [pytest.mark.services, pytest.mark.slow]


def test_slash_leads_to_the_search_box_and_marked_words_into_a_comment(transactional_db, new_person):
    people = make_people()
    article = make_article(people.editor)
    page = new_person()
    enter(page, "editor")
    page.keyboard.press("/")
    page.keyboard.type("6,2/7")  # a stroke of the key while writing is a stroke
    assert page.input_value("#find") == "6,2/7"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=6%2C2%2F7")
    page.goto(f"/admin/claims/article/{article.pk}/change/")
    page.locator("#comment-use").scroll_into_view_if_needed()
    assert page.evaluate(SELECT, "6,2 persen pada 2023")
    page.click("#comment-use")
    assert page.input_value("#comment-words") == "6,2 persen pada 2023"
    page.keyboard.type("Dari mana?")
    page.click("#form-comment button:not([type])")
    page.wait_for_selector(".thread")
    one = Comment.objects.get()
    assert (one.text.content[one.start : one.end], one.body) == ("6,2 persen pada 2023", "Dari mana?")


def test_a_worker_sends_the_letter_of_an_assignment(worker):
    people = make_people()
    people.reviewer.email = "rev@example.org"
    people.reviewer.save()
    claim = make_claim(make_article(people.editor), people.editor)
    claims.assign(claim, by=people.editor, to=people.reviewer)
    until = time.monotonic() + 30
    while not Notice.objects.exclude(mailed_at=None).exists():
        assert time.monotonic() < until, "no letter within 30 seconds"
        time.sleep(0.1)
    assert Notice.objects.get().mail_tries == 1
