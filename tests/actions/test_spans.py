"""Split, merge, resize, undo: the words stay the text's, nothing attached is lost, nobody's work is taken back."""

import json
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.actions import claims, figures, sources, spans, speakers, undo, verdicts
from claims.actions.refusals import NotNow, NotYou, Stale, Unacceptable
from claims.models import AuditEntry, Claim, Comment, Confirmation, Figure, Speaker, Topic, words
from claims.workflow import Role, Work
from tests.support.newsroom import make_article, make_claim, make_people, make_person, propose, publish

pytestmark = pytest.mark.django_db

BOTH = "Indeks layanan digital kami 3,41, dan 18 dari 27 kelurahan sudah daring"
FIRST = "Indeks layanan digital kami 3,41,"
REST = "dan 18 dari 27 kelurahan sudah daring"


def figure(claim, raw, value):
    start = claim.text.content.index(raw)
    return Figure.objects.create(claim=claim, value=Decimal(value), raw=raw, start=start, end=start + len(raw))


@pytest.fixture
def both(article, people):
    """A queued claim over two assertions, with a figure in each half."""
    claim = make_claim(article, people.editor, BOTH, label=words("Dua pernyataan", "Two statements"))
    figure(claim, "3,41", "3.41")
    figure(claim, "18 dari 27", "18")
    return claim


def at(claim, part=REST):
    return claim.text.content.index(part)


def faithful():
    """Whether each claim's quotation is the text's own words at its span."""
    return all(c.quote == c.text.content[c.start : c.end] for c in Claim.objects.select_related("text"))


def test_a_split_hands_the_latter_part_to_a_claim_of_its_own(both, people):
    key = both.public_id
    first, rest = spans.split(both, by=people.reviewer, at=at(both))
    assert (first.quote, rest.quote) == (FIRST, REST) and faithful()
    assert first.public_id == key != rest.public_id and first.label["id"] == "Dua pernyataan"
    assert rest.label == {"id": "Dan 18 dari 27 kelurahan sudah daring", "en": None}
    assert (rest.speaker, rest.mode, rest.work) == (first.speaker, first.mode, "queued")
    assert [f.raw for f in first.figures.all()] == ["3,41"] and [f.raw for f in rest.figures.all()] == ["18 dari 27"]
    assert [e.verb for e in first.history.all()] == ["add", "split"]
    assert [e.verb for e in rest.history.all()] == ["split_off"]


def test_what_is_split_off_a_review_waits_and_sources_stay(both, people):
    both = claims.take(both, by=people.reviewer)
    source = sources.add(both, by=people.reviewer, title="Data", url="https://example.org/d", stance="context")
    both.refresh_from_db()
    figures.find(both.figures.last(), by=people.reviewer, value=Decimal(17), source=source)
    first, rest = spans.split(both, by=people.editor, at=at(both))
    assert (first.work, rest.work, rest.assigned_to) == ("in_review", "queued", people.reviewer)
    assert first.draft and rest.draft is None and list(first.sources.all()) == [source]
    handed = rest.figures.get()
    assert handed.found_value == 17 and handed.found_source is None
    undo.undo(first, by=people.editor)
    assert first.figures.last().found_source == source


@pytest.mark.parametrize("where", [-3, 0, len(BOTH), 10**6])
def test_a_split_outside_the_claim_is_refused(where, both, people):
    with pytest.raises(Unacceptable):
        spans.split(both, by=people.editor, at=both.start + where)
    assert Claim.objects.count() == 1


def test_a_split_leaves_words_on_both_sides(article, people):
    claim = claims.add(article, by=people.editor, start=88, end=96)
    content = article.current_text.content
    start = content.index("🙂")
    claim = claims.add(article, by=people.editor, start=start, end=start + 3)
    with pytest.raises(Unacceptable):
        spans.split(claim, by=people.editor, at=start + 1)


