"""Words attributed without a verb of saying in the speaker's mouth: openers, papers, laws, passives.

Rules: "menurut X, …" and "…, according to X" name whoever follows; a paper speaks for whoever issued it; a numbered law
speaks for itself; "hal ini disampaikan X" reaches back to what was just said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claims.text import clauses, speakers
from claims.text.lexicon import Language, Words
from claims.text.spans import Span
from claims.text.speakers import Mention, Registry

_STOP = re.compile(r"[.;:!?…\ufffc\"“”»]")
_OPENING = 40  # code points within which an opener needs no comma before it


_CAMEL = re.compile(r"[a-z]+[A-Z]\w*")


@dataclass(frozen=True, slots=True)
class Attribution:
    """How one sentence is attributed: `content` is what is reported outside quotation marks, attribution left out.

    `manner` is said, judged, asked, source or posed (a question put to somebody); `back`: the sentence before is meant.
    """

    mention: Mention | None
    manner: str
    content: tuple[Span, ...] = ()
    back: bool = False
    at: int = 0


@cache
def _opener(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    speech = language.speech
    ending = f"(?P<clitic>{clitic(language)})?" if speech.clitics.list else "(?P<clitic>(?!))?"
    sources = Words([word for word in speech.source_openers.list if word not in speech.openers]).alternatives
    openers = rf"(?P<lead>^|[,;]\s*|\s)(?P<opener>(?i:{speech.openers.alternatives})){ending}(?!\w)"
    return re.compile(openers), re.compile(
        rf"(?P<lead>^|[,;]\s*|\s)(?P<opener>(?i:{sources}))(?:(?!\w)|(?=[a-z]*[A-Z]))"
    )


@cache
def _passive(language: Language) -> re.Pattern[str]:
    speech = language.speech
    return re.compile(
        rf"(?P<this>^(?:\W*(?:\w+,\s)?)(?:{speech.this.alternatives})\s+(?:\w+\s+)?)?(?<!\w)(?:{speech.passive.alternatives})"
        rf"(?:\s+(?:{speech.passive_by.alternatives}))?(?=[\s,]+\w)",
        re.IGNORECASE,
    )


def around(text: str, start: int, end: int, language: Language) -> tuple[Span, ...]:
    """What is left of a sentence without the attribution ``text[start:end]``.

    The right side where it holds words, else the left; both, attribution and all, where the verb comes right behind it.
    """
    left, right = Span(0, start), Span(end, len(text))
    if (
        clauses.begins_with_verb(text[end : end + 40], language)
        and language.clauses.lead.stripped(text[:start]).strip(" ,")
        and not circumstance(text, language)
        and not clauses.has_predicate(text[:start], language)
    ):
        return (Span(0, len(text)),)
    sizes = [len(re.sub(r"[\W\ufffc]+", "", text[side.start : side.end])) for side in (left, right)]
    if not any(sizes):
        return ()
    if sizes[1] < 12 or (
        sizes[0] >= 12
        and clauses.has_predicate(text[: left.end], language)
        and not clauses.has_predicate(text[right.start :], language)
    ):
        return (left,)
    return (right,)


def circumstance(text: str, language: Language) -> bool:
    """Whether a sentence opens with a circumstance ("Di pasar, Rini mencontohkan, …") rather than with its subject."""
    first = text.split(" ", 1)[0].lower()
    if first in language.numbers.articles or first in language.speakers.demonstratives:
        return False
    return first in language.numbers.unit_stops or first in language.speech.name_ends


def past_comma(text: str, at: int) -> int:
    match = re.compile(r"\s*,").match(text, at)
    return match.end() if match else at


def opened(text: str, known: Registry, language: Language) -> Attribution | None:
    for match in _opener(language)[0].finditer(text):
        if match["lead"].isspace() and match.start() > _OPENING and text[match.start() - 1] != ",":
            continue
        if match["clitic"]:
            return Attribution(
                Mention("pronoun"),
                "said",
                around(text, match.start("opener"), past_comma(text, match.end()), language),
                at=match.start("opener"),
            )
        phrase, end = _opened_name(text, match.end())
        mention = _pronoun_or_name(phrase, known, language)
        if mention and mention.form != "role" or mention and match["lead"] == "":
            return Attribution(
                mention,
                "said",
                around(text, match.start("opener"), past_comma(text, end), language),
                at=match.start("opener"),
            )
    return None


def _opened_name(text: str, at: int) -> tuple[str, int]:
    depth_free = re.compile(r"(?:\([^()]*\)|[^,;:.()\ufffc]|\.(?!\s|$))*").match(text, at)
    end = depth_free.end() if depth_free else at
    return text[at:end], end


@cache
def _glued(language: Language) -> re.Pattern[str]:
    """A paper run into the name behind it, as pages print it that lose the space before a link: "dataBank Tirta"."""
    return re.compile(rf"^\s*(?:{language.speakers.documents.alternatives})(?=[A-Z])")


def _pronoun_or_name(phrase: str, known: Registry, language: Language) -> Mention | None:
    if phrase.strip().lower() in language.speakers.pronouns:
        return Mention("pronoun")
    phrase = _glued(language).sub("", phrase)
    if _CAMEL.fullmatch(phrase.strip()):
        return Mention("institution", phrase.strip())
    common = language.speakers.common_institutions.leading.match(phrase.strip())
    mention = speakers.parse(phrase, known, language)
    if mention is None and common:
        return Mention("institution", common.group().strip(" ,:"))
    return mention or paper(phrase, language)


def paper(phrase: str, language: Language) -> Mention | None:
    """A paper named in small letters, head last: "a recent survey of voters" is "recent survey"."""
    every = phrase.strip().split()
    while every and every[0].lower() in language.speakers.not_names:
        every = every[1:]
    words = re.split(rf"\s(?:{language.speech.name_ends.alternatives})\s", " ".join(every))[0].split()
    if len(words) == 1 and words[0] in language.speakers.documents:
        return Mention("institution", " ".join(every)) if 1 < len(every) <= 8 else Mention("pronoun")
    if 2 <= len(words) <= 6 and words[-1] in language.speakers.documents:
        return Mention("institution", " ".join(words))
    return None


def sourced(text: str, known: Registry, language: Language) -> Attribution | None:
    for match in _opener(language)[1].finditer(text):
        if match["lead"].isspace() and match.start() > 2:
            continue
        phrase, end = _opened_name(text, match.end())
        mention = _law(phrase, language) or _pronoun_or_name(_issuer(phrase, language), known, language)
        if mention is None:
            common = re.search(rf"(?<!\w)(?:{language.speakers.common_institutions.alternatives})(?!\w)", phrase)
            mention = Mention("institution", common.group()) if common else None
        if mention and mention.form in ("institution", "name"):
            return Attribution(
                mention,
                "source",
                around(text, match.start("opener"), past_comma(text, end), language),
                at=match.start("opener"),
            )
    return None


def _issuer(phrase: str, language: Language) -> str:
    """Whoever a paper is from: "data yang dihimpun X dari Y" is Y's, "data yang dirilis oleh X" is X's."""
    first = phrase.split()[:1]
    if first and first[0].lower() in language.speakers.documents:
        origin = re.search(rf"\s[A-Z]\w*\s+(?:{language.speech.origins.alternatives})\s+(?=[A-Z])(.+)$", phrase)
        if origin and language.clauses.relatives.found(phrase[: origin.start()]):
            return origin.group(1)
    inner = re.search(rf"\s(?:{language.speech.passive_by.alternatives})\s+(.+)$", phrase)
    return inner.group(1) if inner else phrase


def by_paper(text: str, known: Registry, language: Language) -> Attribution | None:
    """A paper with its issuer as the subject, no verb of saying: "Studi Lembaga X mengenai Y mencapai …"."""
    words = text.split(" ", 2)
    if len(words) < 3 or words[0].lower() not in language.speakers.documents or not words[1][:1].isupper():
        return None
    head = re.split(rf"\s(?:(?:{language.speech.name_ends.alternatives})(?!\w)|\d)", text[:120], maxsplit=1)[0]
    mention = speakers.parse(head, known, language) if len(head.split()) <= 8 else None
    if mention is None or mention.form != "institution":
        return None
    return Attribution(mention, "source", (Span(0, len(text)),))


@cache
def _numbered(language: Language) -> re.Pattern[str]:
    """A law under its short form ("Kepmenair No 54/2020") or headed last ("The Water Act of 2016")."""
    year = rf"(?:/|\s+(?i:{language.numbers.years.list[0]})\s+)\d{{4}}"
    number = rf"(?i:{language.numbers.labels.alternatives})\.?\s+\d+{year}"
    last = rf"(?i:{language.speakers.laws.alternatives})\s+(?:{language.numbers.of.alternatives})\s+\d{{4}}"
    return re.compile(rf"\s*(?:The\s)?((?:[A-Z]\w+\s+){{1,6}}(?:{number}|{last}))")


def _law(phrase: str, language: Language) -> Mention | None:
    """ "sesuai Peraturan Daerah Nomor 5 Tahun 2016 Pasal 14": the law is the speaker."""
    match = re.match(
        rf"\s*((?i:{language.speakers.laws.alternatives})(?!\w)(?:\s+\([A-Z]\w+\)|\s+[A-Z0-9][\w/]*)*)", phrase
    ) or _numbered(language).match(phrase)
    if not match:
        return None
    name = re.split(r"\s+(?:Pasal|Ayat|Article|Section)\s", match.group(1) + " ")[0].strip()
    return Mention("institution", name) if len(name.split()) > 1 else None


def by_law(text: str, known: Registry, language: Language) -> Attribution | None:
    """A numbered law or decree as the subject: what it says is its own words."""
    mention = _law(text, language)
    if mention is None or not re.search(r"\d", mention.name):
        return None
    return Attribution(mention, "source", (Span(0, len(text)),))


def passively(text: str, known: Registry, language: Language) -> Attribution | None:
    match = _passive(language).search(text)
    if not match:
        return None
    phrase, _ = name_after(text, match.end(), language)
    first = phrase.split()[:1]
    if not first or not (
        first[0][0].isupper()
        or first[0] in language.speakers.roles
        or first[0] in language.speakers.common_institutions
    ):
        stated = _stated_in(text, match, known, language)
        if stated is None and match["this"]:  # "Hal itu ia sampaikan dalam debat": whoever spoke last
            return Attribution(Mention("pronoun"), "said", (), back=True, at=match.start())
        return stated
    mention = speakers.parse(phrase, known, language)
    if mention is None or (mention.form == "pronoun"):
        return None
    posed = language.speech.question_nouns.found(text)
    return Attribution(mention, "posed" if posed else "said", (), back=match["this"] is not None, at=match.start())


def _stated_in(text: str, match: re.Match[str], known: Registry, language: Language) -> Attribution | None:
    """ "Dalam laporan X disebutkan, …": the paper before the passive is the source of what follows."""
    that = re.compile(rf"\s*,\s*|\s+(?:{language.speech.that.list[0]})\s").match(text, match.end())
    mention = _law(text[: match.start()], language) or speakers.parse(text[: match.start()], known, language)
    if not that or not mention or mention.form != "institution":
        return None
    return Attribution(mention, "source", (Span(that.end(), len(text)),), at=match.start())


def name_after(text: str, at: int, language: Language) -> tuple[str, int]:
    """The phrase that may name a speaker from `at` on, and where it ends."""
    stop = _STOP.search(text, at)
    limit = min(stop.start() if stop else len(text), at + 200)
    if (
        stop
        and stop.group() == "."
        and re.match(r"\.\s?[A-Z][a-z]", text[stop.start() :])
        and text[max(0, stop.start() - 2) : stop.start()].strip().isupper()
    ):
        again = _STOP.search(text, stop.end())
        limit = again.start() if again else len(text)
    phrase = text[at:limit]
    end = _name_end(language).search(phrase)
    phrase = phrase[: end.start()] if end else phrase
    pieces = phrase.split(",")
    if len(pieces) > 1 and not re.match(r"\s*[A-Z]", pieces[1]):
        phrase = pieces[0]
    elif len(pieces) > 2:
        phrase = ",".join(pieces[:2])
    return phrase, at + len(phrase)


@cache
def _name_end(language: Language) -> re.Pattern[str]:
    days = language.dates.weekdays.alternatives
    return re.compile(rf"\s(?:(?:{language.speech.name_ends.alternatives})(?!\w)|(?i:{days})(?!\w))")


def clitic(language: Language) -> str:
    return f"(?:{language.speech.clitics.alternatives})"
