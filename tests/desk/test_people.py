"""People on the desk: a superuser adds them, gives roles, shuts the desk and forgets, through the actions only."""

import pytest

from claims.desk.people import DEEDS
from claims.models import AuditEntry, User
from claims.workflow import Role
from tests.desk.pages import desk, to, words
from tests.support.newsroom import make_person

pytestmark = pytest.mark.django_db

PASSWORD = "sebelas kapal kayu"


@pytest.fixture
def root(newsroom):
    return User.objects.create_superuser("root", password="root")


@pytest.fixture
def person(newsroom):
    return make_person("dewi", Role.EDITOR, first_name="Dewi", email="dewi@example.org")


def verbs():
    return list(AuditEntry.objects.filter(noun="user").values_list("verb", flat=True))


def test_somebody_is_added_logs_in_and_works(root, client, newsroom):
    told = {"username": "sari", "first_name": "Sari", "email": "bukan", "roles": ["Editor"], "password": PASSWORD}
    wrong = desk(root).post(to("user", "add"), told)
    assert wrong.status_code == 422 and 'value="bukan"' in wrong.content.decode()
    assert desk(root).get(to("user", "add")).context["form"]["newsroom"].value() == newsroom.pk
    assert PASSWORD not in wrong.content.decode() and not User.objects.filter(username="sari").exists()
    told |= {"email": "sari@example.org", "newsroom": newsroom.pk}
    assert desk(root).post(to("user", "add"), told).url == to("user", "change", User.objects.get(username="sari").pk)
    logged = client.post("/admin/login/", {"username": "sari", "password": PASSWORD, "next": "/admin/"})
    assert logged.url == "/admin/" and User.objects.get(username="sari").roles() == {Role.EDITOR}
    assert verbs() == ["create"]


def test_a_short_password_and_a_taken_name_are_told_at_their_fields(root, person):
    told = {"username": "sari", "password": "1234"}
    assert list(desk(root).post(to("user", "add"), told).context["form"].errors) == ["password"]
    told = {"username": "dewi", "password": PASSWORD}
    assert list(desk(root).post(to("user", "add"), told).context["form"].errors) == ["username"]


def test_each_deed_goes_through_its_action(root, person):
    client = desk(root)
    fields = {
        "set_roles": {"roles": ["Approver", "Reviewer"]},
        "set_password": {"password": PASSWORD},
        "deactivate": {"reason": "Pindah"},
        "reactivate": {},
        "pseudonymise": {"reason": "Diminta"},
    }
    assert set(fields) == set(DEEDS) - {"invite_again"}  # of who never set a password: tests/desk/test_talk.py
    for verb, data in fields.items():
        assert client.post(to("user", "do", person.pk, verb), data).status_code == 302
    assert verbs() == list(fields)
    page = client.get(to("user", "change", person.pk))
    assert "Dewi" not in words(page) and "menghapus identitas orang ini" in words(page) and not page.context["deeds"]
    assert client.post(to("user", "do", person.pk, "reactivate")).status_code == 409
    assert "user-" in words(client.get(to("auditentry", "changelist")))


def test_details_are_saved_and_on_record(root, person):
    client = desk(root)
    form = client.get(to("user", "change", person.pk)).context["form"]
    told = {"username": "dewi", "first_name": "Dewi S.", "email": "dewi@example.org", "seen": form.seen_text}
    assert client.post(to("user", "describe", person.pk), told).status_code == 302
    person.refresh_from_db()
    assert person.first_name == "Dewi S." and AuditEntry.objects.last().after == {"changed": ["first_name"]}
    assert "nama depan" in words(client.get(to("user", "change", person.pk)))
    late = client.post(to("user", "describe", person.pk), told | {"first_name": "Dewi T."})
    assert late.status_code == 409 and "Dewi S." in words(late)


def test_a_refused_deed_says_why_where_it_was_asked(root, person):
    client = desk(root)
    wrong = client.post(to("user", "do", root.pk, "deactivate"), {"reason": "Coba"})
    assert wrong.status_code == 422 and "Coba</textarea>" in wrong.content.decode()
    assert "pengguna super lain" in words(wrong)
    assert client.post(to("user", "do", person.pk, "deactivate"), {"reason": ""}).status_code == 422
    assert client.post(to("user", "do", person.pk, "promote")).status_code == 404
    assert client.get(to("user", "do", person.pk, "deactivate")).status_code == 302
    assert verbs() == []


def test_nobody_else_has_an_address_for_it(person):
    everything = desk(make_person("all", *Role))
    for address in (to("user", "changelist"), to("user", "add"), to("user", "change", person.pk)):
        assert everything.get(address).status_code == 403
    for verb in DEEDS:
        answer = everything.post(to("user", "do", person.pk, verb), {"reason": "X", "password": PASSWORD})
        assert answer.status_code == 403
    assert everything.post(to("user", "describe", person.pk), {"username": "x"}).status_code == 403


def test_ones_own_password_is_set_by_the_action_and_one_stays_signed_in(person):
    client, elsewhere = desk(person), desk(person)
    told = {"old_password": "dewi", "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post("/admin/password_change/", told).url == "/admin/password_change/done/"
    assert client.get("/admin/").status_code == 200 and elsewhere.get("/admin/").status_code == 302
    assert verbs() == ["set_password"] and AuditEntry.objects.last().by == person