def test_a_merge_takes_both_spans_and_everything_attached(article, people):
    one = make_claim(article, people.editor, "Indeks layanan digital kami 3,41", label=words("Indeks 3,41", "Index"))
    two = make_claim(article, people.editor, "18 dari 27 kelurahan sudah daring")
    figure(two, "18 dari 27", "18")
    two = claims.take(two, by=people.reviewer)
    sources.add(two, by=people.reviewer, title="Data", url="https://example.org/d", stance="context")
    now, topic = timezone.now(), Topic.objects.create(slug="digital", label=words("Digital", "Digital"))
    two.topics.add(topic)
    rows = {"newsroom": article.newsroom, "article": article, "by": people.editor, "at": now}
    Comment.objects.create(claim=two, body="Cek lagi.", **rows)
    Confirmation.objects.create(claim=two, to="Rahma", question="Benar?", sent_at=now, sent_by=people.editor)
    kept = spans.merge(one, two, by=people.editor)
    assert kept.pk == two.pk, "the one under review stays"
    assert kept.quote == "Indeks layanan digital kami 3,41, dan 18 dari 27 kelurahan sudah daring" and faithful()
    one.refresh_from_db()
    assert one.superseded_by == kept and kept.draft
    undone = undo.undo(article, by=people.editor)
    assert undone.quote == "18 dari 27 kelurahan sudah daring"
    kept = spans.merge(two, one, by=people.reviewer)
    assert (kept.pk, kept.sources.count(), kept.figures.count(), kept.comments.count()) == (two.pk, 1, 1, 1)
    assert kept.confirmations.count() == 1 and list(kept.topics.all()) == [topic]


def test_what_hung_on_the_other_moves_and_comes_back_with_undo(article, people):
    one = make_claim(article, people.editor, "Indeks layanan digital kami 3,41")
    two = make_claim(article, people.editor, "18 dari 27 kelurahan sudah daring")
    mine = figure(two, "18 dari 27", "18")
    Comment.objects.create(
        newsroom=article.newsroom, article=article, claim=two, body="?", by=people.editor, at=timezone.now()
    )
    kept = spans.merge(one, two, by=people.editor)
    assert kept.pk == one.pk and list(kept.figures.all()) == [mine] and kept.comments.count() == 1
    assert not article.claims.listed().filter(pk=two.pk).exists()
    undo.undo(article, by=people.editor)
    two.refresh_from_db()
    assert two.superseded_by is None and list(two.figures.all()) == [mine] and two.comments.count() == 1
    one.refresh_from_db()
    assert one.quote == "Indeks layanan digital kami 3,41" and faithful()


def test_twins_of_a_figure_are_not_doubled(article, people):
    one = make_claim(article, people.editor, BOTH)
    two = make_claim(article, people.editor, "18 dari 27 kelurahan sudah daring")
    figure(one, "18 dari 27", "18")
    told = figure(two, "18 dari 27", "18")
    Figure.objects.filter(pk=told.pk).update(found_value=17)
    kept = spans.merge(one, two, by=people.editor)
    assert [f.found_value for f in kept.figures.all()] == [17] and Figure.objects.count() == 2
    undo.undo(kept, by=people.editor)
    assert [f.found_value for f in one.figures.all()] == [None] and [f.pk for f in two.figures.all()] == [told.pk]


def test_two_verdicts_begun_are_not_thrown_together(article, people):
    pair = [make_claim(article, people.editor, quote) for quote in ("Indeks layanan digital", "kami 3,41")]
    for claim in pair:
        taken = claims.take(claim, by=people.reviewer)
        verdicts.save(taken, by=people.reviewer, summary=words("Ringkas.", None))
    with pytest.raises(NotNow):
        spans.merge(*pair, by=people.editor)
    assert not Claim.objects.exclude(superseded_by=None).exists()


def test_claims_of_two_speakers_or_two_texts_are_not_merged(article, people):
    one = make_claim(article, people.editor, "Indeks layanan digital")
    two = make_claim(article, people.editor, "kami 3,41", speaker="Damar Setiaji")
    far = make_claim(make_article(people.editor, content="Naik 3 persen.\n", title="Lain"), people.editor, "3 persen")
    for other in (two, far, one):
        with pytest.raises(Unacceptable):
            spans.merge(one, other, by=people.editor)


