"""Splits a claim in two and makes two claims one; nothing attached to either is lost."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, following, matches
from claims.actions.claims import label_of, quote, relabelled, touch_draft
from claims.actions.guard import allow, moved, step
from claims.actions.refusals import NotNow, Unacceptable
from claims.models import Claim, Figure, Notice
from claims.workflow import Work

SHARED = [
    "newsroom",
    "article",
    "text",
    "mode",
    "continued",
    "speaker",
    "role",
    "said_on",
    "place",
    "attribution",
    "attribution_url",
    "attribution_at",
    "timecode",
    "checkworthiness",
    "reasons",
    "assigned_to",
]
FORWARD = [Work.EXTRACTED, Work.QUEUED, Work.IN_REVIEW]  # of two claims made one, the work that went further stands


def split(claim, *, by, at, expected=None):
    """Ends `claim` before the offset `at` of its text; what follows becomes a claim of its own. Returns both.

    The first keeps its key, sources, draft and comments, the second takes the figures that begin in it. What is split
    off a claim under review waits in the queue. Raises Unacceptable where one side would hold no words.
    """
    with step("split", claim, by=by, expected=expected) as fresh:
        first, second = halves(fresh, int(at))
        words = quote(fresh.text, *first)
        fields = {"end": first[1], "quote": words, **relabelled(fresh, words)}
        before, after = audit.change(fresh, **moved(fresh, "split"), **fields)
        rest = split_off(fresh, *second)
        found = hand_over(fresh, rest, second[0])
        touch_draft(fresh, by)
        half = audit.record("split_off", rest, by=by, newsroom=fresh.newsroom, after=at_birth(rest))
        after |= {"into": rest.pk, "handed": found, "half": half.pk}
        audit.record("split", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
        following.follow_list(fresh)
        matches.follow_claim(rest)
    return fresh, rest


def halves(claim, at):
    """The spans before and after `at`, without the white space between them."""
    content = claim.text.content
    if not claim.start < at < claim.end:
        raise Unacceptable(_("Choose a place inside the claim."), field="at", code="span")
    left, right = content[claim.start : at].rstrip(), content[at : claim.end].lstrip()
    if not left or not right:
        raise Unacceptable(_("Each part of a claim needs words of its own."), field="at", code="span")
    return (claim.start, claim.start + len(left)), (claim.end - len(right), claim.end)


def split_off(claim, start, end):
    """The new claim on the latter part of `claim`, with what the two share."""
    shared = {name: getattr(claim, name) for name in SHARED}
    words = quote(claim.text, start, end)
    rest = Claim.objects.create(
        **shared,
        start=start,
        end=end,
        quote=words,
        label=label_of(claim.article, words),
        work=Work.EXTRACTED if claim.work == Work.EXTRACTED else Work.QUEUED,
        worked_at=timezone.now(),
        touched=True,
    )
    rest.topics.set(claim.topics.all())
    return rest


def at_birth(claim):
    return {"start": claim.start, "end": claim.end, "quote": claim.quote}


def hand_over(claim, rest, start):
    """Gives the figures of `claim` from `start` on to `rest`: {figure: the source of what was found, or null}.

    Sources stay: a figure handed over keeps what was found, without the source that is not its new claim's.
    """
    figures = list(claim.figures.filter(start__gte=start))
    found = {str(figure.pk): figure.found_source_id for figure in figures}
    Figure.objects.filter(pk__in=found).update(claim=rest, found_source=None)
    return found


def merge(claim, other, *, by, expected=None):
    """Makes `claim` and `other`, of one text, a single claim over both spans; returns the one that stays.

    It is the one whose verdict is begun, else the one under review, else `claim`. What hung on the other (sources,
    figures, comments, confirmations, notices, topics) hangs on it; the other leads to it. Raises NotNow where both
    have a verdict begun or stand in two texts, Unacceptable where two people speak.
    """
    with transaction.atomic(), step("merge", lock(claim, other), by=by, expected=expected) as one:
        two = Claim.objects.get(pk=other.pk)
        allow("merge", two, by)
        check_pair(one, two)
        keep, gone = (two, one) if weight(two) > weight(one) else (one, two)
        before, after = audit.change(keep, **moved(keep, "merge"), **united(keep, gone))
        carried = carry_over(gone, keep)
        was, now = audit.change(gone, superseded_by=keep, edit=gone.edit + 1, touched=True)
        touch_draft(keep, by)
        half = audit.record("merged", gone, by=by, newsroom=keep.newsroom, before=was, after=now)
        after |= {"joined": gone.pk, "carried": carried, "half": half.pk}
        audit.record("join", keep, by=by, newsroom=keep.newsroom, before=before, after=after)
        following.follow_list(keep)
        matches.follow_claim(two)
    return keep


def lock(claim, other):
    """Locks both rows in the order of their keys, so that two merges cannot cross; returns `claim`."""
    keys = {claim.pk, other.pk}
    list(Claim.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    return claim


def check_pair(one, two):
    """Raises Refused where two claims cannot become one."""
    if one.pk == two.pk or one.text_id != two.text_id:
        raise Unacceptable(_("Only two claims of the same text can be merged."), field="other", code="merge")
    if one.speaker_id and two.speaker_id and one.speaker_id != two.speaker_id:
        raise Unacceptable(
            _("These claims are by two speakers. Set the speaker right first, then merge."),
            field="other",
            code="speakers",
        )
    if begun(one) and begun(two):
        raise NotNow(_("On both claims a verdict is begun. Finish each by itself, or dismiss one."))


def begun(claim):
    """Whether somebody wrote anything of a verdict on `claim`."""
    draft = claim.draft
    return bool(draft and (draft.rating_id or any(draft.summary.values()) or any(draft.explanation.values())))


def weight(claim):
    return begun(claim), claim.draft_id is not None


def united(keep, gone):
    """The fields of the claim that stays: both spans, the work that went further, what only the other knew."""
    start, end = min(keep.start, gone.start), max(keep.end, gone.end)
    work = max(keep.work, gone.work, key=FORWARD.index)
    words = quote(keep.text, start, end)
    fields = {"start": start, "end": end, "quote": words, **relabelled(keep, words)}
    if work != keep.work:
        fields |= {"work": work, "worked_at": timezone.now()}
    for name in ("speaker", "assigned_to"):
        fields[name] = getattr(keep, name) or getattr(gone, name)
    return fields


def carry_over(gone, keep):
    """Moves what hangs on `gone` to `keep`; returns the keys by kind, so that it can be taken back.

    Where both have the same figure, the one with something found is kept on `keep`, the other on `gone`.
    """
    carried = {
        "sources": moved_keys(gone.sources.all(), keep),
        "comments": moved_keys(gone.comments.all(), keep),
        "confirmations": moved_keys(gone.confirmations.all(), keep),
        "notices": moved_keys(Notice.objects.filter(claim=gone), keep),
        "topics": sorted(set(gone.topics.values_list("pk", flat=True)) - set(keep.topics.values_list("pk", flat=True))),
    }
    keep.topics.add(*carried["topics"])
    twins = {(figure.start, figure.end): figure for figure in keep.figures.all()}
    carried["figures"], carried["figures_back"] = [], []
    for figure in gone.figures.all():
        twin = twins.get((figure.start, figure.end))
        if twin is not None and (twin.found_value is not None or figure.found_value is None):
            continue
        if twin is not None:
            carried["figures_back"] += moved_keys(Figure.objects.filter(pk=twin.pk), gone)
        carried["figures"] += moved_keys(Figure.objects.filter(pk=figure.pk), keep)
    return carried


def moved_keys(rows, claim):
    """Hangs `rows` on `claim`; returns their keys."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=keys).update(claim=claim)
    return keys
