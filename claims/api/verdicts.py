"""The newsroom's rating scale."""

from claims.api.reading import Settled
from claims.api.texts import dump
from claims.models import Newsroom


class VerdictList(Settled):
    """The newsroom's present rating scale and its version, best first.

    A claim's verdict names the version of the scale it was given on, in `scale`.
    """

    operation = "getVerdicts"
    tag = "verdicts"
    answers = "VerdictScale"

    def read(self, asked):
        scale = Newsroom.objects.default().scales.order_by("-version").first()
        ratings = scale.ratings.order_by("position")
        return dump(
            {
                "scale": scale.version,
                "best": scale.best,
                "worst": scale.worst,
                "results": [
                    {"slug": r.slug, "label": r.label, "meaning": r.meaning, "rating": r.number} for r in ratings
                ],
            }
        )