def test_only_what_was_never_public_is_split_or_merged(article, people, claim):
    other = make_claim(article, people.editor, "Indeks layanan digital")
    publish(claim, people)
    with pytest.raises(NotNow):
        spans.split(claim, by=people.editor, at=claim.start + 3)
    with pytest.raises(NotNow):
        spans.merge(other, claim, by=people.editor)
    proposed = propose(make_claim(article, people.editor, "kami 3,41"), people)
    with pytest.raises(NotNow):
        spans.merge(other, proposed, by=people.editor)


def test_a_stale_split_or_merge_changes_nothing(article, people, both):
    other = make_claim(article, people.editor, "Indeks layanan digital")
    for attempt in (spans.split, lambda c, at, **who: spans.merge(c, other, **who)):
        with pytest.raises(Stale):
            attempt(both, at=at(both), by=people.editor, expected=both.edit + 1)


def test_figures_outside_a_shrunken_span_come_back_when_it_grows(both, people):
    small = claims.edit(both, by=people.editor, start=both.start, end=at(both) - 1)
    assert [f.raw for f in small.figures.inside()] == ["3,41"] and small.figures.count() == 2
    grown = claims.edit(small, by=people.editor, start=both.start, end=both.end)
    assert grown.figures.inside().count() == 2


def test_a_label_made_of_words_is_whole_words_and_follows_the_span(article, people):
    text = article.current_text.content
    start = text.index("Calon")
    claim = claims.add(article, by=people.editor, start=start, end=text.index("🙂") + 1)
    assert claim.label["id"].endswith("…") and claim.label["id"][:-1] + " " in claim.quote and claim.label["en"] is None
    shorter = claims.edit(claim, by=people.editor, start=start, end=text.index(" menyebut"))
    assert shorter.label["id"] == "Calon wali kota Rahma Wirasti"
    claims.edit(shorter, by=people.editor, label=words("Judul orang", None))
    assert claims.edit(shorter, by=people.editor, start=start, end=start + 5).label["id"] == "Judul orang"


# Undo


def test_each_step_is_taken_back_and_a_second_undo_goes_one_further(article, people, claim):
    claims.edit(claim, by=people.editor, label=words("Lain", "Other"))
    claims.assign(claim, by=people.editor, to=people.reviewer)
    claims.dismiss(claim, by=people.editor, dismissal="trivial")
    entry = AuditEntry.objects.last()
    back = undo.undo(article, by=people.editor)
    assert (back.work, back.dismissal, back.assigned_to) == ("queued", "", people.reviewer)
    told = AuditEntry.objects.last()
    assert (told.verb, told.by, told.after["undid"], told.after["step"]) == ("undo", people.editor, entry.pk, "dismiss")
    assert undo.undo(article, by=people.editor).assigned_to is None
    assert undo.undo(article, by=people.editor).label["id"] == "18 dari 27 kelurahan daring"
    assert undo.undo(article, by=people.editor).work == "dismissed", "the claim was marked by hand"
    with pytest.raises(NotNow):
        undo.undo(article, by=people.editor)


@pytest.mark.parametrize(
    "deed",
    [
        lambda c, p: claims.queue(c, by=p.editor),
        lambda c, p: claims.dismiss(c, by=p.editor, dismissal="trivial"),
        lambda c, p: claims.edit(c, by=p.editor, start=c.start, end=c.end - 7),
        lambda c, p: claims.edit(c, by=p.editor, speaker=None, said_on="2024-11-04", statement=words("A", "B")),
        lambda c, p: spans.split(c, by=p.editor, at=c.start + 2),
    ],
)
def test_undo_leaves_the_claim_as_it_was(deed, article, claim, people):
    Claim.objects.filter(pk=claim.pk).update(work=Work.EXTRACTED)
    claim.refresh_from_db()
    held = {f.attname for f in Claim._meta.concrete_fields} - {"edit", "touched"}
    before = {name: getattr(claim, name) for name in held}
    deed(claim, people)
    undo.undo(article, by=people.editor)
    claim.refresh_from_db()
    assert {name: getattr(claim, name) for name in held} == before and claim.touched


def test_a_review_taken_by_mistake_is_given_back_and_can_be_taken_again(article, claim, people):
    claims.take(claim, by=people.reviewer)
    back = undo.undo(claim, by=people.reviewer)
    assert (back.work, back.assigned_to, back.draft) == ("queued", None, None)
    again = claims.take(back, by=people.reviewer)
    assert again.draft.version == 1


