"""Who is said to say what, sentence by sentence.

Rules, in order, the first that finds a speaker wins: a verb of saying after the words ("…", kata X; A, kata dia, B); an
opener (menurut X, …; according to X); a verb of saying after its subject (X mengatakan, …; …, X said); a passive
(hal ini disampaikan X), which reaches back; a source (berdasarkan data X, …).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from claims.text import clauses, sources, speakers
from claims.text.lexicon import Language
from claims.text.sources import Attribution
from claims.text.spans import Span
from claims.text.speakers import Mention, Registry

_SUBJECT_REACH = 400
_DEGREE = re.compile(
    r"\s*(?:[A-Z][A-Za-z]*\.){1,4}[A-Za-z]*\.?\s*$|\s*(?:[A-Z]{2,4}|M[A-Z][a-z]{1,3}|PhD|Ph\.D\.?)\s*$"
)


@cache
def _after(language: Language) -> re.Pattern[str]:
    speech = language.speech
    ending = f"(?P<clitic>{sources.clitic(language)})?" if speech.clitics.list else "(?P<clitic>(?!))?"
    verbs = speech.after.alternatives
    return re.compile(
        rf"(?P<lead>^|[,\"“”»’'`\ufffc]\s*|[.!?]\s+(?=[a-z]))(?P<verb>(?i:{verbs}){ending})(?!\w)", re.MULTILINE
    )


@cache
def _before(language: Language) -> re.Pattern[str]:
    speech = language.speech
    return re.compile(
        rf"(?<![\w-])(?:(?P<said>{speech.before.alternatives})|(?P<asked>{speech.asking.alternatives})|(?P<judged>{speech.judging.alternatives})"
        rf"|(?P<shown>{speech.showing.alternatives}))(?![\w-])"
    )


@cache
def _near_misses(language: Language) -> frozenset[str]:
    """Verbs with their clitic as a hurried typist leaves them: one letter short."""
    out = set()
    for clitic in language.speech.clitics.list:
        for verb in language.speech.after.list:
            if len(verb) >= 4:
                out |= {verb[:i] + verb[i + 1 :] + clitic for i in range(1, len(verb))}
    return frozenset(out) - language.speech.not_speech.set


def parse(masked: str, sentence: Span, known: Registry, language: Language) -> Attribution | None:
    """The attribution of one sentence of `masked` (quotations blanked out), or None where it has none."""
    text = masked[sentence.start : sentence.end]
    for rule in (
        _said_after,
        sources.opened,
        _said_before,
        sources.passively,
        sources.sourced,
        sources.by_law,
        sources.by_paper,
    ):
        if found := rule(text, known, language):
            shifted = tuple(Span(span.start + sentence.start, span.end + sentence.start) for span in found.content)
            return replace(found, content=shifted, at=found.at + sentence.start)
    return None


def _said_after(text: str, known: Registry, language: Language) -> Attribution | None:
    for match in _after(language).finditer(text):
        mention, end = _speaker_after(text, match, known, language)
        if mention:
            quoted = match["lead"] != "" and match["lead"][0] not in ",." or "\ufffc" in text[: match.start()]
            content = (
                () if quoted else sources.around(text, match.start("verb"), sources.past_comma(text, end), language)
            )
            return Attribution(mention, _manner(match["verb"], language), content, at=match.start("verb"))
    near = re.search(r",\s*(\w+)\s*,", text[:120])
    if near and near.group(1).lower() in _near_misses(language):
        return Attribution(
            Mention("pronoun"), "said", sources.around(text, near.start(), near.end(), language), at=near.start(1)
        )
    return None


def _speaker_after(text: str, match: re.Match[str], known: Registry, language: Language) -> tuple[Mention | None, int]:
    """Whom a verb of saying names behind it, and where that name ends."""
    if match["clitic"]:
        return Mention("pronoun"), match.end()
    pronoun = _pronoun(language).match(text, match.end())
    if pronoun:
        return Mention("pronoun"), pronoun.end()
    if match["lead"] == "" and not text[match.end() :].lstrip()[:1].isupper():
        return None, 0
    phrase, end = sources.name_after(text, match.end(), language)
    mention = speakers.parse(phrase, known, language)
    if mention is None or mention.form == "pronoun":
        return None, 0
    return mention, end


@cache
def _pronoun(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{language.speakers.pronouns.alternatives})(?!\w)")


def _manner(verb: str, language: Language) -> str:
    if verb in language.speech.asking:
        return "asked"
    return "judged" if verb in language.speech.judging else "said"


def _said_before(text: str, known: Registry, language: Language) -> Attribution | None:
    for match in list(_before(language).finditer(text))[:6]:
        mention, start = _subject(text, match.start(), known, language)
        if mention is None or (
            mention.form == "role" and not mention.doubtful and not (mention.role or "")[:1].isupper()
        ):
            continue
        if match["shown"] and not _is_paper(text, start, language):
            continue
        manner = "said" if match["said"] or match["shown"] else "asked" if match["asked"] else "judged"
        return Attribution(mention, manner, _content(text, start, match.end(), language), at=start)
    return None


def _is_paper(text: str, start: int, language: Language) -> bool:
    """Whether the subject that begins at `start` is a study, a survey, a report: only a paper "finds" what it says."""
    words = [word.lower() for word in text[start : start + 60].split()[:3]]
    return any(word in language.speakers.documents for word in words if word not in language.speakers.not_names)


def _content(text: str, start: int, end: int, language: Language) -> tuple[Span, ...]:
    """What is reported around subject and verb, which stand at ``text[start:end]``."""
    inside = text[:start].rstrip().endswith(",") and not sources.circumstance(text, language)
    if inside and clauses.begins_with_verb(text[end : end + 30].partition(",")[2], language):
        return (Span(0, len(text)),)
    if _is_tail(text, start, end, language):
        return (Span(0, start),)
    right = _reported(text, end, language)
    return (right,) if right.end - right.start > 3 else ()


def _is_tail(text: str, start: int, at: int, language: Language) -> bool:
    """Whether nothing is reported after the verb, so that what stands before its subject is."""
    rest = text[at:].strip(" .\"”“»'’")
    if not rest:
        return True
    if not language.speech.subject_last or not text[:start].strip(' "“”') or _told(language).match(text, at):
        return False
    return (
        text[at] in ",."
        or language.speech.name_ends.leading.match(rest) is not None
        and not rest.lower().startswith(tuple(language.speech.that.list))
    )


@cache
def _told(language: Language) -> re.Pattern[str]:
    """Whom it was told, or when, before the word that opens the report: "told reporters on Monday that"."""
    return re.compile(rf"(?:\s+[\w.’']+){{1,6}}\s+(?=(?:{re.escape(language.speech.that.list[0])})\s)")


@cache
def _that(language: Language) -> re.Pattern[str]:
    """The word that opens a report; all but the first mean "if" behind a comma: "mengatakan, jika hujan turun, …"."""
    first = re.escape(language.speech.that.list[0])
    return re.compile(rf"(?:[\s,:]*{first}(?!\w)|\s+(?:{language.speech.that.alternatives})(?!\w))?[\s,:]*")


def _reported(text: str, at: int, language: Language) -> Span:
    told = _told(language).match(text, at)
    if told:
        at = told.end()
    that = _that(language).match(text, at)
    start = that.end() if that else at
    quoted = text.find("\ufffc", start)
    end = len(text) if quoted < 0 else quoted
    return Span(start, end)


def _subject(text: str, at: int, known: Registry, language: Language) -> tuple[Mention | None, int]:
    """The speaker named right before the verb at `at`, and where that subject begins."""
    floor = max(0, at - _SUBJECT_REACH)
    left = text[floor:at]
    fillers = _fillers(language).search(left)
    left = left[: fillers.start()] + " " if fillers else left
    breaks = [
        m.end()
        for m in re.finditer(r"[;:.](?:\s)|\ufffc[\"”“»]?\s*,?|[\"”“»]", left)
        if not _initial(left, m.start(), language)
    ]
    left_start = breaks[-1] if breaks else 0
    clause = left[left_start:]
    pieces = [piece for n, piece in enumerate(_split_commas(clause)) if n == 0 or not _DEGREE.match(piece[1])]
    appositive = clause.rstrip().endswith(",")
    degree = bool(pieces) and pieces[-1][0] + len(pieces[-1][1]) < len(clause.rstrip(" ,"))
    candidates = pieces if appositive and not degree else pieces[-1:]
    found = [(offset, mention) for offset, piece in candidates if (mention := _subject_of(piece, known, language))]
    found.sort(key=lambda one: (one[1].form != "name", one[1].doubtful))
    if not found:
        return None, 0
    offset, mention = found[0]
    if mention.form == "name" and not mention.role:
        beside = [one for _, one in found[1:]]
        if not appositive and len(pieces) > 1 and _is_apposed(pieces[-2][1], language):
            offset, piece = pieces[-2]
            beside = [one for one in [speakers.parse(piece, known, language)] if one]
        mention = replace(mention, role=next((one.role for one in beside if one.form == "role"), None))
    return mention, floor + left_start + offset


def _initial(text: str, at: int, language: Language) -> bool:
    """Whether the full stop at `at` ends an initial or an abbreviation."""
    return text[at] == "." and (
        at == 1
        or text[max(0, at - 8) : at].split()[-1:] != []
        and text[max(0, at - 8) : at].split()[-1].lower().strip("(") in language.sentences.abbreviations
        or not text[max(0, at - 2)].isalnum()
        or text[max(0, at - 4) : at].istitle()
        and len(text[max(0, at - 4) : at].split()[-1]) <= 3
    )


def _is_apposed(piece: str, language: Language) -> bool:
    first = piece.split()[:1]
    return bool(first) and first[0].lower() in language.speakers.roles


def _split_commas(clause: str) -> list[tuple[int, str]]:
    out, start, depth = [], 0, 0
    for i, char in enumerate(clause):
        depth += (char == "(") - (char == ")")
        if char == "," and depth <= 0:
            out.append((start, clause[start:i]))
            start = i + 1
    out.append((start, clause[start:]))
    return [(offset, piece) for offset, piece in out if piece.strip()]


@cache
def _fillers(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:\s(?:{language.speech.fillers.alternatives})(?!\w)){{1,4}}\s*$")


def _subject_of(piece: str, known: Registry, language: Language) -> Mention | None:
    bare = language.clauses.lead.stripped(piece.strip()).strip()
    bare = bare or piece.strip()
    words = bare.split()
    if not words:
        return None
    if bare.lower() in language.speakers.pronouns or words[-1].lower() in language.speakers.pronouns:
        return Mention("pronoun") if len(words) <= 3 else None
    if bare.lower() in language.speakers.plural_pronouns or words[-1].lower() in language.speech.no_subject:
        return None
    if bare.lower() in language.speakers.common_institutions:
        return Mention("institution", bare)
    if len(words) <= 30:
        mention = speakers.parse(bare, known, language)
        if mention is None and (paper := sources.paper(bare, language)):
            return paper
        if mention and _reaches(bare, mention):
            return mention
    return _headed(bare, known, language)


def _headed(bare: str, known: Registry, language: Language) -> Mention | None:
    """The subject in front of a long circumstance: "Rini Lestari dalam rapat dengan dinas di balai kota" is she.

    A paper in front of what it is about speaks for whoever issued it: "survei Lembaga X terhadap 1.200 orang".
    """
    head = re.split(rf"\s(?:(?:{language.speech.name_ends.alternatives})(?!\w)|\d)", bare, maxsplit=1)[0].strip()
    if head == bare or not head[:1].isupper() or len(head.split()) > 12:
        return None
    mention = speakers.parse(head, known, language)
    return mention if mention and mention.form != "role" and _reaches(head, mention) else None


def _reaches(bare: str, mention: Mention) -> bool:
    """Whether the phrase ends with the name or begins with it, so that the name is its subject."""
    name = mention.name or (mention.role or "")
    tail = re.sub(r"\s*\([^()]*\)", "", bare).rstrip(" ,")
    return tail.endswith(name.split()[-1]) or tail.startswith(name.split()[0]) if name else False
