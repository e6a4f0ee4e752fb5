"""Small files of each format, made for the tests of claims/text/formats."""

import io
import zipfile

import docx


def word(build):
    """The bytes of a .docx that `build` fills."""
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(data, change):
    """The .docx `data` with word/document.xml passed through `change` (text to text)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                content = change(content.decode()).encode()
            new.writestr(part.filename, content)
    return out.getvalue()


def archive(**parts):
    """A zip archive; a part "word/document.xml" is given as word__document_xml="…"."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name.replace("__", "/").replace("_", "."))  # a fixed date: parallel runners agree
            zipped.writestr(part, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf(*pages, title=None):
    """A PDF whose pages show these lists of lines; a page without lines is blank."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        shown = "\n".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}\nET" if lines else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    info = f" /Info << /Title ({title}) >>" if title else ""
    return _assembled(objects, info)


def _assembled(objects, info):
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R{info} >>\nstartxref\n{len(out)}\n%%EOF"
    return (out + end + trailer).encode("latin-1")
