"""Was this checked before? Published claims that a text of the partner's repeats."""

from claims.actions import earlier
from claims.api import match_asked, parameters
from claims.api.openapi import AskingSchema
from claims.api.reading import Reading, json_response
from claims.api.texts import composed, listed
from claims.text.language import detect


class Match(Reading):
    """Published claims that a text repeats, nearest first.

    Send one statement, not an article: the whole text is compared with each claim. `kind` says what a claim is to it:
    the `same`, the same with another figure or period (`other_figure`), or only near it (`related`); `why` gives the
    grounds. A `score` can be compared with the others of one answer, not with those of another. Held and withdrawn
    claims are not found, nor are other publishers' checks, which are never told as ours. What you send is not kept.
    """

    http_method_names = ["post", "options"]
    schema = AskingSchema()
    operation = "matchText"
    tag = "claims"
    asks = "MatchRequest"
    answers = "Matches"
    refusals = (400, 406, 413, 415, 422)

    def post(self, request):
        parameters.read(request, ())
        asked = match_asked.read(request)
        language = asked["language"] or detect(asked["text"])
        found = earlier.for_text(asked["text"], language, top=asked["limit"])
        near = listed(result(*pair) for pair in found if earlier.worth(pair[1]))
        text = composed({"language": language}, results=near)
        return json_response(text, **{"Cache-Control": "no-store"})


def result(publication, match):
    """One claim of the answer, as text around its finished record."""
    figures = [{"text": own, "claim": theirs, "compared": how} for own, theirs, how in match.figures]
    why = {"reasons": match.reasons, "shared": match.shared, "figures": figures}
    return composed({"kind": match.kind, "score": match.score, "why": why}, claim=publication.body)
