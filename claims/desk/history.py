"""The history of a claim in words: who, when, what, from what to what, and why."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk import wording
from claims.desk.confirmations import CHANNELS
from claims.desk.differences import runs
from claims.desk.history_fields import FIELDS
from claims.models import ArticleText, AuditEntry, Event, Rating, Speaker, Topic, User
from claims.shown.notation import moment
from claims.shown.tags import chosen

VERBS = {
    "submit": _("submitted the article"),
    "describe": _("changed the details"),
    "extract": _("split the text into claims"),
    "extract_again": _("asked for the text to be split again"),
    "add": _("marked this claim in the text"),
    "queue": _("accepted it"),
    "dismiss": _("dismissed it"),
    "restore": _("restored it"),
    "assign": _("assigned it"),
    "take": _("took it for review"),
    "split": _("split it: the latter part became a claim of its own"),
    "split_off": _("split it off another claim"),
    "join": _("merged another claim into it"),
    "merged": _("merged it into another claim"),
    "undo": _("took a step back"),
    "edit": _("edited the claim"),
    "add_source": _("attached a source"),
    "edit_source": _("edited a source"),
    "remove_source": _("removed a source"),
    "withhold_source": _("changed who sees a source"),
    "capture": _("kept a copy of a source"),
    "upload": _("uploaded a file for a source"),
    "fetch_again": _("had a source fetched again"),
    "check": _("found that a source differs"),
    "confirm_check": _("confirmed that a source differs"),
    "set_check_aside": _("set a difference of a source aside"),
    "ask_confirmation": _("recorded a question to the speaker"),
    "answer_confirmation": _("recorded an answer of the speaker"),
    "remove_confirmation": _("removed a question to the speaker"),
    "resolve_conflict": _("resolved a conflict of the text"),
    "dismiss_conflict": _("dismissed a conflict of the text"),
    "reopen_conflict": _("opened a conflict of the text again"),
    "save_verdict": _("saved the verdict"),
    "propose": _("proposed the verdict"),
    "send_back": _("sent it back"),
    "approve": _("approved it"),
    "rate": _("rated it without seeing the verdict"),
    "begin_silence": _("began the silence window"),
    "end_silence": _("ended the silence window"),
    "lift": _("lifted it"),
    "change": _("moved it"),
    "overturn": _("took it back into review: the ratings differ"),
    "publish": _("published it at the end of its embargo"),
    "recall": _("recalled it before publication"),
    "correct": _("opened a correction"),
    "drop_correction": _("gave the correction up"),
    "hold": _("put it on hold"),
    "propose_release": _("proposed its release"),
    "release": _("released it"),
    "propose_withdrawal": _("proposed its withdrawal"),
    "withdraw": _("withdrew it"),
    "refuse_withdrawal": _("refused the withdrawal"),
    "record_reply": _("recorded a reply"),
    "answer_reply": _("answered a reply"),
    "edit_reply": _("put a reply right"),
    "retract_reply": _("took a reply back"),
    "comment": _("wrote a comment"),
    "edit_comment": _("changed a comment"),
    "remove_comment": _("removed a comment"),
    "resolve_comment": _("marked a comment as done"),
    "reopen_comment": _("opened a comment again"),
    "invite": _("invited the person"),
    "set_mail": _("changed whether notices come by e-mail"),
    "save_filter": _("kept a filter"),
    "share_filter": _("changed who sees a filter"),
    "remove_filter": _("forgot a filter"),
    "set_roles": _("set the roles"),
    "deactivate": _("deactivated the person"),
    "reactivate": _("reactivated the person"),
    "set_password": _("set a password"),
    "pseudonymise": _("pseudonymised the person"),
    "create": _("created it"),
    "rename": _("renamed it"),
    "merge": _("merged it into another"),
    "add_participant": _("added a participant"),
    "remove_participant": _("removed a participant"),
    "edit_figure": _("edited a figure"),
    "set_figure_aside": _("set a figure aside"),
    "restore_figure": _("brought a figure back that was set aside"),
    "add_figure": _("added a figure"),
    "find_figure": _("set what was found beside a figure"),
    "new_wording": _("brought in a new wording"),
    "reanchor": _("moved it to its place in the new wording"),
    "import_checks": _("imported checks of another newsroom"),
    "hide": _("hid a check of another newsroom"),
    "unhide": _("showed a check of another newsroom again"),
    "remove_import": _("removed imported checks"),
    "add_to_pack": _("added imported checks to an event"),
    "add_name": _("added a name"),
    "receive_table": _("received a table"),
    "read_table_as": _("said how a table is read"),
    "save_table": _("saved the values of a table"),
    "remove_table": _("removed a table"),
    "link_precedent": _("found an earlier claim to say the same"),
    "reject_precedent": _("found an earlier claim not to be the same"),
    "undecide_precedent": _("took back what was found of an earlier claim"),
    "receive_message": _("received a message of a reader"),
    "close_message": _("dealt with a message of a reader"),
    "erase_message": _("erased name and contact of a reader"),
    "new_epoch": _("began a new epoch of the change feed"),
}

TABLES = {
    "step": VERBS,
    "kind": {
        **wording.SOURCE_KINDS,
        **wording.SPEAKER_KINDS,
        **wording.MESSAGE_KINDS,
        **wording.REPLY_KINDS,
        **wording.ARTICLE_KINDS,
        **wording.EVENT_KINDS,
    },
    "language": wording.LANGUAGES,
    "work": wording.WORK,
    "public": wording.PUBLIC,
    "mode": wording.MODES,
    "attribution": wording.ATTRIBUTIONS,
    "stance": wording.STANCES,
    "display": wording.DISPLAYS,
    "state": wording.SOURCE_STATES,
    "finding": wording.FINDINGS,
    "handling": wording.HANDLINGS,
    "channel": CHANNELS,
    "translated": wording.TRANSLATED,
}
MOMENTS = {name for name in FIELDS if name.endswith("_at")} - {"attribution_at"} | {"embargo_until", "deadline"}
RATINGS = {"rating", "second_rating", "outcome"}
PEOPLE = {name for name in FIELDS if name.endswith("_by")} | {"assigned_to"}
SHORT = 90  # characters of a value that a sentence can carry; longer texts are shown as a difference


def told(entries):
    """Audit entries as dicts for the page, in the order given: who (`by`), `at`, `verb`, `reason`; `sentences` of what
    changed, field by field; `changes`, the longer texts as [(field, runs)]."""
    entries = list(entries)
    names = Names(entries)
    return [told_one(entry, names) for entry in entries]


def told_one(entry, names):
    rows = changes(entry, names)
    short = [row for row in rows if is_short(row)]
    return {
        "by": entry.by.shown_name() if entry.by else gettext("The machine"),
        "at": entry.at,
        "verb": VERBS.get(entry.verb, entry.verb),
        "reason": entry.reason,
        "sentences": [sentence(*row) for row in short],
        "changes": [
            (label, runs(before, after)) for label, before, after in rows if (label, before, after) not in short
        ],
        "entry": entry,
    }


def of(row):
    """The last 30 entries about `row` itself, told, newest first."""
    return told(AuditEntry.objects.about(row).select_related("by", "newsroom").reverse()[:30])


def changes(entry, names):
    """(field in words, before, after) of each field that differs, a text in two languages as one row each."""
    rows = []
    for name in FIELDS:
        before, after = entry.before.get(name), entry.after.get(name)
        if name in entry.before or name in entry.after:
            rows += sides(name, before, after) if is_pair(before, after) else [(name, FIELDS[name], before, after)]
    said = [(str(label), names.said(name, before), names.said(name, after)) for name, label, before, after in rows]
    return [row for row in said if row[1] != row[2]]


def is_pair(*values):
    """Whether a field holds a text in several languages."""
    given = [value for value in values if value not in (None, "")]
    return bool(given) and all(isinstance(value, dict) and set(value) <= set(wording.LANGUAGES) for value in given)


def sides(name, before, after):
    return [
        (name, f"{FIELDS[name]} ({word})", (before or {}).get(code), (after or {}).get(code))
        for code, word in wording.LANGUAGES.items()
    ]


def is_short(row):
    return not any("\n" in value or len(value) > SHORT for value in row[1:])


def sentence(label, before, after):
    """One change in words: from what, to what."""
    told = {"field": label[:1].upper() + label[1:], "before": before, "after": after}
    if before and after:
        return gettext("%(field)s: “%(before)s” became “%(after)s”.") % told
    if after:
        return gettext("%(field)s: “%(after)s”.") % told
    return gettext("%(field)s: “%(before)s” was taken out.") % told


class Names:
    """Looks up, once for all entries, what the numbers in them mean."""

    def __init__(self, entries):
        self.zone = entries[0].newsroom.zone() if entries else None
        self.texts = self.named(entries, {"text"}, ArticleText, lambda row: gettext("wording %d") % row.number)
        self.speakers = self.named(entries, {"speaker"}, Speaker, lambda row: row.name)
        self.ratings = self.named(entries, RATINGS, Rating, lambda row: chosen(row.label)[0])
        self.events = self.named(entries, {"event"}, Event, lambda row: row.title)
        self.topics = self.topics_of(entries)
        self.people = self.named(entries, PEOPLE, User, lambda row: row.shown_name())

    @staticmethod
    def topics_of(entries):
        keys = {key for entry in entries for side in (entry.before, entry.after) for key in side.get("topics") or ()}
        return {row.pk: chosen(row.label)[0] for row in Topic.objects.filter(pk__in=keys)} if keys else {}

    @staticmethod
    def named(entries, fields, model, words):
        keys = {side[name] for entry in entries for side in (entry.before, entry.after) for name in fields & set(side)}
        keys = {key for key in keys if isinstance(key, int)}
        rows = model.objects.defer("content", "received") if model is ArticleText else model.objects
        return {row.pk: words(row) for row in rows.filter(pk__in=keys)} if keys else {}

    def said(self, name, value):
        if value is None or value == "":
            return ""
        table = {
            "speaker": self.speakers,
            "text": self.texts,
            "event": self.events,
            **dict.fromkeys(RATINGS, self.ratings),
        }.get(name) or (self.people if name in PEOPLE else TABLES.get(name, {}))
        if isinstance(value, dict):
            return "\n".join(f"{code}: {text}" for code, text in value.items() if text)
        if isinstance(value, list):
            words = {"roles": wording.ROLES, "topics": self.topics}.get(name, FIELDS)
            return ", ".join(str(words.get(one, one)) for one in value)
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if name in MOMENTS:
            return moment(value, self.zone)
        if name == "dismissal":
            return dict(wording.pair_choices(wording.workflow.DISMISSALS)).get(value, value)
        if name == "ground":
            return wording.ground_of(value)
        return str(table.get(value, value))
