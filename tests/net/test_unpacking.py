"""Packed answers: several members, padding, deflate in its two kinds, and streams that end too early."""

import gzip
import time
import zlib

import pytest

from claims import net
from claims.net.unpacking import Unpacker


def bare(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


WHOLE = {
    "two members": ("gzip", gzip.compress(b"one ") + gzip.compress(b"two"), b"one two"),
    "padding": ("gzip", gzip.compress(b"one") + b"\0" * 512, b"one"),
    "deflate of zlib": ("deflate", zlib.compress(b"one"), b"one"),
    "bare deflate": ("deflate", bare(b"one"), b"one"),
    "nothing": ("gzip", b"", b""),
}


@pytest.mark.parametrize(("packing", "data", "expected"), WHOLE.values(), ids=list(WHOLE))
def test_whole_answers(web, packing, data, expected):
    assert net.fetch(web.put("/page", data, Content_Encoding=packing)).body == expected


@pytest.mark.parametrize(("packing", "data", "expected"), WHOLE.values(), ids=list(WHOLE))
def test_byte_by_byte(packing, data, expected):
    unpacker = Unpacker(packing)
    assert b"".join(unpacker.feed(data[n : n + 1], 100) for n in range(len(data))) == expected
    assert unpacker.complete == bool(data)


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"half an article" * 9, mtime=0)[:-9],
        gzip.compress(b"no sum")[:-1],
        gzip.compress(b"one") + gzip.compress(b"two")[:12],
        b"\x1f",
    ],
)
def test_what_ends_too_early_is_asked_for_again(web, data):
    with pytest.raises(net.ConnectionFailed) as problem:
        net.fetch(web.put("/page", data, Content_Encoding="gzip"))
    assert problem.value.retry


def test_packed_bytes_count_too(web):
    """Members of nothing never fill the body: their own bytes are the bound."""

    def empty(handler):
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        handler.wfile.write(gzip.compress(b"") * 10_000)

    with pytest.raises(net.TooLarge):
        net.fetch(web.put("/page", empty), max_bytes=100_000)


def test_many_members_take_no_time():
    started, unpacker = time.monotonic(), Unpacker("gzip")
    unpacker.feed(gzip.compress(b"") * 50_000, 100)
    assert unpacker.complete and time.monotonic() - started < 5
