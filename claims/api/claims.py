"""Published claims: the list with its filters, one claim, and how it came to say what it says."""

import json

from claims.api.pages import Listing, envelope, page
from claims.api.parameters import CLAIM_FILTERS, narrowed, public_id
from claims.api.problems import unknown
from claims.api.reading import Reading, json_response
from claims.api.texts import composed
from claims.models import Publication
from claims.workflow import Public

CLAIMS = Listing("claims")


class ClaimList(Reading):
    """Published claims, newest first.

    Ordered by `published_at`, then `id`. Held claims stay in the list with `"status": "held"`; withdrawn ones leave it.
    """

    operation = "listClaims"
    tag = "claims"
    answers = "ClaimPage"
    parameters = (*CLAIM_FILTERS, *CLAIMS.parameters())

    def read(self, asked):
        return page(self.request, narrowed(Publication.objects.claims(), asked, CLAIM_FILTERS), CLAIMS, asked)


class ClaimDetail(Reading):
    """One claim.

    A held claim answers with its notice instead of its verdict; a withdrawn one answers 410 with its tombstone.
    """

    operation = "getClaim"
    tag = "claims"
    answers = "Claim"
    refusals = (400, 404, 406, 410)
    gone = "Tombstone"

    def read(self, asked, id):
        found = Publication.objects.filter(current=True, claim__public_id=public_id(id, "claim"))
        status, body = found.values_list("status", "body").first() or (None, "")
        if status is None:
            raise unknown("claim", id)
        return json_response(body, status=410) if status == Public.WITHDRAWN else body


class ClaimHistory(Reading):
    """The published versions of a claim, newest first, each as it last stood.

    Each version but the first comes with its correction and the note of it. Of a held claim there is only its held
    record, of a withdrawn one only its tombstone.
    """

    operation = "getClaimHistory"
    tag = "claims"
    answers = "HistoryPage"
    refusals = (400, 404, 406)

    def read(self, asked, id):
        records = Publication.objects.filter(claim__public_id=public_id(id, "claim")).order_by("sequence")
        columns = ("version", "revision", "sequence", "status", "body")
        records = list(records.values_list(*columns, named=True))
        if not records:
            raise unknown("claim", id)
        shown = versions(records)
        corrections = {c["version"]: c for c in json.loads(shown[0].body).get("corrections", ())}
        return envelope(None, None, [entry(record, corrections.get(record.version)) for record in shown])


def versions(records):
    """What may be shown of a claim's `records`, oldest first as given, newest first as returned.

    While the claim is held or withdrawn that is its last record alone: the others would tell the verdict.
    """
    if records[-1].status != Public.PUBLISHED:
        return records[-1:]
    latest = {record.version: record for record in records if record.status == Public.PUBLISHED}
    return [latest[version] for version in sorted(latest, reverse=True)]


def entry(record, correction):
    """One version in a history, as text around the finished record."""
    return composed(
        {
            "version": record.version,
            "revision": record.revision,
            "sequence": record.sequence,
            "correction": correction,
        },
        claim=record.body,
    )
