"""What was found beside what was claimed."""

import json
from decimal import Decimal

import pytest

from claims.actions import figures, verdicts
from claims.actions.refusals import NotNow, NotYou, Stale, Unacceptable
from claims.models import Figure
from tests.support.newsroom import draft, make_claim, publish

pytestmark = pytest.mark.django_db


def reviewed(article, people):
    claim = draft(make_claim(article, people.editor), people)
    figure = Figure.objects.create(
        claim=claim, value=18, of=27, unit="kelurahan", raw="18", start=claim.start, end=claim.end
    )
    return claim, figure


def test_what_was_found_is_published_with_its_source(article, people):
    claim, figure = reviewed(article, people)
    figures.find(figure, by=people.reviewer, value=Decimal("17.5"), of=Decimal(29), source=claim.sources.get())
    published = publish(claim, people)
    (part,) = json.loads(published.present().body)["figures"]
    assert part["found"] == {"value": 17.5, "of": 29, "source": 0}


def test_a_whole_needs_its_part(article, people):
    _claim, figure = reviewed(article, people)
    with pytest.raises(Unacceptable):
        figures.find(figure, by=people.reviewer, value=None, of=Decimal(29))


def test_a_source_of_another_claim_is_refused(article, people):
    claim, figure = reviewed(article, people)
    other = draft(
        make_claim(article, people.editor, quote="angka kemiskinan turun menjadi 6,2 persen pada 2023"), people
    )
    with pytest.raises(Unacceptable):
        figures.find(figure, by=people.reviewer, value=17, source=other.sources.get())
    figure.refresh_from_db()
    assert figure.found_value is None


def test_only_a_reviewer_finds(article, people):
    _claim, figure = reviewed(article, people)
    with pytest.raises(NotYou):
        figures.find(figure, by=people.editor, value=17)


def figure_of(claim, raw="18", **fields):
    at = claim.start + claim.quote.index(raw)
    return Figure.objects.create(
        **{"claim": claim, "value": 18, "raw": raw, "start": at, "end": at + len(raw), **fields}
    )


def public_figures(claim, people):
    return json.loads(publish(claim, people).present().body)["figures"]


def test_a_reading_is_settled_by_choosing_it(claim, people):
    figure = figure_of(claim, readings=["18000"])
    figure = figures.correct(figure, by=people.editor, value=Decimal(18000), expected=claim.edit)
    assert (figure.value, figure.readings) == (18000, [])
    entry = claim.history.last()
    assert entry.verb == "edit_figure" and entry.before["readings"] == ["18000"] and entry.after["readings"] == []


def test_the_present_value_settles_it_too(claim, people):
    assert figures.correct(figure_of(claim, readings=["18000"]), by=people.editor, value=Decimal(18)).readings == []


@pytest.mark.parametrize(
    "wrong",
    [{"value": None}, {"value": Decimal("1e23")}, {"of": Decimal("0.123456789")}, {"raw": "9"}, {"unit": "x" * 81}],
)
def test_what_cannot_be_stored_is_refused(wrong, claim, people):
    with pytest.raises(Unacceptable):
        figures.correct(figure_of(claim), by=people.editor, **wrong)


def test_what_is_set_aside_is_on_record_and_never_public(claim, people):
    kept, gone = figure_of(claim, "27", value=27), figure_of(claim)
    with pytest.raises(Unacceptable):
        figures.set_aside(gone, by=people.editor, reason=" ")
    figures.set_aside(gone, by=people.editor, reason="Bukan angka klaim", expected=claim.edit)
    with pytest.raises(NotNow):
        figures.correct(gone, by=people.editor, value=Decimal(1))
    with pytest.raises(NotNow):
        figures.restore(kept, by=people.editor)
    assert [one["raw"] for one in public_figures(claim, people)] == ["27"]
    assert claim.figures.count() == 2


def test_what_was_set_aside_comes_back(claim, people):
    gone = figures.set_aside(figure_of(claim), by=people.editor, reason="Bukan angka klaim")
    figures.restore(gone, by=people.reviewer)
    assert [one["raw"] for one in public_figures(claim, people)] == ["18"]


def test_a_figure_that_the_engine_missed_is_added_where_it_stands(claim, people):
    figure = figures.add(claim, by=people.reviewer, raw="18 dari 27", measure="kelurahan daring", expected=claim.edit)
    assert claim.text.content[figure.start : figure.end] == "18 dari 27"
    assert (figure.value, figure.of) == (18, 27) and claim.history.last().verb == "add_figure"
    with pytest.raises(Stale):
        figures.add(claim, by=people.reviewer, raw="27", expected=claim.edit)


@pytest.mark.parametrize(
    ("typed", "field"), [("6,2", "raw"), ("7", "raw"), ("", "raw"), ("sudah daring", "value"), ("18", "taken")]
)
def test_words_that_are_no_new_figure_are_refused(typed, field, claim, people):
    figure_of(claim)
    with pytest.raises(Unacceptable) as refused:
        figures.add(claim, by=people.editor, raw=typed)
    assert field in (refused.value.field, refused.value.code)


def test_only_who_may_edit_the_claim_changes_its_figures_and_never_another_newsrooms(claim, people):
    figure = figure_of(claim)
    for act in (
        lambda: figures.correct(figure, by=people.approver, value=Decimal(1)),
        lambda: figures.set_aside(figure, by=people.approver, reason="x"),
        lambda: figures.add(claim, by=people.approver, raw="27"),
    ):
        with pytest.raises(NotYou):
            act()


def test_a_correction_given_up_takes_what_was_done_to_figures_back(claim, people):
    first = figure_of(claim, readings=["18000"])
    claim = verdicts.correct(publish(claim, people), by=people.reviewer, reason="Data baru")
    figures.correct(first, by=people.reviewer, value=Decimal(18000))
    figures.set_aside(first, by=people.reviewer, reason="Bukan angka klaim")
    figures.add(claim, by=people.reviewer, raw="27")
    verdicts.drop_correction(claim, by=people.reviewer, reason="Tidak perlu")
    row = claim.figures.get()
    assert (row.value, row.readings, row.set_aside_at, row.set_aside_reason) == (18, ["18000"], None, "")
