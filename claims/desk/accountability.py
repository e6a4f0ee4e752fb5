"""The accountability file of a claim: one page, to print or to hand over, that answers for all that we did with it."""

import re

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import second_ratings
from claims.actions.markdown import to_html
from claims.desk import accountability_after, history, wording
from claims.desk.accountability_rows import Row, by, pair, when
from claims.desk.claim_page import context_lines, recording
from claims.desk.differences import runs
from claims.desk.history_fields import FIELDS
from claims.models import Claim
from claims.shown.notation import day, number
from claims.shown.tags import chosen
from claims.workflow import Public

STYLE = "desk/accountability.css"
LINK = re.compile(r'<link rel="stylesheet"[^>]*>')
TALK = ("comment", "notice")  # what colleagues say to one another is no part of the file


def addresses(admin):
    return [admin.look("<int:pk>/file/", lambda request, pk: show(admin, request, pk), "file")]


def show(admin, request, pk):
    """The file as a page; with ?download=1 as one HTML file that needs nothing else."""
    claim = Claim.objects.for_desk().select_related("newsroom", "live__rating", "article__event").get(
        pk=admin.find(request, pk).pk
    )  # fmt: skip
    page = render_to_string("desk/accountability.html", build(claim, request.user), request)
    if "download" not in request.GET:
        return HttpResponse(page)
    with open(finders.find(STYLE) or "", encoding="utf-8") as file:
        page = LINK.sub(lambda _found: f"<style>\n{file.read()}</style>", page, count=1)
    answer = HttpResponse(page)
    answer["Content-Disposition"] = f'attachment; filename="{claim.public_id}.html"'
    return answer


def build(claim, user):
    """The context of the page: sections, each with cards of Rows. Nothing of a draft that `user` may still rate."""
    blind = second_ratings.blind_for(claim, user)
    zone = claim.newsroom.zone()
    return {
        "claim": claim,
        "label": wording.label_of(claim),
        "standing": (wording.WORK[claim.work], wording.PUBLIC[claim.public]),
        "made_at": timezone.now(),
        "made_by": user.shown_name(),
        "zone": zone,
        "lines": context_lines(claim),
        "sections": [
            section(_("Quotation and article"), quotation(claim, zone)),
            section(_("Figures"), figures(claim), _("No figure.")),
            section(_("Verdict in public"), verdict(claim, zone), unseen(claim)),
            section(_("Sources"), sources(claim, zone), _("No source.")),
            section(_("Versions, and who stood behind them"), versions(claim, zone), _("No verdict was approved.")),
            section(_("Asked before publication"), confirmations(claim, zone), _("Nobody was asked.")),
            *(section(*one) for one in accountability_after.parts(claim, zone, blind)),
        ],
        "history": told(claim, user),
    }


def section(title, cards, empty=""):
    """A section with its cards, each (heading, Rows); Rows without a value are left out."""
    shown = [(head, [row for row in rows if row.value]) for head, rows in cards]
    return {"title": title, "cards": shown, "empty": empty}


def told(claim, user):
    entries = second_ratings.readable_of(claim, user).exclude(noun__in=TALK)
    return history.told(entries.select_related("by", "newsroom").order_by("pk"))


def quotation(claim, zone):
    article, text, heard = claim.article, claim.text, recording(claim)
    event = article.event
    rows = [
        Row(_("Said by"), claim.speaker and claim.speaker.name),
        Row(_("As"), chosen(claim.role)[0]),
        Row(_("Said on"), day(claim.said_on) if claim.said_on else ""),
        Row(_("Place"), claim.place),
        Row(_("Event"), event and event.title),
        Row(_("Attribution"), wording.ATTRIBUTIONS[claim.attribution]),
        Row(_("Recording"), heard and f"{heard['url']} {heard.get('code') or ''}".strip(), "code"),
        Row(_("Time code"), claim.attribution_at or claim.timecode),
    ]
    source = [
        Row(_("Article"), article.title),
        Row(_("Publisher"), article.publisher or claim.newsroom.name),
        Row(_("Address"), article.url, "code"),
        Row(_("Published on"), day(article.published_on) if article.published_on else ""),
        Row(
            _("Wording of the text"), f"{text.number} · {when(text.created_at, zone)} · {text.created_by.shown_name()}"
        ),
        Row(_("SHA-256 of the text"), text.sha256, "code"),
        Row(_("Characters"), f"{claim.start}–{claim.end}"),
    ]
    return [(_("What was said"), [*pair(_("Statement"), claim.statement), *rows]), (_("Where it stands"), source)]


def figures(claim):
    def said(value, of, unit):
        whole = f" / {number(of)}" if of is not None else ""
        return f"{number(value)}{whole} {unit}".strip() if value is not None else ""

    return [
        (
            figure.raw,
            [
                Row(_("Claimed"), said(figure.value, figure.of, figure.unit)),
                Row(_("Measure"), figure.measure),
                Row(_("Subject"), figure.subject),
                Row(_("Period"), figure.period),
                Row(_("Found"), said(figure.found_value, figure.found_of, figure.unit)),
                Row(_("Set aside"), figure.set_aside_reason),
            ],
        )
        for figure in claim.figures.all()
    ]


