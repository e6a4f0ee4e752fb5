"""The embedded queue: nobody ever reads a message that is not yet whole."""

import os

import pytest
from kombu import Connection

import factcheck.celery  # noqa: F401  (registers the transport)
from factcheck import filebroker


@pytest.fixture
def queue(tmp_path):
    folders = {"data_folder_in": tmp_path, "data_folder_out": tmp_path, "control_folder": tmp_path / "control"}
    with Connection("filesystem://localhost/", transport_options={k: str(v) for k, v in folders.items()}) as connection:
        yield connection.SimpleQueue("celery")


def test_what_is_put_is_got(queue):
    for number in range(3):
        queue.put({"claim": number, "quote": "30 kelurahan 🙂"})
    got = [queue.get(timeout=1) for _ in range(3)]
    assert {message.payload["claim"] for message in got} == {0, 1, 2}
    assert {message.payload["quote"] for message in got} == {"30 kelurahan 🙂"}


def test_a_message_has_its_name_only_when_it_is_whole(queue, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(filebroker, "dumps", lambda payload: seen.extend(os.listdir(tmp_path)) or "{}")
    queue.channel._put("celery", {})
    assert seen and not [name for name in seen if name.endswith(".msg")]
    assert [name.endswith(".celery.msg") for name in os.listdir(tmp_path) if name != "control"] == [True]


def test_the_address_of_the_embedded_queue_means_this_transport():
    assert Connection("filesystem://localhost/").get_transport_cls() is filebroker.Transport
