"""A newsroom's files: what is read from each format, what is refused, and that hostile bytes do no harm."""

import io
import subprocess
import sys

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.text import formats, languages
from claims.text.formats import document, reading, web, word
from claims.text.lexicon import LanguageFileError
from tests.text import files

PAGE = """<!DOCTYPE html><html><head><title>Kabar Kota - Debat</title><meta property="og:title" content="Debat
Kota Arumbai"></head><body><nav><a href="/">Beranda</a><a href="/x">Politik</a></nav>
<article><h1>Debat Kota Arumbai</h1>
<p>Calon wali kota Arumbai, Rani Wibisana, mengatakan angka kemiskinan turun dari 12,5 persen menjadi 9,8 persen.</p>
<p>&ldquo;Kami membangun 30 sekolah dalam lima tahun,&rdquo; kata Rani di gedung kota, Senin malam itu juga.</p>
<table><tr><td>IPM</td><td>81,2</td></tr><tr><td>Gini</td><td>0,31</td></tr></table></article>
<script>var rahasia = 1;</script><footer>Hak cipta</footer></body></html>"""

VTT = """WEBVTT

NOTE debat kota

1
00:00:05.000 --> 00:00:08.000
<v Rani Wibisana>Angka kemiskinan turun

00:00:08.000 --> 00:00:10.500
<v Rani Wibisana>menjadi <i>9,8</i> persen.

01:02:03.000 --> 01:02:05.000
<v Dedi &amp; Tim>Itu tidak benar.
"""

SRT = """1
00:00:01,000 --> 00:00:03,000
RANI: Kami membangun

2
00:00:03,000 --> 00:00:05,000
<i>30 sekolah.</i>

3
00:00:05,500 --> 00:00:07,000
- {\\an8}Di mana?
"""


def codes(read):
    return [note.code for note in read.notes]


def refused(data, name=""):
    with pytest.raises(formats.FormatError) as caught:
        formats.read(data, name)
    return caught.value


def test_plain_text_is_kept_to_the_letter_but_for_its_line_ends():
    read = formats.read("“Kota  ini”\r\nnaik\r 3,14 \n".encode())
    assert (read.text, read.kind, read.title, read.cues, read.notes) == (
        "“Kota  ini”\nnaik\n 3,14 \n",
        "text",
        None,
        (),
        (),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(encoding):
    read = formats.read("Kota Arumbai: “naik” é".encode(encoding))
    assert (read.text, read.notes) == ("Kota Arumbai: “naik” é", ())


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("“Kota” é".encode("cp1252"), "“Kota” é", "encoding_guessed"),
        (b"Kota \x81 \xe9", "Kota \x81 é", "encoding_guessed"),
        ("Kota Arumbai naik".encode("utf-16-le"), "Kota Arumbai naik", "encoding_guessed"),
        ("Kota Arumbai naik".encode("utf-16-be"), "Kota Arumbai naik", "encoding_guessed"),
        ("“Kota” — “naik”".encode() + b"\xff", "“Kota” — “naik”\ufffd", "encoding_damaged"),
        (b"Kota\0 Arumbai", "Kota Arumbai", "nul_removed"),
    ],
)
def test_a_doubt_about_the_letters_is_noted(data, text, note):
    read = formats.read(data)
    assert read.text == text
    assert note in codes(read)


def test_the_article_of_a_page_is_told_from_what_stands_around_it():
    read = formats.read(PAGE.encode(), "debat.txt")
    assert (read.kind, read.title) == ("html", "Debat Kota Arumbai")
    assert "“Kami membangun 30 sekolah dalam lima tahun,” kata Rani" in read.text
    assert "IPM\t81,2\n" in read.text
    assert not any(word in read.text for word in ("Beranda", "rahasia", "<", "|"))


def test_a_page_says_its_own_encoding():
    page = '<html><head><meta charset="windows-1252"></head><body><p>Kata José “naik” sekali lagi.</p></body></html>'
    read = formats.read(page.encode("cp1252"))
    assert "Kata José “naik” sekali lagi." in read.text
    assert "encoding_guessed" not in codes(read)


