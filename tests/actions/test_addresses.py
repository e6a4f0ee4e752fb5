"""Addresses that people give: of the web, and without a login in them."""

import pytest
from django.utils import translation

from claims.actions import addresses
from claims.actions.refusals import Unacceptable


@pytest.mark.parametrize(
    "url", ["", "https://news.example/", "https://news.example/@ani", "https://news.example/?to=a@b.id"]
)
def test_addresses_that_are_taken(url):
    addresses.check(url)


@pytest.mark.parametrize(
    "url", ["https://ani:rahasia@news.example/", "http://ani@news.example/x", "https://@news.example/"]
)
def test_a_login_is_refused_in_words(url):
    with pytest.raises(Unacceptable) as refused, translation.override("id"):
        addresses.check(url, field="recording_url")
    assert (refused.value.field, refused.value.code) == ("recording_url", "login")
    with translation.override("id"):
        assert "Hilangkan nama pengguna dan kata sandi dari alamat." in str(refused.value)


def test_other_schemes_are_refused():
    with pytest.raises(Unacceptable) as refused:
        addresses.check("javascript:alert(1)")
    assert refused.value.code == "url"
