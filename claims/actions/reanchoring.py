"""A new wording of an article that is here already: its claims find their place in it, to the letter or not at all."""

import json
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import articles, audit, following, intakes, queue, reading
from claims.actions.claims import quote, touch_draft
from claims.actions.guard import moved, need_role, step
from claims.actions.refusals import NotNow, Refused, Unacceptable
from claims.models import Article, Claim, Comment, Extraction, Figure, Intake, Notice
from claims.text.alignment import Alignment
from claims.workflow import IN_PUBLIC, Role, Work

PLACE = ("text", "start", "end", "extracted_start", "extracted_end")


@dataclass
class Move:
    """A claim's way into the new wording: `place` is its new span, `extracted` the engine's, `shift` of its words."""

    claim: Claim
    place: tuple
    extracted: tuple

    @property
    def shift(self):
        return self.place[0] - self.claim.start


def submit_wording(article, *, by, body=b"", intake=None, read=None):
    """Stores a new wording of `article` as its next ArticleText, and moves its claims there. Returns the ArticleText.

    `body`, `intake` and `read` are as in `articles.submit`; what came is kept either way. A claim moves only where its
    quotation stands to the letter; the others stay on their wording, and `reanchored` names them. Public records follow
    with a new revision, the engine runs over the new text. Raises NotYou, NotNow while the text is being split, or
    Unacceptable.
    """
    received = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    fields = {"title": article.title, "wording_of": article.pk}
    intake = intake or intakes.receive(by=by, newsroom=article.newsroom, body=received, fields=fields)
    try:
        need_role(by, Role.EDITOR)
        read = read or reading.of(intake)
        articles.refuse_duplicate(article.newsroom, read.content)
        return store_once(article, intake, read, by)
    except Refused as problem:
        known, words = getattr(problem, "article", None), getattr(problem, "words", None)
        intakes.refuse(intake, problem.code, words=words, known=known)
        raise


def store_once(article, intake, read, by):
    try:
        return store(article, intake, read, by)
    except IntegrityError:
        articles.refuse_duplicate(article.newsroom, read.content)
        raise


@transaction.atomic
def store(article, intake, read, by):
    """Locks the article, then its claims in order, and the sequence last: as every step does."""
    fresh = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    idle(fresh.current_text)
    rows = list(fresh.claims.select_for_update(no_key=True).order_by("pk"))
    ways = Ways(fresh, read.content)
    moves = planned(rows, ways)
    lost = [row for row in rows if row.pk not in {move.claim.pk for move in moves}]
    gone, lost = forgotten(lost), [row for row in lost if matters(row)]
    report = report_of(fresh, moves, lost, ways) | {"forgotten": len(gone)}
    now, number = timezone.now(), fresh.texts.latest("number").number + 1
    text = articles.new_text(fresh, intake, read, now, number=number, reanchored=report)
    drop(gone)
    carry(moves, text, ways, by)
    carry_comments(fresh, text, ways)
    before, after = audit.change(fresh, current_text=text)
    audit.change(intake, outcome=Intake.Outcome.ACCEPTED, article=fresh, problem="", notes=list(read.notes))
    counts = {name: len(report[name]) for name in ("kept", "moved", "lost")}
    after = {"sha256": text.sha256, "wording": number, **counts}
    audit.record("new_wording", fresh, by=by, newsroom=fresh.newsroom, after=after)
    extraction = Extraction.objects.create(text=text, next_try_at=now)
    queue.after_commit("extract", extraction.pk)
    following.follow_article(fresh)
    return text


class Ways(dict):
    """The Alignment of each earlier wording, by its key, with the new one; made when it is asked for."""

    def __init__(self, article, content):
        super().__init__()
        self.article, self.content = article, content

    def __missing__(self, pk):
        self[pk] = Alignment(self.article.texts.only("content").get(pk=pk).content, self.content)
        return self[pk]


def idle(text):
    """Raises NotNow while the engine is at work on the present wording, or about to be."""
    busy = Extraction.objects.select_for_update(no_key=True).filter(
        text=text, state__in=(Extraction.State.WAITING, Extraction.State.RUNNING)
    )
    if busy.exists():
        raise NotNow(_("The text is being split right now. Bring the new wording when that is done."))


# Where each claim goes


def planned(rows, ways):
    """The Moves of those that stand in the new wording; of two that would meet at one place, the nearer one's."""
    found = []
    for row in rows:
        way = ways[row.text_id]
        place = way.place(row.start, row.end) if way.old[row.start : row.end] == row.quote else None
        if place:
            found.append((abs(place[0] - way.expected(row.start)), row, place))
    taken, spans, moves = {}, set(), []
    for _far, row, place in sorted(found, key=lambda one: (one[0], one[1].pk)):
        if taken.setdefault(place, (row.start, row.end)) != (row.start, row.end):
            continue
        extracted = extracted_place(ways[row.text_id], row, place[0] - row.start)
        extracted = (None, None) if extracted in spans else extracted
        spans.add(extracted)
        moves.append(Move(row, place, extracted))
    return moves


def extracted_place(way, row, shift):
    """Where the engine will find the claim again: by this its next run knows that it is here already."""
    start, end = row.extracted_start, row.extracted_end
    if start is None:
        return None, None
    words = way.old[start:end]
    if start + shift >= 0 and way.new[start + shift : end + shift] == words:
        return start + shift, end + shift
    found = way.place(start, end)
    first = way.expected(start)
    return found or (first, max(first + 1, way.expected(end)))


