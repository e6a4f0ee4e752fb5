"""The finished public record of a claim, as the contract writes it. Publishing calls this, and what previews it."""

from datetime import UTC

from claims.actions import anchors
from claims.actions.markdown import to_html
from claims.models import Capture, Source, Speaker, words
from claims.text.printable import printable


def moment(value):
    """A time in RFC 3339, UTC, to the second; None stays None."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


def day(value):
    return value.isoformat() if value else None


def number(value):
    """A decimal as a JSON number: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def pair(value, render=lambda text: text):
    """Both languages of a stored text, as far as it can be printed; a missing one is null."""
    return {code: render(printable(value.get(code) or "")) or None for code in ("id", "en")}


def claim_url(claim):
    return f"{claim.newsroom.site_url()}/claims/{claim.public_id}/"


def claim_record(claim, verdict):
    """The record of `claim` under `verdict`, without its place in the sequence. Reads the working tables."""
    return {
        "id": str(claim.public_id),
        "url": claim_url(claim),
        "status": "published",
        "language": claim.article.language,
        "quote": claim.quote,
        "mode": claim.mode,
        "attribution": {
            "level": claim.attribution,
            "url": claim.attribution_url or None,
            "at": claim.attribution_at or None,
        },
        "label": pair(claim.label),
        "statement": pair(claim.statement),
        "translated": claim.translated | verdict.translated,
        "speaker": speaker_part(claim),
        "said_on": day(claim.said_on),
        "place": claim.place or None,
        "event": event_part(claim.article.event),
        "article": article_part(claim.article) | anchors.part(claim.text, claim.start, claim.end),
        "figures": figure_parts(claim),
        "verdict": verdict_part(verdict.rating),
        "summary": pair(verdict.summary),
        "explanation_html": pair(verdict.explanation, to_html),
        "sources": [source_part(source) for source in claim.sources.filter(removed_at=None)],
        "confirmations": confirmation_parts(claim),
        "replies": reply_parts(claim),
        "topics": [{"slug": topic.slug, "label": pair(topic.label)} for topic in claim.topics.all()],
        "corrections": correction_parts(claim, verdict),
        "newsroom": newsroom_part(claim.newsroom),
        "license": claim.newsroom.license,
    }


def facts(claim, base):
    """What may change in a public record without a new verdict: replies, who the speaker and what the article is, where
    the words stand in its present wording, whether its sources still stand."""
    return {
        "replies": reply_parts(claim),
        "speaker": base["speaker"] and base["speaker"] | identity(approved_speaker(base)),
        "article": base["article"] | article_part(claim.article) | anchors.moved_part(claim, base),
        "event": event_part(claim.article.event),
        "sources": sources_now(claim, base),
    }


def sources_now(claim, base):
    """The record's sources with their present state and first copy; nothing else of them changes without a verdict."""
    rows = {str(row.public_id): row for row in claim.sources.select_related("copy").defer("copy__text")}
    return [part | source_standing(rows.get(part["id"]), part) for part in base["sources"]]


def source_standing(row, part):
    """What became of the address in a public record.

    Nothing where the source is withheld or a draft has given it another address; and what was once said of an address
    is not taken back because a draft went to another and returned.
    """
    if row is None or part["withheld"] is not None or (part["url"] or "") != row.url:
        return {}
    standing = {}
    if row.state != Source.State.UNCHECKED:
        standing |= {"state": row.state, "checked_at": moment(row.checked_at)}
    copy = row.copy
    if part["archived"] is None and copy and copy.purpose == Capture.Purpose.COPY and copy.url == part["url"]:
        standing["archived"] = archived_part(row)
    return standing


def approved_speaker(base):
    """The Speaker whom the public record `base` names, as now known: whoever they were merged into."""
    return Speaker.objects.get(public_id=base["speaker"]["id"]).current()


def held(record, hold):
    """`record` with its verdict, and everything that would tell it, replaced by the notice of the hold."""
    return record | {
        "status": "held",
        "notice": pair(hold.notice),
        "verdict": None,
        "summary": words(),
        "explanation_html": words(),
        "figures": [figure | {"found": None} for figure in record["figures"]],
        "sources": [],
        "confirmations": [],
        "replies": [reply | {"answer": None} for reply in record["replies"]],
        "corrections": [],
    }


