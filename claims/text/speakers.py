"""Who speaks: names cut out of titles and offices, and short names, roles and pronouns led back to full names.

Rules, in order: a phrase is cut into its tokens; what follows the last role, office, institution or place is the
person's
own name; a phrase headed by an institution is that institution; a short name is the first full name holding all its
words;
a role alone is whoever bears it in the text; a pronoun is the last speaker. What none of these tells stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from claims.text.lexicon import Language
from claims.text.spans import Span

_TOKEN = re.compile(r"[^\W_][\w.'’/&-]*")
_RUN = re.compile(r"[A-Z][\w.'’/&-]*(?:[ \u00a0](?:\([A-Z][\w. -]{1,30}\) )?(?:[a-z]{2,3} )?[A-Z][\w.'’/&-]*)*")
_BRACKETED = re.compile(r"\s*\([^()]{0,80}\)")
_OFFICE_SHORT = re.compile(r"(?P<office>[^(),]{3,80})\((?P<short>[A-Z][\w. -]{1,30})\)\s+(?P<name>[A-Z].*)", re.DOTALL)
_SMALL = re.compile(r"(?<![\w.-])[a-z]{3,}(?![\w-])")
_MAX_NAME = 6
_NAMESAKES = 40


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
    doubtful: bool = False  # a name right behind an institution may be its name; a role beside "itu" is somebody named


def _append(names: list[str], name: str) -> None:
    """Bounded, so that a text of a hundred thousand Budis is read in linear time."""
    if len(names) < _NAMESAKES:
        names.append(name)


@dataclass
class Registry:
    """The people of one text, in order of appearance."""

    people: dict[str, str | None] = field(default_factory=dict)  # full name -> role
    by_token: dict[str, list[str]] = field(default_factory=dict)
    by_role: dict[str, list[str]] = field(default_factory=dict)
    printed: dict[str, int] = field(default_factory=dict)  # full name -> how often
    institutions: dict[str, str] = field(default_factory=dict)  # token or short form -> full name
    places: set[str] = field(default_factory=set)
    aliases: dict[str, str] = field(default_factory=dict)  # a name run into its office -> the name
    laws: dict[tuple[str, ...], list[str]] = field(default_factory=dict)  # number and year -> titles
    read: dict[str, Mention | None] = field(default_factory=dict)  # phrases parsed since all names are known
    settled: bool = False
    common: set[str] = field(default_factory=set)  # words the text also prints in small letters: no names

    def add(self, name: str, role: str | None) -> None:
        """Note a full name, with the role it was printed with."""
        self.printed[name] = self.printed.get(name, 0) + 1
        if name not in self.people:
            self.people[name] = role
            for token in name.lower().replace(".", " ").split():
                _append(self.by_token.setdefault(token, []), name)
        elif role and not self.people[name]:
            self.people[name] = role
        for token in (role or "").lower().split()[:2]:
            names = self.by_role.setdefault(token, [])
            if name not in names:
                _append(names, name)

    def full(self, name: str) -> str:
        """The first full name that holds all words of `name`, names with a role first; else `name` itself."""
        tokens = name.lower().replace(".", " ").split()
        if not tokens:
            return name
        known = [
            full
            for full in self.by_token.get(tokens[0], ())
            if set(tokens) <= set(full.lower().replace(".", " ").split())
        ]
        if len(tokens) > 1 and name in self.people:
            known = [full for full in known if self.people[full] or full == name]
        best = max(
            known,
            key=lambda full: ("-" not in full, bool(self.people[full]), self.printed[full], -len(full)),
            default=None,
        )
        return self.aliases.get(best or name, best or name)

    def settle(self) -> None:
        """A name of three words and more whose end is also printed alone began with a word of its office."""
        for name, role in self.people.items():
            words = name.split()
            short = next((end for n in (1, 2) if (end := " ".join(words[n:])) in self.people), None)
            if role and short and " " in short:
                self.aliases[name] = short
                self.people[short] = self.people[short] or role
        self.settled = True


@cache
def _place_marks(language: Language) -> re.Pattern[str]:
    marks = language.speakers.place_marks.alternatives
    return re.compile(rf"(?<!\w)(?i:{marks})\s+((?:[A-Z][a-z]+\s?){{1,2}})")


def registry(text: str, sentences: list[Span], datelines: list[str], language: Language) -> Registry:
    """The people, institutions and places that the `sentences` of `text` print in capitals."""
    out = Registry()
    for dateline in datelines:
        out.places |= set(_SMALL.findall(dateline.lower()))
    for span in sentences:
        out.common |= set(_SMALL.findall(text, span.start, span.end))
        for match in _place_marks(language).finditer(text, span.start, span.end):
            word = match.group(1).lower().split()[0]
            if word not in language.speakers.roles and word not in language.speakers.titles:
                out.places.add(word)
    parsed: dict[str, Mention | None] = {}
    for span in sentences:
        for match in _RUN.finditer(text, span.start, span.end):
            run = match.group().rstrip(".")
            if " " in run and len(run) < 200:  # a word alone introduces nobody
                if run not in parsed:
                    parsed[run] = parse(run, out, language)
                _note(out, run, parsed[run], language)
    out.settle()
    return out


def _note(out: Registry, run: str, mention: Mention | None, language: Language) -> None:
    if mention is None:
        return
    words = mention.name.split()
    if mention.form == "name" and mention.role and (office := _OFFICE_SHORT.match(run)):
        out.by_role.setdefault(office["short"].lower(), []).append(mention.name)
    if mention.form == "institution" and (short := re.search(r"\(([^()]+)\)", run)):
        out.institutions.setdefault(short.group(1).lower(), mention.name)
    if mention.form == "institution" and len(words) > 2:  # CNS is the Christian News Service
        initials = "".join(word[0] for word in words if word[0].isupper()).lower()
        out.institutions.setdefault(initials, mention.name)
    if mention.form != "name" or len(words) > _MAX_NAME or any(len(word) > 2 and word.isupper() for word in words):
        return
    if len(words) > 1 or (mention.role and mention.name.lower() not in out.by_token and not _nickname(mention, out)):
        out.add(mention.name, mention.role)


def _nickname(mention: Mention, known: Registry) -> bool:
    """Whether a single name is short for somebody with the same role ("Presiden Joni" for Presiden Jonathan X)."""
    bearer = _bearer(mention.role or "", known, None)
    return bearer is not None and bearer.name.lower()[:4] == mention.name.lower()[:4]


def parse(phrase: str, known: Registry, language: Language) -> Mention | None:
    """The speaker a phrase names ("Ketua KPU Kota X, Rini Y"), or None where it names nobody."""
    if not known.settled:
        return _parsed(phrase, known, language)
    if phrase not in known.read:
        known.read[phrase] = _parsed(phrase, known, language)
    return known.read[phrase]


def _parsed(phrase: str, known: Registry, language: Language) -> Mention | None:
    if (match := language.speakers.pronouns.leading.match(phrase.strip() + " ")) and match.end() >= len(phrase.strip()):
        return Mention("pronoun")
    if office := _office(phrase, known, language):
        return office
    found = [mention for piece in _pieces(phrase, language) if (mention := _piece(piece, known, language))]
    names = [mention for mention in found if mention.form == "name" and len(mention.name.split()) <= _MAX_NAME]
    if not names:
        pointed = any(word.lower() in language.speakers.demonstratives for word in phrase.split())
        return replace(found[0], doubtful=pointed) if found else None
    name = min(names, key=lambda mention: mention.doubtful)
    role = name.role or next((mention.role for mention in found if mention.role), None)
    return Mention("name", name.name, role, name.doubtful)


def _office(phrase: str, known: Registry, language: Language) -> Mention | None:
    """ "Menteri Pengairan (Menair) Rini Lestari": what stands before the brackets is the office, whatever its words."""
    match = _OFFICE_SHORT.match(phrase.strip()) if "(" in phrase else None
    words = match["office"].split() if match else []
    head = next((n for n, word in enumerate(words) if word.lower() in language.speakers.roles), None)
    if match is None or head is None:
        return None
    if any(word.lower() in language.speakers.institutions for word in words[:head]):
        return None
    own = parse(match["name"], known, language)
    if own is None or own.form != "name" or own.doubtful:
        return None
    name = own.name.split()
    while len(name) > 1 and (name[0].lower() in language.speakers.places or name[0].lower() in known.places):
        name = name[1:]
    return Mention("name", " ".join(name), " ".join(words[head:]))


def _pieces(phrase: str, language: Language) -> list[str]:
    return [piece for piece in _BRACKETED.sub("", phrase[:400]).split(",") if piece.strip()]


def _piece(piece: str, known: Registry, language: Language) -> Mention | None:
    """Whom one piece between commas names: its last run of capitals, else its first."""
    matches = [match.group() for match in _TOKEN.finditer(piece)]
    tokens = [token.rstrip(".'’-") if len(token) > 2 else token for token in matches]
    found = [mention for run in _runs(tokens, language) if (mention := _named(run, known, language))]
    return next((mention for mention in found if mention.form == "name"), found[0] if found else None)


def _runs(tokens: list[str], language: Language) -> list[list[str]]:
    """The runs of capitals, with the small words of offices in them, that may be the speaker.

    ("Warga di pasar | Ketua RT Rini Y"; "Presiden Rini Y | guna membahas".)
    """
    small = _small(language)
    strange = [i for i, token in enumerate(tokens) if not token[0].isupper() and token not in small]
    first = next((i for i, token in enumerate(tokens) if token[0].isupper()), 0)
    stop = next((i for i in strange if i > first), len(tokens))
    if not strange or not tokens[-1][0].isupper():
        return [tokens[:stop]]
    return [tokens[strange[-1] + 1 :], tokens[:stop]]


@cache
def _small(language: Language) -> frozenset[str]:
    """Words that may stand in an office or a name without a capital."""
    words = language.speakers
    lists = (words.roles, words.office_words, words.institutions, words.documents, words.name_parts, words.role_links)
    return frozenset().union(words.titles.set, *(one.set for one in lists))


def _named(tokens: list[str], known: Registry, language: Language) -> Mention | None:
    words = language.speakers
    low = [token.lower().removesuffix("'s").removesuffix("’s") for token in tokens]
    while low and (low[0] in words.not_names or low[0] in language.clauses.lead):
        tokens, low = tokens[1:], low[1:]
    if not tokens:
        return None
    own = _own_name(tokens, low, _last_of_office(tokens, low, known, language), words, known)
    head = next((i for i, token in enumerate(low) if token in words.roles), None)
    body = any(token in words.institutions or _acronym(tokens[i], tokens) for i, token in enumerate(low))
    if head is None and (body or low[0] in words.documents):
        return _institution(tokens, low, words)
    if own and own[-1].endswith(("'s", "’s")):  # "Rini's son" is not Rini
        return None
    if own:
        role = " ".join(tokens[head : len(tokens) - len(own)]) if head is not None else None
        before = low[len(low) - len(own) - 1] if len(own) < len(low) else ""
        return Mention("name", " ".join(own), role or None, before in words.institutions)
    return Mention("role", "", " ".join(tokens[head:])) if head is not None else None


@cache
def _offices(language: Language) -> frozenset[str]:
    words = language.speakers
    return words.roles.set | words.office_words.set | words.institutions.set | words.documents.set


def _last_of_office(tokens: list[str], low: list[str], known: Registry, language: Language) -> int:
    """Where the last word stands that belongs to a role, an office, an institution or (behind one) a place; else -1."""
    last, words, offices = -1, language.speakers, _offices(language)
    for i, token in enumerate(low):
        office = token in offices
        place = token in words.places or token in known.places
        if office or token in words.titles or _acronym(tokens[i], tokens) or (place and last >= 0):
            last = i
    links = [i for i, token in enumerate(low) if token in words.role_links and any(t in words.roles for t in low[:i])]
    if links and last < links[-1] + 1 < len(low) - 1:
        return links[-1] + 1
    return last


def _own_name(tokens: list[str], low: list[str], last: int, words, known: Registry) -> list[str]:
    """The capitalised words after the last word of an office; the whole where a known word ends the phrase."""
    after = tokens[last + 1 :]
    while after and not after[0][0].isupper():
        after = after[1:]
    name: list[str] = []
    for token in after:
        if not token[0].isupper() and not (name and token in words.name_parts):
            break
        name.append(token)
    while name and (not name[-1][0].isupper() or len(name) > 1 and name[-1].lower() in known.common):
        name.pop()
    while len(name) > 1 and (name[0].lower() in known.common or not name[0][0].isupper()):
        name = name[1:]
    if len(name) == 1 and name[0].lower() in known.common and name[0].lower() not in known.by_token:
        return []
    if len(name) > 2 and "-" in " ".join(name)[1:]:  # a pair on one ticket: the first of them
        cut = next((i for i, token in enumerate(name) if re.fullmatch(r"[A-Z]\w+-[A-Z]\w+", token)), None)
        name = [*name[:cut], name[cut].split("-")[0]] if cut is not None else name
    if name and all(token.lower() in words.places or token.lower() in words.not_names for token in name):
        return []
    return name


def _acronym(token: str, tokens: list[str]) -> bool:
    if token.isalpha() and not token.isupper():
        return False
    letters = [char for char in token if char.isalpha()]
    return (
        len(letters) > 2
        and all(char.isupper() for char in letters)
        and any(not other.isupper() for other in tokens)
        or (len(tokens) == 1 and len(letters) > 1 and token.isupper())
    )


def _institution(tokens: list[str], low: list[str], words) -> Mention | None:
    """The institution itself, without the paper it issued: "data Dinas Sosial" is "Dinas Sosial"."""
    keep = list(zip(tokens, low, strict=True))
    while len(keep) > 1 and keep[0][1] in words.documents and any(t[0].isupper() for t, _ in keep[1:]):
        keep = keep[1:]
    while len(keep) > 1 and not keep[0][0][0].isupper() and keep[0][1] not in words.institutions:
        keep = keep[1:]
    name: list[str] = []
    seen = False
    for token, lower in keep:
        capital = token[0].isupper()
        if not capital and seen and lower not in words.name_parts and lower not in words.institutions:
            break
        seen = seen or capital
        name.append(token)
    while name and not name[-1][0].isupper() and seen and name[-1] not in words.institutions:
        name.pop()
    return Mention("institution", " ".join(name)) if name and seen else None


def resolve(mention: Mention, known: Registry, last: Speaker | None, language: Language) -> Speaker | None:
    """Who a mention is, given the people of the text and the last speaker; None where it cannot be told."""
    if mention.form == "pronoun":
        return last
    if mention.form == "institution":
        name = known.institutions.get(mention.name.lower(), mention.name)
        return Speaker(_numbered(name, known) if name[-1:].isdigit() else name, "institution")
    if mention.form == "role":
        return _bearer(mention.role or "", known, last, language) or (last if mention.doubtful else None)
    full = known.full(mention.name)
    if full == mention.name and full not in known.people and mention.role:
        bearer = _bearer(mention.role, known, last)
        if bearer and bearer.name.lower()[:4] == full.lower()[:4]:
            return bearer
    if mention.role and full in known.people and not known.people[full]:
        known.add(full, mention.role)
    return Speaker(full, "person", known.people.get(full) or mention.role)


def _numbered(name: str, known: Registry) -> str:
    """A decree under its short form led back to its title: "UU 5/2016" to "Undang-Undang Nomor 5 Tahun 2016"."""
    title, numbers = name.split(" ", 1)[0], tuple(re.findall(r"\d+", name))
    same = known.laws.setdefault(numbers, [])
    for full in same:
        if "".join(re.findall(r"\b[A-Z]", full)).startswith(title) or f"({title})" in full:
            return full
    _append(same, name)
    return name


def _bearer(role: str, known: Registry, last: Speaker | None, language: Language | None = None) -> Speaker | None:
    if language:
        role = language.speakers.short_roles.get(role.lower(), role)
    names = known.by_role.get(role.lower().split()[0], ()) if role.split() else ()
    if last and (last.name in names):
        return last
    exact = [name for name in names if (known.people[name] or "").lower().startswith(role.lower())]
    found = exact or list(names)
    return Speaker(found[0], "person", known.people[found[0]]) if found else None
