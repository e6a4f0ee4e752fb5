"""Curates the list of claims: takes on, dismisses, restores, edits, assigns, adds."""

import re

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import workflow
from claims.actions import addresses, audit, following, matches, notices
from claims.actions.guard import moved, need_role, step
from claims.actions.refusals import NotNow, Unacceptable
from claims.models import Article, Claim, Speaker, Verdict
from claims.text import labels
from claims.workflow import Role, Work

EDITABLE = {
    "label",
    "statement",
    "speaker",
    "role",
    "start",
    "end",
    "mode",
    "said_on",
    "place",
    "attribution",
    "attribution_url",
    "attribution_at",
}


TIME_CODE = re.compile(r"(?:(?P<hours>[0-9]{1,2}):)?([0-9]{1,2}):([0-5][0-9])", re.ASCII)
LISTED = {"queue", "dismiss", "restore"}  # steps that change how many claims were chosen


def settle(verb, claim, *, by, expected=None, reason="", **fields):
    """One transition of the table with nothing special about it: guard, change, log. Returns the claim."""
    with step(verb, claim, by=by, expected=expected) as fresh:
        before, after = audit.change(fresh, **moved(fresh, verb), **fields)
        audit.record(verb, fresh, by=by, newsroom=fresh.newsroom, before=before, after=after, reason=reason)
        if verb in LISTED:
            following.follow_list(fresh)
    return fresh


def queue(claim, *, by, expected=None):
    """Takes a suggested claim on: somebody will check it."""
    return settle("queue", claim, by=by, expected=expected)


def dismiss(claim, *, by, dismissal, note="", expected=None):
    """Takes a claim off the list, for a reason out of `workflow.DISMISSALS`; "other" wants a note."""
    if dismissal not in workflow.DISMISSALS or (dismissal == "other" and not note.strip()):
        raise Unacceptable(_("Choose a reason; “another reason” needs a note."), field="dismissal", code="dismissal")
    return settle("dismiss", claim, by=by, expected=expected, reason=note, dismissal=dismissal, dismissal_note=note)


def restore(claim, *, by, expected=None):
    """Puts a dismissed claim back on the list, as a suggestion."""
    return settle("restore", claim, by=by, expected=expected, dismissal="", dismissal_note="")


def assign(claim, *, by, to, expected=None):
    """Gives the claim to a Reviewer, or to nobody (`to` None)."""
    if to is not None and Role.REVIEWER not in to.roles():
        raise Unacceptable(_("Only a Reviewer can be assigned."), field="to", code="assignee")
    with transaction.atomic():
        fresh = settle("assign", claim, by=by, expected=expected, assigned_to=to)
        notices.tell([to], notices.Kind.ASSIGNMENT, claim=fresh, by=by)
    return fresh


