"""Both languages are complete: no sentence of these pages lacks its Indonesian."""

import re

from django.conf import settings

from claims.site.urls import app_name
from tests.shown.words import known, used

ROOT = settings.BASE_DIR
PAGES = ("templates/site", "templates/404.html", "templates/403.html", f"claims/{app_name}")
VARIABLE = re.compile(r"%\(\w+\)[sd]|%%")


def test_every_sentence_has_its_indonesian():
    found = used(*(ROOT / place for place in PAGES))
    translations = known(ROOT / "claims/site/locale")
    assert len(found) > 100
    assert sorted(found - {key for key, text in translations.items() if text}) == []
    assert sorted(set(translations) - found - {""}) == []


def test_the_words_of_the_marks_have_theirs():
    found = used(ROOT / "claims/shown")
    assert found and sorted(found - set(known(ROOT / "claims/shown/locale"))) == []


def test_translations_keep_the_variables():
    entries = known(ROOT / "claims/site/locale") | known(ROOT / "claims/shown/locale")
    odd = [key for key, text in entries.items() if key and set(VARIABLE.findall(key)) != set(VARIABLE.findall(text))]
    assert odd == []


def test_no_words_of_a_page_stand_outside_the_catalogue():
    """Text between tags that no translate tag wraps; names, marks and arrows apart."""
    bare = []
    for file in sorted((ROOT / "templates/site").glob("*.html")):
        source = re.sub(r"\{% blocktranslate.*?endblocktranslate %\}", "", file.read_text(), flags=re.S)
        source = re.sub(r"\{[%{].*?[%}]\}|&\w+;", "", source, flags=re.S)
        bare += [(file.name, words) for words in re.findall(r">([^<>]+)<", source)]
    found = {(name, word) for name, words in bare for word in re.findall(r"[A-Za-z]{3,}", words)}
    assert {word for _name, word in found} == {"API", "CSV", "Esc", "JSON", "RSS", "SHA", "WhatsApp"}
