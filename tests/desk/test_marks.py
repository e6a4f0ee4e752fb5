"""Cutting a text into runs: nothing lost, nothing doubled, overlaps kept, long texts in parts. Pure."""

from hypothesis import given
from hypothesis import strategies as st

from claims.desk import differences, marks
from claims.desk.marks import Layer

TEXT = st.text(alphabet="ab 🙂é\n", min_size=1, max_size=120)


@st.composite
def marked_texts(draw):
    content = draw(TEXT)
    spans = draw(st.lists(st.tuples(st.integers(0, len(content)), st.integers(0, len(content))), max_size=8))
    return content, [Layer(min(pair), max(pair), "claim", n) for n, pair in enumerate(spans) if pair[0] != pair[1]]


@given(marked_texts())
def test_runs_are_the_text_itself(marked):
    content, layers = marked
    for line in marks.paragraphs(content, 0, len(content), layers):
        for run in line:
            assert content[run.start : run.start + len(run.text)] == run.text
            assert "\n" not in run.text
            covering = {one.key for one in layers if one.start <= run.start and one.end >= run.start + len(run.text)}
            assert set(run.claims) == covering
    told = "".join(run.text for line in marks.paragraphs(content, 0, len(content), layers) for run in line)
    assert told == "".join(line for line in content.split("\n") if line.strip())


def test_the_shortest_claim_comes_first_where_claims_overlap():
    (line,) = marks.paragraphs("satu dua tiga", 0, 13, [Layer(0, 13, "claim", 1), Layer(5, 8, "claim", 2)])
    assert [(run.text, run.claims) for run in line] == [("satu ", (1,)), ("dua", (2, 1)), (" tiga", (1,))]


@given(st.lists(st.integers(0, 4_000), max_size=400), st.text(alphabet="a \n", min_size=1, max_size=4_000))
def test_parts_cover_a_text_in_order_and_stay_small(starts, content):
    starts = sorted(min(start, len(content) - 1) for start in starts)
    cuts = marks.parts(content, starts, size=500, cards=10)
    assert cuts[0] == 0 and cuts == sorted(set(cuts)) and cuts[-1] < max(len(content), 1)
    for here, stop in zip(cuts, [*cuts[1:], len(content)], strict=True):
        distinct = {start for start in starts if here <= start < stop}
        assert len(distinct) <= 10


def test_a_long_text_without_claims_is_cut_at_its_lines():
    content = ("Baris yang cukup panjang untuk satu kalimat.\n") * 5_000
    cuts = marks.parts(content, [])
    assert len(cuts) > 5
    assert all(content[cut - 1] == "\n" for cut in cuts[1:])
    assert max(b - a for a, b in zip(cuts, cuts[1:], strict=False)) < marks.PART + 100


def test_words_are_found_where_they_recur():
    assert marks.occurrences("18 dari 27, ya 18 dari 27", "18 dari 27") == [(0, 10), (15, 25)]
    assert marks.occurrences("18 dari 27", "19") == []


def test_bounds_move_word_by_word():
    content = "satu dua  tiga\nempat"
    start, end = content.index("dua"), content.index("dua") + 3
    assert content[marks.word_start(content, start, -1) : end] == "satu dua"
    assert content[start : marks.word_end(content, end, 1)] == "dua  tiga"
    wide = marks.word_end(content, end, 1)
    assert content[start : marks.word_end(content, wide, -1)] == "dua"
    assert content[marks.word_start(content, start, 1) :].startswith("tiga")
    assert marks.word_start(content, 0, -1) == 0 and marks.word_end(content, len(content), 1) == len(content)


@given(TEXT, TEXT)
def test_a_comparison_holds_both_texts(before, after):
    runs = differences.runs(before, after)
    assert "".join(text for kind, text in runs if kind != "new") == before
    assert "".join(text for kind, text in runs if kind != "gone") == after


def test_bounds_leave_quotation_marks_and_commas_out():
    content = 'ujar dia. "Kota Seruni (baru), memiliki 47 kelurahan." Lalu 🙂 pergi.'
    start, end = content.index("memiliki"), content.index("47") + 2
    assert (
        content[marks.word_start(content, start, -1) : marks.word_end(content, end, 1)]
        == "baru), memiliki 47 kelurahan"
    )
    begin = content.index("Kota")
    assert content[marks.word_start(content, begin, -1) : begin] == 'dia. "'
    assert (
        content[begin : marks.word_end(content, content.index(" Lalu") + 5, -1)]
        == "Kota Seruni (baru), memiliki 47 kelurahan"
    )


def test_a_split_is_offered_after_the_clause_nearest_the_middle_and_at_every_word():
    quote = "Indeks kami 3,41 pada 2023, dan 18\u00a0dari 27 kelurahan daring"
    assert quote[marks.middle(quote) :].startswith("dan 18")
    assert [words.split()[0] for _at, words in marks.boundaries(quote, 100)] == quote.split()[1:]
    assert all(quote[at - 100 :].split()[:1] == words.split()[:1] for at, words in marks.boundaries(quote, 100))
    assert marks.middle("satu") is None and marks.middle("satu dua") == 5
