"""Writes the audit entry of an action, and changes rows in a way that knows what it changed."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.utils import timezone

from claims.models import Article, AuditEntry, Claim


def plain(value):
    """`value` as JSON can hold it: a row by its key, a time or number as text."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    return value


def same(one, other):
    """Whether two values of a field are the same in an audit entry; an empty text is no value."""
    one, other = (None if value == "" else plain(value) for value in (one, other))
    return one == other


def change(row, **fields):
    """Sets and saves `fields` on `row`; returns (before, after), each with just the fields that really changed."""
    before = {name: plain(getattr(row, name)) for name in fields}
    for name, value in fields.items():
        setattr(row, name, value)
    if fields:
        row.save(update_fields=list(fields))
    after = {name: plain(getattr(row, name)) for name in fields}
    moved = [name for name in fields if before[name] != after[name]]
    return {name: before[name] for name in moved}, {name: after[name] for name in moved}


def record(verb, row, *, by, newsroom, before=None, after=None, reason="", claim=None, article=None):
    """One audit entry about `row`. Claim and article, where they are not `row` itself, file it under their history."""
    claim = row if isinstance(row, Claim) else claim
    if article is None:
        article = row if isinstance(row, Article) else claim and claim.article
    return AuditEntry.objects.create(
        newsroom=newsroom,
        at=timezone.now(),
        by=by,
        verb=verb,
        noun=row._meta.model_name,
        object_pk=row.pk,
        claim=claim,
        article=article or None,
        before=before or {},
        after=after or {},
        reason=reason,
    )
