"""Copies of sources: kept after attaching, tried again by kind of error, the passage found or missed in them."""

import gzip
import hashlib
from functools import partial
from types import SimpleNamespace

import pytest
from django.utils import timezone
from warcio.archiveiterator import ArchiveIterator

from claims import net
from claims.actions import captures, jobs, lint, sources, verdicts
from claims.actions.refusals import NotNow
from claims.models import AuditEntry, Capture, Publication
from tests.net.test_fetch import ILL
from tests.support.newsroom import draft, publish

PAGE = """<!doctype html><html><head><title>Laporan Layanan Digital</title></head><body><nav>Beranda</nav><article>
<h1>Laporan Layanan Digital</h1><p>Pemerintah kota menerbitkan laporan tahunan tentang layanan surat-menyurat warga,
yang disusun dari catatan setiap kelurahan sejak awal tahun.</p><p>Sebanyak 18 kelurahan telah daring. Sisanya menyusul
setelah jaringan di wilayah selatan selesai dibangun pada tahun berikutnya.</p></article></body></html>"""


@pytest.fixture
def source(claim, people):
    """A source with an address, whose copy waits to be fetched."""
    draft(claim, people)
    return claim.sources.get()


def point(source, people, url):
    """Gives the source another address; returns its waiting capture."""
    sources.edit(source, by=people.reviewer, url=url)
    return source.captures.get(state="waiting")


def answering(status=200, body=PAGE, url=None, **headers):
    """A fetch that answers so, without a network."""

    def fetch(asked, **how):
        fetch.asked.append(how)
        pairs = (("Content-Type", "text/html; charset=utf-8"), *headers.items())
        return net.Fetched(asked, url or asked, status, "OK", pairs, body.encode(), (), timezone.now())

    fetch.asked = []
    return fetch


def refusing(problem):
    def fetch(asked, **how):
        raise problem

    return fetch


def test_attaching_an_address_asks_for_a_copy_after_the_commit(source):
    capture = source.captures.get()
    assert (capture.state, capture.purpose, capture.url) == ("waiting", "copy", source.url)


def test_a_source_without_address_asks_for_none(claim, people, source):
    row = sources.add(claim, by=people.reviewer, kind="interview", title="Wawancara", stance="context")
    assert not row.captures.exists()


def test_the_copy_is_kept_with_its_hash_headers_time_and_words(source, web, people):
    url = web.put("/laporan", PAGE, ETag='"1"')
    capture = captures.run(point(source, people, url).pk)
    source.refresh_from_db()
    assert (capture.state, capture.status, capture.final_url, capture.title) == (
        "done",
        200,
        url,
        "Laporan Layanan Digital",
    )
    assert capture.sha256 == hashlib.sha256(PAGE.encode()).hexdigest() == source.sha256
    assert source.copy == capture and source.captured_at == capture.fetched_at
    assert ["ETag", '"1"'] in capture.headers
    assert "Sebanyak 18 kelurahan telah daring." in capture.text and "<p>" not in capture.text
    assert AuditEntry.objects.about(source).filter(verb="capture", by=None).count() == 1


