"""What the six do at their browsers: the Editor pastes and curates, reviewers review, Approvers approve."""

import asyncio
import re
import time
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent.parent / "claims" / "management" / "demo"
SEGMENTS = ("article.id.txt", "transcript.en.txt")
CLAIMS = 40
BY_KEYBOARD = 3
MARK = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0 || walker.currentNode.parentElement.closest(".mark")) continue;
    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""


class Night:
    """What the six share: the room's address and when the list is complete."""

    def __init__(self, event):
        self.room = f"/en/admin/claims/event/{event.pk}/room/"
        self.newsroom = f"/en/admin/claims/newsroom/{event.newsroom_id}/change/"
        self.curated = asyncio.Event()
        self.sent_back = asyncio.Event()
        self.at_keyboard = asyncio.Event()
        self.late = 0  # how often somebody read that a colleague was faster
        self.strokes = []  # of the person at the keyboard: (commands, letters, seconds) a claim

    async def number(self, one, lane):
        """How many claims stand in a lane of the room that `one` looks at."""
        return int(await one.page.locator(f"#lane-{lane} h2 b").inner_text())


# The Editor


async def paste(one, night):
    """Both segments, one after the other, through the event room."""
    for name in SEGMENTS:
        await one.go(f"{night.room}segment/")
        await one.page.fill("#segment [name=text]", (DEMO / name).read_text(encoding="utf-8"))
        await one.submit(one.page.locator("#segment button.first"))
    await one.go(night.room)


async def curate(one, night):
    """Waits until the worker has split a segment, accepts all that it suggests by one key, and marks a claim."""
    for number in range(len(SEGMENTS)):
        await one.go(night.room)
        await one.page.locator("#segments .slip a").nth(number).wait_for()
        await one.page.locator("#segments .slip a").nth(number).click()
        await one.page.locator("#cards .card .acts").first.wait_for()
        while await one.page.locator("#cards .card.work-extracted").count():
            waiting = await one.page.locator("#cards .card.work-extracted").count()
            await one.press("a")
            await one.page.wait_for_function(
                "(n) => document.querySelectorAll('#cards .card.work-extracted').length < n", arg=waiting
            )


async def curate_all(one, night):
    await curate(one, night)
    await complete(one, night, CLAIMS)
    night.curated.set()


async def complete(one, night, target):
    """Marks sentences that the engine left out until the list has `target` claims."""
    await one.go(night.room)
    while await listed(one, night) < target:
        async with one.page.expect_navigation():  # loaded: a selection made before the scripts run is told to nobody
            await one.page.locator("#segments .slip a").first.click()
        plain = one.page.locator("#text .run:not(.mark)")
        words = next(text.strip() for text in await plain.all_inner_texts() if len(text.strip()) > 30)[:60].rsplit(
            " ", 1
        )[0]
        assert await one.page.evaluate(MARK, words)
        await one.page.wait_for_selector("#selection:not([hidden])")
        before = await one.page.locator("#cards .card").count()
        await one.press("n")
        await one.page.wait_for_function("(n) => document.querySelectorAll('#cards .card').length > n", arg=before)
        await one.go(night.room)


async def listed(one, night):
    return int(await one.page.locator("#tally b").first.inner_text())


# Reviewers


async def review(one, night, rating):
    """Takes whatever is queued, one after the other, until nothing is left; what comes back is proposed again."""
    while True:
        nothing_to_come = night.curated.is_set() and night.sent_back.is_set()
        await one.go(night.room)
        mine = one.page.locator("#lane-in_review .slip.mine a")
        free = one.page.locator("#lane-queued .slip:has(button[value=take])")
        if await mine.count():
            address = await mine.first.get_attribute("href")
        elif await free.count():
            slip = one.end_of(free)
            address = await slip.locator("a").get_attribute("href")
            await one.submit(slip.locator("button[value=take]"))
            if await one.page.locator(".trouble").count():
                night.late += 1
                continue
        elif nothing_to_come:
            return
        else:
            await asyncio.sleep(0.5)
            continue
        await one.go(address)
        await write(one, rating)


async def write(one, rating):
    """Everything that a proposal needs, on the claim's page; then proposes it."""
    page = one.page
    language = await page.locator("blockquote.reading").first.get_attribute("lang")
    label = page.locator(f"#form-claim [name=label_{language}]")
    if unfit(await label.input_value()):
        await label.fill((await page.locator("blockquote mark").first.inner_text())[:60].rsplit(" ", 1)[0])
        await one.submit(page.locator("#form-claim .buttons button"))
    while await (form := page.locator("#conflicts .clash:not(.closed) form")).count():
        await form.first.locator("[name=reason]").fill("Two different things, both right")
        await one.submit(form.first.locator("button[value=dismiss]"))
    if await page.locator("#sources > .empty").count():
        await attach(one, page)
    if not await page.locator("#form-verdict [name=rating]:checked").count():
        await page.locator("#form-verdict label.rating", has_text=re.compile(rf"\b{rating}\b")).first.click()
    await page.fill(f"#form-verdict [name=summary_{language}]", f"{one.name}: what the report of 2023 says.")
    await page.fill(f"#form-verdict [name=explanation_{language}]", f"The report counts it so; read by {one.name}.")
    await one.submit(page.locator("#form-verdict button[value=propose]"))
    assert await page.locator(".standing .work").inner_text() == "proposed", await page.locator("main").inner_text()


