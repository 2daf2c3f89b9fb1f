"""A phone whose browser can be closed and opened again, and whose network can be cut: really, not only told so."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.journeys.browser import PHONE, Visitor
from tests.running import chromium


class Relay:
    """Passes connections on to the server, from an address of its own that stays the same while it is cut and mended.

    ``cut`` closes the door and every connection: the server cannot be reached, also by a service worker.
    """

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "localhost", parts.port or 80)
        self._door: socket.socket | None = None
        self._open: list[socket.socket] = []
        self._port = 0
        self.mend()

    @property
    def url(self) -> str:
        """The address that the browser is given."""
        return f"http://localhost:{self._port}"

    def mend(self) -> None:
        """Open the door (again, at the same port)."""
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", self._port))
        door.listen(64)
        self._door, self._port = door, door.getsockname()[1]
        threading.Thread(target=self._listen, args=(door,), daemon=True).start()

    def cut(self) -> None:
        """Close the door and all connections."""
        if self._door is not None:
            with contextlib.suppress(OSError):
                self._door.shutdown(socket.SHUT_RDWR)
            self._door.close()
        self._door = None
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def _listen(self, door: socket.socket) -> None:
        while True:
            try:
                near, _ = door.accept()
                far = socket.create_connection(self._target)
            except OSError:
                return
            self._open += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with contextlib.suppress(OSError):
        other.shutdown(socket.SHUT_WR)


class OwnDevice:
    """One phone with its own browser profile. ``visitor`` is who uses it now; a new one after ``start``."""

    def __init__(self, playwright: Playwright, path: str, relay: Relay, profile: Path) -> None:
        self._playwright, self._path, self.relay, self._profile = playwright, path, relay, profile
        self.visitors: list[Visitor] = []
        self._context: BrowserContext | None = None
        self._is_cut = False

    @property
    def visitor(self) -> Visitor:
        """Who holds the phone."""
        return self.visitors[-1]

    @property
    def page(self) -> Page:
        """The page that stands open."""
        return self.visitor.page

    def start(self) -> None:
        """Open the browser, with what it kept."""
        context = self._playwright.chromium.launch_persistent_context(
            self._profile,
            executable_path=self._path,
            args=list(chromium.FLAGS),
            viewport={"width": PHONE["width"], "height": PHONE["height"]},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            has_touch=True,
            is_mobile=True,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        context.set_offline(self._is_cut)
        page = context.pages[0] if context.pages else context.new_page()
        visitor = Visitor(context, page, self.relay.url, expects={401, 422})
        visitor.listen()
        self._context = context
        self.visitors.append(visitor)

    def stop(self) -> None:
        """Close the browser."""
        if self._context is not None:
            self._context.close()
        self._context = None

    def cut(self) -> None:
        """No network: the server cannot be reached, and the browser knows."""
        self._is_cut = True
        self.relay.cut()
        if self._context is not None:
            self._context.set_offline(True)

    def mend(self) -> None:
        """The network is back."""
        self._is_cut = False
        self.relay.mend()
        if self._context is not None:
            self._context.set_offline(False)

    def is_ready(self) -> None:
        """Wait until the page that stands open says that this phone keeps it."""
        expect(self.page.locator("[data-offline-note]")).to_have_text(re.compile("Máy này đã giữ trang này"))
