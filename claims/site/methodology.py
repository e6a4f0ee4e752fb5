"""How we work: the rating scale as it stands, who decides what, and what "confirmed" means."""

from django.utils.translation import gettext as _

from claims.models import Rating
from claims.site.page import public, show
from claims.workflow import DISMISSALS, WITHDRAWAL_GROUNDS


@public
def methodology(request):
    """GET /methodology/: the scale comes from its rows, so it is the one that verdicts are given on."""
    ratings = list(Rating.objects.filter(scale__newsroom=request.newsroom).select_related("scale"))
    newest = max((rating.scale.version for rating in ratings), default=0)
    return show(
        request,
        "site/methodology.html",
        title=_("How we check – %(newsroom)s") % {"newsroom": request.newsroom.name},
        description=_("The rating scale, the two pairs of eyes, and how sure we are of who said what."),
        ratings=[rating for rating in ratings if rating.scale.version == newest],
        version=newest,
        dismissals=DISMISSALS.values(),
        grounds=WITHDRAWAL_GROUNDS.values(),
    )
