"""The history of a claim in words: who, when, what, from what to what, and why."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk import wording
from claims.desk.differences import runs
from claims.models import AuditEntry, Rating, Speaker, User
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
    "find_figure": _("set what was found beside a figure"),
    "new_epoch": _("began a new epoch of the change feed"),
}

FIELDS = {
    "step": _("step taken back"),
    "title": _("title"),
    "url": _("address"),
    "publisher": _("publisher"),
    "published_on": _("published on"),
    "display": _("what readers see"),
    "complete": _("whole text"),
    "name": _("name"),
    "kind": _("kind"),
    "label": _("label"),
    "statement": _("statement"),
    "speaker": _("speaker"),
    "role": _("role"),
    "quote": _("quotation"),
    "mode": _("wording"),
    "said_on": _("said on"),
    "place": _("place"),
    "attribution": _("attribution"),
    "attribution_url": _("recording"),
    "attribution_at": _("time code"),
    "work": _("work"),
    "public": _("public"),
    "dismissal": _("reason"),
    "assigned_to": _("assigned to"),
    "rating": _("verdict"),
    "second_rating": _("rating"),
    "starts_at": _("start"),
    "ends_at": _("end"),
    "blind_rating": _("blind second rating"),
    "outcome": _("outcome of the ratings"),
    "summary": _("summary"),
    "explanation": _("explanation"),
    "material": _("material"),
    "correction_note": _("note of the correction"),
    "stance": _("stance"),
    "as_of": _("as of"),
    "excerpt": _("quoted passage"),
    "embargo_until": _("embargo"),
    "notice": _("notice"),
    "ground": _("ground"),
    "who": _("who"),
    "text": _("text"),
    "answer": _("answer"),
    "body": _("comment"),
    "received_at": _("received"),
    "held_on": _("date"),
    "election": _("election"),
    "recording_url": _("recording"),
    "measure": _("measure"),
    "subject": _("subject"),
    "unit": _("unit"),
    "period": _("period"),
    "found_value": _("found"),
    "time_zone": _("time zone"),
    "license": _("licence"),
    "same_as": _("identity"),
    "ballot_number": _("ballot number"),
    "claims": _("claims"),
    "state": _("state of the source"),
    "finding": _("found"),
    "sha256": _("SHA-256"),
    "roles": _("roles"),
    "is_active": _("active"),
    "is_superuser": _("superuser"),
    "changed": _("changed"),
    "username": _("user name"),
    "first_name": _("first name"),
    "last_name": _("last name"),
    "email": _("e-mail"),
    "newsroom": _("newsroom"),
}

TABLES = {
    "step": VERBS,
    "work": wording.WORK,
    "public": wording.PUBLIC,
    "mode": wording.MODES,
    "attribution": wording.ATTRIBUTIONS,
    "stance": wording.STANCES,
    "display": wording.DISPLAYS,
    "state": wording.SOURCE_STATES,
    "finding": wording.FINDINGS,
}
MOMENTS = {"starts_at", "ends_at", "embargo_until", "received_at"}
RATINGS = {"rating", "second_rating", "outcome"}
PEOPLE = {"assigned_to", "edited_by", "proposed_by", "approved_by"}


def told(entries):
    """Audit entries as dicts for the page: who, at, verb, reason, changes [(field, runs)]. Newest first, as given."""
    entries = list(entries)
    names = Names(entries)
    return [
        {
            "by": entry.by.shown_name() if entry.by else gettext("The machine"),
            "at": entry.at,
            "verb": VERBS.get(entry.verb, entry.verb),
            "reason": entry.reason,
            "changes": changes(entry, names),
            "entry": entry,
        }
        for entry in entries
    ]


def of(row):
    """The last 30 entries about `row` itself, told, newest first."""
    return told(AuditEntry.objects.about(row).select_related("by").reverse()[:30])


def changes(entry, names):
    fields = [name for name in FIELDS if name in entry.before or name in entry.after]
    rows = [(FIELDS[name], *names.pair(name, entry.before.get(name), entry.after.get(name))) for name in fields]
    return [(label, runs(before, after)) for label, before, after in rows if before != after]


class Names:
    """Looks up, once for all entries, what the numbers in them mean."""

    def __init__(self, entries):
        self.speakers = self.named(entries, {"speaker"}, Speaker, lambda row: row.name)
        self.ratings = self.named(entries, RATINGS, Rating, lambda row: chosen(row.label)[0])
        self.people = self.named(entries, PEOPLE, User, lambda row: row.shown_name())

    @staticmethod
    def named(entries, fields, model, words):
        keys = {side[name] for entry in entries for side in (entry.before, entry.after) for name in fields & set(side)}
        keys = {key for key in keys if isinstance(key, int)}
        return {row.pk: words(row) for row in model.objects.filter(pk__in=keys)} if keys else {}

    def pair(self, name, before, after):
        """Both values in words."""
        return self.said(name, before), self.said(name, after)

    def said(self, name, value):
        if value is None or value == "":
            return ""
        table = {"speaker": self.speakers, **dict.fromkeys(RATINGS, self.ratings)}.get(name) or (
            self.people if name in PEOPLE else TABLES.get(name, {})
        )
        if isinstance(value, dict):
            return "\n".join(f"{code}: {text}" for code, text in value.items() if text)
        if isinstance(value, list):
            words = wording.ROLES if name == "roles" else FIELDS
            return ", ".join(str(words.get(one, one)) for one in value)
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if name in MOMENTS:
            return moment(value)
        if name == "dismissal":
            return dict(wording.pair_choices(wording.workflow.DISMISSALS)).get(value, value)
        if name == "ground":
            return wording.ground_of(value)
        return str(table.get(value, value))
