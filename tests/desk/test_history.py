"""The history in words: every verb and every field of every noun has its words in both languages, from what to what."""

import ast

import pytest
from django.conf import settings
from django.utils import translation

from claims import models
from claims.actions import claims, verdicts
from claims.desk import history
from claims.desk.history_fields import FIELDS, SILENT
from claims.models import AuditEntry, words
from claims.workflow import TRANSITIONS
from tests.support.newsroom import correct, draft, hold, make_claim, publish, release, withdraw

ACTIONS = settings.BASE_DIR / "claims/actions"
ASKED = {"step", "allow", "roles_for"}  # these ask the table; what is written names its verb itself
NOUNS = ("Article", "Claim", "Verdict", "Source", "Figure", "Reply", "Hold", "Withdrawal", "Event", "Participant")
NOUNS += ("Speaker", "Newsroom", "Confirmation", "SilenceWindow", "Capture", "VerdictScale", "SecondRating")


def calls():
    for path in ACTIONS.glob("*.py"):
        tree = ast.parse(path.read_text())
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def named(call):
    return getattr(call.func, "id", getattr(call.func, "attr", None))


def writers():
    """Functions of the actions whose first argument is the verb of an entry."""
    found = {"record"}
    for path in ACTIONS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg == "verb":
                found.add(node.name)
    return found - ASKED


def verbs():
    known = writers()
    first = (call.args[0] for call in calls() if named(call) in known and call.args)
    return {arg.value for arg in first if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}


def keys():
    """What entries hold beside fields of rows: the keys written into `before` and `after` in the code."""
    sides = [one.value for call in calls() for one in call.keywords if one.arg in ("before", "after")]
    return {key.value for side in sides if isinstance(side, ast.Dict) for key in side.keys if key is not None}


def test_every_verb_in_the_code_has_words():
    found = verbs()
    assert len(found) > 50 and "reanchor" in found
    assert sorted(found - set(history.VERBS)) == []
    assert sorted(set(TRANSITIONS) - {"review"} - set(history.VERBS)) == []


def test_every_field_of_every_noun_has_words_or_is_known_to_say_nothing():
    fields = {field.name for noun in NOUNS for field in getattr(models, noun)._meta.fields}
    assert sorted((fields | keys()) - set(FIELDS) - SILENT) == []
    assert set(FIELDS) & SILENT == set()


@pytest.mark.django_db
def test_a_whole_life_is_told_without_a_bare_name(article, people):
    claim = make_claim(article, people.editor)
    claim = correct(publish(draft_of(claim, people), people), people)
    withdraw(release(hold(claim, people), people), people)
    entries = AuditEntry.objects.filter(claim=claim)
    held = {key for entry in entries for side in (entry.before, entry.after) for key in side}
    assert entries.count() > 10 and sorted(held - set(FIELDS) - SILENT) == []


def draft_of(claim, people):
    claim = claims.edit(claim, by=people.editor, label=words("Label baru", "New label"), place="Balai Kota")
    return claims.assign(claim, by=people.editor, to=people.reviewer)


@pytest.mark.django_db
def test_each_field_is_a_sentence_in_the_readers_language(claim, people):
    draft_of(claim, people)
    newest = claim.history.select_related("by").order_by("-pk")
    told = history.told(newest)
    assert told[0]["by"] == "Ed" and told[0]["sentences"] == ["Ditugaskan kepada: “Rev”."]
    assert "Label (Bahasa Indonesia): “18 dari 27 kelurahan daring” menjadi “Label baru”." in told[1]["sentences"]
    assert "Tempat: “Balai Kota”." in told[1]["sentences"]
    with translation.override("en"):
        told = history.told(newest)
    assert "Label (English): “18 of 27 kelurahan online” became “New label”." in told[1]["sentences"]


@pytest.mark.django_db
def test_long_texts_are_shown_as_a_difference(claim, people):
    draft(claim, people)
    long = words("Panjang. " * 30)
    verdicts.save(models.Claim.objects.get(), by=people.reviewer, explanation=long)
    told = history.told(claim.history.select_related("by").order_by("-pk"))[0]
    label, runs = told["changes"][0]
    assert label == "penjelasan (Bahasa Indonesia)"
    assert "".join(text for kind, text in runs if kind != "gone").count("Panjang.") == 30
    assert not any("Panjang" in sentence for sentence in told["sentences"])
