"""What the engine promises for any text at all, and the shape it answers in."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text import REASONS, canonical, extract, languages, last_speaker
from claims.text.language import detect

PIECES = [
    'Wulan Saraswati mengatakan, ', 'kata dia, ', 'menurut ', 'Berdasarkan data BPS, ', 'said Marla Quince. ',
    'according to ', '\u201d', '\u201c', '"', "'", '`', '\xab', '(', ')', '[', ']', '. ', ', ', '; ', '? ', '\n',
    '\n\n', '\t', ' ', '\u2026', '\u2014', '-', '%', 'Rp ', '18 dari 24 kelurahan ', '3,14', '1.500', '10-12',
    'dua pertiga ', 'half of ', 'Senin (7/10/2024) ', '99/99/9999', 'pukul 10.30 ', 'BUDI: ',
    '00:00:01.000 --> 00:00:02.000\n', 'WEBVTT\n', '<v Budi>', 'Baca juga: ', 'Halaman 2 dari 5', '\xa9 ', 'yang ',
    'dan ', 'kita ', 'ada ', 'telah ', 'akan ', 'he ', 'they ', 'was ', 'not ', 'million ', '\x00', '\u202e',
    '\U0001f600', 'e\u0301', '\u2028', '\u017f', '\u0130', '\u0663', '\xb2', '\uff11',
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join).map(canonical)


@given(TEXTS, st.sampled_from([None, "id", "en"]))
@settings(max_examples=150, deadline=None)
def test_spans_point_into_the_text(text, language):
    found = extract(text, language)
    assert found.text == text
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.quote and claim.quote
        assert 0 <= claim.checkworthiness <= 1
        assert set(claim.reasons) <= set(REASONS)
        assert all(len(label) <= 75 for label in claim.label.values() if label)
        for figure in claim.figures:
            assert claim.start <= figure.start < figure.end <= claim.end
            assert text[figure.start : figure.end] == figure.raw
    for spans in (found.claims, found.quotations, found.sentences, found.boilerplate):
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert all(a.end <= b.start for a, b in zip(found.quotations, found.quotations[1:], strict=False))


@given(TEXTS, st.lists(st.integers(0, 400), max_size=6).map(sorted))
@settings(max_examples=60, deadline=None)
def test_a_text_with_cues_is_a_transcript(text, offsets):
    cues = tuple((offset, f"00:00:{n:02d}") for n, offset in enumerate(offsets))
    found = extract(text, "id", cues)
    assert not cues or found.kind == "transcript"
    codes = {code for _, code in cues}
    assert not cues or all(claim.timecode in codes | {None} for claim in found.claims)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_answer(text):
    assert extract(text) == extract(text)
    json.dumps(extract(text).as_json("a.txt"))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_canonical_turns_line_ends_and_nothing_else(text):
    once = canonical(text)
    assert "\r" not in once and canonical(once) == once
    assert once.replace("\n", "") == text.replace("\r", "").replace("\n", "")


HOSTILE = {
    "unclosed quotes": '"' * 50_000,
    "quotes that open": "”a " * 5_000,
    "unclosed brackets": "(" * 50_000,
    "no full stop": "kata dia, pasar kota " * 2_000,
    "capitals": "Wulan Saraswati " * 2_000,
    "digits": "1" * 100_000,
    "numbers": "1.000 dari " * 1_000,
    "full stops": "." * 30_000,
    "zeros": "\0" * 50_000,
    "emoji": "😀" * 20_000,
    "right to left": "\u202eabc " * 10_000,
    "combining marks": "a\u0301" * 20_000,
    "line ends": "\n" * 100_000,
    "tabs": "\t " * 50_000,
    "openers": "menurut " * 3_000,
    "turns": "BUDI: ya\n" * 2_000,
    "time codes": "[00:00:07] ya. " * 3_000,
    "parts": "100 sekolah terdiri dari 60 sekolah dan 50 sekolah, " * 1_000,
    "number words": "dua puluh " * 3_000,
    "fractions": "1/3 ½ " * 5_000,
    "telephone numbers": "0822 4949 2227 " * 2_000,
    "years": "pada 2020 naik 3 persen, " * 1_500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_to_its_end(name):
    found = extract(HOSTILE[name])
    assert all(found.text[claim.start : claim.end] == claim.quote for claim in found.claims)


def test_one_missing_mark_does_not_swallow_the_article():
    text = '"Pasar telah ditutup sejak 2020.\n' + "Guntur Halim mengatakan, sungai telah meluap dua kali.\n" * 20
    assert sum(claim.mode == "indirect" for claim in extract(text).claims) == 20


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kota ini telah menutup pasar dan jembatan itu", "id"),
        ("The city has closed the market and the bridge", "en"),
        ("", "id"),
        ("123", "id"),
    ],
)
def test_language_is_found_by_its_commonest_words(text, code):
    assert detect(text) == code
    assert extract(text).language == code


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="no language data for 'xx'"):
        extract("teks", "xx")


def test_every_reason_has_words_in_every_language():
    assert all(set(words) == set(languages()) and all(words.values()) for words in REASONS.values())


def test_records_are_frozen():
    found = extract("Wulan Saraswati mengatakan, pasar telah ditutup pada 2020.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.claims[0].start = 0


def test_json_has_the_shape_of_the_contract():
    found = extract("Wulan Saraswati mengatakan, indeks SPBE Kota Tirtasana mencapai 3,14 pada 2023.").as_json("a.txt")
    claim = found["claims"][0]
    assert {"file", "language", "claims", "quotations", "conflicts"} <= set(found)
    assert {"start", "end", "quote", "speaker", "mode", "label", "figures", "checkworthiness", "reasons"} <= set(claim)
    assert {
        "value": 3.14,
        "of": None,
        "unit": "indeks",
        "measure": "SPBE",
        "raw": "3,14",
        "period": "2023",
    }.items() <= claim["figures"][0].items()
    assert "continued" not in claim


def test_the_engine_loads_no_django():
    code = "import claims.text, sys; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


PART = "Indeks SPBE kita 3,14. Dari 50 kelurahan, 30 sudah digital."
PLAIN = ["Indeks SPBE kita 3,14", "Dari 50 kelurahan, 30 sudah digital"]


@pytest.mark.parametrize(
    ("text", "said", "kind", "speaker"),
    [
        (f"RAHMA WIRASTI: {PART}", PLAIN, "transcript", "RAHMA WIRASTI"),
        (PART, PLAIN, "transcript", "BAGAS"),
        ("Rahma Wirasti mengatakan, “Indeks SPBE kita 3,14.”", PLAIN[:1], "article", "Rahma Wirasti"),
    ],
)
def test_part_of_a_transcript_is_speech_however_short(text, said, kind, speaker):
    found = extract(text, "id", spoken=True, speaker="BAGAS")
    assert found.kind == kind
    assert [(claim.quote, claim.speaker) for claim in found.claims] == [(quote, speaker) for quote in said]
    assert extract(PART, "id").claims == ()


def test_who_speaks_last_is_told_by_the_last_tag():
    assert last_speaker("MODERATOR: Silakan.\nRAHMA: Baik.\nTerima kasih.") == "RAHMA"
    assert last_speaker(PART) is None