def test_what_somebody_else_touched_since_is_not_taken_back(article, claim, people):
    claims.edit(claim, by=people.editor, label=words("Lain", "Other"))
    claims.edit(claim, by=people.reviewer, place="Balai Kota")
    with pytest.raises(NotNow):
        undo.undo(article, by=people.editor)
    claim.refresh_from_db()
    assert claim.label["id"] == "Lain" and claim.place == "Balai Kota"
    undo.undo(article, by=people.reviewer)
    assert undo.undo(article, by=people.editor).label["id"] == "18 dari 27 kelurahan daring"


def test_work_done_on_the_split_off_part_keeps_the_split(both, people):
    first, rest = spans.split(both, by=people.editor, at=at(both))
    claims.edit(rest, by=people.reviewer, label=words("Daring", "Online"))
    with pytest.raises(NotNow):
        undo.undo(first, by=people.editor)
    assert not Claim.objects.exclude(superseded_by=None).exists()


def test_what_was_done_before_the_merge_can_be_taken_back_after_it(article, people):
    one = make_claim(article, people.editor, "Indeks layanan digital kami 3,41")
    two = make_claim(article, people.editor, "18 dari 27 kelurahan sudah daring")
    claims.edit(two, by=people.editor, place="Balai Kota")
    spans.merge(one, two, by=people.editor)
    undo.undo(article, by=people.editor)
    assert undo.undo(article, by=people.editor).place == ""


def test_undo_asks_for_the_role_of_the_step(article, claim, people):
    claims.dismiss(claim, by=people.editor, dismissal="trivial")
    people.editor.groups.clear()
    with pytest.raises(NotYou):
        undo.undo(article, by=type(people.editor).objects.get(pk=people.editor.pk))
    with pytest.raises(NotNow):
        undo.undo(article, by=people.reviewer)


def test_a_comment_since_does_not_stand_in_the_way(article, claim, people):
    claims.edit(claim, by=people.editor, place="Balai Kota")
    AuditEntry.objects.create(
        newsroom=article.newsroom, at=timezone.now(), by=people.reviewer, verb="comment", noun="comment",
        object_pk=1, claim=claim, article=article,
    )  # fmt: skip
    assert undo.undo(article, by=people.editor).place == ""


def test_a_speaker_merged_away_meanwhile_is_the_present_one_after_undo(article, claim, people):
    old, new = claim.speaker, Speaker.objects.create(newsroom=article.newsroom, name="Rahma W.")
    claims.edit(claim, by=people.editor, speaker=None)
    speakers.merge(old, into=new, by=people.editor, reason="sama")
    assert undo.undo(article, by=people.editor).speaker == new


class AnyCut(TestCase):
    """Whatever is cut where, in a text with emoji and hard spaces, quotations stay the text's own words."""

    @settings(max_examples=25, deadline=None)
    @given(content=st.text(alphabet="ab🙂\u00a0 ,\n", min_size=4, max_size=30), data=st.data())
    def test_quotations_are_the_text_itself(self, content, data):
        people = make_people()
        article = make_article(people.editor, content=f"awal {content} akhir")
        text = article.current_text.content
        ends = st.integers(0, len(text))
        start, cut, end = sorted(data.draw(st.tuples(ends, ends, ends)))
        both = make_person("both", Role.EDITOR, Role.REVIEWER)
        try:
            claim = claims.add(article, by=both, start=start, end=end)
            first, rest = spans.split(claim, by=both, at=cut)
        except Unacceptable:
            assert not text[start:cut].strip() or not text[cut:end].strip()
            return
        assert faithful() and first.quote == text[start:cut].rstrip() and rest.quote == text[cut:end].lstrip()
        kept = spans.merge(first, rest, by=both)
        assert faithful() and kept.quote == text[start:end]
        undo.undo(article, by=both)
        assert undo.undo(article, by=both).quote == text[start:end] and faithful()


def test_readers_see_the_figures_of_the_span_alone(both, people):
    claims.edit(both, by=people.editor, start=both.start, end=at(both) - 1)
    both.refresh_from_db()
    told = json.loads(publish(both, people).present().body)
    assert [figure["raw"] for figure in told["figures"]] == ["3,41"]
