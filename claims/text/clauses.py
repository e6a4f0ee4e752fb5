"""One assertion, one span: sentences cut into clauses that stand alone.

Rules, in order: at a semicolon; before a word of contrast (sedangkan, while) where both sides have a predicate; after a
comma, or before "dan", where a subject of its own follows and both sides have a predicate; pairs (bukan saja …, tapi …)
stay whole. Then connectives and attribution are trimmed from the edges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.text.lexicon import Language, Words, runs
from claims.text.spans import Figure, Span

_WORD = re.compile(r"[^\W_][\w'’-]*")
_MIN_WORDS = 3
_AIMS = 16  # words of a sentence of aims before its first figure
_AIM = "\0aim"
_OPEN_EDGE = " \t\u00a0,;:–—-.…\"“”„«»'‘’`´()[]!?\ufffc"


@cache
def _verb(language: Language) -> re.Pattern[str]:
    words = language.clauses
    prefixes = "|".join(rf"{re.escape(p)}[a-z]{{3,}}" for p in words.verb_prefixes.list) or "(?!)"
    suffixes = "|".join(rf"[a-z]{{2,}}{re.escape(s)}" for s in words.verb_suffixes.list) or "(?!)"
    nouns = rf"(?:(?:{words.not_verbs.alternatives})(?!\w))"
    suffixed = rf"(?!(?:{words.noun_prefixes.alternatives}))(?:{suffixes})"
    return re.compile(
        rf"(?<![\w'’-])(?:(?P<light>{words.verbs.alternatives})|(?!{nouns})(?:{prefixes}|{suffixed}))(?![\w'’-])",
        re.IGNORECASE,
    )


def has_predicate(text: str, language: Language) -> bool:
    """Whether a stretch of words holds something that can be its predicate, outside relative and adverbial clauses."""
    after = ""  # the last word that is not one of [clauses] verbs
    at = 0
    for match in _verb(language).finditer(text):
        between = text[at : match.start()]
        if match.start() < at or (after == _AIM and "," not in between and _can_aim(match, language)):
            continue
        words = between.split()
        after = words[-1].lower() if words else ("" if after == _AIM else after)
        at = match.end()
        if after in language.clauses.purposes:
            after = _AIM
        elif after.strip(",") not in language.clauses.subordinators:
            return True
        elif not match["light"]:
            after = match.group()
    return language.clauses.existence.found(text) or text[-1:].isdigit()


def _can_aim(match: re.Match[str], language: Language) -> bool:
    prefixes = tuple(language.clauses.aim_prefixes.list)
    return bool(match["light"]) or not prefixes or match.group().lower().startswith(prefixes)


def begins_with_verb(text: str, language: Language) -> bool:
    """Whether the first word can be a predicate."""
    return _verb(language).match(text.lstrip(" ,")) is not None


@cache
def _cut(language: Language) -> re.Pattern[str]:
    words = language.clauses
    joiners = rf"(?:(?:{words.joiners.alternatives})\s+){{0,2}}"
    light = Words([*language.speech.fillers.list, *language.checkable.aspect.list]).alternatives
    subject = (
        rf"(?:(?:{words.subjects.alternatives})|(?:(?:{light})\s+){{0,2}}(?:{words.existence.alternatives}))(?![\w-])"
    )
    return re.compile(
        rf"(?P<semi>;)"
        rf"|,\s*(?P<contrast>(?:{words.contrast.alternatives})(?!\w))"
        rf"|,\s*(?P<own>{joiners}(?P<relative>(?:{words.relatives.alternatives})\s+{joiners})?{subject})"
        rf"|\s(?P<and>(?:{words.joiners.alternatives})\s+{subject})"
        rf"|,\s*(?P<joined>(?:{words.joiners.alternatives})\s+(?=\S))"
        rf"|,\s*(?P<parallel>(?=[^\W\d]))|\s(?P<paired>(?:{words.joiners.alternatives})\s+(?=[^\W\d]))",
        re.IGNORECASE,
    )


def split(text: str, span: Span, language: Language, figures: Sequence[Figure] = ()) -> list[Span]:
    """The clauses of ``text[span]`` in order, connectives trimmed; each keeps the words between its edges untouched.

    None ends inside one of the `figures`: a part and its whole stay together.
    """
    piece = text[span.start : span.end]
    if not _may_part(piece, language):
        return [one for one in [trim(text, span, language)] if one.end > one.start]
    cuts, start = [], 0
    depths = _depths(piece)
    for match in _cut(language).finditer(piece):
        key = "own" if match["own"] else match.lastgroup
        at = span.start + match.start()
        if any(figure.start < at < figure.end for figure in figures):
            continue
        if depths(match.start()) or not _separates(piece, start, match, key or "", language):
            continue
        cuts.append((start, match.start()))
        start = match.end() if key == "semi" else match.start(key) if key else match.end()
    cuts.append((start, len(piece)))
    out = [trim(text, Span(span.start + a, span.start + b), language) for a, b in cuts]
    return [one for one in out if one.end > one.start]


def means(text: str, span: Span, figure: int, language: Language) -> Span:
    """What a long sentence of aims says is there to reach them: "… sehingga mutu dapat naik melalui | 12 puskesmas".

    `figure` is where the first figure of ``text[span]`` begins; `span` itself where nothing of the kind stands there.
    """
    before = text[span.start : figure]
    if len(before.split()) < _AIMS or not language.checkable.means.found(before):
        return span
    last = list(language.checkable.means.pattern.finditer(before))[-1]
    aims = before[: last.start()]
    if not language.checkable.modals.found(aims) or has_predicate(before[last.end() :], language):
        return span
    return trim(text, Span(span.start + last.end(), span.end), language)


def _may_part(piece: str, language: Language) -> bool:
    """Whether anything stands in `piece` that can part clauses."""
    return "," in piece or ";" in piece or not language.clauses.joiners.firsts.isdisjoint(runs(piece))


def _depths(piece: str):
    if "(" not in piece:
        return lambda at: False
    ranges, depth, start = [], 0, 0
    for i, char in enumerate(piece):
        if char == "(":
            start = i if depth == 0 else start
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                ranges.append((start, i))
    return lambda at: any(a < at < b for a, b in ranges[:40])


def _separates(piece: str, start: int, match: re.Match[str], key: str, language: Language) -> bool:
    left = piece[start : match.start()]
    right = piece[match.start(key) :] if key != "semi" else piece[match.end() :]
    right = right[:400]
    if len(left.split()) < _MIN_WORDS or len(right.split()) < _MIN_WORDS:
        return False
    if (
        key == "semi"
        and _measured(left.strip(), language)
        and _measured(_without_join(right.strip(), language), language)
    ):
        return True
    if key in ("parallel", "paired"):
        return _parallel(left, right, language)
    if match["relative"]:
        return has_predicate(right, language)
    if not has_predicate(left, language) or not has_predicate(_without_join(right, language), language):
        return False
    if key == "semi" or key == "contrast":
        return True
    if _pairs(left, language) or (language.clauses.paired.leading.match(_bare(left, language)) and ", " not in left):
        return False
    if key == "joined":
        listed = left.rsplit(", ", 1)[-1]
        return has_predicate(listed, language) and _own_subject(_without_join(right, language), language)
    return True


def _parallel(left: str, right: str, language: Language) -> bool:
    """Two measures side by side, each with a subject and a figure of its own: "A naik 5 persen, B turun 3 persen"."""
    own = _without_join(right, language)
    if language.clauses.subordinators.leading.match(_bare(left, language)) and ", " not in left:
        return False  # "Ketika A naik 5 persen, B turun 3 persen" is one
    head = re.split(r",\s|\s(?:" + language.clauses.joiners.alternatives + r")\s", own, maxsplit=1)[0]
    before = left.rsplit(", ", 1)[-1]
    if (_leans(own, language) and _measured(head, language)) or _counted(own, before, language):
        return has_predicate(left, language) and has_predicate(head.rstrip("0123456789"), language)
    if not (_measured(head, language) and _measured(before, language)):
        return False
    words = own.split()
    twin = _bare(before, language).split()[:1] == words[:1]
    if not twin and not (
        has_predicate(head.rstrip("0123456789"), language) and has_predicate(before.rstrip("0123456789"), language)
    ):
        return False
    return not (
        words[0].lower() in language.numbers.unit_stops
        or words[0].lower() in language.clauses.subordinators
        or _verb(language).match(words[0])
    )


@cache
def _count(language: Language) -> re.Pattern[str]:
    lead = Words([*language.checkable.quantity.list, *language.numbers.approximate.list]).alternatives
    return re.compile(rf"(?:{lead})\s+\d", re.IGNORECASE)


def _counted(own: str, before: str, language: Language) -> bool:
    """Whether a count of its own follows another figure: "4.000 orang dilatih, sebanyak 3.000 orang direkrut"."""
    return _count(language).match(own) is not None and re.search(r"\d", before) is not None


def _leans(own: str, language: Language) -> bool:
    """Whether its subject is something of what was just named ("anggarannya")."""
    suffixes = tuple(language.speech.clitics.list)
    return bool(suffixes) and any(word.endswith(suffixes) and len(word) > 5 for word in own.split()[:3])


@cache
def _number(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{Words(list(language.numbers.currencies)).alternatives})?\d")


def _measured(part: str, language: Language) -> bool:
    """A subject of words, then a verb or nothing, then a figure."""
    number = _number(language).search(part)
    if number is None or not part[0].isalpha() or re.search(r"\d{1,2}/\d", part):
        return False
    return len(part[: number.start()].split()) >= 2 and "(" not in part[: number.start()]


def _pairs(left: str, language: Language) -> bool:
    """Whether a pair of several words ("bukan saja …") is open, so that what follows belongs to it."""
    return any(" " in match.group() for match in language.clauses.paired.pattern.finditer(left))


def _bare(left: str, language: Language) -> str:
    return language.clauses.lead.stripped(left.strip())


def _without_join(right: str, language: Language) -> str:
    return language.clauses.joiners.stripped(right)


def _own_subject(right: str, language: Language) -> bool:
    """Whether words that are no verb stand before the first verb: a subject of its own, not a shared one."""
    verb = _verb(language).search(right)
    if not verb:
        return False
    lead = [w for w in right[: verb.start()].split()]
    if not 1 <= len(lead) <= 12 or "," in right[: verb.start()]:
        return False
    first = lead[0].lower()
    if len(lead) > 1 and (first in language.numbers.articles or first in language.speakers.demonstratives):
        return True
    return not (
        first in language.numbers.unit_stops or first in language.speech.fillers or first in language.clauses.joiners
    )


@cache
def _lead(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{language.clauses.lead.alternatives})(?![\w'’-])[\s,:]*){{1,4}}", re.IGNORECASE)


def trim(text: str, span: Span, language: Language) -> Span:
    """`span` without marks and spaces at its edges and connectives at its front."""
    start, end = _edges(text, span.start, span.end)
    lead = _lead(language).match(text, start, end)
    if lead and len(text[lead.end() : end].split()) >= 2:
        start, end = _edges(text, lead.end(), end)
    return Span(start, end)


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    while (
        start < end
        and text[start] in _OPEN_EDGE
        and not (text[start] == "(" and ")" in text[start : min(end, start + 80)])
    ):
        start += 1
    while end > start and (text[end - 1] in _OPEN_EDGE) and not _closing(text, start, end):
        end -= 1
    return start, end


def _closing(text: str, start: int, end: int) -> bool:
    """A bracket that closes one opened inside the span belongs to it; so does the point of an abbreviation like U.S."""
    if text[end - 1] == ")":
        return "(" in text[max(start, end - 120) : end]
    return text[end - 1] == "." and end - start > 3 and text[end - 3] == "." and text[end - 2].isupper()
