"""Letters go by SMTP where a server is named, else to the console; a wrong word for the security is refused."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck import environment

SHOW = """from django.conf import settings as s
print(s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)"""


def shown(tmp_path, **knobs):
    """The settings of letters under these FACTCHECK_* knobs."""
    settings = {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "FACTCHECK_DATA_DIR": str(tmp_path)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
    run = subprocess.run(
        [sys.executable, "-c", SHOW], env=kept | settings | knobs, capture_output=True, text=True, check=True
    )
    return run.stdout.split()


def test_without_a_server_letters_are_printed(tmp_path):
    assert shown(tmp_path)[0] == "django.core.mail.backends.console.EmailBackend"


def test_a_named_server_takes_them(tmp_path):
    knobs = {"FACTCHECK_EMAIL_HOST": "smtp.example.org", "FACTCHECK_EMAIL_PORT": "465", "FACTCHECK_EMAIL_USER": "meja"}
    found = shown(tmp_path, **knobs, FACTCHECK_EMAIL_SECURITY="tls")
    assert found == ["django.core.mail.backends.smtp.EmailBackend", "smtp.example.org", "465", "meja", "False", "True"]


def test_the_ways_of_security():
    assert environment.mail_security("starttls") == (True, False)
    assert environment.mail_security("none") == (False, False)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_SECURITY"):
        environment.mail_security("ssl")
