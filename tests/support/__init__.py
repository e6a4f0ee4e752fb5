"""What tests stand on: no network but loopback, real Celery processes, real browsers. `tests/conftest.py` loads it."""
