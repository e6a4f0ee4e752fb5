"""Comments on a claim or on words of an article: their thread, and a page of its own for what came back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.db.models.functions import Substr
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.actions import comments
from claims.actions.refusals import Refused, Unacceptable
from claims.desk import marks
from claims.desk.base import page_of, roles_of, status_of
from claims.desk.forms import DeskForm, text_field
from claims.desk.numbers import span_of
from claims.models import Article, Claim, Comment
from claims.workflow import Role

NOUNS = {"claim": Claim, "article": Article}
AROUND = 60  # characters beside words that recur


class CommentForm(DeskForm):
    body = text_field(
        _("Comment"), rows=3, required=True, help_text=_("@username tells a colleague. Readers never see comments.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["maxlength"] = comments.LONGEST


class SelectionForm(CommentForm):
    """A comment on an article may be on some of its words."""

    field_order = ("words", "body")
    words = text_field(
        _("On these words"), rows=2, help_text=_("Mark them in the text, or copy them here. Empty: the whole article.")
    )


def addresses(site):
    """The addresses of these steps, for the site that they stand on."""

    def step(inner):
        return site.admin_view(require_POST(lambda request, **kwargs: inner(site, request, **kwargs)))

    return [
        path("comments/<slug:noun>/<int:pk>/add/", step(add), name="comment_add"),
        path("comments/<int:pk>/<slug:verb>/", step(do), name="comment_do"),
    ]


def form_for(row, data=None, **kwargs):
    return (SelectionForm if isinstance(row, Article) else CommentForm)(data, auto_id="comment-%s", **kwargs)


def thread(row, user, form=None, open_on=None):
    """What the thread on a claim or an article shows. `open_on` is (comment, bound form) of an edit that came back."""
    noun = row._meta.model_name
    words = Substr("text__content", F("start") + 1, F("end") - F("start"))  # not the whole text for each
    found = row.comments.select_related("by").annotate(words=words).order_by("pk")
    found = found.filter(claim=None) if noun == "article" else found
    at, bound = open_on or (None, None)
    return {
        "comments": [shown(one, user, bound if one == at else None) for one in found],
        "comment_form": form or form_for(row),
        "comment_to": reverse("admin:comment_add", args=[noun, row.pk]),
        "may_comment": bool(roles_of(user)),
    }


def shown(comment, user, form=None):
    """One comment as the page shows it; a removed one keeps its place without its words."""
    own = comment.by_id == user.pk
    return {
        "comment": comment,
        "words": comment.words,
        "at": comment.start,
        "may_edit": (own and not comment.removed_at) or form is not None,
        "may_remove": (own or Role.EDITOR in user.roles()) and not comment.removed_at,
        "form": form or CommentForm({"body": comment.body}, auto_id=f"comment-{comment.pk}-%s"),
        "open": form is not None,
    }


def of_newsroom(model, user):
    rows = model.objects.all()
    return rows.filter(newsroom=user.newsroom_id) if user.newsroom_id else rows


def add(site, request, noun, pk):
    """One more comment; what was typed comes back where it is refused."""
    if noun not in NOUNS:
        raise Http404
    if not roles_of(request.user):
        raise PermissionDenied
    row = get_object_or_404(of_newsroom(NOUNS[noun], request.user), pk=pk)
    form = form_for(row, request.POST)
    if not form.is_valid():
        return page(site, request, row, 422, form=form)
    try:
        spans = spans_of(row, form.cleaned_data.get("words", ""), request.POST.get("span", ""))
        if len(spans) > 1:
            return page(site, request, row, form=form, places=places(row, spans))
        start, end = spans[0] if spans else (None, None)
        comment = comments.add(by=request.user, body=form.cleaned_data["body"], start=start, end=end, **{noun: row})
    except Refused as problem:
        form.refuse(problem)
        return page(site, request, row, status_of(problem), form=form)
    messages.success(request, gettext("The comment is in the thread."))
    return HttpResponseRedirect(f"{page_of(row)}#comment-{comment.pk}")


def spans_of(row, words, chosen):
    """Where the words stand that a comment is about: none for the whole; several where the person must choose."""
    if found := span_of(chosen):
        return [found]
    words = words.replace("\r\n", "\n").strip()
    if not words:
        return []
    found = marks.occurrences(row.current_text.content, words)
    if not found:
        raise Unacceptable(
            _("These words are not in the text. Copy them from it to the letter."), field="words", code="words"
        )
    return found


def places(row, spans):
    content = row.current_text.content
    return [
        {
            "span": f"{a}-{b}",
            "before": content[max(a - AROUND, 0) : a],
            "words": content[a:b],
            "after": content[b : b + AROUND],
        }
        for a, b in spans
    ]


VERBS = {
    "edit": None,
    "remove": lambda comment, by: comments.remove(comment, by=by),
    "resolve": lambda comment, by: comments.resolve(comment, by=by),
    "reopen": lambda comment, by: comments.resolve(comment, by=by, resolved=False),
}


def do(site, request, pk, verb):
    """Edits, removes, resolves or reopens a comment."""
    if verb not in VERBS:
        raise Http404
    if not roles_of(request.user):
        raise PermissionDenied
    comment = get_object_or_404(of_newsroom(Comment, request.user).select_related("claim", "article"), pk=pk)
    row = comment.claim or comment.article
    form = CommentForm(request.POST, auto_id=f"comment-{pk}-%s") if verb == "edit" else None
    try:
        if form is None:
            VERBS[verb](comment, request.user)
        elif form.is_valid():
            comments.edit(comment, by=request.user, body=form.cleaned_data["body"])
        else:
            return page(site, request, row, 422, open_on=(comment, form))
    except Refused as problem:
        if form is None:
            return page(site, request, row, status_of(problem), problems=problem.problems)
        form.refuse(problem)
        return page(site, request, row, status_of(problem), open_on=(comment, form))
    return HttpResponseRedirect(f"{page_of(row)}#comment-{pk}")


def page(site, request, row, status=200, form=None, open_on=None, **context):
    """The thread on a page of its own: with what was typed, and why it was not taken."""
    frame = {**site.each_context(request), "title": _("Comments"), "row": row, "row_page": page_of(row)}
    threads = thread(row, request.user, form, open_on)
    request.current_app = site.name
    return TemplateResponse(request, "desk/comment_page.html", {**frame, **threads, **context}, status=status)
