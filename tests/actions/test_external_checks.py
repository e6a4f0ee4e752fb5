"""Feeds of other publishers' checks: taken in once, as plain text, as a stream; what is hostile costs its row only."""

import io
import json
import tracemalloc

import pytest

from claims.actions import external_checks
from claims.actions.external_checks import hide, load, remove, unhide
from claims.actions.refusals import Incomplete, NotYou, Unacceptable
from claims.models import AuditEntry, CheckImport, ExternalCheck

pytestmark = pytest.mark.django_db


def review(number=1, **other):
    return {
        "@type": "ClaimReview",
        "url": f"https://cek.example.org/{number}",
        "claimReviewed": f"Jembatan {number} roboh",
        "author": {"@type": "Organization", "name": "Cek Contoh", "url": "https://cek.example.org/"},
        "datePublished": "2024-10-02",
        "inLanguage": "id",
        "itemReviewed": {"@type": "Claim", "author": {"name": "Akun Anonim"}, "datePublished": "2024-10-01T08:00:00Z"},
        "reviewRating": {"@type": "Rating", "alternateName": "Salah", "ratingValue": 1, "bestRating": "5"},
        **other,
    }


def feed(*reviews):
    elements = [{"@type": "DataFeedItem", "item": [one]} for one in reviews]
    return json.dumps({"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": elements}).encode()


def take(people, newsroom, data, name="feed.json", **more):
    return load(by=people.editor, newsroom=newsroom, file=io.BytesIO(data), name=name, **more)


def codes(run):
    return [(one["row"], one["code"]) for one in run.problems]


def test_a_data_feed_is_taken_in_attributed(people, newsroom):
    run = take(people, newsroom, feed(review(1), review(2)))
    assert run.kind == "json" and run.finished_at and run.problems == []
    assert run.counts == {"new": 2, "changed": 0, "known": 0, "repeated": 0, "skipped": 0, "reasons": {}}
    row = ExternalCheck.objects.get(url="https://cek.example.org/1")
    assert (row.publisher, row.site, row.claimant, row.rating) == (
        "Cek Contoh",
        "cek.example.org",
        "Akun Anonim",
        "Salah",
    )
    assert (str(row.claim_date), str(row.review_date), row.language) == ("2024-10-01", "2024-10-02", "id")
    assert (row.rating_value, row.rating_best, row.rating_worst) == (1, 5, None)


def test_a_second_reading_changes_only_what_changed(people, newsroom):
    take(people, newsroom, feed(review(1), review(2)))
    first = ExternalCheck.objects.get(url__endswith="/1").first_seen
    moved = review(2, reviewRating={"alternateName": "Benar"})
    again = take(people, newsroom, feed(review(1), moved, review(3)))
    assert {k: again.counts[k] for k in ("new", "changed", "known")} == {"new": 1, "changed": 1, "known": 1}
    assert ExternalCheck.objects.count() == 3
    row = ExternalCheck.objects.get(url__endswith="/1")
    assert row.first_seen == first and row.last_seen > first
    assert ExternalCheck.objects.get(url__endswith="/2").rating == "Benar"


def test_one_audit_entry_an_import_with_its_counts(people, newsroom):
    before = AuditEntry.objects.count()
    run = take(people, newsroom, feed(review(1), review(2), review(3, url="javascript:alert(1)")))
    entry = AuditEntry.objects.about(run).get()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.by, entry.after["counts"]["new"], entry.after["counts"]["skipped"]) == (people.editor, 2, 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "data:text/html,x"}, "url"),
        ({"url": "https://user:pw@cek.example.org/1"}, "url"),
        ({"url": "https://" + "a" * 2000 + ".example.org/"}, "url"),
        ({"url": "https://cek.example.org/\x00"}, "url"),
        ({"url": "https://[::1"}, "url"),
        ({"url": None}, "url"),
        ({"url": {"x": 1}}, "url"),
        ({"claimReviewed": None}, "no_claim"),
        ({"claimReviewed": "<script>alert(1)</script>"}, "no_claim"),
        ({"claimReviewed": "\u0000\u202e "}, "no_claim"),
        ({"@type": "Article"}, "no_review"),
        ({"claimReviewed": "x" * 300_000}, "too_long"),
        ({"author": [{"name": "x"}] * 2000}, "too_long"),
    ],
)
def test_a_hostile_row_is_told_and_the_next_still_taken(change, code, people, newsroom):
    run = take(people, newsroom, feed(review(1, **change), review(2)))
    assert codes(run) == [(1, code)]
    assert [row.url for row in ExternalCheck.objects.all()] == ["https://cek.example.org/2"]
    assert external_checks.PROBLEMS[code]


