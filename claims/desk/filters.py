"""Kept filters above the lists: one's own, and what colleagues share."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.actions import filters
from claims.actions.refusals import Refused
from claims.desk.base import newsroom_of, roles_of
from claims.models import SavedFilter


def addresses(site):
    """The addresses of these steps, for the site that they stand on."""

    def step(inner):
        return site.admin_view(require_POST(inner))

    return [
        path("filters/<slug:noun>/save/", step(save), name="filter_save"),
        path("filters/<int:pk>/<slug:verb>/", step(do), name="filter_do"),
    ]


def kept(request, noun):
    """What the part above the list of `noun` shows."""
    mine = Q(user=request.user) | Q(shared=True, newsroom=newsroom_of(request.user))
    now = filters.narrowed(request.GET.urlencode())
    rows = SavedFilter.objects.filter(mine, noun=noun).select_related("user")
    return {
        "noun": noun,
        "kept": [
            {"filter": row, "own": row.user_id == request.user.pk, "here": row.query == now, "at": f"?{row.query}"}
            for row in rows
        ],
        "narrowed": now,
        "may_keep": bool(now and roles_of(request.user)),
    }


def list_of(noun, query=""):
    try:
        address = reverse(f"admin:claims_{noun}_changelist")
    except NoReverseMatch:
        raise Http404 from None
    return f"{address}?{query}" if query else address


def save(request, noun):
    if not roles_of(request.user):
        raise PermissionDenied
    query = filters.narrowed(request.POST.get("query", ""))
    back = list_of(noun, query)
    try:
        filters.save(
            by=request.user,
            noun=noun,
            name=request.POST.get("name", ""),
            query=query,
            shared=request.POST.get("shared") == "on",
        )
        messages.success(request, gettext("The filter is kept."))
    except Refused as problem:
        messages.error(request, str(problem))
    return HttpResponseRedirect(back)


def do(request, pk, verb):
    """Shares one's filter, takes it back, or forgets it."""
    row = get_object_or_404(SavedFilter, pk=pk)
    query = filters.narrowed(request.POST.get("query", ""))
    try:
        if verb == "remove":
            filters.remove(row, by=request.user)
        else:
            filters.share(row, by=request.user, shared=verb == "share")
        messages.success(request, gettext("Saved."))
    except Refused as problem:
        messages.error(request, str(problem))
    return HttpResponseRedirect(list_of(row.noun, query))
