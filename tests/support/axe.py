"""Asks axe-core, shipped by axe-playwright-python, what is wrong with a page for who cannot see it well."""

from functools import cache
from importlib.resources import files

GRAVE = {"serious", "critical"}
RUN = """(rules) => axe.run(document, {
    resultTypes: ["violations"], preload: false, ...(rules && {runOnly: {type: "rule", values: rules}}),
}).then((found) => found.violations)"""


@cache
def source():
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page, rules=None):
    """What axe finds serious or critical on a Playwright page: "rule: the element, what to do", one line a place.

    `rules` names the only ones to ask, by default all. The script comes through the debugger, which a page's
    Content-Security-Policy does not govern.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    return [
        f"{found['id']}: {node['html'][:160]} — {' '.join(node['failureSummary'].split())[:240]}"
        for found in page.evaluate(RUN, rules)
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]
