"""One claim, its history, its article, event and speaker; what a hold hides and a withdrawal leaves."""

import json

import pytest

from claims.actions import articles, replies
from claims.models import Article, words
from tests.support.newsroom import correct, hold, make_article, make_claim, publish, release, withdraw

pytestmark = pytest.mark.django_db

SECRET = words("Putusanrahasia menurut catatan.", "Secretfinding by the record.")
EXPLAINED = words("Penjelasanrahasia.", "Secretexplanation.")


def test_one_claim_is_the_same_object_as_in_the_list(api, published):
    record = api.json(f"claims/{published.public_id}/")
    assert record == api.json("claims/")["results"][0]
    assert record["quote"] == published.quote and record["verdict"]["slug"] == "mostly-true"


def test_the_body_is_the_stored_text_to_the_letter(api, published):
    body = published.publication.body
    assert api.get(f"claims/{published.public_id}/").content.decode() == body
    assert body in api.get("claims/").content.decode() and body in api.get("changes/").content.decode()


def test_a_corrected_claim_has_a_history_with_notes(api, published, people):
    correct(published, people)
    replies.record(published, by=people.editor, who="Rahma Wirasti", text="Data kami lebih baru.")
    second, first = api.json(f"claims/{published.public_id}/history/")["results"]
    assert (second["version"], second["revision"], first["version"], first["revision"]) == (2, 1, 1, 0)
    assert second["correction"]["note"] == words("Data 2024 mengubah vonis.", "2024 data changed it.")
    assert (second["correction"]["from"], second["correction"]["to"]) == ("mostly-true", "partly-true")
    assert first["correction"] is None and first["claim"]["verdict"]["slug"] == "mostly-true"
    assert second["claim"] == api.json(f"claims/{published.public_id}/")
    assert second["claim"]["replies"][0]["who"] == "Rahma Wirasti"


def everything(api, claim):
    """The text of every answer that could tell of `claim`."""
    speaker, article = claim.speaker.public_id, claim.article.public_id
    paths = [
        *("claims/", "articles/", "events/", "speakers/", "changes/", "changes/?limit=200", "claims/?q=putusanrahasia"),
        *(f"claims/{claim.public_id}/", f"claims/{claim.public_id}/history/"),
        *(f"articles/{article}/", f"speakers/{speaker}/", f"claims/?speaker={speaker}", f"claims/?article={article}"),
        *("claims/?verdict=misleading", "claims/?verdict=false"),
    ]
    if claim.article.event:
        paths.append(f"events/{claim.article.event.public_id}/")
    return {path: api.get(path).content.decode() for path in paths}


@pytest.fixture
def secret(debate, people):
    """A published and corrected claim at a debate, confirmed by a recording, whose verdict's words are telling."""
    article = make_article(people.editor, event=debate)
    claim = make_claim(article, people.editor)
    claim.attribution, claim.attribution_at = "confirmed", "01:12:07"
    claim.save()
    claim = publish(claim, people, slug="misleading", summary=SECRET, explanation=EXPLAINED)
    return correct(claim, people, slug="false", note=words("Catatanrahasia.", "Secretnote."))


def telling(text):
    """Which words of the verdict are in `text`."""
    signs = ["misleading", "false", "Menyesatkan", "Salah", "ecretfinding", "ahasia", "ecretexplanation", "ecretnote"]
    signs += ["laporan-2023", "Laporan Layanan", "telah daring"]
    record = text.replace('"more":false', "").replace('"material":false', "").replace('"approximate":false', "")
    return [sign for sign in signs if sign in record.replace("verdict=misleading", "").replace("verdict=false", "")]


def test_the_signs_are_there_before(api, secret):
    answers = everything(api, secret)
    assert telling(answers[f"claims/{secret.public_id}/"]) and telling(answers["changes/"])
    assert "misleading" in answers[f"claims/{secret.public_id}/history/"]
    assert '"verdicts":{"false":1}' in answers[f"speakers/{secret.speaker.public_id}/"]


def test_a_hold_hides_the_verdict_in_every_answer(api, secret, people):
    held = hold(secret, people)
    replies.record(held, by=people.editor, who="Rahma Wirasti", text="Terima kasih.")
    for path, text in everything(api, held).items():
        assert telling(text) == [], path
    record = api.json(f"claims/{held.public_id}/")
    assert (record["status"], record["verdict"], record["sources"]) == ("held", None, [])
    assert record["notice"]["en"] == "Verdict under review." and record["quote"] == held.quote
    (entry,) = api.json(f"claims/{held.public_id}/history/")["results"]
    assert entry["claim"] == record and entry["correction"] is None


