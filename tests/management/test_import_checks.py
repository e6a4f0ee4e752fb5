"""`manage.py import_checks`: from a file or an address, what came and what did not told on the way out."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims import net
from claims.actions import events
from claims.models import CheckImport, ExternalCheck
from tests.actions.test_external_checks import feed, review

pytestmark = pytest.mark.django_db


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_checks", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_file_for_an_event(tmp_path, people, newsroom):
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat Seruni")
    path = tmp_path / "cek.json"
    path.write_bytes(feed(review(1), review(2, url="javascript:x")))
    out, err = run(str(path), "--by", "editor", "--event", str(event.pk))
    assert out.startswith("1 new, 0 changed") and "row 2: Its address is missing" in err
    assert (CheckImport.objects.get().by, ExternalCheck.objects.for_event(event).count()) == (people.editor, 1)
    assert run(str(path))[0].startswith("0 new, 0 changed, 1 known")
    assert CheckImport.objects.latest("pk").by is None


@pytest.mark.parametrize("address", ["http://127.0.0.1/x", "file:///etc/passwd", "http://[::1]/"])
def test_an_address_is_fetched_through_the_nets_rules_only(address, newsroom):
    with pytest.raises(CommandError):
        run(address)
    assert not CheckImport.objects.exists()


def test_an_address(newsroom, monkeypatch):
    def fetch(url, **bounds):
        assert bounds["max_bytes"]
        return type("Answer", (), {"status": 200, "body": json.dumps([review(3)]).encode()})

    monkeypatch.setattr(net, "fetch", fetch)
    assert run("https://cek.example.org/feed.json")[0].startswith("1 new")
    assert CheckImport.objects.get().feed == "https://cek.example.org/feed.json"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["/no/such/file"], "cannot be read"),
        (["x", "--by", "nobody"], "nobody called"),
        (["x", "--event", "9"], "no event"),
    ],
)
def test_what_is_not_there_is_told(args, says, newsroom):
    with pytest.raises(CommandError, match=says):
        run(*args)


def test_who_is_no_editor_is_told(tmp_path, people, newsroom):
    path = tmp_path / "cek.json"
    path.write_bytes(feed(review(1)))
    with pytest.raises(CommandError, match="role"):
        run(str(path), "--by", "reviewer")
