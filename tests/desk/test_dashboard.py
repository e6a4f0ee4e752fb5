"""The index says how the newsroom stands: who has what in hand, and how long each stage took this week."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import claims, verdicts
from claims.desk import dashboard
from claims.models import Claim, Newsroom
from tests.desk.pages import desk, words
from tests.support.newsroom import draft, make_claim, make_person, publish

pytestmark = pytest.mark.django_db


def test_who_has_what_in_hand(article, claim, people, newsroom):
    draft(claim, people)
    other = make_claim(article, people.editor, quote="6,2 persen")
    claims.assign(other, by=people.editor, to=people.reviewer)
    make_claim(article, people.editor, quote="Indeks layanan digital kami 3,41")
    rows = dashboard.workload(newsroom)
    assert [(row["name"], row["numbers"], row["total"]) for row in rows] == [
        ("Rev", [1, 1, 0], 2),
        ("belum ada", [1, 0, 0], 1),
    ]
    assert rows[0]["parts"] == [("queued", 0, 50.0), ("in_review", 50.0, 50.0)]
    assert rows[1]["parts"] == [("queued", 0, 50.0)]
    page = desk(people.editor).get("/admin/")
    assert "Siapa mengerjakan apa" in words(page) and 'width="50.0"' in page.content.decode()


def test_the_median_of_each_stage_this_week(claim, people, newsroom, monkeypatch):
    Claim.objects.update(work="extracted")
    begin = claim.text.created_at
    steps = (
        (7, lambda row: claims.queue(row, by=people.editor)),
        (19, lambda row: claims.take(row, by=people.reviewer)),
        (49, lambda row: verdicts.propose(draft(row, people), by=people.reviewer)),
    )
    for minutes, step in steps:
        monkeypatch.setattr("django.utils.timezone.now", lambda minutes=minutes: begin + timedelta(minutes=minutes))
        step(Claim.objects.get())
    found = {str(row["words"]): (row["minutes"], row["number"], row["width"]) for row in dashboard.stages(newsroom)}
    assert found == {
        "dari tempel sampai diterima": ("7 menit", 1, 23.33),
        "sampai ada yang mengambil": ("12 menit", 1, 40.0),
        "ditinjau, sampai diajukan": ("30 menit", 1, 100.0),
    }


def test_what_ended_before_this_week_is_not_counted(claim, people, newsroom, monkeypatch):
    publish(claim, people)
    assert {str(row["words"]) for row in dashboard.stages(newsroom)} >= {"sampai disetujui"}
    later = timezone.now() + timedelta(days=8)
    monkeypatch.setattr("claims.desk.dashboard.timezone.now", lambda: later)
    assert dashboard.stages(newsroom) == []


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.2, "0 menit"), (119, "119 menit"), (121, "2 jam"), (60 * 47, "47 jam"), (60 * 72, "3 hari")],
)
def test_lengths_of_time_are_said_in_words(minutes, said):
    assert dashboard.lasted(minutes) == said


def test_another_newsroom_and_who_has_no_role_see_nothing_of_it(claim, people):
    assert dashboard.workload(Newsroom.objects.create(slug="lain", name="Lain")) == []
    assert dashboard.build(make_person("tanpa"), claim.newsroom) == {}
    assert desk(make_person("juga")).get("/admin/").status_code == 200
