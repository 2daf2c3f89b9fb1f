"""What journeys do with a page: open, sign in, take pictures, check that it fits, is accessible and stays quiet."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

from tests.journeys.pictures import small
from thidua.accounts.models import User

PICTURES = Path(settings.ROOT) / "docs" / "huong-dan" / "hinh"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@dataclass
class Visitor:
    """One person at one device. ``page`` is Playwright's page; addresses are given from the root ("/viec/").

    ``noise`` collects console errors and failed answers; ``quiet()`` is asked at the end of every journey.
    ``expects`` names statuses that a journey brings about on purpose (422 is always one: a refusal with reasons).
    """

    context: BrowserContext
    page: Page
    base_url: str
    noise: list[str] = field(default_factory=list)
    expects: set[int] = field(default_factory=lambda: {422})

    def listen(self) -> None:
        """Start collecting what goes wrong in the page."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.noise.append(f"script error: {error}"))
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A failed answer is judged by its status below; Chromium's own line about it says no more.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.noise.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expects:
            self.noise.append(f"{response.status} {response.url}")

    def sign_in(self, user: User) -> None:
        """Put the person's session into the browser, without the sign-in page (which has journeys of its own)."""
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.base_url}
        # As in service the cookie outlives the browser that is closed.
        self.context.add_cookies([{**cookie, "expires": time.time() + settings.SESSION_COOKIE_AGE}])

    def open(self, address: str) -> Page:
        """Go to an address of the product and check that the page fits the screen."""
        self.page.goto(self.base_url + address)
        self.fits()
        return self.page

    def eventually(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds that the page does by itself, within 40 s: it tries again every 30 s."""
        end = time.monotonic() + 40
        while not holds():
            assert time.monotonic() < end, f"{self.page.url}: not within 40 s: {what}"
            self.page.wait_for_timeout(100)

    def fits(self) -> None:
        """Nothing makes the page scroll sideways."""
        # A phone widens window.innerWidth to what overflows: only the screen asked for tells.
        # A locator waits for the page that a click is still bringing.
        self.page.wait_for_load_state()
        wide = self.page.locator("body").evaluate("body => body.ownerDocument.documentElement.scrollWidth")
        screen = self.page.viewport_size["width"] if self.page.viewport_size else wide
        assert wide <= screen, f"{self.page.url} is {wide} px wide on a screen of {screen} px"

    def accessible(self) -> None:
        """axe finds nothing against WCAG 2.2 A and AA."""
        result: dict[str, Any] = Axe().run(self.page, options=AXE_RULES).response
        found = [
            f"{rule['id']}: {rule['help']}: {node['html'][:160]}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]
        assert not found, f"{self.page.url}\n" + "\n".join(found)

    def picture(self, name: str, *, full: bool = False) -> None:
        """Keep a picture for the users' guide, where ``THIDUA_PICTURES=1`` asks for it."""
        if os.environ.get("THIDUA_PICTURES") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            # No "animations" and no hidden caret: Playwright does both with inline styles, which the pages refuse.
            taken = self.page.screenshot(full_page=full, caret="initial")
            (PICTURES / f"{name}.png").write_bytes(small(taken))

    def quiet(self) -> None:
        """Nothing went wrong in the page on the way."""
        assert not self.noise, "\n".join(self.noise)