def test_the_warc_gives_the_page_back(source, web, people):
    url = web.put("/laporan", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    capture = captures.run(point(source, people, url).pk)
    with capture.file.open() as file:
        records = [
            (r.rec_type, r.rec_headers["WARC-Target-URI"], r.content_stream().read()) for r in ArchiveIterator(file)
        ]
    assert records[0] == ("response", url, PAGE.encode())
    assert records[1][0] == "metadata"


def test_a_copy_of_a_published_claim_is_announced(claim, people):
    claim = publish(claim, people)
    source, before = claim.sources.get(), claim.publication.sequence
    captures.run(source.captures.get().pk, fetch=answering())
    claim.refresh_from_db()
    assert claim.publication.kind == Publication.Kind.SOURCE_STATE and claim.publication.sequence > before
    assert claim.publication.revision == 1
    assert source.captures.get().sha256 in claim.publication.body


def test_nothing_unapproved_leaks_with_a_copy(claim, people):
    """A correction gives the source another address: its copy stays out of the record that was approved."""
    claim = verdicts.correct(publish(claim, people), by=people.reviewer, reason="Alamat baru")
    source, body = claim.sources.get(), claim.publication.body
    sources.edit(source, by=people.reviewer, url="https://lain.example.org/", title="Judul lain")
    capture = captures.run(source.captures.get(state="waiting").pk, fetch=answering())
    claim.refresh_from_db()
    assert capture.state == "done" and claim.publication.body == body


ERRORS = [
    (net.RefusedAddress("10.0.0.1"), "failed", "refused_address"),
    (net.TooLarge(), "failed", "too_large"),
    (net.TimedOut(), "waiting", "timed_out"),
    (net.ConnectionFailed(), "waiting", "connection"),
]


@pytest.mark.parametrize(("problem", "state", "code"), ERRORS, ids=[row[2] for row in ERRORS])
def test_what_waiting_may_help_is_tried_again_and_the_rest_is_not(source, problem, state, code):
    capture = source.captures.get()
    captures.run(capture.pk, fetch=refusing(problem))
    capture.refresh_from_db()
    assert (capture.state, capture.problem, capture.lease) == (state, code, None)
    assert captures.trouble(capture) == problem.message


@pytest.mark.parametrize(("status", "state"), [(404, "failed"), (403, "failed"), (429, "waiting"), (503, "waiting")])
def test_errors_of_the_server(source, status, state):
    capture = source.captures.get()
    captures.run(capture.pk, fetch=answering(status))
    capture.refresh_from_db()
    assert (capture.state, capture.status) == (state, status)
    assert str(status) in str(captures.trouble(capture))


def test_it_gives_up_in_the_end(source):
    capture = source.captures.get()
    for _attempt in range(jobs.MAX_ATTEMPTS):
        Capture.objects.filter(pk=capture.pk).update(next_try_at=timezone.now())
        captures.run(capture.pk, fetch=refusing(net.TimedOut()))
    capture.refresh_from_db()
    assert (capture.state, capture.attempts) == ("failed", jobs.MAX_ATTEMPTS)


def test_the_pause_grows_and_is_not_the_same_for_all(source, monkeypatch):
    capture, pauses = source.captures.get(), []
    monkeypatch.setattr(jobs, "JITTER", SimpleNamespace(uniform=lambda low, high: pauses.append((low, high)) or low))
    for attempt in (1, 2):
        Capture.objects.filter(pk=capture.pk).update(next_try_at=timezone.now())
        captures.run(capture.pk, fetch=refusing(net.TimedOut()))
        capture.refresh_from_db()
        waited = (capture.next_try_at - timezone.now()).total_seconds()
        assert waited > captures.FIRST_PAUSE * 2 ** (attempt - 1) - 5
    assert pauses == [(1, 1.5), (1, 1.5)]


def test_a_lost_lease_writes_nothing_and_leaves_no_file(source):
    capture = source.captures.get()
    saved = []

    def slow(asked, **how):
        Capture.objects.filter(pk=capture.pk).update(lease="00000000-0000-0000-0000-000000000001")
        return answering()(asked, **how)

    original = captures.copies.discard
    captures.copies.discard = lambda name: (saved.append(name), original(name))
    try:
        assert captures.run(capture.pk, fetch=slow) is None
    finally:
        captures.copies.discard = original
    source.refresh_from_db()
    assert source.copy is None and saved and not capture.file.storage.exists(saved[0])


def test_run_twice_fetches_once(source):
    fetch = answering()
    assert captures.run(source.captures.get().pk, fetch=fetch)
    assert captures.run(source.captures.get().pk, fetch=fetch) is None
    assert len(fetch.asked) == 1


def test_a_new_address_wants_a_new_copy_and_drops_the_old_fetch(source, people):
    first = source.captures.get()
    second = point(source, people, "https://lain.example.org/")
    first.refresh_from_db()
    assert (first.state, first.problem) == ("done", "dropped")
    captures.run(second.pk, fetch=answering())
    third = point(source, people, "https://ketiga.example.org/")
    source.refresh_from_db()
    assert source.copy is None and source.sha256 == "" and third != second


def test_fetching_again_what_failed(source, people):
    capture = source.captures.get()
    captures.run(capture.pk, fetch=answering(404))
    capture = captures.retry(capture, by=people.reviewer)
    assert (capture.state, capture.attempts, capture.problem) == ("waiting", 0, "")
    with pytest.raises(NotNow):
        captures.retry(capture, by=people.reviewer)


PASSAGES = [
    ("Sebanyak 18 kelurahan telah daring.", "exact"),
    ("sebanyak 18   kelurahan telah daring", "exact"),
    ("Sebanyak 18 kelurahan … jaringan di wilayah selatan", "exact"),
    ("Sebanyak 19 kelurahan telah daring.", "near"),
    ("Seluruh warga kota mendapat sambungan air bersih gratis.", "missing"),
    ("", ""),
]


@pytest.mark.parametrize(("excerpt", "standing"), PASSAGES)
def test_the_passage_in_the_copy(source, people, excerpt, standing):
    captures.run(source.captures.get().pk, fetch=answering())
    source.refresh_from_db()
    sources.edit(source, by=people.reviewer, excerpt=excerpt)
    source.copy.refresh_from_db()
    assert source.copy.passage_standing == standing
    for part in source.copy.passage or ():
        assert part["start"] is None or source.copy.text[part["start"] : part["end"]]


def test_a_passage_outside_the_article_is_found_on_the_whole_page(source, people):
    page = PAGE.replace(
        "</body>", "<footer><script>var a;</script><p>Data per 31 Desember, tabel 7 lampiran akhir.</p></footer></body>"
    )
    sources.edit(source, by=people.reviewer, excerpt="Data per 31 Desember, tabel 7 lampiran akhir.")
    assert captures.run(source.captures.get().pk, fetch=answering(body=page)).passage_standing == "exact"


def test_the_reviewer_is_told_before_proposing_and_not_kept_from_it(source, claim, people):
    assert f"Belum ada salinan dari: “{source.title}”." in [str(one.sentence) for one in lint.findings(claim, None)]
    captures.run(source.captures.get().pk, fetch=answering(body=PAGE.replace("Sebanyak 18 kelurahan", "Hampir semua")))
    assert any("tidak ada dalam salinan" in str(one.sentence) for one in lint.findings(claim, None))
    claim.refresh_from_db()
    assert verdicts.propose(claim, by=people.reviewer).work == "proposed"


@pytest.mark.parametrize(("answer", "code", "retry"), ILL.values(), ids=list(ILL))
def test_servers_that_mean_ill_leave_a_clear_state_and_a_free_worker(source, web, never, people, answer, code, retry):
    web.http.never = never
    capture = point(source, people, web.put("/ill", answer))
    assert captures.run(capture.pk, fetch=partial(net.fetch, timeout=1, max_bytes=1_000_000)) is None
    capture.refresh_from_db()
    assert (capture.state, capture.problem) == ("waiting" if retry else "failed", code)
    assert capture.lease is None and captures.trouble(capture)


def test_a_redirect_loop_is_given_up(source, web, people):
    capture = point(source, people, web.put("/a", status=302, Location="/a"))
    assert captures.run(capture.pk) is None
    capture.refresh_from_db()
    assert (capture.state, capture.problem, capture.lease) == ("failed", "too_many_redirects", None)


def test_the_sweep_finds_what_the_queue_lost(source, monkeypatch):
    sent = []
    monkeypatch.setattr(captures.queue, "send", lambda *what: sent.append(what))
    assert captures.sweep() == 1 and sent == [("capture", source.captures.get().pk)]
