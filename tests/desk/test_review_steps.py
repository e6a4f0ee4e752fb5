"""The cards of the review page: every step by plain form and by script, what comes back, and what people get wrong."""

import re

import pytest

from claims.actions import claims, spans, speakers
from claims.models import AuditEntry, Claim, Speaker, words
from claims.workflow import Role, Work
from tests.desk.pages import desk, to
from tests.desk.pages import words as said
from tests.support.newsroom import TEXT, make_article, make_claim, make_person

pytestmark = pytest.mark.django_db

QUOTE = "Indeks layanan digital kami 3,41, dan 18 dari 27 kelurahan sudah daring"


@pytest.fixture
def suggested(article, people):
    claim = make_claim(article, people.editor, QUOTE, label=words("Dua angka", "Two figures"))
    Claim.objects.filter(pk=claim.pk).update(work=Work.EXTRACTED, touched=False)
    claim.refresh_from_db()
    return claim


def act(person, claim, script=False, **data):
    """POSTs a step of the claim's card, as the page's form or its script does."""
    headers = {"X-Desk": "swap"} if script else {}
    data = {"expected": claim.edit, **({"part": f"0-{len(TEXT)}"} if script else {}), **data}
    return desk(person).post(to("article", "act", claim.article_id, claim.pk), data, headers=headers)


def undo(person, article, script=False):
    headers, data = ({"X-Desk": "swap"}, {"part": f"0-{len(TEXT)}"}) if script else ({}, {})
    return desk(person).post(to("article", "undo", article.pk), data, headers=headers)


def typed(claim, **changes):
    """What the form in a card sends."""
    pairs = {f"{n}_{c}": getattr(claim, n)[c] or "" for n in ("label", "statement") for c in ("id", "en")}
    return {"do": "edit", **pairs, "speaker": claim.speaker.name if claim.speaker else "", **changes}


def card_of(page, claim):
    text = page.content.decode()
    start = text.index(f'id="claim-{claim.pk}"')
    return text[start : text.index("</article>", start)]


# Every step as a plain form


def test_each_step_leads_back_to_the_card(article, suggested, people):
    for data, state in (
        ({"do": "queue"}, {"work": "queued"}),
        ({"do": "end-1"}, {"quote": QUOTE.removesuffix(" daring")}),
        ({"do": "start+1"}, {"quote": QUOTE.removesuffix(" daring").removeprefix("Indeks ")}),
        ({"dismissal": "trivial"}, {"work": "dismissed", "dismissal": "trivial"}),
        ({"do": "restore"}, {"work": "extracted"}),
    ):
        answer = act(people.editor, suggested, **data)
        suggested.refresh_from_db()
        assert answer.url == f"{to('article', 'change', article.pk)}?at={suggested.start}#claim-{suggested.pk}"
        assert {name: getattr(suggested, name) for name in state} == state
    undo(people.editor, article)
    suggested.refresh_from_db()
    assert suggested.work == "dismissed"


def test_a_card_shows_its_steps_and_opens_without_script(article, suggested, people):
    client = desk(people.editor)
    closed = card_of(client.get(to("article", "change", article.pk)), suggested)
    assert all(f'value="{verb}"' in closed for verb in ("queue", "start-1", "start+1", "end-1", "end+1", "merge"))
    assert 'name="label_id"' not in closed
    opened = card_of(client.get(to("article", "change", article.pk) + f"?open={suggested.pk}"), suggested)
    assert 'value="Dua angka"' in opened and 'name="statement_en"' in opened and 'value="Rahma Wirasti"' in opened
    cuts = card_of(client.get(to("article", "change", article.pk) + f"?open={suggested.pk}&what=split"), suggested)
    assert re.search(r'<option value="\d+" selected>dan 18 dari 27 kelurahan sudah</option>', cuts)
    assert "<form" not in card_of(desk(people.approver).get(to("article", "change", article.pk)), suggested)


@pytest.mark.parametrize("query", ["?open=99999", "?open=x", "?open={}&what=hapus", "?at=x&open=", "?at=-5"])
def test_nonsense_in_the_address_opens_nothing(query, article, suggested, people):
    page = desk(people.editor).get(to("article", "change", article.pk) + query.format(suggested.pk))
    assert page.status_code == 200 and 'class="opening"' not in page.content.decode()


def test_edit_in_the_card_and_accept_at_once(article, suggested, people):
    act(people.editor, suggested, **typed(suggested, label_en="Index 3.41", speaker="Damar Setiaji"), then="queue")
    suggested.refresh_from_db()
    assert (suggested.label["en"], suggested.speaker.name, suggested.work) == ("Index 3.41", "Damar Setiaji", "queued")
    assert [e.verb for e in suggested.history.all()] == ["add", "edit", "queue"]


