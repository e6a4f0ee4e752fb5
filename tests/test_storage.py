"""Where copies of sources are kept: a folder, or an S3-compatible server by one setting."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck import environment


def test_a_folder_where_nothing_is_said():
    assert environment.storage("")["BACKEND"].endswith("FileSystemStorage")


def test_an_s3_server_by_its_address(monkeypatch):
    monkeypatch.setattr(environment, "find_spec", lambda name: object())
    chosen = environment.storage("s3://key:se%2Fcret@s3.example.org:9000/copies")
    assert chosen["OPTIONS"]["secret_key"] == "se/cret"
    assert chosen["OPTIONS"]["endpoint_url"] == "https://s3.example.org:9000"
    assert (chosen["OPTIONS"]["bucket_name"], chosen["OPTIONS"]["file_overwrite"]) == ("copies", False)


@pytest.mark.parametrize("url", ["ftp://a:b@host/bucket", "s3://host/bucket", "s3://a:b@host", "/var/copies"])
def test_anything_else_fails_loudly(url):
    with pytest.raises(ImproperlyConfigured, match="s3://KEY:SECRET@HOST/BUCKET"):
        environment.storage(url)


def test_without_its_package_it_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="django-storages"):
        environment.storage("s3://a:b@host/bucket")
