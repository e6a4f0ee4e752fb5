"""What of a claim is compared with others: on the desk, in its public record, and of another publisher's check."""

import json
from dataclasses import replace

from claims.matching import Item, Terms, terms
from claims.matching.items import PACKED, place_of
from claims.text import languages
from claims.text.language import detect
from claims.text.tokens import tokens

LONGEST = 2000  # code points of one text that are compared; a claim is a sentence, a long one begins with its own
KEY = 100  # letters that a key may have; no word has more
LANGUAGES = ("id", "en")
HEAD = f'{{"version":{PACKED},'  # how the entries begin that need not be made anew


def of_record(record):
    """The Terms of a public record: of nothing but what stands in it."""
    speaker = record["speaker"]["name"] if record["speaker"] else ""
    topics = tuple(topic["slug"] for topic in record["topics"])
    place = subject_of(part["subject"] for part in record["figures"]) or record["place"]
    return _terms(record["statement"], record["quote"], record["language"], record["label"], speaker, topics, place)


def of_desk(claim):
    """The Terms of a claim as it stands on the desk, without its speaker: whoever asks adds it (`named`), so that it
    may be renamed or merged."""
    topics = tuple(sorted(topic.slug for topic in claim.topics.all()))
    inside = [one for one in claim.figures.all() if claim.start <= one.start and one.end <= claim.end]
    place = subject_of(one.subject for one in inside if one.set_aside_at is None) or claim.place
    return _terms(claim.statement, claim.quote, claim.article.language, claim.label, "", topics, place)


def of_check(check):
    """The Terms of what another publisher checked, in whatever language its feed says or seems to be in."""
    return of_text(check.claim, check.language, check.claimant)


def of_text(text, language="", speaker=""):
    """The Terms of plain words. A `language` that there are no words for is told by the text itself."""
    text = text[:LONGEST]
    return terms(Item("", (("quote", _known(language) or detect(text), text),), speaker[:LONGEST]))


def named(own, speaker):
    """The Terms `own`, said by somebody of this name; "" or None for nobody known."""
    return replace(own, speaker=frozenset(tokens(speaker or "")))


def placed(own, place):
    """The Terms `own`, of a place known from the event that they were said at; their own place, if any, counts."""
    return own if own.place or not place else replace(own, place=place_of(place))


def subject_of(subjects):
    """The one subject of all figures that have one, "" where they differ."""
    found = set(filter(None, subjects))
    return found.pop() if len(found) == 1 else ""


def stored(keys):
    """Those of `keys` that the index holds."""
    return {key for key in keys if len(key) <= KEY}


def unpacked(text):
    """The Terms of an entry's column `terms`."""
    return Terms.unpacked(json.loads(text))


def packed(own):
    """The Terms `own` as an entry's column `terms` holds them, its form (HEAD) first."""
    return json.dumps(own.packed(), ensure_ascii=False, separators=(",", ":"))


def counted(text):
    """The keys and grams that an entry's column `terms` is counted by."""
    return stored(unpacked(text).counted())


def _terms(statement, quote, language, label, speaker, topics, place):
    texts = [("statement", code, statement.get(code)) for code in LANGUAGES]
    texts += [("quote", _known(language) or detect(quote), quote)]
    texts += [("label", code, label.get(code)) for code in LANGUAGES]
    found = tuple((name, code, text[:LONGEST]) for name, code, text in texts if text)
    return terms(Item("", found, speaker, topics, place or ""))


def _known(language):
    """The code of a language that there are words for: of "id-ID" it is id; None for others."""
    code = (language or "").replace("_", "-").partition("-")[0].strip().lower()
    return code if code in languages() else None
