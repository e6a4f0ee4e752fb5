"""Questions that official scales and plain arithmetic ask of a claim's figures, shown beside it: no verdicts.

Made from the claim's figures and the text around them: a card on a page whose claims were loaded with their figures
asks no further rows.
"""

from django import template

from claims.matching import scales
from claims.shown.notation import language

register = template.Library()


@register.inclusion_tag("desk/questions.html")
def questions_of(claim):
    """The questions about a claim, in the reader's language; nothing where there are none."""
    return {"questions": [shown(one) for one in found(claim)]}


def found(claim):
    """The Findings about `claim`, each question once: scales first, then arithmetic."""
    content, code = claim.text.content, claim.article.language
    asked = [one for figure in inside(claim) for one in scales.question(figure, near(content, figure), code)]
    asked += scales.arithmetic(claim.quote, code)
    return list({one.question["id"]: one for one in asked}.values())


def inside(claim):
    """The claim's figures within its span as it is cut now, those that are set aside left out."""
    standing = [one for one in claim.figures.all() if one.set_aside_at is None]
    return [one for one in standing if claim.start <= one.start and one.end <= claim.end]


def near(content, figure):
    return scales.Near.of(content, figure.start, figure.end)


def shown(one):
    """A Finding as the page shows it."""
    code = language()
    return {
        "kind": one.kind,
        "question": one.question[code],
        "rule": one.rule[code],
        "source": one.source,
        "confirmed": one.confirmed,
    }
