"""The figures on a claim's page: one click settles a notation, forms put right, set aside, bring back and add."""

from decimal import Decimal

import pytest

from claims.models import Figure
from tests.desk.pages import desk, now, to, words
from tests.support.newsroom import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure(claim):
    return Figure.objects.create(
        claim=claim, value=18, raw="18", readings=["18000"], start=claim.start, end=claim.start + 2
    )


def page(person, claim, language=""):
    return desk(person).get(language + to("claim", "change", claim.pk))


def fields(figure, person, **changes):
    """What the form of a figure sends, with `changes`."""
    shown = page(person, figure.claim)
    form = next(row["form"] for row in shown.context["figures"] if row["figure"] == figure)
    sent = {name: form[name].value() or "" for name in form.fields}
    return {**now(figure.claim), "seen": form.seen_text, **sent, **changes}


def test_one_click_settles_which_number_is_meant(figure, claim, people):
    shown = page(people.editor, claim)
    html = shown.content.decode()
    assert 'name="value" value="18.00000000"' in html and '<button name="value" value="18000">18.000</button>' in html
    address = to("claim", "read_figure", claim.pk, figure.pk)
    client = desk(people.editor)
    assert client.post(address, {**now(claim), "value": "17"}).status_code == 404
    assert client.post(address, {"expected": claim.edit - 1, "value": "18000"}).status_code == 409
    answer = client.post(address, {**now(claim), "value": "18000"})
    assert answer.url.endswith(f"#figure-{figure.pk}")
    figure.refresh_from_db()
    assert figure.value == 18000 and figure.readings == []
    told = words(page(people.editor, claim))
    assert "Bacaan lain: “18000”" in told


def test_the_card_leads_to_the_notation_that_is_not_settled(figure, claim, people):
    shown = desk(people.editor).get(to("article", "change", claim.article_id))
    assert f"/change/#figure-{figure.pk}" in shown.content.decode()
    assert "“18” dapat dibaca dengan beberapa cara" in words(shown)


def test_value_and_whole_are_put_right_in_the_readers_notation(figure, claim, people):
    address = to("claim", "figure", claim.pk, figure.pk)
    wrong = desk(people.editor).post(address, fields(figure, people.editor, value="delapan"))
    assert wrong.status_code == 422 and "Ini bukan bilangan" in words(wrong)
    desk(people.editor).post(address, fields(figure, people.editor, value="1.800,5", of="2.700"))
    figure.refresh_from_db()
    assert (figure.value, figure.of, figure.readings) == (Decimal("1800.5"), 2700, [])


def test_both_halves_of_a_figure_are_saved_or_none(figure, claim, people):
    """An Editor may not say what was found: what they changed of the figure is not saved either, and comes back."""
    draft(claim, people)
    address = to("claim", "figure", claim.pk, figure.pk)
    answer = desk(people.editor).post(address, fields(figure, people.editor, period="2031", found="19"))
    assert answer.status_code == 403 and 'value="2031"' in answer.content.decode()
    figure.refresh_from_db()
    assert (figure.period, figure.found_value) == ("", None)


def test_a_figure_is_set_aside_with_a_reason_and_brought_back(figure, claim, people):
    client, aside = desk(people.editor), to("claim", "set_figure_aside", claim.pk, figure.pk)
    assert client.post(aside, {**now(claim), "reason": ""}).status_code == 422
    client.post(aside, {**now(claim), "reason": "Itu nomor pasal"})
    told = words(page(people.reviewer, claim))
    assert "Dikesampingkan oleh Ed: Itu nomor pasal" in told and "mengesampingkan sebuah angka" in told
    assert "dapat dibaca dengan" not in words(desk(people.editor).get(to("article", "change", claim.article_id)))
    english = words(page(people.reviewer, claim, "/en"))
    assert "Set aside by Ed: Itu nomor pasal" in english and "Bring it back" in english
    client.post(to("claim", "restore_figure", claim.pk, figure.pk), now(claim))
    assert page(people.editor, claim).context["figures_aside"] == []


def test_a_figure_that_was_missed_is_added_from_its_words(claim, people):
    client, add = desk(people.editor), to("claim", "add_figure", claim.pk)
    assert "Tambah angka" in words(page(people.editor, claim)) and not claim.figures.exists()
    wrong = client.post(add, {**now(claim), "raw": "19 dari 27", "measure": "kelurahan"})
    assert wrong.status_code == 422 and "tidak ada dalam kutipan" in words(wrong)
    assert 'value="19 dari 27"' in wrong.content.decode()
    client.post(add, {**now(claim), "raw": "18 dari 27", "measure": "kelurahan daring", "period": "2023"})
    row = claim.figures.get()
    assert (row.value, row.of, row.measure, row.period) == (18, 27, "kelurahan daring", "2023")
    assert "menambahkan sebuah angka" in words(page(people.editor, claim))


def test_who_may_not_edit_sees_the_doubt_and_no_form(figure, claim, people):
    shown = page(people.approver, claim)
    assert "18.000" in words(shown) and "form-readings" not in shown.content.decode()
    aside = to("claim", "set_figure_aside", claim.pk, figure.pk)
    assert desk(people.approver).post(aside, {**now(claim), "reason": "x"}).status_code == 403
