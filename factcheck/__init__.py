"""The Django project: wiring, no rules. The Celery app is loaded so that tasks bind to it."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
