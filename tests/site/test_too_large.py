"""A body above the limit is answered with a page, and read to its end so that the browser gets to see it."""

import io

import pytest
from django.test import Client

from tests.desk.pages import desk

LIMIT = 100_000


class Body(io.BytesIO):
    """A request's body that knows how much of it was left unread."""

    def left(self):
        return len(self.getvalue()) - self.tell()


@pytest.fixture(autouse=True)
def small(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = LIMIT


def send(client, path, body, kind="application/x-www-form-urlencoded"):
    """POSTs `body` as a server hands it on."""
    how = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(body.left()), "wsgi.input": body}
    return client.generic("POST", path, **how)


@pytest.mark.parametrize("path", ["/admin/claims/article/add/", "/en/admin/claims/article/add/", "/admin/login/"])
def test_it_says_so_in_both_languages_and_reads_the_body_to_its_end(people, path):
    body = Body(b"title=a&text=" + b"a" * (5 * LIMIT))
    response = send(desk(people.editor), path, body)
    assert response.status_code == 413
    page = response.content.decode()
    assert "Tidak ada yang disimpan" in page and "Nothing was stored" in page
    assert body.left() == 0


def test_so_with_a_form_in_parts(people):
    part = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"a" * (5 * LIMIT) + b"\r\n--x--\r\n"
    body = Body(part)
    response = send(desk(people.editor), "/admin/claims/article/add/", body, "multipart/form-data; boundary=x")
    assert (response.status_code, body.left()) == (413, 0)


def test_a_body_without_end_is_left_alone_at_last(people):
    body = Body(b"text=" + b"a" * (30 * LIMIT))
    assert send(desk(people.editor), "/admin/claims/article/add/", body).status_code == 413
    assert body.left() > 10 * LIMIT


def test_other_bad_requests_are_no_matter_of_size(newsroom):
    body = Body("&".join(f"a{number}=1" for number in range(1500)).encode())
    assert send(Client(), "/admin/login/", body).status_code == 400
