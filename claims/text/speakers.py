"""Who speaks: names cut out of titles and offices, and short names, roles and pronouns led back to full names.

Rules, in order: a phrase is cut into its tokens; what follows the last role, office, institution or place is the person's
own name; a phrase headed by an institution is that institution; a short name is the first full name holding all its words;
a role alone is whoever bears it in the text; a pronoun is the last speaker. What none of these tells stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from claims.text.lexicon import Language
from claims.text.spans import Span

_TOKEN = re.compile(r"[^\W_][\w.'’/&-]*")
_RUN = re.compile(r"[A-Z][\w.'’/&-]*(?:[ \u00a0](?:\([A-Z][\w. -]{1,30}\) )?(?:[a-z]{2,3} )?[A-Z][\w'’/&-]*(?:\.(?=\s+[A-Z]))?)*")
_BRACKETED = re.compile(r"\s*\([^()]{0,80}\)")
_MAX_NAME = 6


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker: full name as the article prints it, "person" or "institution", and the role given there."""

    name: str
    kind: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """How a sentence names its speaker, before it is resolved: `form` is name, role, institution or pronoun."""

    form: str
    name: str = ""
    role: str | None = None


@dataclass
class Registry:
    """The people of one text, in order of appearance."""

    people: dict[str, str | None] = field(default_factory=dict)  # full name -> role
    by_token: dict[str, list[str]] = field(default_factory=dict)
    by_role: dict[str, list[str]] = field(default_factory=dict)
    printed: dict[str, int] = field(default_factory=dict)  # full name -> how often
    institutions: dict[str, str] = field(default_factory=dict)  # token or short form -> full name
    places: set[str] = field(default_factory=set)

    def add(self, name: str, role: str | None) -> None:
        """Note a full name, with the role it was printed with."""
        self.printed[name] = self.printed.get(name, 0) + 1
        if name not in self.people:
            self.people[name] = role
            for token in name.lower().replace(".", " ").split():
                self.by_token.setdefault(token, []).append(name)
        elif role and not self.people[name]:
            self.people[name] = role
        for token in (role or "").lower().split()[:2]:
            names = self.by_role.setdefault(token, [])
            if name not in names:
                names.append(name)

    def full(self, name: str) -> str:
        """The first full name that holds all words of `name`, names with a role first; else `name` itself."""
        tokens = name.lower().replace(".", " ").split()
        if not tokens:
            return name
        known = [full for full in self.by_token.get(tokens[0], ()) if set(tokens) <= set(full.lower().replace(".", " ").split())]
        if len(tokens) > 1 and name in self.people:
            known = [full for full in known if self.people[full] or full == name]
        best = max(known, key=lambda full: (bool(self.people[full]), self.printed[full], -len(full)), default=None)
        return best or name


@cache
def _place_marks(language: Language) -> re.Pattern[str]:
    marks = language.speakers.place_marks.alternatives
    return re.compile(rf"(?<!\w)(?i:{marks})\s+((?:[A-Z][a-z]+\s?){{1,2}})")


def registry(text: str, rows: list[Span], datelines: list[str], language: Language) -> Registry:
    """The people, institutions and places that the lines `rows` of `text` print in capitals."""
    out = Registry()
    for match in _place_marks(language).finditer(text):
        words = match.group(1).lower().split()
        if not language.speakers.roles.set & set(words):
            out.places |= {word for word in words[:1] if word not in language.speakers.titles}
    for dateline in datelines:
        out.places |= {word for word in re.findall(r"[a-z]{3,}", dateline.lower())}
    for row in rows:
        for match in _RUN.finditer(text, row.start, row.end):
            if len(match.group()) < 200:
                _note(out, match.group(), language)
    return out


def _note(out: Registry, run: str, language: Language) -> None:
    mention = parse(run, out, language)
    if mention and mention.form == "name" and 1 < len(mention.name.split()) <= _MAX_NAME:
        out.add(mention.name, mention.role)
    elif mention and mention.form == "name" and mention.role and mention.name.lower() not in out.by_token and not _nickname(mention, out):
        out.add(mention.name, mention.role)
    elif mention and mention.form == "institution" and (short := re.search(r"\(([^()]+)\)", run)):
        out.institutions.setdefault(short.group(1).lower(), mention.name)


def _nickname(mention: Mention, known: Registry) -> bool:
    """Whether a single name is short for somebody with the same role ("Presiden Joni" for Presiden Jonathan X)."""
    bearer = _bearer(mention.role or "", known, None)
    return bearer is not None and bearer.name.lower()[:4] == mention.name.lower()[:4]


def parse(phrase: str, known: Registry, language: Language) -> Mention | None:
    """The speaker a phrase names ("Ketua KPU Kota X, Rini Y"), or None where it names nobody."""
    if (match := language.speakers.pronouns.leading.match(phrase.strip() + " ")) and match.end() >= len(phrase.strip()):
        return Mention("pronoun")
    for piece in _pieces(phrase, language):
        mention = _piece(piece, known, language)
        if mention and mention.form == "name" and len(mention.name.split()) <= _MAX_NAME:
            return mention if mention.role else _with_role(mention, phrase, known, language)
    for piece in _pieces(phrase, language):
        if mention := _piece(piece, known, language):
            return mention
    return None


