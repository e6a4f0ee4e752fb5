"""Query parameters as data: how each is read, what it narrows, and how the OpenAPI document describes it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from claims.api.problems import Problem, unknown
from claims.text.tokens import tokens

UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
SLUG_FORM = re.compile(r"[a-z0-9_-]{1,50}", re.IGNORECASE | re.ASCII)
NUMBER_FORM = re.compile(r"[0-9]{1,19}", re.ASCII)
MOMENT_FORM = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?(?:([Zz])|([+ -])(\d\d:\d\d)))?", re.ASCII
)
BIGGEST = 2**63 - 1
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Parameter:
    """One query parameter.

    `parse` turns its text into a value, or raises ValueError with a sentence that says what is taken. `where`, for
    filters, turns the value into a Q. `schema` and `description` are what the OpenAPI document says of it.
    """

    name: str
    parse: Callable[[str], Any]
    schema: dict
    description: str
    where: Callable[[Any], Q] | None = None
    default: Any = None


def read(request, declared):
    """The request's parameters as {name: value}, defaults included; raises Problem for the first that cannot stand."""
    known = {parameter.name: parameter for parameter in declared}
    refuse_strangers(request.GET, known)
    values = {name: parameter.default for name, parameter in known.items() if parameter.default is not None}
    for name, texts in request.GET.lists():
        if len(texts) > 1:
            raise Problem("repeated-parameter", f"Give {name} only once.", parameter=name)
        try:
            values[name] = known[name].parse(texts[0])
        except ValueError as problem:
            raise Problem("invalid-parameter", f"{name} takes {problem}.", parameter=name) from problem
    return values


def refuse_strangers(given, known):
    strangers = sorted(set(given) - set(known))
    if not strangers:
        return
    listed = ", ".join(strangers)
    takes = f"These are: {', '.join(known)}." if known else "It takes none."
    raise Problem(
        "unknown-parameter",
        f"This address has no parameter {listed}. {takes}",
        parameter=strangers[0],
        unknown=strangers,
        known=list(known),
    )


def narrowed(rows, asked, declared):
    """The queryset `rows` under every filter among `declared` that was asked for."""
    wanted = [p.where(asked[p.name]) for p in declared if p.where and p.name in asked]
    return rows.filter(*wanted) if wanted else rows


def uuid(text):
    if not UUID_FORM.fullmatch(text):
        raise ValueError("a UUID such as 3f1c0f0e-6f0b-4c55-9f5d-0c9b8a3c7d21")
    return UUID(text)


def public_id(text, noun):
    """The UUID in a path; raises Problem 404 where `text` is none, since nothing of that `noun` can be there."""
    if not UUID_FORM.fullmatch(text):
        raise unknown(noun, text)
    return UUID(text)


def slug(text):
    if not SLUG_FORM.fullmatch(text):
        raise ValueError("a slug: letters without accents, digits and hyphens")
    return text


def language(text):
    if text not in ("id", "en"):
        raise ValueError("id or en")
    return text


def whole(least, most):
    """A parser of whole numbers from `least` to `most`."""

    def parse(text):
        if not NUMBER_FORM.fullmatch(text) or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return parse


def moment(text):
    """An RFC 3339 date-time, or a date, which means its first moment in UTC. A plus sign may arrive as a space."""
    found = MOMENT_FORM.fullmatch(text)
    if found:
        day, time, fraction, _utc, sign, offset = found.groups()
        zone = f"{'-' if sign == '-' else '+'}{offset}" if sign else "+00:00"
        try:
            value = datetime.fromisoformat(f"{day}T{time or '00:00:00'}.{(fraction or '0')[:6]:0<6}{zone}")
            return value.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise ValueError("a date such as 2026-11-24, or a date-time with its offset such as 2026-11-24T03:00:00Z")


def search(text):
    """The words to look for; raises ValueError where there are none."""
    words = tokens(text)
    if not words or len(text) > LONGEST_SEARCH:
        raise ValueError(f"words or figures to look for, at most {LONGEST_SEARCH} characters")
    return list(dict.fromkeys(words))


LIMIT = Parameter(
    "limit",
    whole(1, 200),
    {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    "How many results a page holds at most.",
    default=50,
)
MOMENTS = "`2026-11-24T03:00:00Z`, or `2026-11-24` for its first moment in UTC"
CLAIM_FILTERS = (
    Parameter(
        "speaker",
        uuid,
        {"type": "string", "format": "uuid"},
        "Claims of this speaker. Ask with the present id: a merged speaker's old one finds nothing.",
        lambda value: Q(speaker_ref=value),
    ),
    Parameter(
        "article",
        uuid,
        {"type": "string", "format": "uuid"},
        "Claims made in this article.",
        lambda value: Q(article_ref=value),
    ),
    Parameter(
        "event",
        uuid,
        {"type": "string", "format": "uuid"},
        "Claims made at this debate, speech or interview.",
        lambda value: Q(event_ref=value),
    ),
    Parameter(
        "verdict",
        slug,
        {"type": "string"},
        "Claims under this verdict, by its slug (`misleading`); see `verdicts/`. A held claim has none.",
        lambda value: Q(verdict=value),
    ),
    Parameter(
        "topic",
        slug,
        {"type": "string"},
        "Claims on this topic, by its slug (`tata-kota`).",
        lambda value: Q(topics__contains=f" {value} "),
    ),
    Parameter(
        "language",
        language,
        {"type": "string", "enum": ["id", "en"]},
        "Claims made in this language.",
        lambda value: Q(language=value),
    ),
    Parameter(
        "q",
        search,
        {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH},
        "Claims with all of these words in their quotation, label, statement, summary or speaker's name. Case and "
        "accents of typography do not matter; a figure is one word, and 3,14 finds 3.14.",
        lambda words: Q(search__has_words=words),
    ),
    Parameter(
        "published_after",
        moment,
        {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]},
        f"Claims first published at this moment or later: {MOMENTS}.",
        lambda value: Q(published_at__gte=value),
    ),
    Parameter(
        "published_before",
        moment,
        {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]},
        f"Claims first published before this moment: {MOMENTS}.",
        lambda value: Q(published_at__lt=value),
    ),
)
AFTER = Parameter(
    "after",
    whole(0, BIGGEST),
    {"type": "integer", "format": "int64", "minimum": 0, "maximum": BIGGEST, "default": 0},
    "The last `sequence` that you have; 0 for everything from the beginning.",
    default=0,
)
