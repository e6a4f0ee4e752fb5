"""Both languages are complete: no sentence of the desk lacks its Indonesian, and none stands outside the catalogue."""

import re

from django.conf import settings

from tests.shown.words import known, used

ROOT = settings.BASE_DIR
PAGES = ("claims/desk", "templates/desk", "templates/admin", "templates/registration")
VARIABLE = re.compile(r"%\(\w+\)[sd]")
MARKS = {"Factcheck", "Enter", "Ctrl", "Shift", "Esc"}


def test_every_sentence_has_its_indonesian():
    found = used(*(ROOT / place for place in PAGES))
    translations = known(ROOT / "claims/desk/locale", ROOT / "claims/locale", ROOT / "claims/shown/locale")
    assert len(found) > 400
    assert sorted(found - {key for key, text in translations.items() if text}) == []


def test_the_catalogue_holds_nothing_that_nobody_says():
    actions = used(ROOT / "claims/actions")
    stale = set(known(ROOT / "claims/desk/locale")) - used(*(ROOT / place for place in PAGES)) - actions - {""}
    assert sorted(stale) == []


def test_translations_keep_the_variables():
    entries = known(ROOT / "claims/desk/locale")
    odd = [key for key, text in entries.items() if key and set(VARIABLE.findall(key)) != set(VARIABLE.findall(text))]
    assert odd == []


def test_the_desk_and_the_site_call_things_alike():
    """One catalogue serves the whole process: the same English must not have two Indonesians."""
    desk, site = known(ROOT / "claims/desk/locale"), known(ROOT / "claims/site/locale")
    assert {key: (desk[key], site[key]) for key in set(desk) & set(site) - {""} if desk[key] != site[key]} == {}


def test_no_words_of_a_page_stand_outside_the_catalogue():
    bare = []
    for folder in ("templates/desk", "templates/admin", "templates/registration"):
        for file in sorted((ROOT / folder).glob("*.html")):
            source = re.sub(r"\{% blocktranslate.*?endblocktranslate %\}", "", file.read_text(), flags=re.S)
            source = re.sub(r"\{[%{].*?[%}]\}|&\w+;", "", source, flags=re.S)
            bare += [(file.name, words.strip()) for words in re.findall(r">([^<>]*[A-Za-z]{3,}[^<>]*)<", source)]
    assert [(name, words) for name, words in bare if words not in MARKS] == []
