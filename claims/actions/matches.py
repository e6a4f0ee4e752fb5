"""Keeps the index by which earlier claims are found: one entry a claim on the desk, in public, or of another publisher.

Each is written in the transaction that changes what it tells of, under the lock that this change holds anyway: the
claim's row for DESK, the sequence for PUBLIC, the check's row for EXTERNAL. No lock is added, none taken in another
order. How often each key occurs is counted apart (`recount`), so that no write waits for another's.
"""

import json
from collections import Counter

from django.db import transaction

from claims.actions import match_items
from claims.models import Claim, ExternalCheck, MatchCount, MatchEntry, MatchKey, Publication, Sequence

Side = MatchEntry.Side
AT_ONCE = 100  # claims that a rebuild holds under lock together: a fraction of a second
KEYS_AT_ONCE = 2000
MOVED = 0.05  # the share of entries that may come or go before they are counted anew


def follow(publication, record):
    """Makes the index say of the publication's claim what its new `record` says; nothing while held or withdrawn.

    Call under the sequence's lock.
    """
    keep(Side.PUBLIC, {publication.claim_id: public_entry(publication, record)})


def follow_claim(claim):
    """Makes the index say of `claim` what its row says now; nothing unless it was chosen. Call under its lock."""
    follow_claims([claim.pk])


def follow_claims(keys):
    """The same for the claims with these keys."""
    keep(Side.DESK, dict.fromkeys(keys) | {row.pk: desk_entry(row) for row in chosen(keys)})


def follow_check(check):
    """Makes the index say of another publisher's `check` what its row says now; nothing while it is out of sight."""
    follow_checks([check])


def follow_checks(checks):
    """The same for many, rows as they are now. Call under their locks."""
    keep(Side.EXTERNAL, {row.pk: external_entry(row) for row in checks})


def forget_checks(checks):
    """Takes a queryset of other publishers' checks out of the index. Call under their locks."""
    MatchKey.objects.filter(entry__external__in=checks.values("pk")).delete()
    MatchEntry.objects.filter(external__in=checks.values("pk")).delete()


# What an entry says


def public_entry(publication, record):
    if record["status"] != "published" or "quote" not in record:
        return None
    owner = {"newsroom_id": publication.newsroom_id, "claim_id": publication.claim_id}
    return entry(Side.PUBLIC, match_items.of_record(record), said_on=record["said_on"], **owner)


def desk_entry(claim):
    return entry(
        Side.DESK,
        match_items.of_desk(claim),
        said_on=claim.said_on,
        newsroom_id=claim.newsroom_id,
        claim_id=claim.pk,
    )


def external_entry(check):
    if check.hidden_at or check.removed_at:
        return None
    owner = {"newsroom_id": check.newsroom_id, "external_id": check.pk}
    return entry(Side.EXTERNAL, match_items.of_check(check), said_on=check.claim_date, **owner)


def entry(side, own, **fields):
    """An entry not yet stored, and its keys; None for words that hold nothing to compare."""
    if not own.faces:
        return None
    row = MatchEntry(
        side=side,
        terms=match_items.packed(own),
        length=max(len(face.stems) for face in own.faces),
        grams=len(own.counted()) - len(own.keys),
        **fields,
    )
    return row, match_items.stored(own.keys)


def chosen(keys):
    rows = Claim.objects.chosen().filter(pk__in=keys)
    return rows.select_related("article").prefetch_related("topics", "figures").order_by("pk")


# Storing


def keep(side, wanted, anew=False):
    """Stores the entries `wanted` of one side, {key of the claim or check: entry or None}, in place of theirs.

    What says the same already stays as it is, unless `anew`.
    """
    owner = "external_id" if side == Side.EXTERNAL else "claim_id"
    stale = []
    wanted = dict(wanted)
    for row in MatchEntry.objects.filter(side=side, **{f"{owner}__in": list(wanted)}):
        fresh = wanted[getattr(row, owner)]
        if not anew and fresh and told(row) == told(fresh[0]):
            del wanted[getattr(row, owner)]
        else:
            stale.append(row.pk)
    if stale:
        MatchKey.objects.filter(entry__in=stale).delete()
        MatchEntry.objects.filter(pk__in=stale).delete()
    insert([found for found in wanted.values() if found])


