"""A correction beside the live version: the record that readers have against the one that approving would publish.

Every member of the record is compared, whatever it is: one without words of its own here is told by its name.
"""

import json

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import previews, sheets
from claims.desk import history, wording
from claims.desk.differences import runs
from claims.desk.history_fields import FIELDS
from claims.shown import marks, notation

# Where the record stands, not what it says; that it gets the next version is said above the comparison.
PLACE = {"status", "version", "revision", "sequence", "published_at", "updated_at"}

NAMES = {
    "archived": _("copy"),
    "article": _("article"),
    "at": _("time code or date"),
    "best": _("best on the scale"),
    "confirmations": _("question to the speaker"),
    "corrections": _("correction"),
    "explanation_html": _("explanation"),
    "figures": _("figure"),
    "found": _("found"),
    "from": _("from the verdict"),
    "id": _("key"),
    "level": _("how sure it is that they said it"),
    "note": _("public note"),
    "prefix": _("words before it"),
    "rating": _("number on the scale"),
    "replies": _("reply"),
    "scale": _("version of the scale"),
    "source": _("number of the source"),
    "sources": _("source"),
    "suffix": _("words after it"),
    "text_sha256": _("SHA-256 of the text"),
    "to": _("to the verdict"),
    "verdict": _("verdict"),
    "worst": _("worst on the scale"),
}
IN_LIST = {"confirmations": {"to": FIELDS["to"], "at": FIELDS["sent_at"]}}  # names that mean something else there
TABLES = {
    **{name: history.TABLES[name] for name in ("kind", "language", "mode", "stance", "state")},
    "level": wording.ATTRIBUTIONS,
    "translated": wording.TRANSLATED,
}
SLUGS = {"from", "to", "slug"}  # of verdicts
KEYS = ("id", "version", "raw", "slug", "sent_at")  # by the first of these that it has, an item is found again


def changes(claim, live, draft):
    """(label, language or "", runs) of each part of the public record that publishing `draft` would change, and of the
    desk's own note on precedents."""
    before, after = (plain(record) for record in previews.beside(claim))
    drop_blank(after["corrections"], draft)
    rows = []
    for name in dict.fromkeys([*before, *after]):
        if name not in PLACE and before.get(name) != after.get(name):
            rows += told(name, before.get(name), after.get(name), claim)
    rows = [markdown(row, live, draft) for row in rows]
    if live.precedent_note != draft.precedent_note:
        rows.append((_("Why it differs from an earlier verdict"), "", live.precedent_note, draft.precedent_note))
    return [(capital(word), code, runs(old, new)) for word, code, old, new in rows]


def plain(record):
    """The record as it would be stored."""
    return json.loads(sheets.dump(record))


def drop_blank(corrections, draft):
    """Takes out the draft's own entry where it says nothing yet: no note, minor, the verdict as it was."""
    last = corrections[-1] if corrections else {}
    own = last.get("version") == draft.version
    if own and last["from"] == last["to"] and not last["material"] and not any(last["note"].values()):
        corrections.pop()


def told(name, before, after, claim):
    """Rows (label, language, before, after) of one member that differs."""
    if is_pair(before) or is_pair(after):
        before, after = before or {}, after or {}
        codes = [code for code in ("id", "en") if before.get(code) != after.get(code)]
        return [(named(name), code, before.get(code) or "", after.get(code) or "") for code in codes]
    if isinstance(before, list) or isinstance(after, list):
        return items(name, before or [], after or [])
    if isinstance(before, dict) and isinstance(after, dict):
        both = dict.fromkeys([*before, *after])
        moved = [key for key in both if before.get(key) != after.get(key)]
        before, after = ({key: side.get(key) for key in moved} for side in (before, after))
    code = claim.article.language if name == "quote" else ""
    return [(named(name), code, "\n".join(lines(name, before)), "\n".join(lines(name, after)))]


def items(name, before, after):
    """A row for each item of a list that was added, taken out or changed; else, for all of them in their order."""
    old, new = keyed(before), keyed(after)
    rows = [
        (named(name), "", "\n".join(lines(name, old.get(key), name)), "\n".join(lines(name, new.get(key), name)))
        for key in dict.fromkeys([*old, *new])
        if old.get(key) != new.get(key)
    ]
    if rows:
        return rows
    order = ["\n".join("\n".join(lines(name, item, name)) for item in side) for side in (before, after)]
    return [(_("order"), "", *order)]


def keyed(rows):
    """The items by what they are found again by, and how many were so called before."""
    out = {}
    for row in rows:
        key = next((row[name] for name in KEYS if name in row), None)
        out[key, sum(known == key for known, _place in out)] = row
    return out


def lines(name, value, within=""):
    """A value of the record as lines of words, "name: value" for what lies inside it."""
    if value is None or value == "":
        return []
    if isinstance(value, dict):
        out = []
        for key, inner in value.items():
            label = wording.LANGUAGES.get(key) or named(key, within)
            found = lines(name if key in wording.LANGUAGES else key, inner, within)
            out += found if isinstance(inner, dict) and not is_pair(inner) else prefixed(label, found)
        return out
    if isinstance(value, list):
        return [line for item in value for line in lines(name, item, within)]
    return [said(name, value, within)]


def prefixed(label, found):
    return [f"{capital(label)}: {line}" for line in found]


def said(name, value, within):
    """One plain value in words."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if name in TABLES:
        return str(TABLES[name].get(value, value))
    if name in SLUGS and within != "confirmations":
        return marks.word(value)
    if name == "source" and isinstance(value, int):
        return str(value + 1)
    if name.endswith("_at") or (name == "at" and within == "corrections"):
        return notation.moment(value)
    return notation.number(value) if isinstance(value, (int, float)) else str(value)


def named(name, within=""):
    return IN_LIST.get(within, {}).get(name) or NAMES.get(name) or FIELDS.get(name) or name


def capital(label):
    label = str(label) if isinstance(label, Promise) else label
    return label[:1].upper() + label[1:]


def is_pair(value):
    return isinstance(value, dict) and bool(value) and set(value) <= set(wording.LANGUAGES) and "id" in value


def markdown(row, live, draft):
    """The explanation as it was typed, where that differs too: the record has only the HTML made of it."""
    word, code, *texts = row
    typed = [verdict.explanation.get(code) or "" for verdict in (live, draft)] if code else texts
    if word == NAMES["explanation_html"] and typed[0] != typed[1]:
        return (word, code, *typed)
    return row