def test_a_form_with_nothing_changed_writes_nothing(suggested, people):
    before = AuditEntry.objects.count()
    assert act(people.editor, suggested, **typed(suggested)).status_code == 302
    assert AuditEntry.objects.count() == before


def test_assign_in_the_card(claim, people):
    act(people.editor, claim, **typed(claim, to=people.reviewer.pk))
    claim.refresh_from_db()
    assert claim.assigned_to == people.reviewer
    act(people.reviewer, claim, **typed(claim, to=""))
    claim.refresh_from_db()
    assert claim.assigned_to == people.reviewer, "a Reviewer has no such field"


def test_split_by_place_and_by_words(article, suggested, people):
    act(people.editor, suggested, do="split", at=TEXT.index("dan 18"))
    rest = Claim.objects.latest("pk")
    assert rest.quote == "dan 18 dari 27 kelurahan sudah daring"
    act(people.editor, rest, do="split", words="kelurahan sudah")
    assert Claim.objects.latest("pk").quote == "kelurahan sudah daring"


def test_merge_with_the_claim_that_the_card_named(article, suggested, people):
    _first, rest = spans.split(suggested, by=people.editor, at=TEXT.index("dan 18"))
    suggested.refresh_from_db()
    page = card_of(desk(people.editor).get(to("article", "change", article.pk)), suggested)
    assert f'name="other" value="{rest.pk}"' in page
    act(people.editor, suggested, do="merge", other=rest.pk)
    suggested.refresh_from_db()
    assert suggested.quote == QUOTE
    last = act(people.editor, suggested, do="merge", other="")
    assert last.status_code == 422 and "Tidak ada klaim berikutnya" in said(last)


# What a script gets: just what changed


def test_a_script_gets_the_card_its_lines_and_the_counts(article, suggested, people):
    make_claim(article, people.editor, "6,2 persen")
    answer = act(people.editor, suggested, script=True, do="end-1")
    page = answer.content.decode()
    assert page.count("<article") == 1 and page.count('<p id="line-') == 1 and "<html" not in page
    assert f'data-choose="claim-{suggested.pk}"' in page and 'id="counts"' in page
    assert "kelurahan sudah</a>" in page, "the mark ends where the quotation does now"


def test_after_a_split_two_cards_and_after_a_merge_one_is_gone(article, suggested, people):
    page = act(people.editor, suggested, script=True, do="split", at=TEXT.index("dan 18")).content.decode()
    assert page.count("<article") == 2
    suggested.refresh_from_db()
    rest = Claim.objects.latest("pk")
    page = act(people.editor, suggested, script=True, do="merge", other=rest.pk).content.decode()
    assert page.count("<article") == 1 and f'data-gone="claim-{rest.pk}"' in page
    page = undo(people.editor, article, script=True).content.decode()
    assert page.count("<article") == 2 and "Diurungkan." in page
    page = undo(people.editor, article, script=True).content.decode()
    assert page.count("<article") == 1 and f'data-gone="claim-{rest.pk}"' in page


def test_a_card_is_fetched_open(article, suggested, people):
    address = to("article", "card", article.pk, suggested.pk)
    page = desk(people.editor).get(f"{address}?what=edit").content.decode()
    assert page.count("<article") == 1 and 'name="label_id"' in page and 'id="counts"' not in page
    assert desk(people.editor).get(to("article", "card", article.pk, 999)).status_code == 404


def test_a_claim_from_a_selection_comes_back_as_a_card(article, people):
    start = TEXT.index("6,2 persen")
    assert "🙂" in TEXT[:start]
    span = {"start": start, "end": start + 10, "words": "6,2 persen", "part": f"0-{len(TEXT)}"}
    answer = desk(people.editor).post(to("article", "mark", article.pk), span, headers={"X-Desk": "swap"})
    assert answer.status_code == 200 and ">6,2 persen</a>" in answer.content.decode()
    assert Claim.objects.get().quote == "6,2 persen"


# What people get wrong


def test_two_people_take_one_task(article, claim, people):
    second = make_person("reviewer2", Role.REVIEWER)
    act(people.reviewer, claim, do="take")
    for script in (False, True):
        answer = act(second, claim, script=script, do="take")
        assert answer.status_code == 409 and "Rev sudah mengambil klaim ini" in said(answer)
    claim.refresh_from_db()
    assert claim.assigned_to == people.reviewer