def test_a_page_without_an_article_is_kept_whole_with_a_note():
    letters = " ".join(f"Surat pembaca nomor {n}." for n in range(40))
    read = formats.read(f"<html><body><article><p>P.</p></article><div class='comments'>{letters}</div>".encode())
    assert "Surat pembaca nomor 39." in read.text
    assert codes(read) == ["whole_page"]


@pytest.mark.parametrize("tag", ["div", "b", "ul"])
def test_a_page_of_endless_tags_is_refused_before_it_costs_time(tag):
    assert refused(f"<html><body>{f'<{tag}>' * (web.MAX_DEPTH + 9)}x".encode()).code == "html_broken"
    assert refused(f"<html><body>{f'<{tag}></{tag}>' * web.MAX_TAGS}x".encode()).code == "html_broken"


def debate(document):
    document.core_properties.title = "Debat\nkota"
    document.add_heading("Debat Kota Arumbai")
    document.add_paragraph("Rani: “Kami membangun 30 sekolah.”")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["IPM", "81,2", "Gini", "0,31\nnaik"], strict=True):
        cell.text = text
    document.add_paragraph("Selesai\u00adlah.")


def test_a_word_file_gives_its_paragraphs_and_its_tables_row_by_row():
    read = formats.read(files.word(debate))
    assert (read.kind, read.title, read.notes) == ("docx", "Debat kota", ())
    assert read.text.split("\n\n") == [
        "Debat Kota Arumbai", "Rani: “Kami membangun 30 sekolah.”", "IPM\t81,2", "Gini\t0,31 naik", "Selesailah.",
    ]  # fmt: skip


def test_tracked_changes_are_read_as_accepted():
    def change(body):
        run, marked = "<w:r><w:t>X</w:t></w:r>", "<w:ins w:id='1' w:author='a'><w:r><w:t>3,14</w:t></w:r></w:ins>"
        assert run in body
        gone = "<w:del w:id='2' w:author='a'><w:r><w:delText>9,9</w:delText></w:r></w:del>"
        moved = "<w:moveFrom w:id='3' w:author='a'><w:r><w:t>7,7</w:t></w:r></w:moveFrom>"
        return body.replace(run, f"<w:r><w:t xml:space='preserve'>Indeks </w:t></w:r>{marked}{gone}{moved}")

    read = formats.read(files.with_body(files.word(lambda doc: doc.add_paragraph("X")), change))
    assert (read.text, codes(read)) == ("Indeks 3,14", ["changes_tracked"])


def test_a_text_box_is_read_once():
    box = (
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice Requires='wps'>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    ).format("<w:txbxContent><w:p><w:r><w:t>Kotak</w:t></w:r></w:p></w:txbxContent>")
    made = files.word(lambda doc: doc.add_paragraph("X"))
    read = formats.read(files.with_body(made, lambda body: body.replace("<w:t>X</w:t>", f"<w:t>Luar</w:t>{box}")))
    assert read.text == "Luar\n\nKotak"


def test_a_word_file_that_unpacks_too_big_is_refused_before_it_is_unpacked():
    bomb = files.archive(word__document_xml=b" " * (word.MAX_XML + 1))
    assert len(bomb) < 50_000
    assert refused(bomb).code == "docx_unpacks_too_big"


def test_a_pdf_gives_paragraphs_again():
    read = formats.read(
        files.pdf(
            ["DEBAT KOTA ARUMBAI", "Rani Wibisana mengatakan angka kemiskinan turun dari 12,5 per-",
             "sen menjadi 9,8 persen. Kelurahan-", "kelurahan yang dulu gelap kini terang, dan anggaran kota naik.",
             "Itu saja.",
             "Dedi Gumelar menjawab bahwa pada tahun itu tidak ada pertumbuhan", "dan berlanjut", "1"],
            ["di halaman kedua.", "RANI (CALON): Itu tidak benar."],
            title="Debat",
        )
    )  # fmt: skip
    assert (read.kind, read.title, read.notes) == ("pdf", "Debat", ())
    assert read.text.split("\n\n") == [
        "DEBAT KOTA ARUMBAI",
        "Rani Wibisana mengatakan angka kemiskinan turun dari 12,5 persen menjadi 9,8 persen. Kelurahan-kelurahan"
        " yang dulu gelap kini terang, dan anggaran kota naik. Itu saja.",
        "Dedi Gumelar menjawab bahwa pada tahun itu tidak ada pertumbuhan dan berlanjut di halaman kedua.",
        "RANI (CALON): Itu tidak benar.",
    ]


