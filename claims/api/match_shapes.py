"""The shapes of match/: what is asked and what is answered."""

from claims.actions.match_items import LONGEST
from claims.api.match_asked import DEFAULT, MOST
from claims.api.shapes import LANGUAGE, TEXT, array, described, one_of, ref, shape
from claims.matching import OTHER_FIGURE, RELATED, SAME

REASONS = (
    *("same_words", "same_meaning", "same_measure", "same_figure", "other_figure", "other_whole", "other_period"),
    *("opposite", "same_speaker", "other_speaker", "elsewhere", "place_unsaid", "same_topic"),
)
COMPARED = ("same", "other_value", "other_whole")
MATCHING = {
    "MatchRequest": {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {
            "text": described(
                {"type": "string", "minLength": 1, "maxLength": LONGEST}, "One statement, in your words."
            ),
            "language": described(
                {"type": ["string", "null"], "enum": ["id", "en", None]}, "Of the text; without it, found out from it."
            ),
            "limit": described(
                {"type": ["integer", "null"], "minimum": 1, "maximum": MOST, "default": DEFAULT},
                "Claims at most.",
            ),
        },
    },
    "Match": shape(
        "A published claim that the text repeats, and why it is thought to.",
        kind=described(
            one_of((SAME, OTHER_FIGURE, RELATED)),
            "The same claim; the same with another figure, whole or period; or one that is only near it.",
        ),
        score=described({"type": "number", "minimum": 0, "maximum": 1}, "How near, beside the others of this answer."),
        why=shape(
            reasons=described(array(one_of(REASONS)), "Grounds for and against, as keys."),
            shared=described(array(TEXT), "Words of the text that the claim has too, the most telling first."),
            figures=described(
                array(
                    shape(
                        text=described(TEXT, "As your text has it."),
                        claim=described(TEXT, "As the claim has it."),
                        compared=one_of(COMPARED),
                    )
                ),
                "Figures of one measure that stand in both.",
            ),
        ),
        claim=ref("PublishedClaim"),
    ),
    "Matches": shape(
        "What a text repeats, nearest first; empty where nothing near it is published.",
        language=described(LANGUAGE, "In which the text was read."),
        results=array(ref("Match")),
    ),
}
