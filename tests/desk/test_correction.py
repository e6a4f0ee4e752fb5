"""What the Approver of a correction is shown: every part of the public record that would be another one."""

import copy
import json

import pytest

from claims.actions import claims, figures, previews, verdicts
from claims.desk import correction
from claims.desk.history_fields import FIELDS
from claims.models import Figure, Topic, words
from tests.desk.pages import desk, to
from tests.desk.pages import words as said
from tests.support.newsroom import draft, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(claim, people):
    """The draft of a correction of a claim whose record has something in every member."""
    start = claim.start
    row = Figure.objects.create(claim=claim, value=18, of=27, raw="18 dari 27", start=start, end=start + 10)
    claim = draft(claim, people)
    figures.find(row, by=people.reviewer, value=19, source=claim.sources.get(), expected=claim.edit)
    claim.refresh_from_db()
    claim = verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)
    return verdicts.correct(claim, by=people.reviewer, reason="Data baru")


def leaves(value, path=()):
    """The path to every plain value inside `value`."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [leaf for key, inner in inside for leaf in leaves(inner, (*path, key))] or [path]


def other(value):
    """A value of the same kind that is not this one."""
    if isinstance(value, bool) or value is None:
        return "lain" if value is None else not value
    return value + 1 if isinstance(value, (int, float)) else [{"lain": "x"}] if value == [] else f"{value} lain"


def test_no_member_of_the_record_can_change_unseen(corrected, monkeypatch):
    live = correction.plain(previews.beside(corrected)[0])
    assert {"figures", "speaker", "topics", "mode", "sources"} <= set(live)
    silent = []
    for path in leaves(live):
        if path[0] in correction.PLACE or path[-1] in ("published_at", "updated_at"):
            continue
        changed = copy.deepcopy(live)
        at = changed
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = "2027-01-01T00:00:00Z" if str(path[-1]).endswith("_at") else other(at[path[-1]])
        monkeypatch.setattr(previews, "beside", lambda claim, pair=(live, changed): pair)
        rows = correction.changes(corrected, corrected.live, corrected.draft)
        if not any(kind != "same" for _word, _code, runs in rows for kind, _text in runs):
            silent.append(path)
    assert not silent


def test_every_name_in_the_record_has_words(corrected):
    after = correction.plain(previews.beside(corrected)[1])
    names = {key for path in leaves(after) for key in path if isinstance(key, str)} - correction.PLACE
    assert names <= {*correction.NAMES, *FIELDS, "id", "en"}


def test_role_period_mode_and_topics_stand_in_the_difference(corrected, people):
    figures.correct(corrected.figures.get(), by=people.reviewer, period="2031", measure="kelurahan daring")
    topic = Topic.objects.create(slug="layanan-kota", label=words("Layanan", "Services"))
    claims.edit(corrected, by=people.reviewer, role=words("PRESIDEN", None), mode="indirect", topics=[topic])
    note = words("Perbaikan.", "A fix.")
    verdicts.save(corrected, by=people.reviewer, correction={"material": False, "note": note})
    corrected.refresh_from_db()
    verdicts.propose(corrected, by=people.reviewer)
    answer = desk(people.approver).get(to("claim", "change", corrected.pk))
    told = {str(word): runs for word, _code, runs in answer.context["changed"]}
    new = {word: "".join(text for kind, text in runs if kind == "new") for word, runs in told.items()}
    assert "2031" in new["Angka"] and "kelurahan daring" in new["Angka"] and "PRESIDEN" in new["Pembicara"]
    assert topic.label["id"] in new["Topik"] and "kalimat tak" in new["Bentuk ucapan"]
    english = said(desk(people.approver).get("/en" + to("claim", "change", corrected.pk)))
    assert "Period: 2031" in english and "Indonesian: PRESIDEN" in english


def test_a_correction_that_changes_nothing_says_so(corrected, people):
    told = said(desk(people.reviewer).get(to("claim", "change", corrected.pk)))
    assert "Pembaca akan melihat hal yang sama seperti sekarang" in told


def test_the_kind_and_note_of_the_correction_are_told(corrected, people):
    verdicts.save(
        corrected, by=people.reviewer, correction={"material": True, "note": words("Data 2024.", "2024 data.")}
    )
    corrected.refresh_from_db()
    (row,) = correction.changes(corrected, corrected.live, corrected.draft)
    assert row[0] == "Koreksi" and "Data 2024." in row[2][-1][1]
    assert json.loads(corrected.publication.body)["corrections"] == []


def test_the_explanation_is_compared_as_typed(corrected, people):
    verdicts.save(corrected, by=people.reviewer, explanation=words("Laporan **2023** mencatat 19.", "As before."))
    corrected.refresh_from_db()
    rows = correction.changes(corrected, corrected.live, corrected.draft)
    assert [(word, code) for word, code, _runs in rows] == [("Penjelasan", "id"), ("Penjelasan", "en")]
    assert ("new", "19.") in rows[0][2] and not any("<" in text for _kind, text in rows[0][2])


def test_the_page_of_a_correction_without_rating_still_compares(claim, people, article):
    """A draft opened for a correction has the live rating; one whose rating was taken away compares as if it had."""
    claim = verdicts.correct(publish_plain(article, people), by=people.reviewer, reason="Data")
    claim.draft.rating = None
    claim.draft.save()
    assert desk(people.reviewer).get(to("claim", "change", claim.pk)).context["changed"] == []


def publish_plain(article, people):
    claim = make_claim(article, people.editor, quote="6,2 persen pada 2023")
    return verdicts.approve(verdicts.propose(draft(claim, people), by=people.reviewer), by=people.approver)
