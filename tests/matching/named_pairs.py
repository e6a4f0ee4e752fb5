"""Pairs that differ in whom or what they name, in which way things go, or in that one gives no figure. All invented."""

from __future__ import annotations

from claims.matching import OTHER_FIGURE, RELATED, SAME
from tests.matching.pairs import Pair

ID, EN = "id", "en"
NAMED = [
    Pair(*row)
    for row in (
        # another place, the same figure
        (
            "Tingkat kemiskinan Kota Arunika sebesar 4,7 persen pada 2023.",
            ID,
            "Tingkat kemiskinan Kota Selasih 4,7 persen pada 2023.",
            ID,
            RELATED,
        ),
        (
            "The poverty rate of the City of Norwick was 4.7 percent in 2023.",
            EN,
            "In 2023 the City of Alderby had a poverty rate of 4.7 percent.",
            EN,
            RELATED,
        ),
        (
            "Tingkat kemiskinan Kota Arunika 4,7 persen pada 2023.",
            ID,
            "The poverty rate of the City of Selasih was 4.7 percent in 2023.",
            EN,
            RELATED,
        ),
        (
            "Ada 103 rumah sakit di Provinsi Lembayung Timur.",
            ID,
            "Ada 103 rumah sakit di Provinsi Lembayung Utara.",
            ID,
            RELATED,
        ),
        ("There are 103 hospitals in East Lembayung.", EN, "There are 103 hospitals in North Lembayung.", EN, RELATED),
        ("Ada 103 rumah sakit di Lembayung Timur.", ID, "There are 103 hospitals in North Lembayung.", EN, RELATED),
        (
            "Jalan rusak di Kabupaten Melur mencapai 120 kilometer.",
            ID,
            "Jalan rusak di Kota Melur mencapai 120 kilometer.",
            ID,
            RELATED,
        ),
        (
            "Damaged roads in the Melur Regency reach 120 kilometers.",
            EN,
            "Damaged roads in the City of Melur reach 120 kilometers.",
            EN,
            RELATED,
        ),
        ("Indeks SPBE Kota Arunika 3,42.", ID, "Indeks SPBE Kota Selasih 3,42.", ID, RELATED),
        ("Indeks SPBE Kota Arunika 3,14 pada 2023.", ID, "Indeks SPBE Kota Selasih 3,42 pada 2023.", ID, RELATED),
        ("KONI Arunika menerima hibah Rp12 miliar.", ID, "KONI Selasih menerima hibah Rp12 miliar.", ID, RELATED),
        (
            "Warga Kelurahan Telaga Biru kehilangan 12 sumur.",
            ID,
            "Warga Kelurahan Telaga Jingga kehilangan 12 sumur.",
            ID,
            RELATED,
        ),
        (
            "Provinsi Lembayung Barat mengekspor 40 ribu ton kopi.",
            ID,
            "Provinsi Kenari Barat mengekspor 40 ribu ton kopi.",
            ID,
            RELATED,
        ),
        ("Port Alder closed 14 schools in 2022.", EN, "Norwick closed 14 schools in 2022.", EN, RELATED),
        # another person in one office
        (
            "Wali Kota Bagas Pranata meresmikan 12 puskesmas.",
            ID,
            "Wali Kota Rangga Wistara meresmikan 12 puskesmas.",
            ID,
            RELATED,
        ),
        (
            "Menurut catatan, Gubernur Bagas Pranata menaikkan upah guru honorer.",
            ID,
            "Menurut catatan, Gubernur Rangga Wistara menaikkan upah guru honorer.",
            ID,
            RELATED,
        ),
        (
            "Last year Mayor Edna Corvill opened 12 clinics.",
            EN,
            "Last year Mayor Ruth Dunmore opened 12 clinics.",
            EN,
            RELATED,
        ),
        (
            "In 2021 Governor Edna Corvill raised the wages of nurses.",
            EN,
            "In 2021 Governor Ruth Dunmore raised the wages of nurses.",
            EN,
            RELATED,
        ),
        # headlines in capitals
        (
            "TINGKAT KEMISKINAN KOTA ARUNIKA 4,7 PERSEN",
            ID,
            "Tingkat kemiskinan Kota Selasih sebesar 4,7 persen.",
            ID,
            RELATED,
        ),
        ("Tingkat Kemiskinan Kota Arunika 4,7 Persen", ID, "TINGKAT KEMISKINAN KOTA SELASIH 4,7 PERSEN", ID, RELATED),
        ("NORWICK POVERTY RATE AT 4.7 PERCENT", EN, "The poverty rate of Port Alder is at 4.7 percent.", EN, RELATED),
        (
            "TINGKAT KEMISKINAN KOTA ARUNIKA 4,7 PERSEN",
            ID,
            "Tingkat kemiskinan Kota Arunika sebesar 4,7 persen.",
            ID,
            SAME,
        ),
        ("NORWICK POVERTY RATE AT 4.7 PERCENT", EN, "The poverty rate of Norwick is at 4.7 percent.", EN, SAME),
        # a word for a figure
        ("Indeks SPBE Kota Arunika masuk kategori sangat baik.", ID, "Indeks SPBE Kota Arunika 3,42.", ID, RELATED),
        ("Indeks SPBE Kota Arunika 3,42.", ID, "Indeks SPBE Kota Arunika masuk kategori sangat baik.", ID, RELATED),
        ("The SPBE index of Norwick is rated very good.", EN, "The SPBE index of Norwick is 3.42.", EN, RELATED),
        # the opposite
        (
            "Jumlah warga miskin di Arunika naik sejak pandemi.",
            ID,
            "Jumlah warga miskin di Arunika turun sejak pandemi.",
            ID,
            RELATED,
        ),
        ("Harga beras di Arunika naik 5 persen.", ID, "Harga beras di Arunika turun 5 persen.", ID, RELATED),
        (
            "Lebih dari 500 pedagang di Pasar Melur pindah.",
            ID,
            "Kurang dari 500 pedagang di Pasar Melur pindah.",
            ID,
            RELATED,
        ),
        (
            "Lahan sawah di Arunika bertambah 300 hektare.",
            ID,
            "Lahan sawah di Arunika berkurang 300 hektare.",
            ID,
            RELATED,
        ),
        (
            "Pemerintah Kota Arunika berhasil menertibkan parkir liar.",
            ID,
            "Pemerintah Kota Arunika gagal menertibkan parkir liar.",
            ID,
            RELATED,
        ),
        ("Crime in Norwick rose by 5 percent in 2023.", EN, "Crime in Norwick fell by 5 percent in 2023.", EN, RELATED),
        (
            "More than 500 traders left the market of Norwick.",
            EN,
            "Less than 500 traders left the market of Norwick.",
            EN,
            RELATED,
        ),
        (
            "The council of Norwick won the case on harbour fees.",
            EN,
            "The council of Norwick lost the case on harbour fees.",
            EN,
            RELATED,
        ),
        ("Inflasi Arunika naik menjadi 4,1 persen.", ID, "Inflation in Arunika fell to 4.1 percent.", EN, RELATED),
        # the same all the same
        (
            "Ada 103 rumah sakit di Provinsi Lembayung Timur.",
            ID,
            "Provinsi Lembayung Timur punya 103 rumah sakit.",
            ID,
            SAME,
        ),
        (
            "Wali Kota Bagas Pranata meresmikan 12 puskesmas.",
            ID,
            "Sebanyak 12 puskesmas diresmikan Wali Kota Bagas Pranata.",
            ID,
            SAME,
        ),
        (
            "Tingkat kemiskinan Kota Arunika 4,7 persen pada 2023.",
            ID,
            "The poverty rate of the City of Arunika was 4.7 percent in 2023.",
            EN,
            SAME,
        ),
        ("Harga beras di Arunika naik 5 persen.", ID, "Harga beras di Arunika meningkat 5 persen.", ID, SAME),
        (
            "Last year Mayor Edna Corvill opened 12 clinics.",
            EN,
            "Twelve clinics were opened by Mayor Edna Corvill last year.",
            EN,
            SAME,
        ),
        (
            "Inflasi Lembayung Timur 4,1 persen pada 2023.",
            ID,
            "Inflation in East Lembayung was 4.1 percent in 2023.",
            EN,
            SAME,
        ),
        ("Indeks SPBE Kota Arunika 3,14 pada 2023.", ID, "Indeks SPBE Kota Arunika 3,42 pada 2023.", ID, OTHER_FIGURE),
    )
]
