"""Unpacks what a server sent packed, piece by piece: gzip of one or more members, zlib, deflate without a header."""

import zlib

PACKINGS = {"gzip", "x-gzip", "deflate"}
PIECE = 4_096  # what follows the end of a member is copied for each member: small pieces keep that cheap
EITHER, BARE = 47, -15  # wbits: gzip or zlib by its header, deflate without one
GZIP_BEGINS = b"\x1f"


class Unpacker:
    """One packed answer. `complete` tells whether what was fed so far ends where its packing ends."""

    def __init__(self, packing):
        self.bare_allowed = packing == "deflate"
        self.member, self.head, self.padding = None, b"", False

    @property
    def complete(self):
        return self.padding or (self.member is not None and self.member.eof)

    def feed(self, data, room):
        """The next bytes unpacked, at most `room` of them: what is beyond that is lost."""
        out = bytearray()
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            while piece and len(out) < room and not self.padding:
                piece = self.step(piece, out, room)
        return out

    def step(self, piece, out, room):
        """Unpacks into `out` up to the end of a member; returns what follows it."""
        if self.member is None:
            piece = self.head + piece
            if len(piece) < 2:
                self.head = piece
                return b""
            self.member = zlib.decompressobj(BARE if self.bare_allowed and is_bare(piece) else EITHER)
        elif self.member.eof:
            # What follows a member and is no other one is padding: ignored, as browsers and gzip do.
            self.padding = not piece.startswith(GZIP_BEGINS)
            if self.padding:
                return b""
            self.member = zlib.decompressobj(EITHER)
        out += self.member.decompress(piece, room - len(out))
        return self.member.unused_data


def is_bare(start):
    """Whether deflate begins without a header of zlib or gzip."""
    zlib_begins = start[0] & 15 == 8 and int.from_bytes(start[:2]) % 31 == 0
    return not zlib_begins and not start.startswith(b"\x1f\x8b")
