"""Finds the sentences that templates and code hand to gettext, and what a compiled catalogue knows."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

from django.utils.translation.template import templatize

CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
CALL = re.compile(r"(?<![\w])(_|gettext|ngettext)\s*\(", re.MULTILINE)


def in_template(file):
    """The msgids of one template: first arguments of the calls that Django's own extraction writes."""
    found = set()
    source = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    for match in CALL.finditer(source):
        literal = re.match(r"\s*u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')", source[match.end() :])
        if literal:
            found.add(ast.literal_eval(literal[1]))
    return found


def in_code(file):
    """The msgids of one Python file."""
    calls = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in CALLS and call.args)
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


def used(*places):
    """Every msgid under these files and folders."""
    found = set()
    for place in map(Path, places):
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in files:
            if file.suffix == ".html":
                found |= in_template(file)
            elif file.suffix == ".py":
                found |= in_code(file)
    return found


def known(*folders):
    """{msgid: translation} of the compiled Indonesian catalogues in these locale folders."""
    entries = {}
    for folder in folders:
        with open(Path(folder, "id/LC_MESSAGES/django.mo"), "rb") as file:
            for key, text in GNUTranslations(file)._catalog.items():
                entries[key[0] if isinstance(key, tuple) else key] = text
    return entries
