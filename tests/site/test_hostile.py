"""Whatever people and engines wrote, pages show it as text and link to nothing but http and https."""

import pytest

from claims.actions import claims, replies
from claims.models import Publication, words
from tests.site.pages import claim_review, get, path_of, read
from tests.support import newsroom as made

ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<img src=x onerror=alert(1)>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "]]>&lt;b&gt;\u2028\u2029",
    "[klik](javascript:alert(1))",
)


def everywhere(claim):
    article, speaker = claim.article, claim.speaker
    paths = ["/", "/corrections/", path_of("claims", claim), path_of("articles", article), path_of("speakers", speaker)]
    return [*paths, "/en" + path_of("claims", claim)]


@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_is_text_on_every_page(people, attack):
    body = f"Awal {attack} akhir, kata Rahma. Lalu 18 dari 27 kelurahan."
    article = made.make_article(people.editor, body, title=attack, publisher=attack)
    claim = made.make_claim(
        article, people.editor, quote=f"{attack} akhir", label=words(attack, attack), speaker=attack
    )
    claim = claims.edit(
        claim, by=people.editor, role=words(attack, attack), place=attack, statement=words(attack, attack)
    )
    claim = made.publish(claim, people, summary=words(attack, attack), explanation=words(attack, attack))
    replies.record(claim, by=people.approver, who=attack, text=attack, answer=attack)
    claim = made.correct(claim, people, note=words(attack, attack))
    for path in everywhere(claim):
        page = read(path)
        scripts = page.find_all("script")
        assert all(script.get("src") or script["type"] == "application/ld+json" for script in scripts)
        assert not page.select("img, [onload], [onerror], [onmouseover], svg svg")
        assert not [a["href"] for a in page.select("[href]") if "javascript:" in a["href"].lower()]
        assert attack[:8] in page.get_text() or path.endswith("/corrections/") or attack.startswith("[klik]")
    assert claim_review(read(path_of("claims", claim)))["claimReviewed"].startswith(attack)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example"]
)
def test_a_stored_address_that_is_no_web_address_becomes_no_link(published, address):
    """Actions refuse these; should one be stored all the same, pages still do not link to it."""
    for row in Publication.objects.all():
        for known in ("https://data.example.org/laporan-2023",):
            body = row.body.replace(known, address)
            Publication.objects.filter(pk=row.pk).update(body=body)
    page = get(path_of("claims", published)).content.decode()
    assert f'href="{address}' not in page and "Laporan Layanan Digital 2023" in page
