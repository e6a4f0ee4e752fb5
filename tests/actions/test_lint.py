"""The check before publication: each rule fires on what it is about and on nothing else, and what blocks, blocks."""

from dataclasses import replace

import pytest
from django.utils import translation

from claims.actions import claims, conflicts, lint, sources, verdicts
from claims.actions.lint import Evidence, Facts
from claims.actions.refusals import Incomplete
from claims.models import Conflict, Figure, words
from tests.support.newsroom import draft, make_article, make_claim, propose

pytestmark = pytest.mark.django_db

DATA = Evidence(title="Data", kind="data", year=2023)
WEB = Evidence(title="Berita", kind="web", year=2023)
SOUND = Facts(
    label="18 dari 27 kelurahan daring",
    labels=("18 dari 27 kelurahan daring", "18 of 27 kelurahan online"),
    rated=True,
    scale=("Benar", "True", "Menyesatkan"),
    summary="Sesuai.",
    explanation="Laporan mencatat 18.",
    sources=(DATA, WEB),
    year=2023,
)
# Rule: what makes it fire, and what comes near and does not.
CASES = {
    "label": ({"label": "Dipotong …"}, {"label": "x" * 75}),
    "rating": ({"rated": False}, {"rated": True}),
    "summary": ({"summary": " \n"}, {"summary": "."}),
    "explanation": ({"explanation": ""}, {"explanation": "."}),
    "source": ({"sources": ()}, {"sources": (WEB, DATA)}),
    "passage": (
        {"sources": (DATA, replace(WEB, excerpt=False))},
        {
            "sources": (
                DATA,
                replace(WEB, excerpt=False, stance="context"),
                replace(WEB, excerpt=False, withheld=True),
            )
        },
    ),
    "conflict": ({"conflicts": 1}, {"conflicts": 0}),
    "report": ({"reported": True, "report_named": False}, {"reported": True, "report_named": True}),
    "note": ({"correction": True, "note": " "}, {"correction": True, "note": "Data baru."}),
    "precedent": ({"precedents": ("18 dari 27 · Salah",)}, {"precedents": ()}),
    "long_label": ({"labels": ("Pendek", "x" * 76)}, {"labels": ("x" * 75,)}),
    "rating_word": (
        {"labels": ("Tidak benar 18 kelurahan",)},
        {"labels": ("Kebenaran data", "Untrue", "Salah satu kota benar-benar daring")},
    ),
    "one_source": ({"sources": (DATA,)}, {"sources": (DATA, WEB)}),
    "primary": ({"sources": (WEB, WEB)}, {"sources": (WEB, replace(WEB, kind="interview"))}),
    "older": (
        {"sources": (DATA, replace(WEB, year=2022))},
        {"sources": (DATA, replace(WEB, year=2022, stance="context"), replace(WEB, year=None))},
    ),
    "no_copy": ({"sources": (DATA, replace(WEB, copy="none"))}, {"sources": (DATA, WEB)}),
    "not_in_copy": ({"sources": (DATA, replace(WEB, copy="missing"))}, {"sources": (DATA, replace(WEB, copy="none"))}),
    "not_asked": ({"asked": False}, {"asked": False, "speaker": False}),
    "incomplete": ({"complete": False}, {"complete": True}),
    "machine": ({"machine": ("en",)}, {"machine": ()}),
}
BLOCKS = {"label", "rating", "summary", "explanation", "source", "passage", "conflict", "report", "note", "precedent"}


def slugs(facts):
    return {one.slug for one in lint.check(facts, "id")}


def test_every_rule_has_its_cases():
    assert set(CASES) == {rule.slug for rule in lint.RULES} and slugs(SOUND) == set()
    assert {rule.slug for rule in lint.RULES if rule.level == lint.BLOCK} == BLOCKS


@pytest.mark.parametrize("slug", CASES)
def test_a_rule_fires_on_its_case_and_not_beside_it(slug):
    fires, spares = CASES[slug]
    assert slug in slugs(replace(SOUND, **fires))
    assert slug not in slugs(replace(SOUND, **spares))


