"""Checked before, on the desk: the panel of a claim's page, what is decided there, the note, the line in each card."""

import pytest
from django.utils import timezone

from claims.actions import claims, matches, verdicts
from claims.models import ExternalCheck, Newsroom, Speaker
from tests.desk.pages import desk, now, to, words
from tests.support.newsroom import draft, make_article, make_claim

pytestmark = pytest.mark.django_db

SAID = "“Di Seruni sudah ada 30 dari 50 kelurahan berbasis digital,” kata {}."
OTHER = "“Di Seruni baru ada 20 dari 50 kelurahan berbasis digital,” kata {}."
TITLES = iter(f"Debat {n}" for n in range(1000))


def told(people, line, speaker, published=""):
    """A claim on the first quotation of `line` in an article of its own, published with the verdict of this slug."""
    text = line.format(speaker)
    title = next(TITLES)
    article = make_article(people.editor, content=f"{title}\n\n{text}\n", title=title)
    quote = text[1 : text.index(",”")]
    claim = make_claim(article, people.editor, quote, speaker, label={"id": quote[:70], "en": None})
    return publish_as(claim, people, published) if published else claim


def publish_as(claim, people, slug):
    claim = draft(claim, people, slug)
    return verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)


def check(newsroom):
    now = timezone.now()
    row = ExternalCheck.objects.create(
        newsroom=newsroom,
        key="k",
        publisher="Cek Seruni",
        site="cek.example.org",
        url="https://cek.example.org/1",
        claim="Sudah ada 30 dari 50 kelurahan berbasis digital di Seruni",
        claimant="Rahma Wirasti",
        rating="Menyesatkan sekali",
        first_seen=now,
        last_seen=now,
    )
    matches.follow_check(row)
    return row


def page(person, claim, language=""):
    return desk(person).get(language + to("claim", "change", claim.pk))


def test_the_panel_says_what_was_checked_by_whom_and_why_it_is_shown(people):
    told(people, SAID, "Rahma Wirasti", "false")
    claim = told(people, SAID, "Bima Laksana")
    said = words(page(people.reviewer, claim))
    assert "Pernah diperiksa Klaim yang sama" in said
    assert "Salah Rahma Wirasti" in said and "pembicara lain" in said and "angka yang sama: 30 dari 50" in said
    assert "Disampaikan 2 kali" in said
    english = words(page(people.reviewer, claim, "/en"))
    assert "Checked before Same claim" in english and "another speaker" in english


def test_another_figure_for_the_same_measure_is_told_as_one(people):
    told(people, OTHER, "Rahma Wirasti", "false")
    claim = told(people, SAID, "Bima Laksana")
    said = words(page(people.editor, claim))
    assert "Angka lain pernah disebut" in said and "20 dari 50 di sana, 30 dari 50 di sini" in said


def test_another_publishers_check_is_always_theirs(people, newsroom):
    check(newsroom)
    said = page(people.reviewer, told(people, SAID, "Bima Laksana"))
    html = said.content.decode()
    assert "Cek Seruni : “Menyesatkan sekali”" in words(said) and 'href="https://cek.example.org/1"' in html
    panel = html[html.index('id="checked"') :]
    assert "verdict-word" not in panel[: panel.index("</section>")]


def test_whoever_may_edit_links_rejects_and_undoes(people):
    old = told(people, SAID, "Rahma Wirasti", "false")
    claim = told(people, SAID, "Bima Laksana")
    client, address = desk(people.reviewer), to("claim", "precedent", claim.pk)

    def do(deed, status=302, **data):
        answer = client.post(address, {"deed": deed, "what": f"claim-{old.pk}", **now(claim), **data})
        assert answer.status_code == status
        return answer

    do("link", expected=claim.edit)
    assert claim.match_decisions.get().decision == "linked"
    assert "ditautkan redaksi" in words(page(people.reviewer, claim))
    do("reject")
    said = words(page(people.reviewer, claim))
    assert "1 temuan dikesampingkan" in said and "Disampaikan" not in said
    do("undecide")
    assert not claim.match_decisions.exists()
    assert "Muat ulang" in words(do("link", 409, expected=0)) or not claim.match_decisions.exists()
    for deed, what in (("x", f"claim-{old.pk}"), ("link", "claim-0"), ("link", "nonsense")):
        assert client.post(address, {"deed": deed, "what": what} | now(claim)).status_code == 404
    assert desk(people.approver).post(address, {"deed": "link", "what": f"claim-{old.pk}"}).status_code == 403
    assert 'name="deed"' not in page(people.approver, claim).content.decode()
    assert client.get(address).status_code == 302


