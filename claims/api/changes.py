"""Everything public that happened, in order, without a gap."""

from claims.actions.records import moment
from claims.api.parameters import AFTER, LIMIT
from claims.api.reading import Reading
from claims.api.texts import composed, listed
from claims.models import Publication

KIND = Publication.Kind
NOUNS = {KIND.EVENT: "event", KIND.SPEAKER: "speaker", KIND.ARTICLE: "article"}


class ChangeList(Reading):
    """Everything public that happened after a sequence number, in order and without a gap.

    Keep `last` and ask with it as `after` the next time: you miss nothing and see nothing twice. `end` is the newest
    sequence there is. A new `epoch` means that the numbers began anew (a restore): drop your copy and start again.
    While a claim is held or withdrawn, its earlier entries keep their place and carry its tombstone.
    """

    operation = "listChanges"
    tag = "changes"
    answers = "Changes"
    parameters = (AFTER, LIMIT)

    def read(self, asked):
        epoch, end = self.state
        rows = Publication.objects.changes(asked["after"])
        rows = list(rows.values_list("sequence", "kind", "at", "told", named=True)[: asked["limit"] + 1])
        shown = rows[: asked["limit"]]
        facts = {
            "epoch": str(epoch),
            "last": shown[-1].sequence if shown else asked["after"],
            "end": max(end, shown[-1].sequence) if shown else end,
            "more": len(rows) > len(shown),
        }
        return composed(facts, results=listed(change(row) for row in shown))


def change(row):
    """One CHANGE of the contract, as text around the finished record."""
    facts = {"sequence": row.sequence, "kind": row.kind, "at": moment(row.at)}
    return composed(facts, **{NOUNS.get(row.kind, "claim"): row.told})
