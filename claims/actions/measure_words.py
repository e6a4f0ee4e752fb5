"""Measures and subjects by their normalised words: "Persentase Penduduk Miskin" and "angka kemiskinan" are one."""

from claims.matching.quantities import measure_of, period_of, unit_of
from claims.text.lexicon import language
from claims.text.stems import stems
from claims.text.tokens import tokens

HEADS = {"=index"}  # say only that there is a measure
# What officials call it, beside what everybody calls it.
ALSO = {"=poor": "=poverty", "ipm": "=human_development", "hdi": "=human_development", "tpt": "=unemployment"}
BESIDES = {"=unemployment": {"buka", "open"}}  # the open unemployment rate is the only one published
# Kinds of area: "Kota X" and "Kabupaten X" are two, "Kota X" and "X" may be one.
AREAS = {
    "city": {"kota", "pemkot", "city", "kotamadya"},
    "regency": {"kabupaten", "kab", "pemkab", "regency", "district"},
    "province": {"provinsi", "prov", "pemprov", "province"},
}
AREA_OF = {word: kind for kind, names in AREAS.items() for word in names}
EMPTY = {"pemerintah", "government", "daerah", "of", "the", "di", "in"}


def measure_key(words, code):
    """The words of a measure's name in the language `code` as one text; "" for none."""
    found = measure_of(words, language(code)) or frozenset(stems(words or "", code))
    found = {ALSO.get(word, word) for word in found}
    left = found - HEADS or found
    for word, besides in BESIDES.items():
        left = left - besides if word in left else left
    return " ".join(sorted(left))[:300]


def subject_key(words):
    """Of whom: the kind of area first ("city:" or ":"), then the words that name it; "" for none."""
    found = [word for word in tokens(words or "") if word not in EMPTY]
    kind = next((AREA_OF[word] for word in found if word in AREA_OF), "")
    name = sorted({word for word in found if word not in AREA_OF})
    return f"{kind}:{' '.join(name)}"[:300] if name else ""


def one_subject(one, other):
    """Whether two keys may name the same: equal names, and no two different kinds of area."""
    kind, _colon, name = one.partition(":")
    also, _colon, called = other.partition(":")
    return bool(name) and name == called and (not kind or not also or kind == also)


def names_subject(key, words):
    """Whether the words of a text (a set of tokens) name the subject of this key, and not one of another kind."""
    kind, _colon, name = key.partition(":")
    kinds = {AREA_OF[word] for word in words if word in AREA_OF}
    return bool(name) and words.issuperset(name.split()) and (not kind or not kinds or kind in kinds)


def same_unit(one, other, code, other_code):
    """Whether two units are the same, or one is not told."""
    return not one or not other or unit_of(one, language(code)) == unit_of(other, language(other_code))


def period_key(words, code):
    """A period as 2023 or 2023-03, else its words; "" for none."""
    return period_of(words, language(code))
