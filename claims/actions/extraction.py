"""Runs the engine over a stored text and writes what it found. Idempotent by extracted span.

See `claims.actions.jobs` for how a worker holds a text, and what becomes of it when the worker dies.
"""

import time
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims import text as engine
from claims.actions import audit, following, jobs, reading
from claims.actions.speakers import Speakers
from claims.models import Claim, Conflict, Extraction, Figure, Newsroom
from claims.text import ranking
from claims.text.timecodes import timecode_at
from claims.workflow import Work

LOOKED_BACK = 20  # segments in which the one who speaks on is looked for
TOLD_SECONDS = 1  # between two notes of how far the engine is


def run(pk):
    """Takes the extraction `pk`, runs the engine and stores its claims. Returns the Extraction, or None if not due.

    An error of the engine or the database is kept on the row and tried again later; it is raised on.
    """
    extraction = jobs.take(Extraction, pk)
    if extraction is None:
        return None
    try:
        with jobs.kept(extraction):
            found = read(extraction)
        return store(extraction, found)
    except Exception as problem:
        jobs.fail(extraction, problem)
        raise


def read(extraction):
    """What the engine finds in the text, each claim with its time code; the row says how far it is."""
    audit.change(extraction, began_at=timezone.now(), percent=0)
    text = extraction.text
    cues = tuple(map(tuple, text.cues)) if text.media_type in reading.SUBTITLES else ()
    found = engine.extract(text.content, text.article.language, cues, told=teller(extraction), **as_part(text.article))
    audit.change(extraction, percent=100)
    claims = (replace(c, timecode=c.timecode or timecode_at(text.cues, c.start)) for c in found.claims)
    return replace(found, claims=tuple(claims))


def as_part(article):
    """What the engine is told of a segment: that it is spoken, and who spoke last in the segments before it."""
    if article.segment is None:
        return {}
    earlier = article.event.articles.filter(segment__lt=article.segment).order_by("-segment")
    for content in earlier.values_list("current_text__content", flat=True)[:LOOKED_BACK]:
        if speaker := engine.last_speaker(content):
            return {"spoken": True, "speaker": speaker}
    return {"spoken": True}


def teller(extraction):
    """A function that notes the share it is told on the extraction's row, now and then."""
    mine = Extraction.objects.filter(pk=extraction.pk, lease=extraction.lease)
    last = time.monotonic()

    def told(share):
        nonlocal last
        if time.monotonic() - last >= TOLD_SECONDS:
            mine.update(percent=int(100 * share))
            last = time.monotonic()

    return told


@transaction.atomic
def store(extraction, found):
    """Writes the claims of `found`; returns None, writing nothing, where the lease was lost meanwhile."""
    fresh = jobs.held(extraction)
    if fresh is None:
        return None
    text, article = fresh.text, fresh.text.article
    Newsroom.objects.select_for_update(no_key=True).get(pk=article.newsroom_id)
    number = write_claims(text, article, found)
    write_conflicts(text, found)
    kind = found.kind if article.segment is None else article.kind
    audit.change(article, kind=kind, complete=article.complete and found.complete)
    jobs.finish(fresh, language=found.language, outline=outline(found), claims_found=number)
    audit.record("extract", article, by=None, newsroom=article.newsroom, after={"claims": number})
    if text.number > 1:
        following.follow_split(article)
    return fresh


def outline(found):
    """What the pages need of the engine's reading beside the claims, as JSON."""
    return {
        "sentences": [[s.start, s.end] for s in found.sentences],
        "boilerplate": [[m.start, m.end, m.kind] for m in found.boilerplate],
    }


def write_claims(text, article, found):
    """Creates or renews the claims of `text`; one that a person touched is left alone. Returns how many there are."""
    rows = text.claims.exclude(extracted_start=None).select_for_update(no_key=True)
    known = {(c.extracted_start, c.extracted_end): c for c in rows}
    marked = set(text.claims.values_list("start", "end"))  # by a person, or moved here from another wording
    spans = {(c.start, c.end): c for c in found.claims}
    stale = [c.pk for span, c in known.items() if span not in spans and not c.touched]
    renewed = [c for span, c in known.items() if span in spans and not c.touched]
    Figure.objects.filter(claim__in=[*stale, *(c.pk for c in renewed)]).delete()
    Claim.objects.filter(pk__in=stale).delete()
    speakers = Speakers(article.newsroom, article.event)
    rows = [(claim_row(text, article, c, speakers), c) for span, c in spans.items() if span not in {*known, *marked}]
    Claim.objects.bulk_create([row for row, _c in rows], batch_size=500)
    rows += renew(article, renewed, spans, speakers)
    Figure.objects.bulk_create([figure_row(row, f) for row, c in rows for f in c.figures], batch_size=500)
    return text.claims.filter(superseded_by=None).count()


