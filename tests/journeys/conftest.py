"""A real Chromium for the journeys: ``phone`` (360 × 740), ``desktop`` (1280 × 800), ``plain`` (no scripts).

Each is a ``Visitor``; ``visit`` makes further ones, for stories with several people; ``story_day`` puts the clock of
the server to a day. The browser is found on the machine (``tests/running/chromium.py``) and never downloaded; without
one these tests fail and say so.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.journeys.browser import DESKTOP, PHONE, Visitor
from tests.journeys.own_device import OwnDevice, Relay
from tests.running import chromium
from thidua.common import clock

Visit = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs the browser and is marked so."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium of this machine."""
    path = chromium.find()
    if path is None:
        pytest.fail("No Chromium found on PATH; install it, or leave the journeys out with: ./thidua test --no-browser")
    return path


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself, once for the whole run."""
    expect.set_options(timeout=10_000)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """One Chromium for the whole run."""
    started = playwright.chromium.launch(executable_path=chromium_path, args=list(chromium.FLAGS))
    yield started
    started.close()


@pytest.fixture(autouse=True)
def _all_answered(live_server: LiveServer) -> Iterator[None]:
    """Wait for what the server still answers when the browser has gone: the tables are emptied after this."""
    # Threads that answer; the test itself asks pages with Django's client too.
    answering: set[int] = set()
    here = threading.get_ident()

    def began(**_: object) -> None:
        answering.add(threading.get_ident())

    def ended(**_: object) -> None:
        answering.discard(threading.get_ident())

    request_started.connect(began)
    request_finished.connect(ended)
    yield
    end = time.monotonic() + 20
    while answering - {here} and time.monotonic() < end:
        time.sleep(0.02)
    request_started.disconnect(began)
    request_finished.disconnect(ended)
    assert not answering - {here}, "a page is still not answered 20 s after the browser has gone"


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """A function that gives a further person a device: ``visit(PHONE)``, ``visit(DESKTOP, scripts=False)``."""
    visitors: list[Visitor] = []

    def open_device(size: dict[str, int] = DESKTOP, *, scripts: bool = True, **options: Any) -> Visitor:
        is_phone = size["width"] < 600
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=scripts,
            has_touch=is_phone,
            is_mobile=is_phone,
            reduced_motion="reduce",
            service_workers="block",
            **options,
        )
        context.set_default_timeout(10_000)
        visitor = Visitor(context, context.new_page(), live_server.url)
        visitor.listen()
        visitors.append(visitor)
        return visitor

    yield open_device
    for visitor in visitors:
        visitor.context.close()
    for visitor in visitors:
        visitor.quiet()


@pytest.fixture
def story_day(settings: Settings, tmp_path: Path) -> Callable[[str], None]:
    """A function that puts the clock of the server and of the test to a day ("2021-02-19"); may be called again."""
    settings.CLOCK_FILE = str(tmp_path / "clock")
    return lambda day: clock.set_day(dt.date.fromisoformat(day))


@pytest.fixture
def own_phone(
    playwright: Playwright, chromium_path: str, live_server: LiveServer, tmp_path: Path
) -> Iterator[OwnDevice]:
    """A person's own phone: it remembers what it keeps when the browser is closed, and its network can be cut.

    Pages that open without network are allowed here only (other visitors run no service worker).
    """
    relay = Relay(live_server.url)
    device = OwnDevice(playwright, chromium_path, relay, tmp_path / "phone")
    device.start()
    yield device
    device.stop()
    relay.cut()
    for visitor in device.visitors:
        visitor.quiet()


@pytest.fixture
def phone(visit: Visit) -> Visitor:
    """A person with a phone, 360 px wide."""
    return visit(PHONE)


@pytest.fixture
def desktop(visit: Visit) -> Visitor:
    """A person at a desk, 1280 px wide."""
    return visit(DESKTOP)


@pytest.fixture
def plain(visit: Visit) -> Visitor:
    """A person whose browser runs no scripts."""
    return visit(DESKTOP, scripts=False)
