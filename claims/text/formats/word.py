"""Word files (.docx): the paragraphs and tables of the body, tracked changes as if accepted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.oxml.ns import qn
from lxml import etree

from claims.text.formats import plain
from claims.text.formats.document import Document, FormatError, Note, note

MAX_UNPACKED = 100_000_000
MAX_XML = 30_000_000
MAX_PARTS = 5_000
_P, _T, _TAB, _BREAK, _RETURN, _HYPHEN = (qn(f"w:{tag}") for tag in ("p", "t", "tab", "br", "cr", "noBreakHyphen"))
_ROW, _CELL, _INSERTED, _DELETED, _MOVED = (qn(f"w:{tag}") for tag in ("tr", "tc", "ins", "del", "moveFrom"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_APART = (("word/footnotes.xml", b"<w:footnoteReference "), ("word/comments.xml", b"<w:commentReference "))


def read(data: bytes, name: str) -> Document:
    """The text of a .docx file. FormatError where it is damaged or unpacks to more than anybody writes."""
    try:
        notes = _checked(data, name)
        document = docx.Document(BytesIO(data))
        body = document.element.body
        text = "\n\n".join(_lines(body))
        title = plain.one_line(document.core_properties.title)
        if next(body.iter(_INSERTED, _DELETED, _MOVED), None) is not None:
            notes = [note("changes_tracked"), *notes]
    except FormatError:
        raise
    except Exception as error:
        raise FormatError("docx_broken", name) from error
    return Document(plain.tidy(text), title, "docx", (), tuple(notes))


def _checked(data: bytes, name: str) -> list[Note]:
    """Refuses an archive that unpacks too big before anything is unpacked; notes what will be left out."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        xml = [part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        if len(parts) > MAX_PARTS or sum(xml) > MAX_XML or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise FormatError("docx_unpacks_too_big", name, MAX_UNPACKED // 1_000_000)
        body = archive.read("word/document.xml")
        present = {part.filename for part in parts}
    apart = any(part in present and reference in body for part, reference in _APART)
    return [note("footnotes_left_out")] if apart else []


def _lines(body: etree._Element) -> Iterator[str]:
    """Each paragraph, once; the cells of a table row on one line, tabs between them."""
    row: etree._Element | None = None
    cells: dict[etree._Element, list[str]] = {}
    for paragraph in body.iter(_P):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        own = next(paragraph.iterancestors(_ROW), None)
        if row is not None and own is not row:
            yield _row(cells)
            cells = {}
        row = own
        if own is None:
            yield _words(paragraph)
        else:
            cells.setdefault(next(paragraph.iterancestors(_CELL), own), []).append(_words(paragraph))
    if row is not None:
        yield _row(cells)


def _row(cells: dict[etree._Element, list[str]]) -> str:
    return "\t".join(" ".join(" ".join(words).split()) for words in cells.values()).strip()


def _words(paragraph: etree._Element) -> str:
    """The text of a paragraph: not of one that stands inside it, nor what was deleted or moved away."""
    out: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            continue
        if element.tag in (_DELETED, _MOVED, _FALLBACK) or (element.tag == _P and element is not paragraph):
            walk.skip_subtree()
        elif element.tag == _T:
            out.append(element.text or "")
        elif element.tag == _HYPHEN:
            out.append("-")
        elif element.tag == _TAB and element.getparent().tag != qn("w:tabs"):
            out.append("\t")
        elif element.tag in (_BREAK, _RETURN):
            out.append("\n")
    return "".join(out)