@pytest.mark.parametrize(
    ("claim", "plain"),
    [
        ("<b onclick=x>Air</b> <img src=x onerror=alert(1)>naik", "Air naik"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Air naik", "Air naik"),
        ("&amp;lt;img src=x&amp;gt;Air naik", "Air naik"),
        ("Air\u0000 naik\u202e\n\n di   hulu", "Air naik di hulu"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("x" * 2500, "x" * 1999 + "…"),
    ],
)
def test_markup_becomes_plain_text(claim, plain, people, newsroom):
    take(people, newsroom, feed(review(claimReviewed=claim, author={"name": claim})))
    row = ExternalCheck.objects.get()
    assert row.claim == plain and row.publisher[:150] == plain[:150]


def test_nulls_and_wrong_kinds_everywhere_else_leave_a_bare_check(people, newsroom):
    for empty in (None, [], {}, [[None]], True, {"name": None}):
        bare = {name: empty for name in ("author", "datePublished", "inLanguage", "itemReviewed", "reviewRating")}
        take(people, newsroom, feed(review(**bare)))
    row = ExternalCheck.objects.get()
    assert (row.publisher, row.claimant, row.rating, row.rating_value, row.review_date) == (
        "cek.example.org",
        "",
        "",
        None,
        None,
    )


@pytest.mark.parametrize("value", ["1e999999", "NaN", "-Infinity", "9" * 5000, "tinggi"])
def test_a_rating_that_is_no_number_leaves_the_words(value, people, newsroom):
    take(people, newsroom, feed(review(reviewRating={"alternateName": "Salah", "ratingValue": value})))
    assert (ExternalCheck.objects.get().rating, ExternalCheck.objects.get().rating_value) == ("Salah", None)


def test_thousands_of_one_claim_are_cut_at_twenty_a_site(people, newsroom):
    spam = [review(n, claimReviewed=f"<i>Obat ajaib</i>{'!' * (n % 3)}") for n in range(1000)]
    run = take(people, newsroom, feed(*spam, review(5000)))
    assert (run.counts["new"], run.counts["reasons"]) == (21, {"flood": 980})
    assert len(run.problems) == external_checks.KEPT_PROBLEMS


def test_one_review_many_times_is_one(people, newsroom):
    run = take(people, newsroom, feed(*[review(1)] * 15))
    assert (run.counts["new"], run.counts["repeated"], ExternalCheck.objects.count()) == (1, 14, 1)


def test_deep_nesting_costs_its_row(people, newsroom):
    deep = b'{"item": ' * 5000 + b"1" + b"}" * 5000
    data = b'{"dataFeedElement": [' + deep + b"," + json.dumps(review(2)).encode() + b"]}"
    run = take(people, newsroom, data)
    assert codes(run) == [(1, "too_deep")] and run.counts["new"] == 1


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        (feed(review(1), review(2))[:-60], "broken", 2),
        (b"[" * 500_000, "broken", 1),
        (b'{"a": "' + b"x" * 3_000_000 + b'"}', "value_too_long", 1),
        (b"[" + b" " * 3_000_000 + b"]", "value_too_long", 1),
        (b"[]", "empty", 1),
        (b'{"dataFeedElement": null}', "empty", 1),
        (b'[{"a": "\xff\xfe"}]', "broken", 1),
    ],
)
def test_a_feed_that_cannot_be_read_on_says_so_and_keeps_what_came(data, code, row, people, newsroom):
    run = take(people, newsroom, data)
    assert run.finished_at and (row, code) in codes(run)
    assert ExternalCheck.objects.count() == run.counts["new"] == (1 if data.startswith(b'{"@context') else 0)


