"""Between transactional tests the tables are emptied, which the database's promises forbid: they step aside for it."""

import pytest
from django.test import TransactionTestCase

from claims.models import promises


@pytest.fixture(autouse=True, scope="session")
def promises_step_aside():
    """Takes the triggers off while Django flushes the test database, and puts them back."""
    flush = TransactionTestCase._fixture_teardown

    def flush_without_promises(self):
        promises.remove()
        flush(self)
        promises.install()

    TransactionTestCase._fixture_teardown = flush_without_promises
    yield
    TransactionTestCase._fixture_teardown = flush
