"""Texts of strangers made to be slow to read: each of two megabytes gives what it should, and the test ends."""

from decimal import Decimal

import pytest

from claims.actions import claim_reviews, feed_streams, table_reading

LARGE = 2_000_000


def much(shape):
    return shape * (LARGE // len(shape))


@pytest.mark.parametrize(
    ("shape", "beginning"),
    [
        ("<a", "<a<a"),
        ("<", "<<<"),
        ("<!", "<!<!"),
        ("&lt;a", "<a<a"),
        ("<a x", "<a x<a"),
        ("</a ", "</a </a"),
        ("<a href='", "<a href"),
        ("<!--", "<!--<!--"),
    ],
)
def test_tags_that_never_close_are_words(shape, beginning):
    found = claim_reviews.plain(much(shape), 2000)
    assert found.startswith(beginning) and len(found) <= 2000 and found.endswith("…")


@pytest.mark.parametrize("shape", ["<b>", "<div>", "<table>"])
def test_tags_that_open_without_end_are_no_words(shape):
    found = claim_reviews.plain("Air naik " + much(shape), 2000)
    assert found.startswith("Air naik") and len(found) < 20  # of the last tag a half may stay


@pytest.mark.parametrize(
    "shape",
    ["<script", "<script ld+json", "<script type=ld+json>", "<script ld+json ld+json <", "</script ", "</script\n"],
)
def test_scripts_that_never_close_hold_nothing(shape):
    assert list(feed_streams.scripts(much(shape))) == []
    whole = '<script type="application/ld+json">{}</script >' + much(shape)
    assert list(feed_streams.scripts(whole)) == ["{}"]


def test_each_script_of_json_ld_is_found_and_no_other():
    words = '<script>a</script><SCRIPT type="application/LD+JSON">1</SCRIPT> x <script type="ld+json">2</script\n>'
    assert list(feed_streams.scripts(words)) == ["1", "2"]


@pytest.mark.parametrize("cell", ["-" + " " * LARGE + "x", "1" * LARGE, "1" * LARGE + " ,", "1 " * (LARGE // 2)])
def test_a_cell_without_end_is_no_number(cell):
    with pytest.raises(table_reading.Trouble) as told:
        table_reading.figure(cell, False, "id")
    assert told.value.code == "no_number"
    assert table_reading.decimal_marks([(1, [(cell, False)]), (2, [("3,12", False)])], 0) == {","}


def test_a_number_in_spaces_is_read():
    assert table_reading.figure("-   3,12", False, "id")[0] == Decimal("-3.12")


@pytest.mark.parametrize(("said", "day"), [("0001-01-01", None), ("1899-12-31", None), ("1900-01-01", "1900-01-01")])
def test_a_day_before_1900_is_none(said, day):
    assert str(claim_reviews.day(said)) == str(day)