def take(claim, *, by, expected=None):
    """Begins the review: the claim is `by`'s, with an empty draft of its first verdict.

    Raises NotNow, with the name, where somebody was faster or it is assigned to somebody else.
    """
    try:
        with step("take", claim, by=by, expected=expected) as fresh:
            if assigned_elsewhere(fresh, by):
                raise NotNow(_("It is assigned to %(name)s. An Editor can assign it anew.") % named(fresh.assigned_to))
            draft = fresh.draft or Verdict.objects.create(claim=fresh)
            before, after = audit.change(fresh, **moved(fresh, "take"), assigned_to=by, draft=draft)
            audit.record("take", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
    except NotNow as problem:
        if refusal := taken(claim):
            raise refusal from problem
        raise
    return fresh


def taken(claim):
    """The refusal that names who reviews `claim` already; None where nobody does."""
    row = Claim.objects.filter(pk=claim.pk, work=Work.IN_REVIEW).exclude(assigned_to=None).first()
    return NotNow(_("%(name)s has already taken this claim for review.") % named(row.assigned_to)) if row else None


def assigned_elsewhere(claim, user):
    """Whether an Editor gave `claim` to somebody other than `user` who can still take it."""
    return claim.assigned_to_id not in (None, user.pk) and claim.assigned_to.is_active


def named(person):
    return {"name": person.shown_name()}


def edit(claim, *, by, expected=None, topics=None, **fields):
    """Changes what is asserted, by whom, where it stands in the text. A moved span takes its quote from the text.

    Raises Unacceptable for an unknown field, a span outside the text or an attribution without a recording.
    """
    if set(fields) - EDITABLE:
        raise Unacceptable(_("This field cannot be edited here."), code="field")
    try:
        with step("edit", claim, by=by, expected=expected) as fresh:
            before, after = audit.change(fresh, **moved(fresh, "edit"), **checked(fresh, fields))
            if topics is not None:
                file_under(fresh, topics, before, after)
            touch_draft(fresh, by)
            audit.record("edit", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
    except IntegrityError as problem:
        raise NotNow() from problem
    return fresh


def file_under(claim, topics, before, after):
    """Sets the claim's topics, and says so in the audit pair where they changed."""
    was, now = sorted(claim.topics.values_list("pk", flat=True)), sorted(topic.pk for topic in topics)
    if was != now:
        claim.topics.set(topics)
        before["topics"], after["topics"] = was, now


def checked(claim, fields):
    """`fields` as they may be stored on `claim`: the quote follows the span, human words are marked so."""
    if "start" in fields or "end" in fields:
        start, end = int(fields.get("start", claim.start)), int(fields.get("end", claim.end))
        words = quote(claim.text, start, end)
        fields = {**relabelled(claim, words), **fields, "start": start, "end": end, "quote": words}
    if fields.get("speaker"):
        fields["speaker"] = Speaker.objects.get(pk=fields["speaker"].pk).current()  # merged away meanwhile
    addresses.check(fields.get("attribution_url"), field="attribution_url")
    if fields.get("attribution_at"):
        fields["attribution_at"] = time_code(fields["attribution_at"])
    level = fields.get("attribution", claim.attribution)
    proof = fields.get("attribution_url", claim.attribution_url) or fields.get("attribution_at", claim.attribution_at)
    if level == Claim.Attribution.CONFIRMED and not proof:
        raise Unacceptable(
            _("A confirmed attribution names the recording: its address or its time code."),
            field="attribution_url",
            code="attribution",
        )
    rewritten = {
        code
        for name in ("label", "statement")
        for code, words in fields.get(name, {}).items()
        if words != getattr(claim, name).get(code)
    }
    if rewritten:
        fields["translated"] = {code: how for code, how in claim.translated.items() if code not in rewritten}
    return fields


def time_code(typed):
    """The time code "1:02:07" or "62:07" as "01:02:07"; raises Unacceptable for what is no place in a recording."""
    found = TIME_CODE.fullmatch(typed.strip())
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 60, 0)
    if found and found["hours"] is None:
        hours, minutes = divmod(minutes, 60)
    if minutes > 59:
        raise Unacceptable(_("Write the time code like 01:12:07."), field="attribution_at", code="time_code")
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def quote(text, start, end):
    """The words between two offsets of a text; raises Unacceptable for a span outside it or of white space."""
    if not 0 <= start < end <= len(text.content) or not text.content[start:end].strip():
        raise Unacceptable(_("This span lies outside the text or is empty."), field="start", code="span")
    return text.content[start:end]


def label_of(article, words):
    """A label out of a quotation's own words, whole ones only."""
    return {"id": None, "en": None, article.language: labels.shortened(words)}


def relabelled(claim, words):
    """The label for a new quotation, where the present one is nothing but the old quotation's words; else no field."""
    plain = claim.label == label_of(claim.article, claim.quote)
    return {"label": label_of(claim.article, words)} if plain else {}


def touch_draft(claim, by):
    """Whoever changes a claim under review has edited its verdict: they cannot approve it."""
    if claim.draft:
        audit.change(claim.draft, edited_by=by, edited_at=timezone.now())


@transaction.atomic
def add(article, *, by, start, end, speaker=None, mode=Claim.Mode.DIRECT, label=None):
    """A claim that a person marked in the article's present text; it is on the list at once."""
    need_role(by, Role.EDITOR)
    text = article.current_text
    words = quote(text, start, end)
    Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    if text.claims.listed().filter(start=start, end=end).exists():
        raise Unacceptable(_("This span is already a claim."), field="start", code="duplicate")
    claim = Claim.objects.create(
        newsroom=article.newsroom,
        article=article,
        text=text,
        start=start,
        end=end,
        quote=words,
        mode=mode,
        label=label or label_of(article, words),
        speaker=speaker,
        said_on=article.event.held_on if article.event else None,
        place=article.event.place if article.event else "",
        work=Work.QUEUED,
        worked_at=timezone.now(),
        touched=True,
        checkworthiness=1,
    )
    audit.record("add", claim, by=by, newsroom=article.newsroom, after={"start": start, "end": end})
    following.follow_list(claim)
    matches.follow_claim(claim)
    return claim
