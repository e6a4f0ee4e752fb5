"""The public site as files: every page that a link leads to, in both languages, read as a visitor reads it.

What cannot be a file (the search, the forms, the API, the desk) stays a link to the living site.
"""

import os
import re
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.urls import Resolver404, resolve

BEGINNINGS = ("/", "/en/", "/robots.txt", "/sitemap.xml", "/sitemap-news.xml")
LIVING = {"search", "write", "thanks", "preview"}  # pages that answer to what a reader sends
LINK = re.compile(r'(\s(?:href|src|action)=")([^"]*)(")')
PICTURE = re.compile(r'<meta (?:property|name)="(?:og|twitter):image" content="([^"]*)"')
EMBEDDED = re.compile(r"/(?:en/)?embed/claims/[0-9a-f-]{36}/")  # what other sites may show, out of the code to copy
LISTED = re.compile(r"<loc>([^<]*)</loc>")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
PAGED = re.compile(r"(before|part)=[\w-]+")  # what makes a page of its own of an address
IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
MARK = {"FACTCHECK_EXPORT": "1"}  # templates leave out what a file cannot do
MOVED = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={0}"><a href="{0}">→</a>\n'


class DeadLink(Exception):
    """A page of the site leads to an address without a page."""


class Export:
    """Writes the site under `folder`. `base` is its public address without a closing slash.

    `prefix` None makes links relative, which works from a disk too; "" or "/mirror" makes them begin at the root of
    wherever the folder will be served.
    """

    def __init__(self, folder, base, prefix=None):
        self.folder, self.base, self.prefix = folder, base, prefix
        address = urlsplit(base)
        host = address.netloc if address.hostname in settings.ALLOWED_HOSTS else settings.ALLOWED_HOSTS[0]
        self.client = Client(headers={"host": host.lstrip(".")})
        self.secure = settings.SECURE_SSL_REDIRECT
        self.waiting, self.seen, self.names = [], set(), {}

    def write(self):
        """All of it; returns how many files there are. Raises DeadLink."""
        for address in BEGINNINGS:
            self.want(address)
        while self.waiting:
            address = self.waiting.pop()
            name = file_of(address)
            self.keep(name, self.static(address) if is_static(address) else self.page(address, name))
        return len(self.seen)

    def want(self, address):
        if address not in self.seen:
            self.seen.add(address)
            self.waiting.append(address)

    def keep(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def static(self, address):
        """A static file; those that a style sheet names are wanted too."""
        name = address.removeprefix(settings.STATIC_URL)
        found = finders.find(name) if settings.WHITENOISE_USE_FINDERS else None
        if not found and not staticfiles_storage.exists(name):
            raise DeadLink(address)
        with open(found, "rb") if found else staticfiles_storage.open(name) as file:
            content = file.read()
        if name.endswith(".css"):
            for inside in IN_STYLE.findall(content.decode()):
                self.follow(urljoin(address, inside))
        return content

    def page(self, address, name):
        """What a visitor is given there, its links pointing into the folder."""
        response = self.client.get(address, secure=self.secure, **MARK)
        if response.status_code in (301, 302):
            return MOVED.format(escape(self.link(response["Location"], address, name))).encode()
        if response.status_code not in (200, 410):
            raise DeadLink(f"{address} ({response.status_code})")
        kind = response["Content-Type"].partition(";")[0]
        if kind == "text/html":
            return self.html(response.content.decode(), address, name).encode()
        if kind == "application/xml":
            for listed in LISTED.findall(response.content.decode()):
                self.follow(unescape(listed))
        return response.content

    def html(self, text, address, name):
        for beside in (*PICTURE.findall(text), *EMBEDDED.findall(text)):
            self.follow(unescape(beside))

        def pointed(match):
            return match[1] + escape(self.link(unescape(match[2]), address, name)) + match[3]

        return LINK.sub(pointed, text)

    def follow(self, url):
        """Wants the file of an address of this site, if it is one; returns its path with the query, or None."""
        path = url.removeprefix(self.base) if url.startswith(f"{self.base}/") else url
        if not path.startswith("/") or path.startswith("//") or not exported(path):
            return None
        path = self.itself(path)
        self.want(path)
        return path

    def itself(self, path):
        """`path`, or the page that answers there by its own name: ?at=9000 of a long article is its ?part=2."""
        query = path.partition("?")[2]
        if not query or PAGED.fullmatch(query):
            return path
        if path not in self.names:
            text = self.client.get(path, secure=self.secure, **MARK).content.decode()
            named = CANONICAL.search(text)
            self.names[path] = unescape(named[1]).removeprefix(self.base) if named else path
        return self.names[path]

    def link(self, href, address, name):
        """`href` on the page at `address`, which is the file `name`, as the folder's readers need it."""
        if not href or href.startswith("#") or urlsplit(href).scheme:
            return href
        target, _mark, fragment = urljoin(address, href).partition("#")
        path = self.follow(target)
        if path is None:
            return self.base + target + (f"#{fragment}" if fragment else "")
        file = file_of(path)
        if self.prefix is None:
            found = os.path.relpath(file, PurePosixPath(name).parent)
        else:
            found = f"{self.prefix}/{file.removesuffix('index.html')}"
        return found + (f"#{fragment}" if fragment else "")


def is_static(address):
    return address.startswith(settings.STATIC_URL)


def exported(address):
    """Whether an address of this site ("/path/?query") is a file of the export."""
    path, _mark, query = address.partition("?")
    if is_static(path):
        return True
    try:
        match = resolve(path)
    except Resolver404:
        return True  # the dead link is told when it is read
    return match.namespaces[:1] == ["site"] and match.url_name not in LIVING and (not query or path.endswith("/"))


def file_of(address):
    """The file of an address: /claims/ is claims/index.html, /?before=X is before-X/index.html."""
    path, _mark, query = address.partition("?")
    if query:
        path += re.sub(r"[^\w.-]+", "-", query, flags=re.ASCII) + "/"
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")
