"""`manage.py extract_claims`: one line a file, in order; a bad file is one clear line and exit code 1."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

ARTICLE = "Wulan Saraswati mengatakan, pasar telah ditutup pada 2020 – “benar”.\r\nHalaman 1 dari 2\r"
ENGLISH = "Marla Quince said that the bridge was closed in 2019."


def _run(*args: str) -> str:
    out = io.StringIO()
    call_command("extract_claims", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def files(tmp_path):
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode())
    (tmp_path / "b.txt").write_bytes(ENGLISH.encode())
    return [str(tmp_path / name) for name in ("a.txt", "b.txt")]


def test_json_is_one_ascii_line_a_file_in_order(files):
    lines = _run("--json", *reversed(files)).splitlines()
    answers = [json.loads(line) for line in lines]
    assert [answer["file"] for answer in answers] == files[::-1]
    assert [answer["language"] for answer in answers] == ["en", "id"]
    assert all(line.isascii() for line in lines)


def test_offsets_count_in_the_canonical_text(files):
    claim = json.loads(_run("--json", files[0]))["claims"][0]
    canonical = ARTICLE.replace("\r\n", "\n").replace("\r", "\n")
    assert canonical[claim["start"] : claim["end"]] == claim["quote"]


def test_the_language_can_be_given(files):
    assert json.loads(_run("--json", "--language", "id", files[1]))["language"] == "id"


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ENGLISH.encode())))
    assert json.loads(_run("--json", "-"))["claims"][0]["speaker"] == "Marla Quince"


def test_without_json_a_person_can_read_it(files):
    listing = _run(files[0])
    assert "1 claims, incomplete" in listing
    assert "[Wulan Saraswati] Pasar telah ditutup pada 2020" in listing


def test_a_missing_file_is_one_clear_line(tmp_path):
    with pytest.raises(CommandError, match=r"^\S+none\.txt: No such file or directory$"):
        _run(str(tmp_path / "none.txt"))


def test_a_binary_file_is_one_clear_line(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"abc\xff\xfe")
    with pytest.raises(CommandError, match=r"bad\.txt: not UTF-8 text \(byte 3\)$"):
        _run("--json", str(tmp_path / "bad.txt"))


def test_an_empty_file_has_no_claims(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert json.loads(_run("--json", str(tmp_path / "empty.txt")))["claims"] == []
