"""Which lines a desk should check first: the features, their data files, and the command that measures them."""

import copy
import json
import tomllib

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text import languages, lexicon, ranking

DEBATE = [
    ("MODERATOR", "Good evening, and welcome to the second debate in Port Carrow."),
    ("MODERATOR", "What would you do about the harbour?"),
    ("ALDEN", "Thank you for the question, it is an honor to be here."),
    ("ALDEN", "Unemployment in this city fell from 9.4 percent to 6.1 percent since 2021."),
    ("ALDEN", "It is the lowest rate in the history of the port."),
    ("CORDAY", "(APPLAUSE)"),
    ("CORDAY", "We will build a better future together."),
]


def order(lines, code):
    rated = ranking.rank(lines, code)
    return sorted(range(len(lines)), key=lambda n: -rated[n].score)


def rate(text, code="en"):
    found = ranking.figures.find(text, 0, len(text), lexicon.language(code))
    return ranking.rate(text, found, code)


def test_figures_and_superlatives_come_first_and_applause_last():
    assert order(DEBATE, "en")[:2] == [3, 4]
    assert order(DEBATE, "en")[-1] == 5


def test_an_indonesian_debate_is_ranked_by_its_own_words():
    lines = [
        ("MODERATOR", "Selamat malam, silakan menjawab pertanyaan berikutnya."),
        ("PASLON 1", "Kami akan bekerja keras untuk warga."),
        ("PASLON 2", "Angka kemiskinan kota ini turun dari 12,5 persen menjadi 9,8 persen sejak tahun 2021."),
        ("PASLON 2", "Itu penurunan tertinggi di provinsi ini."),
    ]
    assert order(lines, "id") == [2, 3, 1, 0]


@pytest.mark.parametrize(
    ("code", "text", "feature"),
    [
        ("en", "The port moved 48,000 containers.", "magnitude"),
        ("en", "The port spent $3 on it.", "money"),
        ("en", "Traffic rose by 7 percent.", "share"),
        ("en", "Two people left.", "quantity"),
        ("en", "She voted for the tax.", "office"),
        ("en", "He’s never met them.", "rival"),
        ("en", "Is that so?", "question"),
        ("en", "Well -- the port -- it closed.", "broken"),
        ("en", "(APPLAUSE) [crosstalk]", "stage"),
        ("en", "Then came Marta Corday.", "named"),
        ("id", "Harga beras lebih tinggi daripada tahun lalu.", "comparison"),
        ("id", "Ia telah menandatangani peraturan itu.", "office"),
        ("id", "Anda sudah menjabat sejak lama.", "rival"),
        ("id", "Semoga kota ini maju.", "hope"),
    ],
)
def test_a_feature_is_shown_by(code, text, feature):
    assert feature in rate(text, code).points


def test_points_name_every_feature_and_add_up_to_the_score():
    rated = rate("Unemployment fell to 6 percent, the lowest in history.")
    total = sum(rated.points.values())
    assert rated.score == pytest.approx(1 / (1 + 2.718281828459045 ** (ranking.MIDDLE - total)), abs=1e-3)
    assert list(rated.points.values()) == sorted(rated.points.values(), key=lambda points: -abs(points))
    assert set(rated.points) <= set(ranking.BY_WORDS + ranking.COMPUTED)


def test_whoever_mostly_asks_is_a_questioner():
    lines = (
        [("HOST", "And why?")] * 5
        + [("HOST", "Let us go on.")] * 5
        + [("ALDEN", "Why not?")] * 5
        + [("ALDEN", "So.")] * 20
    )
    assert ranking.questioners(lines) == {"HOST"}
    assert "questioner" in ranking.rank(lines, "en")[0].points


def test_a_line_gains_from_what_stands_around_it():
    weak, strong = ("A", "They went home."), ("A", "Crime rose by 40 percent to 9,000 murders last year.")
    alone = ranking.rank([weak] * 7, "en")[3].score
    amid = ranking.rank([strong] * 3 + [weak] + [strong] * 3, "en")[3].score
    assert amid > alone


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=80)), max_size=12), st.sampled_from(["id", "en"]))
def test_any_lines_get_one_score_each_between_0_and_1(lines, code):
    rated = ranking.rank(lines, code)
    assert len(rated) == len(lines)
    assert all(0 <= one.score <= 1 for one in rated)
    assert rated == ranking.rank(lines, code)


def data(code="en"):
    return tomllib.loads((ranking.FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def test_every_language_has_ranking_rules_with_the_same_features():
    assert {code: set(ranking.rules(code).weights) for code in languages()} == {
        code: set(ranking.BY_WORDS + ranking.COMPUTED) for code in languages()
    }


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda d: d["weights"].pop("figure"), "weights.figure is missing"),
        (lambda d: d["weights"].update(colour=1), "weights.colour is unknown"),
        (lambda d: d["weights"].update(figure=0.3), "quarters"),
        (lambda d: d["weights"].update(figure="1"), "quarters"),
        (lambda d: d["words"].pop("office"), "words.office is missing"),
        (lambda d: d["words"].update(office=[]), "lower case"),
        (lambda d: d["words"].update(office=["Voted"]), "lower case"),
        (lambda d: d["words"].update(office=["was  for"]), "lower case"),
        (lambda d: d["words"].update(office=["voted", "voted"]), "twice"),
        (lambda d: d.update(words=[]), "must be a table"),
        (lambda d: d.update(more={}), "more is unknown"),
        (lambda d: d.update(code="id"), "code must be"),
    ],
)
def test_data_that_is_not_in_order_is_refused(break_it, message):
    broken = copy.deepcopy(data())
    break_it(broken)
    with pytest.raises(lexicon.LanguageFileError, match=message):
        ranking.check(broken, "en")


def test_a_file_that_is_not_toml_is_refused(tmp_path):
    (tmp_path / "en.toml").write_text("figure = ")
    with pytest.raises(lexicon.LanguageFileError, match="en.toml"):
        ranking.read(tmp_path / "en.toml")


def write(path, lines):
    path.write_text("".join(f"{n}\t{who}\t{text}\n" for n, (who, text) in enumerate(lines, 1)), encoding="utf-8")
    return str(path)


def test_the_command_prints_one_score_a_line_and_one_object_a_file(tmp_path, capsys):
    files = [write(tmp_path / "a.tsv", DEBATE), write(tmp_path / "b.tsv", DEBATE[:2])]
    call_command("rank_lines", *files, json=True)
    a, b = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (a["file"], b["file"]) == tuple(files)
    assert (len(a["scores"]), len(b["scores"])) == (7, 2)
    assert max(a["scores"]) == a["scores"][3]


def test_the_command_shows_a_person_the_best_lines_with_their_reasons(tmp_path, capsys):
    call_command("rank_lines", write(tmp_path / "a.tsv", DEBATE), language="en")
    shown = capsys.readouterr().out.splitlines()
    assert "Unemployment in this city" in shown[1] and "figure +1.00" in shown[2]


@pytest.mark.parametrize(
    ("raw", "message"), [(b"1\tonly two\n", "line 1 needs"), (b"1\tA\t\xff\n", "not UTF-8"), (None, "No such file")]
)
def test_the_command_says_in_one_line_what_is_wrong_with_a_file(tmp_path, raw, message):
    path = tmp_path / "a.tsv"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(CommandError, match=message):
        call_command("rank_lines", str(path), json=True)
