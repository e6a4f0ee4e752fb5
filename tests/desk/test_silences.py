"""Silence windows on the desk: set, moved and lifted by an Approver; the form of approval asks why inside one."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from claims.actions import events, silences
from claims.models import Claim, Newsroom, SilenceWindow, User
from claims.workflow import Role
from tests.desk.pages import desk, step, to, words
from tests.support.newsroom import make_person, propose

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def typed(newsroom, moment):
    return moment.astimezone(newsroom.zone()).strftime("%Y-%m-%dT%H:%M")


def times(newsroom, start=-HOUR, end=HOUR):
    now = timezone.now()
    return {"starts_at": typed(newsroom, now + start), "ends_at": typed(newsroom, now + end)}


@pytest.fixture
def window(people, newsroom):
    now = timezone.now()
    return silences.create(
        by=people.approver, newsroom=newsroom, election="Pilwalkot", starts_at=now - HOUR, ends_at=now + HOUR
    )


@pytest.fixture
def silent_claim(claim, window, people, newsroom):
    claim.article.event = events.create(by=people.editor, newsroom=newsroom, title="Debat", election="pilwalkot")
    claim.article.save()
    return propose(claim, people)


def test_an_approver_sets_moves_and_lifts_one(people, newsroom):
    client, add = desk(people.approver), to("silencewindow", "add")
    assert "Belum ada masa tenang" in words(client.get(to("silencewindow", "changelist")))
    answer = client.post(add, {"election": "Pilwalkot", "starts_at": "", "ends_at": "besok"})
    assert answer.status_code == 422 and 'value="Pilwalkot"' in answer.content.decode()
    assert client.post(add, {"election": "Pilwalkot", **times(newsroom)}).status_code == 302
    row = SilenceWindow.objects.get()
    assert "Pilwalkot" in words(client.get(to("silencewindow", "changelist")))
    page = client.get(to("silencewindow", "change", row.pk)).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0].replace("&quot;", '"')
    move = to("silencewindow", "move", row.pk)
    later = {"starts_at": typed(newsroom, row.starts_at), "ends_at": typed(newsroom, row.ends_at + HOUR), "seen": seen}
    assert client.post(move, later).status_code == 302
    row.refresh_from_db()
    assert row.ends_at > timezone.now() + HOUR
    stale = {**later, "ends_at": typed(newsroom, row.ends_at + 3 * HOUR)}
    assert desk(people.second_approver).post(move, stale).status_code == 409
    lift = to("silencewindow", "lift", row.pk)
    assert client.post(lift, {"reason": ""}).status_code == 422
    assert client.post(lift, {"reason": "Ditunda KPU"}).status_code == 302
    assert "Ditunda KPU" in words(client.get(to("silencewindow", "change", row.pk)))
    assert client.post(lift, {"reason": "Lagi"}).status_code == 409


def test_what_was_moved_meanwhile_is_lifted_only_once_seen(window, people):
    client = desk(people.approver)
    page, lift = to("silencewindow", "change", window.pk), to("silencewindow", "lift", window.pk)
    seen = hidden(client.get(page), lift)
    silences.change(window, by=people.second_approver, ends_at=window.ends_at + HOUR)
    answer = client.post(lift, {"reason": "Ditunda KPU", "seen": seen})
    assert (
        answer.status_code == 409
        and BeautifulSoup(answer.content, "html.parser").find("textarea").text.strip() == "Ditunda KPU"
    )
    assert not SilenceWindow.objects.get().lifted_at
    assert client.post(lift, {"reason": "Ditunda KPU", "seen": hidden(answer, lift)}).status_code == 302
    assert SilenceWindow.objects.get().lifted_at


def hidden(page, action):
    """What the form to `action` says that the person saw."""
    form = BeautifulSoup(page.content.decode(), "html.parser").find("form", action=action)
    return form.find("input", {"name": "seen"})["value"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER])
def test_others_read_them_only(role, window, newsroom):
    client = desk(make_person("somebody", role))
    assert (
        to("silencewindow", "lift", window.pk)
        not in client.get(to("silencewindow", "change", window.pk)).content.decode()
    )
    for what, args, data in (
        ("add", (), {"election": "X", **times(newsroom)}),
        ("move", (window.pk,), times(newsroom, end=3 * HOUR)),
        ("lift", (window.pk,), {"reason": "X"}),
    ):
        assert client.post(to("silencewindow", what, *args), data).status_code == 403
    window.refresh_from_db()
    assert SilenceWindow.objects.count() == 1 and window.lifted_at is None


def test_another_newsroom_finds_no_window(window):
    other = Newsroom.objects.create(slug="lain", name="Redaksi lain")
    client = desk(make_person("stranger", Role.APPROVER, newsroom=other))
    for what in ("change", "move", "lift"):
        assert client.get(to("silencewindow", what, window.pk)).status_code == 404


def test_the_form_of_approval_asks_why_only_where_it_is_needed(silent_claim, window, people):
    client, page = desk(people.approver), to("claim", "change", silent_claim.pk)
    assert 'name="silence_reason"' in client.get(page).content.decode()
    answer = step(client, silent_claim, "approve", embargo="")
    assert answer.status_code == 422 and "masa tenang Pilwalkot" in words(answer)
    silences.lift(window, by=people.approver, reason="Selesai")
    assert 'name="silence_reason"' not in client.get(page).content.decode()


def test_the_reason_is_kept_and_told(silent_claim, people):
    assert step(desk(people.approver), silent_claim, "approve", silence_reason="Keselamatan pemilih").status_code == 302
    claim = Claim.objects.get(pk=silent_claim.pk)
    assert (claim.public, claim.live.silence_reason) == ("published", "Keselamatan pemilih")
    history = words(desk(people.editor).get(to("claim", "change", claim.pk)))
    assert "Keselamatan pemilih" in history


def test_a_superuser_sets_one(newsroom):
    client = desk(User.objects.create_superuser("root", password="root"))
    assert client.post(to("silencewindow", "add"), {"election": "X", **times(newsroom)}).status_code == 302
