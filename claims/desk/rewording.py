"""A new wording of an article: the form that takes it in, what became of the claims, and what was lost, cut again."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import intakes, reanchoring
from claims.actions.refusals import Refused, Unacceptable
from claims.desk import marks, wording
from claims.desk.base import is_editor, page_of, roles_of, status_of
from claims.desk.differences import hunks, runs
from claims.desk.forms import DeskForm
from claims.desk.paste_form import RawText
from claims.desk.stale import expected
from claims.models import ArticleText, Claim
from claims.shown.notation import moment
from claims.workflow import Role


class WordingForm(DeskForm):
    """The whole article as it reads now."""

    text = RawText(
        label=_("The whole text as it reads now"),
        required=False,
        help_text=_("The claims move along where their words stand to the letter. Nothing of the old text is lost."),
    )


def addresses(admin):
    """The addresses of an article's wordings, for its admin page."""
    return [
        admin.address("<int:pk>/wording/", lambda request, pk: submit(admin, request, pk), "wording"),
        admin.look(
            "<int:pk>/wording/<int:number>/", lambda request, pk, number: look(admin, request, pk, number), "told"
        ),
        admin.address(
            "<int:pk>/wording/lost/<int:claim>/", lambda request, pk, claim: put(admin, request, pk, claim), "put"
        ),
    ]


def part(article, user):
    """What the review page says of an article's wordings."""
    number = article.current_text.number
    return {
        "wordings": {
            "number": number,
            "lost": len(reanchoring.lost(article)) if number > 1 else 0,
            "told": report_of(article, number) if number > 1 else "",
            "may": is_editor(user),
        }
    }


def report_of(article, number):
    return reverse("admin:claims_article_told", args=[article.pk, number])


def submit(admin, request, pk):
    """GET: the form. POST: takes the new wording in and shows what became of the claims."""
    article = admin.find(request, pk)
    form, kept = WordingForm(request.POST or None), None
    if request.method != "POST":
        return form_page(admin, request, article, form)
    form.is_valid()
    body = form.cleaned_data.get("text", "").encode("utf-8", "surrogatepass")
    fields = {"title": article.title, "wording_of": article.pk}
    try:
        kept = intakes.receive(by=request.user, newsroom=article.newsroom, body=body, fields=fields)
        text = reanchoring.submit_wording(article, by=request.user, intake=kept)
    except Refused as problem:
        form.refuse(problem)
        known = getattr(problem, "article", None)
        return form_page(admin, request, article, form, status_of(problem), kept=kept, known=known)
    return taken_in(request, text)


def taken_in(request, text):
    """After a new wording was stored: to the report on its claims."""
    messages.success(request, gettext("The new wording is stored."))
    return HttpResponseRedirect(report_of(text.article, text.number))


def form_page(admin, request, article, form, status=200, **context):
    return admin.shown(
        request,
        "desk/wording_form.html",
        status=status,
        title=gettext("A new wording of “%(title)s”") % {"title": article.title},
        article=article,
        form=form,
        earlier=[told_of(text) for text in article.texts.select_related("created_by").order_by("-number")],
        may_edit=is_editor(request.user),
        **context,
    )


def told_of(text):
    zone = text.newsroom.zone()
    return {
        "number": text.number,
        "when": moment(text.created_at, zone),
        "who": text.created_by.shown_name(),
        "url": report_of(text.article, text.number) if text.number > 1 else "",
    }


def look(admin, request, pk, number, status=200, **context):
    """What a wording changed, and where the claims went."""
    article = admin.find(request, pk)
    text = get_object_or_404(article.texts.select_related("created_by"), number=number, number__gt=1)
    before = article.texts.get(number=text.reanchored.get("from", number - 1))
    return admin.shown(
        request,
        "desk/wording.html",
        status=status,
        title=gettext("Wording %(number)d of “%(title)s”") % {"number": number, "title": article.title},
        article=article,
        text=text,
        told=told_of(text),
        moved=rows(text.reanchored.get("kept", []) + text.reanchored.get("moved", [])),
        forgotten=text.reanchored.get("forgotten", 0),
        lost=lost_rows(article, text),
        hunks=hunks(before.content, text.content),
        may_cut=bool(roles_of(request.user) & {Role.EDITOR, Role.REVIEWER}),
        **context,
    )


def rows(keys):
    found = Claim.objects.filter(pk__in=keys).order_by("start", "pk")
    return [(row, wording.label_of(row)) for row in found[:300]]


def lost_rows(article, text):
    """Claims that still stand on an earlier wording, each with the closest words of the present one."""
    if text.pk != article.current_text_id:
        return []
    closest = {one["claim"]: one["closest"] for one in text.reanchored.get("lost", [])}
    return [lost_row(claim, text, closest.get(claim.pk)) for claim in reanchoring.lost(article)]


def lost_row(claim, text, closest):
    near = text.content[slice(*closest)] if closest else ""
    return {
        "claim": claim,
        "label": wording.label_of(claim),
        "near": near,
        "changed": runs(claim.quote, near),
        "public": claim.public in ("published", "held"),
    }


def put(admin, request, pk, claim):
    """A lost claim, cut anew at exact words of the present wording."""
    article = admin.find(request, pk)
    row = get_object_or_404(Claim, pk=claim, article=article)
    number = article.current_text.number
    if request.method != "POST" or number == 1:
        return HttpResponseRedirect(report_of(article, number) if number > 1 else page_of(article))
    words = request.POST.get("words", "").replace("\r\n", "\n").strip()
    try:
        start = where(article, row, words)
        reanchoring.place(row, by=request.user, start=start, end=start + len(words), expected=expected(request))
    except Refused as problem:
        typed = {"claim": row.pk, "words": request.POST.get("words", ""), "problems": problem.problems}
        return look(admin, request, pk, number, status_of(problem), typed=typed)
    messages.success(request, gettext("“%(claim)s” stands in the new wording.") % {"claim": wording.label_of(row)})
    return HttpResponseRedirect(report_of(article, number))


def where(article, claim, words):
    """Where the words stand in the present wording, nearest to where the claim's would; raises Unacceptable."""
    text = ArticleText.objects.get(pk=article.current_text_id)
    found = marks.occurrences(text.content, words) if words else []
    if not found:
        raise Unacceptable(_("These words are not in the text. Copy them from it to the letter."), field="words")
    closest = {one["claim"]: one["closest"] for one in text.reanchored.get("lost", [])}
    expected = closest.get(claim.pk, [claim.start])[0]
    return min((start for start, _end in found), key=lambda start: abs(start - expected))