def test_a_release_shows_everything_again(api, secret, people):
    before = api.json(f"claims/{secret.public_id}/history/")
    claim = release(hold(secret, people), people)
    after = api.json(f"claims/{claim.public_id}/history/")
    assert [entry["version"] for entry in after["results"]] == [2, 1]
    assert after["results"][1] == before["results"][1]
    assert [entry["correction"] for entry in after["results"]] == [entry["correction"] for entry in before["results"]]
    assert after["results"][0]["claim"]["verdict"]["slug"] == "false"


def test_a_withdrawal_leaves_a_tombstone_and_nothing_else(api, secret, people):
    gone = withdraw(secret, people)
    for path, text in everything(api, gone).items():
        assert telling(text) == [] and gone.quote not in text, path
    response = api.get(f"claims/{gone.public_id}/")
    stone = json.loads(response.content)
    assert response.status_code == 410 and response["Content-Type"] == "application/json"
    assert stone == {
        "id": str(gone.public_id),
        "url": stone["url"],
        "version": 2,
        "status": "withdrawn",
        "notice": words("Klaim bukan oleh dia.", "Not said by her."),
        "ground": "wrong_person",
    }
    (entry,) = api.json(f"claims/{gone.public_id}/history/")["results"]
    assert entry["claim"] == stone and entry["correction"] is None


def test_work_in_progress_is_not_public(api, published, people, article):
    draft = make_claim(article, people.editor, quote="angka kemiskinan turun menjadi 6,2 persen")
    assert api.get(f"claims/{draft.public_id}/").status_code == 404
    assert api.get(f"claims/{draft.public_id}/history/").status_code == 404
    assert len(api.json(f"articles/{article.public_id}/")["claims"]) == 1


def test_an_article_holds_its_claims_and_its_whole_text(api, published, people, article):
    second = publish(make_claim(article, people.editor, quote="angka kemiskinan turun menjadi 6,2 persen"), people)
    sheet = api.json(f"articles/{article.public_id}/")
    assert sheet["text"] == article.current_text.content
    assert {claim["id"] for claim in sheet["claims"]} == {str(published.public_id), str(second.public_id)}
    for claim in sheet["claims"]:
        place = claim["article"]
        assert sheet["text"][place["start"] : place["end"]] == claim["quote"]
    assert {k: v for k, v in sheet.items() if k not in ("text", "passages", "claims")} == api.json("articles/")[
        "results"
    ][0]


@pytest.mark.parametrize("display, passages", [(Article.Display.EXCERPT, 1), (Article.Display.LINK, 0)])
def test_an_article_that_may_not_be_shown_in_full_is_not(api, published, people, article, display, passages):
    articles.describe(article, by=people.editor, display=display)
    response = api.get(f"articles/{article.public_id}/")
    sheet = json.loads(response.content)
    assert sheet["text"] is None and len(sheet["passages"]) == passages and len(sheet["claims"]) == 1
    assert "Calon wali kota Rahma Wirasti menyebut capaiannya" not in response.content.decode()


def test_an_event_and_a_speaker(api, publish_one, debate):
    claim = publish_one(event=debate)
    event = api.json(f"events/{debate.public_id}/")
    assert event == api.json("events/")["results"][0] and event["participants"][0]["ballot_number"] == 1
    speaker = api.json(f"speakers/{claim.speaker.public_id}/")
    assert speaker == api.json("speakers/")["results"][0]
    assert speaker["claims"] == {"chosen": 1, "checked": 1} and speaker["verdicts"] == {}


def test_the_scale_has_its_version_and_both_languages(api, newsroom):
    scale = api.json("verdicts/")
    assert (scale["scale"], scale["best"], scale["worst"]) == (1, 5, 1)
    assert [(r["slug"], r["rating"]) for r in scale["results"]] == [
        *(("true", 5), ("mostly-true", 4), ("partly-true", 3), ("misleading", 2), ("false", 1)),
        *(("unproven", None), ("unverifiable", None), ("missing-context", None)),
    ]
    assert scale["results"][3]["label"] == words("Menyesatkan", "Misleading")


def test_the_index_leads_everywhere(api, newsroom):
    for name, address in api.json("").items():
        assert address == f"http://testserver/api/v1/{name}/"
        assert api.get(address).status_code == (405 if name == "match" else 200)  # match/ is asked by POST


def test_details_take_few_queries(api, published, django_assert_max_num_queries):
    claim, article, speaker = published.public_id, published.article.public_id, published.speaker.public_id
    for path in (f"claims/{claim}/", f"claims/{claim}/history/", f"speakers/{speaker}/", "changes/"):
        with django_assert_max_num_queries(2):
            api.json(path)
    for path in (f"articles/{article}/", "verdicts/"):
        with django_assert_max_num_queries(3):
            api.json(path)