def renew(article, claims, spans, speakers):
    """Writes the engine's present reading over untouched `claims`; returns (claim, what was found) pairs."""
    pairs = [(claim, spans[claim.extracted_start, claim.extracted_end]) for claim in claims]
    for claim, found in pairs:
        for name, value in said(article, found, speakers).items():
            setattr(claim, name, value)
    Claim.objects.bulk_update(claims, SAID, batch_size=500)
    return pairs


def claim_row(text, article, c, speakers):
    return Claim(
        newsroom=article.newsroom,
        article=article,
        text=text,
        extracted_start=c.start,
        extracted_end=c.end,
        start=c.start,
        end=c.end,
        quote=c.quote,
        said_on=article.event.held_on if article.event else None,
        place=article.event.place if article.event else "",
        work=Work.EXTRACTED,
        worked_at=timezone.now(),
        **said(article, c, speakers),
    )


SAID = [
    "mode",
    "continued",
    "label",
    "statement",
    "translated",
    "speaker",
    "role",
    "checkworthiness",
    "reasons",
    "timecode",
]


def said(article, c, speakers):
    """The fields that the engine's reading of claim `c` decides."""
    other = "en" if article.language == "id" else "id"
    machine = {other: "machine"} if c.label.get(other) or c.statement.get(other) else {}
    return {
        "mode": c.mode,
        "continued": c.continued,
        "label": {"id": c.label.get("id"), "en": c.label.get("en")},
        "statement": {"id": c.statement.get("id"), "en": c.statement.get("en")},
        "translated": machine,
        "speaker": speakers.named(c.speaker, c.speaker_kind),
        "role": {"id": None, "en": None, article.language: c.role},
        "checkworthiness": round(ranking.rate(c.quote, c.figures, article.language).score, 3),
        "reasons": list(c.reasons),
        "timecode": c.timecode or "",
    }


def figure_row(claim, f):
    return Figure(
        claim=claim,
        value=f.value,
        of=f.of,
        unit=f.unit or "",
        measure=f.measure or "",
        subject=f.subject or "",
        period=f.period or "",
        raw=f.raw,
        start=f.start,
        end=f.end,
        approximate=f.approximate,
        is_range=f.range,
        readings=[str(r) for r in f.readings],
    )


def write_conflicts(text, found):
    """Open conflicts of the text as the engine sees them now; what a person closed stays closed."""
    seen = {(c.kind, str([list(s) for s in c.spans])): c for c in found.conflicts}
    for row in text.conflicts.all():
        if seen.pop((row.kind, str(row.spans)), None) is None and row.state == Conflict.State.OPEN:
            row.delete()
    Conflict.objects.bulk_create(
        Conflict(text=text, kind=c.kind, spans=[list(s) for s in c.spans], note=c.note) for c in seen.values()
    )


def sweep():
    """Enqueues every extraction that is due and that nobody holds; returns how many. Run at start and by the clock."""
    return jobs.sweep(Extraction, "extract")


def state_in_words(extraction):
    """One sentence for the article's page, in the reader's language."""
    if extraction.state == Extraction.State.DONE and not extraction.claims_found:
        return _("No claims were found. The text is stored; add claims by hand, or run the engine again.")
    return {
        Extraction.State.WAITING: _("Stored. Waiting to be split into claims.")
        if not extraction.error
        else _("Stored. The last try failed and will be repeated."),
        Extraction.State.RUNNING: progress_in_words(extraction),
        Extraction.State.DONE: _("Split into claims."),
        Extraction.State.FAILED: _("The text is stored, but splitting it failed. Run it again or tell the operator."),
    }[extraction.state]


def progress_in_words(extraction):
    """How far a run is and how long it has taken so far."""
    if extraction.percent == 100:
        return _("All sentences are read; the claims are being written.")
    if not extraction.percent:
        return _("Being split into claims.")
    seconds = int((timezone.now() - extraction.began_at).total_seconds())
    return ngettext(
        "Being split into claims: %(percent)d%% of the sentences read in %(seconds)d second.",
        "Being split into claims: %(percent)d%% of the sentences read in %(seconds)d seconds.",
        seconds,
    ) % {"percent": extraction.percent, "seconds": seconds}
