"""The demo's words: complete for any day, fictional by their own account, and nobody's real text or name."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from claims.management.demo import data

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 12, 31), date(2031, 1, 1)])
def test_every_name_is_filled_in_on_any_day(day):
    demo = json.dumps(data.read(day), ensure_ascii=False)
    assert f"Pilkada Kota Seruni {day.year}" in demo
    assert not re.search(r"\{[a-z]+(-\d)?\}", demo)


def test_the_date_is_written_as_each_language_does():
    article, transcript = (text["content"] for text in data.read(date(2026, 11, 22))["texts"])
    assert "Minggu (22/11/2026) malam" in article
    assert "Sunday, 22 November 2026" in transcript


def test_a_name_that_there_is_not_is_refused():
    with pytest.raises(KeyError):
        data.filled(["{kota}"], data.named_days(date(2026, 1, 1)))


def test_each_text_says_that_it_is_fictional():
    article, transcript = (text["content"] for text in data.read(date(2026, 11, 22))["texts"])
    assert article.strip().splitlines()[-1].startswith("Artikel ini rekaan.")
    assert any(line.startswith("This transcript is fictional.") for line in transcript.splitlines()[:6])


def test_no_translation_stands_for_a_speakers_own_words():
    """What is quoted was said in the language in which it is quoted, and both texts say so."""
    article, transcript = (text["content"] for text in data.read(date(2026, 11, 22))["texts"])
    assert not re.search(r"translat|terjemah", article + transcript, re.IGNORECASE)
    assert "Verbatim from the recording of the English segment." in transcript.splitlines()[2]
    assert "Babak Ketiga, yang Berlangsung dalam Bahasa Inggris" in article


def test_the_words_of_every_entry_stand_in_its_text_once():
    for text in data.read(date(2026, 11, 22))["texts"]:
        for entry in text["claims"] + text["asides"]:
            assert text["content"].count(entry["words"]) == 1, entry["words"]


def test_addresses_lead_to_nobody():
    written = "".join(path.read_text(encoding="utf-8") for path in data.FOLDER.glob("*.toml"))
    hosts = {re.sub(r"/.*", "", address) for address in re.findall(r"https?://([^\"\s]+)", written)}
    assert hosts and all(host == "example.org" or host.endswith(".example") for host in hosts)


@pytest.mark.skipif(not SHARED.exists(), reason="the measured texts are not beside this repository")
def test_nothing_is_taken_from_the_measured_texts():
    """No sentence of theirs stands in the demo, and nobody in it is called as somebody there."""
    ours = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(data.FOLDER.glob("*.*")) if path.suffix != ".py"
    )
    measured = [*SHARED.glob("seed/*.txt"), *SHARED.glob("eval/*/*.txt")]
    assert measured
    theirs = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in measured)
    sentences = {s.strip() for s in re.split(r"[.\n!?\"“”]", ours) if len(s.split()) >= 6}
    assert not [s for s in sentences if s in theirs]
    demo = data.fixed()
    people = [f"{person['first_name']} {person['last_name']}" for person in demo["people"]]
    people += [speaker["name"] for speaker in demo["speakers"]]
    assert not [name for person in people for name in person.split() if name in theirs.split()]
