"""The page of the API: drawn in a real browser, under the strict policy, without any other machine."""

import pytest

from claims.api.problems import KINDS
from tests.support.browser import PHONE


def test_the_page_works_without_inline_parts_and_names_every_kind_of_error(client, db):
    html = client.get("/api/v1/docs/").content.decode()
    assert "/api/v1/schema/" in html and "<noscript>" in html
    for kind in KINDS.values():
        assert f'id="{kind.name}"' in html and kind.title in html and kind.advice in html


def test_the_page_is_only_read(client, db):
    assert client.post("/api/v1/docs/").status_code == 405
    assert client.head("/api/v1/docs/").status_code == 200


@pytest.mark.services
@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "color_scheme": "dark"}])
def test_a_partner_tries_an_operation_in_the_browser(new_person, published, options):
    """`new_person` fails the test where the policy is broken or another machine is called."""
    page = new_person(locale="en", **options)
    page.goto("/api/v1/docs/")
    claims = page.locator("#operations-claims-listClaims")
    claims.locator(".opblock-summary-control").click()
    claims.get_by_role("button", name="Try it out").click()
    claims.get_by_placeholder("q", exact=True).fill("kelurahan")
    claims.get_by_role("button", name="Execute").click()
    answer = claims.locator(".live-responses-table .highlight-code").first
    answer.wait_for()
    assert str(published.public_id) in answer.inner_text()
    assert page.locator(".opblock").count() == 14
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0


@pytest.mark.services
def test_a_problem_leads_to_its_kind(new_person, newsroom):
    page = new_person(locale="en", allow=["400"])
    page.goto("/api/v1/claims/?limit=0")
    page.goto(page.evaluate("JSON.parse(document.body.innerText).type"))
    assert page.locator(":target").inner_text().startswith("invalid-parameter")
