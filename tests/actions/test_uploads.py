"""Evidence as files: told by content, kept by hash, never by the name it came with."""

import hashlib
import zipfile
from io import BytesIO

import pytest

from claims.actions import captures, uploads
from claims.actions.refusals import NotYou, Unacceptable
from tests.support.newsroom import draft
from tests.text.files import pdf

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def packed(**files):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in files.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


def damaged(packing):
    """An archive whose first part is packed in this way and broken in its middle."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packing) as file:
        file.writestr("mimetype", bytes(range(256)) * 9)
    data = bytearray(out.getvalue())
    data[38:70] = b"\xff" * 32
    return bytes(data)


KINDS = {
    "pdf": (b"%PDF-1.7\n...", ".pdf"),
    "png": (PNG, ".png"),
    "jpeg": (b"\xff\xd8\xff\xe0....", ".jpg"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", ".webp"),
    "xlsx": (packed(xl__workbook_xml="<workbook/>"), ".xlsx"),
    "ods": (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...." + "Workbook".encode("utf-16-le"), ".xls"),
    "csv": (b"kelurahan;daring\nMelati;ya\nKenanga;tidak\n", ".csv"),
}
REFUSED = {
    "nothing": b"",
    "html": b"<!doctype html><script>alert(1)</script>\n<p>a, b\n",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'>\n<script/>, </svg>\n",
    "program": b"MZ\x90\0\x03",
    "zip": packed(readme="hello"),
    "macros": packed(xl__workbook_xml="<workbook/>", xl__vbaProject_bin="x"),
    "word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument",
    "broken zip": b"PK\x03\x04 and nothing more",
    "damaged deflate": damaged(zipfile.ZIP_DEFLATED),
    "damaged lzma": damaged(zipfile.ZIP_LZMA),
    "damaged bzip2": damaged(zipfile.ZIP_BZIP2),
    "prose": b"Just a sentence without columns.\nAnd another one.\n",
}


@pytest.fixture
def source(claim, people):
    draft(claim, people)
    return claim.sources.get()


@pytest.mark.parametrize(("data", "suffix"), KINDS.values(), ids=list(KINDS))
def test_kinds_that_are_kept(source, people, data, suffix):
    capture = uploads.attach(source, by=people.reviewer, name="../../etc/Laporan akhir.exe", data=data)
    digest = hashlib.sha256(data).hexdigest()
    assert capture.file.name == f"evidence/{digest[:2]}/{digest}{suffix}"
    assert capture.name == f"Laporan akhir{suffix}"
    source.refresh_from_db()
    assert (source.copy, source.sha256) == (capture, digest)
    with capture.file.open() as file:
        assert file.read() == data


@pytest.mark.parametrize("data", REFUSED.values(), ids=list(REFUSED))
def test_kinds_that_are_not(source, people, data):
    with pytest.raises(Unacceptable) as refused:
        uploads.attach(source, by=people.reviewer, name="bukti.pdf", data=data)
    assert refused.value.field == "file"


def test_of_the_kind_of_an_archive_no_more_is_unpacked_than_is_read(monkeypatch):
    """A mimetype that unpacks to far more than anybody writes."""
    read = []
    plain = zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda file, n=-1: read.append(n) or plain(file, n))
    assert uploads.sniffed(packed(mimetype="x" * 1_000_000)) is None
    assert read == [100]


def test_what_is_too_large(source, people, settings):
    settings.EVIDENCE_MAX_BYTES = 10
    with pytest.raises(Unacceptable):
        uploads.attach(source, by=people.reviewer, name="a.png", data=PNG)


def test_only_a_reviewer_attaches(source, people):
    with pytest.raises(NotYou):
        uploads.attach(source, by=people.editor, name="a.png", data=PNG)


def test_the_same_file_is_stored_once(source, people):
    first = uploads.attach(source, by=people.reviewer, name="a.png", data=PNG)
    second = uploads.attach(source, by=people.reviewer, name="b.png", data=PNG)
    assert first.file.name == second.file.name and first.pk != second.pk


def test_a_pdf_is_read_in_the_background_and_its_passage_found(source, people):
    capture = uploads.attach(
        source, by=people.reviewer, name="a.pdf", data=pdf(["Sebanyak 18 kelurahan telah daring."])
    )
    assert capture.state == "waiting"
    assert captures.run(capture.pk).passage_standing == "exact"


def test_a_page_fetched_later_does_not_push_an_upload_aside(source, people):
    web = source.captures.get()
    capture = uploads.attach(source, by=people.reviewer, name="a.png", data=PNG)
    captures.run(web.pk, fetch=lambda asked, **how: (_ for _ in ()).throw(captures.Turned(404)))
    source.refresh_from_db()
    assert source.copy == capture
