"""axe finds nothing serious on any public page, light or dark, in either language."""

import pytest
from django.urls import reverse

from tests.site import world
from tests.support.axe import violations
from tests.support.browser import PHONE
from tests.support.newsroom import make_people

pytestmark = [pytest.mark.services, pytest.mark.slow]
ENGLISH = ("site:home", "site:article", "site:claim")  # looked at in both; the others share their templates


@pytest.fixture
def addresses(transactional_db):
    """One address of each view, more of claims and texts."""
    site = world.build(make_people())
    by_view = {}
    for path in world.walk("/", each=1):
        by_view.setdefault(world.view_of(path), path)
    english = [f"/en{by_view[view]}" for view in ENGLISH]
    embed = reverse("site:embed", args=[by_view["site:claim"].strip("/").split("/")[-1]])
    return dict.fromkeys([*by_view.values(), *site.values(), *english, embed, "/nothing/"])


def test_axe_finds_nothing_serious_on_any_public_page(addresses, new_person):
    person, found = new_person(viewport=PHONE, allow=["404", "410"]), {}
    for address in addresses:
        person.emulate_media(color_scheme="light")
        person.goto(address)
        person.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        person.evaluate("document.querySelectorAll('a.mark').forEach((one) => one.click())")
        for scheme, rules in (("light", None), ("dark", ["color-contrast"])):
            person.emulate_media(color_scheme=scheme)
            for line in violations(person, rules):
                found.setdefault(line, f"{address} ({scheme})")
    assert len(addresses) > 15 and "\n".join(f"{address}: {line}" for line, address in found.items()) == ""
