"""Labelled pairs of claims from templates of measures and figures, in Indonesian, in English and across the two.

Every place is invented. A pair is the same claim, put otherwise and in another notation; or the same measure with
another figure, whole or year; or two claims that look alike but are about another measure, place or thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.matching import OTHER_FIGURE, RELATED, SAME

PLACES = ["Arunika", "Selasih", "Telaga Biru", "Norwick", "Port Alder"]
YEARS = ["2021", "2023", "2024"]


@dataclass(frozen=True)
class Measure:
    """A measure: sentences in each language, and figures (each in several notations of either language)."""

    name: str
    sentences: dict[str, list[str]]
    figures: list[dict[str, list[str]]]
    counted: bool = False  # a number of things, or a measure outside the glossary: not across languages


MEASURES = [
    Measure(
        "inflation",
        {
            "id": [
                "Inflasi {place} pada {year} sebesar {x}",
                "Pada {year}, inflasi {place} mencapai {x}, kata wali kota",
            ],
            "en": [
                "Inflation in {place} was {x} in {year}",
                "In {year} inflation in {place} reached {x}, the mayor said",
            ],
        },
        [
            {"id": ["4,1 persen", "4,1%"], "en": ["4.1 percent", "4.1%"]},
            {"id": ["2,75 persen", "2,75%"], "en": ["2.75 percent", "2.75%"]},
        ],
    ),
    Measure(
        "poverty",
        {
            "id": [
                "Tingkat kemiskinan {place} pada {year} adalah {x}",
                "Angka kemiskinan di {place} {x} pada tahun {year}",
            ],
            "en": ["The poverty rate of {place} was {x} in {year}", "In {year} {place} had a poverty rate of {x}"],
        },
        [
            {"id": ["9,5 persen", "9,5%"], "en": ["9.5 percent", "9.5%"]},
            {"id": ["12 persen", "12%"], "en": ["12 percent", "12%"]},
        ],
    ),
    Measure(
        "index",
        {
            "id": ["Indeks SPBE {place} pada {year} sebesar {x}", "Nilai indeks SPBE {place} {x} pada tahun {year}"],
            "en": ["The SPBE index of {place} in {year} was {x}", "In {year} the SPBE index of {place} came to {x}"],
        },
        [{"id": ["3,14"], "en": ["3.14"]}, {"id": ["3,41"], "en": ["3.41"]}],
    ),
    Measure(
        "budget",
        {
            "id": ["Anggaran pendidikan {place} tahun {year} {x}", "Pada {year} {place} punya anggaran pendidikan {x}"],
            "en": [
                "The education budget of {place} was {x} in {year}",
                "In {year} {place} had an education budget of {x}",
            ],
        },
        [
            {"id": ["Rp1,5 triliun", "Rp 1.500 miliar"], "en": ["Rp 1.5 trillion", "Rp 1,500 billion"]},
            {"id": ["Rp2,5 triliun", "2,5 triliun rupiah"], "en": ["Rp 2.5 trillion", "2.5 trillion rupiah"]},
        ],
        counted=True,
    ),
    Measure(
        "kelurahan",
        {
            "id": [
                "Sebanyak {x} di {place} sudah terhubung internet pada {year}",
                "Pada {year} sudah {x} di {place} yang terhubung internet",
            ],
            "en": [
                "{x} in {place} were connected to the internet in {year}",
                "By {year}, {x} in {place} had been connected to the internet",
            ],
        },
        [
            {"id": ["30 kelurahan", "tiga puluh kelurahan"], "en": ["30 kelurahan", "thirty kelurahan"]},
            {"id": ["50 kelurahan", "lima puluh kelurahan"], "en": ["50 kelurahan", "fifty kelurahan"]},
        ],
        counted=True,
    ),
    Measure(
        "schools",
        {
            "id": ["{x} di {place} rusak berat pada {year}", "Ada {x} yang rusak berat di {place} pada tahun {year}"],
            "en": ["{x} in {place} were badly damaged in {year}", "In {year}, {x} in {place} stood badly damaged"],
        },
        [
            {"id": ["19 dari 24 sekolah"], "en": ["19 of 24 schools", "19 out of 24 schools"]},
            {"id": ["19 dari 42 sekolah"], "en": ["19 of 42 schools", "19 out of 42 schools"]},
        ],
        counted=True,
    ),
    Measure(
        "residents",
        {
            "id": [
                "{place} kehilangan {x} sejak {year}",
                "Sejak {year} sudah {x} pergi dari {place}, {place} kehilangan mereka",
            ],
            "en": ["{place} has lost {x} since {year}", "Since {year}, {x} have gone and {place} has lost them"],
        },
        [
            {"id": ["1.250 warga", "1250 warga"], "en": ["1,250 residents", "1250 residents"]},
            {"id": ["12.500 warga", "12,5 ribu warga"], "en": ["12,500 residents", "12500 residents"]},
        ],
        counted=True,
    ),
    Measure(
        "unemployment",
        {
            "id": [
                "Pengangguran di {place} turun menjadi {x} pada {year}",
                "Pada {year} pengangguran {place} tinggal {x}",
            ],
            "en": [
                "Unemployment in {place} fell to {x} in {year}",
                "In {year}, unemployment in {place} was down to {x}",
            ],
        },
        [
            {"id": ["4,8 persen", "4,8%"], "en": ["4.8 percent", "4.8 per cent"]},
            {"id": ["5,8 persen", "5,8%"], "en": ["5.8 percent", "5.8 per cent"]},
        ],
    ),
    Measure(
        "exports",
        {
            "id": ["Ekspor {place} pada {year} bernilai {x}", "Pada {year}, {place} mencatat ekspor {x}"],
            "en": ["Exports of {place} were worth {x} in {year}", "In {year}, {place} had exports worth {x}"],
        },
        [
            {"id": ["US$250 juta", "250 juta dolar AS"], "en": ["$250 million", "250 million dollars"]},
            {"id": ["US$520 juta", "520 juta dolar AS"], "en": ["$520 million", "520 million dollars"]},
        ],
    ),
    Measure(
        "rank",
        {
            "id": [
                "Dalam layanan publik {place} menempati peringkat {x} pada {year}",
                "Pada {year} layanan publik {place} peringkat {x}",
            ],
            "en": [
                "In public service {place} ranked {x} in {year}",
                "In {year} {place} was ranked {x} in public service",
            ],
        },
        [{"id": ["ke-3", "ketiga"], "en": ["3rd", "third"]}, {"id": ["ke-5", "kelima"], "en": ["5th", "fifth"]}],
        counted=True,
    ),
    Measure(
        "price",
        {
            "id": [
                "Harga beras di {place} naik menjadi {x} per kilogram pada {year}",
                "Pada {year} harga beras {place} {x} per kilogram",
            ],
            "en": [
                "The price of rice in {place} rose to {x} a kilogram in {year}",
                "In {year} rice in {place} had a price of {x} a kilogram",
            ],
        },
        [
            {"id": ["Rp15.000", "15 ribu rupiah"], "en": ["Rp 15,000", "15,000 rupiah"]},
            {"id": ["Rp15.500", "15.500 rupiah"], "en": ["Rp 15,500", "15,500 rupiah"]},
        ],
        counted=True,
    ),
    Measure(
        "harvest",
        {
            "id": [
                "Produksi padi {place} mencapai {x} pada {year}",
                "Pada {year} {place} memanen {x} padi, produksi tertinggi",
            ],
            "en": [
                "Farmers in {place} harvested {x} of rice in {year}",
                "In {year}, {x} of rice were harvested by farmers in {place}",
            ],
        },
        [
            {"id": ["80 ribu ton", "80.000 ton"], "en": ["80,000 tons", "80 thousand tons"]},
            {"id": ["18 ribu ton", "18.000 ton"], "en": ["18,000 tons", "18 thousand tons"]},
        ],
        counted=True,
    ),
]


@dataclass(frozen=True)
class Pair:
    """A text in hand, an earlier claim, their languages and what the earlier claim is to the text."""

    text: str
    code: str
    claim: str
    claim_code: str
    kind: str


CODES = [("id", "id"), ("en", "en"), ("id", "en"), ("en", "id")]


def pairs(number: int) -> list[Pair]:
    """The first `number` of the pairs, the same ones every time, evenly of every measure."""
    made = list(dict.fromkeys(_pairs()))
    assert len(made) >= number, len(made)
    return [made[n * len(made) // number] for n in range(number)]


def _pairs() -> Iterator[Pair]:
    for turn, measure in enumerate(MEASURES):
        for n in range(12):
            a, b = CODES[n % (2 if measure.counted else len(CODES))]
            place, year, figure = PLACES[(n + turn) % len(PLACES)], YEARS[n % len(YEARS)], n % 2
            said = _said(measure, a, n, figure, place, year)

            def pair(claim: str, kind: str, said: str = said, a: str = a, b: str = b) -> Pair:
                return Pair(said, a, claim, b, kind)

            yield pair(_said(measure, b, n + 1, figure, place, year), SAME)
            yield pair(_said(measure, b, n + 1, 1 - figure, place, year), OTHER_FIGURE)
            if n % 3 == 0:  # another measure; another place
                yield pair(_said(MEASURES[(turn + 1) % len(MEASURES)], b, n, figure, place, year), RELATED)
                yield pair(_said(measure, b, n + 1, figure, PLACES[(n + turn + 1) % len(PLACES)], year), RELATED)
            if n % 6 == 1:
                yield pair(_said(measure, b, n + 1, figure, place, YEARS[(n + 1) % len(YEARS)]), OTHER_FIGURE)


def _said(measure: Measure, code: str, template: int, figure: int, place: str, year: str) -> str:
    sentences, notations = measure.sentences[code], measure.figures[figure][code]
    words = sentences[template % len(sentences)].format(place=place, year=year, x=notations[template % len(notations)])
    return words[0].upper() + words[1:] + "."
