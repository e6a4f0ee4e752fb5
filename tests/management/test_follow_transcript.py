"""A transcript that is written while it is read: cut into segments, each stored once, whatever is stopped and when."""

import io
import queue
import sys

import pytest
from django.core.management import CommandError, call_command

from claims.actions import articles, events
from claims.management import stream
from tests.support.newsroom import make_people

pytestmark = pytest.mark.django_db

LINES = (
    "RAHMA: Sebanyak 18 dari 27 kelurahan sudah daring.\nItu benar.\n\nBAGAS: Tidak.\n\n\nRAHMA: Data kami lengkap.\n"
)


@pytest.fixture
def people(newsroom):
    return make_people()


@pytest.fixture
def event(people, newsroom):
    return events.create(by=people.editor, newsroom=newsroom, title="Debat Seruni")


def follow(event, file, by="editor"):
    out, err = io.StringIO(), io.StringIO()
    call_command("follow_transcript", str(file), event=event.pk, by=by, once=True, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def stored(event):
    return list(event.articles.order_by("segment").values_list("segment", "current_text__content"))


def test_a_blank_line_ends_a_segment_and_so_does_the_end(event, tmp_path):
    file = tmp_path / "debat.txt"
    file.write_text(LINES)
    follow(event, file)
    assert stored(event) == [
        (1, "RAHMA: Sebanyak 18 dari 27 kelurahan sudah daring.\nItu benar."),
        (2, "BAGAS: Tidak."),
        (3, "RAHMA: Data kami lengkap."),
    ]


def test_started_again_it_takes_only_what_is_new(event, tmp_path, people):
    file = tmp_path / "debat.txt"
    file.write_text(LINES)
    follow(event, file)
    articles.submit(by=people.editor, newsroom=event.newsroom, body="Ditempel sendiri.", event=event, segment=True)
    file.write_text(LINES + "\nBAGAS: Tidak lengkap.\n")
    out, err = follow(event, file)
    assert [content for _n, content in stored(event)][3:] == ["Ditempel sendiri.", "BAGAS: Tidak lengkap."]
    assert out.count("stored") == 1 and not err


def test_a_refused_segment_is_told_and_the_next_ones_come(event, people, tmp_path):
    articles.submit(by=people.editor, newsroom=event.newsroom, body="BAGAS: Tidak.", title="Di tempat lain")
    file = tmp_path / "debat.txt"
    file.write_text(LINES)
    _out, err = follow(event, file)
    assert "Refused" in err and "BAGAS: Tidak." in err and len(stored(event)) == 2


def test_standard_input_is_read_to_its_end(event, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Satu kalimat.\r\n\r\nDua kalimat."))
    follow(event, "-")
    assert [content for _n, content in stored(event)] == ["Satu kalimat.", "Dua kalimat."]


@pytest.mark.parametrize(
    ("options", "words"),
    [({"by": "reviewer"}, "no Editor"), ({"by": "siapa"}, "nobody"), ({"file": "/tidak/ada"}, "cannot be read")],
)
def test_what_cannot_work_is_told_at_once(event, tmp_path, options, words):
    file = tmp_path / "debat.txt"
    file.write_text(LINES)
    with pytest.raises(CommandError, match=words):
        follow(event, options.get("file", file), by=options.get("by", "editor"))
    assert not event.articles.exists()


def lines(*given):
    found = queue.Queue()
    for line in (*given, stream.END):
        found.put(line)
    return found


def test_a_segment_ends_after_its_seconds():
    clock = iter(range(100))
    found = stream.segments(lines("a", "b", "c", "d"), stream.Replay([]), every=3, clock=lambda: next(clock))
    assert list(found) == ["a\nb", "c\nd"]


def test_lines_that_begin_like_a_stored_text_and_go_on_otherwise_are_not_lost():
    replay = stream.Replay(["MODERATOR: Malam.\nRAHMA: Ya.", "BAGAS: Tidak."])
    found = stream.segments(lines("MODERATOR: Malam.", "BAGAS: Tidak.", "RAHMA: Ya.", "", "z"), replay)
    assert list(found) == ["MODERATOR: Malam.\nRAHMA: Ya.", "z"]
    halfway = stream.segments(lines("x", "y"), stream.Replay(["x\ny\nz"]))
    assert list(halfway) == ["x\ny"]


def test_half_a_line_of_a_growing_file_waits_for_its_other_half():
    class Growing:
        parts = iter(["Sebanyak 18 ", "", "dari 27.\n", ""])

        def readline(self):
            return next(self.parts)

    found = queue.Queue()
    with pytest.raises(StopIteration):
        stream.feed(Growing(), found, follow=True)
    assert found.get_nowait() == "Sebanyak 18 dari 27." and found.empty()
