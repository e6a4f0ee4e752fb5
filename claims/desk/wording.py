"""The desk's words for states, steps, fields and kinds: one table each, in the language of whoever reads."""

from django.utils.translation import gettext_lazy as _

from claims import workflow
from claims.shown import notation
from claims.shown.tags import chosen
from claims.text import REASONS
from claims.workflow import Public, Role, Work

ROLES = {Role.EDITOR: _("Editor"), Role.REVIEWER: _("Reviewer"), Role.APPROVER: _("Approver")}

WORK = {
    Work.EXTRACTED: _("suggested"),
    Work.QUEUED: _("queued"),
    Work.IN_REVIEW: _("in review"),
    Work.PROPOSED: _("proposed"),
    Work.APPROVED: _("approved"),
    Work.DISMISSED: _("dismissed"),
}

PUBLIC = {
    Public.NONE: _("not public"),
    Public.PUBLISHED: _("published"),
    Public.HELD: _("held for review"),
    Public.WITHDRAWN: _("withdrawn"),
}

MODES = {"direct": _("direct quotation"), "indirect": _("reported speech")}
ATTRIBUTIONS = {
    "reported": _("Reported: this article is the only witness"),
    "confirmed": _("Confirmed: heard in the recording, or by the speaker"),
}
DISPLAYS = {
    "full": _("The whole text"),
    "excerpt": _("The sentences around each claim"),
    "link": _("Only a link to the original"),
}
LANGUAGES = {"id": _("Indonesian"), "en": _("English")}
TRANSLATED = {"machine": _("by a machine, not confirmed"), "human": _("by a person")}
SOURCE_KINDS = {
    "web": _("Web page"),
    "document": _("Document"),
    "data": _("Data set"),
    "interview": _("Interview"),
    "recording": _("Recording"),
}
STANCES = {
    "supports": _("supports the claim"),
    "refutes": _("refutes the claim"),
    "context": _("gives context"),
}
SOURCE_STATES = {
    "unchecked": _("not checked yet"),
    "same": _("unchanged"),
    "changed": _("changed since"),
    "moved": _("moved"),
    "gone": _("gone"),
}
CAPTURE_STATES = {
    "waiting": _("waiting"),
    "running": _("being fetched"),
    "done": _("done"),
    "failed": _("failed"),
}
PURPOSES = {"copy": _("copy to keep"), "check": _("later check"), "upload": _("uploaded file")}
FINDINGS = {
    "same": _("unchanged"),
    "changed": _("the page says something else now"),
    "passage_gone": _("the quoted passage is no longer there"),
    "moved": _("the page has moved to another address"),
    "gone": _("the page is gone"),
}
DECISIONS = {True: _("confirmed"), False: _("set aside")}
PASSAGES = {
    "exact": _("The quoted passage stands in it to the letter."),
    "near": _("The quoted passage stands in it in other words:"),
    "missing": _("The quoted passage is not in it."),
}
EVENT_KINDS = {"debate": _("Debate"), "speech": _("Speech"), "interview": _("Interview"), "other": _("Other")}
SPEAKER_KINDS = {"person": _("Person"), "institution": _("Institution")}
REPLY_KINDS = {"reply": _("Right of reply"), "correction": _("Request for correction")}
MESSAGE_KINDS = {
    "error": _("Error reported"),
    "reply": _("Right of reply"),
    "correction": _("Request for correction"),
    "suggestion": _("Claim suggested"),
}
HANDLINGS = {
    "reply": _("recorded as a reply"),
    "intake": _("taken up as an article"),
    "done": _("dealt with"),
    "declined": _("declined"),
    "unwanted": _("spam or abuse"),
}
ARTICLE_KINDS = {"article": _("Article"), "transcript": _("Transcript")}
EXTRACTION_STATES = {
    "waiting": _("waiting"),
    "running": _("being split"),
    "done": _("split"),
    "failed": _("failed"),
}
OUTCOMES = {"received": _("received"), "accepted": _("accepted"), "refused": _("refused")}

WAYS = {"paste": _("Pasted text"), "file": _("File"), "address": _("Page fetched from its address")}

# The code of a refused paste, in words.
PROBLEMS = {
    "empty": _("no text"),
    "too_large": _("too large"),
    "binary": _("not a text"),
    "not_text": _("not a text"),
    "duplicate": _("already here"),
    "title": _("no fitting title"),
    "url": _("wrong address"),
    "date": _("wrong date"),
    "form": _("details to correct"),
    "unreadable": _("cannot be read"),
    "alike": _("looks like an article that is here"),
    "fetch": _("could not be fetched"),
}

PUBLICATION_KINDS = {
    "published": _("published"),
    "corrected": _("corrected"),
    "held": _("held"),
    "released": _("released"),
    "withdrawn": _("withdrawn"),
    "source_state": _("source changed"),
    "reply": _("reply"),
    "event": _("event"),
    "speaker": _("speaker"),
    "article": _("article"),
}


def choices(table, *empty):
    """A table of words as the choices of a form field, `empty` as ("", words) first where given."""
    return [*(("", words) for words in empty), *table.items()]


def pair_choices(table):
    """A table of {"id", "en"} words (dismissals, grounds) as choices in the present language."""
    return [(key, words[notation.language()]) for key, words in table.items()]


def label_of(claim):
    """What a claim is called on the desk: its label in the reader's language, else in the other, else its quotation."""
    return chosen(claim.label)[0] or claim.quote[:75]


def reasons_of(claim):
    """Why the engine suggests this claim, in words."""
    language = notation.language()
    return [REASONS[key][language] for key in claim.reasons if key in REASONS]


def dismissal_of(claim):
    """Why a claim was dismissed, in words; "" for one that was not."""
    if not claim.dismissal:
        return ""
    words = workflow.DISMISSALS.get(claim.dismissal, {}).get(notation.language(), claim.dismissal)
    return f"{words}: {claim.dismissal_note}" if claim.dismissal_note else words


def ground_of(key):
    """A withdrawal's ground in words."""
    return workflow.WITHDRAWAL_GROUNDS.get(key, {}).get(notation.language(), key)
