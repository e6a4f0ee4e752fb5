"""`manage.py extract_claims` on files that are not plain text."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.text import files

SAID = "Rani Wibisana mengatakan, angka kemiskinan di Kota Arumbai turun dari 12,5 persen menjadi 9,8 persen."
VTT = """WEBVTT

00:00:05.000 --> 00:00:08.000
<v Rani Wibisana>Angka kemiskinan turun

00:00:08.000 --> 00:00:10.500
<v Rani Wibisana>menjadi 9,8 persen.

00:00:11.000 --> 00:00:12.000
<v Dedi Gumelar>Itu tidak benar sama sekali.

01:02:03.000 --> 01:02:05.000
<v Rani Wibisana>Kami sudah membangun 30 sekolah sejak 2021.
"""


def run(capsys, *paths):
    call_command("extract_claims", *map(str, paths), json=True, language="id")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_command_reads_any_format_and_gives_claims_their_time_codes(tmp_path, capsys):
    (tmp_path / "debat.vtt").write_text(VTT)
    (tmp_path / "debat.docx").write_bytes(files.word(lambda doc: doc.add_paragraph(SAID)))
    subtitles, word_file = run(capsys, tmp_path / "debat.vtt", tmp_path / "debat.docx")
    assert {"00:00:05", "01:02:03"} <= {one["timecode"] for one in subtitles["claims"]}
    for found in (subtitles, word_file):
        assert found["claims"]
        assert all(found["text"][one["start"] : one["end"]] == one["quote"] for one in found["claims"])


def test_the_command_takes_a_txt_file_as_utf_8_and_says_what_it_cannot_read(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("<p>Rani mengatakan, angka kemiskinan turun 3 persen.</p>")
    assert "text" not in run(capsys, tmp_path / "a.txt")[0]
    (tmp_path / "a.txt").write_bytes(b"\xff")
    (tmp_path / "a.pdf").write_bytes(files.pdf([]))
    with pytest.raises(CommandError, match="not UTF-8"):
        run(capsys, tmp_path / "a.txt")
    with pytest.raises(CommandError, match="PDF of pictures"):
        run(capsys, tmp_path / "a.pdf")