def told(row):
    return row.newsroom_id, str(row.said_on), row.terms


def insert(entries):
    if not entries:
        return
    MatchEntry.objects.bulk_create(row for row, _keys in entries)
    keys = [MatchKey(key=key, side=row.side, entry=row) for row, own in entries for key in sorted(own)]
    MatchKey.objects.bulk_create(keys, batch_size=KEYS_AT_ONCE)


# All anew


def rebuild():
    """Makes the whole index anew, some claims at a time, while others go on working; returns its entries' number."""
    for keys in batches(Claim.objects.exclude(work=Claim.work.field.default, match_entries=None)):
        rebuild_claims(keys)
    for keys in batches(ExternalCheck.objects.all()):
        rebuild_checks(keys)
    return recount()


def ensure():
    """Makes the index of a database that never had one, or has one of an earlier form: after the migrations."""
    old = MatchEntry.objects.exclude(terms__startswith=match_items.HEAD)
    if not MatchCount.objects.filter(key="").exists() or old.exists():
        rebuild()


def batches(rows):
    """The keys of `rows`, AT_ONCE at a time, in their order."""
    last = 0
    while keys := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True).distinct()[:AT_ONCE]):
        yield keys
        last = keys[-1]


@transaction.atomic
def rebuild_claims(keys):
    """Locks the claims in order and the sequence last, as every step does."""
    list(Claim.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
    keep(Side.DESK, dict.fromkeys(keys) | {row.pk: desk_entry(row) for row in chosen(keys)}, anew=True)
    Sequence.objects.select_for_update(no_key=True).get(pk=1)
    public = Publication.objects.claims().filter(claim__in=keys)
    found = {row.claim_id: public_entry(row, json.loads(row.body)) for row in public}
    keep(Side.PUBLIC, dict.fromkeys(keys) | found, anew=True)


@transaction.atomic
def rebuild_checks(keys):
    rows = ExternalCheck.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    keep(Side.EXTERNAL, {row.pk: external_entry(row) for row in rows}, anew=True)


# Counting


def recount_if_moved():
    """Counts anew where entries came or went since: more than MOVED of them. Returns whether it did."""
    counted = MatchCount.objects.filter(key="").values_list("count", flat=True).first()
    now = MatchEntry.objects.count()
    if counted is not None and abs(now - counted) <= MOVED * counted:
        return False
    recount()
    return True


@transaction.atomic
def recount():
    """Counts in how many entries each key and gram occurs, one process at a time; returns the entries' number."""
    MatchCount.objects.get_or_create(key="", defaults={"count": 0})
    whole = MatchCount.objects.select_for_update(no_key=True).get(key="")
    counts, sums, entries = Counter(), [0, 0], 0
    for terms, length, grams in MatchEntry.objects.values_list("terms", "length", "grams").iterator(chunk_size=1000):
        counts.update(match_items.counted(terms))
        sums[0], sums[1], entries = sums[0] + length, sums[1] + grams, entries + 1
    write_counts(counts)
    whole.count, whole.length, whole.grams = entries, *(total / max(1, entries) for total in sums)
    whole.save()
    return entries


def write_counts(counts):
    """Makes the stored counts these, by writing only what moved."""
    known = dict(MatchCount.objects.exclude(key="").values_list("key", "count").iterator(chunk_size=KEYS_AT_ONCE))
    gone = sorted(known.keys() - counts.keys())
    for at in range(0, len(gone), KEYS_AT_ONCE):
        MatchCount.objects.filter(key__in=gone[at : at + KEYS_AT_ONCE]).delete()
    moved = (MatchCount(key=key, count=count) for key, count in sorted(counts.items()) if known.get(key) != count)
    renew = {"update_conflicts": True, "unique_fields": ["key"], "update_fields": ["count"]}
    MatchCount.objects.bulk_create(moved, batch_size=KEYS_AT_ONCE, **renew)