def test_pages_without_text_are_named_and_a_pdf_of_pictures_is_refused():
    read = formats.read(files.pdf(["Kota Arumbai."], [], ["Selesai."]))
    assert codes(read) == ["pages_without_text"]
    assert "2" in read.notes[0].message["id"]
    assert refused(files.pdf([], [])).code == "pdf_scanned"


def locked(data, **passwords):
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    writer.encrypt(algorithm="RC4-128", **passwords)
    writer.write(out)
    return out.getvalue()


def test_a_locked_pdf_is_refused_and_one_locked_for_printing_only_is_read():
    made = files.pdf(["Kota Arumbai."])
    assert refused(locked(made, user_password="rahasia")).code == "pdf_locked"
    assert formats.read(locked(made, user_password="", owner_password="x")).text == "Kota Arumbai."


def test_webvtt_gives_a_line_for_each_speaker_and_the_time_of_each_cue():
    read = formats.read(VTT.encode())
    assert read.kind == "vtt"
    assert read.text == "Rani Wibisana: Angka kemiskinan turun menjadi 9,8 persen.\nDedi & Tim: Itu tidak benar."
    places = [read.text.index(word) for word in ("Angka", "menjadi", "9,8", "Dedi", "Itu")]
    times = [formats.timecode_at(read.cues, place) for place in places]
    assert times == ["00:00:05", "00:00:08", "00:00:08", "01:02:03", "01:02:03"]


def test_subrip_keeps_names_and_begins_a_line_where_the_speaker_changes():
    read = formats.read(SRT.replace("\n", "\r\n").encode("utf-8-sig"))
    assert (read.kind, read.text) == ("srt", "RANI: Kami membangun 30 sekolah.\nDi mana?")
    assert read.cues == ((0, "00:00:01"), (21, "00:00:03"), (33, "00:00:05"))


def test_rolling_captions_are_said_once():
    cue = "00:00:0{0}.000 --> 00:00:0{1}.000\n{2}\n\n"
    rolling = "WEBVTT\n\n" + cue.format(1, 2, "kami membangun") + cue.format(2, 3, "kami membangun\ntiga puluh sekolah")
    rolling += cue.format(3, 4, "tiga puluh sekolah\ndalam lima tahun")
    assert formats.read(rolling.encode()).text == "kami membangun tiga puluh sekolah dalam lima tahun"


def test_a_pause_after_a_sentence_begins_a_line():
    cue = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nSatu.\n\n00:02.000 --> 00:03.000\nDua.\n\n00:09.000 --> 00:10.000\nTiga.\n"
    )
    assert formats.read(cue.encode()).text == "Satu. Dua.\nTiga."


