"""The web of the invented city: what its servers answer, made of what the sources quote. Nothing is fetched."""

from html import escape

from django.utils import timezone

from claims.net import Fetched

PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>{title}</title></head><body><article>
<h1>{title}</h1>
<p>Halaman ini rekaan, seperti kota dan lembaga yang disebutnya. {publisher} menerbitkannya bagi warga yang hendak
memeriksa sendiri angka dan keputusan yang sering disebut dalam perdebatan.</p>
<p>{excerpt}</p>
<p>Angka diperbarui setiap kali ada penetapan baru; catatan lama tetap dapat diminta di kantor pelayanan informasi.</p>
</article></body></html>
"""


def page_of(source, replace=()):
    """The page at a source's address, with each (old, new) of `replace` exchanged in what the source quotes."""
    excerpt = source.excerpt.strip("… ") or source.title
    for old, new in replace:
        excerpt = excerpt.replace(old, new)
    words = {"title": source.title, "publisher": source.publisher, "excerpt": excerpt}
    return PAGE.format(**{name: escape(text) for name, text in words.items()})


def server(source, *, status=200, url=None, replace=()):
    """A stand-in for `net.fetch`: answers with the source's page, from another address where `url` is given."""

    def fetch(asked, **how):
        body = page_of(source, replace).encode() if status == 200 else b""
        return Fetched(
            requested_url=asked,
            url=url or asked,
            status=status,
            reason={200: "OK", 404: "Not Found"}[status],
            headers=(("Content-Type", "text/html; charset=utf-8"), ("Server", "rekaan")),
            body=body,
            redirects=((301, url),) if url else (),
            fetched_at=timezone.now(),
        )

    return fetch
