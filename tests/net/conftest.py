"""Fixtures of the tests of the outbound door."""

import threading

import pytest


@pytest.fixture
def never():
    """An event that a hanging server waits for; it comes when the test is over."""
    event = threading.Event()
    yield event
    event.set()