def tombstone(claim, version, status, notice, ground=None):
    """What the change feed carries of a claim that is held or withdrawn."""
    return {
        "id": str(claim.public_id),
        "url": claim_url(claim),
        "version": version,
        "status": status,
        "notice": pair(notice),
        "ground": ground,
    }


def newsroom_part(newsroom):
    return {"id": str(newsroom.public_id), "name": newsroom.name, "url": newsroom.site_url()}


def speaker_part(claim):
    speaker = claim.speaker
    if speaker is None:
        return None
    return identity(speaker) | {"role": pair(claim.role)}


def identity(speaker):
    return {
        "id": str(speaker.public_id),
        "name": speaker.name,
        "kind": speaker.kind,
        "same_as": speaker.same_as,
    }


def event_part(event):
    return {"id": str(event.public_id), "title": event.title, "kind": event.kind} if event else None


def article_part(article):
    return {
        "id": str(article.public_id),
        "title": article.title,
        "url": article.url or None,
        "publisher": article.publisher or None,
        "published_on": day(article.published_on),
    }


def figure_parts(claim):
    """The claim's figures; `found` names a source by its place in the record's list of sources."""
    places = {source.pk: place for place, source in enumerate(claim.sources.filter(removed_at=None))}
    return [
        {
            "measure": figure.measure or None,
            "subject": figure.subject or None,
            "value": number(figure.value),
            "of": number(figure.of),
            "unit": figure.unit or None,
            "raw": figure.raw,
            "period": figure.period or None,
            "approximate": figure.approximate,
            "found": {
                "value": number(figure.found_value),
                "of": number(figure.found_of),
                "source": places.get(figure.found_source_id),
            }
            if figure.found_value is not None
            else None,
        }
        for figure in claim.figures.inside()
    ]


def verdict_part(rating):
    return {
        "slug": rating.slug,
        "label": pair(rating.label),
        "rating": rating.number,
        "best": rating.scale.best,
        "worst": rating.scale.worst,
        "scale": rating.scale.version,
    }


def source_part(source):
    """A source; of a withheld one readers see its kind, what it does to the claim, and why it is kept from them."""
    if source.withheld is not None:
        return withheld_part(source)
    return {
        "id": str(source.public_id),
        "kind": source.kind,
        "url": source.url or None,
        "title": source.title,
        "publisher": source.publisher or None,
        "published_on": day(source.published_on),
        "as_of": source.as_of or None,
        "stance": source.stance,
        "excerpt": source.excerpt or None,
        "withheld": None,
        "state": source.state,
        "checked_at": moment(source.checked_at),
        "archived": archived_part(source),
    }


def withheld_part(source):
    hidden = ("url", "title", "publisher", "published_on", "as_of", "excerpt", "checked_at", "archived")
    shown = {"id": str(source.public_id), "kind": source.kind, "stance": source.stance, "withheld": source.withheld}
    return {**shown, "state": Source.State.UNCHECKED, **dict.fromkeys(hidden)}


def archived_part(source):
    return {"captured_at": moment(source.captured_at), "sha256": source.sha256} if source.captured_at else None


def confirmation_parts(claim):
    """Whom the newsroom asked before publication and what they said; the question stays with the newsroom."""
    return [
        {
            "to": row.to,
            "channel": row.channel,
            "sent_at": moment(row.sent_at),
            "deadline": moment(row.deadline),
            "answered_at": moment(row.answered_at),
            "answer": row.answer or None,
        }
        for row in claim.confirmations.filter(removed_at=None)
    ]


def reply_parts(claim):
    return [reply_part(reply) for reply in claim.replies.standing()]


def reply_part(reply):
    return {
        "id": str(reply.public_id),
        "kind": reply.kind,
        "who": reply.who,
        "text": reply.text,
        "language": reply.language,
        "received_at": moment(reply.received_at),
        "answered_at": moment(reply.answered_at),
        "answer": reply.answer or None,
    }


def correction_parts(claim, verdict):
    """Each correction up to and including `verdict`, oldest first, from which rating to which."""
    versions = claim.verdicts.filter(dropped_at=None, version__lte=verdict.version).select_related("rating")
    versions = [verdict if one.pk == verdict.pk else one for one in versions.order_by("version")]
    return [
        {
            "version": later.version,
            "at": moment(later.published_at),
            "material": later.material,
            "from": earlier.rating.slug,
            "to": later.rating.slug,
            "note": pair(later.correction_note),
        }
        for earlier, later in zip(versions, versions[1:], strict=False)
    ]
