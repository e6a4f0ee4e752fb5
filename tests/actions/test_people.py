"""People: made, given roles, shut out and forgotten by a superuser only, each step on record without their names."""

import json

import pytest
from django.test import Client

from claims.actions import articles, people
from claims.actions.refusals import NotNow, NotYou, Stale, Unacceptable
from claims.models import AuditEntry, User
from claims.workflow import Role
from tests.support.newsroom import make_person

pytestmark = pytest.mark.django_db

PASSWORD = "sebelas kapal kayu"


@pytest.fixture
def root(newsroom):
    return User.objects.create_superuser("root", password="root")


@pytest.fixture
def person(newsroom):
    return make_person("dewi", Role.EDITOR, first_name="Dewi", last_name="Anjani", email="dewi@example.org")


def last():
    return AuditEntry.objects.last()


CALLS = {
    "create": lambda p, by: people.create(by=by, username="baru", password=PASSWORD),
    "describe": lambda p, by: people.describe(p, by=by, first_name="Lain"),
    "set_roles": lambda p, by: people.set_roles(p, by=by, roles=["Approver"]),
    "deactivate": lambda p, by: people.deactivate(p, by=by, reason="Pindah"),
    "reactivate": lambda p, by: people.reactivate(p, by=by),
    "set_password": lambda p, by: people.set_password(p, by=by, password=PASSWORD),
    "pseudonymise": lambda p, by: people.pseudonymise(p, by=by, reason="Diminta"),
}


@pytest.mark.parametrize("verb", CALLS)
def test_a_superuser_only_and_each_step_is_on_record(verb, person, root):
    if verb == "reactivate":
        people.deactivate(person, by=root, reason="Pindah")
    everything = make_person("all", *Role)
    former = make_person("former", is_superuser=True, is_active=False)
    before, count = list(User.objects.order_by("pk").values()), AuditEntry.objects.count()
    for somebody in (everything, former):
        with pytest.raises(NotYou):
            CALLS[verb](person, somebody)
    assert (list(User.objects.order_by("pk").values()), AuditEntry.objects.count()) == (before, count)
    CALLS[verb](person, root)
    assert AuditEntry.objects.count() == count + 1
    assert (last().verb, last().by, last().noun) == (verb, root, "user")


def test_somebody_new_may_enter_in_the_given_roles(root, newsroom):
    made = people.create(by=root, username="sari", password=PASSWORD, newsroom=newsroom, roles=["Editor", "Reviewer"])
    made = User.objects.get(pk=made.pk)
    assert made.roles() == {Role.EDITOR, Role.REVIEWER} and made.is_staff and made.check_password(PASSWORD)
    assert last().after == {"roles": ["Editor", "Reviewer"], "is_superuser": False}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "dua kata"}, "username"),
        ({"username": "dewi"}, "username"),
        ({"email": "bukan alamat"}, "email"),
        ({"password": "1234"}, "password"),
        ({"roles": ["Owner"]}, "roles"),
    ],
)
def test_what_cannot_stand_is_named_and_makes_nobody(wrong, field, person, root):
    count = User.objects.count()
    with pytest.raises(Unacceptable) as refused:
        people.create(by=root, **{"username": "baru", "password": PASSWORD, **wrong})
    assert refused.value.field == field and User.objects.count() == count


def test_roles_are_set_exactly_and_both_sides_are_on_record(person, root):
    people.set_roles(person, by=root, roles=["Approver"])
    assert User.objects.get(pk=person.pk).roles() == {Role.APPROVER}
    assert (last().before, last().after) == ({"roles": ["Editor"]}, {"roles": ["Approver"]})
    count = AuditEntry.objects.count()
    people.set_roles(person, by=root, roles=["Approver"])
    assert AuditEntry.objects.count() == count


def test_the_trail_never_holds_a_name_or_a_password(person, root):
    people.describe(person, by=root, first_name="Dewi S.", email="d.anjani@example.org", username="danjani")
    people.set_password(person, by=root, password=PASSWORD)
    people.pseudonymise(person, by=root, reason="Diminta")
    told = json.dumps(list(AuditEntry.objects.filter(noun="user").values("before", "after")))
    assert "changed" in told and not any(word in told for word in ("Dewi", "anjani", "example.org", PASSWORD, "md5"))


def test_a_description_another_changed_meanwhile_is_stale(person, root):
    people.describe(person, by=root, first_name="Dewi S.")
    with pytest.raises(Stale):
        people.describe(person, by=root, seen={"first_name": "Dewi"}, first_name="Devi")
    assert User.objects.get(pk=person.pk).first_name == "Dewi S."


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_who_is_deactivated_is_signed_out_and_holds_no_role(person, root):
    client, other = signed_in(person), signed_in(root)
    with pytest.raises(Unacceptable):
        people.deactivate(person, by=root, reason=" ")
    people.deactivate(person, by=root, reason="Pindah")
    assert client.get("/admin/").status_code == 302 and other.get("/admin/").status_code == 200
    assert User.objects.get(pk=person.pk).roles() == set()
    people.reactivate(person, by=root)
    assert client.get("/admin/").status_code == 302, "the old session is gone"
    assert User.objects.get(pk=person.pk).roles() == {Role.EDITOR}


def test_a_new_password_signs_out_and_may_be_ones_own(person, root):
    client = signed_in(person)
    people.set_password(person, by=root, password=PASSWORD)
    assert client.get("/admin/").status_code == 302
    people.set_password(person, by=person, password=PASSWORD + "!")
    assert User.objects.get(pk=person.pk).check_password(PASSWORD + "!") and last().by == person


def test_who_is_pseudonymised_is_forgotten_and_what_they_did_stays(person, root, newsroom):
    articles.submit(by=person, newsroom=newsroom, body="Kota Seruni membangun taman.", title="Taman")
    people.pseudonymise(person, by=root, reason="Diminta")
    gone = User.objects.get(pk=person.pk)
    assert (gone.first_name, gone.last_name, gone.email, gone.is_active) == ("", "", "", False)
    assert gone.shown_name() == f"user-{person.pk}" and gone.pseudonymised_at and not gone.has_usable_password()
    assert not gone.groups.exists() and AuditEntry.objects.get(verb="submit").by == gone
    for again in (CALLS["reactivate"], CALLS["describe"], CALLS["set_roles"], CALLS["pseudonymise"]):
        with pytest.raises(NotNow):
            again(gone, root)


def test_nobody_shuts_themselves_out(root):
    for attempt in (
        lambda: people.deactivate(root, by=root, reason="X"),
        lambda: people.pseudonymise(root, by=root, reason="X"),
        lambda: people.set_roles(root, by=root, roles=["Editor"]),
    ):
        with pytest.raises(Unacceptable):
            attempt()
    assert User.objects.get(pk=root.pk).is_superuser
