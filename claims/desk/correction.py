"""A correction beside the live version: what readers see now against what they would see, field by field."""

import json

from django.utils.translation import gettext_lazy as _

from claims.desk import wording
from claims.desk.differences import runs

WORDS = {"label": _("Label"), "statement": _("Statement")}
TEXTS = {"summary": _("Summary"), "explanation": _("Explanation")}
DETAILS = ("title", "url", "publisher", "published_on", "as_of", "stance", "excerpt")


def changes(claim, live, draft):
    """(label, language or "", runs) of each field of the public record that this draft would change, and of the desk's
    own note on precedents."""
    record = json.loads(claim.publications.filter(status="published").order_by("sequence").last().body)
    rows = [
        (word, code, record[name].get(code), getattr(claim, name).get(code))
        for name, word in WORDS.items()
        for code in ("id", "en")
    ]
    rows += plain(record, claim)
    rows += [
        (word, code, getattr(live, name).get(code), getattr(draft, name).get(code))
        for name, word in TEXTS.items()
        for code in ("id", "en")
    ]
    rows.append((_("Why it differs from an earlier verdict"), "", live.precedent_note, draft.precedent_note))
    rows += sources(record, claim)
    return [(word, code, runs(old, new)) for word, code, old, new in rows if (old or "") != (new or "")]


def plain(record, claim):
    """What is said in one language only: quotation, speaker, attribution."""
    speaker, at = record["speaker"], record["attribution"]
    return [
        (_("Quotation"), claim.article.language, record["quote"], claim.quote),
        (_("Speaker"), "", speaker and speaker["name"], claim.speaker and claim.speaker.name),
        (_("Said on"), "", record["said_on"], claim.said_on and claim.said_on.isoformat()),
        (_("Place"), "", record["place"], claim.place),
        (
            _("How sure is it that they said it?"),
            "",
            " · ".join(filter(None, [str(wording.ATTRIBUTIONS[at["level"]]), at["url"], at["at"]])),
            " · ".join(
                filter(
                    None,
                    [str(wording.ATTRIBUTIONS[claim.attribution]), claim.attribution_url, claim.attribution_at],
                )
            ),
        ),
    ]


def sources(record, claim):
    """Each source that was attached, edited, withheld or removed, as one text before and after."""
    before = {part["id"]: told(part) for part in record["sources"]}
    rows = claim.sources.filter(removed_at=None)
    after = {str(row.public_id): told(details(row)) for row in rows}
    return [(_("Source"), "", before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after])]


def details(row):
    if row.withheld is not None:
        return {"stance": row.stance, "withheld": row.withheld}
    found = {name: getattr(row, name) for name in DETAILS}
    return found | {"published_on": row.published_on and row.published_on.isoformat()}


def told(part):
    """A source of a record, or a row's details, in one text."""
    stance = str(wording.STANCES[part["stance"]])
    if part.get("withheld"):
        return "\n".join([stance, *(text for text in part["withheld"].values() if text)])
    rest = [part[name] for name in DETAILS if name != "stance" and part[name]]
    return "\n".join([stance, *rest])
