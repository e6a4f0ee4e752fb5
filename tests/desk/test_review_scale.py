"""A transcript with ten thousand claims: each page and each step stays light, and nothing reads the whole list."""

import pytest
from django.utils import timezone

from claims.desk import article_page
from claims.models import Claim
from tests.desk.pages import desk, to
from tests.support.newsroom import make_article, make_claim

pytestmark = pytest.mark.django_db

NUMBER = 10_000
LINE = "Sebanyak {} dari 90000 kelurahan sudah daring. 🙂\n"
QUERIES = 26  # of a page, whatever its article's size


MOST_OF_A_STEP = 44  # queries, whatever the length of the text; up to nine of them keep the index of earlier claims


@pytest.fixture(scope="module")
def lines():
    return [LINE.format(n) for n in range(NUMBER)]


@pytest.fixture
def long(people, lines):
    """An article with a claim on each of its lines."""
    article = make_article(people.editor, content="".join(lines), title="Panjang")
    at, rows, now = 0, [], timezone.now()
    for line in lines:
        rows.append(row_of(article, at, at + len(line) - 4, line[:-4], now))
        at += len(line)
    Claim.objects.bulk_create(rows)
    return article


def row_of(article, start, end, quote, now):
    return Claim(
        newsroom=article.newsroom,
        article=article,
        text=article.current_text,
        start=start,
        end=end,
        extracted_start=start,
        extracted_end=end,
        quote=quote,
        mode="direct",
        worked_at=now,
    )


@pytest.fixture
def read_rows(monkeypatch):
    """Counts the claims that are read as rows."""
    read, plain = [], Claim.from_db.__func__
    monkeypatch.setattr(Claim, "from_db", classmethod(lambda cls, *args: read.append(1) or plain(cls, *args)))
    return read


def test_a_page_costs_no_more_than_of_a_short_article(long, people, read_rows, django_assert_max_num_queries):
    short = make_article(people.editor, content="Sebanyak 3 dari 9.\n", title="Pendek")
    make_claim(short, people.editor, quote="3 dari 9")
    client = desk(people.editor)
    for article in (short, long):
        read_rows.clear()
        with django_assert_max_num_queries(QUERIES):
            page = client.get(to("article", "change", article.pk))
        assert len(page.content) < 600_000 and page.content.decode().count('<article class="card') <= 100
        assert len(read_rows) <= 101
    last = client.get(to("article", "change", long.pk) + f"?at={len(long.current_text.content) - 5}").content.decode()
    assert f"Sebanyak {NUMBER - 1} dari" in last and 'rel="prev"' in last and 'rel="next"' not in last
    assert f"{NUMBER} klaim" in last
    for address in (to("claim", "changelist"), "/admin/"):
        with django_assert_max_num_queries(30):
            client.get(address)


def test_a_step_answers_with_its_own_card_and_line(long, people, read_rows, django_assert_max_num_queries):
    every_claim_is_in_one_part(long)
    claim = long.claims.order_by("start")[5_000]
    start, end, _pages = article_page.part(long.current_text, claim.start)
    client = desk(people.editor)
    address, head = to("article", "act", long.pk, claim.pk), {"X-Desk": "swap"}
    for step in ({"do": "queue"}, {"do": "end-1"}, {"do": "split", "words": "dari"}, {"dismissal": "trivial"}):
        claim.refresh_from_db()
        read_rows.clear()
        with django_assert_max_num_queries(MOST_OF_A_STEP):
            answer = client.post(address, {"part": f"{start}-{end}", "expected": claim.edit, **step}, headers=head)
        assert answer.status_code == 200 and len(answer.content) < 20_000
        assert len(read_rows) < 12
        assert answer.content.decode().count('<p id="line-') == 1
    with django_assert_max_num_queries(MOST_OF_A_STEP):
        answer = client.post(to("article", "undo", long.pk), {"part": f"{start}-{end}"}, headers=head)
    assert answer.status_code == 200 and len(answer.content) < 100_000


def every_claim_is_in_one_part(long):
    text, at, seen = long.current_text, 0, 0
    while True:
        start, end, pages = article_page.part(text, at)
        here = text.claims.filter(start__gte=start, start__lt=end).count()
        assert here <= 100
        seen += here
        if pages["next"] is None:
            break
        assert pages["next"] == end
        at = end
    assert seen == NUMBER
