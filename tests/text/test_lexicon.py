"""Language files that are not in order are refused, with a message that names the place."""

from __future__ import annotations

import copy
import re
import tomllib

import pytest

from claims.text import LanguageFileError, extract, languages, lexicon
from claims.text.lexicon import FOLDER, SCHEMA, check, read, read_folder

DATA = tomllib.loads((FOLDER / "id.toml").read_text(encoding="utf-8"))


def _changed(path: str, value: object) -> dict:
    data = copy.deepcopy(DATA)
    *tables, key = path.split(".")
    table = data
    for name in tables:
        table = table[name]
    if value is None:
        del table[key]
    else:
        table[key] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("speech", None, "speech is missing"),
        ("speech.before", None, "speech.before is missing"),
        ("speech.befor", ["kata"], "speech.befor is unknown"),
        ("spech", {}, "spech is unknown"),
        ("speech.before", "kata", "speech.before must be: words"),
        ("speech.before", ["kata", 1], "speech.before must be: words"),
        ("speech.before", ["kata", ""], "speech.before must be: words"),
        ("speech.before", ["kata", "ujar", "kata"], "speech.before holds 'kata' twice"),
        ("numbers.words", {"satu": "1"}, "numbers.words must be: table of numbers"),
        ("numbers.words", {"satu": True}, "numbers.words must be: table of numbers"),
        ("numbers.decimal", "", "numbers.decimal must be: text"),
        ("dates.day_first", 1, "dates.day_first must be: flag"),
        ("sentences", ["dr"], "sentences must be a table"),
        ("code", 5, "code must be: text"),
        ("glossary.index", "indeks", "glossary.index must be: words"),
    ],
)
def test_refused(path, value, message):
    with pytest.raises(LanguageFileError, match=re.escape(message)):
        check(_changed(path, value), "id.toml")


def test_every_shipped_file_is_in_order():
    assert set(languages()) == {file.stem for file in FOLDER.glob("*.toml")}


def test_a_key_given_twice_is_refused(tmp_path):
    file = tmp_path / "id.toml"
    file.write_text('code = "id"\ncode = "id"\n', encoding="utf-8")
    with pytest.raises(LanguageFileError, match="id.toml"):
        read(file)


def test_the_code_is_the_files_name(tmp_path):
    file = tmp_path / "ms.toml"
    file.write_text((FOLDER / "id.toml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(LanguageFileError, match="code must be 'ms'"):
        read(file)


def test_a_concept_one_language_lacks_is_refused(tmp_path):
    for file in FOLDER.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(
            text.replace('stunting = ["stunting"]\n', "") if file.stem == "en" else text, encoding="utf-8"
        )
    with pytest.raises(LanguageFileError, match=r"en\.toml: glossary\.stunting is missing"):
        read_folder(tmp_path)


@pytest.fixture
def malay(tmp_path, monkeypatch):
    """A third language beside the shipped ones: a few words of Indonesian's file put into Malay."""
    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    words = {
        'code = "id"': 'code = "ms"',
        '"mengatakan"': '"memberitahu"',
        "miliar = ": "bilion = ",
        "persen": "peratus",
    }
    text = (FOLDER / "id.toml").read_text(encoding="utf-8")
    for word, other in words.items():
        text = text.replace(word, other)
    (tmp_path / "ms.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    lexicon.languages.cache_clear()
    yield
    lexicon.languages.cache_clear()


def test_a_third_language_is_a_file(malay):
    assert set(languages()) == {"id", "en", "ms"}
    found = extract("Siti Rahim memberitahu, bandar itu telah membelanjakan RM 2 bilion.", "ms")
    claim = found.claims[0]
    assert (claim.speaker, claim.quote) == ("Siti Rahim", "bandar itu telah membelanjakan RM 2 bilion")
    assert [(figure.value, figure.unit) for figure in claim.figures] == [(2_000_000_000, "ringgit")]
    assert set(claim.label) == {"id", "en", "ms"}


def test_a_figure_is_carried_into_a_third_language(malay):
    found = extract("Wulan Saraswati mengatakan, sudah ada 12 kelurahan dari 40 kelurahan berbasis digital.", "id")
    assert found.claims[0].label["ms"] == "12 dari 40 kelurahan digital"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_plain_words_and_a_source_for_every_table(file):
    text = file.read_text(encoding="utf-8")
    for words in re.findall(r'"((?:[^"\\]|\\.)*)"', text):
        assert not re.search(r"[\^+*?{}]|\\[bdsw]|\(\?", words.replace("{", "").replace("}", "")) or words.endswith(
            "?"
        ), f"looks like a regular expression: {words}"
    for name in SCHEMA:
        head = text[: text.index(f"[{name}]")].rstrip().rsplit("\n\n", 1)[-1]
        assert "ource" in head or head.lstrip().startswith("#"), f"[{name}] does not name its source"
