"""The ledger on the desk: drafts beside what is public, contradictions, official values; measures, by Editors."""

from decimal import Decimal

import pytest
from django.utils import timezone

from claims.actions import claims, measure_words
from claims.models import Measure, OfficialTable, OfficialValue
from tests.desk.pages import desk, to, words
from tests.support import ledger
from tests.support.newsroom import make_person

pytestmark = pytest.mark.django_db

LIST, PAGE = "/admin/figures/", "/admin/figures/spbe--kota-seruni/"


@pytest.fixture
def text(people):
    return ledger.article(people)


def table(newsroom, people, **value):
    now = timezone.now()
    saved = {"state": "saved", "saved_by": people.editor, "saved_at": now, "received_by": people.editor}
    file = OfficialTable.objects.create(
        newsroom=newsroom,
        name="spbe.csv",
        media_type="text/csv",
        body=b"",
        sha256="0" * 64,
        received_at=now,
        title="Hasil evaluasi SPBE",
        publisher="Kementerian",
        url="https://data.example.org/spbe",
        **saved,
    )
    told = {"row": 2, "measure": "Indeks SPBE", "subject": "Kota Seruni", "period": "2022", "raw": "3,12", **value}
    keys = {
        "measure_key": measure_words.measure_key(told["measure"], "id"),
        "subject_key": measure_words.subject_key(told["subject"]),
    }
    return OfficialValue.objects.create(newsroom=newsroom, table=file, value=Decimal("3.12"), **told, **keys)


def test_claims_in_work_and_public_ones_stand_on_one_page(text, people):
    ledger.published(text, people, "early", found="3.1")
    ledger.claim(text, people, "late")
    response = desk(people.reviewer).get(PAGE)
    page = words(response)
    assert "3,14" in page and "3,41" in page and "3,1 Laporan Layanan Digital 2023" in page
    assert 'class="timeline"' in response.content.decode()
    assert 'href="/figures/spbe--kota-seruni/"' in response.content.decode()
    assert "3.14" in words(desk(people.reviewer).get("/en" + PAGE))


def test_official_values_stand_beside_claims_and_only_their_subjects(text, people, newsroom):
    ledger.claim(text, people)
    table(newsroom, people)
    table(newsroom, people, subject="Kota Melati", raw="9,99", source="Melati")
    page = words(desk(people.editor).get(PAGE))
    assert "Hasil evaluasi SPBE" in page and "3,12" in page and "Melati" not in page


def test_contradictions_between_speakers_are_listed_until_both_are_decided(text, people):
    ledger.published(text, people, "late")
    rival = ledger.claim(text, people, "rival")
    page = desk(people.editor).get(LIST)
    [shown] = page.context["open"]
    assert {str(row.figure.value.normalize()) for row in shown["case"].rows} == {"3.41", "3.02"}
    assert "antarpembicara" in words(page) and "between speakers" in words(desk(people.editor).get("/en" + LIST))
    claims.dismiss(rival, by=people.editor, dismissal="trivial")
    assert desk(people.editor).get(LIST).context["open"] == []


def test_decided_contradictions_are_kept_apart(text, people):
    for which in ("late", "rival"):
        ledger.published(text, people, which)
    context = desk(people.editor).get(LIST).context
    assert context["open"] == [] and len(context["settled"]) == 1


def test_one_speaker_who_contradicts_herself(text, people):
    ledger.claim(text, people, "early", period="2023")
    ledger.claim(text, people, "late")
    page = desk(people.editor).get(LIST)
    assert len(page.context["open"]) == 1 and "satu pembicara" in words(page)


@pytest.mark.parametrize(
    "details",
    [
        {"period": "2022"},
        {"subject": "Kota Melati"},
        {"measure": "reformasi birokrasi"},
        {"unit": "persen"},
        {"value": Decimal("3.41")},
        {"is_range": True},
        {"value": Decimal("3.40"), "approximate": True},
    ],
)
def test_what_may_both_hold_is_no_contradiction(details, text, people):
    ledger.claim(text, people, "late")
    ledger.claim(text, people, "rival", **details)
    assert desk(people.editor).get(LIST).context["open"] == []