def _pieces(phrase: str, language: Language) -> list[str]:
    return [piece for piece in _BRACKETED.sub("", phrase[:400]).split(",") if piece.strip()]


def _with_role(mention: Mention, phrase: str, known: Registry, language: Language) -> Mention:
    """A role printed before or after the name, behind a comma."""
    for piece in _pieces(phrase, language):
        other = _piece(piece, known, language)
        if other and other.form == "role":
            return Mention("name", mention.name, other.role)
    return mention


def _piece(piece: str, known: Registry, language: Language) -> Mention | None:
    words = language.speakers
    tokens = [match.group().rstrip(".'’-") if len(match.group()) > 2 else match.group() for match in _TOKEN.finditer(piece)]
    low = [token.lower().removesuffix("'s").removesuffix("’s") for token in tokens]
    while low and (low[0] in words.not_names or low[0] in language.clauses.lead):
        tokens, low = tokens[1:], low[1:]
    if not tokens:
        return None
    last = -1
    for i, token in enumerate(low):
        if token in words.roles or token in words.office_words or token in words.institutions or token in words.documents:
            last = i
        elif token in words.titles or _acronym(tokens[i], tokens) or (i and (token in words.places or token in known.places) and last >= 0):
            last = i
    own = _own_name(tokens, low, last, words)
    head = next((i for i, token in enumerate(low) if token in words.roles), None)
    body = next((i for i, token in enumerate(low) if token in words.institutions or _acronym(tokens[i], tokens)), None)
    if head is None and (body is not None or low[0] in words.documents):
        return _institution(piece, tokens, low, words)
    if own:
        role = " ".join(tokens[head : len(tokens) - len(own)]) if head is not None else None
        return Mention("name", " ".join(own), role or None)
    if head is not None:
        return Mention("role", "", " ".join(tokens[head:]))
    return None


def _own_name(tokens: list[str], low: list[str], last: int, words) -> list[str]:
    """The capitalised words after the last word of an office; the whole where a known word ends the phrase."""
    after = tokens[last + 1 :]
    while after and not after[0][0].isupper():
        after = after[1:]
    name = []
    for token in after:
        if not token[0].isupper() and not (name and token in words.name_parts):
            break
        name.append(token)
    while name and not name[-1][0].isupper():
        name.pop()
    if name and all(token.lower() in words.places or token.lower() in words.not_names for token in name):
        return []
    return name


def _acronym(token: str, tokens: list[str]) -> bool:
    letters = [char for char in token if char.isalpha()]
    return len(letters) > 2 and all(char.isupper() for char in letters) and any(not other.isupper() for other in tokens) or (
        len(tokens) == 1 and len(letters) > 1 and token.isupper()
    )


def _institution(piece: str, tokens: list[str], low: list[str], words) -> Mention | None:
    """The institution itself, without the paper it issued: "data Dinas Sosial" is "Dinas Sosial"."""
    keep = list(zip(tokens, low, strict=True))
    while len(keep) > 1 and keep[0][1] in words.documents and any(t[0].isupper() for t, _ in keep[1:]):
        keep = keep[1:]
    while len(keep) > 1 and not keep[0][0][0].isupper() and keep[0][1] not in words.institutions:
        keep = keep[1:]
    name, seen = [], False
    for token, lower in keep:
        capital = token[0].isupper()
        if not capital and seen and lower not in words.name_parts and lower not in words.institutions:
            break
        seen = seen or capital
        name.append(token)
    while name and not name[-1][0].isupper() and seen:
        name.pop()
    return Mention("institution", " ".join(name)) if name else None


def resolve(mention: Mention, known: Registry, last: Speaker | None, language: Language) -> Speaker | None:
    """Who a mention is, given the people of the text and the last speaker; None where it cannot be told."""
    if mention.form == "pronoun":
        return last
    if mention.form == "institution":
        return Speaker(known.institutions.get(mention.name.lower(), mention.name), "institution")
    if mention.form == "role":
        return _bearer(mention.role or "", known, last)
    full = known.full(mention.name)
    if full == mention.name and full not in known.people and mention.role:
        bearer = _bearer(mention.role, known, last)
        if bearer and bearer.name.lower()[:4] == full.lower()[:4]:
            return bearer
    if mention.role and full in known.people and not known.people[full]:
        known.add(full, mention.role)
    return Speaker(full, "person", known.people.get(full) or mention.role)


def _bearer(role: str, known: Registry, last: Speaker | None) -> Speaker | None:
    names = known.by_role.get(role.lower().split()[0], ()) if role.split() else ()
    if last and (last.name in names):
        return last
    exact = [name for name in names if (known.people[name] or "").lower().startswith(role.lower())]
    name = (exact or list(names) or [None])[0]
    return Speaker(name, "person", known.people[name]) if name else None
