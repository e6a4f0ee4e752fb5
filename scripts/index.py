"""Fetches the pinned pip wheel as pip itself would: pip's settings, its index, a checksum. Standard library only."""

import base64
import configparser
import hashlib
import html
import json
import os
import re
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from trouble import Trouble

PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PUBLIC_INDEX = "https://pypi.org/simple"
SECONDS = 30


def setting(name):
    """pip's setting `name` (as in index-url): PIP_INDEX_URL before pip's own files, the later file first; else None."""
    value = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    return value or from_files(name, config_files())


def config_files():
    """The files that pip reads its settings from, the weakest first."""
    named = os.environ.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return []
    home = Path.home()
    shared = os.environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(os.pathsep)
    own = os.environ.get("XDG_CONFIG_HOME", str(home / ".config"))
    files = [Path(folder) / "pip" / "pip.conf" for folder in shared if folder]
    files += [Path("/etc/pip.conf"), home / ".pip" / "pip.conf", Path(own) / "pip" / "pip.conf"]
    return files + ([Path(named)] if named else [])


def from_files(name, files):
    """The last value of `name` in the [global] or [install] part of `files`; an unreadable file is passed over."""
    found = None
    for file in files:
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, encoding="utf-8")
        except (configparser.Error, OSError, UnicodeDecodeError):
            continue
        for section in ("global", "install"):
            found = parser.get(section, name, fallback=found)
    return found


def pip_wheel(folder):
    """Path of the pinned pip wheel: in a find-links folder, else downloaded into `folder`; else Trouble."""
    for place in (setting("find-links") or "").split():
        near = Path(place.removeprefix("file://")) / PIP_WHEEL
        if near.is_file() and checksum(near.read_bytes()) == PIP_SHA256:
            return near
    if setting("no-index") in ("1", "true", "yes", "on"):
        raise Trouble(f"pip is told to use no index, and {PIP_WHEEL} is in no find-links folder.")
    page = (setting("index-url") or PUBLIC_INDEX).rstrip("/") + "/pip/"
    content = fetch(link(page))
    if checksum(content) != PIP_SHA256:
        raise Trouble(f"{PIP_WHEEL} from {safe(page)} does not have the pinned checksum: nothing was installed.")
    wheel = Path(folder) / PIP_WHEEL
    wheel.write_bytes(content)
    return wheel


def checksum(content):
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def link(page):
    """Address of the pip wheel on a simple-index page, JSON or HTML; Trouble where the page does not list it."""
    body = fetch(page, "application/vnd.pypi.simple.v1+json, text/html;q=0.5").decode("utf-8", "replace")
    try:
        addresses = [file["url"] for file in json.loads(body)["files"]]
    except (ValueError, KeyError, TypeError):
        addresses = [html.unescape(found) for found in re.findall(r"""href\s*=\s*["']([^"']+)["']""", body)]
    for address in addresses:
        if urlsplit(address).path.endswith("/" + PIP_WHEEL) or urlsplit(address).path == PIP_WHEEL:
            return with_login(urljoin(page, address), page)
    raise Trouble(f"The package index {safe(page)} does not have {PIP_WHEEL}.")


def with_login(address, page):
    """`address` with the user and password of `page` where both are of one host and it names none itself."""
    wanted, known = urlsplit(address), urlsplit(page)
    if "@" in wanted.netloc or "@" not in known.netloc or wanted.hostname != known.hostname:
        return address
    return urlunsplit(wanted._replace(netloc=known.netloc.rpartition("@")[0] + "@" + wanted.netloc))


def safe(address):
    """`address` without user and password, to be shown."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def fetch(address, accept="*/*"):
    """The bytes at an http(s) or file address, tried twice. Trouble names what is in the way."""
    for last in (False, True):
        try:
            with opener().open(request(address, accept), timeout=SECONDS) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise Trouble(f"The package index answers {error.code} {error.reason} for {safe(address)}.") from error
        except OSError as error:
            if last:
                raise unreachable(address, getattr(error, "reason", error)) from error
    raise AssertionError("not reached")


def unreachable(address, reason):
    """The Trouble of an index that cannot be reached."""
    return Trouble(
        f"No network: the package index {urlsplit(address).hostname or safe(address)} cannot be reached ({reason}). "
        "Connect, or set PIP_INDEX_URL to one that can, and run the same command again."
    )


def request(address, accept):
    """A request for `address`, its user and password moved into a header."""
    parts = urlsplit(address)
    asked = urllib.request.Request(safe(address), headers={"Accept": accept, "User-Agent": "factcheck-bootstrap"})  # noqa: S310
    if parts.username:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        asked.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    return asked


def opener():
    """An opener with pip's certificates and proxy, the environment's proxies where pip names none."""
    handlers = [urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=setting("cert")))]
    proxy = setting("proxy")
    if proxy:
        handlers.append(urllib.request.ProxyHandler({"http": proxy, "https": proxy}))
    return urllib.request.build_opener(*handlers)