def test_a_stale_form_gives_both_texts_back(article, suggested, people):
    seen = suggested.edit
    claims.edit(suggested, by=people.reviewer, label=words("Dari orang lain", None))
    answer = act(people.editor, suggested, **typed(suggested, label_id="Dari saya"), expected=seen)
    card = card_of(answer, suggested)
    assert answer.status_code == 409 and 'value="Dari saya"' in card and "Dari orang lain" in card
    suggested.refresh_from_db()
    assert suggested.label["id"] == "Dari orang lain"


@pytest.mark.parametrize(
    "span", [{"start": 9, "end": 4}, {"start": 0, "end": 10**9}, {"start": "x", "end": ""}, {"start": -1, "end": 4}]
)
def test_a_span_outside_the_text_is_refused(span, article, suggested, people):
    answer = act(people.editor, suggested, script=True, do="span", **span)
    assert answer.status_code == 422 and "di luar teks" in said(answer)
    suggested.refresh_from_db()
    assert suggested.quote == QUOTE


def test_a_span_behind_an_emoji_is_counted_in_code_points(suggested, people):
    start = TEXT.index("Indeks")
    act(people.editor, suggested, do="span", start=start, end=start + 6)
    suggested.refresh_from_db()
    assert suggested.quote == "Indeks"


def test_a_speaker_merged_away_while_the_form_was_open(article, suggested, people):
    old, new = suggested.speaker, Speaker.objects.create(newsroom=article.newsroom, name="Rahma W. Sari")
    speakers.merge(old, into=new, by=people.editor, reason="orang yang sama")
    answer = act(people.editor, suggested, **typed(suggested, label_id="Baru", speaker="Rahma Wirasti"))
    suggested.refresh_from_db()
    assert answer.status_code == 302 and (suggested.speaker, suggested.label["id"]) == (new, "Baru")
    assert claims.edit(suggested, by=people.editor, speaker=old).speaker == new
    numbered = typed(suggested, speaker=f"{old.name} #{old.pk}")
    act(people.editor, suggested, **numbered)
    suggested.refresh_from_db()
    assert suggested.speaker == new and Speaker.objects.count() == 2


def test_a_step_on_a_claim_merged_away_meanwhile(article, suggested, people):
    _first, rest = spans.split(suggested, by=people.editor, at=TEXT.index("dan 18"))
    suggested.refresh_from_db()
    spans.merge(suggested, rest, by=people.reviewer)
    answer = act(people.editor, rest, do="queue")
    assert answer.status_code == 409 and 'role="alert"' in answer.content.decode()
    answer = act(people.editor, rest, script=True, do="queue")
    assert answer.status_code == 409 and f'data-gone="claim-{rest.pk}"' in answer.content.decode()


def test_a_label_too_long_comes_back_with_what_was_typed(suggested, people):
    answer = act(people.editor, suggested, **typed(suggested, label_id="panjang " * 40, statement_id="Tetap ada."))
    card = card_of(answer, suggested)
    assert answer.status_code == 422 and "Tetap ada." in card and 'role="alert"' in card


def test_nobody_steps_beyond_their_role_nor_by_get(article, suggested, people):
    for person, data in ((people.reviewer, {"do": "queue"}), (people.approver, {"do": "split", "at": 200}),
                         (people.approver, {"do": "end-1"})):  # fmt: skip
        assert act(person, suggested, **data).status_code == 403
    assert act(people.editor, suggested, do="publish").status_code == 404
    assert desk(people.editor).get(to("article", "act", article.pk, suggested.pk)).status_code == 302
    assert desk(people.editor).get(to("article", "undo", article.pk)).status_code == 405
    other = make_article(people.editor, content="Naik 3 persen.\n", title="Lain")
    assert desk(people.editor).post(to("article", "act", other.pk, suggested.pk), {"do": "queue"}).status_code == 404
    assert not suggested.history.exclude(verb="add").exists()


def test_nothing_to_undo_says_so(article, people):
    for script in (False, True):
        answer = undo(people.editor, article, script=script)
        assert answer.status_code == 409 and "Tidak ada langkah Anda" in said(answer)


def test_history_tells_of_splits_and_undone_steps(suggested, people):
    spans.split(suggested, by=people.editor, at=TEXT.index("dan 18"))
    undo(people.editor, suggested.article)
    page = said(desk(people.editor).get(to("claim", "change", suggested.pk)))
    assert "memisahnya" in page and "mengurungkan satu langkah" in page
