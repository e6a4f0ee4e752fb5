"""No default way of writing of Django's admin is left: not by address, not by form, not by bulk action."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import models
from claims.desk.admin import site
from claims.desk.base import DeskAdmin
from tests.desk.pages import desk, to

pytestmark = pytest.mark.django_db

NOUNS = [model for model, page in site._registry.items() if isinstance(page, DeskAdmin)]


@pytest.fixture
def root(published):
    return models.User.objects.create_superuser("root", password="root")


def test_every_noun_of_the_core_stands_on_the_desk():
    assert {model.__name__ for model in NOUNS} >= {
        "Article", "Claim", "Source", "Speaker", "Event", "Publication", "AuditEntry", "Intake", "Reply", "Newsroom",
        "VerdictScale",
    }  # fmt: skip


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_default_addresses_write_nothing(model, root):
    """As a superuser, with each row that there is: saving is refused, deleting and bulk actions have no address."""
    client, noun = desk(root), model._meta.model_name
    before = list(model.objects.order_by("pk").values())
    for row in model.objects.all():
        change = to(noun, "change", row.pk)
        assert client.post(change, {"title": "X", "name": "X", "_save": "1"}).status_code == 403
        assert client.post(change.replace("/change/", "/delete/"), {"post": "yes"}).status_code == 404
        assert client.get(change.replace("/change/", "/history/")).status_code == 404
    bulk = {"action": "delete_selected", "_selected_action": [row["id"] for row in before], "post": "yes"}
    client.post(to(noun, "changelist"), bulk)
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_the_inner_doors_are_shut_too(model):
    page = site._registry[model]
    for write in (page.save_model, page.delete_model, page.delete_queryset, page.save_related):
        with pytest.raises(PermissionDenied):
            write(None, None)


@pytest.mark.parametrize("noun", ["claim", "source", "publication", "auditentry", "intake", "reply", "verdictscale"])
def test_what_is_not_added_by_hand_has_no_form_for_it(noun, root):
    client, address = desk(root), to(noun, "changelist") + "add/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"title": "X"}).status_code == 404


def test_nobody_deletes_people_or_roles(root, people):
    client = desk(root)
    for address in (f"/admin/claims/user/{people.editor.pk}/delete/", "/admin/auth/group/1/delete/"):
        assert client.post(address, {"post": "yes"}).status_code in (403, 404)
    assert models.User.objects.filter(pk=people.editor.pk).exists()


def test_people_and_roles_are_managed_by_the_superuser_only(root, people):
    assert desk(root).get("/admin/claims/user/").status_code == 200
    assert desk(root).get(f"/admin/claims/user/{people.editor.pk}/change/").status_code == 200
    assert desk(root).get("/admin/claims/user/add/").status_code == 200
    for person in (people.editor, people.reviewer, people.approver):
        assert desk(person).get("/admin/claims/user/").status_code == 403
        assert desk(person).post(f"/admin/claims/user/{person.pk}/change/", {"is_superuser": "on"}).status_code == 403


def test_steps_by_get_change_nothing(published, people):
    client = desk(people.approver)
    before = models.AuditEntry.objects.count()
    for address in (to("claim", "step", published.pk, "hold"), to("claim", "edit", published.pk)):
        assert client.get(address).status_code == 302
    assert models.AuditEntry.objects.count() == before


def test_a_post_without_its_token_is_refused(published, people):
    client = desk(people.approver)
    client.handler.enforce_csrf_checks = True
    assert client.post(to("claim", "step", published.pk, "hold"), {"notice_id": "X"}).status_code == 403
