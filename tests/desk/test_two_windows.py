"""Two people with the same form open: the second is shown both texts, loses nothing, and undoes nothing unawares."""

import json
from dataclasses import dataclass

import pytest

from claims.actions import articles, events, newsrooms, speakers
from claims.actions.refusals import Stale
from claims.models import AuditEntry, Event, Newsroom
from tests.desk.pages import desk, to, words

pytestmark = pytest.mark.django_db


@dataclass
class Case:
    """One form over a row: who saves it where, which form of the page it is, a field that two change and another."""

    row: object
    person: object
    verb: str
    form: str
    act: object
    both: str
    other: tuple

    def address(self, what):
        return to(self.row._meta.model_name, what, self.row.pk)

    def filled(self, page):
        """What a browser would send of the form as the page shows it."""
        form = page.context[self.form]
        data = {name: form[name].value() for name in form.fields}
        data = {
            name: value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value for name, value in data.items()
        }
        assert 'name="seen"' in page.content.decode()
        return {name: "" if value is None else value for name, value in data.items() if value is not False} | {
            "seen": form.seen_text
        }


@pytest.fixture(params=["article", "event", "speaker", "newsroom"])
def case(request, claim, people):
    if request.param == "article":
        other = ("publisher", "Kabar Seruni")
        return Case(claim.article, people.editor, "describe", "details", articles.describe, "title", other)
    if request.param == "event":
        event = Event.objects.create(newsroom=claim.newsroom, title="Debat", held_on="2024-11-04")
        return Case(event, people.editor, "describe", "form", events.describe, "title", ("place", "Balai Kota"))
    if request.param == "speaker":
        other = ("same_as", "https://id.example.org/1")
        return Case(claim.speaker, people.editor, "rename", "form", speakers.rename, "name", other)
    other = ("license", "CC0-1.0")
    return Case(Newsroom.objects.default(), people.approver, "describe", "form", newsrooms.describe, "name", other)


def test_the_second_window_is_shown_both_texts_and_can_save_again(case):
    client = desk(case.person)
    mine = case.filled(client.get(case.address("change"))) | {case.both: "Kata si kedua"}
    name, value = case.other
    case.act(case.row, by=case.person, **{case.both: "Kata si pertama", name: value})
    late = client.post(case.address(case.verb), mine)
    case.row.refresh_from_db()
    assert late.status_code == 409 and getattr(case.row, case.both) == "Kata si pertama"
    assert "Kata si pertama" in words(late) and 'value="Kata si kedua"' in late.content.decode()
    assert [sides[2:] for sides in late.context["stale"]] == [("Kata si pertama", "Kata si kedua")]
    assert client.post(case.address(case.verb), case.filled(late)).status_code == 302
    case.row.refresh_from_db()
    assert (getattr(case.row, case.both), getattr(case.row, name)) == ("Kata si kedua", value)


def test_two_different_fields_are_both_kept(case):
    client = desk(case.person)
    mine = case.filled(client.get(case.address("change"))) | {case.both: "Kata si kedua"}
    name, value = case.other
    case.act(case.row, by=case.person, **{name: value})
    assert client.post(case.address(case.verb), mine).status_code == 302
    case.row.refresh_from_db()
    assert (getattr(case.row, case.both), getattr(case.row, name)) == ("Kata si kedua", value)
    assert set(AuditEntry.objects.last().after) == {case.both}


def test_an_error_in_between_does_not_forget_what_was_seen(case):
    client = desk(case.person)
    mine = case.filled(client.get(case.address("change"))) | {case.both: ""}
    case.act(case.row, by=case.person, **{case.both: "Kata si pertama"})
    wrong = client.post(case.address(case.verb), mine)
    assert wrong.status_code == 422
    again = case.filled(wrong) | {case.both: "Kata si kedua"}
    assert client.post(case.address(case.verb), again).status_code == 409


@pytest.mark.parametrize("seen", ["", "{", "[]", "7", '{"nonsense": 1}'])
def test_a_form_that_saw_nothing_saves_as_before(case, seen):
    client = desk(case.person)
    mine = case.filled(client.get(case.address("change"))) | {case.both: "Baru", "seen": seen}
    assert client.post(case.address(case.verb), mine).status_code == 302
    case.row.refresh_from_db()
    assert getattr(case.row, case.both) == "Baru"


def test_the_action_itself_refuses_and_changes_nothing(case):
    before = getattr(case.row, case.both)
    case.act(case.row, by=case.person, **{case.both: "Kata si pertama"})
    count = AuditEntry.objects.count()
    with pytest.raises(Stale):
        case.act(case.row, by=case.person, seen={case.both: before}, **{case.both: "Kata si kedua"})
    case.act(case.row, by=case.person, seen={case.both: before}, **{case.both: "Kata si pertama"})
    assert AuditEntry.objects.count() == count


def test_a_list_and_a_tick_are_compared_too(claim, people):
    article, client = claim.article, desk(people.editor)
    event = Event.objects.create(newsroom=claim.newsroom, title="Debat kedua")
    form = client.get(to("article", "change", article.pk)).context["details"]
    mine = {"title": article.title, "display": "full", "event": "", "seen": form.seen_text}
    articles.describe(article, by=people.editor, event=event, complete=False)
    articles.describe(article, by=people.editor, complete=True, display="link")
    late = client.post(to("article", "describe", article.pk), mine | {"display": "excerpt", "complete": "on"})
    assert late.status_code == 409
    shown = late.context["details"]
    assert (shown["event"].value(), shown["complete"].value()) == (str(event.pk), True)
    assert json.loads(shown.seen_text)["event"] == event.pk
