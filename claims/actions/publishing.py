"""Writes what is public: finished records in one gapless sequence.

A new version is made from the working tables. Everything that follows within a version (a hold, a reply, a speaker
renamed) is made from the record that was approved, so that work in progress can never leak into it.
"""

import json
import logging

from django.db import transaction
from django.utils import timezone

from claims.actions import audit, checking, ledger, matches, records, sheets
from claims.models import Article, ArticleSheet, Claim, Event, Publication, Sequence, SilenceWindow, Speaker, Verdict
from claims.text.tokens import tokens
from claims.workflow import Public, Work

log = logging.getLogger(__name__)

Kind = Publication.Kind


def lock_sequence():
    """Takes the sequence's row under lock until the transaction ends: from here on nobody else publishes.

    Whatever goes into a record is read after this, so that it is what is so. Rows of claims are locked before it, never
    after: two steps cannot wait for each other.
    """
    return Sequence.objects.select_for_update(no_key=True).get(pk=1)


def next_sequence():
    """The next place in the change sequence, under its lock."""
    row = lock_sequence()
    row.value += 1
    row.save(update_fields=["value"])
    return row.value


def as_it_is(claim):
    """The claim with all that its record tells of, read anew. Call under the sequence's lock."""
    whole = Claim.objects.select_related("newsroom", "text", "speaker", "article__event", "article__newsroom")
    return whole.get(pk=claim.pk)


def publish_version(claim, verdict):
    """Makes the approved `verdict` public as the next version of `claim`. Returns the audit pair (before, after)."""
    lock_sequence()
    now, kind = timezone.now(), Kind.PUBLISHED if claim.public == Public.NONE else Kind.CORRECTED
    audit.change(verdict, published_at=now)
    record = records.claim_record(as_it_is(claim), verdict)
    publication = write(claim, kind, record, version=verdict.version, revision=0, at=now)
    changed = audit.change(
        claim,
        public=Public.PUBLISHED,
        live=verdict,
        draft=None,
        publication=publication,
        published_at=claim.published_at or now,
        edit=claim.edit + 1,
    )
    claim.holds.filter(closed_at=None).update(closed_at=now)
    strike_withheld(claim, record, publication)
    renew_sheets(claim, publication)
    return changed


def strike_withheld(claim, record, publication):
    """A source withheld with this version is withheld in the records before it too: the feed and history keep them."""
    hidden = {part["id"]: part for part in record["sources"] if part["withheld"] is not None}
    for earlier in claim.publications.exclude(pk=publication.pk) if hidden else ():
        body = json.loads(earlier.body)
        parts = [hidden.get(part["id"], part) for part in body.get("sources", ())]
        if parts != body.get("sources", parts):
            audit.change(earlier, body=sheets.dump(body | {"sources": parts}))


def revise(claim, kind, *, public=None, hold=None):
    """A step on a claim within its version: a new revision, and the claim's row says so. Returns the audit pair.

    `public` is the new public state (by default as it was); a held one carries the notice of `hold`.
    """
    public = public or claim.public
    publication = revision(claim, kind, public, hold)
    changed = audit.change(claim, public=public, publication=publication, edit=claim.edit + 1)
    renew_sheets(claim, publication)
    return changed


def revision(claim, kind, public, hold=None):
    """Writes the approved record with its facts as they are now; the claim's row stays as it is."""
    lock_sequence()
    base = json.loads(approved_body(claim))
    record = base | records.facts(as_it_is(claim), base)
    record["status"] = "published"
    place, stone = next_revision(claim), None
    if public == Public.HELD:
        hold = hold or claim.holds.get(closed_at=None)
        record = records.held(record, hold)
        stone = records.tombstone(claim, place["version"], "held", hold.notice)
    return write(claim, kind, record, stone=stone, **place)


def withdraw(claim, withdrawal):
    """Replaces everything public of `claim` by a tombstone, in the feed's earlier entries too."""
    lock_sequence()
    place = next_revision(claim)
    stone = records.tombstone(claim, place["version"], "withdrawn", withdrawal.notice, withdrawal.ground)
    publication = write(claim, Kind.WITHDRAWN, stone, stone=stone, **place)
    claim.publications.exclude(pk=publication.pk).update(tombstone=sheets.dump(stone))
    if claim.draft:
        audit.change(claim.draft, dropped_at=timezone.now())
    ended = {"public": Public.WITHDRAWN, "work": Work.APPROVED, "draft": None}
    changed = audit.change(claim, **ended, publication=publication, edit=claim.edit + 1)
    claim.holds.filter(closed_at=None).update(closed_at=timezone.now())
    renew_sheets(claim, publication)
    return changed


def approved_body(claim):
    """The last record of the claim that carried its verdict."""
    return claim.publications.filter(status="published").order_by("sequence").last().body


def next_revision(claim):
    last = claim.present()
    return {"version": last.version, "revision": last.revision + 1}


def write(claim, kind, record, *, version, revision, at=None, stone=None):
    """Inserts the claim's next publication and retires its last; returns it."""
    at = at or timezone.now()
    published_at = claim.published_at or at
    claim.publications.filter(current=True).update(current=False)
    sequence = next_sequence()
    if "quote" in record:
        record |= {
            "version": version,
            "revision": revision,
            "sequence": sequence,
            "published_at": records.moment(published_at),
            "updated_at": records.moment(at),
        }
    publication = Publication.objects.create(
        newsroom=claim.newsroom,
        sequence=sequence,
        kind=kind,
        at=at,
        claim=claim,
        subject=claim.public_id,
        version=version,
        revision=revision,
        body=sheets.dump(record),
        tombstone=sheets.dump(stone) if stone else "",
        status=record["status"],
        published_at=published_at.replace(microsecond=0),
        **filters(record),
    )
    ledger.follow(publication, record)
    matches.follow(publication, record)
    return publication