def test_another_verdict_is_explained_before_it_is_proposed(people):
    old = told(people, SAID, "Rahma Wirasti", "false")
    claim = draft(told(people, SAID, "Bima Laksana"), people, "mostly-true")
    client, address = desk(people.reviewer), to("claim", "verdict", claim.pk)
    shown = client.get(to("claim", "change", claim.pk))
    assert "bukan vonis yang dipilih di sini" in words(shown) and 'name="precedent_note"' in shown.content.decode()
    form = {"rating": claim.draft.rating_id, "summary_id": "Ringkas.", "explanation_id": "Jelas.", "then": "propose"}
    refused = client.post(address, {**form, "precedent_note": " "} | now(claim))
    assert refused.status_code == 422 and "Rahma Wirasti · Salah" in words(refused)
    assert 'href="#precedent"' in shown.content.decode()
    assert client.post(address, {**form, "precedent_note": "Ia bicara tentang 2024."} | now(claim)).status_code == 302
    claim.refresh_from_db()
    assert claim.work == "proposed" and claim.draft.precedent_note == "Ia bicara tentang 2024."
    said = words(page(people.approver, claim))
    assert "Ia bicara tentang 2024." in said and old.label["id"] in said
    verdicts.approve(claim, by=people.approver)
    assert "Alasan berbeda dari vonis terdahulu" in words(desk(people.editor).get(to("claim", "file", claim.pk)))


def test_the_same_verdict_or_a_rejected_match_needs_no_note(people):
    old = told(people, SAID, "Rahma Wirasti", "false")
    claim = draft(told(people, SAID, "Bima Laksana"), people, "false")
    assert verdicts.missing(claim, claim.draft) == []
    other = draft(told(people, SAID, "Citra Dewi"), people, "true")
    assert len(verdicts.missing(other, other.draft)) == 1
    desk(people.reviewer).post(
        to("claim", "precedent", other.pk), {"deed": "reject", "what": f"claim-{old.pk}"} | now(other)
    )
    other.refresh_from_db()
    assert verdicts.missing(other, other.draft) == []


def test_another_figure_blocks_nothing_and_no_rating_asks_nothing(people, django_assert_max_num_queries):
    told(people, OTHER, "Rahma Wirasti", "false")
    claim = draft(told(people, SAID, "Bima Laksana"), people, "true")
    assert verdicts.missing(claim, claim.draft) == []
    fresh = claims.take(told(people, SAID, "Citra Dewi"), by=people.reviewer)
    with django_assert_max_num_queries(9):
        verdicts.missing(fresh, fresh.draft)


def test_a_form_without_the_note_leaves_it_as_it_was(claim, people):
    claim = verdicts.save(draft(claim, people), by=people.reviewer, precedent_note="Karena.")
    assert 'name="precedent_note"' in page(people.reviewer, claim).content.decode()
    desk(people.reviewer).post(to("claim", "verdict", claim.pk), {"rating": claim.draft.rating_id} | now(claim))
    claim.draft.refresh_from_db()
    assert claim.draft.precedent_note == "Karena."


# The cards


def test_a_card_asks_afterwards_and_links_without_a_script(people):
    old = told(people, SAID, "Rahma Wirasti", "false")
    claim = told(people, SAID, "Bima Laksana")
    client = desk(people.editor)
    article = client.get(to("article", "change", claim.article_id)).content.decode()
    assert f'href="{to("claim", "change", claim.pk)}#checked"' in article
    address = to("article", "checked", claim.article_id)
    line = client.get(f"{address}?claims={claim.pk},{old.pk},x")
    assert words(line).startswith("Pernah diperiksa: Salah (") and "Disampaikan 2 kali" in words(line)
    assert line.content.decode().count("data-claim=") == 1  # the other is on another article
    assert "data-claim" not in client.get(address).content.decode()


def test_where_nothing_was_checked_the_page_says_so(claim, people):
    assert "Pernah diperiksa Belum ada yang serupa" in words(page(people.editor, claim))


