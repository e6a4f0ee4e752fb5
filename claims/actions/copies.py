"""What is kept of a source: the whole answer of its server as a WARC, and the words that can be read in it."""

from datetime import UTC
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.text import formats, passages

# The body is kept unpacked: what told of its packing keeps its words under another name.
PACKED = {"content-encoding", "transfer-encoding", "content-length"}


def warc(fetched):
    """The answer as a WARC file (bytes): what was asked, the redirects, and the response with its headers."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    record = writer.create_warc_record(
        fetched.url,
        "response",
        payload=BytesIO(fetched.body),
        http_headers=StatusAndHeaders(
            f"{fetched.status} {fetched.reason}".strip(), headers_kept(fetched), protocol="HTTP/1.1"
        ),
        warc_headers_dict={"WARC-Date": fetched.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
    )
    writer.write_record(record)
    way = [f"asked: {fetched.requested_url}", *(f"{status}: {url}" for status, url in fetched.redirects)]
    told = writer.create_warc_record(
        fetched.url,
        "metadata",
        payload=BytesIO("\r\n".join(way).encode()),
        warc_content_type="application/warc-fields",
        warc_headers_dict={"WARC-Concurrent-To": record.rec_headers.get_header("WARC-Record-ID")},
    )
    writer.write_record(told)
    return out.getvalue()


def headers_kept(fetched):
    renamed = [(f"X-Archive-Orig-{name}" if name.lower() in PACKED else name, value) for name, value in fetched.headers]
    return [*renamed, ("Content-Length", str(len(fetched.body)))]


def save(folder, name, data):
    """Stores `data`; returns the name under which the storage keeps it. Never overwrites."""
    return default_storage.save(f"{folder}/{name}", ContentFile(data))


def discard(name):
    """Takes back a file that no row came to name."""
    if name:
        default_storage.delete(name)


def words_in(data, excerpt=""):
    """(title, text) of a file's bytes; empty texts where it has none that we can read.

    Of a web page the article alone, or the whole page where only that has the `excerpt` to the letter.
    """
    try:
        document = formats.read(data)
    except formats.FormatError:
        return "", ""
    text = document.text
    if document.kind == "html" and excerpt and not to_the_letter(excerpt, text):
        whole = formats.whole_page(data)
        text = whole if to_the_letter(excerpt, whole) else text
    return (document.title or "")[:300], text


def to_the_letter(excerpt, text):
    return all(part.score == 100 for part in passages.locate(excerpt, text))


def places_of(excerpt, text):
    """Where the excerpt stands in the text, as JSON for `Capture.passage`; None where there is nothing to look in."""
    if not text or not excerpt.strip():
        return None
    return [
        {"words": part.words, "start": part.start, "end": part.end, "score": round(part.score)}
        for part in passages.locate(excerpt, text)
    ]
