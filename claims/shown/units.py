"""Units in the reader's language: "percent" of an English transcript is "persen" on the Indonesian page.

Only these are carried over, and only where the word means the same in both; any other unit stays as it was said.
"""

# Indonesian forms, English forms: the first is the one shown; after "/", the English one beside 1.
PAIRS = """
persen, prosen, % = percent, per cent, pct, %
poin persentase, poin persen = percentage points/percentage point
poin = points/point
indeks = index
skor = score
rasio = ratio
peringkat, urutan, posisi, rangking = rank, ranked, ranks, ranking, place, position
kali = times
orang, jiwa = people/person, persons
penduduk, warga = residents/resident
pemilih = voters/voter
keluarga = families/family
rumah tangga = households/household
siswa, murid = students/student, pupils, pupil
guru = teachers/teacher
pekerja = workers/worker
pengangguran = unemployed
negara = countries/country
provinsi = provinces/province
kabupaten = regencies/regency
kota = cities/city
desa = villages/village
sekolah = schools/school
rumah sakit = hospitals/hospital
rumah = houses/house, homes, home
kasus = cases/case
unit = units/unit
kursi = seats/seat
suara = votes/vote
truk = trucks/truck
bus = buses/bus
rupiah, rp = rupiah, rupiahs
dolar = dollars/dollar
dolar AS = US dollars/US dollar
euro = euros/euro
pound = pounds/pound
yen = yen
ringgit = ringgit
detik = seconds/second
menit = minutes/minute
jam = hours/hour
hari = days/day
minggu, pekan = weeks/week
bulan = months/month
tahun = years/year
kilometer, km = kilometres/kilometre, kilometers, kilometer, km
meter = metres/metre, meters, meter
hektare, hektar, ha = hectares/hectare, ha
ton = tonnes/tonne, tons, ton
kilogram, kg = kilograms/kilogram, kg
liter = litres/litre, liters, liter
"""


def forms(side):
    """The words of one side of a pair, the one shown first: (plural, singular, others …)."""
    return tuple(word.strip() for word in side.replace("/", ",").split(","))


def read(pairs):
    """({language: {word in lower case: number of its pair}}, [{language: (shown, shown beside 1)}])."""
    known, shown = {"id": {}, "en": {}}, []
    for line in pairs.strip().splitlines():
        indonesian, english = line.split(" = ")
        one = english.split(",")[0].rpartition("/")[2].strip()
        shown.append({"id": (forms(indonesian)[0],) * 2, "en": (forms(english)[0], one)})
        for code, side in (("id", indonesian), ("en", english)):
            known[code] |= dict.fromkeys((word.casefold() for word in forms(side)), len(shown) - 1)
    return known, shown


KNOWN, SHOWN = read(PAIRS)


def in_language(unit, code, value=None):
    """`unit` as the language `code` says it beside `value`, or None where that is not known."""
    word = " ".join(unit.casefold().split())
    if word in KNOWN[code]:
        return unit
    pair = KNOWN["en" if code == "id" else "id"].get(word)
    return None if pair is None else SHOWN[pair][code][value == 1]


def is_rank(unit):
    """Whether `unit` is a place among others, in either language."""
    word = " ".join((unit or "").casefold().split())
    return any(known.get(word) == KNOWN["id"]["peringkat"] for known in KNOWN.values())
