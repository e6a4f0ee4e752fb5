"""The ledger's pages on the desk: open contradictions and every measure; one measure of one subject."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from claims.desk import ledger
from claims.desk.base import is_editor, newsroom_of, page_of, roles_of


def addresses(site):
    """The addresses of these pages, for the site that they stand on."""
    return [
        path("figures/", site.admin_view(lambda request: listed(site, request)), name="ledger"),
        path(
            "figures/<slug:slug>/", site.admin_view(lambda request, slug: one(site, request, slug)), name="ledger_page"
        ),
    ]


def rendered(site, request, template, **context):
    request.current_app = site.name
    return TemplateResponse(request, template, {**site.each_context(request), **context})


def listed(site, request):
    """GET /admin/figures/: contradictions, those still open first, then every page."""
    if not roles_of(request.user):
        raise PermissionDenied
    found = ledger.rows(newsroom_of(request.user))
    differ = ledger.contradictions(found)
    pages = [
        {
            "first": rows[0],
            "address": reverse("admin:ledger_page", args=[slug]),
            "claims": len({row.claim.pk for row in rows}),
            "from": min(row.year for row in rows),
            "to": max(row.year for row in rows),
        }
        for slug, rows in ledger.pages(found).items()
    ]
    return rendered(
        site,
        request,
        "desk/ledger.html",
        title=_("Ledger of figures"),
        pages=pages,
        open=[shown(case) for case in differ if case.open],
        settled=[shown(case) for case in differ if not case.open],
        full=len(found) >= ledger.READ,
    )


def shown(case):
    """A contradiction with the address of its page."""
    return {"case": case, "address": reverse("admin:ledger_page", args=[case.first.slug])}


def one(site, request, slug):
    """GET /admin/figures/<slug>/: who claims what, drafts too, what sources and official tables say."""
    if not roles_of(request.user):
        raise PermissionDenied
    newsroom = newsroom_of(request.user)
    rows = ledger.pages(ledger.rows(newsroom)).get(slug)
    if not rows:
        raise Http404
    rows = sorted(rows, key=lambda row: (row.year, row.claim.pk))
    values = ledger.official(newsroom, rows[0])
    measure = rows[0].measure
    return rendered(
        site,
        request,
        "desk/ledger_page.html",
        title=", ".join(filter(None, (rows[0].name, rows[0].subject))),
        rows=rows,
        values=values,
        drawing=ledger.drawing(rows, values),
        differ=ledger.contradictions(rows),
        public_address=ledger.public_address(rows[0]),
        measure_page=page_of(measure) if measure else "",
        may_edit=is_editor(request.user),
    )
