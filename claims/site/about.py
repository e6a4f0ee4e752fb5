"""Who publishes here, and how to write to them: the newsroom's own data, set on its page of the desk."""

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.site.page import license_url, public, show
from claims.site.words import FORMS


@public
def about(request):
    """GET /about/: the newsroom in its own words, who answers for it, licence and languages."""
    room = request.newsroom
    return show(
        request,
        "site/about.html",
        title=_("About us – %(newsroom)s") % {"newsroom": room.name},
        description=_("Who publishes %(newsroom)s, who answers for it, and how to reach them.")
        % {"newsroom": room.name},
        site=room.site_url(),
        license_terms=license_url(room.license),
    )


@public
def contact(request):
    """GET /contact/: a form for each thing that readers write about, and the newsroom's addresses."""
    room = request.newsroom
    return show(
        request,
        "site/contact.html",
        title=_("Contact – %(newsroom)s") % {"newsroom": room.name},
        description=_("Report an error, ask for your right of reply or of correction, or suggest a claim to check."),
        forms=[(reverse("site:write", args=[kind]), words) for kind, words in FORMS.items()],
    )
