"""Earlier claims found again: misspelt, reworded, denied, by another speaker, in another language."""

from __future__ import annotations

import json
import random

import pytest

from claims.matching import OTHER_FIGURE, RELATED, SAME, Index, Item, Statistics, Terms, match, probes, score, terms

CLAIMS = {
    "tram": ("en", "The tram line of Norwick carried 40,000 passengers a day in 2023."),
    "water": ("id", "Air sumur di Kelurahan Telaga Biru tercemar limbah pabrik tekstil."),
    "health": ("id", "Sebanyak 30 kelurahan di Kota Arunika sudah memiliki puskesmas sendiri pada 2023."),
    "fees": ("en", "The council of Port Alder never raised the parking fees at the harbour."),
    "free": ("id", "Pemerintah Kota Arunika membagikan sembako gratis lewat tautan pendaftaran."),
    "inflation": ("id", "Inflasi Arunika pada 2023 sebesar 4,1 persen."),
}


def quote(code: str, text: str, key: str = "", speaker: str = "", topics: tuple[str, ...] = ()) -> Item:
    return Item(key, (("quote", code, text),), speaker, topics)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(quote(code, text, key) for key, (code, text) in CLAIMS.items())


def first(index: Index, code: str, text: str):
    return index.match(quote(code, text))[0]


@pytest.mark.parametrize(
    ("code", "text", "key"),
    [
        ("id", "Sumur warga Telaga Biru dicemari limbah dari pabrik tekstil", "water"),
        ("id", "Pendaftarn sembko grtis Arunikka", "free"),
        ("en", "They said Port Alder had not raised harbor parking fees", "fees"),
        ("en", "Some 40,000 people ride the tram in Norwick each day", "tram"),
    ],
)
def test_reworded_and_misspelt_claims_are_found(index, code, text, key):
    assert first(index, code, text).id == key


def test_the_same_claim_says_why(index):
    found = first(index, "id", "Kota Arunika pada 2023 sudah punya 30 kelurahan yang memiliki puskesmas")
    assert (found.id, found.kind) == ("health", SAME)
    assert {"same_words", "same_figure"} <= set(found.reasons)
    assert ("30", "30", "same") in found.figures
    assert "puskesmas" in found.shared


def test_another_figure_is_another_claim(index):
    found = first(index, "id", "Sebanyak 50 kelurahan di Kota Arunika sudah memiliki puskesmas sendiri pada 2023.")
    assert (found.id, found.kind) == ("health", OTHER_FIGURE)
    assert found.figures == (("50", "30", "other_value"),)


def test_another_year_is_noticed(index):
    found = first(index, "id", "Inflasi Arunika pada 2021 sebesar 4,1 persen.")
    assert (found.id, found.kind) == ("inflation", OTHER_FIGURE)
    assert "other_period" in found.reasons


def test_a_measure_is_known_in_the_other_language(index):
    found = first(index, "en", "Inflation in Arunika was 4.1 percent in 2023.")
    assert (found.id, found.kind) == ("inflation", SAME)
    assert {"same_measure", "same_figure"} <= set(found.reasons)


def test_the_opposite_is_not_the_same(index):
    found = first(index, "en", "The council of Port Alder raised the parking fees at the harbour.")
    assert (found.id, found.kind) == ("fees", RELATED)
    assert "opposite" in found.reasons


def test_both_denying_is_no_opposite(index):
    found = first(index, "en", "Port Alder's council didn't raise the parking fees at the harbour.")
    assert (found.id, found.kind) == ("fees", SAME)


def test_speaker_and_topic_are_noticed_and_decide_between_equals():
    said = "Jembatan Selasih rampung tahun ini."
    index = Index([quote("id", said, "1", "Dimas Wirya"), quote("id", said, "2", "Ratih Lestari", ("jalan",))])
    found = index.match(quote("id", said, speaker="Ratih Lestari", topics=("jalan",)))
    assert [one.id for one in found] == ["2", "1"]
    assert {"same_speaker", "same_topic"} <= set(found[0].reasons)
    assert "other_speaker" in found[1].reasons


def test_the_best_of_a_claims_texts_counts():
    texts = (("quote", "id", "Itu sudah kita bereskan."), ("statement", "en", "Norwick has repaired every bridge."))
    index = Index([Item("1", texts), quote("id", "Jalan di Selasih rusak.", "2")])
    assert first(index, "en", "Every bridge in Norwick was repaired").id == "1"


def test_nothing_in_common_is_no_match(index):
    assert index.match(quote("en", "Zebras graze.")) == []
    assert index.match(quote("en", "?!")) == []
    assert Index().match(quote("en", "The tram line of Norwick")) == []


def test_terms_survive_json_and_score_the_same(index):
    query = terms(quote("id", "Sebanyak 50 dari 94 kelurahan di Arunika tidak memiliki puskesmas, kata Ratih"))
    for own in index.terms:
        kept = Terms.unpacked(json.loads(json.dumps(own.packed())))
        assert kept == own
        assert score(query, kept, index.statistics) == score(query, own, index.statistics)


def test_scores_stand_between_nothing_and_all(index):
    for code, text in CLAIMS.values():
        found = index.match(quote(code, text))
        assert found[0].score == 1.0 and found[0].kind == SAME
        assert all(0 <= one.score <= 1 for one in found)
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_candidates_can_come_from_elsewhere(index):
    """As a database does it: the probes fetch, the stored terms are scored, the statistics are counted apart."""
    query = terms(quote("id", "Air sumur Telaga Biru tercemar"))
    keys = set(probes(query, index.statistics))
    rows = [(key, own.packed()) for key, own in zip(index.ids, index.terms, strict=True) if keys & own.keys]
    counted = {key: index.counts[key] for key in query.counted()}
    whole = index.statistics
    few = Statistics(whole.claims, counted, whole.length, whole.grams)
    found = match(query, [(key, Terms.unpacked(data)) for key, data in rows], few)
    assert [one.id for one in found][0] == "water"


def test_probes_are_few_and_rare_first():
    frequency = {"di": 90_000, "kota": 50_000, "banjir": 2000, "selasih": 30, "rob": 4, "sampai": 60_000}
    query = terms(quote("id", "Banjir rob sampai di Kota Selasih"))
    found = probes(query, Statistics(100_000, frequency | {"=city": 50_000}, 20, 100))
    assert found[:3] == ["rob", "selasih", "banjir"]
    assert len(found) == 4  # four at least, so that common words alone find something


def test_the_order_of_claims_does_not_matter_to_the_scores():
    items = [quote(code, text, key) for key, (code, text) in CLAIMS.items()]
    shuffled = random.Random(7).sample(items, len(items))
    query = quote("id", "Kota Arunika membagikan sembako, inflasi 4,1 persen")
    assert {(m.id, m.score) for m in Index(items).match(query)} == {
        (m.id, m.score) for m in Index(shuffled).match(query)
    }


def test_a_language_without_words_is_refused():
    with pytest.raises(ValueError, match="no language data"):
        terms(quote("xx", "Norwick has trams"))


def test_likeness_of_meaning_ranks_and_finds(index):
    likeness = [0.78] * len(CLAIMS)
    likeness[list(CLAIMS).index("water")] = 0.95
    found = index.match(quote("en", "Factories polluted the wells of a quarter in Norwick"), likeness=likeness)
    assert (found[0].id, found[0].likeness) == ("water", 0.95)
    assert "same_meaning" in found[0].reasons
