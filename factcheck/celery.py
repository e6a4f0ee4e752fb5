"""The Celery application. Its settings are the CELERY_* names of `factcheck.settings`."""

import os

from celery import Celery

from factcheck import filebroker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

filebroker.register()
app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
