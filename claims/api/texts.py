"""Composes JSON from finished texts, which are joined and never parsed."""

import json


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def listed(texts):
    """A JSON array of finished texts."""
    return f"[{','.join(texts)}]"


def composed(members, /, **finished):
    """The object with `members` (plain values), then `finished` ones (JSON texts)."""
    parts = [f"{dump(name)}:{dump(value)}" for name, value in members.items()]
    parts += [f"{dump(name)}:{text}" for name, text in finished.items()]
    return f"{{{','.join(parts)}}}"


def extended(text, /, **finished):
    """The JSON object in `text` with further members, each a JSON text."""
    return f"{text[:-1]},{composed({}, **finished)[1:]}"