def test_an_empty_ledger_says_what_to_do(people):
    page = words(desk(people.editor).get("/en" + LIST))
    assert "No two claims in work contradict each other" in page and "No claim names a measure yet" in page
    assert desk(people.editor).get(PAGE).status_code == 404


def test_only_people_with_a_role_read_it(text, people):
    ledger.claim(text, people)
    nobody = make_person("nobody")
    for path in (LIST, PAGE):
        assert desk(nobody).get(path).status_code == 403
    assert f'href="{LIST}"' in desk(people.approver).get("/admin/").content.decode()


def test_many_claims_cost_no_more_questions(text, people, django_assert_max_num_queries):
    for which in ("early", "late", "rival", "poor"):
        ledger.claim(text, people, which)
    client = desk(people.editor)
    for path in (LIST, PAGE):
        with django_assert_max_num_queries(20):
            client.get(path)


def test_editors_rename_name_and_merge_on_the_measures_page(text, people):
    ledger.published(text, people)
    ledger.published(text, people, "late", measure="kematangan digital")
    spbe, other = Measure.objects.get(slug="spbe"), Measure.objects.get(slug="kematangan-digital")
    client, page = desk(people.editor), to("measure", "change", spbe.pk)
    seen = client.get(page).context["form"].seen_text
    answer = client.post(to("measure", "rename", spbe.pk), {"name_id": "Indeks SPBE nasional", "seen": seen})
    assert answer.status_code == 302 and "Indeks SPBE nasional" in words(client.get(page))
    stale = client.post(to("measure", "rename", spbe.pk), {"name_id": "Indeks lain", "seen": seen})
    assert stale.status_code == 409 and 'value="Indeks lain"' in stale.content.decode()
    client.post(to("measure", "alias", spbe.pk), {"alias": "Skor e-pemerintahan"})
    assert "Skor e-pemerintahan" in words(client.get(page))
    merged = {"into": f"Indeks SPBE nasional #{spbe.pk}", "reason": "Sama"}
    assert client.post(to("measure", "merge", other.pk), {"into": "Tidak ada", "reason": "x"}).status_code == 422
    assert client.post(to("measure", "merge", other.pk), merged)["Location"] == page
    assert "Digabung ke" in words(client.get(to("measure", "change", other.pk)))
    assert Measure.objects.get(pk=other.pk).merged_into == spbe


def test_others_read_but_are_refused(text, people):
    ledger.published(text, people)
    measure = Measure.objects.get()
    client = desk(people.reviewer)
    assert "Hanya Editor" in words(client.get(to("measure", "change", measure.pk))) or "Editor" in words(
        client.get(to("measure", "change", measure.pk))
    )
    for verb, data in (
        ("rename", {"name_id": "X"}),
        ("alias", {"alias": "Y"}),
        ("merge", {"into": "X #1", "reason": "x"}),
    ):
        assert client.post(to("measure", verb, measure.pk), data).status_code in (403, 422)
    assert Measure.objects.get().name == measure.name and measure.aliases.count() == 1


def test_merging_different_units_asks_first(text, people):
    ledger.published(text, people, measure="anggaran jalan", unit="rupiah")
    ledger.published(text, people, "late", measure="jalan rusak", unit="%")
    money, roads = Measure.objects.get(slug="anggaran-jalan"), Measure.objects.get(slug="jalan-rusak")
    client, address = desk(people.editor), to("measure", "merge", roads.pk)
    form = {"into": f"Anggaran jalan #{money.pk}", "reason": "Sama saja"}
    warned = client.post(address, form)
    assert warned.status_code == 422 and "satuan yang berbeda" in words(warned)
    assert "Sama saja" in warned.content.decode() and 'name="units_differ"' in warned.content.decode()
    assert client.post(address, form | {"units_differ": "on"}).status_code == 302
