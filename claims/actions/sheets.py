"""The public sheets beside the claims: what readers may see of an article, and the records of events and speakers."""

import json
from collections import Counter

from django.db.models import Count, F, Q
from django.utils import timezone

from claims.actions import checking
from claims.actions.records import article_part, day, moment, newsroom_part, pair
from claims.models import Article, ArticleSheet, Claim, Publication, SilenceWindow
from claims.workflow import IN_PUBLIC, Public, Work

# Where the two databases would differ: those without a ballot number come last.
BY_NUMBER = F("ballot_number").asc(nulls_last=True)


def dump(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def renew_article(article, sequence, at):
    """Writes the article's public sheet anew after a publication of one of its claims, or of its details."""
    shown = list(Publication.objects.claims().filter(claim__article=article))
    sheet = ArticleSheet.objects.filter(article=article).first()
    if not shown and sheet is None:
        return None
    parts = passages(article, [json.loads(p.body)["article"] for p in shown])
    under_check = sheet.checking if sheet else []
    if shown:
        under_check = checking.entries(article, under_check, parts)
    return ArticleSheet.objects.update_or_create(
        article=article,
        defaults={
            "newsroom": article.newsroom,
            "public_id": article.public_id,
            "sequence": sequence,
            "first_published_at": sheet.first_published_at if sheet else at,
            "visible": bool(shown),
            "body": dump(article_record(article) | {"checking": under_check if shown else []}),
            "checking": under_check,
            "passages": parts,
            "cues": line_cues(article.current_text, parts),
            "event_ref": article.event and article.event.public_id,
            "segment": article.segment,
        },
    )[0]


def line_cues(text, parts):
    """The first time code of each line of the `parts` of a text, as [[offset, "hh:mm:ss"]]; typed ones stand in it."""
    cues, kept = iter(text.cues), []
    cue = next(cues, None)
    for start, end in (edges for part in parts for edges in lines(part)):
        while cue and cue[0] < start:
            cue = next(cues, None)
        if cue and cue[0] < end:
            kept.append(cue)
    return kept


def lines(part):
    """(start, end) of each line of a passage, counted in the whole text."""
    start = part["start"]
    for line in part["text"].split("\n"):
        yield start, start + len(line) + 1
        start += len(line) + 1


def article_record(article):
    event = article.event
    return article_part(article) | {
        "language": article.language,
        "kind": article.kind,
        "event": {"id": str(event.public_id), "title": event.title, "kind": event.kind} if event else None,
        "display": article.display,
        "complete": article.complete,
        "text_sha256": article.current_text.sha256,
        "length": len(article.current_text.content),
        "newsroom": newsroom_part(article.newsroom),
    }


def passages(article, spans):
    """The parts of the text that the article's setting lets readers see, each with its offsets into the whole."""
    text = article.current_text
    if article.display == Article.Display.LINK or not spans:
        return []
    if article.display == Article.Display.FULL:
        return [{"start": 0, "end": len(text.content), "text": text.content}]
    here = [(s["start"], s["end"]) for s in spans if s["text_sha256"] == text.sha256]
    return [
        {"start": start, "end": end, "text": text.content[start:end]}
        for start, end in joined(around(text.extraction.outline.get("sentences", []), span) for span in here)
    ]


def around(sentences, span):
    """The sentences that `span` touches, with the one before and after; the span itself where there are none."""
    touched = [i for i, (start, end) in enumerate(sentences) if start < span[1] and end > span[0]]
    if not touched:
        return span
    first, last = max(0, touched[0] - 1), min(len(sentences) - 1, touched[-1] + 1)
    return min(sentences[first][0], span[0]), max(sentences[last][1], span[1])


def joined(spans):
    """Overlapping or touching spans made one, in order."""
    out = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def event_record(event):
    """An event's sheet: its details, who took part, and how many claims were chosen, checked and left out, and why."""
    claims = Claim.objects.filter(article__event=event)
    by_speaker = counts_by_speaker(claims)
    return {
        "id": str(event.public_id),
        "title": event.title,
        "kind": event.kind,
        "date": day(event.held_on),
        "place": event.place or None,
        "election": event.election or None,
        "recording_url": event.recording_url or None,
        "participants": [
            {
                "speaker": {"id": str(p.speaker.public_id), "name": p.speaker.name, "kind": p.speaker.kind},
                "role": pair(p.role),
                "ballot_number": p.ballot_number,
                "counts": by_speaker.get(p.speaker_id, {"chosen": 0, "checked": 0}),
            }
            for p in event.participants.select_related("speaker").order_by(BY_NUMBER, "pk")
        ],
        "claims": {"chosen": claims.chosen().count(), "checked": claims.in_public().count()},
        **left(claims),
        "paused": paused(SilenceWindow.objects.over(event, timezone.now())),
        "newsroom": newsroom_part(event.newsroom),
    }


def counts_by_speaker(claims):
    """{speaker's key: {"chosen", "checked"}} over some claims; what was withdrawn counts for nobody."""
    public = Count("pk", filter=Q(public__in=IN_PUBLIC))
    rows = (
        claims.chosen()
        .exclude(public=Public.WITHDRAWN)
        .order_by()
        .values("speaker")
        .annotate(chosen=Count("pk"), checked=public)
    )
    return {row["speaker"]: {"chosen": row["chosen"], "checked": row["checked"]} for row in rows}


def left(claims):
    """What became of those of `claims` that readers do not see: how many chosen ones are still in work, and how many
    were dropped for which reason. Numbers alone: never a word of them."""
    dropped = claims.filter(work=Work.DISMISSED, superseded_by=None).order_by()
    reasons = dropped.values_list("dismissal").annotate(Count("pk"))
    return {"waiting": claims.chosen().filter(public=Public.NONE).count(), "dropped": dict(sorted(reasons))}


def paused(window):
    """Until when tallies pause, and for which election; None where no silence window is open."""
    return {"until": moment(window.ends_at), "election": window.election} if window else None


def speaker_record(speaker):
    """A speaker's sheet. Only claims with confirmed attribution count; a merged speaker names the other.

    In the silence window of an election in which they take part nothing is counted.
    """
    silence = SilenceWindow.objects.pausing(speaker, timezone.now())
    shown = Publication.objects.claims().filter(speaker_ref=speaker.public_id)
    tally = shown.filter(status="published", attribution="confirmed").values_list("verdict", flat=True)
    checked, rest = shown.count(), left(Claim.objects.filter(speaker=speaker))
    return {
        "id": str(speaker.public_id),
        "name": speaker.name,
        "kind": speaker.kind,
        "same_as": speaker.same_as,
        "merged_into": str(speaker.merged_into.public_id) if speaker.merged_into else None,
        "claims": {"chosen": rest["waiting"] + checked, "checked": checked},
        **rest,
        "verdicts": None if silence else dict(sorted(Counter(tally).items())),
        "paused": paused(silence),
        "newsroom": newsroom_part(speaker.newsroom),
    }
