"""Numbers that no form of ours sends: too long to be read, or not numbers at all. They are refused in words."""

import pytest

from claims.models import Claim
from tests.desk.pages import desk, now, to, words
from tests.support import newsroom as made

ENDLESS = "9" * 5000


@pytest.mark.parametrize("expected", [ENDLESS, "9" * 30, "-1", "x"])
@pytest.mark.parametrize("language", ["/", "/en/"])
def test_a_counter_that_cannot_be_is_an_old_page_and_changes_nothing(claim, people, expected, language):
    path = to("claim", "step", claim.pk, "take").replace("/", language, 1)
    answer = desk(people.reviewer).post(path, {"expected": expected})
    assert answer.status_code == 409
    assert Claim.objects.get(pk=claim.pk).work == "queued"


@pytest.mark.parametrize("span", [f"{ENDLESS}-{ENDLESS}", f"0-{ENDLESS}", f"0-{'9' * 30}", "0-999999999"])
def test_a_span_beyond_any_text_is_refused_on_the_claim(claim, people, span):
    answer = desk(people.editor).post(
        to("claim", "span", claim.pk), {"span": span, "words": "tidak ada di sini"} | now(claim)
    )
    assert answer.status_code == 422 and "tidak ada di sini" in answer.content.decode()
    assert Claim.objects.get(pk=claim.pk).quote == claim.quote


@pytest.mark.parametrize("end", [ENDLESS, "9" * 30, "999999999"])
def test_and_on_the_article(article, people, end):
    for sent in ({"span": f"0-{end}"}, {"start": "0", "end": end}):
        answer = desk(people.editor).post(to("article", "mark", article.pk), sent)
        assert answer.status_code == 422 and not article.claims.exists()


def test_an_address_with_such_a_number_is_an_ordinary_page(article, people):
    made.make_claim(article, people.editor)
    client = desk(people.editor)
    assert client.get(to("article", "change", article.pk), {"at": ENDLESS}).status_code == 200
    assert client.get(to("article", "add"), {"intake": ENDLESS}).status_code == 200
    assert "27" in words(client.get(to("claim", "changelist"), {"article": ENDLESS}))
