"""Each test of the desk begins in Indonesian, whatever language the last request of another left active."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield
