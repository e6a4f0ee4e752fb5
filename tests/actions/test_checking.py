"""What is being checked: shown only where the newsroom allows it, at its place alone, and ended by a notice."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import articles, claims, events, newsrooms, silences, spans, undo, verdicts
from claims.actions.records import moment
from claims.actions.refusals import NotYou
from claims.models import ArticleSheet, Newsroom, Publication, Sequence
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
OTHER, POVERTY = "Indeks layanan digital kami 3,41", "angka kemiskinan turun menjadi 6,2 persen pada 2023"


@pytest.fixture
def shows(newsroom, people):
    return newsrooms.describe(newsroom, by=people.approver, shows_checking=True)


@pytest.fixture
def seen(published, article, people):
    """A queued claim in an article that readers see already."""
    return made.make_claim(article, people.editor, quote=POVERTY)


def told(article):
    """{claim's id: state} of what the article's record shows, which its publication repeats."""
    body = json.loads(ArticleSheet.objects.get(article=article).body)
    current = Publication.objects.sheets("article").filter(article=article).first()
    assert current is None or json.loads(current.body) == body
    return {entry["id"]: entry["state"] for entry in body["checking"]}


def state(claim):
    return told(claim.article).get(str(claim.public_id))


def sequence():
    return Sequence.objects.get().value


def test_nothing_is_shown_and_nothing_published_where_the_newsroom_does_not_say_so(seen, people):
    before = sequence()
    made.propose(seen, people)
    assert told(seen.article) == {} and sequence() == before
    assert not Publication.objects.sheets("article").exists()


def test_it_begins_when_somebody_takes_it_and_ends_with_the_verdict(shows, seen, people):
    assert state(seen) is None
    before = sequence()
    claim = claims.take(seen, by=people.reviewer)
    assert state(claim) == "checking" and sequence() == before + 1
    made.propose(claim, people)
    assert state(claim) == "checking" and sequence() == before + 1, "what goes on inside moves nothing"
    claim = verdicts.approve(
        made.propose(verdicts.send_back(claim, by=people.approver, reason="?"), people), by=people.approver
    )
    assert state(claim) is None and claim.public == "published"
    kinds = [row.kind for row in Publication.objects.after(before + 1)]
    assert kinds.count("article") == 1 and "published" in kinds


def test_it_never_vanishes(shows, seen, people):
    claim = claims.take(seen, by=people.reviewer)
    began = json.loads(claim.article.sheet.body)["checking"][0]
    claim = claims.assign(claim, by=people.editor, to=None)
    assert state(claim) == "not_checked"
    claim = claims.assign(claim, by=people.editor, to=people.reviewer)
    assert state(claim) == "checking"
    claim = claims.dismiss(claim, by=people.editor, dismissal="trivial")
    assert state(claim) == "not_checked"
    claim = claims.restore(claim, by=people.editor)
    claim = claims.queue(claim, by=people.editor)
    assert state(claim) == "not_checked"
    claim = claims.take(claim, by=people.reviewer)
    assert state(claim) == "checking"
    undo.undo(claim, by=people.reviewer)
    assert state(claim) == "not_checked"
    claim.refresh_from_db()
    claim = claims.take(claim, by=people.reviewer)
    newsrooms.describe(shows, by=people.approver, shows_checking=False)
    assert state(claim) == "not_checked"
    entry = json.loads(ArticleSheet.objects.get().body)["checking"][0]
    assert entry | {"state": "checking", "since": began["since"]} == began
    made.publish(claim, people)
    assert state(claim) is None


def test_the_switch_shows_at_once_what_is_in_work_since_it_was_taken(newsroom, seen, people):
    claim = made.propose(seen, people)
    taken = claim.history.get(verb="take").at
    newsrooms.describe(newsroom, by=people.approver, shows_checking=True)
    (entry,) = json.loads(ArticleSheet.objects.get().body)["checking"]
    assert (entry["state"], entry["since"]) == ("checking", moment(taken))
    with pytest.raises(NotYou):
        newsrooms.describe(newsroom, by=people.reviewer, shows_checking=False)


def test_an_entry_tells_a_place_and_no_word(shows, seen, people):
    claim = made.propose(seen, people)
    bodies = Publication.objects.sheets("article").values_list("body", flat=True)
    (entry,) = json.loads(bodies.get())["checking"]
    assert set(entry) == {"id", "start", "end", "state", "since"}
    assert claim.text.content[entry["start"] : entry["end"]] == POVERTY
    for secret in ("Rahma", "kelurahan daring", "mostly-true", "reviewer", "Angkanya", "speaker", "verdict"):
        assert secret not in bodies.get()


def test_an_article_that_readers_do_not_see_stays_unseen(shows, claim, people):
    claim = made.propose(claim, people)
    assert not ArticleSheet.objects.exists() and sequence() == 0
    second = claims.take(made.make_claim(claim.article, people.editor, quote=POVERTY), by=people.reviewer)
    verdicts.approve(claim, by=people.approver)
    assert told(claim.article) == {str(second.public_id): "checking"}


def test_link_only_shows_nothing_new_and_drops_nothing_shown(shows, people):
    article = made.make_article(people.editor, display="link")
    made.publish(made.make_claim(article, people.editor), people)
    claim = claims.take(made.make_claim(article, people.editor, quote=POVERTY), by=people.reviewer)
    assert told(article) == {} and not Publication.objects.sheets("article").exists()
    articles.describe(article, by=people.editor, display="full")
    assert state(claim) == "checking"
    articles.describe(article, by=people.editor, display="link")
    (entry,) = json.loads(ArticleSheet.objects.get().body)["checking"]
    assert (entry["start"], entry["end"], entry["state"]) == (None, None, "checking")


def test_an_embargo_keeps_it_as_being_checked(shows, seen, people):
    claim = made.propose(seen, people)
    before = sequence()
    claim = verdicts.approve(claim, by=people.approver, embargo_until=timezone.now() + HOUR)
    assert state(claim) == "checking" and sequence() == before
    verdicts.recall(claim, by=people.approver, reason="Data baru")
    assert state(claim) == "checking" and sequence() == before


def test_held_and_withdrawn_claims_are_not_in_it(shows, seen, published, people):
    claim = claims.take(seen, by=people.reviewer)
    made.hold(published, people)
    assert told(claim.article) == {str(claim.public_id): "checking"}
    published.refresh_from_db()
    made.withdraw(published, people)
    current = Publication.objects.sheets("article").get()
    assert told(claim.article) == {} and current.status == "empty", "readers see the article no more"
    made.publish(made.make_claim(claim.article, people.editor, quote=OTHER), people)
    assert told(claim.article) == {str(claim.public_id): "checking"}


def test_a_silence_window_begins_nothing_and_ends_what_ends(shows, seen, article, people):
    event = events.create(by=people.editor, newsroom=shows, title="Debat", election="Pilwalkot Seruni")
    articles.describe(article, by=people.editor, event=event)
    going = claims.take(made.make_claim(article, people.editor, quote=OTHER), by=people.reviewer)
    now = timezone.now()
    window = silences.create(
        by=people.approver, newsroom=shows, election="Pilwalkot Seruni", starts_at=now - HOUR, ends_at=now + HOUR
    )
    seen.refresh_from_db()
    claim = claims.take(seen, by=people.reviewer)
    assert told(article) == {str(going.public_id): "checking"}
    claims.dismiss(going, by=people.editor, dismissal="trivial")
    assert told(article) == {str(going.public_id): "not_checked"}
    silences.lift(window, by=people.approver, reason="Salah tanggal")
    assert told(article) == {str(going.public_id): "not_checked", str(claim.public_id): "checking"}


def test_a_claim_merged_into_one_under_check_goes_on_in_it(shows, published, article, people):
    one = claims.take(made.make_claim(article, people.editor, quote="angka kemiskinan"), by=people.reviewer)
    two = claims.take(made.make_claim(article, people.editor, quote="6,2 persen"), by=people.reviewer)
    kept = spans.merge(one, two, by=people.editor)
    gone = two if kept.pk == one.pk else one
    assert told(article) == {str(kept.public_id): "checking"}
    claims.dismiss(kept, by=people.editor, dismissal="trivial")
    assert told(article) == {str(kept.public_id): "not_checked"} and gone.pk != kept.pk


def test_another_newsroom_is_left_alone(shows, seen, people):
    other = Newsroom.objects.create(slug="lain", name="Redaksi Lain")
    claims.take(seen, by=people.reviewer)
    newsrooms.describe(other, by=people.approver, shows_checking=True)
    newsrooms.describe(other, by=people.approver, shows_checking=False)
    assert state(seen) == "checking"
