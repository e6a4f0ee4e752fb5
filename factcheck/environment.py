"""Reads the environment for settings: every knob is named FACTCHECK_*, has a safe default, or fails loudly."""

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

PREFIX = "FACTCHECK_"


def text(name, default=""):
    """The value of FACTCHECK_<name>, or `default` where it is unset or empty."""
    return os.environ.get(PREFIX + name, "").strip() or default


def flag(name, default=False):
    """True for 1, true, yes, on; False for 0, false, no, off. Anything else raises ImproperlyConfigured."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{PREFIX}{name} must be 1 or 0, not {value!r}")


def number(name, default):
    """A whole number of at least 0, else ImproperlyConfigured."""
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a whole number, not {value!r}")
    return int(value)


def listing(name, default=""):
    """Comma-separated values as a list, blanks dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def database(url):
    """Django's DATABASES entry for `sqlite:///PATH` or `postgres://USER:PASSWORD@HOST:PORT/NAME`.

    SQLite runs in WAL with immediate transactions: deferred ones lose the lock race under concurrent writers.
    """
    parts = urlparse(url)
    if parts.scheme == "sqlite":
        path = "/" + unquote(parts.path).lstrip("/")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "TEST": {"NAME": f"{path}.test-{os.getpid()}"},  # in memory, threads would share one lock
            "OPTIONS": {
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"{PREFIX}DATABASE_URL must begin with sqlite:/// or postgres://, not {parts.scheme!r}")


def broker(url):
    """(broker_url, transport_options) for Celery: a `filesystem:///FOLDER` url keeps its queues as files in FOLDER."""
    if not url.startswith("filesystem://"):
        # What a killed worker held comes back within a minute; the sweep of the rows does not wait for it.
        return url, {"visibility_timeout": 60, "unacked_restore_interval": 10, "socket_connect_timeout": 2}
    folder = Path(unquote(urlparse(url).path))
    queue, done, control = folder / "queue", folder / "done", folder / "control"
    for path in (queue, done, control):
        path.mkdir(parents=True, exist_ok=True)
    return "filesystem://localhost/", {
        "data_folder_in": str(queue),
        "data_folder_out": str(queue),
        "processed_folder": str(done),
        "control_folder": str(control),
        "store_processed": False,
        "polling_interval": 0.2,  # seconds; kombu's default of one would keep a journalist waiting
    }


def storage(url):
    """Django's storage of files: the data folder for "", any S3-compatible server for `s3://KEY:SECRET@HOST/BUCKET`.

    S3 wants the package django-storages[s3], which is not among the requirements: without it this fails loudly.
    """
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlparse(url)
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not (parts.hostname and parts.username and parts.password and bucket):
        raise ImproperlyConfigured(f"{PREFIX}STORAGE_URL must read s3://KEY:SECRET@HOST/BUCKET")
    if find_spec("storages") is None:
        raise ImproperlyConfigured(f"{PREFIX}STORAGE_URL needs a package: pip install 'django-storages[s3]'")
    options = {
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "bucket_name": bucket,
        "endpoint_url": f"https://{parts.hostname}" + (f":{parts.port}" if parts.port else ""),
        "default_acl": "private",
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def mail_security(word):
    """(use TLS after STARTTLS, use TLS from the start) for `starttls`, `tls` or `none`."""
    ways = {"starttls": (True, False), "tls": (False, True), "none": (False, False)}
    if word not in ways:
        raise ImproperlyConfigured(f"{PREFIX}EMAIL_SECURITY must be starttls, tls or none, not {word!r}")
    return ways[word]


def secret_key(data_dir, embedded):
    """FACTCHECK_SECRET_KEY; where it is unset, the embedded newsroom keeps a random one of its own in its data folder.

    Any other installation without a key is refused: two hosts with two keys would sign each other's users out.
    """
    key = text("SECRET_KEY")
    if key:
        return key
    if not embedded:
        raise ImproperlyConfigured(f"{PREFIX}SECRET_KEY is not set: give it a long random value (see .env.example)")
    kept = Path(data_dir) / "secret_key"
    if not kept.is_file():
        keep_secret(kept, secrets.token_urlsafe(50))
    return kept.read_text(encoding="ascii").strip()


def keep_secret(path, key):
    """Writes `key` to a file only its owner may read; a file that another process wrote first is left as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
