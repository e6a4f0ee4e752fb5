"""Evidence that arrives as a file: told by its content, kept by its hash, read in the background."""

import hashlib
import lzma
import re
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, captures, copies, queue, rechecks
from claims.actions.guard import step
from claims.actions.refusals import Unacceptable
from claims.actions.sources import note, standing
from claims.models import Capture

BEGINNINGS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"GIF87a", "image/gif", ".gif"),
    (b"GIF89a", "image/gif", ".gif"),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OLE, WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Workbook".encode("utf-16-le")
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
PRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def attach(source, *, by, name, data, expected=None):
    """Keeps an uploaded file as the copy of a source; returns the Capture. `name` is what its owner calls it.

    A PDF, a picture or a spreadsheet, told by its content; Unacceptable for anything else or what is too large.
    """
    media_type, suffix = checked(data)
    digest = hashlib.sha256(data).hexdigest()
    with step("review", source.claim, by=by, expected=expected) as claim:
        fresh = standing(source)
        capture = captures.create(
            fresh,
            by=by,
            purpose=Capture.Purpose.UPLOAD,
            fetched_at=timezone.now(),
            media_type=media_type,
            name=plain_name(name, suffix),
            file=kept(digest, suffix, data),
            sha256=digest,
            size=len(data),
        )
        copied = captures.standing_of(fresh)
        following = rechecks.next_check(fresh) if fresh.url else None
        audit.change(fresh, copy=capture, captured_at=capture.fetched_at, sha256=digest, next_check_at=following)
        note("upload", fresh, claim, by=by, before={"copied": copied}, after={"name": capture.name, "sha256": digest})
        queue.after_commit("capture", capture.pk)
    return capture


def checked(data):
    """(media type, suffix) of a file that may be kept."""
    if not data:
        raise Unacceptable(_("The file is empty."), field="file", code="empty")
    if len(data) > settings.EVIDENCE_MAX_BYTES:
        limit = settings.EVIDENCE_MAX_BYTES / 1_000_000
        raise Unacceptable(
            _("The file is larger than %(limit).0f MB.") % {"limit": limit}, field="file", code="too_large"
        )
    found = sniffed(data)
    if found is None:
        raise Unacceptable(
            _("Attach a PDF, a picture (PNG, JPEG, GIF, WebP) or a spreadsheet (XLSX, ODS, XLS, CSV) without macros."),
            field="file",
            code="kind",
        )
    return found


def sniffed(data):
    """(media type, suffix) by content, whatever the file's name says; None for what is not kept."""
    for beginning, media_type, suffix in BEGINNINGS:
        if data.startswith(beginning):
            return media_type, suffix
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp", ".webp"
    if data.startswith(b"PK\x03\x04"):
        return spreadsheet(data)
    if data.startswith(OLE):
        return ("application/vnd.ms-excel", ".xls") if WORKBOOK in data else None
    return ("text/csv", ".csv") if is_table(data) else None


def spreadsheet(data):
    """(media type, suffix) of a packed spreadsheet; None for what is none or damaged. Unpacks no more than it needs."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            names = set(file.namelist())
            kind = file.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
    except DAMAGED:
        return None
    if kind == ODS:
        return ODS, ".ods"
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return (XLSX, ".xlsx") if "xl/workbook.xml" in names and not macros else None


def is_table(data):
    """Whether this is text in columns: no markup, and one separator in each of its first lines."""
    try:
        text = data[:20_000].decode("utf-8", "ignore" if len(data) > 20_000 else "strict")
    except UnicodeDecodeError:
        return False
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()][:10]
    if len(lines) < 2 or PRINTED.search(text) or text.lstrip("\ufeff \r\n\t").startswith("<"):
        return False
    return any(all(mark in line for line in lines[:-1]) for mark in (",", ";", "\t"))


def kept(digest, suffix, data):
    """The stored file's name, made of its hash alone: the same file is kept once."""
    name = f"evidence/{digest[:2]}/{digest}{suffix}"
    return name if default_storage.exists(name) else copies.save(*name.rsplit("/", 1), data)


def plain_name(name, suffix):
    """The owner's name for the file without folders, control characters and the suffix that its content has anyway."""
    stem = PurePath(name.replace("\\", "/")).stem
    return (re.sub(r"[^\w .()\[\]-]", "_", stem).strip(" .")[:150] or "file") + suffix
