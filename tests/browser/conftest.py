"""Real Chromium against the real application; every page visited is looked at by axe."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.factories import PASSWORD

# Playwright runs an event loop in the test's thread; the tests themselves are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
SERIOUS = {"serious", "critical"}

# A person acts on what has come up. Deferred scripts run before DOMContentLoaded; whoever presses sooner gets
# the plain form, which works but is another path than the one a test walks, and only on a busy machine.
HIDDEN_UNTIL_READY = """
    const unready = new CSSStyleSheet();
    unready.replaceSync("* { visibility: hidden !important }");
    document.adoptedStyleSheets.push(unready);
    addEventListener("DOMContentLoaded", () => document.adoptedStyleSheets = [], { once: true });
"""

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Person:
    """Somebody at a screen: one browser context, errors of the page collected, axe at every stop."""

    def __init__(self, browser, address: str, viewport: dict):
        self.address = address
        self.context = browser.new_context(
            viewport=viewport, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", accept_downloads=True
        )
        self.context.add_init_script(HIDDEN_UNTIL_READY)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("response", self._note_failure)
        self.page.on("console", self._note_lost_piece)

    def _note_failure(self, response) -> None:
        if response.status >= 500:
            self.problems.append(f"{response.status} {response.url}")

    def _note_lost_piece(self, message) -> None:
        """A piece of an answer that found no place on the page is an error of the page, told nowhere else."""
        if "NoTarget" in message.text or "targetError" in message.text:
            self.problems.append(message.text)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, user) -> "Person":
        self.go("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(user.username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Xin chào")
        return self

    def press(self, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    def look(self) -> None:
        """Nothing serious for axe, nothing wider than the screen, one heading that says where one is."""
        expect(self.page.locator("h1:visible")).to_have_count(1)  # the page has come up
        found = Axe().run(self.page).response["violations"]
        bad = [
            f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found if each["impact"] in SERIOUS
        ]
        assert bad == [], self.page.url
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"
        assert self.problems == []


@pytest.fixture
def at_screen(chromium, live_server, settings):
    """Seats a person, signed in, at a desktop or with a phone in hand."""
    settings.ALLOWED_HOSTS = ["*"]
    people = []

    def open_screen(user=None, *, phone: bool = False) -> Person:
        person = Person(chromium, live_server.url, PHONE if phone else DESKTOP)
        people.append(person)
        return person.sign_in(user) if user is not None else person

    yield open_screen
    for person in people:
        person.context.close()
