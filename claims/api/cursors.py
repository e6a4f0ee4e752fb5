"""Places in a list, newest first: (moment, UUID) pairs, sealed into opaque text and checked when they come back."""

import binascii
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from uuid import UUID

FORM = struct.Struct(">cq16s")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: just after (`back` False) or just before (`back` True) the row (`at`, `subject`)."""

    at: datetime
    subject: UUID
    back: bool = False


def seal(cursor, kind):
    """`cursor` as text; `kind` names the list it belongs to."""
    plain = FORM.pack(b"p" if cursor.back else b"n", (cursor.at - EPOCH) // MICROSECOND, cursor.subject.bytes)
    return urlsafe_b64encode(plain + check(plain, kind)).decode("ascii")


def unseal(text, kind):
    """The Cursor in `text`; raises ValueError for anything that `seal` did not make for the list `kind`."""
    try:
        whole = urlsafe_b64decode(text.encode("ascii"))
        plain, seen = whole[: FORM.size], whole[FORM.size :]
        way, micros, subject = FORM.unpack(plain)
        at = EPOCH + micros * MICROSECOND
    except (UnicodeEncodeError, binascii.Error, struct.error, OverflowError):
        raise ValueError from None
    cursor = Cursor(at, UUID(bytes=subject), way == b"p")
    if seen != check(plain, kind) or seal(cursor, kind) != text:
        raise ValueError
    return cursor


def check(plain, kind):
    """Two bytes that tell a cursor of another list, or a mistyped one. No secret: a cursor only names a place."""
    return blake2b(plain, digest_size=2, person=kind.encode("ascii")).digest()