def forgotten(rows):
    """Those among the lost that only the engine ever saw: it will find what stands in the new wording by itself."""
    keys = [row.pk for row in rows if not row.touched and row.work == Work.EXTRACTED]
    noticed = Notice.objects.filter(claim__in=keys).values("claim")
    plain = Claim.objects.filter(pk__in=keys, comments=None, history=None).exclude(pk__in=noticed)
    return list(plain.order_by("pk"))


def matters(row):
    """Whether somebody must look after a lost claim: it is on the list, and a person worked on it."""
    return row.superseded_by_id is None and row.work != Work.DISMISSED and (row.touched or row.work != Work.EXTRACTED)


def drop(rows):
    keys = [row.pk for row in rows]
    Figure.objects.filter(claim__in=keys).delete()
    Claim.objects.filter(pk__in=keys).delete()


def report_of(article, moves, lost, ways):
    """What `ArticleText.reanchored` keeps: whose place stayed, moved or was lost; where public quotations stand."""
    stayed = [move.claim.pk for move in moves if not move.shift]
    public = {}
    for row in article.claims.filter(public__in=IN_PUBLIC).order_by("pk"):
        if place := public_place(row, article, ways):
            public[str(row.public_id)] = place
    return {
        "from": article.current_text.number,
        "kept": stayed,
        "moved": [move.claim.pk for move in moves if move.shift],
        "lost": [{"claim": row.pk, "closest": ways[row.text_id].closest(row.start, row.end)} for row in lost],
        "public": public,
    }


def public_place(row, article, ways):
    """Where the quotation of the claim's public record stands in the new wording, or None: a draft has no say."""
    record = json.loads(row.present().body)
    part = record["article"]
    text = article.texts.filter(sha256=part["text_sha256"]).first()
    return text and ways[text.pk].place(part["start"], part["end"])


# What moves


def carry(moves, text, ways, by):
    """Sets the claims, and their figures, into the new wording. What only the engine saw moves without an entry."""
    by_claim = {move.claim.pk: move for move in moves}
    figures = list(Figure.objects.filter(claim__in=by_claim))
    for figure in figures:
        move = by_claim[figure.claim_id]
        figure.start, figure.end = figure_place(figure, move, ways[move.claim.text_id])
    Figure.objects.bulk_update(figures, ["start", "end"], batch_size=500)
    entries = []
    for move in moves:
        row, before = move.claim, told(move.claim)
        row.text, (row.start, row.end), row.edit = text, move.place, row.edit + 1
        row.extracted_start, row.extracted_end = move.extracted
        entries.append((row, before, told(row)))
    Claim.objects.bulk_update([row for row, *_told in entries], [*PLACE, "edit"], batch_size=500)
    for row, before, after in entries:
        if row.touched:
            changed = {name for name in PLACE if before[name] != after[name]}
            before, after = ({name: side[name] for name in PLACE if name in changed} for side in (before, after))
            audit.record("reanchor", row, by=by, newsroom=row.newsroom, before=before, after=after)


def told(row):
    """Where a claim stands, as an audit entry writes it."""
    return {name: audit.plain(getattr(row, name)) for name in PLACE}


def figure_place(figure, move, way):
    """A figure inside the quotation moves with it; one outside lies where the alignment expects it."""
    if move.claim.start <= figure.start and figure.end <= move.claim.end:
        return figure.start + move.shift, figure.end + move.shift
    start, end = way.place(figure.start, figure.end) or (way.expected(figure.start), way.expected(figure.end))
    return start, max(end, start + 1)


def carry_comments(article, text, ways):
    """Comments on a selection go with its words; where those are gone, they stay on their wording."""
    for row in Comment.objects.filter(article=article, start__isnull=False, removed_at=None):
        place = ways[row.text_id].place(row.start, row.end)
        if place:
            audit.change(row, text=text, start=place[0], end=place[1])


# What was lost, cut again by a person


def lost(article):
    """Claims of an article that stand on an earlier wording and that somebody must look after."""
    rows = article.claims.listed().exclude(text=article.current_text_id)
    return [row for row in rows.select_related("text", "speaker").order_by("start", "pk") if matters(row)]


def place(claim, *, by, start, end, expected=None):
    """Cuts a claim of an earlier wording anew in the present one, at offsets that a person chose. Returns the claim.

    What the engine suggested at the same words is one with it. Raises as `claims.edit` does: of what is public, open a
    correction first.
    """
    with step("edit", claim, by=by, expected=expected) as fresh:
        text = Article.objects.get(pk=fresh.article_id).current_text
        words = quote(text, start, end)
        listed = text.claims.listed().exclude(pk=fresh.pk)
        twins = [row for row in listed.filter(start__lt=end, end__gt=start) if overlap(row, start, end) > 1 / 2]
        if any(matters(row) for row in twins):
            raise Unacceptable(_("This span is already a claim."), field="words", code="duplicate")
        twins = forgotten(twins)
        extracted = (twins[0].extracted_start, twins[0].extracted_end) if twins else (None, None)
        drop(twins)
        values = (text, start, end, *extracted)
        spans = dict(zip(PLACE, values, strict=True))
        before, after = audit.change(fresh, **moved(fresh, "edit"), **spans, quote=words)
        touch_draft(fresh, by)
        audit.record("reanchor", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
    return fresh


def overlap(row, start, end):
    """How much of the longer of two spans both share."""
    return (min(row.end, end) - max(row.start, start)) / max(row.end - row.start, end - start)
