"""Long texts come in parts, transcripts in segments with their time codes: each page light, every claim found."""

import gzip
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.actions import articles, events, sheets
from claims.models import ArticleSheet, words
from claims.site import parts
from tests.site.pages import get, path_of, read, text
from tests.support import newsroom as made

RECORDING = "https://www.youtube.com/watch?v=seruni"


def passages(lengths, line):
    """Passages of so many characters each, in lines of `line`, with a gap of ten between."""
    start, found = 0, []
    for length in lengths:
        found.append({"start": start, "end": start + length, "text": ("x" * (line - 1) + "\n") * (length // line + 1)})
        found[-1]["text"] = found[-1]["text"][:length]
        start += length + 10
    return found


@settings(max_examples=25, deadline=None)
@given(
    lengths=st.lists(st.integers(1, 60_000), max_size=3),
    line=st.sampled_from([40, 900, 25_000, 90_000]),
    spans=st.lists(st.tuples(st.integers(0, 120_000), st.integers(1, 800)), max_size=5),
)
def test_parts_are_the_text_to_the_letter_and_cut_no_claim(lengths, line, spans):
    whole = passages(lengths, line)
    spans = [(start, start + length) for start, length in spans]
    found = parts.cut(whole, spans)
    joined = "".join(piece["text"] for part in found for piece in part)
    assert joined == "".join(piece["text"] for piece in whole)
    for part in found[1:]:
        first = part[0]["start"]
        assert first >= parts.PART and not any(start < first < end for start, end in spans)
        assert parts.holding(found, first) == found.index(part) + 1
    assert all(len(piece["text"]) == piece["end"] - piece["start"] for part in found for piece in part)


@pytest.fixture
def long(people):
    """A text of three parts: its first claim in the first, its other in the last."""
    lines = [f"Kalimat nomor {n:05} dari teks yang panjang sekali ini." for n in range(1500)]
    article = made.make_article(people.editor, "\n".join(lines))
    for n in (3, 1490):
        quote = f"nomor {n:05}"
        made.publish(made.make_claim(article, people.editor, quote=quote, label=words(quote, quote)), people)
    return article


def test_a_long_text_comes_in_parts_and_each_claim_is_found_in_its_own(long):
    first, last = long.claims.order_by("start")
    path = path_of("articles", long)
    page = read(path)
    assert "Bagian 1 dari 3" in text(page.select_one(".ways")) and len(page.select("div.card")) == 1
    assert [link["href"] for link in page.select(".ways a[rel=next]")] == ["?part=2"] * 2
    assert not page.select(".gap") and "2 klaim" in text(page.select_one(".summary"))
    links = {link["href"] for link in read("/").select(".item a") if "/articles/" in link["href"]}
    assert links == {f"{path}#claim-{first.public_id}", f"{path}?at={last.start}#claim-{last.public_id}"}
    page = read(f"{path}?at={last.start}")
    assert page.select_one(f'[id="claim-{last.public_id}"]') and not page.select(".ways a[rel=next]")
    assert page.select_one("link[rel=canonical]")["href"].endswith(f"{path}?part=3")
    assert len(gzip.compress(get(path).content)) < 20_000


@pytest.mark.parametrize("asked", ["part=4", "part=0", "part=x", "part=", "at=-1", "at=²", "at=" + "9" * 30])
def test_a_part_that_is_none_is_not_found(long, asked):
    get(f"{path_of('articles', long)}?{asked}", 404)


def debate(people, newsroom, number, body):
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat", recording_url=RECORDING)
    found = []
    for n in range(1, number + 1):
        whole = f"{body}\nSegmen {n}."
        found.append(made.make_article(people.editor, whole, kind="transcript", event=event, segment=n))
    return found


def test_segments_lead_to_those_before_and_after_that_are_public(people, newsroom, django_assert_max_num_queries):
    first, _hidden, third = debate(people, newsroom, 3, "RAHMA: Sudah 18 dari 27.")
    for article in (first, third):
        made.publish(made.make_claim(article, people.editor, quote="18 dari 27"), people)
    page = read(path_of("articles", first))
    assert {link["href"] for link in page.select(".ways a")} == {path_of("articles", third)}
    assert "Segmen 3" in text(page.select_one(".ways"))
    with django_assert_max_num_queries(4):
        get(path_of("articles", third))


def test_time_codes_that_came_with_a_recording_lead_to_its_moments(people, newsroom):
    body = "RAHMA: Sudah 18 dari 27.\nTOMAS: Belum."
    [article] = debate(people, newsroom, 1, body)
    made.publish(made.make_claim(article, people.editor, quote="18 dari 27"), people)
    heard = SimpleNamespace(cues=[[0, "00:12:07"], [9, "00:12:09"], [25, "00:12:31"]])
    sheet = ArticleSheet.objects.get()
    sheet.cues = sheets.line_cues(heard, sheet.passages)
    sheet.save()
    page = read(path_of("articles", article))
    links = page.select(".cue a")
    assert [link["href"] for link in links] == [f"{RECORDING}&t=727s", f"{RECORDING}&t=751s"]
    assert [link.get_text() for link in links] == ["00:12:07", "00:12:31"]
    assert links[0]["aria-label"] == "Dengar pada 00:12:07"
    assert "".join(words.get_text() for words in page.select(".words")).startswith(body.split("\n")[0])


def test_typed_time_codes_are_links_in_their_place_and_stay_text_elsewhere(people, newsroom):
    [article] = debate(people, newsroom, 1, "[00:10:15] RAHMA: Sudah 18 dari 27.\n[00:10:40] TOMAS: Belum.")
    made.publish(made.make_claim(article, people.editor, quote="18 dari 27"), people)
    page = read(path_of("articles", article))
    assert [link["href"] for link in page.select("a.timecode")] == [f"{RECORDING}&t=615s", f"{RECORDING}&t=640s"]
    assert page.select_one(".words").get_text().startswith("[00:10:15] RAHMA: Sudah 18 dari 27")
    events.describe(article.event, by=people.editor, recording_url="https://siaran.example.org/debat")
    page = read(path_of("articles", article))
    assert not page.select("a.timecode") and "[00:10:15]" in page.select_one(".words").get_text()


def test_an_articles_event_and_segment_follow_its_sheet(people, newsroom):
    [article] = debate(people, newsroom, 1, "RAHMA: Sudah 18 dari 27.")
    made.publish(made.make_claim(article, people.editor, quote="18 dari 27"), people)
    assert ArticleSheet.objects.get().segment == 1
    articles.describe(article, by=people.editor, event=None)
    sheet = ArticleSheet.objects.get()
    assert (sheet.event_ref, sheet.segment) == (None, None)