def test_a_finding_names_what_it_is_about_in_the_readers_language():
    facts = replace(SOUND, sources=(DATA, replace(WEB, excerpt=False)))
    with translation.override("id"):
        assert str(lint.check(facts, "id")[0].sentence) == "Kutip bagian yang menentukan dari: “Berita”."
    with translation.override("en"):
        assert "“Berita”" in str(lint.check(facts, "en")[0].sentence)


def test_a_finding_leads_to_the_field_of_the_articles_language():
    assert lint.check(replace(SOUND, summary=""), "en")[0].place == "verdict-summary_en"


def test_a_claim_without_a_draft_lacks_everything_of_it(claim):
    found = {one.slug for one in lint.findings(claim, None)}
    assert {"rating", "summary", "explanation", "source"} <= found and "note" not in found


def blocked_by(claim):
    return {one.slug for one in lint.findings(claim, claim.draft) if one.level == lint.BLOCK}


def test_the_facts_are_read_from_the_rows(claim, people):
    claim = draft(claim, people)
    sources.add(claim, by=people.reviewer, title="Tanpa kutipan", url="https://example.org/t", stance="refutes")
    Figure.objects.create(claim=claim, value=18, raw="18", period="2024", start=claim.start, end=claim.end)
    claim.article.complete = False
    facts = lint.facts_of(claim, claim.draft)
    assert (facts.year, facts.complete, facts.asked, facts.reported, facts.report_named) == (
        2024, False, False, True, True,
    )  # fmt: skip
    assert [(one.excerpt, one.year, one.copy) for one in facts.sources] == [(True, 2023, "none"), (False, None, "none")]
    assert blocked_by(claim) == {"passage"}


def test_a_report_that_nothing_names_blocks(people):
    article = make_article(people.editor, publisher="", url="")
    claim = draft(make_claim(article, people.editor), people)
    assert blocked_by(claim) == {"report"}
    confirmed = {"attribution": "confirmed", "attribution_at": "01:02:03"}
    assert blocked_by(claims.edit(claim, by=people.reviewer, **confirmed)) == set()


def conflict_at(claim):
    return Conflict.objects.create(text=claim.text, kind="figure", spans=[[claim.start, claim.end], [0, 4]])


def test_an_open_conflict_blocks_the_proposal_until_it_is_closed(claim, people):
    claim = draft(claim, people)
    row = conflict_at(claim)
    with pytest.raises(Incomplete):
        verdicts.propose(claim, by=people.reviewer)
    conflicts.dismiss(row, by=people.reviewer, reason="Dua tahun yang berbeda.")
    assert verdicts.propose(claim, by=people.reviewer).work == "proposed"


def test_a_conflict_elsewhere_in_the_text_blocks_nothing(claim, people):
    claim = draft(claim, people)
    Conflict.objects.create(text=claim.text, kind="figure", spans=[[0, 4], [5, claim.start]])
    assert blocked_by(claim) == set()


def test_what_blocks_is_asked_again_at_the_approval(claim, people):
    claim = propose(claim, people)
    row = conflict_at(claim)
    with pytest.raises(Incomplete):
        verdicts.approve(claim, by=people.approver)
    conflicts.resolve(row, by=people.editor, reason="Diperiksa pada rekaman.")
    assert verdicts.approve(claim, by=people.approver).public == "published"


def test_a_translation_is_marked_until_a_person_confirms_it(claim, people):
    claim = draft(claim, people)
    verdicts.save(claim, by=people.reviewer, translated={"en", "fr"})
    claim.refresh_from_db()
    assert claim.draft.translated == {"en": "machine"}
    assert "machine" in {one.slug for one in lint.findings(claim, claim.draft)}
    verdicts.save(claim, by=people.reviewer, summary=words("Lain.", "Other."))
    claim.draft.refresh_from_db()
    assert claim.draft.translated == {"en": "machine"}, "a save that does not speak of it changes nothing"
    verdicts.save(claim, by=people.reviewer, translated=set())
    claim.draft.refresh_from_db()
    assert claim.draft.translated == {}
