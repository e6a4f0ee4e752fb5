"""Offsets follow what stayed of a text; words are found to the letter near their place, or not at all."""

import random

from claims.text.alignment import LONG, NEAR, Alignment

OLD = "Kota Seruni.\n“Sebanyak 18 dari 27 kelurahan sudah daring,” kata Rahma.\nAngka kemiskinan turun.\n"


def span(text, words):
    at = text.index(words)
    return at, at + len(words)


def test_words_follow_what_comes_before_them():
    new = "Ralat: judul diubah.\n\n" + OLD
    assert Alignment(OLD, new).place(*span(OLD, "18 dari 27")) == span(new, "18 dari 27")


def test_words_are_found_inside_a_line_that_changed():
    new = OLD.replace("Sebanyak 18", "Sebanyak, katanya, 18").replace("kata Rahma", "ujar Rahma")
    assert Alignment(OLD, new).place(*span(OLD, "18 dari 27 kelurahan")) == span(new, "18 dari 27 kelurahan")


def test_words_that_changed_by_a_letter_are_not_found_but_where_they_would_stand_is_told():
    new = OLD.replace("18 dari 27", "19 dari 27")
    way = Alignment(OLD, new)
    assert way.place(*span(OLD, "18 dari 27 kelurahan")) is None
    start, end = way.closest(*span(OLD, "18 dari 27 kelurahan"))
    assert "dari 27 kelurahan" in new[start:end] and len(new[start:end]) < 40


def test_of_equal_words_the_nearer_ones_are_meant():
    old = "A: Tidak benar.\nB: Ya.\nA: Tidak benar.\n"
    new = "C: Malam.\nA: Tidak benar.\nB: Ya.\nA: Tidak benar.\n"
    way, second = Alignment(old, new), old.rindex("Tidak benar")
    assert way.place(second, second + 11)[0] == new.rindex("Tidak benar")
    assert way.place(3, 14)[0] == new.index("Tidak benar")


def test_short_words_said_elsewhere_by_somebody_else_are_not_taken_for_the_same():
    filler = "".join(f"Kalimat pengisi nomor {n} dari rapat.\n" for n in range(60))
    old, new = "Itu salah.\n" + filler, "Itu benar.\n" + filler + "Itu salah.\n"
    assert new.index("Itu salah") > NEAR
    assert Alignment(old, new).place(0, 9) is None


def test_a_long_passage_that_moved_far_is_the_same():
    filler = "".join(f"Kalimat pengisi nomor {n} dari rapat.\n" for n in range(60))
    words = "Sebanyak 18 dari 27 kelurahan di kota ini sudah daring sejak tahun lalu."
    assert len(words) > LONG
    new = filler + words
    assert Alignment(words + "\n" + filler, new).place(0, len(words)) == span(new, words)


def test_a_place_never_lies_whatever_the_change():
    dice = random.Random(7)
    words = [f"kata{n % 17}" for n in range(300)]
    for _turn in range(60):
        old = " ".join(dice.choices(words, k=60)).replace("kata3 ", "kata3\n")
        pieces = old.split(" ")
        for _change in range(8):
            at = dice.randrange(len(pieces))
            pieces[at : at + dice.randrange(3)] = dice.choices(words, k=dice.randrange(3))
        new = " ".join(pieces) or "x"
        way = Alignment(old, new)
        start = dice.randrange(len(old) - 8)
        place = way.place(start, start + 8)
        assert place is None or new[slice(*place)] == old[start : start + 8]
        assert 0 <= way.expected(start) <= len(new)
        low, high = way.closest(start, start + 8)
        assert 0 <= low <= high <= len(new)