def unseen(claim):
    """What readers have instead of a verdict."""
    return _("On hold: readers see the notice.") if claim.public == Public.HELD else _("Nothing is public.")


def verdict(claim, zone):
    """The live verdict; what is on hold or withdrawn has none in public."""
    live = claim.live
    if live is None or claim.public != Public.PUBLISHED:
        return []
    return [
        (
            chosen(live.rating.label)[0],
            [
                Row(_("Version"), f"{live.version} · {when(live.published_at, zone)}"),
                Row(_("Public page"), f"{claim.newsroom.site_url()}/claims/{claim.public_id}/", "code"),
                *pair(_("Summary"), live.summary),
                *pair(_("Explanation"), {code: to_html(text) for code, text in live.explanation.items()}, "html"),
            ],
        )
    ]


def sources(claim, zone):
    rows = claim.sources.select_related("added_by").prefetch_related("captures")
    return [(source.title, [*source_rows(source, zone), *copies(source, zone)]) for source in rows]


def source_rows(source, zone):
    return [
        Row(_("Kind"), f"{wording.SOURCE_KINDS[source.kind]} · {wording.STANCES[source.stance]}"),
        Row(_("Address"), source.url, "code"),
        Row(_("Publisher"), source.publisher),
        Row(_("Published on"), day(source.published_on) if source.published_on else ""),
        Row(_("As of"), source.as_of),
        Row(_("Quoted passage"), source.excerpt, "quote"),
        Row(_("Kept from readers"), chosen(source.withheld)[0] if source.withheld else ""),
        Row(_("State"), f"{wording.SOURCE_STATES[source.state]} {when(source.checked_at, zone)}".strip()),
        Row(_("Attached by"), source.added_by.shown_name()),
        Row(_("Removed"), when(source.removed_at, zone)),
    ]


def copies(source, zone):
    """Each thing that was fetched or uploaded for a source, with its time and its hash."""
    found = []
    for one in source.captures.all():
        passage = wording.PASSAGES.get(one.passage_standing, "")
        finding = wording.FINDINGS.get(one.finding, "")
        facts = [when(one.fetched_at or one.requested_at, zone), one.final_url or one.name, finding, passage]
        digest = f"SHA-256 {one.sha256}" if one.sha256 else one.problem
        told = "\n".join(str(fact) for fact in [*facts, digest] if fact)
        found.append(Row(wording.PURPOSES[one.purpose], told, "code"))
    return found


def versions(claim, zone):
    """Every approved version with the people behind it, and what it changed."""
    rows = claim.verdicts.filter(approved_at__isnull=False, dropped_at=None).order_by("version")
    rows = list(rows.select_related("rating", "edited_by", "proposed_by", "approved_by"))
    return [version(one, before, zone) for before, one in zip([None, *rows], rows, strict=False)]


def version(one, before, zone):
    nature = (_("Correction, material") if one.material else _("Correction, minor")) if before else ""
    return (
        f"{one.version} · {chosen(one.rating.label)[0]}",
        [
            Row(_("Last edited by"), by(one.edited_by, one.edited_at, zone)),
            Row(_("Proposed by"), by(one.proposed_by, one.proposed_at, zone)),
            Row(_("Approved by"), by(one.approved_by, one.approved_at, zone)),
            Row(_("Embargo"), when(one.embargo_until, zone)),
            Row(_("Published"), when(one.published_at, zone) or _("not yet")) if one.approved_at else Row("", ""),
            Row(_("Nature"), nature),
            *pair(_("Public note"), one.correction_note),
            Row(_("Reason"), one.correction_reason),
            Row(_("Why inside the silence window"), one.silence_reason),
            Row(_("Why it differs from an earlier verdict"), one.precedent_note, "quote"),
            *(differences(before, one) if before else []),
        ],
    )


def differences(before, after):
    """What a version changed, text by text."""
    found = []
    if before.rating_id != after.rating_id:
        found.append(Row(FIELDS["rating"], runs(chosen(before.rating.label)[0], chosen(after.rating.label)[0]), "runs"))
    for name in ("summary", "explanation"):
        for code, word in wording.LANGUAGES.items():
            old, new = getattr(before, name).get(code) or "", getattr(after, name).get(code) or ""
            if old != new:
                found.append(Row(f"{FIELDS[name]} ({word})", runs(old, new), "runs", code))
    return found


def confirmations(claim, zone):
    return [
        (
            one.to,
            [
                Row(_("Asked"), f"{when(one.sent_at, zone)} · {one.sent_by.shown_name()}"),
                Row(_("How"), accountability_after.CHANNELS[one.channel]),
                Row(_("Question"), one.question, "quote"),
                Row(_("Answer wanted until"), when(one.deadline, zone)),
                Row(_("Answered"), when(one.answered_at, zone) or _("no answer")),
                Row(_("Answer"), one.answer, "quote"),
                Row(_("Removed"), when(one.removed_at, zone)),
            ],
        )
        for one in claim.confirmations.select_related("sent_by")
    ]
