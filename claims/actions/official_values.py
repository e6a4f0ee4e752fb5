"""Takes in tables of official figures: kept as they came, shown as understood, saved when a person says so."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import addresses, audit, measure_words, table_reading, uploads
from claims.actions.guard import need_role
from claims.actions.refusals import Incomplete, NotNow, Unacceptable
from claims.models import OfficialTable, OfficialValue
from claims.workflow import Role

SOURCE = {"title": 300, "publisher": 200, "url": 1000, "as_of": 80}
LANGUAGES = ("id", "en")
KEPT_PROBLEMS = 500


@transaction.atomic
def receive(*, by, newsroom, name, data, event=None, language="id", **source):
    """Keeps a CSV or XLSX as it came and returns its OfficialTable; no value exists until `save`.

    `source` is title, publisher, url and as_of. `language` is that of its words and numbers. `event`: for whose pack it
    is. Raises Unacceptable for a table that is no table, is too large, or is here already.
    """
    need_role(by, Role.EDITOR)
    source = {part: str(source.get(part) or "").strip() for part in SOURCE}
    check_source(source)
    media_type = checked(data)
    digest = hashlib.sha256(data).hexdigest()
    known = OfficialTable.objects.filter(newsroom=newsroom, sha256=digest).exclude(state="removed").first()
    if known:
        sentence = _("This file is here already, as “%(title)s”.") % {"title": known.title}
        raise Unacceptable(sentence, field="file", code="duplicate")
    suffix = ".xlsx" if media_type == uploads.XLSX else ".csv"
    table = OfficialTable(
        newsroom=newsroom,
        name=uploads.plain_name(name, suffix),
        media_type=media_type,
        body=data,
        sha256=digest,
        language=language if language in LANGUAGES else "id",
        received_by=by,
        received_at=timezone.now(),
        **source,
    )
    table.columns = reading(table, fresh=True).columns
    table.save()
    if event:
        table.events.add(event)
    audit.record("receive_table", table, by=by, newsroom=newsroom, after={"title": table.title, "name": table.name})
    return table


def check_source(source):
    """Raises Unacceptable for a source without name or publisher, or with a wrong address."""
    if not source["title"]:
        raise Unacceptable(_("Say what the table is called."), field="title", code="title")
    if not source["publisher"]:
        raise Unacceptable(_("Say who published the table."), field="publisher", code="publisher")
    addresses.check(source["url"])
    for part, longest in SOURCE.items():
        if len(source[part]) > longest:
            raise Unacceptable(_("This is too long."), field=part, code="too_long")


def checked(data):
    """The media type of a table; Unacceptable for none, or a file that is too large."""
    if not data:
        raise Unacceptable(_("The file is empty."), field="file", code="empty")
    if len(data) > settings.EVIDENCE_MAX_BYTES:
        limit = settings.EVIDENCE_MAX_BYTES / 1_000_000
        sentence = _("The file is larger than %(limit).0f MB.") % {"limit": limit}
        raise Unacceptable(sentence, field="file", code="too_large")
    return table_reading.media_type_of(data)


def reading(table, fresh=False):
    """The table as it is understood now (table_reading.Reading); `fresh`: by its headings alone."""
    return table_reading.read(bytes(table.body), table.media_type, table.language, None if fresh else table.columns)


@transaction.atomic
def read_as(table, *, by, columns, language):
    """Says which column is what ({part: number}) and in which language's notation it is written."""
    waiting = locked(table, by, OfficialTable.State.RECEIVED)
    parts = {part: number for part, number in columns.items() if part in table_reading.PARTS and number is not None}
    if len(set(parts.values())) < len(parts):
        raise Unacceptable(_("One column cannot be two things."), field="columns", code="columns")
    language = language if language in LANGUAGES else waiting.language
    before, after = audit.change(waiting, columns=parts, language=language)
    if after:
        audit.record("read_table_as", waiting, by=by, newsroom=waiting.newsroom, before=before, after=after)
    return waiting


@transaction.atomic
def save(table, *, by):
    """Stores the values that the preview showed. Raises Incomplete where a needed column, or any value, is missing."""
    waiting = locked(table, by, OfficialTable.State.RECEIVED)
    found = reading(waiting)
    if found.missing or not found.rows:
        raise Incomplete(_("No value could be read: say which column holds the measure and which the value."))
    OfficialValue.objects.bulk_create((value_of(waiting, row) for row in found.rows), batch_size=500)
    audit.change(
        waiting,
        state=OfficialTable.State.SAVED,
        saved_by=by,
        saved_at=timezone.now(),
        problems=found.problems[:KEPT_PROBLEMS],
    )
    left_out = sum(one["code"] not in table_reading.DOUBTS for one in found.problems)
    after = {"title": waiting.title, "values": len(found.rows), "left_out": left_out}
    audit.record("save_table", waiting, by=by, newsroom=waiting.newsroom, after=after)
    return waiting


def value_of(table, row):
    return OfficialValue(
        newsroom_id=table.newsroom_id,
        table=table,
        row=row.number,
        measure=row.measure,
        subject=row.subject,
        period=row.period,
        value=row.value,
        unit=row.unit,
        raw=row.raw,
        source=row.source,
        measure_key=measure_words.measure_key(row.measure, table.language),
        subject_key=measure_words.subject_key(row.subject),
    )


@transaction.atomic
def remove(table, *, by, reason):
    """Takes a table and its values back, with a reason; the file and the rows stay on record."""
    fresh = locked(table, by, OfficialTable.State.RECEIVED, OfficialTable.State.SAVED)
    if not reason.strip():
        raise Incomplete(_("Say why it is removed."))
    audit.change(fresh, state=OfficialTable.State.REMOVED)
    after = {"title": fresh.title}
    audit.record("remove_table", fresh, by=by, newsroom=fresh.newsroom, after=after, reason=reason.strip())
    return fresh


@transaction.atomic
def use_for(table, event, *, by):
    """Puts a table into the pack of an event too."""
    fresh = locked(table, by, OfficialTable.State.RECEIVED, OfficialTable.State.SAVED)
    if fresh.newsroom_id != event.newsroom_id:
        raise NotNow()
    fresh.events.add(event)
    after = {"title": fresh.title, "event": event.title}
    audit.record("add_to_pack", fresh, by=by, newsroom=fresh.newsroom, after=after)
    return fresh


def locked(table, by, *states):
    """The table under a lock; raises NotYou, or NotNow where it stands in none of these states."""
    need_role(by, Role.EDITOR)
    fresh = OfficialTable.objects.select_for_update(of=("self",)).get(pk=table.pk)
    if fresh.state not in states:
        raise NotNow(_("This table was saved or removed already."))
    return fresh
