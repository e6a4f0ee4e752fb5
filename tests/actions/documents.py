"""Files and pages as they reach a newsroom, made for the tests of intake; people and places are invented."""

from tests.text import files

LINES = (
    "Kota Seruni — Calon wali kota Rahma Wirasti memaparkan capaian layanan digital dalam debat terbuka, Rabu malam.",
    "“Indeks layanan digital kami 3,41 pada 2023, dan 18 dari 27 kelurahan sudah daring,” kata Rahma Wirasti.",
    "Menurut Rahma, angka kemiskinan turun menjadi 6,2 persen pada 2023 dari 7,9 persen pada 2019.",
    "“Kami membangun 120 kilometer jalan lingkungan dalam empat tahun,” ujar Rahma.",
    "Lawannya, Bagas Prananta, menilai capaian itu belum merata dan meminta data per kelurahan dibuka.",
)
TEXT = "\n\n".join(LINES) + "\n"

SPOKEN = (
    "Selamat malam hadirin sekalian.",
    "Indeks layanan digital kami naik menjadi 3,41 pada tahun 2023.",
    "Sebanyak 18 dari 27 kelurahan sudah daring.",
    "Angka kemiskinan turun menjadi 6,2 persen pada tahun 2023.",
)


def word(title="Debat di Balai Kota", lines=LINES):
    def build(document):
        document.core_properties.title = title
        for line in lines:
            document.add_paragraph(line)

    return files.word(build)


def pdf():
    plain = [line.replace("—", "-").replace("“", '"').replace("”", '"') for line in LINES]
    return files.pdf(plain, title="Debat di Balai Kota")


def page(lines=LINES, more="", head=""):
    """A web page with the article, its site's name and its day."""
    return (
        f"<!doctype html><html lang=id><head><meta charset=utf-8><title>Kabar Contoh | Debat</title>{head}"
        '<meta property="og:title" content="Debat di Balai Kota"><meta property="og:site_name" content="Kabar Contoh">'
        '<meta property="article:published_time" content="2024-11-06T21:10:00+07:00"></head>'
        f"<body><nav><a href=/>Beranda</a></nav><article><h1>Debat di Balai Kota</h1>"
        f"{''.join(f'<p>{line}</p>' for line in lines)}</article>{more}</body></html>"
    ).encode()


def vtt(lines=SPOKEN):
    """Subtitles of which no line names a speaker, one a minute."""
    cues = (f"00:{n:02d}:05.000 --> 00:{n:02d}:09.000\n{line}" for n, line in enumerate(lines, 1))
    return ("WEBVTT\n\n" + "\n\n".join(cues) + "\n").encode()


def srt(lines=SPOKEN):
    cues = (f"{n}\n00:{n:02d}:05,000 --> 00:{n:02d}:09,000\n{line}" for n, line in enumerate(lines, 1))
    return ("\n\n".join(cues) + "\n").encode()


def bomb():
    """A Word file whose only part unpacks to far more than anybody writes."""
    return files.archive(word__document_xml=" " * 40_000_000, **{"[Content_Types]_xml": "<Types/>"})


def binary():
    return bytes(range(256)) * 40


GOOD = {
    "word": ("naskah debat.docx", word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("naskah.pdf", pdf(), "application/pdf"),
    "page": ("debat.html", page(), "text/html"),
    "utf-8": ("debat.txt", TEXT.encode(), "text/plain"),
    "utf-16": ("debat.txt", TEXT.encode("utf-16"), "text/plain"),
    "windows": ("debat.txt", TEXT.encode("cp1252"), "text/plain"),
    "a page called text": ("debat.txt", page(), "text/html"),
    "vtt": ("debat.vtt", vtt(), "text/vtt"),
    "srt": ("debat.srt", srt(), "application/x-subrip"),
}

# Bytes that cannot be an article, and what is said of them in Indonesian and in English.
HOSTILE = {
    "zip bomb": ("bom.docx", bomb(), "setelah dibuka", "unpacks to more than"),
    "no zip": ("rusak.docx", b"PK\x03\x04" + b"\0" * 200, "rusak", "damaged"),
    "pdf of pictures": ("pindaian.pdf", files.pdf([], []), "gambar tanpa teks", "pictures without text"),
    "broken pdf": ("rusak.pdf", b"%PDF-1.7\n%%EOF", "PDF yang rusak", "damaged PDF"),
    "too large a page": ("besar.html", page(LINES * 15_000), "juta karakter", "million characters"),
    "binary called text": ("catatan.txt", binary(), "bukan teks", "no text at all"),
    "picture": ("foto.txt", b"\x89PNG\r\n\x1a\n" + binary(), "gambar", "a picture"),
    "old word": ("lama.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + binary(), "jenis lama", "old kind"),
    "empty": ("kosong.txt", b"", "kosong", "is empty"),
    "blank": ("kosong.txt", b" \n\t\n", "tidak memuat teks", "holds no text"),
}
