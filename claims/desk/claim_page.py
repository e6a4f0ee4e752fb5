"""Everything that the page of a claim shows: quotation in context, forms, sources, verdict, steps, history."""

from django.urls import reverse
from django.utils import translation

from claims import workflow
from claims.actions import lint, precedents, second_ratings
from claims.actions.markdown import to_html
from claims.desk import confirmations, conflict_rows, correction, figures, presence, replies, steps, wording
from claims.desk import second_ratings as rounds
from claims.desk.captures import UploadForm, copy_part
from claims.desk.claim_forms import ClaimForm, SourceForm, SpanForm, VerdictForm, WithholdForm, speaker_names
from claims.desk.history import told
from claims.desk.marks import Layer, paragraphs
from claims.desk.my_claims import beside
from claims.shown import moments

AROUND = 500  # characters of the text before and after the quotation
HISTORY = 100  # entries on the page


def build(claim, user, bound=None):
    """The context of the page. `bound` maps "claim", "verdict", "span", "source-<pk or new>", "withhold-<pk>",
    "upload-<pk>", "<verb>_reply-<pk>", "asking", "<verb>_confirmation-<pk>",
    "figure-<pk or new>", "aside-<pk>", "click-<pk>" to a form that came back with what was
    typed, and "step" to (verb, form).
    """
    bound = bound or {}
    verbs = {t.verb for t in workflow.choices(user.roles(), claim.standing())}
    return {
        "claim": claim,
        "article": claim.article,
        "label": wording.label_of(claim),
        "work": wording.WORK[claim.work],
        "public": wording.PUBLIC[claim.public],
        "mode": wording.MODES[claim.mode],
        "attribution": wording.ATTRIBUTIONS[claim.attribution],
        "dismissal": wording.dismissal_of(claim),
        "reasons": wording.reasons_of(claim),
        "may_edit": "edit" in verbs,
        "may_decide": precedents.may_decide(user, claim) and not claim.superseded_by_id,
        "may_review": "review" in verbs,
        "may_propose": "propose" in verbs,
        "lines": context_lines(claim),
        "conflict_rows": conflict_rows.at_claim(claim),
        "may_close": conflict_rows.may_close(user),
        "recording": recording(claim),
        "present": presence.part(claim, user),
        **figures.part(claim, bound),
        "claim_form": bound.get("claim") or ClaimForm(claim=claim),
        "span_form": bound.get("span") or SpanForm(initial={"words": claim.quote}, auto_id="span-%s"),
        "speaker_names": speaker_names(claim),
        "steps": steps.offered(claim, user, bound.get("step")),
        "history": told(second_ratings.readable_of(claim, user).select_related("by").order_by("-pk")[:HISTORY]),
        "replies": replies.part(claim, bound, verbs),
        **sources_part(claim, bound),
        **verdict_part(claim, bound, verbs),
        **decisions_part(claim),
        **confirmations.part(claim, bound, verbs),
        **rounds.part(claim, user),
        **beside(claim, user),
    }


def context_lines(claim):
    """The quotation with the text around it."""
    content = claim.text.content
    start = max(content.rfind("\n", 0, claim.start) + 1, claim.start - AROUND)
    stop = content.find("\n", claim.end)
    end = min(len(content) if stop < 0 else stop, claim.end + AROUND)
    return paragraphs(content, start, end, [Layer(claim.start, claim.end, "claim", claim.pk)])


def recording(claim):
    """Where these words can be heard: {"url", "code", "exact"}; `exact` where the address leads to the moment itself.

    None where no recording is known.
    """
    event = claim.article.event
    url = claim.attribution_url or (event.recording_url if event else "")
    code = claim.attribution_at or claim.timecode
    if not url:
        return None
    return {"url": moments.at(url, code), "code": code, "exact": moments.known(url, code)}


def sources_part(claim, bound):
    rows = [
        {
            "source": source,
            "kind": wording.SOURCE_KINDS[source.kind],
            "stance": wording.STANCES.get(source.stance, source.stance),
            "state": wording.SOURCE_STATES[source.state],
            "form": bound.get(f"source-{source.pk}") or SourceForm(source=source),
            "open": f"source-{source.pk}" in bound
            or f"withhold-{source.pk}" in bound
            or f"upload-{source.pk}" in bound,
            "copy": copy_part(source),
            "upload": bound.get(f"upload-{source.pk}") or UploadForm(auto_id=f"upload-{source.pk}-%s"),
            "withhold": bound.get(f"withhold-{source.pk}") or WithholdForm(source=source),
        }
        for source in claim.sources.filter(removed_at=None)
    ]
    return {"sources": rows, "new_source": bound.get("source-new") or SourceForm(), "adding": "source-new" in bound}


def ratings_of(claim):
    """The steps of the newsroom's present scale."""
    return claim.newsroom.scales.first().ratings.all()


def verdict_part(claim, bound, verbs):
    draft, live = claim.draft, claim.live
    form = bound.get("verdict") or VerdictForm(claim=claim, ratings=ratings_of(claim))
    found = lint.findings(claim, draft) if draft and {"propose", "approve"} & verbs else []
    return {
        "draft": draft,
        "live": live,
        "ratings": list(ratings_of(claim)),
        "verdict_form": form,
        "chosen_rating": str(form["rating"].value() or ""),
        "previews": previews(claim) if draft else [],
        "blocks": [one for one in found if one.level == lint.BLOCK],
        "warnings": [one for one in found if one.level == lint.WARN],
        "changed": correction.changes(claim, live, draft) if live and draft else [],
        "live_words": verdict_words(live) if live else [],
        "draft_words": verdict_words(draft) if draft and "review" not in verbs else [],
    }


def previews(claim):
    """(language, address) of the public page as the draft would make it (claims/site/preview.py), in each language."""
    return [(code, address_in(code, "site:preview", claim.public_id)) for code in ("id", "en")]


def address_in(language, name, *args):
    with translation.override(language):
        return reverse(name, args=args)


def verdict_words(verdict):
    """Summary and explanation (HTML) of a verdict, one dict a language that has any; `machine` where a machine
    translated them and nobody confirmed it."""
    return [
        {
            "code": code,
            "summary": verdict.summary.get(code),
            "html": to_html(verdict.explanation.get(code)),
            "machine": verdict.translated.get(code) == "machine",
        }
        for code in ("id", "en")
        if verdict.summary.get(code) or verdict.explanation.get(code)
    ]


def decisions_part(claim):
    """The open hold and the open or executed withdrawal, with their words."""
    held = claim.holds.filter(closed_at=None).select_related("placed_by", "release_proposed_by").first()
    asked = claim.withdrawals.filter(refused_at=None).select_related("proposed_by", "approved_by").last()
    return {"held": held, "asked": asked, "ground": wording.ground_of(asked.ground) if asked else ""}