def unfit(label):
    return not label.strip() or len(label) > 75 or label.rstrip().endswith("…")


async def attach(one, page):
    await page.locator("#source-new > summary").click()
    form = page.locator("#form-source-new")
    await form.locator("[name=stance]").select_option("supports")
    await form.locator("[name=title]").fill("Report of 2023")
    await form.locator("[name=url]").fill("https://data.example.org/report-2023")
    await form.locator("[name=excerpt]").fill("So it stands in the report.")
    await one.submit(form.locator(".buttons button"))


async def only_keys(one, night):
    """The first claims of the first segment, with keys alone, and whatever of them comes back."""
    await one.go(night.room)
    await one.page.locator("#segments .slip:not(.now) a").first.wait_for()
    article = await one.page.locator("#segments .slip a").first.get_attribute("href")
    for _claim in range(BY_KEYBOARD):
        await one.go(article)
        await by_keyboard(one, night)
    night.at_keyboard.set()
    await night.sent_back.wait()
    await one.go(night.room)
    if await one.page.locator("#lane-in_review .slip.mine a").count():
        await reach(one, "document.activeElement.matches('#lane-in_review .slip.mine a')")
        async with one.page.expect_navigation():
            await one.press("Enter")
        async with one.page.expect_navigation():
            await one.press("Control+Shift+Enter")


async def by_keyboard(one, night):
    """The chosen claim of the page that is open, from suggestion to proposal."""
    page = one.page
    await page.locator(".card.chosen").wait_for()
    before, began = (one.keys, one.typed), time.monotonic()
    claim = await page.locator(".card.chosen").get_attribute("id")
    await one.press("a")
    await page.locator(f"#{claim}.work-queued").wait_for()
    await one.press("k", "t")
    await page.locator(f"#{claim}.work-in_review").wait_for()
    await one.press("k")
    assert await page.locator(".card.chosen").get_attribute("id") == claim
    async with page.expect_navigation():
        await one.press("Enter")
    language = await page.locator("blockquote.reading").first.get_attribute("lang")
    await name(one, language)
    await one.press("n")
    await fill_source(one)
    await one.press("g", "v", "2")
    await reach(one, named(f"summary_{language}"))
    await one.type("The report says the same.")
    await reach(one, named(f"explanation_{language}"))
    await one.type("The report of 2023 counts it so.")
    async with page.expect_navigation():
        await one.press("Control+Shift+Enter")
    assert await page.locator(".standing .work").inner_text() == "proposed", await page.locator("main").inner_text()
    night.strokes.append((one.keys - before[0], one.typed - before[1], round(time.monotonic() - began, 1)))


async def name(one, language):
    """Shortens the machine's label where it cannot be a headline."""
    if not unfit(await one.page.locator(f"#form-claim [name=label_{language}]").input_value()):
        return
    await one.press("g", "c")
    await reach(one, named(f"label_{language}"))
    await one.press("Control+a")
    await one.type("What was said of the digital services")
    async with one.page.expect_navigation():
        await one.press("Control+Enter")


async def fill_source(one):
    await reach(one, named("stance"))
    await one.type("S")
    await reach(one, named("title"))
    await one.type("Report of 2023")
    await reach(one, named("url"))
    await one.type("https://data.example.org/report-2023")
    await reach(one, named("excerpt"))
    await one.type("So it stands in the report.")
    async with one.page.expect_navigation():
        await one.press("Control+Enter")


def named(field):
    return f"document.activeElement.name === '{field}'"


async def reach(one, there):
    """Goes on by Tab until `there` (a condition in the page) holds."""
    for _stroke in range(400):
        if await one.page.evaluate(there):
            return
        await one.press("Tab")
    raise AssertionError(f"no way by the keyboard to where {there}")


# Approvers


async def approve(one, night, target, sends_back=False):
    """Approves whatever is proposed until `target` claims are public; the first one goes back, where asked."""
    while True:
        await one.go(night.room)
        if await night.number(one, "public") >= target:
            return
        offered = one.page.locator("#lane-proposed .slip a")
        if await offered.count() <= one.seat % 2:  # one of two leaves a single proposal to the other
            await asyncio.sleep(0.5)
            continue
        await one.end_of(offered).click()
        if sends_back and await one.page.locator("#form-send_back").count():
            await do(one, "send_back", reason="Name the table of the report")
            if not await one.page.locator(".trouble").count():
                sends_back = False
                night.sent_back.set()
        elif await one.page.locator("#form-approve button").count():
            await one.submit(one.page.locator("#form-approve button"))
            if await one.page.locator(".trouble").count():
                night.late += 1


async def do(one, verb, **fields):
    """Takes a step on the claim's page that `one` has open."""
    form = one.page.locator(f"#form-{verb}")
    fold = one.page.locator(f"details:has(> #form-{verb}):not([open]) > summary")
    if await fold.count():
        await fold.click()
    for field, value in fields.items():
        target = form.locator(f"[name={field}]")
        if await target.first.get_attribute("type") == "radio":
            await form.locator(f"[name={field}][value={value}]").check()
        elif await target.evaluate("e => e.tagName") == "SELECT":
            await target.select_option(value)
        else:
            await target.fill(value)
    await one.submit(form.locator(".buttons button"))