def test_a_card_of_a_suggestion_tells_of_another_figure(people):
    told(people, OTHER, "Rahma Wirasti", "false")
    claim = told(people, SAID, "Bima Laksana")
    type(claim).objects.filter(pk=claim.pk).update(work="extracted")
    said = words(desk(people.editor).get(to("article", "checked", claim.article_id) + f"?claims={claim.pk}"))
    assert said.startswith("Angka lain pernah disebut:") and "(Rahma Wirasti" in said


def test_two_claims_of_the_desk_that_contradict_each_other_say_so(people):
    other = told(people, OTHER, "Rahma Wirasti")
    claim = told(people, SAID, "Bima Laksana")
    type(claim).objects.filter(pk=claim.pk).update(work="extracted")
    line = desk(people.editor).get(to("article", "checked", claim.article_id) + f"?claims={claim.pk}")
    assert words(line) == "Angka lain pernah disebut: 20 dari 50 (Rahma Wirasti)"
    assert f'href="{to("claim", "change", other.pk)}"' in line.content.decode()
    panel = words(page(people.editor, claim))
    assert "Angka lain pernah disebut: 20 dari 50" in panel and "Rahma Wirasti" in panel


def test_the_card_names_the_site_of_another_publishers_check(people, newsroom):
    check(newsroom)
    claim = told(people, SAID, "Bima Laksana")
    line = desk(people.editor).get(to("article", "checked", claim.article_id) + f"?claims={claim.pk}")
    assert "(Cek Seruni · cek.example.org)" in words(line)


def test_a_published_claim_is_put_right_without_a_correction(people):
    old = told(people, SAID, "Rahma Wirasti", "false")
    claim = told(people, SAID, "Bima Laksana", "false")
    assert 'name="deed"' in page(people.reviewer, claim).content.decode()
    answer = desk(people.reviewer).post(
        to("claim", "precedent", claim.pk), {"deed": "reject", "what": f"claim-{old.pk}"} | now(claim)
    )
    assert answer.status_code == 302 and claim.match_decisions.get().decision == "rejected"


def test_ten_cards_are_asked_for_at_most_and_cost_no_more_rows_than_they_are(people, django_assert_max_num_queries):
    article = make_article(people.editor, content="\n".join(SAID.format(f"Orang {n}") for n in range(12)), title="X")
    content, rows = article.current_text.content, []
    for n in range(12):
        start = content.index("Di Seruni", rows[-1].end if rows else 0)
        end = content.index(",”", start)
        speaker = Speaker.objects.create(newsroom=article.newsroom, name=f"Orang {n}")
        rows.append(claims.add(article, by=people.editor, start=start, end=end, speaker=speaker))
    keys = ",".join(str(row.pk) for row in rows)
    with django_assert_max_num_queries(10 + 10 * 15):
        answer = desk(people.editor).get(to("article", "checked", article.pk) + f"?claims={keys}")
    assert answer.content.decode().count("data-claim=") == 10


def test_another_newsrooms_desk_is_not_asked(people, client):
    claim = told(people, SAID, "Bima Laksana")
    other = Newsroom.objects.create(slug="lain", name="Redaksi lain")
    people.editor.newsroom = other
    people.editor.save()
    assert desk(people.editor).get(to("article", "checked", claim.article_id)).status_code == 404


def test_history_and_a_correction_tell_what_was_decided_and_why(people):
    old = told(people, SAID, "Rahma Wirasti", "false")
    claim = told(people, SAID, "Bima Laksana", "false")
    claim = verdicts.correct(claim, by=people.reviewer, reason="Data baru")
    claim = verdicts.save(claim, by=people.reviewer, precedent_note="Ia bicara tentang 2024.")
    desk(people.reviewer).post(
        to("claim", "precedent", claim.pk), {"deed": "link", "what": f"claim-{old.pk}"} | now(claim)
    )
    said = words(page(people.editor, claim))
    assert "menandai klaim terdahulu sebagai klaim yang sama" in said
    assert f"Klaim terdahulu: “{old.label['id']}”" in said
    assert "Alasan berbeda dari vonis terdahulu: “Ia bicara tentang 2024.”" in said
    assert "Alasan berbeda dari vonis terdahulu Ia bicara tentang 2024." in said  # against the live version
