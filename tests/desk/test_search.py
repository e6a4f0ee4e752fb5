"""Search over the desk: everything that a person may see, in groups, figures in either notation."""

import pytest

from claims.actions import comments, events, newsrooms, verdicts
from claims.models import Newsroom, SpeakerAlias
from claims.models import words as pair
from claims.workflow import Role
from tests.desk.pages import desk, words
from tests.support.newsroom import draft, make_article, make_claim, make_person, publish

pytestmark = pytest.mark.django_db


def groups(person, query):
    """{title of the group: [titles of its hits]} for a query."""
    page = desk(person).get("/en/admin/search/", {"q": query})
    return {
        str(group["title"]): ["".join(run for run, _looked in hit["title"]) for hit in group["hits"]]
        for group in page.context["groups"]
    }


def test_each_kind_of_thing_is_found(claim, people):
    claim = publish(claim, people)
    SpeakerAlias.objects.create(speaker=claim.speaker, name="Bu Wira")
    comments.add(claim=claim, by=people.editor, body="Tanya Balai Statistik")
    events.create(by=people.editor, newsroom=claim.newsroom, title="Debat Balai Kota")
    assert groups(people.editor, "kelurahan daring")["Claims"] == ["18 of 27 kelurahan online"]
    assert groups(people.editor, "kemiskinan")["Articles"] == ["Debat Kota Seruni"]
    assert groups(people.editor, "bu wira")["Speakers"] == ["Rahma Wirasti"]
    assert groups(people.editor, "data.example.org")["Sources"] == ["Laporan Layanan Digital 2023"]
    found = groups(people.editor, "balai")
    assert found == {"Comments": ["18 of 27 kelurahan online"], "Events": ["Debat Balai Kota"]}
    assert groups(people.editor, "matches report")["Claims"] == ["18 of 27 kelurahan online"]  # the verdict's words


def test_a_figure_is_found_in_either_notation(people):
    article = make_article(people.editor, content="Luasnya 1.234,5 hektare, indeksnya 70,94.", title="Luas")
    make_claim(article, people.editor, quote="indeksnya 70,94", label=pair("Indeks", "Index"))
    for query in ("70,94", "70.94"):
        assert groups(people.editor, query) == {"Claims": ["Index"], "Articles": ["Luas"]}
    for query in ("1234,5", "1,234.5", "1.234,5"):
        assert groups(people.editor, query) == {"Articles": ["Luas"]}
    assert groups(people.editor, "70,9") == {"Claims": ["Index"], "Articles": ["Luas"]}
    assert groups(people.editor, "7094") == {}


def test_what_was_looked_for_is_marked_and_nothing_is_html(people):
    make_article(people.editor, content="Kata <b>tebal</b> di sini.", title="Uji <i>")
    page = desk(people.editor).get("/admin/search/", {"q": "<b>tebal"}).content.decode()
    assert "<mark>&lt;b&gt;tebal</mark>" in page and "<b>tebal" not in page


def test_another_newsroom_and_a_removed_comment_are_not_found(claim, people):
    one = comments.add(claim=claim, by=people.editor, body="rahasiadapur")
    stranger = make_person("lain", Role.EDITOR, newsroom=Newsroom.objects.create(slug="lain", name="Lain"))
    assert groups(stranger, "kelurahan") == {} and groups(people.editor, "rahasiadapur")
    comments.remove(one, by=people.editor)
    assert groups(people.editor, "rahasiadapur") == {}


def test_a_verdict_that_is_to_be_rated_blind_is_not_found(claim, people):
    newsrooms.describe(claim.newsroom, by=people.approver, blind_rating=True)
    draft(claim, people, summary=pair("Kata sandinya pelangi.", None))
    other = make_person("other", Role.REVIEWER)
    assert groups(people.reviewer, "pelangi")["Claims"] and groups(other, "pelangi") == {}
    claim.refresh_from_db()
    verdicts.propose(claim, by=people.reviewer)
    assert groups(people.approver, "pelangi") == {} and groups(people.approver, "kelurahan daring")["Claims"]


def test_odd_queries_are_harmless(people, client):
    for query in ("", " ", "%", "_", "'", "\x00", "(", "a" * 5000, "“”", "1" * 400, "٣,٤"):
        assert desk(people.editor).get("/admin/search/", {"q": query}).status_code == 200
    assert "Tulis" in words(desk(people.editor).get("/admin/search/"))
    assert desk(make_person("tanpa")).get("/admin/search/").status_code == 403
    assert client.get("/admin/search/").status_code == 302


def test_a_search_takes_a_handful_of_queries(claim, people, django_assert_max_num_queries):
    publish(claim, people)
    client = desk(people.editor)
    client.get("/admin/search/", {"q": "18"})
    with django_assert_max_num_queries(14):
        client.get("/admin/search/", {"q": "18"})