def filters(record):
    """The columns that serve the feed's filters, from the record itself."""
    if "quote" not in record:
        return {}
    topics = " ".join(topic["slug"] for topic in record["topics"])
    return {
        "language": record["language"],
        "verdict": record["verdict"]["slug"] if record["verdict"] else "",
        "attribution": record["attribution"]["level"],
        "speaker_ref": record["speaker"] and record["speaker"]["id"],
        "article_ref": record["article"]["id"],
        "event_ref": record["event"] and record["event"]["id"],
        "topics": f" {topics} " if topics else "",
        "search": f" {' '.join(search_words(record))} ",
    }


def search_words(record):
    """The normalised words by which readers and partners find a claim, each once."""
    texts = [record["quote"], *record["label"].values(), *record["statement"].values(), *record["summary"].values()]
    texts.append(record["speaker"]["name"] if record["speaker"] else "")
    return dict.fromkeys(token for text in texts if text for token in tokens(text))


def renew_sheets(claim, publication):
    """The article's sheet, and new records of the event and of whom the claim names or named until now."""
    article = as_it_is(claim).article
    sheet = sheets.renew_article(article, publication.sequence, publication.at)
    publish_article(article, sheet)
    if article.event:
        publish_event(article.event)
    named = claim.publications.exclude(speaker_ref=None).order_by("-sequence").values_list("speaker_ref", flat=True)
    for speaker in Speaker.objects.filter(public_id__in=set(named[:2])).order_by("pk"):
        publish_speaker(speaker)


def publish_event(event):
    """A new publication of the event's sheet, unless what is public already says the same."""
    lock_sequence()
    record = sheets.event_record(Event.objects.get(pk=event.pk))
    return publish_sheet("event", event, record, record["claims"]["checked"])


def publish_speaker(speaker):
    """The same of a speaker's."""
    lock_sequence()
    record = sheets.speaker_record(Speaker.objects.get(pk=speaker.pk))
    return publish_sheet("speaker", speaker, record, record["claims"]["checked"])


def publish_article(article, sheet):
    """The same of an article's `sheet`, from the first claim on that it shows as being checked; None before that."""
    if not (sheet.checking or article.publications.exists()):
        return None
    return publish_sheet("article", article, json.loads(sheet.body), sheet.visible)


def renew_checking(article):
    """Publishes anew which claims of `article` are being checked, where that changed and readers see the article.

    Call at the end of every step that moves a claim, under the claim's lock. The sequence is locked only where this
    step changes the list: one that another step changes at the same moment is read anew behind the lock.
    """
    shown = ArticleSheet.objects.filter(article=article, visible=True)
    if not article.newsroom.shows_checking:  # then only what was shown before may change: no sheet need be read
        shown = shown.exclude(checking=[])
    sheet = shown.first()
    if sheet is None or not changes_checking(article, sheet):
        return None
    lock_sequence()
    fresh = Article.objects.select_related("newsroom", "event", "current_text").get(pk=article.pk)
    sheet.refresh_from_db()
    if not sheet.visible:
        return None
    sheet = sheets.renew_article(fresh, sheet.sequence, sheet.first_published_at)
    publication = publish_article(fresh, sheet)
    if publication and publication.sequence > sheet.sequence:
        audit.change(sheet, sequence=publication.sequence)
    return publication


def changes_checking(article, sheet):
    """Whether the list of `sheet` is no longer what the working tables say."""
    return checking.entries(article, sheet.checking, sheet.passages) != sheet.checking


def publish_sheet(noun, row, record, shown):
    """The sheet's `status` says whether readers find it: "published" while a claim of it is (`shown`), else "empty"."""
    body = sheets.dump(record)
    last = row.publications.filter(current=True).first()
    if last and last.body == body:
        return last
    row.publications.filter(current=True).update(current=False)
    now = timezone.now()
    return Publication.objects.create(
        newsroom=row.newsroom,
        sequence=next_sequence(),
        kind=noun,
        at=now,
        subject=row.public_id,
        version=last.version + 1 if last else 1,
        body=body,
        status="published" if shown else "empty",
        published_at=last.published_at if last else now.replace(microsecond=0),
        **{noun: row},
    )


def publish_due(now=None):
    """Publishes what was approved with an embargo that has passed; returns the claims. Called by the clock.

    A claim on hold waits for its release, a first verdict inside a silence window for the window's end.
    One that fails is logged and keeps none of the others.
    """
    now, published = now or timezone.now(), []
    due = Verdict.objects.filter(published_at=None, dropped_at=None, approved_at__isnull=False, embargo_until__lte=now)
    for pk in due.order_by("embargo_until", "pk").values_list("claim", flat=True):
        try:
            published += filter(None, [publish_one_due(pk, now)])
        except Exception:
            log.exception("Claim %s is due and could not be published.", pk)
    return published


@transaction.atomic
def publish_one_due(pk, now):
    claim = Claim.objects.select_for_update(no_key=True).get(pk=pk)
    draft = claim.draft
    if claim.work != Work.APPROVED or draft is None or not draft.embargo_until or draft.embargo_until > now:
        return None
    if claim.public not in (Public.NONE, Public.PUBLISHED) or kept_silent(claim, draft, now):
        return None
    before, after = publish_version(claim, draft)
    audit.record("publish", claim, by=None, newsroom=claim.newsroom, before=before, after=after)
    return claim


def kept_silent(claim, draft, now):
    """Whether a silence window that was set after the approval keeps a first verdict back: nobody gave a reason."""
    if claim.public != Public.NONE or draft.silence_reason:
        return False
    return SilenceWindow.objects.over(claim.article.event, now) is not None
