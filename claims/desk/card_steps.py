"""The steps that a card of the review page offers, and undo: by plain form the page comes back, by script what changed.

A script asks with the header X-Desk and the part of the text that it shows (`part`, "from-to"); the answer then holds
just the changed cards, lines and counts (templates/desk/swap.html).
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import claims, spans, undo
from claims.actions.refusals import Refused, Unacceptable
from claims.desk import article_page, wording
from claims.desk.base import status_of
from claims.desk.bounds import moved_span
from claims.desk.card_form import CardForm, save_card
from claims.desk.numbers import span_of, whole
from claims.desk.stale import expected
from claims.desk.stale import refused as stale_form
from claims.models import Claim

MOVES = {"start-1", "start+1", "end-1", "end+1"}


@dataclass
class Invalid(Exception):
    """A form of a card that could not be saved as it is."""

    form: object


def queue(row, request, who):
    return [claims.queue(row, **who)]


def take(row, request, who):
    return [claims.take(row, **who)]


def restore(row, request, who):
    return [claims.restore(row, **who)]


def dismiss(row, request, who):
    data = request.POST
    return [claims.dismiss(row, dismissal=data.get("dismissal", ""), note=data.get("note", ""), **who)]


def span(row, request, who):
    """By a word (do=end+1 …), or to the offsets start and end."""
    move = request.POST.get("do")
    pair = f"{request.POST.get('start')}-{request.POST.get('end')}"
    found = moved_span(row, move) if move in MOVES else span_of(pair)
    if found is None:
        raise Unacceptable(_("This span lies outside the text or is empty."), field="start", code="span")
    return [claims.edit(row, start=found[0], end=found[1], **who)]


def edit(row, request, who):
    form = CardForm(request.POST, claim=row, user=who["by"])
    if not form.is_valid():
        raise Invalid(form)
    return [save_card(row, form, accept=request.POST.get("then") == "queue", **who)]


def split(row, request, who):
    """At the offset `at`, or before the words `words` of the quotation."""
    at, words = whole(request.POST.get("at")), request.POST.get("words", "").strip()
    found = row.quote.find(words) if words else -1
    return list(spans.split(row, at=row.start + found if found >= 0 else -1 if at is None else at, **who))


def merge(row, request, who):
    other = Claim.objects.filter(article=row.article, pk=whole(request.POST.get("other")) or 0).first()
    if other is None:
        raise Unacceptable(_("There is no claim after this one to merge it with."), field="other", code="merge")
    kept = spans.merge(row, other, **who)
    return [kept, other if kept.pk == row.pk else row]


DEEDS = {
    "queue": (queue, _("Accepted: it waits in the queue.")),
    "take": (take, _("The review is yours.")),
    "restore": (restore, _("Restored to the suggestions.")),
    "dismiss": (dismiss, _("Dismissed. It can be restored.")),
    "edit": (edit, _("Saved.")),
    "span": (span, _("The quotation is cut anew.")),
    "split": (split, _("Split: the second part is a claim of its own.")),
    "merge": (merge, _("Merged into one claim.")),
}


def act(desk, request, pk, claim):
    """POST: one step (`do`) on the card of `claim`. By GET the person is led to the card."""
    article = desk.find(request, pk)
    row = get_object_or_404(Claim.objects.select_related("text", "article", "speaker"), article=article, pk=claim)
    if request.method != "POST":
        return HttpResponseRedirect(place_of(row))
    verb = verb_of(request)
    if verb not in DEEDS:
        raise Http404
    deed, done = DEEDS[verb]
    before = row.start, row.end
    try:
        rows = deed(row, request, {"by": request.user, "expected": expected(request)})
    except Invalid as problem:
        return refused(desk, request, article, row, (), 422, opened(verb, problem.form))
    except Refused as problem:
        return refused(
            desk, request, article, row, problem.problems, status_of(problem), kept(verb, row, problem, request)
        )
    touched = [before, *((one.start, one.end) for one in rows)]
    region = min(a for a, _b in touched), max(b for _a, b in touched)
    return answered(request, article, rows, f"{done} {wording.label_of(rows[0])}", region)


def verb_of(request):
    do = request.POST.get("do", "")
    return "span" if do in MOVES else do or ("dismiss" if "dismissal" in request.POST else "")


def kept(verb, row, problem, request):
    """What was typed in a card's form, for the card that comes back; after a lost race with both sides."""
    if verb == "split":
        return {"opened": "split"}
    if verb != "edit":
        return {}
    form, stale = stale_form(CardForm(request.POST, claim=row, user=request.user), row, problem)
    return {**opened(verb, form), "stale": stale}


def opened(verb, form):
    return {"opened": verb, "form": form}


def refused(desk, request, article, row, problems, status, more):
    """The card again, with why and with what was typed; of a claim that is no longer listed, the sentence alone."""
    details = {"claim": row.pk, "problems": problems, "typed": request.POST.dict(), **more}
    row.refresh_from_db()
    if by_script(request):
        said = " ".join(str(sentence) for sentence in problems) or gettext("Not saved: see the card.")
        return swapped(request, article, [row], said, (row.start, row.end), status=status, refused=details)
    if row.superseded_by_id or row.text_id != article.current_text_id:
        return desk.page(request, article, status=status, at=row.start, problems=problems)
    return desk.page(request, article, status=status, at=row.start, refused=details)


def take_back(desk, request, pk):
    """POST: undoes the person's last own step on this article's list."""
    article = desk.find(request, pk)
    try:
        row = undo.undo(article, by=request.user)
    except Refused as problem:
        if by_script(request):
            said = " ".join(str(sentence) for sentence in problem.problems)
            return swapped(request, article, [], said, (0, 0), status=status_of(problem))
        return desk.page(request, article, status=status_of(problem), problems=problem.problems)
    said = f"{gettext('Taken back.')} {wording.label_of(row)}"
    return answered(request, article, [row, *undo.halves_of(row)], said, part_shown(request))


def look(desk, request, pk, claim):
    """GET: one card, open for `what` ("edit", "split") or closed."""
    article = desk.find(request, pk)
    card = article_page.one_card(article, request.user, claim, request.GET.get("what", ""))
    context = {"article": article, "cards": [card], "counts": None, "dismissals": article_page.dismissals()}
    return TemplateResponse(request, "desk/swap.html", context)


def answered(request, article, rows, said, region):
    if by_script(request):
        return swapped(request, article, rows, said, region)
    messages.success(request, said)
    return HttpResponseRedirect(place_of(rows[0]))


def swapped(request, article, rows, said, region, status=200, refused=None):
    """The changed pieces of the page."""
    part = part_shown(request)
    context = article_page.swap(article, request.user, region, part, rows, refused)
    place = place_of(rows[0]) if rows else ""
    context |= {"said": said, "bad": status != 200, "choose": rows[0].pk if rows else "", "place": place}
    return TemplateResponse(request, "desk/swap.html", context, status=status)


def part_shown(request):
    """The part of the text that the asking page shows."""
    return span_of(request.POST.get("part", "")) or (0, 0)


def by_script(request):
    return request.headers.get("X-Desk") == "swap"


def place_of(claim):
    """Address of a claim's card on its article's review page."""
    address = reverse("admin:claims_article_change", args=[claim.article_id])
    return f"{address}?{urlencode({'at': claim.start})}#claim-{claim.pk}"
