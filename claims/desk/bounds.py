"""Where a claim's quotation begins and ends: moved word by word, or set to exact words of the text."""

from django.utils.translation import gettext_lazy as _

from claims.actions import claims
from claims.actions.refusals import Unacceptable
from claims.desk import marks


def span_saver(span):
    def save(claim, form, **who):
        if span is None:
            raise Unacceptable(
                _("These words are not in the text. Copy them from it to the letter."), field="words", code="words"
            )
        return claims.edit(claim, start=span[0], end=span[1], **who)

    return save


def moved_span(claim, move):
    """The span after "start-1", "start+1", "end-1" or "end+1": one word outwards or inwards. None for anything else."""
    step = {"+1": 1, "-1": -1}.get(move[-2:])
    content = claim.text.content
    if step is None or move[:-2] not in ("start", "end"):
        return None
    if move.startswith("start"):
        return marks.word_start(content, claim.start, step), claim.end
    return claim.start, marks.word_end(content, claim.end, step)


def near(claim, words):
    """Where `words` stand in the text: the one place that touches the present span, else all."""
    found = marks.occurrences(claim.text.content, words.replace("\r\n", "\n"))
    touching = [(a, b) for a, b in found if a < claim.end and b > claim.start]
    return touching if len(touching) == 1 else found
