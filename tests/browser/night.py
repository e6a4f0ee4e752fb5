"""Six people at six browsers at once: each a Person in a window of their own, in one loop beside the test's thread."""

import asyncio
import threading
from dataclasses import dataclass, field

from playwright.async_api import async_playwright

from tests.support.browser import ARGUMENTS, DESKTOP, WATCH_POLICY

PATIENCE = 45_000  # milliseconds for one step of a page: six browsers share two cores with the other tests


@dataclass
class Person:
    """Somebody at a browser; `keys` counts strokes that command, `typed` letters of texts, `troubles` what broke."""

    name: str
    page: object
    seat: int = 0
    keys: int = 0
    typed: int = 0
    troubles: list = field(default_factory=list)

    def end_of(self, rows):
        """The first or the last of a list, so that two people at one list begin at its two ends."""
        return rows.last if self.seat % 2 else rows.first

    async def press(self, *keys):
        for key in keys:
            self.keys += 1
            await self.page.keyboard.press(key)

    async def type(self, words):
        self.typed += len(words)
        await self.page.keyboard.type(words)

    async def go(self, address):
        await self.page.goto(address)

    async def submit(self, locator):
        """Clicks what sends a form, and waits for the page that follows."""
        async with self.page.expect_navigation():
            await locator.click()

    async def sees(self, words):
        return words in await self.page.locator("main").inner_text()

    async def log_in(self):
        await self.go("/en/admin/login/")
        await self.page.fill("[name=username]", self.name)
        await self.page.fill("[name=password]", self.name)
        await self.submit(self.page.locator("main button:has-text('Log in')"))


def play(server_url, program, names, scene):
    """Runs `scene(people)` (a coroutine; `people` by name, logged in); what fails there fails here.

    A page that breaks the policy or throws fails the scene too.
    """
    outcome = {}

    def run():
        try:
            asyncio.run(staged(server_url, program, names, scene))
        except BaseException as problem:  # told in the test's own thread
            outcome["problem"] = problem

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if "problem" in outcome:
        raise outcome["problem"]


async def staged(server_url, program, names, scene):
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        people = {name: await person(chromium, server_url, name, seat) for seat, name in enumerate(names)}
        await asyncio.gather(*(one.log_in() for one in people.values()))
        await scene(people)
        troubles = [f"{one.name}: {trouble}" for one in people.values() for trouble in one.troubles]
        await chromium.close()
        assert not troubles, "\n".join(troubles)


async def person(chromium, server_url, name, seat):
    context = await chromium.new_context(locale="en", viewport=DESKTOP, base_url=server_url)
    context.set_default_timeout(PATIENCE)
    await context.add_init_script(WATCH_POLICY)
    one = Person(name, await context.new_page(), seat)
    context.on("weberror", lambda error: one.troubles.append(str(error.error)))
    context.on("console", lambda message: note(one, message))
    return one


def note(one, message):
    """Keeps an error of the console; that a server refused (4xx) is part of the play."""
    if message.type == "error" and "the server responded with a status of 4" not in message.text:
        one.troubles.append(message.text)
