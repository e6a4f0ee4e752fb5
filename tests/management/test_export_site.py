"""`manage.py export_site`: the public site as files whose links all lead to files."""

import io
import json
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command

from claims.actions import articles, claims, events
from claims.management.export import Export
from claims.models import Topic, words
from claims.site import paging
from tests.support import newsroom as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(article, people, newsroom, monkeypatch):
    """A claim of every public kind, in an event and under a topic, on more than one page."""
    monkeypatch.setattr(paging, "PAGE", 2)
    event = events.create(by=people.editor, newsroom=newsroom, title="Debat")
    articles.describe(article, by=people.editor, event=event)
    topic, done = Topic.objects.create(slug="layanan", label=words("Layanan", "Services")), []
    for quote in ("Indeks layanan", "18 dari 27", "27 kelurahan", "angka kemiskinan"):
        claim = made.make_claim(article, people.editor, quote=quote, label=words(quote))
        done.append(made.publish(claims.edit(claim, by=people.editor, topics=[topic]), people))
    made.correct(done[0], people)
    made.hold(done[1], people)
    made.withdraw(done[2], people)
    return done


def export(folder, *options):
    out = io.StringIO()
    call_command("export_site", str(folder), *options, stdout=out, stderr=out)
    return out.getvalue()


def links(file):
    """(element, where it leads) of a page's links, those for machines about the living site apart."""
    page = BeautifulSoup(file.read_text(), "html.parser")
    found = [(tag, tag.get("href") or tag.get("src") or tag.get("action")) for tag in page.find_all(True)]
    about_the_living = {"canonical", "alternate"}
    return [(tag, href) for tag, href in found if href and not about_the_living & set(tag.get("rel", ()))]


def test_every_link_leads_to_a_file_and_both_languages_are_there(site, newsroom, tmp_path):
    target, outside = tmp_path / "salinan", set()
    assert f"files in {target}" in export(target)
    pages = sorted(target.rglob("*.html"))
    for file in pages:
        for _tag, href in links(file):
            address = urlsplit(href)
            if address.scheme or address.netloc:
                outside.add(address.path if href.startswith(newsroom.site_url()) else "")
                continue
            path = (file.parent / unquote(address.path)).resolve() if address.path else file
            assert path.is_file() and path.is_relative_to(target), (file, href)
            if address.fragment and path.suffix == ".html":
                assert f'id="{address.fragment}"' in path.read_text(), (file, href)
    assert not [path for path in outside if path.startswith(("/admin", "/api", "/claims", "/articles"))], outside
    names = {str(file.relative_to(target)) for file in pages}
    assert {name for name in names if not name.startswith("en/")} == {
        name[3:] for name in names if name.startswith("en/")
    }
    assert len([name for name in names if name.startswith("en/embed/claims/")]) >= 3
    assert [picture for picture in (target / "claims").rglob("*.png")]
    for claim in site:
        assert f"en/claims/{claim.public_id}/index.html" in names
    assert any("before-" in name for name in names) and "topics/layanan/index.html" in names
    for name in ("feeds/atom.xml", "en/topics/layanan/feed.json", "sitemap.xml", "robots.txt", "static/tokens.css"):
        assert (target / name).stat().st_size
    assert json.loads((target / "en/feeds/feed.json").read_text())["items"]
    assert "Data 2024" not in (target / f"claims/{site[1].public_id}/index.html").read_text()


def test_links_may_begin_at_a_root(site, tmp_path):
    export(tmp_path / "www", "--rooted", "cermin")
    hrefs = [href for _tag, href in links(tmp_path / "www/en/index.html") if not urlsplit(href).scheme]
    assert "/cermin/en/topics/" in hrefs and "/cermin/static/tokens.css" in hrefs
    for href in hrefs:
        if href.startswith("/"):
            file = tmp_path / "www" / href.removeprefix("/cermin/").partition("#")[0]
            assert file.is_file() or (file / "index.html").is_file(), href


def test_the_old_export_stays_until_the_new_one_is_whole(published, people, tmp_path, monkeypatch):
    target = tmp_path / "www"
    export(target)
    before = (target / "index.html").read_text()
    made.hold(published, people)
    with monkeypatch.context() as broken:
        broken.setattr(Export, "static", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            export(target)
    assert (target / "index.html").read_text() == before and [one.name for one in tmp_path.iterdir()] == ["www"]
    export(target)
    assert (target / "index.html").read_text() != before and [one.name for one in tmp_path.iterdir()] == ["www"]


def test_a_folder_with_something_else_in_it_is_left_alone(published, tmp_path):
    (tmp_path / "surat.txt").write_text("penting")
    with pytest.raises(CommandError, match="no earlier export"):
        export(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["surat.txt"]


def test_a_dead_link_is_told_and_nothing_is_written(published, tmp_path, monkeypatch):
    monkeypatch.setattr("claims.management.export.BEGINNINGS", ("/", "/topics/tidak-ada/"))
    with pytest.raises(CommandError, match="/topics/tidak-ada/"):
        export(tmp_path / "www")
    assert not list(tmp_path.iterdir())
