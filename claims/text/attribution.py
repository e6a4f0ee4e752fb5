"""Who is said to say what, sentence by sentence.

Rules, in order, the first that finds a speaker wins: a verb of saying after the words ("…", kata X; A, kata dia, B); an
opener (menurut X, …; according to X); a verb of saying after its subject (X mengatakan, …; …, X said); a passive
(hal ini disampaikan X), which reaches back; a source (berdasarkan data X, …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from claims.text import clauses, speakers
from claims.text.lexicon import Language, Words
from claims.text.spans import Span
from claims.text.speakers import Mention, Registry

_STOP = re.compile(r"[.;:!?…\ufffc\"“”»]")
_SUBJECT_REACH = 240
_OPENING = 40  # code points within which an opener needs no comma before it


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


def _clitic(language: Language) -> str:
    return f"(?:{language.speech.clitics.alternatives})"


@cache
def _after(language: Language) -> re.Pattern[str]:
    speech = language.speech
    clitic = f"(?P<clitic>{_clitic(language)})?" if speech.clitics.list else "(?P<clitic>(?!))?"
    verbs = speech.after.alternatives
    return re.compile(
        rf"(?P<lead>^|[,\"“”»’'`\ufffc]\s*|[.!?]\s+(?=[a-z]))(?P<verb>(?i:{verbs}){clitic})(?!\w)", re.MULTILINE
    )


@cache
def _before(language: Language) -> re.Pattern[str]:
    speech = language.speech
    return re.compile(
        rf"(?<![\w-])(?:(?P<said>{speech.before.alternatives})|(?P<asked>{speech.asking.alternatives})|(?P<judged>{speech.judging.alternatives}))(?![\w-])"
    )


@cache
def _opener(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    speech = language.speech
    clitic = f"(?P<clitic>{_clitic(language)})?" if speech.clitics.list else "(?P<clitic>(?!))?"
    sources = Words([word for word in speech.source_openers.list if word not in speech.openers]).alternatives
    openers = rf"(?P<lead>^|[,;]\s*|\s)(?P<opener>(?i:{speech.openers.alternatives})){clitic}(?!\w)"
    return re.compile(openers), re.compile(rf"(?P<lead>^|[,;]\s*|\s)(?P<opener>(?i:{sources}))(?!\w)")


@cache
def _passive(language: Language) -> re.Pattern[str]:
    speech = language.speech
    return re.compile(
        rf"(?P<this>^(?:\W*(?:\w+,\s)?)(?:{speech.this.alternatives})\s+(?:\w+\s+)?)?(?<!\w)(?:{speech.passive.alternatives})"
        rf"(?:\s+(?:{speech.passive_by.alternatives}))?(?=[\s,]+\w)",
        re.IGNORECASE,
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
    for rule in (_said_after, _opened, _said_before, _passively, _sourced, _by_law):
        if found := rule(text, known, language):
            shifted = tuple(Span(span.start + sentence.start, span.end + sentence.start) for span in found.content)
            return replace(found, content=shifted, at=found.at + sentence.start)
    return None


def _around(text: str, start: int, end: int, language: Language) -> tuple[Span, ...]:
    """What is left of a sentence without the attribution ``text[start:end]``.

    The right side where it holds words, else the left; both, attribution and all, where the verb comes right behind it.
    """
    left, right = Span(0, start), Span(end, len(text))
    if (
        clauses.begins_with_verb(text[end : end + 40], language)
        and len(text[:start].split()) >= 3
        and not clauses.has_predicate(text[:start], language)
    ):
        return (Span(0, len(text)),)
    sizes = [len(re.sub(r"[\W\ufffc]+", "", text[side.start : side.end])) for side in (left, right)]
    if not any(sizes):
        return ()
    return (right,) if sizes[1] >= 12 else (left,)


def _name_after(text: str, at: int, language: Language) -> tuple[str, int]:
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


def _said_after(text: str, known: Registry, language: Language) -> Attribution | None:
    for match in _after(language).finditer(text):
        mention, end = _speaker_after(text, match, known, language)
        if mention:
            quoted = match["lead"] != "" and match["lead"][0] not in ",." or "\ufffc" in text[: match.start()]
            content = () if quoted else _around(text, match.start("verb"), _past_comma(text, end), language)
            return Attribution(mention, _manner(match["verb"], language), content, at=match.start("verb"))
    near = re.search(r",\s*(\w+)\s*,", text[:120])
    if near and near.group(1).lower() in _near_misses(language):
        return Attribution(
            Mention("pronoun"), "said", _around(text, near.start(), near.end(), language), at=near.start(1)
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
    phrase, end = _name_after(text, match.end(), language)
    mention = speakers.parse(phrase, known, language)
    if mention is None or mention.form == "pronoun":
        return None, 0
    return mention, end


@cache
def _pronoun(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{language.speakers.pronouns.alternatives})(?!\w)")


def _past_comma(text: str, at: int) -> int:
    match = re.compile(r"\s*,").match(text, at)
    return match.end() if match else at


def _manner(verb: str, language: Language) -> str:
    if verb in language.speech.asking:
        return "asked"
    return "judged" if verb in language.speech.judging else "said"


def _opened(text: str, known: Registry, language: Language) -> Attribution | None:
    for match in _opener(language)[0].finditer(text):
        if match["lead"].isspace() and match.start() > _OPENING and text[match.start() - 1] != ",":
            continue
        if match["clitic"]:
            return Attribution(
                Mention("pronoun"),
                "said",
                _around(text, match.start("opener"), _past_comma(text, match.end()), language),
                at=match.start("opener"),
            )
        phrase, end = _opened_name(text, match.end())
        mention = _pronoun_or_name(phrase, known, language)
        if mention and mention.form != "role" or mention and match["lead"] == "":
            return Attribution(
                mention,
                "said",
                _around(text, match.start("opener"), _past_comma(text, end), language),
                at=match.start("opener"),
            )
    return None


def _opened_name(text: str, at: int) -> tuple[str, int]:
    depth_free = re.compile(r"(?:\([^()]*\)|[^,;:.()\ufffc]|\.(?!\s|$))*").match(text, at)
    end = depth_free.end() if depth_free else at
    return text[at:end], end


def _pronoun_or_name(phrase: str, known: Registry, language: Language) -> Mention | None:
    if phrase.strip().lower() in language.speakers.pronouns:
        return Mention("pronoun")
    common = language.speakers.common_institutions.leading.match(phrase.strip())
    mention = speakers.parse(phrase, known, language)
    if mention is None and common:
        return Mention("institution", common.group().strip(" ,:"))
    return mention or _paper(phrase, language)


def _paper(phrase: str, language: Language) -> Mention | None:
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


def _sourced(text: str, known: Registry, language: Language) -> Attribution | None:
    for match in _opener(language)[1].finditer(text):
        if match["lead"].isspace() and match.start() > 2:
            continue
        phrase, end = _opened_name(text, match.end())
        inner = re.search(rf"\s(?:{language.speech.passive_by.alternatives})\s+(.+)$", phrase)
        mention = _law(phrase, language) or _pronoun_or_name(inner.group(1) if inner else phrase, known, language)
        if mention is None:
            common = re.search(rf"(?<!\w)(?:{language.speakers.common_institutions.alternatives})(?!\w)", phrase)
            mention = Mention("institution", common.group()) if common else None
        if mention and mention.form in ("institution", "name"):
            return Attribution(
                mention,
                "source",
                _around(text, match.start("opener"), _past_comma(text, end), language),
                at=match.start("opener"),
            )
    return None


def _law(phrase: str, language: Language) -> Mention | None:
    """ "sesuai Peraturan KPU Nomor 8 Tahun 2018 Pasal 60": the law is the speaker."""
    match = re.match(
        rf"\s*((?i:{language.speakers.laws.alternatives})(?!\w)(?:\s+\([A-Z]+\)|\s+[A-Z0-9][\w/]*)*)", phrase
    )
    if not match:
        return None
    name = re.split(r"\s+(?:Pasal|Ayat|Article|Section)\s", match.group(1) + " ")[0].strip()
    return Mention("institution", name) if len(name.split()) > 1 else None


def _by_law(text: str, known: Registry, language: Language) -> Attribution | None:
    """A numbered law or decree as the subject: what it says is its own words."""
    mention = _law(text, language)
    if mention is None or not re.search(r"\d", mention.name):
        return None
    return Attribution(mention, "source", (Span(0, len(text)),))


def _said_before(text: str, known: Registry, language: Language) -> Attribution | None:
    for match in list(_before(language).finditer(text))[:6]:
        mention, start = _subject(text, match.start(), known, language)
        if mention is None or (mention.form == "role" and not (mention.role or "")[:1].isupper()):
            continue
        manner = "said" if match["said"] else "asked" if match["asked"] else "judged"
        right = _reported(text, match.end(), language)
        if _is_tail(text, match.end(), language):
            return Attribution(mention, manner, (Span(0, start),), at=start)
        return Attribution(mention, manner, (right,) if right.end - right.start > 3 else (), at=start)
    return None


def _is_tail(text: str, at: int, language: Language) -> bool:
    """Whether nothing is reported after the verb, so that what stands before its subject is."""
    rest = text[at:].strip(" .\"”“»'’")
    if not rest:
        return True
    if not language.speech.subject_last:
        return False
    return (
        text[at] in ",."
        or language.speech.name_ends.leading.match(rest) is not None
        and not rest.lower().startswith(tuple(language.speech.that.list))
    )


def _reported(text: str, at: int, language: Language) -> Span:
    told = re.compile(rf"(?:\s+[\w.’']+){{1,6}}\s+(?=(?:{re.escape(language.speech.that.list[0])})\s)").match(text, at)
    if told:
        at = told.end()
    that = re.compile(rf"[\s,:]*(?:(?:{language.speech.that.alternatives})(?!\w))?[\s,:]*").match(text, at)
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
        m.end() for m in re.finditer(r"[;:.](?:\s)|\ufffc[\"”“»]?\s*,?|[\"”“»]", left) if not _initial(left, m.start())
    ]
    left_start = breaks[-1] if breaks else 0
    clause = left[left_start:]
    pieces = _split_commas(clause)
    appositive = clause.rstrip().endswith(",")
    candidates = pieces if appositive else pieces[-1:]
    found = [(offset, mention) for offset, piece in candidates if (mention := _subject_of(piece, known, language))]
    found.sort(key=lambda one: (one[1].form != "name", one[1].doubtful))
    for offset, mention in found[:1]:
        if mention:
            if not appositive and mention.form == "name" and not mention.role and len(pieces) > 1:
                role = (
                    speakers.parse(pieces[-2][1], known, language)
                    if _is_apposed(pieces[-2][1], known, language)
                    else None
                )
                if role and role.form == "role":
                    return Mention("name", mention.name, role.role), floor + left_start + pieces[-2][0]
            return mention, floor + left_start + offset
    return None, 0


def _initial(text: str, at: int) -> bool:
    return text[at] == "." and (
        at == 1
        or not text[max(0, at - 2)].isalnum()
        or text[max(0, at - 4) : at].istitle()
        and len(text[max(0, at - 4) : at].split()[-1]) <= 3
    )


def _is_apposed(piece: str, known: Registry, language: Language) -> bool:
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
    if not words or len(words) > 30:
        return None
    if bare.lower() in language.speakers.pronouns or words[-1].lower() in language.speakers.pronouns:
        return Mention("pronoun") if len(words) <= 3 else None
    if bare.lower() in language.speakers.plural_pronouns:
        return None
    if words[-1].lower() in (
        "yang",
        "who",
        "untuk",
        "to",
        "dan",
        "agar",
        "akan",
        "harus",
        "tidak",
        "bisa",
        "dapat",
        "perlu",
        "mulai",
    ):
        return None
    common = bare.lower() in language.speakers.common_institutions
    mention = speakers.parse(bare, known, language)
    if mention is None:
        return Mention("institution", bare) if common else _paper(bare, language)
    if not _reaches(bare, mention):
        return None
    return mention


def _reaches(bare: str, mention: Mention) -> bool:
    """Whether the phrase ends with the name or begins with it, so that the name is its subject."""
    name = mention.name or (mention.role or "")
    tail = re.sub(r"\s*\([^()]*\)", "", bare).rstrip(" ,")
    return tail.endswith(name.split()[-1]) or tail.startswith(name.split()[0]) if name else False


def _passively(text: str, known: Registry, language: Language) -> Attribution | None:
    match = _passive(language).search(text)
    if not match:
        return None
    phrase, _ = _name_after(text, match.end(), language)
    first = phrase.split()[:1]
    if not first or not (
        first[0][0].isupper()
        or first[0] in language.speakers.roles
        or first[0] in language.speakers.common_institutions
    ):
        return _stated_in(text, match, known, language)
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
