"""`manage.py demo`: what it loads, that it loads it once, and where it refuses to."""

import json
from io import StringIO
from unittest import mock

from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from claims.management.demo import data
from claims.models import (
    Article,
    AuditEntry,
    Capture,
    Claim,
    Event,
    Newsroom,
    Publication,
    Reply,
    Sequence,
    Source,
    User,
)
from claims.text import extract
from claims.workflow import Public, Role, Work
from tests.support.newsroom import make_article, make_person


def run(*arguments):
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def bodies():
    return [json.loads(row.body) for row in Publication.objects.claims()]


class Loaded(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.said = run()

    def test_the_newsroom_says_that_it_is_fictional(self):
        newsroom = Newsroom.objects.default()
        assert newsroom.demo
        assert newsroom.name == "Kabar Seruni"
        assert newsroom.time_zone == "Asia/Makassar"

    def test_work_on_claims_stands_in_every_state(self):
        assert set(Claim.objects.values_list("work", flat=True)) == set(Work)

    def test_claims_are_public_in_every_state(self):
        assert set(Claim.objects.values_list("public", flat=True)) == set(Public)

    def test_an_approval_waits_for_its_embargo(self):
        waiting = Claim.objects.get(work=Work.APPROVED, public=Public.NONE)
        assert waiting.draft.embargo_until > timezone.now()

    def test_what_is_published_is_complete_in_both_languages(self):
        published = [body for body in bodies() if body["status"] == "published"]
        assert len(published) >= 8
        for body in published:
            for name in ("label", "statement", "summary", "explanation_html"):
                assert all(body[name].values()), (body["quote"], name)
            assert 1 <= len(body["sources"]) <= 3

    def test_verdicts_span_the_scale(self):
        slugs = set(Publication.objects.claims().values_list("verdict", flat=True))
        wanted = {"true", "mostly-true", "partly-true", "misleading", "false", "unproven", "missing-context"}
        assert wanted <= slugs

    def test_some_attributions_are_confirmed_by_the_recording_and_some_only_reported(self):
        levels = [body["attribution"] for body in bodies()]
        assert {level["level"] for level in levels} == {"confirmed", "reported"}
        assert all(level["at"] and level["url"] for level in levels if level["level"] == "confirmed")

    def test_no_side_is_only_right_or_only_wrong(self):
        """A demo that made one candidate the liar would teach the wrong lesson."""
        for name in ("Teguh Marlawan", "Larasati Wiradipa"):
            spoken = {
                body["verdict"]["slug"] for body in bodies() if body["verdict"] and body["speaker"]["name"] == name
            }
            assert {"true", "false"} <= spoken

    def test_one_correction_is_material_and_one_minor(self):
        corrections = [correction for body in bodies() for correction in body["corrections"]]
        assert sorted(correction["material"] for correction in corrections) == [False, True]
        assert all(all(correction["note"].values()) for correction in corrections)

    def test_a_correction_is_being_worked_on_beside_what_is_public(self):
        claim = Claim.objects.get(work=Work.IN_REVIEW, public=Public.PUBLISHED)
        assert (claim.live.version, claim.draft.version) == (1, 2)

    def test_the_rest_that_can_happen_has_happened(self):
        assert Reply.objects.exclude(answer="").count() == 1
        assert [source.withheld["id"] for source in Source.objects.exclude(withheld=None)]
        assert Claim.objects.get(public=Public.WITHDRAWN).withdrawals.get().ground == "wrong_person"
        assert Claim.objects.get(public=Public.HELD).holds.get().notice["en"]
        assert AuditEntry.objects.filter(verb="send_back").exclude(reason="").exists()

    def test_sources_stayed_changed_moved_vanished_or_are_withheld(self):
        told = [source for body in bodies() for source in body["sources"]]
        assert {source["state"] for source in told} == {"unchecked", "same", "changed", "moved", "gone"}
        assert all(source["archived"] for source in told if source["url"])
        assert any(source["withheld"] for source in told)
        assert all(source["checked_at"] for source in told if source["state"] != "unchecked")

    def test_every_address_has_its_copy_and_nothing_is_left_to_fetch(self):
        assert not Source.objects.exclude(url="").filter(copy=None).exists()
        assert not Capture.objects.exclude(state="done").exists()
        standings = {source.copy.passage_standing for source in Source.objects.exclude(copy=None)}
        assert standings == {"exact", ""}

    def test_one_difference_waits_for_the_approver(self):
        waiting = Capture.objects.awaiting_approver().get()
        assert waiting.finding == "changed" and waiting.source.state == "unchecked"

    def test_the_debate_has_its_people_and_recording(self):
        event = Event.objects.get()
        assert event.recording_url.startswith("https://example.org/")
        assert {p.ballot_number for p in event.participants.all()} == {None, 1, 2}
        assert all(p.role["id"] and p.role["en"] for p in event.participants.all())

    def test_both_texts_are_split_and_shown_in_full(self):
        shown = Article.objects.order_by("language").values_list("language", "kind", "display")
        assert list(shown) == [("en", "transcript", "full"), ("id", "article", "full")]
        assert all(article.current_text.extraction.claims_found for article in Article.objects.all())

    def test_time_never_runs_backwards_and_nothing_lies_ahead(self):
        moments = list(Publication.objects.order_by("sequence").values_list("at", flat=True))
        assert moments == sorted(moments)
        assert moments[-1] < timezone.now()
        evening = {at.astimezone(Newsroom.objects.default().zone()).date() for at in moments}
        assert evening == {timezone.localdate(timezone=Newsroom.objects.default().zone()) - timezone.timedelta(days=1)}
        said_at = list(AuditEntry.objects.order_by("pk").values_list("at", flat=True))
        assert said_at == sorted(said_at)

    def test_every_person_can_log_in_with_one_role(self):
        for person in data.people():
            assert person["username"] in self.said and person["password"] in self.said
            user = authenticate(username=person["username"], password=person["password"])
            assert user.roles() == {Role(person["role"])}
            assert user.is_staff and not user.is_superuser
            assert user.shown_name() != user.username
        assert User.objects.count() == 4

    def test_a_second_run_changes_nothing(self):
        def counts():
            return Sequence.objects.get().value, AuditEntry.objects.count(), Claim.objects.count(), User.objects.count()

        before = counts()
        said = run()
        assert counts() == before
        assert "nothing changed" in said
        assert said.splitlines()[1:] == self.said.splitlines()[1:]

    def test_the_log_ins_alone(self):
        assert run("--logins").splitlines() == self.said.splitlines()[1:]

    def test_readers_find_it(self):
        for path in ("/", "/en/"):
            answer = self.client.get(path)
            assert answer.status_code == 200
            self.assertContains(answer, "Kabar Seruni")

    def test_every_public_claim_has_its_page_in_both_languages(self):
        for claim in Claim.objects.in_public():
            assert self.client.get(f"/claims/{claim.public_id}/").status_code == 200
            self.assertContains(self.client.get(f"/en/claims/{claim.public_id}/"), "are fictional")
        gone = Claim.objects.get(public=Public.WITHDRAWN)
        assert self.client.get(f"/claims/{gone.public_id}/").status_code == 410


class WithoutTheEngine(TestCase):
    """The evening does not hang on what the engine happens to find: people mark what it misses."""

    @classmethod
    def setUpTestData(cls):
        found = extract("")
        with mock.patch("claims.actions.extraction.engine.extract", return_value=found):
            run()

    def test_the_same_claims_are_public(self):
        assert Publication.objects.claims().count() == 14
        assert not Claim.objects.exclude(extracted_start=None).exists()


class Refused(TestCase):
    def test_a_database_with_somebodys_article_is_left_alone(self):
        article = make_article(make_person("mira", Role.EDITOR))
        with self.assertRaisesMessage(CommandError, "real newsroom"):
            run()
        assert list(Article.objects.all()) == [article]
        assert not Newsroom.objects.default().demo
        assert User.objects.count() == 1

    def test_so_is_one_with_people(self):
        make_person("mira", Role.EDITOR)
        with self.assertRaisesMessage(CommandError, "empty one"):
            run()
        assert User.objects.count() == 1

    def test_log_ins_are_not_told_where_there_are_none(self):
        with self.assertRaisesMessage(CommandError, "not loaded"):
            run("--logins")
