"""What a partner asks of match/: a JSON object in the body, checked member by member before anything is looked up."""

import json

from django.conf import settings

from claims.actions.match_items import LONGEST
from claims.api.parameters import language
from claims.api.problems import Problem

MOST_BYTES = 65_536  # LONGEST code points, each written as two \u escapes, fit in less than half
MOST, DEFAULT = 20, 10
MEMBERS = ("text", "language", "limit")


def read(request):
    """The asked {"text", "language" (None: not given), "limit"}; raises Problem for the first that cannot stand."""
    asked = members(body(request))
    strangers = sorted(set(asked) - set(MEMBERS))
    if strangers:
        words = f"The body has no member {', '.join(strangers)}. These are: {', '.join(MEMBERS)}."
        raise Problem("unknown-parameter", words, parameter=strangers[0], unknown=strangers, known=list(MEMBERS))
    return {"text": text(asked), "language": optional(asked, "language", code), "limit": limit(asked)}


def body(request):
    """The bytes sent as JSON; refuses another media type, and a body that no text within the bounds can fill."""
    if request.content_type.partition(";")[0].strip().lower() != "application/json":
        raise Problem("unsupported-media-type", "Send the body as application/json.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        read_out(request)
        words = f"The body has more than {MOST_BYTES} bytes. Send one statement of at most {LONGEST} characters."
        raise Problem("too-large", words)
    return request.body


def read_out(request):
    """Takes in what is still being sent, up to the server's limit: whoever is cut off while sending reads no answer."""
    left = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    while left > 0 and (chunk := request.read(65_536)):
        left -= len(chunk)


def members(sent):
    """The members of the object in `sent`."""
    try:
        found = json.loads(sent.decode(), object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise Problem("bad-body", "The body is not JSON in UTF-8.") from None
    if not isinstance(found, dict):
        raise Problem("bad-body", 'The body is not a JSON object such as {"text": "…"}.')
    return found


def once(pairs):
    """An object's members; refuses one that is given twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Problem("bad-body", "The body gives a member more than once.")
    return found


def text(asked):
    value = asked.get("text")
    if not isinstance(value, str):
        raise Problem("invalid-parameter", "text takes the statement to look for, as a string.", parameter="text")
    if not value.strip() or len(value) > LONGEST:
        words = f"text takes 1 to {LONGEST} characters; this one has {len(value)}. Send one statement at a time."
        raise Problem("text-out-of-bounds", words, parameter="text", most=LONGEST)
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise Problem("invalid-parameter", "text takes whole characters: it has half a surrogate.", parameter="text")
    return value


def optional(asked, name, parse):
    """The value of a member that may be missing or null."""
    value = asked.get(name)
    return None if value is None else parse(value)


def code(value):
    try:
        return language(value)
    except ValueError as problem:
        raise Problem("invalid-parameter", f"language takes {problem}.", parameter="language") from None


def limit(asked):
    value = asked.get("limit")
    if value is None:
        return DEFAULT
    if type(value) is not int or not 1 <= value <= MOST:
        raise Problem("invalid-parameter", f"limit takes a whole number from 1 to {MOST}.", parameter="limit")
    return value