def test_too_large_a_feed_stops_at_the_limit_and_says_so(people, newsroom):
    run = take(people, newsroom, feed(*(review(n) for n in range(900))), max_bytes=200_000)
    assert run.problems[-1]["code"] == "too_large" and 100 < ExternalCheck.objects.count() < 900


def test_too_many_rows_stop_and_say_so(people, newsroom, monkeypatch):
    monkeypatch.setattr(external_checks, "MOST_ROWS", 5)
    run = take(people, newsroom, feed(*(review(n) for n in range(9))))
    assert codes(run) == [(6, "too_many")] and run.counts["new"] == 5


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Cek</title>
<item><title>A</title>
<content:encoded><![CDATA[<p>x</p><script type="application/ld+json">{}</script>]]></content:encoded></item>
<item><title>B</title><description>Tanpa</description></item>
<item><title>C</title><description>&lt;script type="application/ld+json"&gt;{{kaput&lt;/script&gt;</description></item>
</channel></rss>"""


def test_rss_with_json_ld(people, newsroom):
    run = take(people, newsroom, RSS.replace("{}", json.dumps(review(1))).encode(), name="https://cek.example.org/rss")
    assert (run.kind, run.counts["new"], codes(run)) == ("rss", 1, [(2, "no_review"), (3, "broken_row")])


def test_half_a_surrogate_reaches_no_row(people, newsroom):
    one, two = review(1, url="https://cek.example.org/\ud800"), review(2, claimReviewed="Air \ud800 naik")
    run = take(people, newsroom, RSS.replace("{}", json.dumps([one, two])).encode())
    assert codes(run)[0] == (1, "url") and ExternalCheck.objects.get().claim == "Air naik"


def test_an_atom_feed_with_the_script_as_an_element(people, newsroom):
    script = f'<script type="application/ld+json">{json.dumps(review(4))}</script>'
    data = f"<feed><entry><content><div>{script}</div></content></entry></feed>"
    assert take(people, newsroom, data.encode()).counts["new"] == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ('<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><item>&c;</item></rss>', "entities"),
        ("<rss><item><title>A</item></rss>", "broken"),
        ("<rss><item><description>" + "x" * 300_000 + "</description></item></rss>", "too_long"),
        ("<rss><channel/></rss>", "empty"),
        ("<rss><!--" + "x" * 3_000_000 + "--></rss>", "value_too_long"),
    ],
)
def test_hostile_xml(data, code, people, newsroom):
    assert code in [one["code"] for one in take(people, newsroom, data.encode()).problems]


def test_csv_by_its_columns_in_either_language(people, newsroom):
    data = (
        "\ufeffKlaim;Alamat;Penerbit;Pembicara;Vonis;Tanggal\n"
        '"Banjir; lagi";https://cek.example.org/a;Cek Contoh;Akun X;Salah;2024-09-09\n'
        "Tanpa alamat;;Cek;;;\n"
        "a;b;c;d;e;f;g;h\n"
        '"' + "x" * 200_000 + '";https://cek.example.org/b;;;;\n'
        "Terakhir;https://cek.example.org/z;;;;\n"
    )
    run = take(people, newsroom, data.encode(), name="cek.csv")
    assert (run.kind, run.counts["new"]) == ("csv", 2)
    assert [code for _row, code in codes(run)] == ["url", "columns", "broken_row"] and codes(run)[0][0] == 3
    row = ExternalCheck.objects.get(claim="Banjir; lagi")
    assert (row.claimant, row.rating, str(row.review_date)) == ("Akun X", "Salah", "2024-09-09")


@pytest.mark.parametrize("data", [b"nama,umur\nA,3\n", b"", b"\x00\x01\x02", b"%PDF-1.4"])
def test_what_is_no_feed_is_refused_naming_the_columns(data, people, newsroom):
    with pytest.raises(Unacceptable) as refused:
        take(people, newsroom, data, name="x.csv")
    assert refused.value.field == "file" and "claim" in str(refused.value)
    assert not CheckImport.objects.exists()


def test_hidden_with_a_reason_stays_hidden(people, newsroom):
    take(people, newsroom, feed(review(1)))
    row = ExternalCheck.objects.get()
    with pytest.raises(Incomplete):
        hide(row, by=people.editor, reason=" ")
    with pytest.raises(NotYou):
        hide(row, by=people.reviewer, reason="Spam")
    hide(row, by=people.approver, reason="Bukan pemeriksaan")
    take(people, newsroom, feed(review(1, headline="Baru")))
    assert not ExternalCheck.objects.shown().exists()
    assert AuditEntry.objects.get(verb="hide").reason == "Bukan pemeriksaan"
    unhide(row, by=people.editor)
    assert ExternalCheck.objects.shown().exists()


def test_an_import_taken_back_leaves_what_another_brought(people, newsroom):
    first = take(people, newsroom, feed(review(1), review(2)))
    take(people, newsroom, feed(review(2), review(3)))
    assert remove(first, by=people.editor, reason="Umpan palsu") == 1
    assert set(ExternalCheck.objects.shown().values_list("url", flat=True)) == {
        "https://cek.example.org/2",
        "https://cek.example.org/3",
    }
    again = take(people, newsroom, feed(review(1)))
    assert again.counts["changed"] == 1 and ExternalCheck.objects.shown().count() == 3


def test_only_editors_import_and_remove(people, newsroom):
    with pytest.raises(NotYou):
        load(by=people.reviewer, newsroom=newsroom, file=io.BytesIO(feed(review())), name="x")
    run = take(people, newsroom, feed(review()))
    with pytest.raises(NotYou):
        remove(run, by=people.approver, reason="x")
    assert ExternalCheck.objects.shown().exists()


class Endless(io.RawIOBase):
    """A feed of `size` bytes made while it is read, that can go back to its start as a file can."""

    def __init__(self, size):
        self.size, self.at = size, 0
        rest = json.dumps({"@type": "Thing", "text": "kata " * 300})
        self.row = (json.dumps({"item": [review(1), json.loads(rest)]}) + ",").encode()

    def read(self, number=-1):
        head = b'{"dataFeedElement": ['
        start, stop = self.at, min(self.at + number, self.size)
        self.at = stop
        out = b""
        if start < len(head):
            out, start = head[start:stop], min(stop, len(head))
        place = (start - len(head)) % len(self.row)
        needed = stop - start
        return out + (self.row * (needed // len(self.row) + 2))[place : place + needed]

    def seek(self, at, whence=0):
        self.at = at


def test_thirty_megabytes_stream_within_a_bounded_peak(people, newsroom):
    file = Endless(30_000_000)
    take(people, newsroom, feed(review(7)))  # what is loaded once is no matter of the feed
    tracemalloc.start()
    try:
        run = load(by=people.editor, newsroom=newsroom, file=file, name="large.json")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert run.counts["reasons"]["flood"] > 10_000 and run.counts["reasons"]["broken"] == 1
    assert peak < 8_000_000


def test_nothing_passes_for_a_check_of_ours(people, newsroom, settings):
    settings.SITE_URL = "https://www.cek.seruni.example"
    taken = take(
        people,
        newsroom,
        feed(
            review(1, author={"name": f" {newsroom.name.upper()}. "}),
            review(2, url="https://cek.seruni.example/claims/2"),
            review(3),
        ),
    )
    assert codes(taken) == [(1, "ours"), (2, "ours")] and external_checks.PROBLEMS["ours"]
    assert [row.url for row in ExternalCheck.objects.all()] == ["https://cek.example.org/3"]


def test_stored_rows_are_read_under_their_locks(people, newsroom, monkeypatch):
    take(people, newsroom, feed(review(1)))
    locked = []
    of = type(ExternalCheck.objects.all())
    lock = of.select_for_update
    monkeypatch.setattr(of, "select_for_update", lambda self, **k: locked.append(1) or lock(self, **k))
    take(people, newsroom, feed(review(1, claimReviewed="Jembatan 1 roboh")))
    assert locked
