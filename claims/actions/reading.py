"""From what was received to the text of an article: pasted words to the letter, files and pages by their readers."""

import re
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import PurePath

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.actions.refusals import Unacceptable
from claims.models import Intake
from claims.text import boilerplate, canonical, formats

MEDIA_TYPES = {
    "text": "text/plain",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
}
SUBTITLES = {MEDIA_TYPES["vtt"], MEDIA_TYPES["srt"]}
PROGRAM = re.compile(r"microsoft word - |untitled|tanpa judul|document\d*$", re.IGNORECASE)  # a title nobody gave


@dataclass(frozen=True)
class Reading:
    """The text of an article-to-be with what its document says of itself; `notes` are doubts, {"id", "en"} each."""

    content: str
    media_type: str = "text/plain"
    cues: tuple = ()
    notes: tuple = ()
    complete: bool = True
    title: str = ""
    publisher: str = ""
    published_on: date | None = None


def of(intake):
    """The Reading of what was received. Raises Unacceptable, naming the form's field, for what cannot be read."""
    body = bytes(intake.body)
    if intake.way == Intake.Way.PASTE:
        content = readable(body)
        return Reading(content, cues=formats.inline_cues(content))
    if intake.way == Intake.Way.FILE:
        found = document(body, intake.name, field="file")
        return found if found.title else replace(found, title=spoken(intake.name))
    return document(body, intake.fields.get("url", ""), field="url")


def document(body, name, *, field):
    """The Reading of the bytes of a file or page called `name`; Unacceptable where it cannot be read."""
    try:
        read = formats.read(body, name)
    except formats.FormatError as problem:
        raise Unacceptable(here(problem.message), field=field, code="unreadable", words=problem.message) from problem
    web = read.kind == "html"
    head = import_module("claims.text.formats.imprint").imprint(body) if web else None
    left_out = any(note.code == "pages_left_out" for note in read.notes)
    title = read.title or ""
    return Reading(
        content=checked(read.text, field=field),
        media_type=MEDIA_TYPES[read.kind],
        cues=read.cues or formats.inline_cues(read.text),
        notes=tuple(note.message for note in read.notes),
        complete=not left_out and not (web and boilerplate.is_part(formats.whole_page(body))),
        title="" if PROGRAM.match(title) else title,
        publisher=(head and head.publisher) or "",
        published_on=head and passed(head.published_on),
    )


def here(words):
    """The side of {"id", "en"} that whoever asks reads."""
    return words.get((get_language() or "id")[:2]) or words["en"]


def spoken(name):
    """A file's name as a title: "pidato_wali-kota.docx" is "pidato wali kota"."""
    return " ".join(re.sub(r"[_\-–]+", " ", PurePath(name).stem).split())[:300]


def passed(day):
    """`day` where it is not still to come."""
    return day if day and day <= timezone.localdate() else None


def readable(received):
    """The canonical text of pasted bytes; raises Unacceptable for what is no text, empty or too large."""
    too_large(received, "text")
    try:
        content = canonical(received.decode("utf-8"))
    except UnicodeDecodeError:
        raise Unacceptable(_("This is not text in UTF-8."), field="text", code="not_text") from None
    return checked(content, field="text")


def checked(content, *, field):
    """`content` where it can be an article; raises Unacceptable for what is empty, binary or too large."""
    too_large(content.encode("utf-8", "surrogatepass"), field)
    if "\x00" in content or sum(ord(c) < 32 and c not in "\t\n\f\v" for c in content[:5000]) > 20:
        raise Unacceptable(
            _("The text holds characters that only binary files have. Paste the article's words, not the file."),
            field=field,
            code="binary",
        )
    if not content.strip():
        raise Unacceptable(_("There is no text. Paste the article or transcript."), field=field, code="empty")
    return content


def too_large(received, field):
    if len(received) > settings.ARTICLE_MAX_BYTES:
        limit = settings.ARTICLE_MAX_BYTES / 1_000_000
        raise Unacceptable(
            _("The text is larger than %(limit).0f MB. Split it into segments.") % {"limit": limit},
            field=field,
            code="too_large",
        )