def test_no_time_code_before_the_first_cue_and_none_without_cues():
    assert formats.timecode_at(((5, "00:00:07"), (9, "00:00:08")), 4) is None
    assert formats.timecode_at(((5, "00:00:07"), (9, "00:00:08")), 8) == "00:00:07"
    assert formats.timecode_at((), 3) is None


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("[00:12:07] RANI: Kami\n[1:02:03] DEDI: Tidak", ((0, "00:12:07"), (22, "01:02:03"))),
        ("RANI (00:00:09,5): Kami", ((5, "00:00:09"),)),
        ("0:07 Kami\n1:15 - Tidak\n61:00\nYa", ((0, "00:00:07"), (10, "00:01:15"), (23, "01:01:00"))),
        ("Debat dimulai [19:00] dan selesai [21:00].", ()),
        ("12:07 Kami\n12:09 Tidak", ()),
        ("19:01 Rani tiba\n19:05 Dedi tiba\n19:30 Debat dimulai", ()),
        ("2:10 Skor\n1:05 Skor\n3:00 Skor", ()),
        ("[00:99:07] Kami", ()),
    ],
)
def test_time_codes_typed_into_a_transcript(text, cues):
    assert formats.inline_cues(text) == cues


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "no_text"),
        (b"\0" * 50, "no_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "old_word"),
        (b"{\\rtf1 Kota}", "unsupported"),
        (b"\x89PNG\r\n\x1a\n", "unsupported"),
        (b"\0\0\0\x20ftypisom", "unsupported"),
        (bytes(range(256)) * 4, "unsupported"),
        (files.archive(mimetype=b"application/vnd.oasis.opendocument.text"), "unsupported"),
        (files.archive(xl__workbook_xml=b"<a/>"), "unsupported"),
        (files.archive(word__document_xml=b"<a/>"), "docx_broken"),
        (b"PK\x03\x04 no archive", "docx_broken"),
        (b"%PDF-1.7 nothing", "pdf_broken"),
        (b"WEBVTT\n\nno cues", "subtitles_broken"),
        (b"<html><body></body></html>", "no_text"),
        (b"x" * (reading.MAX_TEXT + 1), "too_long"),
        (b"x" * (reading.MAX_BYTES + 1), "too_big"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_in_each_language(data, code):
    error = refused(data, "laporan.bin")
    assert error.code == code
    assert set(error.message) == set(languages())
    for sentence in error.message.values():
        assert sentence.startswith("laporan.bin") and sentence.endswith(".") and "{" not in sentence
    assert error.message["id"] != error.message["en"] == str(error)


def test_the_content_tells_the_format_and_never_the_name():
    assert formats.read(files.word(debate), "x.pdf").kind == "docx"
    assert formats.read(b"Kota Arumbai", "x.docx").kind == "text"
    assert refused(b"{\\rtf1}").message["en"].startswith("The file looks like Rich Text")


def test_a_language_that_lacks_a_message_is_refused(tmp_path):
    for file in document.FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text())
    (tmp_path / "en.toml").write_text((tmp_path / "en.toml").read_text().replace("empty = ", "hollow = "))
    with pytest.raises(LanguageFileError, match="en.toml: errors.empty is missing"):
        document.read_folder(tmp_path)


def test_no_library_is_loaded_before_a_file_needs_it():
    code = (
        "import sys, claims.text.formats; sys.exit(bool({'lxml', 'docx', 'pypdf', 'trafilatura'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def check_any(data):
    """`data` is read, or refused with FormatError; what was read is canonical and its cues stand in it in order."""
    try:
        read = formats.read(data, "berkas")
    except formats.FormatError:
        return
    assert read.text.strip() and not set("\r\0") & set(read.text)
    read.text.encode("utf-8")
    offsets = [offset for offset, _ in read.cues]
    assert offsets == sorted(offsets) and all(0 <= offset < len(read.text) for offset in offsets)


SEEDS = [PAGE.encode(), VTT.encode(), SRT.encode(), files.word(debate), files.pdf(["Kota Arumbai.", "Dua."], ["Tiga."])]
HEADS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"WEBVTT\n\n",
    b"<html>",
    b"1\n00:00:01,000 --> 00:00:02,000\n",
    b"\xff\xfe",
]


@settings(deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(head, data):
    check_any(head + data)


@settings(deadline=None)
@given(st.sampled_from([head for head in HEADS if b"%PDF" not in head]), st.text(max_size=200))
def test_any_text_is_read_or_refused(head, text):
    check_any(head + text.encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.data())
def test_a_damaged_file_is_read_or_refused(seed, data):
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 300)))
    check_any(seed[:start] + data.draw(st.binary(max_size=20)) + seed[end:])


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.text(st.characters(codec="utf-8", exclude_characters="\r\n\f"), max_size=20))
    )
)
def test_subtitles_of_any_words_keep_their_cues_in_the_text(said):
    cues = "".join(
        f"00:00:{n % 60:02d}.000 --> 00:00:{n % 60 + 1:02d}.000\n<v S{who}>{words}\n\n"
        for n, (who, words) in enumerate(said)
    )
    check_any(f"WEBVTT\n\n{cues}".encode())
